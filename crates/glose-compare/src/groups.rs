//! Splits and merges: a clause left alone beside a pair joins it when it was cut from it.

use crate::alignment::Partners;
use crate::section::Subjects;
use crate::side::{Bag, Side, Weights};
use crate::similarity::likeness_of_bags;

/// How far from the pair a part may stand; what stands between must be alone too.
const REACH: usize = 2;
/// Most clauses on the many side.
const PARTS: usize = 4;
/// Share of a part's words that the pair must have lacked, and the other side must hold.
const FOUND: f32 = 0.34;
/// Least gain of likeness for which a part is taken.
const GAIN: f32 = 0.025;

/// Clauses of both texts that belong together; at most one side has several, both are sorted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    /// Of the old text.
    pub(crate) old: Vec<usize>,
    /// Of the new text.
    pub(crate) new: Vec<usize>,
}

/// One side of a search for parts.
struct Many<'a, 'b> {
    side: &'a Side<'b>,
    partner: &'a [Option<usize>],
    taken: Vec<bool>,
}

impl Many<'_, '_> {
    fn free(&self, i: usize) -> bool {
        matches!(self.partner.get(i), Some(None)) && !self.taken.get(i).copied().unwrap_or(true)
    }

    /// Free clauses around `from..=to`, nearest first, nothing but free clauses between.
    fn around(&self, from: usize, to: usize) -> Vec<usize> {
        let after = (1..=REACH).map(|d| to + d).take_while(|i| self.free(*i));
        let before = (1..=REACH).filter_map(|d| from.checked_sub(d)).take_while(|i| self.free(*i));
        let mut out: Vec<usize> = after.chain(before).collect();
        out.sort_by_key(|i| i.abs_diff(if *i > to { to } else { from }));
        out
    }

    fn bag(&self, i: usize) -> Option<&Bag> {
        self.side.prepared.get(i).map(|p| &p.bag)
    }
}

/// Every clause of both texts in one group.
pub(crate) fn groups(
    old: &Side<'_>,
    new: &Side<'_>,
    weights: &Weights,
    partners: &Partners,
    _subjects: &Subjects,
) -> Vec<Group> {
    let mut olds = Many { side: old, partner: &partners.of_old, taken: vec![false; old.prepared.len()] };
    let mut news = Many { side: new, partner: &partners.of_new, taken: vec![false; new.prepared.len()] };
    let mut out = Vec::new();
    for (a, b) in partners.links() {
        let (Some(x), Some(y)) = (old.prepared.get(a), new.prepared.get(b)) else { continue };
        if x.key == y.key {
            out.push(Group { old: vec![a], new: vec![b] });
            continue;
        }
        let split = grow(&news, b, &x.bag, weights);
        let merged = grow(&olds, a, &y.bag, weights);
        let (old_side, new_side) =
            if split.1 > 0.0 && split.1 >= merged.1 { (vec![a], split.0) } else { (merged.0, vec![b]) };
        for i in &new_side {
            if let Some(t) = news.taken.get_mut(*i) {
                *t = true;
            }
        }
        for i in &old_side {
            if let Some(t) = olds.taken.get_mut(*i) {
                *t = true;
            }
        }
        out.push(Group { old: old_side, new: new_side });
    }
    out.extend((0..old.prepared.len()).filter(|a| olds.free(*a)).map(|a| Group { old: vec![a], new: vec![] }));
    out.extend((0..new.prepared.len()).filter(|b| news.free(*b)).map(|b| Group { old: vec![], new: vec![b] }));
    out
}

/// The parts of the clause `whole` around `seed`, sorted, and what they gain over `seed` alone.
fn grow(many: &Many<'_, '_>, seed: usize, whole: &Bag, weights: &Weights) -> (Vec<usize>, f32) {
    let mut parts = vec![seed];
    let Some(mut bag) = many.bag(seed).cloned() else { return (parts, 0.0) };
    let section = many.side.prepared.get(seed).map(|p| p.section);
    let mut gained = 0.0;
    while parts.len() < PARTS {
        let (Some(from), Some(to)) = (parts.first().copied(), parts.last().copied()) else { break };
        let now = likeness_of_bags(&bag, whole, weights).content();
        let mut best: Option<(f32, usize, Bag)> = None;
        for i in many.around(from, to) {
            let Some(extra) = many.bag(i) else { continue };
            if many.side.prepared.get(i).map(|p| p.section) != section {
                continue;
            }
            let both = bag.with(extra);
            let found = weights.shared(&both, whole) - weights.shared(&bag, whole);
            if found < FOUND * weights.total(extra) {
                continue;
            }
            let gain = likeness_of_bags(&both, whole, weights).content() - now;
            if gain >= GAIN && best.as_ref().is_none_or(|b| gain > b.0) {
                best = Some((gain, i, both));
            }
        }
        let Some((gain, i, both)) = best else { break };
        parts.push(i);
        parts.sort_unstable();
        bag = both;
        gained += gain;
    }
    (parts, gained)
}
