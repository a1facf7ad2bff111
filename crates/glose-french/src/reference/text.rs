//! The texts that references name: codes and conventions by a table (`data/codes.toml`), numbered
//! texts by their form (directives, laws, decrees, ordinances, regulations, NOR).

use std::sync::OnceLock;

use serde::Deserialize;

use crate::{WordKind, Words, phrases::Phrases};

/// Kinds of texts, for « la même directive », « ce code ».
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Code,
    Convention,
    Directive,
    Law,
    Decree,
    Ordinance,
    Regulation,
    Nor,
}

/// A text named at a place.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) key: String,
    pub(super) kind: Kind,
    /// The token after its name.
    pub(super) end: usize,
}

#[derive(Deserialize)]
struct Entry {
    key: String,
    kind: String,
    names: Vec<String>,
}

#[derive(Deserialize, Default)]
struct File {
    #[serde(default)]
    text: Vec<Entry>,
}

fn table() -> &'static Phrases<(String, Kind)> {
    static TABLE: OnceLock<Phrases<(String, Kind)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let file: File = toml::from_str(include_str!("../../data/codes.toml")).unwrap_or_default();
        Phrases::new(file.text.into_iter().flat_map(|e| {
            let kind = if e.kind == "code" { Kind::Code } else { Kind::Convention };
            e.names.into_iter().map(move |n| (n.replace('.', " . "), (e.key.clone(), kind))).collect::<Vec<_>>()
        }))
    })
}

/// The text that the words from token `i` name.
pub(super) fn named(words: &Words<'_>, i: usize) -> Option<Named> {
    let w = words.folded(i);
    let kind = match w {
        "directive" | "directives" => Kind::Directive,
        "loi" | "lois" => Kind::Law,
        "decret" | "decrets" => Kind::Decree,
        "ordonnance" | "ordonnances" => Kind::Ordinance,
        "reglement" | "reglements" => {
            return table_at(words, i).or_else(|| numbered(words, i + 1, Kind::Regulation));
        }
        "nor" => return nor(words, i + 1).or_else(|| nor(words, i)),
        _ => {
            return table_at(words, i).or_else(|| convention_of(words, i)).or_else(|| bare_nor(words, i));
        }
    };
    numbered(words, i + 1, kind)
}

fn table_at(words: &Words<'_>, i: usize) -> Option<Named> {
    let ((key, kind), n) = table().at(words, i)?;
    // « la convention … signée à Varsovie », « … dite de Palerme »: the long names end where the table says.
    let mut end = i + n;
    let printed = words.folded(end);
    if printed == "(" && *kind == Kind::Code && words.folded(end + 2) == ")" {
        end += 3;
    }
    Some(Named { key: key.clone(), kind: *kind, end })
}

/// « convention du Conseil de l’Europe … signée à Varsovie », « protocole … dit de Palerme »: the name comes late.
fn convention_of(words: &Words<'_>, i: usize) -> Option<Named> {
    let place = match words.folded(i) {
        "convention" => "varsovie",
        "protocole" => "palerme",
        _ => return None,
    };
    let end = (i + 1..(i + 32).min(words.len()))
        .take_while(|k| !matches!(words.folded(*k), ";" | "." | ":" | "directive" | "code"))
        .find(|k| words.folded(*k) == place && matches!(words.folded(k - 1), "a" | "de"))?;
    let key = if place == "varsovie" { "Convention de Varsovie" } else { "Protocole de Palerme" };
    Some(Named { key: key.to_owned(), kind: Kind::Convention, end: end + 1 })
}

/// The number of a directive, law, decree, ordinance or regulation, past « n° », « (UE) », « organique ».
pub(super) fn numbered(words: &Words<'_>, from: usize, kind: Kind) -> Option<Named> {
    let mut i = from;
    let mut union = "";
    loop {
        match words.folded(i) {
            "n" | "no" | "n°" | "°" | "numero" | "organique" | "constitutionnelle" | "modifiee" | "(" | ")" | "du"
            | "conseil" | "parlement" | "europeen" | "et" | "delegue" | "d'" | "execution" => i += 1,
            "ue" | "ce" | "cee" => {
                union = if words.folded(i) == "ue" { "UE" } else { "CE" };
                i += 1;
            }
            _ => break,
        }
        if i > from + 12 {
            return None;
        }
    }
    let first = figures(words, i)?;
    match kind {
        Kind::Directive | Kind::Regulation => {
            if words.folded(i + 1) != "/" {
                return None;
            }
            let second = figures(words, i + 2)?;
            let suffix = if words.folded(i + 3) == "/" && matches!(words.folded(i + 4), "ue" | "ce" | "cee" | "jai") {
                words.folded(i + 4).to_uppercase()
            } else {
                String::new()
            };
            let end = if suffix.is_empty() { i + 3 } else { i + 5 };
            let key = if kind == Kind::Directive {
                let tail = if suffix.is_empty() { union } else { &suffix };
                format!("Directive {first}/{second}{}{tail}", if tail.is_empty() { "" } else { "/" })
            } else {
                let head = if union.is_empty() { suffix.as_str() } else { union };
                format!(
                    "Règlement {}{first}/{second}",
                    if head.is_empty() { String::new() } else { format!("{head} ") }
                )
            };
            Some(Named { key, kind, end })
        }
        _ => {
            let hyphen = words.tokens().get(i + 1).is_some_and(|t| t.hyphen && t.kind == WordKind::Number);
            if !hyphen || !matches!(first.len(), 2 | 4) {
                return None;
            }
            let name = match kind {
                Kind::Law => "Loi",
                Kind::Decree => "Décret",
                _ => "Ordonnance",
            };
            Some(Named { key: format!("{name} {first}-{}", words.folded(i + 1)), kind, end: i + 2 })
        }
    }
}

fn figures(words: &Words<'_>, i: usize) -> Option<String> {
    let w = words.folded(i);
    (words.kind(i) == WordKind::Number && w.bytes().all(|b| b.is_ascii_digit())).then(|| w.to_owned())
}

/// A NOR number, its parts together or apart: « INTV1512347J », « INT/V/15/12347/J ».
fn nor(words: &Words<'_>, from: usize) -> Option<Named> {
    let mut joined = String::new();
    let mut i = from;
    while i < words.len() && joined.len() < 12 && i < from + 12 {
        match words.folded(i) {
            ":" | "/" | "-" | "n" | "°" => {}
            _ if words.kind(i) == WordKind::Mark => break,
            w => joined.push_str(&w.to_uppercase()),
        }
        i += 1;
    }
    is_nor(&joined).then(|| Named { key: format!("NOR {joined}"), kind: Kind::Nor, end: i })
}

fn bare_nor(words: &Words<'_>, i: usize) -> Option<Named> {
    let glued = words.tokens().get(i + 1).is_some_and(|t| t.joined && t.kind == WordKind::Number);
    (words.tokens().get(i)?.span.end - words.tokens().get(i)?.span.start == 4 && glued).then(|| nor(words, i))?
}

/// Four letters, seven figures, one letter.
fn is_nor(s: &str) -> bool {
    let b = s.as_bytes();
    b.len() == 12
        && b.iter().take(4).all(u8::is_ascii_uppercase)
        && b.iter().skip(4).take(7).all(u8::is_ascii_digit)
        && b.iter().skip(11).all(u8::is_ascii_uppercase)
}
