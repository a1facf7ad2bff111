use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Bilingual, Terms};

/// What a report says of the legal reach of a text: points for a lawyer to check.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Reach {
    /// Of clauses that bind and worsen a position: `{nombre}`, `{mots}`.
    pub imperative: Option<ReachWords>,
    /// Of what the text repeals: `{textes}`.
    pub repeal: Option<ReachWords>,
    /// Of publication: `{date}` of the text, `{echeance}` four months later.
    pub publication: Option<ReachWords>,
    /// Words of clauses that repeal or replace.
    pub repeals: Terms,
}

/// The wording of a point and what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReachWords {
    /// The point, its places in braces.
    pub reason: Bilingual,
    /// Judgments and articles, by number.
    #[serde(default)]
    pub authorities: Vec<String>,
    /// Months that a term runs, where the point has one.
    #[serde(default)]
    pub months: Option<u32>,
}
