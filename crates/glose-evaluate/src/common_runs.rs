//! The runs that two sequences share, by the rule of Ratcliff and Obershelp: the longest common
//! run first (the earliest in the first sequence, then in the second), then the same to its left
//! and to its right.
//!
//! Source: J. W. Ratcliff and D. Metzener, « Pattern Matching: The Gestalt Approach », Dr. Dobb's
//! Journal, July 1988. Without the « popular elements » short cut that some libraries add, so that
//! figures are those of any faithful implementation.

use std::hash::Hash;

use rustc_hash::FxHashMap;

/// A run of `len` equal elements that begins at `a` in the first sequence and at `b` in the second.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// First element in the first sequence.
    pub a: usize,
    /// First element in the second sequence.
    pub b: usize,
    /// Number of elements.
    pub len: usize,
}

/// Two sequences, the second one indexed.
#[derive(Debug)]
pub struct Pair<'s, T> {
    a: &'s [T],
    b: &'s [T],
    places: FxHashMap<&'s T, Vec<usize>>,
}

impl<'s, T: Eq + Hash> Pair<'s, T> {
    /// Indexes the second sequence.
    #[must_use]
    pub fn new(a: &'s [T], b: &'s [T]) -> Self {
        let mut places: FxHashMap<&T, Vec<usize>> = FxHashMap::default();
        for (at, element) in b.iter().enumerate() {
            places.entry(element).or_default().push(at);
        }
        Self { a, b, places }
    }

    /// The longest common run of `a[a0..a1]` and `b[b0..b1]`, the earliest of its length.
    fn longest(&self, a0: usize, a1: usize, b0: usize, b1: usize) -> Run {
        let mut best = Run { a: a0, b: b0, len: 0 };
        // Length of the common run that ends at each place of b: for the element before, and for this one.
        let (mut before, mut here) = (vec![0usize; b1 - b0 + 1], vec![0usize; b1 - b0 + 1]);
        let (mut set_before, mut set_here): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for at in a0..a1 {
            let Some(places) = self.a.get(at).and_then(|x| self.places.get(x)) else {
                clear(&mut before, &mut set_before);
                continue;
            };
            let from = places.partition_point(|p| *p < b0);
            for place in places.get(from..).unwrap_or(&[]).iter().take_while(|p| **p < b1) {
                let slot = place - b0 + 1;
                let len = before.get(slot - 1).copied().unwrap_or(0) + 1;
                if let Some(cell) = here.get_mut(slot) {
                    *cell = len;
                    set_here.push(slot);
                }
                if len > best.len {
                    best = Run { a: at + 1 - len, b: place + 1 - len, len };
                }
            }
            clear(&mut before, &mut set_before);
            std::mem::swap(&mut before, &mut here);
            std::mem::swap(&mut set_before, &mut set_here);
        }
        best
    }

    /// The longest common run of the whole sequences; of length 0 where they share nothing.
    #[must_use]
    pub fn longest_run(&self) -> Run {
        self.longest(0, self.a.len(), 0, self.b.len())
    }

    /// The number of elements in all common runs.
    #[must_use]
    pub fn shared(&self) -> usize {
        let mut total = 0;
        let mut open = vec![(0, self.a.len(), 0, self.b.len())];
        while let Some((a0, a1, b0, b1)) = open.pop() {
            let run = self.longest(a0, a1, b0, b1);
            if run.len == 0 {
                continue;
            }
            total += run.len;
            if a0 < run.a && b0 < run.b {
                open.push((a0, run.a, b0, run.b));
            }
            let (a, b) = (run.a + run.len, run.b + run.len);
            if a < a1 && b < b1 {
                open.push((a, a1, b, b1));
            }
        }
        total
    }

    /// Twice the shared elements over all elements: 1 for equal sequences (two empty ones too).
    #[must_use]
    pub fn ratio(&self) -> f64 {
        let all = self.a.len() + self.b.len();
        if all == 0 { 1.0 } else { 2.0 * self.shared() as f64 / all as f64 }
    }
}

fn clear(cells: &mut [usize], set: &mut Vec<usize>) {
    for slot in set.drain(..) {
        if let Some(cell) = cells.get_mut(slot) {
            *cell = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn the_longest_run_is_the_earliest_of_its_length() {
        let (a, b) = (chars("abxcd"), chars("abcd"));
        assert_eq!(Pair::new(&a, &b).longest_run(), Run { a: 0, b: 0, len: 2 });
        let (a, b) = (chars("qabxcdab"), chars("cdab"));
        assert_eq!(Pair::new(&a, &b).longest_run(), Run { a: 4, b: 0, len: 4 });
    }

    #[test]
    fn what_is_shared_is_counted_left_and_right_of_the_longest_run() {
        let (a, b) = (chars("qabxcd"), chars("abycdf"));
        assert_eq!(Pair::new(&a, &b).shared(), 4);
        let (a, b) = (chars("private Thread currentThread;"), chars("private volatile Thread currentThread;"));
        assert!((Pair::new(&a, &b).ratio() - 0.865_671_641_791_044_8).abs() < 1e-12);
        assert!((Pair::<char>::new(&[], &[]).ratio() - 1.0).abs() < f64::EPSILON);
    }
}
