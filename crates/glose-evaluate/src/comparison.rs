//! How well two texts were laid side by side: links, relations, effects.

use std::collections::{BTreeMap, BTreeSet};

use glose_model::{Clause, ComparedText, Comparison, Effect, Relation};

use crate::counts::{Counts, Share};
use crate::errors::{Error, ErrorKind};
use crate::gold::{GoldComparison, GoldPair};
use crate::located::{self, Located};

/// The counts of one pair of texts or of several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PairCounts {
    /// Links between a clause of the old text and one of the new (or none).
    pub links: Counts,
    /// Links found with their relation, of all that are wanted.
    pub relation: Share,
    /// Effects.
    pub effects: Counts,
    /// Weakened links that were seen as weakened.
    pub weakened: Share,
}

impl PairCounts {
    /// Adds the counts of another pair.
    pub fn add(&mut self, other: &Self) {
        self.links.add(other.links);
        self.effects.add(other.effects);
        for (mine, theirs) in [(&mut self.relation, other.relation), (&mut self.weakened, other.weakened)] {
            mine.hit += theirs.hit;
            mine.all += theirs.all;
        }
    }
}

type Link = (Option<usize>, Option<usize>);
type Judged = BTreeMap<Link, (Relation, BTreeSet<Effect>)>;

/// Compares a comparison with its labels; what is wrong goes to `errors`.
pub fn pairs(gold: &GoldComparison, comparison: &Comparison, errors: &mut Vec<Error>) -> PairCounts {
    let place = |side: &ComparedText| -> BTreeMap<String, usize> {
        side.clauses.iter().enumerate().map(|(i, c)| (c.id.clone(), i)).collect()
    };
    let (old_place, new_place) = (place(&comparison.old), place(&comparison.new));
    let mut found = Judged::new();
    for pair in &comparison.pairs {
        let old = places(&pair.old, |id| old_place.get(id).copied());
        let new = places(&pair.new, |id| new_place.get(id).copied());
        judge(&mut found, &old, &new, pair.relation, &pair.effects);
    }
    let locate = |side: &ComparedText| Located::new(side.clauses.iter().map(|c| c.text.as_str()));
    let (old_text, new_text) = (locate(&comparison.old), locate(&comparison.new));
    let at = |text: &Located, quote: &str| located::main(&text.over(text.find(quote, 0)?)).map(|t| t.clause);
    let mut wanted = Judged::new();
    for pair in &gold.pairs {
        let old = places(&pair.old, |quote| at(&old_text, quote));
        let new = places(&pair.new, |quote| at(&new_text, quote));
        judge(&mut wanted, &old, &new, pair.relation, &pair.effects);
    }
    count(&wanted, &found, comparison, errors)
}

/// The labels of a pair of texts by the places of the clauses in `old` and `new`; those of which nothing is
/// found are left out.
#[must_use]
pub fn changes_of<'g>(
    gold: &'g GoldComparison,
    old: &[Clause],
    new: &[Clause],
) -> Vec<(Vec<usize>, Vec<usize>, &'g GoldPair)> {
    let locate = |side: &[Clause]| Located::new(side.iter().map(|c| c.text.as_str()));
    let (old, new) = (locate(old), locate(new));
    let at = |text: &Located, quotes: &[String]| -> Vec<usize> {
        let found = quotes.iter().filter_map(|q| located::main(&text.over(text.find(q, 0)?)).map(|t| t.clause));
        let mut found: Vec<usize> = found.collect();
        found.dedup();
        found
    };
    let all = gold.pairs.iter().map(|p| (at(&old, &p.old), at(&new, &p.new), p));
    all.filter(|(a, b, _)| !(a.is_empty() && b.is_empty())).collect()
}

fn places(of: &[String], at: impl Fn(&str) -> Option<usize>) -> Vec<Option<usize>> {
    if of.is_empty() { vec![None] } else { of.iter().map(|x| at(x)).collect() }
}

fn judge(all: &mut Judged, old: &[Option<usize>], new: &[Option<usize>], relation: Relation, effects: &[Effect]) {
    for a in old {
        for b in new {
            all.insert((*a, *b), (relation, effects.iter().copied().collect()));
        }
    }
}

fn count(wanted: &Judged, found: &Judged, comparison: &Comparison, errors: &mut Vec<Error>) -> PairCounts {
    let mut out = PairCounts::default();
    let (mut effects_found, mut effects_wanted) = (0, 0);
    for (link, (relation, effects)) in wanted {
        effects_wanted += effects.len();
        let here = found.get(link);
        out.relation.count(here.is_some_and(|(r, _)| r == relation));
        if effects.contains(&Effect::Weakened) {
            out.weakened.count(here.is_some_and(|(_, e)| e.contains(&Effect::Weakened)));
        }
        let Some((found_relation, found_effects)) = here else {
            out.links.missed += 1;
            let text = words(comparison, *link);
            errors.push(Error::new(ErrorKind::Pair, "", &judgement(*relation, effects), "", &text).weighing(2.0));
            continue;
        };
        out.links.right += 1;
        out.effects.right += effects.intersection(found_effects).count();
        if found_relation != relation || found_effects != effects {
            let (want, got) = (judgement(*relation, effects), judgement(*found_relation, found_effects));
            errors.push(Error::new(ErrorKind::Pair, "", &want, &got, &words(comparison, *link)));
        }
    }
    for (link, (_, effects)) in found {
        effects_found += effects.len();
        out.links.extra += usize::from(!wanted.contains_key(link));
    }
    out.effects.extra = effects_found - out.effects.right;
    out.effects.missed = effects_wanted - out.effects.right;
    out
}

fn judgement(relation: Relation, effects: &BTreeSet<Effect>) -> String {
    let label = |value: Result<serde_json::Value, _>| {
        value.ok().and_then(|v: serde_json::Value| v.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let mut out = vec![label(serde_json::to_value(relation))];
    out.extend(effects.iter().map(|e| label(serde_json::to_value(e))));
    out.join(" ")
}

fn words(comparison: &Comparison, (old, new): Link) -> String {
    let text = |side: &ComparedText, at: Option<usize>| {
        at.and_then(|i| side.clauses.get(i)).map_or_else(|| "–".to_owned(), |c| c.text.clone())
    };
    format!("{} → {}", text(&comparison.old, old), text(&comparison.new, new))
}
