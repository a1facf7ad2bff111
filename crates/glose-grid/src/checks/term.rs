use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Common, Terms};

/// A term of art that a text should define.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TermCheck {
    /// Identifier, concern, standards, reason, weight.
    #[serde(flatten)]
    pub common: Common,
    /// The term, as it is used.
    pub terms: Terms,
    /// What defines it, said in one clause with it: « s’entend de », « agréée au titre de ».
    #[serde(default)]
    pub defined: Terms,
}

impl TermCheck {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        vec![("terms", &mut self.terms), ("defined", &mut self.defined)]
    }
}
