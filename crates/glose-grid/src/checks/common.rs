use glose_model::Polarity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Bilingual;

/// What every check has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Common {
    /// Short identifier, its own in the grid.
    pub id: String,
    /// The concern that its findings are about; empty for every concern of the grid.
    #[serde(default)]
    pub concern: String,
    /// What its findings are measured against; empty for the standards of the concern.
    #[serde(default)]
    pub standards: Vec<String>,
    /// The reason, in plain words; `{…}` places are filled by the check.
    pub reason: Bilingual,
    /// Larger is more important.
    #[serde(default = "one")]
    pub weight: f32,
    /// Verdict, where it is not that of the kind.
    #[serde(default)]
    pub polarity: Option<Polarity>,
}

fn one() -> f32 {
    1.0
}
