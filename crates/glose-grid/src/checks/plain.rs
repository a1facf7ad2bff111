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
}

impl PlainCheck {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        let When { words, with, around, without, .. } = &mut self.when;
        vec![("when.words", words), ("when.with", with), ("when.around", around), ("when.without", without)]
    }
}
