//! Sentence boundaries of French legal and administrative prose.
//!
//! A full stop ends a sentence only before a capital (or a figure), outside guillemets and brackets,
//! and after no abbreviation, initial, article letter or number of a list (`data/abbreviations.toml`).
//! « : » and « ; » end none: what they introduce belongs to the sentence, unless the document lays it
//! out as list items, which are blocks of their own.

use std::{collections::BTreeMap, sync::OnceLock};

use rustc_hash::FxHashSet;

use crate::{Span, fold};

struct Table {
    always: FxHashSet<String>,
    depending: FxHashSet<String>,
    openers: FxHashSet<String>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../data/abbreviations.toml")).unwrap_or_default();
        let mut take = |name: &str| lists.remove(name).unwrap_or_default().into_iter().collect();
        Table { always: take("toujours"), depending: take("selon_la_suite"), openers: take("ouvertures") }
    })
}

/// The sentences of one block of text (its lines already joined), in characters, without the
/// white space around them. A text with tabs is a table row: one sentence. Linear.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut push = |from: usize, to: usize| {
        let from = (from..to).find(|k| chars.get(*k).is_some_and(|c| !c.is_whitespace())).unwrap_or(to);
        let to = (from..to).rev().find(|k| chars.get(*k).is_some_and(|c| !c.is_whitespace())).map_or(from, |k| k + 1);
        if to > from {
            out.push(Span::new(from, to));
        }
    };
    if chars.contains(&'\t') {
        push(0, chars.len());
        return out;
    }
    let inside = enclosed(&chars);
    let mut start = 0;
    let mut i = 0;
    while i < chars.len() {
        let Some(end) = ends_at(&chars, &inside, start, i) else {
            i += 1;
            continue;
        };
        push(start, end);
        start = end;
        i = end;
    }
    push(start, chars.len());
    out
}

/// Which characters stand between guillemets or brackets that are closed again.
fn enclosed(chars: &[char]) -> Vec<bool> {
    let mut out = vec![false; chars.len()];
    let mut open: Vec<(char, usize)> = Vec::new();
    for (i, c) in chars.iter().enumerate() {
        match c {
            '«' | '(' | '[' | '“' => open.push((*c, i)),
            '»' | ')' | ']' | '”' => {
                let want = match c {
                    '»' => '«',
                    ')' => '(',
                    ']' => '[',
                    _ => '“',
                };
                if let Some(at) = open.iter().rposition(|(o, _)| *o == want) {
                    let from = open.get(at).map_or(i, |(_, f)| *f);
                    out.iter_mut().take(i).skip(from).for_each(|o| *o = true);
                    // Only whole stretches are marked: a bracket left open inside is forgotten.
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
    out
}

/// Where the sentence that begins at `start` ends, if the mark at `i` ends it.
fn ends_at(chars: &[char], inside: &[bool], start: usize, i: usize) -> Option<usize> {
    let at = |k: usize| chars.get(k).copied();
    let mark = at(i)?;
    if mark == '\n' && at(i + 1) == Some('\n') {
        return Some(i + 1);
    }
    if !matches!(mark, '.' | '!' | '?' | '…') {
        return None;
    }
    // Past a run of marks (« … », « ?! »), then what closes the quotation.
    let mut end = i + 1;
    while at(end).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…')) {
        end += 1;
    }
    let mut close = end;
    while at(close).is_some_and(|c| matches!(c, '\u{a0}' | '\u{202f}' | ' ')) && at(close + 1) == Some('»') {
        close += 1;
    }
    while at(close).is_some_and(|c| matches!(c, '»' | ')' | ']' | '”' | '"')) {
        close += 1;
        end = close;
    }
    let closes_quote = end > i + 1 && at(end - 1) == Some('»');
    if inside.get(i).copied().unwrap_or(false)
        && (inside.get(end.min(inside.len().saturating_sub(1))).copied().unwrap_or(false) || !closes_quote)
    {
        return None;
    }
    if end >= chars.len() {
        return Some(chars.len());
    }
    if !at(end)?.is_whitespace() {
        return None;
    }
    let mut next = end;
    while at(next).is_some_and(|c| c.is_whitespace() || matches!(c, '«' | '“' | '(' | '"' | '–' | '—' | '-')) {
        next += 1;
    }
    let first = at(next)?;
    if !(first.is_uppercase() || first.is_ascii_digit()) {
        return None;
    }
    if mark != '.' || end > i + 1 {
        return Some(end);
    }
    (!belongs(chars, start, i, next)).then_some(end)
}

/// Whether the full stop at `i` belongs to the word before it.
fn belongs(chars: &[char], start: usize, i: usize, next: usize) -> bool {
    let at = |k: usize| chars.get(k).copied().unwrap_or(' ');
    let mut from = i;
    while from > start && (at(from - 1).is_alphanumeric() || at(from - 1) == '°') {
        from -= 1;
    }
    let word: String = chars.get(from..i).unwrap_or(&[]).iter().collect();
    let folded = fold(&word);
    if word.is_empty() {
        return false;
    }
    // « 1. », « II. », « a. » at the head of the sentence: the number of an item.
    let head: String = chars.get(start..from).unwrap_or(&[]).iter().collect();
    let number =
        word.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | '°')) || word.chars().count() == 1;
    if number && head.chars().all(|c| c.is_whitespace() || c.is_ascii_digit() || matches!(c, '.' | '-' | '–' | '(')) {
        return true;
    }
    let opens = opens(chars, next);
    let before = if from > start { at(from - 1) } else { ' ' };
    let letter = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    if letter {
        // « C.E.S.E.D.A. », « O.N.G. »: only a word that opens a sentence ends it.
        if before == '.' {
            return !opens;
        }
        if word.chars().all(char::is_uppercase) {
            // « L. 316-1 », « J. Martin »; but « l’annexe A. Les pièces ».
            let noun = chars
                .get(start..from)
                .unwrap_or(&[])
                .iter()
                .rev()
                .find(|c| c.is_alphanumeric())
                .is_some_and(|c| c.is_lowercase());
            return !(opens && noun && !matches!(word.as_str(), "L" | "R" | "D" | "M"));
        }
    }
    let t = table();
    if at(next).is_ascii_digit() && t.depending.contains(folded.as_ref()) {
        return true;
    }
    if t.always.contains(folded.as_ref()) {
        // « le dir. » is an abbreviation; « … au min. Le » may end. Months and units end before an opener.
        let ambiguous = matches!(
            folded.as_ref(),
            "min"
                | "sept"
                | "ex"
                | "col"
                | "sup"
                | "inf"
                | "com"
                | "reg"
                | "mes"
                | "me"
                | "tel"
                | "dir"
                | "nos"
                | "st"
                | "ass"
                | "no"
        );
        let whole = matches!(folded.as_ref(), "sept" | "col" | "mes" | "nos" | "tel" | "no" | "com");
        return !(opens && (ambiguous || word.chars().next().is_some_and(char::is_lowercase) && whole));
    }
    false
}

/// Whether the word at `next` is one that opens a sentence.
fn opens(chars: &[char], next: usize) -> bool {
    let mut word: String = chars.iter().skip(next).take_while(|c| c.is_alphabetic()).collect();
    if chars.get(next + word.chars().count()).is_some_and(|c| matches!(c, '’' | '\'')) {
        word.push('\'');
    }
    table().openers.contains(fold(&word).as_ref())
}
