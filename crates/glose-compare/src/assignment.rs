//! The best set of pairs, each clause in one at most: Bertsekas's auction on a sparse graph.
//!
//! Source: D. P. Bertsekas, « The auction algorithm », Annals of Operations Research 14 (1988).
//! Each old clause bids for the new clause that is worth most to it; it may also stay alone, which
//! is worth nothing. With a step of ε the result is within n·ε of the best sum.

/// The least step of a bid: finer than any difference that means something.
const EPSILON: f32 = 0.02;

/// A pair and what it is worth above leaving both clauses alone.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Edge {
    /// Index in the new text.
    pub(crate) new: usize,
    /// Worth; edges of no worth are never taken.
    pub(crate) worth: f32,
}

/// For each old clause the new one it is given, so that the sum of worths is (nearly) the largest.
pub(crate) fn assign(edges: &[Vec<Edge>], new_len: usize) -> Vec<Option<usize>> {
    let mut given: Vec<Option<usize>> = vec![None; edges.len()];
    let mut owner: Vec<Option<usize>> = vec![None; new_len];
    let mut price = vec![0.0f32; new_len];
    let mut waiting: std::collections::VecDeque<usize> = (0..edges.len()).collect();
    while let Some(bidder) = waiting.pop_front() {
        let (mut best, mut first, mut second) = (None, 0.0f32, 0.0f32);
        for edge in edges.get(bidder).into_iter().flatten() {
            let gain = edge.worth - price.get(edge.new).copied().unwrap_or(f32::MAX);
            if gain > first {
                second = first;
                first = gain;
                best = Some(edge.new);
            } else if gain > second {
                second = gain;
            }
        }
        // Alone: its value of nothing is already the floor of `first` and `second`.
        let Some(won) = best else { continue };
        if let (Some(p), Some(o), Some(g)) = (price.get_mut(won), owner.get_mut(won), given.get_mut(bidder)) {
            *p += first - second + EPSILON;
            *g = Some(won);
            if let Some(loser) = o.replace(bidder) {
                if let Some(slot) = given.get_mut(loser) {
                    *slot = None;
                }
                waiting.push_back(loser);
            }
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(new: usize, worth: f32) -> Edge {
        Edge { new, worth }
    }

    #[test]
    fn the_sum_counts_not_the_first_come() {
        let edges = vec![vec![edge(0, 0.9), edge(1, 0.8)], vec![edge(0, 0.85)]];
        assert_eq!(assign(&edges, 2), [Some(1), Some(0)]);
    }

    #[test]
    fn nothing_worthless_is_taken() {
        assert_eq!(assign(&[vec![edge(0, -0.1)], vec![]], 1), [None, None]);
    }
}
