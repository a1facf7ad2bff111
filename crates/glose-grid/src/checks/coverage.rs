use glose_model::Polarity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::checks::plain::when_terms;
use crate::{Common, Element, Terms, When};

/// Something that should be covered whole, or a concern that should have several guarantees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ElementsCheck {
    /// Identifier, concern, standards, reason, weight.
    #[serde(flatten)]
    pub common: Common,
    /// Clauses that limit or refuse, quoted in the point.
    #[serde(default)]
    pub when: When,
    /// And the verdict on the clause is one of these; empty for any.
    #[serde(default)]
    pub judged: Vec<Polarity>,
    /// What should be there.
    #[serde(default)]
    pub elements: Vec<Element>,
    /// Number of elements that must be absent for their absence alone to make a point; 0: never.
    #[serde(default)]
    pub absent: usize,
}

impl ElementsCheck {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        let mut out = when_terms(&mut self.when);
        out.extend(self.elements.iter_mut().map(|e| ("elements.terms", &mut e.terms)));
        out
    }
}
