//! The words of a passage brought back to their stems, each with its place.

use glose_french::{Span, WordKind, Words};

/// Articles and the prepositions that only join: they are no words of their own.
const JOINTS: [&str; 16] =
    ["le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "au", "aux", "en", "à", "et", "ou"];

/// A word of a passage.
#[derive(Clone, Debug)]
pub(crate) struct Stem {
    /// Its stem, folded.
    pub(crate) stem: String,
    /// Its characters.
    pub(crate) span: Span,
    /// Whether it is a word of grammar.
    pub(crate) grammar: bool,
}

/// The stems of a passage, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stems(pub(crate) Vec<Stem>);

impl Stems {
    pub(crate) fn new(words: &Words<'_>) -> Self {
        let said = words
            .tokens()
            .iter()
            .enumerate()
            .filter(|(i, token)| token.kind != WordKind::Mark && !JOINTS.contains(&words.lower(*i)));
        let one = |(i, token): (usize, &glose_french::Word)| Stem {
            stem: stem(words, i),
            span: token.span,
            grammar: glose_french::is_function_word(words.folded(i).trim_end_matches('\'')),
        };
        Self(said.map(one).collect())
    }

    /// Those of a heading, without its number: « II », « 3 », « b ».
    pub(crate) fn of_heading(words: &Words<'_>) -> Self {
        let mut stems = Self::new(words);
        stems.0.retain(|s| !numbers(&s.stem));
        stems
    }
}

/// Whether a stem only numbers: figures, one letter, Roman figures.
fn numbers(stem: &str) -> bool {
    stem.chars().count() == 1
        || stem.bytes().all(|b| b.is_ascii_digit())
        || stem.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'))
}

/// The stem of a word; figures of more than two digits are one word, those of an article of law are not.
fn stem(words: &Words<'_>, i: usize) -> String {
    words.stem(i).trim_end_matches('\'').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_heading_is_no_word_of_it() {
        let stems = |text: &str| Stems::of_heading(&Words::new(text)).0.into_iter().map(|s| s.stem).collect::<Vec<_>>();
        assert_eq!(stems("IV. Les mineurs"), ["mineur"]);
        assert_eq!(stems("3.2 b) Fiche n° 12 : vie privée"), stems("fiche vie privée"));
    }
}
