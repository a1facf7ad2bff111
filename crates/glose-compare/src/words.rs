//! The words of a clause, as a comparison sees them: typography folded, elisions apart, the
//! numbers of law in one piece.

use glose_french::Span;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordKind {
    /// Letters: a word of meaning.
    Content,
    /// Letters: an article, a preposition, a pronoun, an auxiliary.
    Function,
    /// Digits: `30`, `225-4-1`, `2011/36`.
    Number,
    /// One mark of punctuation.
    Mark,
}

/// A word and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Its characters in the text.
    pub(crate) span: Span,
    /// Folded: lower case, no accents, no ligatures. Two words are the same when this is.
    pub(crate) form: String,
    /// The Snowball stem of the folded word; the form itself for numbers and marks.
    pub(crate) stem: String,
    /// What it is.
    pub(crate) kind: WordKind,
}

impl Word {
    /// Whether it is a word or a number.
    pub(crate) fn counts(&self) -> bool {
        self.kind != WordKind::Mark
    }
}

fn fold_into(c: char, out: &mut String) {
    match c {
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        _ => {
            let plain = std::iter::once(c).nfkd().filter(|d| !is_combining(*d));
            out.extend(plain.flat_map(char::to_lowercase));
        }
    }
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Characters that a line break or a layout leaves inside a word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}') || is_combining(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`' | '´' | '\u{2018}')
}

/// The words and marks of `text`, in order; white space, hyphens between letters and apostrophes
/// only divide.
pub(crate) fn words(text: &str) -> Vec<Word> {
    thread_local! {
        static STEMMER: Stemmer = Stemmer::create(Algorithm::French);
    }
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let mut out = Vec::with_capacity(chars.len() / 5);
    let mut i = 0;
    while i < chars.len() {
        let c = at(i);
        let start = i;
        let mut form = String::new();
        if c.is_ascii_digit() {
            i = number_end(&chars, i);
            form.extend(
                chars
                    .get(start..i)
                    .unwrap_or_default()
                    .iter()
                    .filter(|c| !c.is_whitespace())
                    .map(|c| if is_hyphen(*c) { '-' } else { *c }),
            );
            let stem = form.clone();
            out.push(Word { span: Span::new(start, i), form, stem, kind: WordKind::Number });
        } else if c.is_alphanumeric() {
            let mut plain = String::new();
            while i < chars.len() && !at(i).is_ascii_digit() && (at(i).is_alphanumeric() || is_invisible(at(i))) {
                if !is_invisible(at(i)) {
                    fold_into(at(i), &mut form);
                }
                plain.extend(at(i).to_lowercase().filter(|d| !is_invisible(*d)));
                i += 1;
            }
            let kind =
                if glose_french::is_function_word(form.as_str()) { WordKind::Function } else { WordKind::Content };
            let stem = if kind == WordKind::Content {
                let stem = STEMMER.with(|s| s.stem(&plain).into_owned());
                let mut folded = String::with_capacity(stem.len());
                stem.chars().filter(|c| !is_invisible(*c)).for_each(|c| fold_into(c, &mut folded));
                folded
            } else {
                form.clone()
            };
            out.push(Word { span: Span::new(start, i), form, stem, kind });
        } else {
            i += 1;
            if !(c.is_whitespace() || is_invisible(c) || is_hyphen(c) || is_apostrophe(c)) {
                form.push(match c {
                    '«' | '»' | '“' | '”' => '"',
                    _ => c,
                });
                out.push(Word { span: Span::new(start, i), stem: form.clone(), form, kind: WordKind::Mark });
            }
        }
    }
    out
}

/// The end of the number that begins at `i`: « 225-4-1 », « 150 000 », « 3,5 », « 2011/36 ».
fn number_end(chars: &[char], mut i: usize) -> usize {
    let digit = |i: usize| chars.get(i).is_some_and(char::is_ascii_digit);
    let mut run = 0;
    loop {
        while digit(i) {
            i += 1;
            run += 1;
        }
        let Some(&c) = chars.get(i) else { return i };
        let joins = is_hyphen(c) || matches!(c, '/' | ',' | '.');
        if joins && digit(i + 1) {
            i += 1;
            run = 9;
        } else if matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
            && run <= 3
            && digit(i + 1)
            && digit(i + 2)
            && digit(i + 3)
            && !digit(i + 4)
        {
            i += 4;
            run = 3;
        } else {
            return i;
        }
    }
}

/// The words and numbers of `text`, folded, joined by spaces: two clauses are unchanged when this
/// is the same.
#[cfg(test)]
pub(crate) fn key(text: &str) -> String {
    key_of(&words(text))
}

/// [`key`] of words already cut.
pub(crate) fn key_of(words: &[Word]) -> String {
    let mut out = String::new();
    for word in words.iter().filter(|w| w.counts()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.form);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.form).collect()
    }

    #[test]
    fn typography_is_folded() {
        assert_eq!(key("L’œuvre : l’État, « vie privée » ;"), key("l'oeuvre: l'Etat, \"vie pri\u{ad}vée\"."));
        assert_eq!(key("150 000 euros"), key("150\u{202f}000 euros"));
        assert_eq!(key("art. L.316-1"), key("art. L. 316\u{2011}1"));
    }

    #[test]
    fn numbers_of_law_stay_whole() {
        assert_eq!(forms("l’article 225-4-1, 2°"), ["l", "article", "225-4-1", ",", "2", "°"]);
        assert_eq!(forms("L316-1 et 1 500 000"), ["l", "316-1", "et", "1500000"]);
        assert_eq!(forms("12 1234"), ["12", "1234"]);
    }

    #[test]
    fn spans_count_characters() {
        let text = "À l’été";
        let all = words(text);
        assert_eq!(all.iter().map(|w| w.span.slice(text)).collect::<Vec<_>>(), ["À", "l", "été"]);
    }
}
