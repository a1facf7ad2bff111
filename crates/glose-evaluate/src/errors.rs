//! What went wrong, with the words it went wrong on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Kinds of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorKind {
    /// A labelled clause is nowhere in the text that was read.
    Lost,
    /// A line of the annex was not found.
    MissedFinding,
    /// A line of the annex that nobody labelled.
    ExtraFinding,
    /// A concern was not seen.
    MissedTag,
    /// A concern was seen where there is none.
    ExtraTag,
    /// Another force.
    Force,
    /// Another polarity.
    Polarity,
    /// A duration missed or made up.
    Duration,
    /// A reference missed or made up.
    Reference,
    /// Another relation or effect of a pair.
    Pair,
}

/// One error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Error {
    /// File name of the document; filled in by the evaluation.
    pub document: String,
    /// What kind it is.
    pub kind: ErrorKind,
    /// The concern it is about; empty where none.
    pub concern: String,
    /// What the labels say; empty where they say nothing.
    pub wanted: String,
    /// What the program says; empty where it says nothing.
    pub found: String,
    /// The words.
    pub text: String,
    /// Larger is worse, among errors of its kind.
    pub weight: f64,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, concern: &str, wanted: &str, found: &str, text: &str) -> Self {
        let owned = str::to_owned;
        Self {
            document: String::new(),
            kind,
            concern: owned(concern),
            wanted: owned(wanted),
            found: owned(found),
            text: owned(text),
            weight: 1.0,
        }
    }

    pub(crate) fn weighing(mut self, weight: f64) -> Self {
        self.weight = weight;
        self
    }
}

/// Sorts errors: by kind, the worst first, then as they stand in the texts.
pub(crate) fn sort(errors: &mut [Error]) {
    errors.sort_by(|a, b| a.kind.cmp(&b.kind).then(b.weight.total_cmp(&a.weight)));
}
