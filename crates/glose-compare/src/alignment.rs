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
use crate::odds::Weighing;
use crate::section::Subjects;
use crate::side::{Side, Weights};
use crate::similarity::{Likeness, LikenessOdds, Sign};

/// Rounds in which places and neighbours are weighed.
const ROUNDS: usize = 3;
/// Likeness from which two clauses say something of the same.
const SOMETHING: f32 = 0.1;
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

    /// What the pairs around `a` and around `b` show.
    fn around(&self, a: usize, b: usize) -> Around {
        let before = anchor(
            &nearest(&self.of_old, (0..a).rev(), b, (-1, -1)),
            &nearest(&self.of_new, (0..b).rev(), a, (-1, -1)),
        );
        let (old_end, new_end) = (self.of_old.len(), self.of_new.len());
        let ends = (place(old_end), place(new_end));
        let after = anchor(
            &nearest(&self.of_old, a + 1..old_end, b, ends),
            &nearest(&self.of_new, b + 1..new_end, a, (ends.1, ends.0)),
        );
        let agreement = |found: Option<Anchor>| found.map_or(0.0, |f| 1.0 / (1.0 + f.skipped as f32));
        let mut out = Around { neighbours: (agreement(before) + agreement(after)) / 2.0, ..Around::default() };
        if let (Some(from), Some(to)) = (before, after) {
            let (wide, long) = (to.old - from.old - 1, to.new - from.new - 1);
            if wide > 0 && long > 0 {
                out.gap = 1.0 / wide.max(long) as f32;
            }
        }
        out
    }
}

fn place(at: usize) -> isize {
    isize::try_from(at).unwrap_or(isize::MAX)
}

/// Paired clauses that are looked at on each side of a place, and how far away.
const NEAR: usize = 3;
const FAR: usize = 40;

/// A pair beside a place, and how many pairs nearer to it do not agree.
#[derive(Clone, Copy, Debug)]
struct Anchor {
    old: isize,
    new: isize,
    skipped: usize,
}

/// What the pairs around a place show.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    neighbours: f32,
    gap: f32,
}

/// The first paired clauses of `range` with their partners, the partner `not` apart, then the end of the text.
fn nearest(
    of: &[Option<usize>],
    range: impl Iterator<Item = usize>,
    not: usize,
    end: (isize, isize),
) -> Vec<(isize, isize)> {
    let mut seen = 0;
    let mut out: Vec<(isize, isize)> = Vec::with_capacity(NEAR);
    for i in range.take(FAR) {
        seen += 1;
        if let Some(p) = of.get(i).copied().flatten().filter(|p| *p != not) {
            out.push((place(i), place(p)));
            if out.len() == NEAR {
                return out;
            }
        }
    }
    if seen < FAR {
        out.push(end);
    }
    out
}

/// The nearest pair that both sides of a place have.
fn anchor(olds: &[(isize, isize)], news: &[(isize, isize)]) -> Option<Anchor> {
    (0..2 * NEAR).find_map(|skipped| {
        (0..=skipped).find_map(|i| {
            let (x, y) = (olds.get(i)?, news.get(skipped - i)?);
            (x.0 == y.1 && x.1 == y.0).then_some(Anchor { old: x.0, new: x.1, skipped })
        })
    })
}

/// Aligns two texts.
pub(crate) fn align(old: &Side<'_>, new: &Side<'_>, weights: &Weights, weighing: &Weighing) -> Alignment {
    let found = candidates(old, new, weights);
    let (partners, subjects, _) = matched(old, new, weights, &weighing.likeness, &found);
    let groups = groups(old, new, weights, &partners, &found, &weighing.parts);
    Alignment { groups, subjects }
}

/// Clauses seen together.
pub(crate) type Seen = (usize, usize, Likeness);

/// The one-to-one pairs, the sections on the same subject, and all that was looked at, as it was seen last.
pub(crate) fn matched(
    old: &Side<'_>,
    new: &Side<'_>,
    weights: &Weights,
    odds: &LikenessOdds,
    found: &[(usize, usize)],
) -> (Partners, Subjects, Vec<Seen>) {
    let mut subjects = Subjects::from_titles(&old.sections, &new.sections);
    let mut pairs: Vec<Seen> = found.iter().copied().filter_map(|(a, b)| look(old, new, weights, a, b)).collect();
    place_all(&mut pairs, old, new, &subjects, None);
    let mut partners = solve(&pairs, old, new, odds);
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
        place_all(&mut pairs, old, new, &subjects, Some(&partners));
        partners = solve(&pairs, old, new, odds);
    }
    subjects.learn(&old.sections, &new.sections, &section_links(old, new, &partners));
    (partners, subjects, pairs)
}

fn look(old: &Side<'_>, new: &Side<'_>, weights: &Weights, a: usize, b: usize) -> Option<Seen> {
    let x = (old.clauses.get(a)?, old.prepared.get(a)?);
    let y = (new.clauses.get(b)?, new.prepared.get(b)?);
    Some((a, b, Likeness::new(x, y, weights)))
}

fn section_links(old: &Side<'_>, new: &Side<'_>, partners: &Partners) -> Vec<(usize, usize)> {
    partners
        .links()
        .into_iter()
        .filter_map(|(a, b)| Some((old.prepared.get(a)?.section, new.prepared.get(b)?.section)))
        .collect()
}

/// Fills in what depends on where the clauses of each pair stand, and on the other pairs.
fn place_all(pairs: &mut [Seen], old: &Side<'_>, new: &Side<'_>, subjects: &Subjects, before: Option<&Partners>) {
    let (rivals_old, rivals_new) =
        (rivals(pairs, old.prepared.len(), |p| p.0), rivals(pairs, new.prepared.len(), |p| p.1));
    for (a, b, seen) in pairs {
        let (Some(x), Some(y)) = (old.prepared.get(*a), new.prepared.get(*b)) else { continue };
        seen.set(Sign::Place, subjects.likeness(x.section, y.section));
        let around = before.map_or(Around { neighbours: 0.5, ..Around::default() }, |p| p.around(*a, *b));
        seen.set(Sign::Neighbours, around.neighbours);
        let own = seen.content();
        // What fills the same gap is the same clause only if it says something of the same.
        seen.set(Sign::Gap, around.gap * ((own + seen.get(Sign::Ideas)) / SOMETHING).min(1.0));
        let best = |list: &[[f32; 2]], i: usize| {
            list.get(i).map_or(0.0, |[first, second]| if own >= *first { *second } else { *first })
        };
        let rival = best(&rivals_old, *a).max(best(&rivals_new, *b));
        seen.set(Sign::Alone, (0.5 + own - rival).clamp(0.0, 1.0));
    }
}

/// The two highest likenesses that each clause has with any of the other text.
fn rivals(pairs: &[Seen], len: usize, side: fn(&Seen) -> usize) -> Vec<[f32; 2]> {
    let mut out = vec![[0.0f32; 2]; len];
    for seen in pairs {
        if let Some([first, second]) = out.get_mut(side(seen)) {
            let own = seen.2.content();
            if own > *first {
                (*first, *second) = (own, *first);
            } else if own > *second {
                *second = own;
            }
        }
    }
    out
}

fn solve(pairs: &[Seen], old: &Side<'_>, new: &Side<'_>, odds: &LikenessOdds) -> Partners {
    let mut edges: Vec<Vec<Edge>> = vec![Vec::new(); old.prepared.len()];
    for (a, b, seen) in pairs {
        let worth = seen.worth(odds);
        if let (true, Some(list)) = (worth > 0.0, edges.get_mut(*a)) {
            list.push(Edge { new: *b, worth });
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
