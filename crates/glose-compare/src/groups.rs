//! Splits and merges: a clause left alone beside a pair joins it when it was cut from it.

use crate::alignment::Partners;
use crate::side::{Bag, Side, Weights};

/// How far from the pair a part may stand; what stands between must be alone too.
const REACH: usize = 2;
/// Most clauses on the many side.
const PARTS: usize = 4;
/// Share of a part's words that the pair lacked and the other side holds, and share of what the
/// pair lacked that the part brings.
const CUT: (f32, f32) = (0.22, 0.30);
/// The same two where the part is chiefly made of what was lacking.
const MOSTLY: (f32, f32) = (0.50, 0.20);
/// A part that says again what the pair says (the other half of « each … a magistrate; the … another
/// one »): share of its words in the other side, and of what was lacking that it brings.
const ECHO: (f32, f32) = (0.30, 0.60);
/// What a part must show that stands elsewhere in the text.
const REMOTE: (f32, f32) = (0.45, 0.50);
/// Least weight of the words that a remote part brings: two rare ones, and more.
const EVIDENCE: f32 = 10.0;

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

    fn is_row(&self, i: usize) -> bool {
        self.side.clauses.get(i).is_some_and(|c| c.text.contains('\t'))
    }

    /// Whether clause `i` is a row, an item, or what introduces them: cut from what is beside it.
    fn is_part_of_list(&self, i: usize) -> bool {
        self.is_row(i) || self.is_stem(i) || self.side.clauses.get(i).is_some_and(|c| c.text.trim_end().ends_with(';'))
    }

    /// Whether clause `i` introduces a list: what follows it is cut from it and from nothing else.
    fn is_stem(&self, i: usize) -> bool {
        self.side.clauses.get(i).is_some_and(|c| c.text.trim_end().ends_with(':'))
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
    candidates: &[(usize, usize)],
) -> Vec<Group> {
    let mut akin_new = vec![Vec::new(); old.prepared.len()];
    let mut akin_old = vec![Vec::new(); new.prepared.len()];
    for (a, b) in candidates {
        if let (Some(x), Some(y)) = (akin_new.get_mut(*a), akin_old.get_mut(*b)) {
            x.push(*b);
            y.push(*a);
        }
    }
    let many = |side, partner, akin| Many { side, partner, taken: vec![false; side.prepared.len()], akin };
    let mut olds = many(old, &partners.of_old, akin_old);
    let mut news = many(new, &partners.of_new, akin_new);
    let mut out = Vec::new();
    for (a, b) in partners.links() {
        let (Some(x), Some(y)) = (old.prepared.get(a), new.prepared.get(b)) else { continue };
        if x.key == y.key {
            out.push(Group { old: vec![a], new: vec![b] });
            continue;
        }
        let split = grow(&news, b, (a, &x.bag), weights);
        let merged = grow(&olds, a, (b, &y.bag), weights);
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

/// The parts of the clause `whole` (its index and bag) around `seed`, sorted, and what they bring.
fn grow(many: &Many<'_, '_>, seed: usize, whole: (usize, &Bag), weights: &Weights) -> (Vec<usize>, f32) {
    let mut parts = vec![seed];
    let Some(mut bag) = many.bag(seed).cloned() else { return (parts, 0.0) };
    let section = many.side.prepared.get(seed).map(|p| p.section);
    let mut gained = 0.0;
    while parts.len() < PARTS {
        let (Some(from), Some(to)) = (parts.first().copied(), parts.last().copied()) else { break };
        let mut near = many.around(from, to);
        near.retain(|i| many.side.prepared.get(*i).map(|p| p.section) == section);
        let akin = many.akin.get(whole.0).into_iter().flatten().copied();
        let far = akin.filter(|i| !parts.contains(i) && !near.contains(i) && many.free(*i)).map(|i| (i, false));
        let mut best: Option<(f32, usize, Bag)> = None;
        for (i, near) in near.iter().map(|i| (*i, true)).chain(far) {
            let Some(extra) = many.bag(i) else { continue };
            let both = bag.with(extra);
            let held = weights.shared(&bag, whole.1);
            let found = weights.shared(&both, whole.1) - held;
            let own = weights.total(extra).max(f32::MIN_POSITIVE);
            let part = found / own;
            let brought = found / (weights.total(whole.1) - held).max(f32::MIN_POSITIVE);
            let echo = weights.shared(extra, whole.1) / own;
            let passes = |floor: (f32, f32)| part >= floor.0 && brought >= floor.1;
            let cut = if near {
                passes(CUT) || passes(MOSTLY) || echo >= ECHO.0 && brought >= ECHO.1 && part > 0.05 && !many.is_row(i)
            } else {
                passes(REMOTE) && found >= EVIDENCE && !many.is_part_of_list(i)
            };
            let gain = part + brought;
            if cut && best.as_ref().is_none_or(|b| gain > b.0) {
                best = Some((gain, i, both));
            }
        }
        let Some((gain, i, both)) = best else { break };
        // What stands elsewhere closes the group: it has no neighbours to offer.
        let done = i.abs_diff(from).min(i.abs_diff(to)) > REACH;
        parts.push(i);
        parts.sort_unstable();
        bag = both;
        gained += gain;
        if done {
            break;
        }
    }
    (parts, gained)
}
