use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a list of terms stands in the compiled matcher of its grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId(pub(crate) u32);

impl SetId {
    /// Its number, the same as long as the grid is.
    #[must_use]
    pub const fn number(self) -> u32 {
        self.0
    }
}

impl Default for SetId {
    /// The list that matches nothing.
    fn default() -> Self {
        Self(u32::MAX)
    }
}

/// A list of terms, as written. Each is a word, a phrase, words near each other, or a pattern:
///
/// | written | matches |
/// |---|---|
/// | `récépissé` | the word, whatever its case, accents, number and gender (inclusive writing too) |
/// | `ASE` | the acronym, in capitals (« âme » is not « AME ») |
/// | `administrateur ad hoc` | the words one after the other; articles and « de », « à », « en » do not count |
/// | `héberg*` | every word that begins so |
/// | `~héberger` | every word of the same stem (Snowball) |
/// | `=Traite` | the word exactly as written, accents and capitals included |
/// | `« à la rue »` | the words one after the other, where small words count (number and gender still do not) |
/// | `carte\|titre de séjour` | either word in that place |
/// | `{victime} … plainte` | the second within eight words after the first; `…15`: within fifteen |
/// | `hébergement & mineur` | both in the clause, in any order |
/// | `/n°\s*\d+/` | a regular expression, as a last resort (write it between simple quotes) |
///
/// `{name}` stands for any term of the list `name` of the table `[words]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
#[schemars(with = "Vec<String>")]
pub struct Terms {
    /// The terms, in the order of the file.
    pub list: Vec<String>,
    pub(crate) set: SetId,
}

impl Terms {
    /// The name of this list for [`crate::Reading`].
    #[must_use]
    pub fn set(&self) -> SetId {
        self.set
    }

    /// Whether there is no term.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl From<Vec<String>> for Terms {
    fn from(list: Vec<String>) -> Self {
        Self { list, set: SetId::default() }
    }
}

impl From<Terms> for Vec<String> {
    fn from(terms: Terms) -> Self {
        terms.list
    }
}
