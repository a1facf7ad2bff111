//! The words of a passage brought back to their stems, each with its place.

use glose_french::{Span, WordKind, Words};

/// Articles and the prepositions that only join: they are no words of their own.
const JOINTS: [&str; 16] =
    ["le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "au", "aux", "en", "à", "et", "ou"];

/// The stems of a passage, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stems(pub(crate) Vec<(String, Span)>);

impl Stems {
    pub(crate) fn new(words: &Words<'_>) -> Self {
        let said = words
            .tokens()
            .iter()
            .enumerate()
            .filter(|(i, token)| token.kind != WordKind::Mark && !JOINTS.contains(&words.lower(*i)));
        Self(said.map(|(i, token)| (stem(words, i), token.span)).collect())
    }
}

/// The stem of a word; figures of more than two digits are one word, those of an article of law are not.
fn stem(words: &Words<'_>, i: usize) -> String {
    words.stem(i).trim_end_matches('\'').to_owned()
}
