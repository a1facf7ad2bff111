//! What the program knows of the words of a subject: lists that stand for one idea, and what words
//! weigh, learnt from labelled texts.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use glose_weigh::Table;

use crate::{Terms, Weights};

/// The words of a subject.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Vocabulary {
    /// Lists of words, by name: every word of one list says the same thing.
    pub words: BTreeMap<String, Terms>,
    /// The theme of each list, by its name: a concern of the grid, or something else.
    pub themes: BTreeMap<String, String>,
    /// What signs speak for which concern.
    pub concerns: Table,
    /// What signs speak for which verdict on a clause that carries a concern.
    pub polarity: Table,
    /// What a second look at the verdicts weighs, which knows those of the clauses around.
    pub stance: Table,
    /// What signs speak for a text as a whole being on the subject.
    pub topic: Table,
    /// What the second look weighs, and from which probability a clause carries a concern.
    pub weights: Weights,
}

/// The file of lists: by theme, then name.
type Lists = BTreeMap<String, BTreeMap<String, Terms>>;

/// Words of trafficking in human beings.
static TRAITE: LazyLock<Arc<Vocabulary>> = LazyLock::new(|| {
    // A test reads these: what stands here cannot be seen by a user.
    Arc::new(Vocabulary {
        concerns: Table::parse(include_str!("../../../grids/traite/concerns.tsv")).unwrap_or_default(),
        polarity: Table::parse(include_str!("../../../grids/traite/polarity.tsv")).unwrap_or_default(),
        stance: Table::parse(include_str!("../../../grids/traite/stance.tsv")).unwrap_or_default(),
        topic: Table::parse(include_str!("../../../grids/traite/topic.tsv")).unwrap_or_default(),
        weights: toml::from_str(include_str!("../../../grids/traite/weights.toml")).unwrap_or_default(),
        ..Vocabulary::of_words(include_str!("../../../grids/traite/words.toml")).unwrap_or_default()
    })
});

impl Vocabulary {
    /// A vocabulary of the lists of words of a file, from which nothing was learnt yet.
    ///
    /// # Errors
    /// When the text is not TOML of that form: tables of themes, each with its lists.
    pub fn of_words(text: &str) -> Result<Self, toml::de::Error> {
        let lists: Lists = toml::from_str(text)?;
        let themes = lists.iter().flat_map(|(theme, lists)| lists.keys().map(|l| (l.clone(), theme.clone())));
        let themes = themes.collect();
        Ok(Self { words: lists.into_values().flatten().collect(), themes, ..Self::default() })
    }

    /// The vocabulary of that name: empty without a name, `None` for a name that no vocabulary has.
    pub(crate) fn named(name: Option<&str>) -> Option<Arc<Self>> {
        match name {
            Some("traite") => Some(Arc::clone(&TRAITE)),
            Some(_) => None,
            None => Some(Arc::default()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_vocabulary_can_be_read() {
        Vocabulary::of_words(include_str!("../../../grids/traite/words.toml")).unwrap();
        Table::parse(include_str!("../../../grids/traite/concerns.tsv")).unwrap();
        Table::parse(include_str!("../../../grids/traite/polarity.tsv")).unwrap();
        Table::parse(include_str!("../../../grids/traite/stance.tsv")).unwrap();
        Table::parse(include_str!("../../../grids/traite/topic.tsv")).unwrap();
        toml::from_str::<Weights>(include_str!("../../../grids/traite/weights.toml")).unwrap();
    }
}
