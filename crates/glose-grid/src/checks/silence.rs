use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Common, Terms};

/// A concern that no clause carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SilenceCheck {
    /// Identifier, concern (empty for all), standards, reason, weight.
    #[serde(flatten)]
    pub common: Common,
    /// Concerns whose absence is no fault.
    #[serde(default)]
    pub except: Vec<String>,
}

/// A concern that comes at the very end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LateCheck {
    /// Identifier, concern (empty for those of `concerns`), standards, reason, weight.
    #[serde(flatten)]
    pub common: Common,
    /// The concerns that should not come late.
    #[serde(default)]
    pub concerns: Vec<String>,
    /// Part of the body, 0 to 1, after which it is late, for texts without pages.
    #[serde(default = "late")]
    pub share: f32,
}

fn late() -> f32 {
    0.85
}

impl SilenceCheck {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        Vec::new()
    }
}

impl LateCheck {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        Vec::new()
    }
}
