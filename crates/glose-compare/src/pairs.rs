//! The groups of an alignment as pairs, in reading order, each judged and put into words.

use glose_french::concordance;
use glose_model::messages::{Lang, text};
use glose_model::{Change, Clause, Effect, EffectEvidence, Modality, Pair, Polarity, Relation, ValueKind};
use glose_weigh::Table;
use rustc_hash::FxHashSet;

use crate::alignment::Alignment;
use crate::effects::effects;
use crate::groups::Group;
use crate::relation::relation;
use crate::side::Side;
use crate::view::{View, concerned_around};
use crate::words::WordKind;

/// A pair, and the direction in which it points: above 0 towards protection.
pub(crate) struct Judged {
    /// The pair.
    pub(crate) pair: Pair,
    /// The direction.
    pub(crate) direction: f32,
}

/// Every group as a pair, in the order of the new text; what was removed stands where it stood.
pub(crate) fn pairs(
    old: &Side<'_>,
    new: &Side<'_>,
    alignment: &Alignment,
    direction: &Table,
    lang: Lang,
) -> Vec<Judged> {
    // A word that both texts use is a word; what only one of them has may be a misreading of it.
    let vocabulary = |side: &Side<'_>| -> FxHashSet<String> {
        side.prepared.iter().flat_map(|p| p.words.iter().filter(|w| w.counts()).map(|w| w.form.clone())).collect()
    };
    let (said, says) = (vocabulary(old), vocabulary(new));
    let known = |form: &str| said.contains(form) && says.contains(form);
    in_order(&alignment.groups, old.prepared.len())
        .into_iter()
        .enumerate()
        .map(|(i, group)| {
            let relation = relation(group, old, new, &alignment.subjects);
            let ids = |clauses: &[&Clause]| clauses.iter().map(|c| c.id.clone()).collect();
            let view = View::new(relation, chosen(old, &group.old), chosen(new, &group.new), &known);
            let olds = group.old.iter().map(|i| concerned_around(old.clauses, *i));
            let news = group.new.iter().map(|i| concerned_around(new.clauses, *i));
            let view = view.among(&olds.chain(news).collect::<Vec<_>>());
            let (effects, direction) = effects(&view, direction);
            let change = change(&view, &effects);
            let concerns = concerns(&view);
            Judged {
                pair: Pair {
                    id: format!("p{}", i + 1),
                    old: ids(&view.old.clauses),
                    new: ids(&view.new.clauses),
                    relation,
                    effects: effects.iter().map(|e| e.effect).collect(),
                    change,
                    diff: view.diff(),
                    why: why(&view, &effects, lang),
                    weight: weight(&effects, direction, &concerns),
                    concerns,
                    effects_evidence: effects,
                },
                direction,
            }
        })
        .collect()
}

fn chosen<'a>(side: &Side<'a>, list: &[usize]) -> Vec<&'a Clause> {
    list.iter().filter_map(|i| side.clauses.get(*i)).collect()
}

fn in_order(groups: &[Group], old_len: usize) -> Vec<&Group> {
    let mut place = vec![None; old_len];
    for group in groups {
        for a in &group.old {
            if let Some(slot) = place.get_mut(*a) {
                *slot = group.new.first().copied();
            }
        }
    }
    let mut out: Vec<((usize, usize, usize), &Group)> = groups
        .iter()
        .map(|g| match (g.new.first(), g.old.first()) {
            (Some(b), _) => ((b + 1, 0, 0), g),
            (None, Some(a)) => {
                let before = place.get(..*a).unwrap_or_default().iter().rev().find_map(|p| *p);
                ((before.map_or(0, |b| b + 1), 1, *a), g)
            }
            (None, None) => ((usize::MAX, 0, 0), g),
        })
        .collect();
    out.sort_by_key(|(key, _)| *key);
    out.into_iter().map(|(_, g)| g).collect()
}

/// Concerns of either side, in the order in which they are met.
fn concerns(view: &View<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for tag in view.old.clauses.iter().chain(&view.new.clauses).flat_map(|c| &c.concerns) {
        if !out.contains(&tag.id) {
            out.push(tag.id.clone());
        }
    }
    out
}

/// How deep the change goes: what is ordered, allowed or promised; facts; words; nothing.
fn change(view: &View<'_>, effects: &[EffectEvidence]) -> Change {
    if view.is_pair() && !view.differs() {
        // The same words in another place are not the same text.
        return if view.relation == Relation::Unchanged { Change::None } else { Change::Cosmetic };
    }
    if effects.iter().any(|e| e.effect != Effect::ReferenceUpdated) {
        return Change::Normative;
    }
    if !view.is_pair() {
        let rules = |c: &&Clause| c.modality != Modality::Constat || c.polarity != Polarity::Neutre;
        let ruled = view.old.clauses.iter().chain(&view.new.clauses).any(rules);
        return if ruled { Change::Normative } else { Change::Factual };
    }
    let forces = |half: &crate::view::Half<'_>| {
        let mut all: Vec<Modality> = half.clauses.iter().map(|c| c.modality).collect();
        all.sort();
        all.dedup();
        all
    };
    if forces(&view.old) != forces(&view.new) && view.old.clauses.len() == view.new.clauses.len() {
        return Change::Normative;
    }
    let values = |half: &crate::view::Half<'_>| {
        let all = half.clauses.iter().flat_map(|c| &c.values).filter(|v| v.kind != ValueKind::Reference);
        let mut all: Vec<String> = all.map(|v| v.value.clone()).collect();
        all.sort();
        all
    };
    let numbers = |half: &crate::view::Half<'_>| {
        half.counted().iter().zip(&half.changed).any(|(w, changed)| *changed && w.kind == WordKind::Number)
    };
    let factual =
        !effects.is_empty() || values(&view.old) != values(&view.new) || numbers(&view.old) || numbers(&view.new);
    if factual { Change::Factual } else { Change::Cosmetic }
}

/// The pair in a phrase: its relation, its effects, the words that changed.
fn why(view: &View<'_>, effects: &[EffectEvidence], lang: Lang) -> String {
    if effects.is_empty() {
        return String::new();
    }
    let names: Vec<String> = effects.iter().map(|e| text(lang, &format!("compare-{}", code(e.effect)), &[])).collect();
    let names = names.join(", ");
    if effects.iter().all(|e| e.effect == Effect::ReferenceUpdated) && renumbered(view) {
        return text(lang, "compare-renumbered", &[]);
    }
    let quote = |half: &crate::view::Half<'_>| -> String {
        let longest = half.changed_spans().into_iter().max_by_key(|s| (s.end - s.start, std::cmp::Reverse(s.start)));
        longest.map(|s| shortened(s.slice(&half.text), 12)).unwrap_or_default()
    };
    let (old, new) = (quote(&view.old), quote(&view.new));
    let key = match (view.is_pair(), old.is_empty(), new.is_empty()) {
        (false, ..) | (_, true, true) => return names,
        (_, true, false) => "compare-why-came",
        (_, false, true) => "compare-why-gone",
        _ => "compare-why",
    };
    text(lang, key, &[("effects", &names), ("old", &old), ("new", &new)])
}

/// The first `most` words of a quote.
fn shortened(quote: &str, most: usize) -> String {
    let words: Vec<&str> = quote.split_whitespace().collect();
    match words.get(..most) {
        Some(first) if words.len() > most => format!("{}…", first.join(" ")),
        _ => words.join(" "),
    }
}

/// Whether every article that changed was only given another number.
fn renumbered(view: &View<'_>) -> bool {
    let cited = |half: &crate::view::Half<'_>| -> Vec<String> {
        half.clauses.iter().flat_map(|c| c.references.clone()).collect()
    };
    let (old, new) = (cited(&view.old), cited(&view.new));
    let joined = |a: &[String], b: &[String]| a.iter().all(|x| b.iter().any(|y| concordance::same_article(x, y)));
    joined(&old, &new) && joined(&new, &old)
}

/// What the messages call an effect.
pub(crate) fn code(effect: Effect) -> &'static str {
    match effect {
        Effect::Weakened => "weakened",
        Effect::Strengthened => "strengthened",
        Effect::DurationShortened => "duration-shortened",
        Effect::DurationLengthened => "duration-lengthened",
        Effect::ConditionAdded => "condition-added",
        Effect::ConditionRemoved => "condition-removed",
        Effect::ActorChanged => "actor-changed",
        Effect::ReferenceUpdated => "reference-updated",
        Effect::ScopeNarrowed => "scope-narrowed",
        Effect::ScopeWidened => "scope-widened",
    }
}

/// How much the reader should mind: how plain the direction is, how many effects show it, how many
/// concerns it touches.
fn weight(effects: &[EffectEvidence], direction: f32, concerns: &[String]) -> f32 {
    let of = |e: &EffectEvidence| match e.effect {
        Effect::Weakened | Effect::Strengthened => 1.0,
        Effect::ReferenceUpdated => 0.2,
        _ => 0.5,
    };
    let own: f32 = effects.iter().map(of).sum();
    let sum =
        own + direction.abs().min(2.0) + 0.25 * concerns.len().min(4) as f32 * f32::from(u8::from(!effects.is_empty()));
    (sum * 100.0).round() / 100.0
}
