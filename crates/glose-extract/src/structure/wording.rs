//! The words of `wording.toml`, folded once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// What follows a label of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum LabelRole {
    Object,
    References,
    Repeals,
    Attachments,
    Addressees,
    Copies,
    Summary,
    Office,
}

#[derive(Deserialize)]
struct KindWords {
    kind: String,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct LabelWords {
    role: LabelRole,
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
struct List {
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Wording {
    kind: Vec<KindWords>,
    nor: BTreeMap<String, String>,
    label: Vec<LabelWords>,
    sources: List,
    functions: List,
    signature: List,
    addressees: List,
    offices: List,
    repeals: List,
    contents: List,
    verbs: List,
    banners: List,
}

static WORDING: LazyLock<Wording> = LazyLock::new(|| toml::from_str(include_str!("wording.toml")).unwrap_or_default());

/// The table.
pub(crate) fn wording() -> &'static Wording {
    &WORDING
}

/// A label at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Label {
    /// What follows it.
    pub(crate) role: LabelRole,
    /// Characters of the label, its colon and the space after it.
    pub(crate) chars: usize,
    /// Whether a colon (or a tab) closes it, or the line ends with it.
    pub(crate) closed: bool,
}

impl Wording {
    /// The kind of text that `text` opens with.
    pub(crate) fn kind_of(&self, text: &str) -> Option<&str> {
        let folded = fold_start(text, 40);
        self.kind.iter().find(|k| k.words.iter().any(|w| starts_with_word(&folded, w))).map(|k| k.kind.as_str())
    }

    /// The kind that ends a NOR.
    pub(crate) fn kind_of_nor(&self, letter: char) -> Option<&str> {
        self.nor.get(letter.encode_utf8(&mut [0; 4]) as &str).map(String::as_str)
    }

    /// The label at the start of `text`, the longest that fits.
    pub(crate) fn label(&self, text: &str) -> Option<Label> {
        let folded = fold_start(text, 80);
        let mut best: Option<Label> = None;
        for entry in &self.label {
            for word in &entry.words {
                let Some(rest) = folded.strip_prefix(word.as_str()) else { continue };
                let word_chars = word.chars().count();
                // « (2) » after « Pièces jointes »
                let after = rest.trim_start();
                let after =
                    after.strip_prefix('(').and_then(|a| a.split_once(')')).map_or(after, |(_, a)| a.trim_start());
                let after = after.strip_prefix('.').map_or(after, str::trim_start);
                let closed = after.is_empty() || after.starts_with([':', '\t']);
                if !closed && !rest.starts_with(char::is_whitespace) {
                    continue;
                }
                let tail = after.strip_prefix([':', '\t']).unwrap_or(after).trim_start();
                let chars = folded.chars().count() - tail.chars().count();
                let better = best.is_none_or(|b| (closed, word_chars) > (b.closed, b.chars));
                if better && closed {
                    best = Some(Label { role: entry.role, chars, closed });
                }
            }
        }
        best
    }

    /// Whether `text` names a source of law.
    pub(crate) fn names_source(&self, text: &str) -> bool {
        fold(text).split(|c: char| !c.is_alphanumeric()).any(|w| self.sources.words.iter().any(|s| s == w))
    }

    /// Whether `text` opens with the function of someone who writes or signs.
    pub(crate) fn opens_function(&self, text: &str) -> bool {
        opens(&self.functions, text)
    }

    /// Whether `text` opens as a signature does.
    pub(crate) fn opens_signature(&self, text: &str) -> bool {
        opens(&self.signature, text) || self.opens_function(text)
    }

    /// Whether `text` opens as the name of an addressee does.
    pub(crate) fn opens_addressee(&self, text: &str) -> bool {
        opens(&self.addressees, text)
    }

    /// Whether `text` opens with a body of the State.
    pub(crate) fn opens_office(&self, text: &str) -> bool {
        opens(&self.offices, text)
    }

    /// Whether `text` is all there is to the title of a table of contents.
    pub(crate) fn is_contents_title(&self, text: &str) -> bool {
        is_one_of(&self.contents, text)
    }

    /// Whether `text` is the verb alone that opens the articles of an order.
    pub(crate) fn is_operative_verb(&self, text: &str) -> bool {
        is_one_of(&self.verbs, text)
    }

    /// Whether `text` opens with the name of a publication, as a banner at the head of a page does.
    pub(crate) fn opens_banner(&self, text: &str) -> bool {
        opens(&self.banners, text)
    }

    /// Whether `word` (folded) says that a text ends another.
    pub(crate) fn repeals(&self, word: &str) -> bool {
        self.repeals.words.iter().any(|w| w == word)
    }
}

fn is_one_of(list: &List, text: &str) -> bool {
    // None of these is longer, letters set apart included.
    if text.len() > 120 {
        return false;
    }
    // Letters may be set apart: « A R R Ê T E ».
    let folded = fold(text);
    let core = folded.trim_matches(|c: char| !c.is_alphanumeric());
    let tight = if core.split(' ').all(|w| w.chars().count() == 1) { core.replace(' ', "") } else { String::new() };
    list.words.iter().any(|w| w == core || *w == tight)
}

fn opens(list: &List, text: &str) -> bool {
    let folded = fold_start(text, 60);
    list.words.iter().any(|w| starts_with_word(&folded, w))
}

fn starts_with_word(folded: &str, word: &str) -> bool {
    folded.strip_prefix(word).is_some_and(|rest| word.ends_with('\'') || !rest.starts_with(char::is_alphanumeric))
}

/// `text` for comparing: lower case, no accents, straight apostrophes, plain spaces. One character
/// in gives one character out.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().map(fold_char));
    out
}

/// The first `count` characters of `text`, folded.
fn fold_start(text: &str, count: usize) -> String {
    text.chars().take(count).map(fold_char).collect()
}

fn fold_char(c: char) -> char {
    if c.is_ascii() {
        return c.to_ascii_lowercase();
    }
    match c {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        '’' | '‘' | 'ʼ' => '\'',
        '–' | '—' | '‑' | '‐' => '-',
        '\u{a0}' | '\u{202f}' => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_table_is_read_and_folded() {
        let table = wording();
        assert!(!table.label.is_empty() && !table.kind.is_empty());
        for words in table.label.iter().map(|l| &l.words).chain(table.kind.iter().map(|k| &k.words)) {
            for word in words {
                assert_eq!(*word, fold(word));
            }
        }
    }

    #[test]
    fn labels() {
        let label = |t: &str| wording().label(t).map(|l| (l.role, l.chars));
        assert_eq!(label("Objet : Conditions"), Some((LabelRole::Object, 8)));
        assert_eq!(label("OBJET: Conditions"), Some((LabelRole::Object, 7)));
        assert_eq!(label("Textes de référence :"), Some((LabelRole::References, 21)));
        assert_eq!(label("Pièces jointes (2) : deux"), Some((LabelRole::Attachments, 21)));
        assert_eq!(label("P. J. : une annexe"), Some((LabelRole::Attachments, 8)));
        assert_eq!(label("Pour information"), Some((LabelRole::Copies, 16)));
        assert_eq!(label("Objet de la présente"), None);
        assert_eq!(label("Service de l’asile"), None);
        assert_eq!(wording().kind_of("NOTE DE SERVICE"), Some("note"));
        assert_eq!(wording().kind_of("Notes"), None);
        assert_eq!(wording().kind_of("Directive-cadre"), None);
    }
}
