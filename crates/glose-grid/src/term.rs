//! The small language of terms: text to a tree. What may be written is said at [`crate::Terms`].

use glose_french::{WordKind, Words};

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

/// Reads a term as written in a grid.
pub(crate) fn parse(written: &str) -> Result<Term, TermFault> {
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
                Err(fault("grid-regex", &text, span.start.offset + 1..(span.end.offset + 1).max(span.start.offset + 2)))
            }
        };
    }
    let mut groups = Vec::new();
    let mut from = 0;
    for part in written.split('&') {
        groups.push(near(part, from)?);
        from += part.len() + 1;
    }
    Ok(Term::All(groups))
}

/// Phrases with « … » between them.
fn near(part: &str, from: usize) -> Result<Near, TermFault> {
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
            slot(token, span, &mut slots)?;
        }
    }
    close(&mut slots, gap, &mut out, from..from + part.len())?;
    Ok(out)
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

/// The place of one written word; none where it only joins.
fn slot(token: &str, span: std::ops::Range<usize>, slots: &mut Vec<Slot>) -> Result<(), TermFault> {
    let mut choices = Vec::new();
    let mut joint = false;
    for written in token.split('|') {
        if let Some(name) = written.strip_prefix('{').and_then(|t| t.strip_suffix('}')) {
            choices.push(Choice::List(name.to_owned()));
            continue;
        }
        let (kind, text) = match written.chars().next() {
            Some('~') => ('~', written.get(1..).unwrap_or("")),
            Some('=') => ('=', written.get(1..).unwrap_or("")),
            _ if written.ends_with('*') => ('*', written.trim_end_matches('*')),
            _ => (' ', written),
        };
        let found = Words::new(text);
        let said: Vec<usize> = (0..found.len()).filter(|i| found.kind(*i) != WordKind::Mark).collect();
        if said.is_empty() {
            return Err(fault("grid-term-sign", written, span));
        }
        let told: Vec<usize> = said.into_iter().filter(|i| !words::joins(&found, *i)).collect();
        let choice = match (kind, told.as_slice()) {
            (_, []) => {
                joint = true;
                continue;
            }
            (' ', all) => all.iter().map(|i| Atom::Base(words::form(&found, *i))).collect(),
            ('=', _) => vec![Atom::Exact(text.to_owned())],
            ('~', [one]) => vec![Atom::Stem(found.stem(*one))],
            ('*', [one]) if found.folded(*one).len() < 2 => return Err(fault("grid-term-wide", written, span)),
            ('*', all) => {
                let (last, before) = all.split_last().unwrap_or((&0, &[]));
                let mut atoms: Vec<Atom> = before.iter().map(|i| Atom::Base(words::form(&found, *i))).collect();
                atoms.push(Atom::Prefix(found.folded(*last).to_owned()));
                atoms
            }
            _ => return Err(fault("grid-term-choice", written, span)),
        };
        let choice = if kind == ' ' && acronym(text) { vec![Atom::Exact(text.to_owned())] } else { choice };
        choices.push(Choice::Words(choice));
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

/// Whether a word is an acronym, that must not be taken for a word: « AME », « PASS ».
fn acronym(word: &str) -> bool {
    (2..=8).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_uppercase())
}

/// Bytes of the literal text that every match must hold, to say whether a term is very wide.
pub(crate) fn is_wide(term: &Term) -> bool {
    match term {
        Term::All(groups) => groups.iter().all(|near| near.phrases.iter().all(|(_, slots)| slots.is_empty())),
        Term::Regex(pattern) => {
            regex_syntax::parse(pattern).is_ok_and(|hir| hir.properties().minimum_len().unwrap_or(0) == 0)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

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
        assert_eq!(parse("  ").unwrap_err().code, "grid-term-empty");
    }
}
