use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A range of characters (Unicode scalar values) of the text it belongs to; `end` is exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl Span {
    /// The range `start..end`, in characters.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The words that the span covers in `text`; empty where it points outside.
    #[must_use]
    pub fn slice(self, text: &str) -> &str {
        let mut at = text.char_indices().map(|(i, _)| i).chain([text.len()]);
        let Some(from) = at.by_ref().nth(self.start) else { return "" };
        match self.end.checked_sub(self.start) {
            None | Some(0) => "",
            Some(n) => text.get(from..at.nth(n - 1).unwrap_or(text.len())).unwrap_or(""),
        }
    }
}

/// The force of a clause, from the strongest duty to the plain statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Modality {
    /// The clause binds: « doit », « vous veillerez à », the prescriptive present.
    Obligation,
    /// The clause forbids: « ne peut », « en aucun cas », « il n’y a pas lieu de ».
    Interdiction,
    /// The person has a right or a guarantee: « a droit à », « bénéficie de ».
    Droit,
    /// The administration may: « pourra », « le cas échéant », « est possible ».
    Faculte,
    /// The clause advises: « il est souhaitable », « sont invités à ».
    Recommandation,
    /// A statement of fact, law or context that orders nothing.
    Constat,
}

/// How a duration or an amount bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// « au moins », « une durée minimale de ».
    Min,
    /// « au plus », « dans un délai de », « une durée maximale de ».
    Max,
    /// Neither.
    Exact,
    /// One end of « six à douze mois ».
    Range,
}

/// Words and the rule of a table that they matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cue {
    /// The words, in characters of the clause.
    pub span: Span,
    /// The rule: `passif-present`, `devoir`, `attenuateur:cas-echeant`…
    pub rule: String,
}
