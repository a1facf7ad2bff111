//! What each clause is worth from the side of the grid's owners, with the rule that says so.

use std::collections::BTreeMap;

use glose_grid::{CLUES, Clue, PolarityRule, When};
use glose_model::{BlockKind, Evidence, Modality, Polarity, Reason, Span, messages};
use glose_weigh::Table;

use crate::reason;
use crate::stance::{self, Odds};
use crate::text::Text;
use crate::weighed::Weighed;
use crate::wording::{self, Seen};

/// The verdicts, in the order in which ties are decided.
pub(crate) const VERDICTS: [Polarity; 4] =
    [Polarity::Neutre, Polarity::Positif, Polarity::Probleme, Polarity::AAmeliorer];

/// What was seen of the worth of a clause.
#[derive(Clone, Debug)]
pub(crate) struct Worth {
    /// By [`Clue`].
    pub(crate) values: [f32; CLUES],
    /// The rules that hold, by index in the grid.
    pub(crate) rules: Vec<usize>,
}

/// Gives every clause with a concern its polarity and its reason.
pub(crate) fn fill(text: &mut Text<'_>) {
    let first: Vec<Option<Odds>> = (0..text.clauses.len()).map(|i| first(text, i)).collect();
    let stance = &text.grid.vocabulary().stance;
    for (i, odds) in first.iter().enumerate() {
        let Some(odds) = odds else { continue };
        let odds = second(text, &first, i, stance).unwrap_or(*odds);
        let verdict = likeliest(&odds);
        let seen = worth(text, i);
        let reason = (verdict != Polarity::Neutre || !seen.rules.is_empty()).then(|| why(text, i, verdict, &seen));
        if let Some(clause) = text.clauses.get_mut(i) {
            clause.polarity = verdict;
            clause.polarity_reason = reason.flatten();
            clause.polarity_chances = chances(&odds);
        }
    }
}

/// What the second look makes of clause `i`; `None` where it was not learnt.
pub(crate) fn second(text: &Text<'_>, first: &[Option<Odds>], i: usize, table: &Table) -> Option<Odds> {
    if table.is_empty() {
        return None;
    }
    let mut odds = table.bias().to_vec();
    stance::signs(text, first, i, &mut |name, value| table.add(&mut odds, name, value));
    Some(by_verdict(table, &odds))
}

/// Odds of a table in the order of [`VERDICTS`].
pub(crate) fn by_verdict(table: &Table, odds: &[f32]) -> Odds {
    VERDICTS.map(|v| table.answer(verdict_name(v)).and_then(|k| odds.get(k)).copied().unwrap_or(f32::NEG_INFINITY))
}

/// The verdict with the highest odds, the first of equals.
pub(crate) fn likeliest(odds: &Odds) -> Polarity {
    let mut best = (Polarity::Neutre, f32::NEG_INFINITY);
    for (verdict, odds) in VERDICTS.into_iter().zip(odds) {
        if *odds > best.1 {
            best = (verdict, *odds);
        }
    }
    best.0
}

/// The clues of clause `i`.
pub(crate) fn worth(text: &Text<'_>, i: usize) -> Worth {
    let mut values = [0.0; CLUES];
    let rules = holding(text, i);
    let mut set = |clue: Clue, value: f32| {
        if let Some(slot) = values.get_mut(clue as usize) {
            *slot = value;
        }
    };
    set(Clue::Always, 1.0);
    if let (Some(clause), Some(force), Some(setting)) = (text.clauses.get(i), text.forces.get(i), text.settings.get(i))
    {
        match clause.modality {
            Modality::Obligation => set(Clue::Obligation, 1.0),
            Modality::Interdiction => set(Clue::Interdiction, 1.0),
            Modality::Droit => set(Clue::Droit, 1.0),
            Modality::Faculte => set(Clue::Faculte, 1.0),
            Modality::Recommandation => set(Clue::Recommandation, 1.0),
            Modality::Constat => {}
        }
        let is = |yes: bool| f32::from(u8::from(yes));
        set(Clue::Denied, is(force.negated));
        set(Clue::Attenuated, is(!clause.attenuators.is_empty()));
        set(Clue::Intensified, is(!clause.intensifiers.is_empty()));
        set(Clue::Person, is(clause.beneficiary.is_some()));
        let votes = |rules: &[usize], verdict: Polarity| -> f32 {
            let weight = |r: &usize| text.grid.file.polarity.get(*r).filter(|r| r.verdict == verdict).map(|r| r.weight);
            rules.iter().filter_map(weight).sum::<f32>().min(4.0) / 2.0
        };
        let (good, bad) = (votes(&rules, Polarity::Positif), votes(&rules, Polarity::Probleme));
        let soft = votes(&rules, Polarity::AAmeliorer);
        set(Clue::Good, good);
        set(Clue::Bad, bad);
        set(Clue::Soft, soft);
        set(Clue::Plain, votes(&rules, Polarity::Neutre));
        set(Clue::Mixed, is(good > 0.0 && bad + soft > 0.0));
        set(Clue::Silent, is(rules.is_empty()));
        if let Some(stem) = setting.stem {
            let above = holding(text, stem);
            set(Clue::GoodStem, votes(&above, Polarity::Positif));
            set(Clue::BadStem, votes(&above, Polarity::Probleme) + votes(&above, Polarity::AAmeliorer));
            set(Clue::ListItem, 1.0);
        }
        set(Clue::TableRow, is(text.kind(i) == BlockKind::TableRow));
        set(Clue::Footnote, is(text.kind(i) == BlockKind::Footnote));
        set(Clue::Several, is(clause.concerns.len() > 1));
        set(Clue::Stem, is(clause.text.trim_end().ends_with(':')));
    }
    Worth { values, rules }
}

fn holding(text: &Text<'_>, i: usize) -> Vec<usize> {
    let rules = text.grid.file.polarity.iter().enumerate();
    rules.filter(|(_, rule)| holds(text, i, &rule.when)).map(|(r, _)| r).collect()
}

/// Log odds of each verdict on clause `i` at first sight: by the words of the vocabulary, or else by the clues;
/// `None` where it carries no concern.
pub(crate) fn first(text: &Text<'_>, i: usize) -> Option<Odds> {
    text.clauses.get(i).filter(|c| !c.concerns.is_empty())?;
    let table = &text.grid.vocabulary().polarity;
    if table.is_empty() {
        let clues = &text.grid.weights().verdict;
        let values = worth(text, i).values;
        let sum = |weights: &BTreeMap<Clue, f32>| -> f32 {
            weights.iter().map(|(clue, w)| w * values.get(*clue as usize).copied().unwrap_or(0.0)).sum()
        };
        return Some(VERDICTS.map(|v| clues.get(&v).map_or(f32::NEG_INFINITY, sum)));
    }
    Some(first_by(text, i, table))
}

/// The same by the words that `table` knows.
pub(crate) fn first_by(text: &Text<'_>, i: usize, table: &Table) -> Odds {
    let mut odds = table.bias().to_vec();
    read(text, i, &mut |seen| table.add(&mut odds, seen.name, seen.value));
    by_verdict(table, &odds)
}

/// The odds as shares of one, in thousandths.
fn chances(odds: &Odds) -> BTreeMap<Polarity, f32> {
    let chance = |odds: f32| 1.0 / (1.0 + (-odds).exp());
    let all: f32 = odds.iter().map(|o| chance(*o)).sum();
    let share = |odds: f32| (1000.0 * chance(odds) / all.max(f32::MIN_POSITIVE)).round() / 1000.0;
    VERDICTS.into_iter().zip(odds).map(|(v, o)| (v, share(*o))).collect()
}

/// The name of a verdict in the tables.
pub(crate) const fn verdict_name(verdict: Polarity) -> &'static str {
    match verdict {
        Polarity::Positif => "positif",
        Polarity::Probleme => "probleme",
        Polarity::AAmeliorer => "a-ameliorer",
        Polarity::Neutre => "neutre",
    }
}

/// Shows `sink` every sign of the worth of clause `i`: its concerns, its force, the rules of the grid
/// that hold, its words and those it stands under, and lists of words together with concern and force.
pub(crate) fn read(text: &Text<'_>, i: usize, sink: &mut impl FnMut(Seen<'_>)) {
    let (Some(clause), Some(reading), Some(force)) = (text.clauses.get(i), text.readings.get(i), text.forces.get(i))
    else {
        return;
    };
    wording::read(text, i, std::iter::empty(), sink);
    for word in text.stems.get(i).into_iter().flat_map(|s| &s.0).filter(|w| w.grammar) {
        sink(Seen { name: &format!("mot:{}", word.stem), value: 1.0, at: None });
    }
    let mut name = String::with_capacity(48);
    let mut see = |parts: &[&str], at| {
        name.clear();
        parts.iter().for_each(|p| name.push_str(p));
        sink(Seen { name: &name, value: 1.0, at });
    };
    for tag in &clause.concerns {
        see(&["sur:", &tag.id], None);
    }
    for rule in holding(text, i).into_iter().filter_map(|r| text.grid.file.polarity.get(r)) {
        see(&["regle:", &rule.id], None);
    }
    for (yes, what) in [
        (force.negated, "nie"),
        (!clause.attenuators.is_empty(), "attenue"),
        (!clause.intensifiers.is_empty(), "renforce"),
        (clause.beneficiary.is_some(), "beneficiaire"),
        (clause.text.trim_end().ends_with(':'), "chapeau"),
    ] {
        if yes {
            see(&["dit:", what], None);
        }
    }
    for party in clause.actor.iter() {
        see(&["acteur:", party], None);
    }
    for party in clause.beneficiary.iter() {
        see(&["pour:", party], None);
    }
    let force_name = wording::force_name(clause.modality);
    for hit in reading.all() {
        let Some(list) = text.grid.list(hit.set) else { break };
        let at = Some((wording::Source::Own, hit.span));
        see(&["force:", force_name, " liste:", list], at);
        if force.negated {
            see(&["nie liste:", list], at);
        }
        for tag in &clause.concerns {
            see(&["sur:", &tag.id, " liste:", list], at);
        }
    }
    for tag in &clause.concerns {
        see(&["sur:", &tag.id, " force:", force_name], None);
    }
}

/// The reason: that of the weightiest rule for the verdict, else what its force says with the words that weighed.
fn why(text: &Text<'_>, i: usize, verdict: Polarity, seen: &Worth) -> Option<Reason> {
    let rules = seen.rules.iter().filter_map(|r| text.grid.file.polarity.get(*r));
    let mut best: Option<&PolarityRule> = None;
    for rule in rules.filter(|r| r.verdict == verdict) {
        if best.is_none_or(|b| rule.weight > b.weight) {
            best = Some(rule);
        }
    }
    let clause = text.clauses.get(i)?;
    let quoted = |evidence: &[Evidence]| {
        let own = evidence.iter().filter(|e| e.clause.is_none() && e.block.is_none()).take(QUOTED);
        let said = reason::phrases(&clause.text, own.map(|e| Span::new(e.start, e.end)));
        reason::quoted(&said, text.lang)
    };
    if let Some(rule) = best {
        let evidence = matched(text, i, rule);
        let why = reason::fill(rule.reason.get(text.lang), &[("mots", quoted(&evidence))]);
        return Some(Reason { code: rule.id.clone(), why, evidence });
    }
    if verdict == Polarity::Neutre {
        return None;
    }
    let mut evidence = weighed(text, i, verdict);
    if evidence.is_empty() {
        evidence.clone_from(&clause.modality_evidence);
    }
    let code = format!("{}-{}", verdict_name(verdict), wording::force_name(clause.modality));
    let mut why = messages::text(text.lang, &format!("polarity-{code}"), &[]);
    let words = quoted(&evidence);
    if !words.is_empty() {
        why = messages::text(text.lang, "polarity-words", &[("reason", &why), ("words", &words)]);
    }
    Some(Reason { code, why, evidence })
}

/// A reason in the words of a line of the annex, which quotes its own: without those that weighed.
pub(crate) fn motif(text: &Text<'_>, reason: &Reason) -> String {
    let plain = format!("polarity-{}", reason.code);
    if messages::known(&plain) { messages::text(text.lang, &plain, &[]) } else { reason.why.clone() }
}

/// Words that a reason quotes at most.
const QUOTED: usize = 3;

/// The words that weighed for the verdict on clause `i`.
fn weighed(text: &Text<'_>, i: usize, verdict: Polarity) -> Vec<Evidence> {
    let table = &text.grid.vocabulary().polarity;
    let (Some(answer), Some(neutral)) =
        (table.answer(verdict_name(verdict)), table.answer(verdict_name(Polarity::Neutre)))
    else {
        return Vec::new();
    };
    let mut found = Weighed::default();
    read(text, i, &mut |seen| {
        let Some(row) = table.row(seen.name) else { return };
        // What speaks for a verdict is what speaks for it rather than for none.
        let weight = |k: usize| row.get(k).copied().unwrap_or(0.0);
        found.see(&seen, weight(answer) - weight(neutral));
    });
    found.evidence(text)
}

/// The words of clause `i` that the conditions of a rule name.
fn matched(text: &Text<'_>, i: usize, rule: &PolarityRule) -> Vec<Evidence> {
    let Some(reading) = text.readings.get(i) else { return Vec::new() };
    let mut spans: Vec<_> =
        [&rule.when.words, &rule.when.with].into_iter().flat_map(|t| reading.hits(t.set())).map(|h| h.span).collect();
    spans.sort_unstable();
    let mut end = 0;
    spans.retain(|s| {
        let new = s.start >= end;
        end = end.max(s.end);
        new
    });
    let evidence = |s: Span| Evidence { clause: None, block: None, start: s.start, end: s.end, rule: rule.id.clone() };
    spans.into_iter().map(evidence).collect()
}

/// Whether the conditions hold for clause `i`.
pub(crate) fn holds(text: &Text<'_>, i: usize, when: &When) -> bool {
    let (Some(clause), Some(reading), Some(force), Some(setting)) =
        (text.clauses.get(i), text.readings.get(i), text.forces.get(i), text.settings.get(i))
    else {
        return false;
    };
    let around = || {
        let set = when.around.set();
        reading.any(set)
            || setting.stem.and_then(|s| text.readings.get(s)).is_some_and(|r| r.any(set))
            || setting.headings.iter().filter_map(|h| text.headings.get(h)).any(|r| r.any(set))
    };
    let one_of = |list: &[String], found: Option<&String>| list.is_empty() || found.is_some_and(|f| list.contains(f));
    (when.words.is_empty() || reading.any(when.words.set()))
        && (when.with.is_empty() || reading.any(when.with.set()))
        && !reading.any(when.without.set())
        && (when.around.is_empty() || around())
        && (when.force.is_empty() || when.force.contains(&clause.modality))
        && !when.not_force.contains(&clause.modality)
        && when.negated.is_none_or(|wanted| wanted == force.negated)
        && when.attenuated.is_none_or(|wanted| wanted != clause.attenuators.is_empty())
        && one_of(&when.actor, clause.actor.as_ref())
        && one_of(&when.beneficiary, clause.beneficiary.as_ref())
        && (when.concerns.is_empty() || when.concerns.iter().any(|c| clause.concerns(c)))
}
