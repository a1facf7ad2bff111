//! The small language of terms: text to a tree. What may be written is said at [`crate::Terms`].

use glose_french::{WordKind, Words};
use rustc_hash::FxHashMap;

use crate::words;

/// Words allowed between the two sides of « … » when no number follows.
const NEAR: usize = 8;

/// What one word of a text must be.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Atom {
    /// The same word, number and gender aside.
    Base(String),
    /// A word that begins so (folded).
    Prefix(String),
    /// A word of this Snowball stem (of the folded word).
    Stem(String),
    /// The same characters.
    Exact(String),
}

/// What may stand at one place of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// Words one after the other: one, but for compounds (« sous-préfet »).
    Words(Vec<Atom>),
    /// Any term of a named list.
    List(String),
}

/// One place in a phrase: any of these.
pub(crate) type Slot = Vec<Choice>;

/// A term, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Term {
    /// Groups of words that must all stand in the text, in any order.
    All(Vec<Near>),
    /// Words that follow one another, articles and « de », « à », « en » included, each in its
    /// [`words::full_form`]; at each place any of these.
    Phrase(Vec<Vec<String>>),
    /// A regular expression.
    Regex(String),
}

/// Phrases in order, each with the number of words that may stand before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Near {
    /// `(words allowed before, the phrase)`; the first has 0.
    pub(crate) phrases: Vec<(usize, Vec<Slot>)>,
}

/// What is wrong with a term, and where in it (bytes).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TermFault {
    /// Code of the message.
    pub(crate) code: &'static str,
    /// Its argument.
    pub(crate) arg: String,
    /// Bytes of the term.
    pub(crate) at: std::ops::Range<usize>,
}

fn fault(code: &'static str, arg: &str, at: std::ops::Range<usize>) -> TermFault {
    TermFault { code, arg: arg.to_owned(), at }
}

/// Reads terms; what a word as written stands for is worked out once.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    known: FxHashMap<String, Result<Vec<Atom>, &'static str>>,
}

impl Parser {
    /// Reads a term as written in a grid.
    pub(crate) fn parse(&mut self, written: &str) -> Result<Term, TermFault> {
        let whole = 0..written.len();
        if written.trim().is_empty() {
            return Err(fault("grid-term-empty", written, whole));
        }
        if let Some(inner) = written.strip_prefix('/').and_then(|w| w.strip_suffix('/')) {
            return match regex_syntax::Parser::new().parse(inner) {
                Ok(_) => Ok(Term::Regex(inner.to_owned())),
                Err(error) => {
                    let (text, span) = match &error {
                        regex_syntax::Error::Parse(e) => (e.kind().to_string(), *e.span()),
                        regex_syntax::Error::Translate(e) => (e.kind().to_string(), *e.span()),
                        _ => return Err(fault("grid-regex", &error.to_string(), whole)),
                    };
                    Err(fault(
                        "grid-regex",
                        &text,
                        span.start.offset + 1..(span.end.offset + 1).max(span.start.offset + 2),
                    ))
                }
            };
        }
        if let Some(inner) = written.strip_prefix('«').and_then(|w| w.strip_suffix('»')) {
            return phrase(inner).map(Term::Phrase).ok_or_else(|| fault("grid-term-sign", written, whole));
        }
        let mut groups = Vec::new();
        let mut from = 0;
        for part in written.split('&') {
            groups.push(self.near(part, from)?);
            from += part.len() + 1;
        }
        Ok(Term::All(groups))
    }

    /// Phrases with « … » between them.
    fn near(&mut self, part: &str, from: usize) -> Result<Near, TermFault> {
        let mut out = Near::default();
        let (mut slots, mut gap) = (Vec::new(), 0);
        let close = |slots: &mut Vec<Slot>, gap: usize, out: &mut Near, at: std::ops::Range<usize>| {
            if slots.is_empty() {
                return Err(fault("grid-term-side", part.trim(), at));
            }
            out.phrases.push((gap, std::mem::take(slots)));
            Ok(())
        };
        for (at, token) in tokens(part) {
            let span = from + at..from + at + token.len();
            if let Some(number) = token.strip_prefix('…').or_else(|| token.strip_prefix("...")) {
                close(&mut slots, gap, &mut out, span.clone())?;
                gap = if number.is_empty() {
                    NEAR
                } else {
                    number.parse().map_err(|_| fault("grid-term-distance", number, span.clone()))?
                };
            } else {
                self.slot(token, span, &mut slots)?;
            }
        }
        close(&mut slots, gap, &mut out, from..from + part.len())?;
        Ok(out)
    }

    /// The place of one written word; none where it only joins.
    fn slot(&mut self, token: &str, span: std::ops::Range<usize>, slots: &mut Vec<Slot>) -> Result<(), TermFault> {
        let mut choices = Vec::new();
        let mut joint = false;
        for written in token.split('|') {
            if let Some(name) = written.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
                choices.push(Choice::List(name.to_owned()));
                continue;
            }
            let atoms = match self.known.get(written) {
                Some(atoms) => atoms,
                None => self.known.entry(written.to_owned()).or_insert_with(|| atoms(written)),
            };
            match atoms {
                Ok(atoms) if atoms.is_empty() => joint = true,
                Ok(atoms) => choices.push(Choice::Words(atoms.clone())),
                Err(code) => return Err(fault(code, written, span)),
            }
        }
        match (choices.is_empty(), joint) {
            (true, true) => Ok(()),
            (true, false) => Err(fault("grid-term-sign", token, span)),
            _ => {
                slots.push(choices);
                Ok(())
            }
        }
    }
}

/// The places of a phrase in which every word counts; none where a place holds no word.
fn phrase(inner: &str) -> Option<Vec<Vec<String>>> {
    let mut places: Vec<Vec<String>> = Vec::new();
    for token in inner.split_whitespace() {
        let mut choices: Vec<Vec<String>> = Vec::new();
        for written in token.split('|') {
            let words = Words::new(written);
            let said = (0..words.len()).filter(|i| words.kind(*i) != WordKind::Mark);
            choices.push(said.map(|i| words::full_form(&words, i)).collect());
        }
        let [only] = choices.as_slice() else {
            // Each of several choices is one word.
            places.push(
                choices.into_iter().map(|c| <[String; 1]>::try_from(c).ok().map(|[w]| w)).collect::<Option<_>>()?,
            );
            continue;
        };
        places.extend(only.iter().map(|w| vec![w.clone()]));
    }
    (!places.is_empty()).then_some(places)
}

/// The words that one choice stands for; none where it only joins. Else the code of the fault.
fn atoms(written: &str) -> Result<Vec<Atom>, &'static str> {
    let (kind, text) = match written.chars().next() {
        Some('~') => ('~', written.get(1..).unwrap_or("")),
        Some('=') => ('=', written.get(1..).unwrap_or("")),
        _ if written.ends_with('*') => ('*', written.trim_end_matches('*')),
        _ => (' ', written),
    };
    let found = Words::new(text);
    let said: Vec<usize> = (0..found.len()).filter(|i| found.kind(*i) != WordKind::Mark).collect();
    if said.is_empty() {
        return Err("grid-term-sign");
    }
    let told: Vec<usize> = said.into_iter().filter(|i| !words::joins(&found, *i)).collect();
    if kind == ' ' && !told.is_empty() && acronym(text) {
        return Ok(vec![Atom::Exact(text.to_owned())]);
    }
    match (kind, told.as_slice()) {
        (_, []) => Ok(Vec::new()),
        (' ', all) => Ok(all.iter().map(|i| Atom::Base(words::form(&found, *i))).collect()),
        ('=', _) => Ok(vec![Atom::Exact(text.to_owned())]),
        ('~', [one]) => Ok(vec![Atom::Stem(found.stem(*one))]),
        ('*', [one]) if found.folded(*one).len() < 2 => Err("grid-term-wide"),
        ('*', all) => {
            let (last, before) = all.split_last().unwrap_or((&0, &[]));
            let mut atoms: Vec<Atom> = before.iter().map(|i| Atom::Base(words::form(&found, *i))).collect();
            atoms.push(Atom::Prefix(found.folded(*last).to_owned()));
            Ok(atoms)
        }
        _ => Err("grid-term-choice"),
    }
}

/// The pieces of a term between spaces, with their bytes.
fn tokens(part: &str) -> impl Iterator<Item = (usize, &str)> {
    part.split(char::is_whitespace)
        .scan(0, |at, token| {
            let start = *at;
            *at +=
                token.len() + part.get(start + token.len()..).and_then(|r| r.chars().next()).map_or(0, char::len_utf8);
            Some((start, token))
        })
        .filter(|(_, token)| !token.is_empty())
}

/// Whether a word is an acronym, that must not be taken for a word: « AME », « PASS ».
fn acronym(word: &str) -> bool {
    (2..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a term is a pattern that matches the empty text.
pub(crate) fn is_wide(written: &str) -> bool {
    written.strip_prefix('/').and_then(|w| w.strip_suffix('/')).is_some_and(|pattern| {
        regex_syntax::parse(pattern).is_ok_and(|hir| hir.properties().minimum_len().unwrap_or(0) == 0)
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parse(written: &str) -> Result<Term, TermFault> {
        Parser::default().parse(written)
    }

    #[test]
    fn joints_do_not_count() {
        assert_eq!(parse("intérêt supérieur de l’enfant"), parse("intérêts supérieurs enfant"));
    }

    #[test]
    fn faults_have_their_place() {
        assert_eq!(parse("… plainte").unwrap_err().code, "grid-term-side");
        assert_eq!(parse("victime …x plainte").unwrap_err().code, "grid-term-distance");
        let bad = parse("/délai (de/").unwrap_err();
        assert_eq!((bad.code, bad.at), ("grid-regex", 8..9));
        assert_eq!(parse("« d’office|requis »").unwrap_err().code, "grid-term-sign");
        assert_eq!(parse("  ").unwrap_err().code, "grid-term-empty");
    }
}
