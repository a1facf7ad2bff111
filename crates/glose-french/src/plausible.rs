//! Whether a text can be French at all, for telling a text layer from garbage.

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
    /// Share of the letters that are among the ten commonest of French (« esaitnrulo »); about .8 in
    /// any French text, names included. 0 to 1.
    pub letters: f32,
}

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

/// Measures `text`; linear in its length, and quick: every page of a document passes through it.
/// Signs that mean nothing (U+FFFD, private use) spoil the word that they stand in.
#[must_use]
pub fn plausibility(text: &str) -> Plausibility {
    let mut count = Count::default();
    for word in text.split(ends_word) {
        // « amd64 », « 2e »: figures before and behind a word are no part of it.
        let word = word.trim_matches(|c: char| c.is_ascii_digit() || c == '-');
        if !word.is_empty() {
            count.take(word);
        }
    }
    let share = |n: usize, of: usize| if of == 0 { 1.0 } else { n as f32 / of as f32 };
    Plausibility {
        words: count.words,
        well_formed: share(count.formed, count.words),
        common: share(count.common, count.words),
        letters: share(count.frequent, count.letters),
    }
}

/// White and the marks that stand between words.
fn ends_word(c: char) -> bool {
    match c {
        '-' => false,
        ' '..='~' => !c.is_ascii_alphanumeric(),
        '’' | '‘' | '«' | '»' | '“' | '”' | '…' | '–' | '—' | '•' | '°' | '§' | '\u{a0}' | '\u{202f}' => {
            true
        }
        _ => c.is_whitespace(),
    }
}

/// Bytes of the longest of the common words.
const LONGEST: usize = 5;

#[derive(Default)]
struct Count {
    words: usize,
    formed: usize,
    common: usize,
    letters: usize,
    frequent: usize,
}

/// What a letter of ASCII is: a letter, among the commonest, a vowel, a capital.
const LETTER: u8 = 1;
const FREQUENT: u8 = 2;
const VOWEL: u8 = 4;
const CAPITAL: u8 = 8;
static SIGNS: [u8; 128] = {
    let mut table = [0; 128];
    let (all, frequent, vowels) = (b"abcdefghijklmnopqrstuvwxyz", b"esaitnrulo", b"aeiouy");
    let mut i = 0;
    while i < all.len() {
        table[all[i] as usize] |= LETTER;
        i += 1;
    }
    i = 0;
    while i < frequent.len() {
        table[frequent[i] as usize] |= FREQUENT;
        i += 1;
    }
    i = 0;
    while i < vowels.len() {
        table[vowels[i] as usize] |= VOWEL;
        i += 1;
    }
    i = 0;
    while i < all.len() {
        let capital = all[i].to_ascii_uppercase() as usize;
        table[capital] = table[all[i] as usize] | CAPITAL;
        i += 1;
    }
    table
};

impl Count {
    fn take(&mut self, word: &str) {
        let (mut signs, mut capitals, mut vowel, mut regular) = (0_usize, 0_usize, false, true);
        for (at, c) in word.chars().enumerate() {
            signs += 1;
            if let Some(sign) = SIGNS.get(c as usize) {
                capitals += usize::from(at > 0 && sign & CAPITAL != 0);
                self.letters += usize::from(sign & LETTER != 0);
                self.frequent += usize::from(sign & FREQUENT != 0);
                vowel |= sign & VOWEL != 0;
                regular &= sign & LETTER != 0 || c == '-';
                continue;
            }
            let lower = c.to_lowercase().next().unwrap_or(c);
            capitals += usize::from(at > 0 && lower != c);
            let plain = unaccented(lower);
            self.letters += usize::from(plain.is_some() || c.is_alphabetic());
            self.frequent +=
                usize::from(matches!(plain, Some('e' | 's' | 'a' | 'i' | 't' | 'n' | 'r' | 'u' | 'l' | 'o')));
            vowel |= matches!(plain, Some('a' | 'e' | 'i' | 'o' | 'u' | 'y'));
            regular &= plain.is_some() || matches!(lower, 'ß' | '·');
        }
        self.words += 1;
        // Capitals at the head, throughout, or a few in a short name.
        let cased = capitals == 0 || capitals + 1 >= signs || (signs <= 6 && capitals > 1);
        self.formed += usize::from(regular && cased && (signs < 4 || capitals > 0 || vowel));
        let mut lower = [0_u8; LONGEST];
        if let Some(lower) = lower.get_mut(..word.len()) {
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            self.common += usize::from(COMMON.binary_search_by(|c| c.as_bytes().cmp(lower)).is_ok());
        }
    }
}

/// The letter under the accent of a small letter of French or of a neighbour; none for other signs.
fn unaccented(c: char) -> Option<char> {
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'æ' => Some('a'),
        'é' | 'è' | 'ê' | 'ë' => Some('e'),
        'î' | 'ï' | 'í' => Some('i'),
        'ô' | 'ö' | 'ó' | 'õ' | 'œ' => Some('o'),
        'ù' | 'û' | 'ü' | 'ú' => Some('u'),
        'ÿ' => Some('y'),
        'ç' => Some('c'),
        'ñ' => Some('n'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMON, plausibility};

    #[test]
    fn the_common_words_are_sorted_for_the_search() {
        assert!(COMMON.is_sorted());
        assert_eq!(COMMON.iter().map(|w| w.len()).max(), Some(super::LONGEST));
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
