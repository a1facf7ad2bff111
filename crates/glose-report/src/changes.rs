//! What a comparison of two texts says, whatever its format.

use std::collections::BTreeMap;

use glose_model::{Change, Clause, ComparedText, Comparison, DiffKind, Effect, GridHead, Pair, Relation, SummaryLine};
use serde::Serialize;

use crate::context::pages_of;
use crate::head::{self, Head};
use crate::named::{self, Named, key};
use crate::segments::{Mark, Segment, segments};
use crate::words::Words;
use crate::{ReportOptions, TextOf, typography};

/// Everything that a comparison report prints.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Changes {
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    pub(crate) authors: Option<String>,
    pub(crate) logo: Option<String>,
    pub(crate) old: Head,
    pub(crate) new: Head,
    pub(crate) sha: [String; 2],
    pub(crate) counts: Vec<(String, usize)>,
    pub(crate) summary: Vec<SummarySection>,
    pub(crate) concerns: Vec<Named>,
    pub(crate) effects: Vec<Named>,
    pub(crate) table: Vec<EffectRow>,
    pub(crate) links: Vec<Link>,
    pub(crate) groups: Vec<Group>,
    pub(crate) changed: usize,
    pub(crate) identical: bool,
    pub(crate) notices: Vec<String>,
    pub(crate) program: String,
    pub(crate) grid: String,
    pub(crate) grid_sha256: String,
    pub(crate) options: Vec<(String, String)>,
    pub(crate) ocr: Vec<String>,
}

/// Advances, setbacks, or what to watch.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct SummarySection {
    pub(crate) id: &'static str,
    pub(crate) tone: &'static str,
    pub(crate) title: String,
    pub(crate) empty: String,
    pub(crate) lines: Vec<Line>,
}

/// A sentence of the summary with both quotes.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    pub(crate) text: String,
    /// What happened, without the words that it happened to.
    pub(crate) label: String,
    pub(crate) pair: String,
    pub(crate) concerns: Vec<Named>,
    pub(crate) effects: Vec<Named>,
    pub(crate) old: Option<Side>,
    pub(crate) new: Option<Side>,
}

/// A concern and how often each effect touches it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct EffectRow {
    pub(crate) concern: Named,
    pub(crate) counts: Vec<usize>,
    pub(crate) total: usize,
}

/// Where a pair stands in both texts, per cent of their characters, for the picture.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Link {
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
    pub(crate) tone: &'static str,
    pub(crate) moved: bool,
    pub(crate) pair: String,
    pub(crate) title: String,
}

/// Pairs that are shown together: changes one by one, what did not change in a run.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Group {
    /// `changed`, `added` or `removed` (without effect), `unchanged`, `reworded` (words only) or `renumbered`.
    pub(crate) kind: &'static str,
    /// Heading of the new text that begins here.
    pub(crate) heading: Option<String>,
    pub(crate) label: String,
    pub(crate) rows: Vec<Row>,
}

/// One pair.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) relation: String,
    pub(crate) relation_label: String,
    pub(crate) change: String,
    pub(crate) tone: &'static str,
    pub(crate) effects: Vec<Named>,
    pub(crate) concerns: Vec<Named>,
    pub(crate) old: Option<Side>,
    pub(crate) new: Option<Side>,
    pub(crate) why: String,
}

/// The clauses of one text in a pair.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Side {
    pub(crate) clauses: Vec<String>,
    pub(crate) place: String,
    /// Runs, marked `del`, `ins` and `ev` (the words that show an effect).
    pub(crate) segments: Vec<Segment>,
    /// The same, without the marks of effects.
    pub(crate) plain: Vec<Segment>,
    pub(crate) text: String,
}

const EFFECTS: [Effect; 10] = [
    Effect::Strengthened,
    Effect::Weakened,
    Effect::DurationLengthened,
    Effect::DurationShortened,
    Effect::ConditionRemoved,
    Effect::ConditionAdded,
    Effect::ScopeWidened,
    Effect::ScopeNarrowed,
    Effect::ActorChanged,
    Effect::ReferenceUpdated,
];

/// `positif`, `probleme`, `a-ameliorer` (both, or to be watched) or `neutre`.
pub(crate) fn tone(effects: &[Effect]) -> &'static str {
    match (effects.contains(&Effect::Strengthened), effects.contains(&Effect::Weakened)) {
        (true, false) => "positif",
        (false, true) => "probleme",
        (true, true) => "a-ameliorer",
        _ if effects.iter().any(|e| *e != Effect::ReferenceUpdated) => "a-ameliorer",
        _ => "neutre",
    }
}

struct View<'a> {
    words: &'a Words,
    clauses: [BTreeMap<&'a str, (&'a Clause, f64)>; 2],
}

impl<'a> View<'a> {
    fn new(comparison: &'a Comparison, words: &'a Words) -> Self {
        Self { words, clauses: [positions(&comparison.old), positions(&comparison.new)] }
    }

    fn place(&self, clauses: &[&Clause]) -> String {
        let mut pages: Vec<u32> = clauses.iter().flat_map(|c| pages_of(c)).collect();
        pages.sort_unstable();
        pages.dedup();
        self.words.place(&pages, clauses.first().map_or("", |c| &c.section))
    }

    /// Side 0 is the old text, 1 the new one.
    fn side(&self, pair: &Pair, side: usize) -> Option<Side> {
        let ids = if side == 0 { &pair.old } else { &pair.new };
        let table = self.clauses.get(side)?;
        let clauses: Vec<&Clause> = ids.iter().filter_map(|id| table.get(id.as_str()).map(|c| c.0)).collect();
        if clauses.is_empty() {
            return None;
        }
        let text = clauses.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ");
        let whole = matches!(pair.relation, Relation::Added | Relation::Removed);
        let mut marks: Vec<Mark> = Vec::new();
        for op in pair.diff.iter().filter(|_| !whole) {
            let ([from, to], name) = match (op.op, side) {
                (DiffKind::Delete | DiffKind::Replace, 0) => (op.old, "del"),
                (DiffKind::Insert | DiffKind::Replace, 1) => (op.new, "ins"),
                _ => continue,
            };
            if from < to {
                marks.push((from, to, name));
            }
        }
        let plain = segments(&text, &marks);
        for evidence in &pair.effects_evidence {
            let spans = if side == 0 { &evidence.old } else { &evidence.new };
            marks.extend(spans.iter().map(|s| (s.start, s.end, "ev")));
        }
        Some(Side { clauses: ids.clone(), place: self.place(&clauses), segments: segments(&text, &marks), plain, text })
    }

    fn row(&self, pair: &Pair, concern: &dyn Fn(&str) -> Named) -> Row {
        let relation = key(&pair.relation);
        Row {
            id: pair.id.clone(),
            relation_label: self.words.get(&format!("relation-{relation}")),
            relation,
            change: key(&pair.change),
            tone: tone(&pair.effects),
            effects: pair.effects.iter().map(|e| self.effect(*e)).collect(),
            concerns: pair.concerns.iter().map(|c| concern(c)).collect(),
            old: self.side(pair, 0),
            new: self.side(pair, 1),
            why: typography::nbsp(&pair.why),
        }
    }

    fn effect(&self, effect: Effect) -> Named {
        named_effect(effect, self.words)
    }
}

fn named_effect(effect: Effect, words: &Words) -> Named {
    let id = key(&effect);
    Named { label: words.get(&format!("effect-{id}")), id }
}

/// Every effect, in the order of tables.
pub(crate) fn effects(words: &Words) -> Vec<Named> {
    EFFECTS.iter().map(|e| named_effect(*e, words)).collect()
}

/// Each clause with its place in the text, per cent of the characters.
fn positions(text: &ComparedText) -> BTreeMap<&str, (&Clause, f64)> {
    let lengths: Vec<usize> = text.clauses.iter().map(|c| c.text.chars().count() + 1).collect();
    let total = lengths.iter().sum::<usize>().max(1) as f64;
    let mut at = 0usize;
    let mut out = BTreeMap::new();
    for (clause, length) in text.clauses.iter().zip(&lengths) {
        out.insert(clause.id.as_str(), (clause, 1.0 + 98.0 * at as f64 / total));
        at += length;
    }
    out
}

/// How a pair is set aside, so that the reader can skip what matters less.
fn kind(pair: &Pair) -> &'static str {
    let moved = matches!(pair.relation, Relation::Moved | Relation::Split | Relation::Merged);
    if pair.relation == Relation::Unchanged {
        "unchanged"
    } else if pair.effects == [Effect::ReferenceUpdated] && !moved {
        "renumbered"
    } else if pair.effects.is_empty() && pair.relation == Relation::Reworded && pair.change != Change::Normative {
        "reworded"
    } else if pair.effects.is_empty() && pair.relation == Relation::Added {
        "added"
    } else if pair.effects.is_empty() && pair.relation == Relation::Removed {
        "removed"
    } else {
        "changed"
    }
}

/// The whole view of `comparison`.
pub(crate) fn changes(
    comparison: &Comparison,
    grid: &GridHead,
    texts: &[TextOf<'_>],
    words: &Words,
    options: &ReportOptions,
) -> Changes {
    let view = View::new(comparison, words);
    let concerns = &named::concerns(grid, words);
    let concern = |id: &str| named::concern(concerns, id);
    let (old, new) = (head::head(&comparison.old.document, words), head::head(&comparison.new.document, words));
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut last_heading: Option<&String> = None;
    for pair in &comparison.pairs {
        let kind = kind(pair);
        *counts.entry(kind).or_default() += 1;
        let first = pair.new.first().and_then(|id| view.clauses[1].get(id.as_str()));
        let heading = first.and_then(|(c, _)| c.headings.last()).filter(|h| last_heading != Some(*h));
        last_heading = heading.or(last_heading);
        let row = view.row(pair, &concern);
        match groups.last_mut() {
            Some(group) if heading.is_none() && group.kind == kind => group.rows.push(row),
            _ => groups.push(Group {
                kind,
                heading: heading.map(|h| typography::nbsp(h)),
                label: String::new(),
                rows: vec![row],
            }),
        }
    }
    for group in &mut groups {
        group.label = words.count(&format!("group-{}", group.kind), group.rows.len());
    }
    let count = |kinds: &[&str]| kinds.iter().filter_map(|k| counts.get(k)).sum::<usize>();
    let changed = count(&["changed", "added", "removed"]);
    let line = |l: &SummaryLine| {
        let pair = comparison.pairs.iter().find(|p| p.id == l.pair);
        let mut labels: Vec<String> = pair.iter().flat_map(|p| &p.effects).map(|e| view.effect(*e).label).collect();
        if let Some(pair) = pair.filter(|p| labels.is_empty() || p.relation != Relation::Reworded) {
            labels.insert(0, words.get(&format!("relation-{}", key(&pair.relation))));
        }
        Line {
            text: typography::nbsp(&l.text),
            label: typography::capitalised(&labels.join(", ")),
            pair: l.pair.clone(),
            concerns: l.concerns.iter().map(|c| concern(c)).collect(),
            effects: pair.iter().flat_map(|p| &p.effects).map(|e| view.effect(*e)).collect(),
            old: pair.and_then(|p| view.side(p, 0)),
            new: pair.and_then(|p| view.side(p, 1)),
        }
    };
    let section = |id: &'static str, tone, lines: &[SummaryLine]| SummarySection {
        id,
        tone,
        title: words.get(&format!("summary-{id}")),
        empty: words.get(&format!("summary-{id}-empty")),
        lines: lines.iter().map(line).collect(),
    };
    let of = |id: &str, effect: Effect| {
        comparison.pairs.iter().filter(|p| p.effects.contains(&effect) && p.concerns.iter().any(|c| c == id)).count()
    };
    let table = concerns
        .iter()
        .map(|c| EffectRow {
            concern: c.clone(),
            counts: EFFECTS.iter().map(|e| of(&c.id, *e)).collect(),
            total: comparison.pairs.iter().filter(|p| !p.effects.is_empty() && p.concerns.contains(&c.id)).count(),
        })
        .collect();
    Changes {
        lang: words.tag(),
        title: options
            .title
            .clone()
            .unwrap_or_else(|| words.fill("compare-title", &[("old", &old.short), ("new", &new.short)])),
        authors: options.authors.clone(),
        logo: options.logo.as_ref().and_then(crate::Logo::data_uri),
        sha: [comparison.old.document.source.sha256.clone(), comparison.new.document.source.sha256.clone()],
        old,
        new,
        counts: [("changed", changed)]
            .into_iter()
            .chain(["reworded", "renumbered", "unchanged"].map(|k| (k, count(&[k]))))
            .map(|(k, n)| (words.get(&format!("kind-of-pair-{k}")), n))
            .collect(),
        summary: vec![
            section("setbacks", "probleme", &comparison.summary.setbacks),
            section("advances", "positif", &comparison.summary.advances),
            section("watch", "a-ameliorer", &comparison.summary.watch),
        ],
        concerns: concerns.to_vec(),
        effects: effects(words),
        table,
        links: links(comparison, &view),
        identical: comparison.pairs.iter().all(|p| p.relation == Relation::Unchanged) && !comparison.pairs.is_empty(),
        groups,
        changed,
        notices: comparison.diagnostics.iter().map(|d| typography::nbsp(&d.message)).collect(),
        grid: format!("{} {}", grid.id, grid.version),
        grid_sha256: grid.sha256.clone(),
        program: format!("{} {}", comparison.program.name, comparison.program.version),
        options: head::used(&comparison.options, options),
        ocr: ocr(texts, words),
    }
}

/// The pages read by OCR of each text that has some.
pub(crate) fn ocr(texts: &[TextOf<'_>], words: &Words) -> Vec<String> {
    let of = |t: &TextOf<'_>| {
        let pages = head::pages_by_ocr(t.document, words)?;
        Some(format!("{}{}{pages}", t.document.source.file, words.get("colon")))
    };
    texts.iter().filter_map(of).collect()
}

fn links(comparison: &Comparison, view: &View<'_>) -> Vec<Link> {
    let at = |side: usize, ids: &[String]| {
        let first = ids.first()?;
        view.clauses.get(side)?.get(first.as_str()).map(|(_, x)| format!("{x:.2}"))
    };
    let mut out: Vec<Link> = comparison
        .pairs
        .iter()
        .map(|p| Link {
            old: at(0, &p.old),
            new: at(1, &p.new),
            tone: tone(&p.effects),
            moved: p.relation == Relation::Moved,
            pair: p.id.clone(),
            title: view.words.get(&format!("relation-{}", key(&p.relation))),
        })
        .collect();
    // What is drawn last lies on top.
    out.sort_by_key(|l| (l.tone != "neutre", l.moved));
    out
}
