use glose_model::Polarity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Common, Terms, When};

/// A check with nothing but conditions on clauses.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlainCheck {
    /// Identifier, concern, standards, reason, weight.
    #[serde(flatten)]
    pub common: Common,
    /// The clauses that trigger it.
    #[serde(default)]
    pub when: When,
    /// And the verdict on the clause is one of these; empty for any.
    #[serde(default)]
    pub judged: Vec<Polarity>,
}

impl PlainCheck {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        when_terms(&mut self.when)
    }
}

/// The lists of terms of conditions, by key.
pub(super) fn when_terms(when: &mut When) -> Vec<(&'static str, &mut Terms)> {
    let When { words, with, around, without, .. } = when;
    vec![("when.words", words), ("when.with", with), ("when.around", around), ("when.without", without)]
}
