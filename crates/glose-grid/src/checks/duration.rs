use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checks::plain::when_terms;
use crate::{Common, Terms, When};

/// A period measured against a floor that binds and a wish.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DurationCheck {
    /// Identifier, concern, standards, reason, weight.
    #[serde(flatten)]
    pub common: Common,
    /// The clauses that set this period.
    #[serde(default)]
    pub when: When,
    /// What binds, ISO 8601 (`P30D`): on its wrong side the period is a problem.
    #[serde(default)]
    pub floor: Option<String>,
    /// What the owners ask for, ISO 8601: on its wrong side the period is to be improved.
    #[serde(default)]
    pub wish: Option<String>,
    /// Which way is worse.
    #[serde(default)]
    pub worse: Worse,
    /// Words that close the period: « ne peut être renouvelé ».
    #[serde(default)]
    pub fixed: Terms,
    /// Periods below this are of another kind (hours of an interview), ISO 8601.
    #[serde(default)]
    pub from: Option<String>,
    /// Periods above this are of another kind (years of prison), ISO 8601.
    #[serde(default)]
    pub to: Option<String>,
}

/// Which way a period is worse for those whose side the grid takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Worse {
    /// A stay, a rest, a time to act.
    #[default]
    Shorter,
    /// A wait.
    Longer,
}

impl DurationCheck {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        let mut out = when_terms(&mut self.when);
        out.push(("fixed", &mut self.fixed));
        out
    }
}
