use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Bilingual, Terms};

/// Something that a concern should have, or may cover: a guarantee, a form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Element {
    /// Its name, as it stands in a reason: « la présomption de minorité ».
    pub label: Bilingual,
    /// The words that show it.
    pub terms: Terms,
}
