//! Which clauses of two texts are worth looking at together: an inverted index on rare stems keeps
//! the work near linear.

use rustc_hash::FxHashMap;

use crate::side::{Side, Weights};

/// Candidates kept for each clause of the old text, best first by what they share.
const KEPT: usize = 12;
/// A stem found in more clauses than this tells too little to open a list for it.
const COMMON: usize = 64;
/// How far apart, counted among the copies of a repeated clause, two copies may be.
const COPIES: usize = 6;

/// Pairs (old, new) that share rare words or are the same words, sorted, each once.
pub(crate) fn candidates(old: &Side<'_>, new: &Side<'_>, weights: &Weights) -> Vec<(usize, usize)> {
    let mut lists: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (j, b) in new.prepared.iter().enumerate() {
        for (stem, _) in &b.bag.stems {
            lists.entry(*stem).or_default().push(j as u32);
        }
    }
    let mut out = Vec::new();
    let mut score = vec![0.0f32; new.prepared.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (i, a) in old.prepared.iter().enumerate() {
        // Where every stem is common (a text that repeats itself), the rarest still opens a list.
        let rarest = a.bag.stems.iter().filter_map(|(s, _)| lists.get(s).map(Vec::len)).min().unwrap_or(0);
        for (stem, _) in &a.bag.stems {
            let Some(list) = lists.get(stem).filter(|l| l.len() <= COMMON.max(rarest.min(4 * COMMON))) else {
                continue;
            };
            for j in list {
                if let Some(s) = score.get_mut(*j as usize) {
                    if *s == 0.0 {
                        touched.push(*j);
                    }
                    *s += weights.stem(*stem);
                }
            }
        }
        let mut best: Vec<(f32, u32)> =
            touched.iter().map(|j| (score.get(*j as usize).copied().unwrap_or(0.0), *j)).collect();
        // Of equals, those that stand where one would expect the clause to stand.
        let expected = i as f32 * new.prepared.len() as f32 / old.prepared.len().max(1) as f32;
        best.sort_by(|x, y| {
            y.0.total_cmp(&x.0)
                .then((x.1 as f32 - expected).abs().total_cmp(&(y.1 as f32 - expected).abs()))
                .then(x.1.cmp(&y.1))
        });
        out.extend(best.iter().take(KEPT).map(|(_, j)| (i, *j as usize)));
        for j in touched.drain(..) {
            if let Some(s) = score.get_mut(j as usize) {
                *s = 0.0;
            }
        }
    }
    out.extend(copies(old, new));
    out.sort_unstable();
    out.dedup();
    out
}

/// The same words on both sides; of clauses that repeat, each copy with the copies of like rank.
fn copies(old: &Side<'_>, new: &Side<'_>) -> Vec<(usize, usize)> {
    let mut ranks: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (j, b) in new.prepared.iter().enumerate() {
        ranks.entry(&b.key).or_default().push(j);
    }
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for a in &old.prepared {
        *counts.entry(&a.key).or_default() += 1;
    }
    let mut seen: FxHashMap<&str, usize> = FxHashMap::default();
    let mut out = Vec::new();
    for (i, a) in old.prepared.iter().enumerate() {
        let Some(there) = ranks.get(a.key.as_str()) else { continue };
        let rank = seen.entry(&a.key).or_default();
        let of = counts.get(a.key.as_str()).copied().unwrap_or(1).max(1);
        let near = *rank * there.len() / of;
        *rank += 1;
        let from = near.saturating_sub(COPIES);
        out.extend(there.iter().skip(from).take(2 * COPIES + 1).map(|j| (i, *j)));
    }
    out
}
