//! The global alignment of two texts: every clause in exactly one group.
//!
//! 1. Candidates share rare words, or are the same words ([`crate::candidates`]).
//! 2. An assignment takes the best set of one-to-one pairs ([`crate::assignment`]), first by words
//!    alone; what it finds tells which sections correspond and which neighbours belong together,
//!    and the next rounds weigh that too. Between two paired neighbours, clauses that stand at the
//!    same place become candidates even with few words in common.
//! 3. Clauses left alone next to a pair join it where they were cut from it ([`crate::groups`]).

use crate::assignment::{Edge, assign};
use crate::candidates::candidates;
use crate::groups::{Group, groups};
use crate::section::Subjects;
use crate::side::{Side, Weights};
use crate::similarity::{Likeness, likeness};

/// Rounds in which places and neighbours are weighed.
const ROUNDS: usize = 3;
/// How far from a paired neighbour a clause of the same gap is looked at.
const REACH: usize = 4;

/// What was found.
#[derive(Clone, Debug)]
pub(crate) struct Alignment {
    /// The groups, in no particular order.
    pub(crate) groups: Vec<Group>,
    /// Which sections are on the same subject.
    pub(crate) subjects: Subjects,
}

/// The one-to-one pairs of both sides.
#[derive(Clone, Debug)]
pub(crate) struct Partners {
    /// For each old clause its new one.
    pub(crate) of_old: Vec<Option<usize>>,
    /// For each new clause its old one.
    pub(crate) of_new: Vec<Option<usize>>,
}

impl Partners {
    fn new(of_old: Vec<Option<usize>>, new_len: usize) -> Self {
        let mut of_new = vec![None; new_len];
        for (a, b) in of_old.iter().enumerate() {
            if let Some(slot) = b.and_then(|b| of_new.get_mut(b)) {
                *slot = Some(a);
            }
        }
        Self { of_old, of_new }
    }

    /// The pairs, in the order of the old text.
    pub(crate) fn links(&self) -> Vec<(usize, usize)> {
        self.of_old.iter().enumerate().filter_map(|(a, b)| b.map(|b| (a, b))).collect()
    }

    /// Share of the two sides (before, after) on which the nearest pairs around `a` and around `b`
    /// are the same pair; the ends of the texts count as one.
    fn neighbours(&self, a: usize, b: usize) -> f32 {
        let before = Self::nearest(&self.of_old, (0..a).rev(), b)
            == Self::nearest(&self.of_new, (0..b).rev(), a).map(|(j, i)| (i, j));
        let after = Self::nearest(&self.of_old, a + 1..self.of_old.len(), b)
            == Self::nearest(&self.of_new, b + 1..self.of_new.len(), a).map(|(j, i)| (i, j));
        f32::from(u8::from(before)) * 0.5 + f32::from(u8::from(after)) * 0.5
    }

    /// The first paired clause of `range` and its partner, the partner `not` apart.
    fn nearest(of: &[Option<usize>], range: impl Iterator<Item = usize>, not: usize) -> Option<(usize, usize)> {
        range.take(40).find_map(|i| of.get(i).copied().flatten().filter(|p| *p != not).map(|p| (i, p)))
    }
}

/// Aligns two texts.
pub(crate) fn align(old: &Side<'_>, new: &Side<'_>, weights: &Weights) -> Alignment {
    let mut subjects = Subjects::from_titles(&old.sections, &new.sections);
    let found = candidates(old, new, weights);
    let mut pairs: Vec<(usize, usize, Likeness)> =
        found.iter().copied().filter_map(|(a, b)| look(old, new, weights, a, b)).collect();
    let mut partners = solve(&pairs, old, new, &subjects, None);
    for _ in 0..ROUNDS {
        subjects.learn(&old.sections, &new.sections, &section_links(old, new, &partners));
        let known: std::collections::BTreeSet<(usize, usize)> = pairs.iter().map(|(a, b, _)| (*a, *b)).collect();
        pairs.extend(
            gaps(&partners)
                .into_iter()
                .filter(|p| !known.contains(p))
                .filter_map(|(a, b)| look(old, new, weights, a, b)),
        );
        pairs.sort_by_key(|(a, b, _)| (*a, *b));
        partners = solve(&pairs, old, new, &subjects, Some(&partners));
    }
    subjects.learn(&old.sections, &new.sections, &section_links(old, new, &partners));
    let groups = groups(old, new, weights, &partners, &found);
    Alignment { groups, subjects }
}

fn look(old: &Side<'_>, new: &Side<'_>, weights: &Weights, a: usize, b: usize) -> Option<(usize, usize, Likeness)> {
    let x = (old.clauses.get(a)?, old.prepared.get(a)?);
    let y = (new.clauses.get(b)?, new.prepared.get(b)?);
    Some((a, b, likeness(x, y, weights)))
}

fn section_links(old: &Side<'_>, new: &Side<'_>, partners: &Partners) -> Vec<(usize, usize)> {
    partners
        .links()
        .into_iter()
        .filter_map(|(a, b)| Some((old.prepared.get(a)?.section, new.prepared.get(b)?.section)))
        .collect()
}

fn solve(
    pairs: &[(usize, usize, Likeness)],
    old: &Side<'_>,
    new: &Side<'_>,
    subjects: &Subjects,
    before: Option<&Partners>,
) -> Partners {
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); old.prepared.len()];
    for (a, b, seen) in pairs {
        let (Some(x), Some(y)) = (old.prepared.get(*a), new.prepared.get(*b)) else { continue };
        let mut seen = *seen;
        seen.place = subjects.likeness(x.section, y.section);
        seen.neighbours = before.map_or(0.5, |p| p.neighbours(*a, *b));
        if let (true, Some(list)) = (seen.worth() > 0.0, edges.get_mut(*a)) {
            list.push(Edge { new: *b, worth: seen.worth() });
        }
    }
    Partners::new(assign(&edges, new.prepared.len()), new.prepared.len())
}

/// Clauses that stand between the same pairs, and are not paired themselves.
fn gaps(partners: &Partners) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let free_old = |a: usize| matches!(partners.of_old.get(a), Some(None));
    let free_new = |b: usize| matches!(partners.of_new.get(b), Some(None));
    let ends = [(usize::MAX, usize::MAX), (partners.of_old.len(), partners.of_new.len())];
    for (a, b) in partners.links().into_iter().chain(ends) {
        let after_old = (0..REACH).map(|d| a.wrapping_add(1 + d)).take_while(|i| free_old(*i));
        for i in after_old {
            let after_new = (0..REACH).map(|d| b.wrapping_add(1 + d)).take_while(|j| free_new(*j));
            out.extend(after_new.map(|j| (i, j)));
        }
        let before_old = (0..REACH).map(|d| a.wrapping_sub(1 + d)).take_while(|i| free_old(*i));
        for i in before_old {
            let before_new = (0..REACH).map(|d| b.wrapping_sub(1 + d)).take_while(|j| free_new(*j));
            out.extend(before_new.map(|j| (i, j)));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}
