//! Counts, and the figures made of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What was found rightly, found wrongly, and missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Counts {
    /// Found, and wanted.
    pub right: usize,
    /// Found, not wanted.
    pub extra: usize,
    /// Wanted, not found.
    pub missed: usize,
}

impl Counts {
    /// Right over found; 1 where nothing was found.
    #[must_use]
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.extra)
    }

    /// Right over wanted; 1 where nothing was wanted.
    #[must_use]
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// Harmonic mean of precision and recall; 0 where both are.
    #[must_use]
    pub fn f1(self) -> f64 {
        harmonic(self.precision(), self.recall())
    }

    /// Adds the counts of another text.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.extra += other.extra;
        self.missed += other.missed;
    }

    /// The counts of one comparison of sets: `found` against `wanted`.
    #[must_use]
    pub fn of_sets<T: Ord>(found: &std::collections::BTreeSet<T>, wanted: &std::collections::BTreeSet<T>) -> Self {
        let right = found.intersection(wanted).count();
        Self { right, extra: found.len() - right, missed: wanted.len() - right }
    }
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Share {
    /// How many.
    pub hit: usize,
    /// Of how many.
    pub all: usize,
}

impl Share {
    /// The share, 0 to 1; 1 of none.
    #[must_use]
    pub fn value(self) -> f64 {
        share(self.hit, self.all)
    }

    /// Counts one more.
    pub fn count(&mut self, hit: bool) {
        self.hit += usize::from(hit);
        self.all += 1;
    }
}

/// `part / all`; 1 where `all` is 0.
pub(crate) fn share(part: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { part as f64 / all as f64 }
}

/// Harmonic mean; 0 where both are 0.
pub(crate) fn harmonic(p: f64, r: f64) -> f64 {
    if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_wanted_and_nothing_found_is_perfect() {
        let none = Counts::default();
        assert!((none.f1() - 1.0).abs() < f64::EPSILON);
        let half = Counts { right: 1, extra: 1, missed: 0 };
        assert!((half.f1() - 2.0 / 3.0).abs() < 1e-12);
    }
}
