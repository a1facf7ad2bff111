//! What a plain word difference recovers, for measuring against: `git diff --word-diff` on the
//! extracted text, and nothing else.

use glose_model::Clause;
use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::words::words;

/// Share of the words of the shorter clause that must lie in equal runs for two clauses to be linked.
const SHARE: f32 = 0.5;

/// The links (indices in `old` and `new`) that the equal runs of a word difference (Myers) of the two
/// texts show: each old clause goes with the new one that holds most of its words, where that is half
/// of the shorter one at least. What has no link was removed or added.
#[must_use]
pub fn word_diff_links(old: &[Clause], new: &[Clause]) -> Vec<(usize, usize)> {
    let laid = |clauses: &[Clause]| -> (Vec<String>, Vec<usize>) {
        let all = clauses
            .iter()
            .enumerate()
            .flat_map(|(i, c)| words(&c.text).into_iter().filter(|w| w.counts()).map(move |w| (w.form, i)));
        all.unzip()
    };
    let ((old_words, old_clause), (new_words, new_clause)) = (laid(old), laid(new));
    let count = |of: &[usize], n: usize| {
        let mut sizes = vec![0usize; n];
        for i in of {
            if let Some(s) = sizes.get_mut(*i) {
                *s += 1;
            }
        }
        sizes
    };
    let (old_sizes, new_sizes) = (count(&old_clause, old.len()), count(&new_clause, new.len()));
    let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
    for op in capture_diff_slices(Algorithm::Myers, &old_words, &new_words) {
        if op.tag() == DiffTag::Equal {
            for (i, j) in op.old_range().zip(op.new_range()) {
                if let (Some(a), Some(b)) = (old_clause.get(i), new_clause.get(j)) {
                    *shared.entry((*a, *b)).or_default() += 1;
                }
            }
        }
    }
    let mut found: Vec<((usize, usize), usize)> = shared.into_iter().collect();
    found.sort_by_key(|((a, b), n)| (*a, std::cmp::Reverse(*n), *b));
    found.dedup_by_key(|((a, _), _)| *a);
    let shorter =
        |a: usize, b: usize| old_sizes.get(a).copied().unwrap_or(0).min(new_sizes.get(b).copied().unwrap_or(0)).max(1);
    found.retain(|((a, b), n)| *n as f32 >= SHARE * shorter(*a, *b) as f32);
    found.into_iter().map(|(link, _)| link).collect()
}
