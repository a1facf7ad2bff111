use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Common, Terms};

/// Article numbers of before a renumbering, in a text of after it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReferenceCheck {
    /// Identifier, concern, standards, reason, weight. Without a concern, each clause's own.
    #[serde(flatten)]
    pub common: Common,
    /// Words of clauses that cite an old number on purpose: « ancien article », « concordance ».
    #[serde(default)]
    pub purpose: Terms,
}

impl ReferenceCheck {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        vec![("purpose", &mut self.purpose)]
    }
}
