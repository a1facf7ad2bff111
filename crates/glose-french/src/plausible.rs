//! Whether a text can be French at all, for telling a text layer from garbage.

use crate::{WordKind, Words};

/// The commonest words of French prose: about two words in five of any text are among them.
/// Source of the choice: the closed classes (articles, prepositions, pronouns, conjunctions).
const COMMON: &[&str] = &[
    "a", "au", "aux", "avec", "ce", "ces", "cette", "d", "dans", "de", "des", "du", "elle", "en", "est", "et", "il",
    "ils", "l", "la", "le", "les", "leur", "leurs", "n", "ne", "on", "ou", "par", "pas", "plus", "pour", "qu", "que",
    "qui", "s", "sa", "sans", "se", "ses", "son", "sont", "sur", "un", "une", "vous",
];

/// How far a text looks like French.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plausibility {
    /// Words of letters that were looked at.
    pub words: usize,
    /// Share of them that could be words of French or of a neighbour: its letters alone, a vowel,
    /// capitals only at the head or throughout. 0 to 1.
    pub well_formed: f32,
    /// Share of them that are among the commonest words. 0 to 1.
    pub common: f32,
    /// Share of the letters that are among the ten commonest of French; about .8 in any French
    /// text, names included. 0 to 1.
    pub letters: f32,
}

/// The ten commonest letters of French; four letters in five are among them.
const FREQUENT: &str = "esaitnrulo";

impl Plausibility {
    /// One number to put two readings of a page side by side, 0 to 1: what is well formed, less
    /// where running prose lacks its common words.
    #[must_use]
    pub fn score(self) -> f32 {
        // A list of names has few common words and is still French: half counts in full.
        self.well_formed * (0.5 + 0.5 * (self.common / 0.25).min(1.0)) * (self.letters / 0.7).min(1.0)
    }

    /// Whether the text is garbage, on enough words to say so.
    #[must_use]
    pub fn is_garbage(self) -> bool {
        let odd = self.well_formed < 0.85 && self.common < 0.15;
        self.words >= 12 && (self.well_formed < 0.7 || self.letters < 0.55 || odd)
    }
}

/// Measures `text`; linear in its length. Signs that mean nothing (U+FFFD, private use) spoil the
/// word that they stand in.
#[must_use]
pub fn plausibility(text: &str) -> Plausibility {
    let marked: String = text.chars().map(|c| if is_unknown(c) { 'ĸ' } else { c }).collect();
    let words = Words::new(&marked);
    let (mut all, mut formed, mut common) = (0_usize, 0_usize, 0_usize);
    let (mut letters, mut frequent) = (0_usize, 0_usize);
    for (at, word) in words.tokens().iter().enumerate() {
        if !matches!(word.kind, WordKind::Word | WordKind::Elision) {
            continue;
        }
        let Some(printed) = marked.get(word.bytes.clone()) else { continue };
        all += 1;
        formed += usize::from(well_formed(printed));
        let folded = words.folded(at);
        letters += folded.chars().filter(|c| c.is_alphabetic()).count();
        frequent += folded.chars().filter(|c| FREQUENT.contains(*c)).count();
        common += usize::from(COMMON.binary_search(&folded.trim_end_matches(['\'', '’'])).is_ok());
    }
    let share = |n: usize, of: usize| if of == 0 { 1.0 } else { n as f32 / of as f32 };
    Plausibility {
        words: all,
        well_formed: share(formed, all),
        common: share(common, all),
        letters: share(frequent, letters),
    }
}

fn is_unknown(c: char) -> bool {
    c == '\u{fffd}' || ('\u{e000}'..='\u{f8ff}').contains(&c) || (c.is_control() && !c.is_whitespace())
}

fn well_formed(word: &str) -> bool {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzàâäæçéèêëîïôöœùûüÿñáíóúãõß’'-·.";
    let lower = word.to_lowercase();
    let count = word.chars().count();
    if !lower.chars().all(|c| LETTERS.contains(c)) {
        return false;
    }
    let capitals = word.chars().skip(1).filter(|c| c.is_uppercase()).count();
    let regular = capitals == 0 || capitals + 1 >= count || (count <= 6 && capitals > 1);
    let vowel = count < 4 || capitals > 0 || lower.chars().any(|c| !"bcdfghjklmnpqrstvwxzçñß’'-·.".contains(c));
    regular && vowel
}

#[cfg(test)]
mod tests {
    use super::{COMMON, plausibility};

    #[test]
    fn the_common_words_are_sorted_for_the_search() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn prose_lists_of_names_and_capitals_are_french() {
        for text in [
            "Les services de la préfecture informent la personne, dans une langue qu’elle comprend, de ses droits.",
            "MINISTÈRE DE L’INTÉRIEUR DIRECTION GÉNÉRALE DES ÉTRANGERS EN FRANCE SOUS-DIRECTION DU SÉJOUR ET DU TRAVAIL",
            "Ain Aisne Allier Ardèche Ardennes Ariège Aube Aude Aveyron Calvados Cantal Charente Corrèze Creuse",
        ] {
            assert!(!plausibility(text).is_garbage(), "{text}: {:?}", plausibility(text));
        }
    }

    #[test]
    fn a_broken_table_of_characters_is_garbage() {
        for text in [
            "ĐƌŽďĂƚ ůĞƐ ƐĞƌǀŝĐĞƐ ĚĞ ůĂ ƉƌĠĨĞĐƚƵƌĞ ŝŶĨŽƌŵĞŶƚ ůĂ ƉĞƌƐŽŶŶĞ ĚĂŶƐ ƵŶĞ ůĂŶŐƵĞ ƋƵĞůůĞ ĐŽŵƉƌĞŶĚ",
            "Ohv vhuylfhv gh od suhihfwxuh lqirupgqw od shuvrqqh gdqv xqh odqjxh txhooh frpsuhqg gh vhv gurlwv",
            "l3s s€rv|ces d£ I4 pr¢f¤cture ¡nf0rm¥nt l\u{fffd} p\u{fffd}rs\u{fffd}nn\u{fffd} d\u{fffd}ns \u{fffd}n\u{fffd} l\u{fffd}ng\u{fffd}e q\u{fffd}'elle c\u{fffd}mprend t\u{fffd}ut",
        ] {
            assert!(plausibility(text).is_garbage(), "{text}: {:?}", plausibility(text));
        }
    }
}
