//! A line of the annex being drawn up.

use glose_model::{Evidence, FindingKind, Polarity};

/// A line of the annex before it has its words, its name and its place.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// What kind of point it is.
    pub(crate) kind: FindingKind,
    /// Index of its check in the grid.
    pub(crate) check: usize,
    /// The concern it is about.
    pub(crate) concern: String,
    /// Its side, where it is not that of the check or of its kind.
    pub(crate) polarity: Option<Polarity>,
    /// Indices of the clauses it quotes, in order.
    pub(crate) clauses: Vec<usize>,
    /// The words that triggered it.
    pub(crate) evidence: Vec<Evidence>,
    /// Indices of clauses that empty or qualify it.
    pub(crate) exceptions: Vec<usize>,
    /// What was looked for, in words.
    pub(crate) searched: Vec<String>,
    /// Indices of the nearest passages.
    pub(crate) nearest: Vec<usize>,
    /// What fills the places of the reason.
    pub(crate) places: Vec<(&'static str, String)>,
    /// Added to the weight of the check.
    pub(crate) weight: f32,
}

impl Draft {
    /// An empty line of the check `check`.
    pub(crate) fn new(kind: FindingKind, check: usize, concern: &str) -> Self {
        Self {
            kind,
            check,
            concern: concern.to_owned(),
            polarity: None,
            clauses: Vec::new(),
            evidence: Vec::new(),
            exceptions: Vec::new(),
            searched: Vec::new(),
            nearest: Vec::new(),
            places: Vec::new(),
            weight: 0.0,
        }
    }

    /// Adds a clause with the words that made it count.
    pub(crate) fn quote(&mut self, clause: usize, evidence: Vec<Evidence>) {
        if !self.clauses.contains(&clause) {
            self.clauses.push(clause);
        }
        self.evidence.extend(evidence);
    }
}
