//! Splits and merges: a clause left alone beside a pair joins it when it was cut from it.

use glose_french::{Words, anaphora};

use crate::alignment::Partners;
use crate::odds::Odds;
use crate::side::{Bag, Prepared, Side, Weights};

/// How far from the pair a part may stand; what stands between must be alone too.
const REACH: usize = 2;
/// Most clauses on the many side.
const PARTS: usize = 4;
/// Weight of the words that count as much: two rare ones, and more.
const MUCH: f32 = 20.0;

/// What is known of a clause that may be a part of another; each value lies between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Sign {
    /// Share of its words that the pair lacked and the whole holds.
    Part,
    /// Share of what the pair lacked that it brings.
    Brought,
    /// Share of its words that the whole holds.
    Echo,
    /// How much it brings.
    Much,
    /// It stands beside the pair.
    Near,
    /// The part of the whole that it would be, by its length.
    Length,
    /// Shared ideas, over the side with fewer.
    Ideas,
    /// A concern of the whole is its own.
    Concerns,
    /// How much of the whole the pair holds without it.
    Held,
    /// It is a row, an item, or what introduces them.
    List,
    /// It leans on what stands before it: « Elle », « Ce », « Toutefois ».
    Leans,
    /// It and the clauses of the pair are all that stands in the gap.
    Gap,
}

/// How many signs there are.
const SIGNS: usize = 12;

/// Their names in the table.
pub(crate) const NAMES: [&str; SIGNS] =
    ["part", "apport", "echo", "beaucoup", "voisin", "longueur", "idees", "sujets", "tenu", "liste", "suite", "vide"];

/// The values of the signs of a clause that may be a part.
pub(crate) type Seen = [f32; SIGNS];

/// What each sign weighs.
pub(crate) type PartOdds = Odds<SIGNS>;

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
    whole: &'a Side<'b>,
    weights: &'a Weights,
    partner: &'a [Option<usize>],
    taken: Vec<bool>,
    /// For each clause of the other text, the clauses here that share rare words with it.
    akin: Vec<Vec<usize>>,
}

impl Many<'_, '_> {
    fn free(&self, i: usize) -> bool {
        matches!(self.partner.get(i), Some(None)) && !self.taken.get(i).copied().unwrap_or(true)
    }

    /// Free clauses around `from..=to`, nearest first, nothing but free clauses between.
    fn around(&self, from: usize, to: usize) -> Vec<usize> {
        let after = (1..=REACH).map(|d| to + d).take_while(|i| self.free(*i) && !self.is_stem(i.wrapping_sub(1)));
        let before = (1..=REACH).filter_map(|d| from.checked_sub(d)).take_while(|i| self.free(*i));
        let mut out: Vec<usize> = after.chain(before).collect();
        out.sort_by_key(|i| i.abs_diff(if *i > to { to } else { from }));
        out
    }

    /// Whether clause `i` is a row, an item, or what introduces them: cut from what is beside it.
    fn is_part_of_list(&self, i: usize) -> bool {
        let listed = |text: &str| text.contains('\t') || text.trim_end().ends_with(';');
        self.is_stem(i) || self.side.clauses.get(i).is_some_and(|c| listed(&c.text))
    }

    /// Whether clause `i` introduces a list: what follows it is cut from it and from nothing else.
    fn is_stem(&self, i: usize) -> bool {
        self.side.clauses.get(i).is_some_and(|c| c.text.trim_end().ends_with(':'))
    }

    fn prepared(&self, i: usize) -> Option<&Prepared> {
        self.side.prepared.get(i)
    }

    /// The clauses that may be parts of the clause `whole` beside `parts`, and whether they stand near.
    fn around_parts(&self, parts: &[usize], whole: usize) -> Vec<(usize, bool)> {
        let (Some(from), Some(to)) = (parts.first().copied(), parts.last().copied()) else { return Vec::new() };
        let section = self.prepared(from).map(|p| p.section);
        let mut near = self.around(from, to);
        near.retain(|i| self.prepared(*i).map(|p| p.section) == section);
        let akin = self.akin.get(whole).into_iter().flatten().copied();
        let far =
            akin.filter(|i| !parts.contains(i) && !near.contains(i) && self.free(*i) && !self.is_part_of_list(*i));
        let far: Vec<usize> = far.collect();
        near.iter().map(|i| (*i, true)).chain(far.into_iter().map(|i| (i, false))).collect()
    }

    /// What clause `i` shows as a part of `whole`, the words `held` of which the pair holds already.
    fn look(&self, i: usize, near: bool, parts: &[usize], bag: &Bag, whole: usize) -> Option<Seen> {
        let (extra, all) = (self.prepared(i)?, self.whole.prepared.get(whole)?);
        let weights = self.weights;
        let over = |x: f32, y: f32| if y > 0.0 { (x / y).min(1.0) } else { 0.0 };
        let is = |yes: bool| f32::from(u8::from(yes));
        let held = weights.shared(bag, &all.bag);
        let found = weights.shared(&bag.with(&extra.bag), &all.bag) - held;
        let (own, total) = (weights.total(&extra.bag), weights.total(&all.bag));
        let (clause, whole_clause) = (self.side.clauses.get(i)?, self.whole.clauses.get(whole)?);
        let (shared, here, there) = weights.ideas(&extra.ideas, &all.ideas);
        let around = self.around(parts.first().copied()?, parts.last().copied()?);
        let mut out = [0.0; SIGNS];
        let values = [
            (Sign::Part, over(found, own)),
            (Sign::Brought, over(found, total - held)),
            (Sign::Echo, over(weights.shared(&extra.bag, &all.bag), own)),
            (Sign::Much, over(found, MUCH)),
            (Sign::Near, is(near)),
            (Sign::Length, over(own, total)),
            (Sign::Ideas, over(shared, here.min(there))),
            (Sign::Concerns, is(clause.concerns.iter().any(|t| whole_clause.concerns(&t.id)))),
            (Sign::Held, over(held, total)),
            (Sign::List, is(self.is_part_of_list(i))),
            (Sign::Leans, is(near && anaphora(&Words::new(&clause.text)).is_some())),
            (Sign::Gap, is(near && around.len() == 1)),
        ];
        for (sign, value) in values {
            if let Some(slot) = out.get_mut(sign as usize) {
                *slot = value;
            }
        }
        Some(out)
    }

    /// The parts of the clause `whole` around `seed`, sorted, and what they bring.
    fn grow(&self, seed: usize, whole: usize, odds: &PartOdds) -> (Vec<usize>, f32) {
        let mut parts = vec![seed];
        let Some(mut bag) = self.prepared(seed).map(|p| p.bag.clone()) else { return (parts, 0.0) };
        let mut gained = 0.0;
        while parts.len() < PARTS {
            let mut best: Option<(f32, usize, bool)> = None;
            for (i, near) in self.around_parts(&parts, whole) {
                let Some(seen) = self.look(i, near, &parts, &bag, whole) else { continue };
                let gain = odds.of_values(&seen);
                if gain > 0.0 && best.is_none_or(|b| gain > b.0) {
                    best = Some((gain, i, near));
                }
            }
            let Some((gain, i, near)) = best else { break };
            if let Some(extra) = self.prepared(i) {
                bag = bag.with(&extra.bag);
            }
            parts.push(i);
            parts.sort_unstable();
            gained += gain;
            // What stands elsewhere closes the group: it has no neighbours to offer.
            if !near {
                break;
            }
        }
        (parts, gained)
    }
}

/// Both searches: for parts in the old text, and in the new one.
fn searches<'a, 'b>(
    old: &'a Side<'b>,
    new: &'a Side<'b>,
    weights: &'a Weights,
    partners: &'a Partners,
    candidates: &[(usize, usize)],
) -> (Many<'a, 'b>, Many<'a, 'b>) {
    let mut akin_new = vec![Vec::new(); old.prepared.len()];
    let mut akin_old = vec![Vec::new(); new.prepared.len()];
    for (a, b) in candidates {
        if let (Some(x), Some(y)) = (akin_new.get_mut(*a), akin_old.get_mut(*b)) {
            x.push(*b);
            y.push(*a);
        }
    }
    let many = |side: &'a Side<'b>, whole: &'a Side<'b>, partner, akin| Many {
        side,
        whole,
        weights,
        partner,
        taken: vec![false; side.prepared.len()],
        akin,
    };
    (many(old, new, &partners.of_old, akin_old), many(new, old, &partners.of_new, akin_new))
}

/// Every clause of both texts in one group.
pub(crate) fn groups(
    old: &Side<'_>,
    new: &Side<'_>,
    weights: &Weights,
    partners: &Partners,
    candidates: &[(usize, usize)],
    odds: &PartOdds,
) -> Vec<Group> {
    let (mut olds, mut news) = searches(old, new, weights, partners, candidates);
    let mut out = Vec::new();
    for (a, b) in partners.links() {
        let (Some(x), Some(y)) = (old.prepared.get(a), new.prepared.get(b)) else { continue };
        if x.key == y.key {
            out.push(Group { old: vec![a], new: vec![b] });
            continue;
        }
        let split = news.grow(b, a, odds);
        let merged = olds.grow(a, b, odds);
        let (old_side, new_side) =
            if split.1 > 0.0 && split.1 >= merged.1 { (vec![a], split.0) } else { (merged.0, vec![b]) };
        for (taken, side) in [(&mut news.taken, &new_side), (&mut olds.taken, &old_side)] {
            for i in side {
                if let Some(t) = taken.get_mut(*i) {
                    *t = true;
                }
            }
        }
        out.push(Group { old: old_side, new: new_side });
    }
    out.extend((0..old.prepared.len()).filter(|a| olds.free(*a)).map(|a| Group { old: vec![a], new: vec![] }));
    out.extend((0..new.prepared.len()).filter(|b| news.free(*b)).map(|b| Group { old: vec![], new: vec![b] }));
    out
}

/// A clause that was looked at as a part of another: old and new indices as they would be linked.
pub(crate) type Looked = ((usize, usize), Seen);

/// Every clause that may be a part of a pair, as it is seen first.
pub(crate) fn looked_at(
    old: &Side<'_>,
    new: &Side<'_>,
    weights: &Weights,
    partners: &Partners,
    candidates: &[(usize, usize)],
) -> Vec<((usize, usize), Looked)> {
    let (olds, news) = searches(old, new, weights, partners, candidates);
    let mut out = Vec::new();
    for (a, b) in partners.links() {
        if old.prepared.get(a).map(|p| &p.key) == new.prepared.get(b).map(|p| &p.key) {
            continue;
        }
        for (many, seed, whole, split) in [(&news, b, a, true), (&olds, a, b, false)] {
            let Some(bag) = many.prepared(seed).map(|p| &p.bag) else { continue };
            for (i, near) in many.around_parts(&[seed], whole) {
                if let Some(seen) = many.look(i, near, &[seed], bag, whole) {
                    out.push(((a, b), (if split { (whole, i) } else { (i, whole) }, seen)));
                }
            }
        }
    }
    out
}
