//! A text cut once into words, in the forms that the matchers ask for.
//!
//! Elisions are words of their own (« l’ », « jusqu’ »), compounds are cut at their hyphens
//! (« peut-il » is two words, the second [`Word::joined`]), inclusive writing is brought back to
//! one form (« agent·e·s » reads « agents »). Every word knows its bytes and its characters.

use std::{ops::Range, sync::OnceLock};

use rust_stemmers::{Algorithm, Stemmer};

use crate::{
    Span,
    fold::{fold, push_folded, push_lower},
};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    /// Letters.
    Word,
    /// A word that has lost its last vowel before another: « l’ », « qu’ », « jusqu’ ».
    Elision,
    /// A run that begins with a figure: « 316 », « 1er », « 2bis ».
    Number,
    /// One mark.
    Mark,
}

/// One token of a text.
#[derive(Clone, Debug)]
pub struct Word {
    /// Characters of the text.
    pub span: Span,
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// What it is.
    pub kind: WordKind,
    /// Whether nothing, or only a hyphen, stands between it and the token before.
    pub joined: bool,
    /// Whether a hyphen stands between it and the token before.
    pub hyphen: bool,
    lower: Range<usize>,
    folded: Range<usize>,
}

/// The tokens of a text.
#[derive(Clone, Debug)]
pub struct Words<'t> {
    text: &'t str,
    tokens: Vec<Word>,
    lower: String,
    folded: String,
}

impl<'t> Words<'t> {
    /// Cuts `text` into words. Linear.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut cutter = Cutter::new(text);
        cutter.run();
        Self { text, tokens: cutter.tokens, lower: cutter.lower, folded: cutter.folded }
    }

    /// The text that was cut.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// The tokens, in order.
    #[must_use]
    pub fn tokens(&self) -> &[Word] {
        &self.tokens
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The token `i` as printed; empty past the end.
    #[must_use]
    pub fn printed(&self, i: usize) -> &'t str {
        self.tokens.get(i).and_then(|w| self.text.get(w.bytes.clone())).unwrap_or("")
    }

    /// The token `i` in lower case with its accents, œ as oe; elisions end in `'`. Empty past the end.
    #[must_use]
    pub fn lower(&self, i: usize) -> &str {
        self.tokens.get(i).and_then(|w| self.lower.get(w.lower.clone())).unwrap_or("")
    }

    /// The token `i` in lower case without accents; elisions end in `'`. Empty past the end.
    #[must_use]
    pub fn folded(&self, i: usize) -> &str {
        self.tokens.get(i).and_then(|w| self.folded.get(w.folded.clone())).unwrap_or("")
    }

    /// The Snowball stem of the token `i`, without accents. Computed at each call.
    #[must_use]
    pub fn stem(&self, i: usize) -> String {
        if self.tokens.get(i).is_some_and(|w| w.kind == WordKind::Word) {
            stem(self.lower(i))
        } else {
            self.folded(i).to_owned()
        }
    }

    /// The kind of the token `i`; a mark past the end.
    #[must_use]
    pub fn kind(&self, i: usize) -> WordKind {
        self.tokens.get(i).map_or(WordKind::Mark, |w| w.kind)
    }

    /// The characters from the token `from` to the token before `to`.
    #[must_use]
    pub fn span(&self, from: usize, to: usize) -> Span {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|i| self.tokens.get(i))) {
            (Some(a), Some(b)) if to > from => Span::new(a.span.start, b.span.end),
            (Some(a), _) => Span::new(a.span.start, a.span.start),
            _ => Span::new(0, 0),
        }
    }

    /// The words as printed from the token `from` to the token before `to`.
    #[must_use]
    pub fn slice(&self, from: usize, to: usize) -> &'t str {
        match (self.tokens.get(from), to.checked_sub(1).and_then(|i| self.tokens.get(i))) {
            (Some(a), Some(b)) if to > from => self.text.get(a.bytes.start..b.bytes.end).unwrap_or(""),
            _ => "",
        }
    }

    /// The first token that ends after the byte `at`.
    #[must_use]
    pub fn at_byte(&self, at: usize) -> usize {
        self.tokens.partition_point(|w| w.bytes.end <= at)
    }

    /// The first token that ends after the character `at`.
    #[must_use]
    pub fn at_char(&self, at: usize) -> usize {
        self.tokens.partition_point(|w| w.span.end <= at)
    }

    /// Bytes to characters, for byte offsets that fall on characters.
    #[must_use]
    pub fn chars(&self, bytes: Range<usize>) -> Span {
        Span::new(self.char_at(bytes.start), self.char_at(bytes.end))
    }

    fn char_at(&self, byte: usize) -> usize {
        let i = self.tokens.partition_point(|w| w.bytes.start <= byte);
        let (base_byte, base_char) =
            i.checked_sub(1).and_then(|i| self.tokens.get(i)).map_or((0, 0), |w| (w.bytes.start, w.span.start));
        let end = byte.min(self.text.len());
        base_char + self.text.get(base_byte..end).map_or(0, |s| s.chars().count())
    }

    /// The folded forms of all tokens joined by one space, for matchers that work on a line, with
    /// the token of each byte found by [`Line::token`].
    #[must_use]
    pub fn line(&self) -> Line {
        let mut line = Line { text: String::with_capacity(self.folded.len() + self.len()), starts: Vec::new() };
        for i in 0..self.len() {
            if i > 0 {
                line.text.push(' ');
            }
            line.starts.push(line.text.len());
            line.text.push_str(self.folded(i));
        }
        line
    }
}

/// Folded words joined by single spaces.
#[derive(Clone, Debug)]
pub struct Line {
    /// The words.
    pub text: String,
    starts: Vec<usize>,
}

impl Line {
    /// The token that the byte `at` of [`Line::text`] belongs to.
    #[must_use]
    pub fn token(&self, at: usize) -> usize {
        self.starts.partition_point(|s| *s <= at).saturating_sub(1)
    }
}

/// The Snowball stem of a French word in lower case, without accents.
#[must_use]
pub fn stem(word: &str) -> String {
    static STEMMER: OnceLock<Stemmer> = OnceLock::new();
    let stemmed = STEMMER.get_or_init(|| Stemmer::create(Algorithm::French)).stem(word);
    fold(&stemmed).into_owned()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '’' | '\'' | 'ʼ' | '‘')
}

const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

const fn is_joint(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{300}'..='\u{36f}')
}

const fn is_dot(c: char) -> bool {
    matches!(c, '·' | '•' | '‧' | '⋅')
}

/// Words that keep their apostrophe.
const WHOLE: [&str; 5] = ["aujourd", "prud", "entr", "presqu", "grand"];

struct Cutter<'t> {
    text: &'t str,
    chars: std::iter::Peekable<std::str::CharIndices<'t>>,
    /// Characters read so far.
    read: usize,
    tokens: Vec<Word>,
    lower: String,
    folded: String,
    /// Whether the last character read was a hyphen directly after a token.
    hyphen: bool,
    last_end: usize,
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            chars: text.char_indices().peekable(),
            read: 0,
            tokens: Vec::with_capacity(text.len() / 5 + 2),
            lower: String::with_capacity(text.len() + 8),
            folded: String::with_capacity(text.len()),
            hyphen: false,
            last_end: usize::MAX,
        }
    }

    fn next(&mut self) -> Option<(usize, char)> {
        let it = self.chars.next();
        self.read += usize::from(it.is_some());
        it
    }

    fn peek(&mut self) -> Option<char> {
        self.chars.peek().map(|&(_, c)| c)
    }

    fn rest(&mut self) -> &'t str {
        let at = self.chars.peek().map_or(self.text.len(), |&(i, _)| i);
        self.text.get(at..).unwrap_or("")
    }

    fn run(&mut self) {
        while let Some((at, c)) = self.next() {
            if c.is_whitespace() || is_joint(c) || c == '\u{feff}' {
                continue;
            }
            if is_hyphen(c) && at == self.last_end && self.peek().is_some_and(char::is_alphanumeric) {
                self.hyphen = true;
                self.last_end = at + c.len_utf8();
                continue;
            }
            let mut word = Word {
                span: Span::new(self.read - 1, self.read),
                bytes: at..at + c.len_utf8(),
                kind: WordKind::Mark,
                joined: at == self.last_end,
                hyphen: std::mem::take(&mut self.hyphen) && at == self.last_end,
                lower: self.lower.len()..0,
                folded: self.folded.len()..0,
            };
            push_lower(&mut self.lower, c);
            push_folded(&mut self.folded, c);
            if c.is_alphabetic() {
                word.kind = WordKind::Word;
                self.letters(&mut word);
            } else if c.is_ascii_digit() {
                word.kind = WordKind::Number;
                self.figures();
            }
            word.span.end = self.read;
            word.bytes.end = self.chars.peek().map_or(self.text.len(), |&(i, _)| i);
            word.lower.end = self.lower.len();
            word.folded.end = self.folded.len();
            self.last_end = word.bytes.end;
            self.tokens.push(word);
        }
    }

    fn take(&mut self) {
        if let Some((_, c)) = self.next() {
            push_lower(&mut self.lower, c);
            push_folded(&mut self.folded, c);
        }
    }

    fn skip(&mut self, n: usize) {
        for _ in 0..n {
            self.next();
        }
    }

    fn letters(&mut self, word: &mut Word) {
        loop {
            match self.peek() {
                Some(c) if c.is_alphabetic() || is_joint(c) => self.take(),
                Some(c) if is_apostrophe(c) => {
                    let mut after = self.rest().chars();
                    after.next();
                    let letter = after.next().is_some_and(|c| c.is_alphabetic() || c == '«');
                    let so_far = self.folded.get(word.folded.start..).unwrap_or("");
                    if letter && WHOLE.contains(&so_far) {
                        self.take();
                    } else if letter || so_far.len() <= 2 {
                        self.take();
                        word.kind = WordKind::Elision;
                        return;
                    } else {
                        return;
                    }
                }
                Some(c) if is_dot(c) || c == '(' || c == '.' => {
                    let (ending, plural) = inclusive(self.rest());
                    if ending == 0 {
                        return;
                    }
                    self.skip(ending);
                    if plural && !self.folded.ends_with('s') {
                        self.lower.push('s');
                        self.folded.push('s');
                    }
                    return;
                }
                _ => return,
            }
        }
    }

    fn figures(&mut self) {
        while self.peek().is_some_and(|c| c.is_ascii_digit()) {
            self.take();
        }
        // « 1er », « 2e », « 3bis », « 48h »: letters glued to figures are one run.
        while self.peek().is_some_and(char::is_alphabetic) {
            self.take();
        }
    }
}

/// How many characters of inclusive ending `rest` begins with (« ·e·s », « (e)s », « .e.s »), and
/// whether it ends in a plural.
fn inclusive(rest: &str) -> (usize, bool) {
    const ENDINGS: [&str; 13] =
        ["e", "es", "ne", "nes", "ve", "le", "les", "trice", "trices", "euse", "euses", "ière", "s"];
    let mut chars = rest.chars();
    let Some(first) = chars.next() else { return (0, false) };
    let body = chars.as_str();
    let run: &str = body.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    if !ENDINGS.contains(&run) {
        return (0, false);
    }
    let run_chars = run.chars().count();
    let after = body.get(run.len()..).unwrap_or("");
    if first == '(' {
        let Some(tail) = after.strip_prefix(')') else { return (0, false) };
        let plural = tail.starts_with('s') && !tail.chars().nth(1).is_some_and(char::is_alphabetic);
        return (2 + run_chars + usize::from(plural), plural || run.ends_with('s'));
    }
    // A plain dot must be followed by a second one: « agent.e.s ».
    let second = after.chars().next().is_some_and(|c| c == first)
        && after.chars().nth(1) == Some('s')
        && !after.chars().nth(2).is_some_and(char::is_alphabetic);
    if second {
        (1 + run_chars + 2, true)
    } else if first == '.' {
        (0, false)
    } else {
        (1 + run_chars, run.ends_with('s'))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let w = Words::new(text);
        (0..w.len()).map(|i| w.lower(i).to_owned()).collect()
    }

    #[test]
    fn elisions_are_words() {
        assert_eq!(
            cut("L’usager, jusqu’à aujourd’hui, s'adresse au conseil de prud’hommes."),
            [
                "l'",
                "usager",
                ",",
                "jusqu'",
                "à",
                "aujourd'hui",
                ",",
                "s'",
                "adresse",
                "au",
                "conseil",
                "de",
                "prud'hommes",
                "."
            ]
        );
    }

    #[test]
    fn compounds_are_cut_and_remember_it() {
        let w = Words::new("Peut-il saisir l’article L. 225-4-1 ?");
        assert!(w.tokens()[1].hyphen);
        assert_eq!(w.slice(4, 10), "article L. 225-4-1");
        assert_eq!(w.span(0, 2), Span::new(0, 7));
    }

    #[test]
    fn inclusive_writing_reads_as_one_form() {
        assert_eq!(cut("les agent·e·s et l'étranger(e)"), ["les", "agents", "et", "l'", "étranger"]);
        assert_eq!(cut("agent.e.s")[0], "agents");
        assert_eq!(cut("Fin. Elle"), ["fin", ".", "elle"]);
        assert_eq!(cut("mineur(s) isolé(e)s"), ["mineurs", "isolés"]);
    }

    #[test]
    fn spans_count_characters() {
        let text = "Œuvrer à l’École";
        let w = Words::new(text);
        for t in w.tokens() {
            assert_eq!(t.span.slice(text), &text[t.bytes.clone()]);
        }
        assert_eq!(w.folded(0), "oeuvrer");
        assert_eq!(w.chars(w.tokens()[3].bytes.clone()), w.tokens()[3].span);
    }

    #[test]
    fn stems_drop_accents() {
        assert_eq!(stem("identifiées"), stem("identifier"));
    }
}
