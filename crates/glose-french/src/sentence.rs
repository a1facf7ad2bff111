//! Sentence boundaries of French legal and administrative prose.

use crate::Span;

/// The sentences of one block of text (its lines already joined), in characters, without the
/// white space around them.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let mut start = 0;
    for (i, c) in chars.iter().enumerate() {
        let ends = matches!(c, '.' | '!' | '?')
            && chars.get(i + 1).is_some_and(|c| c.is_whitespace())
            && chars.get(i + 2).is_some_and(|c| c.is_uppercase())
            && i >= 2
            && chars.get(i - 2).is_some_and(|c| c.is_alphanumeric());
        if ends || i + 1 == chars.len() {
            let from = (start..=i).find(|k| chars.get(*k).is_some_and(|c| !c.is_whitespace())).unwrap_or(i);
            out.push(Span::new(from, i + 1));
            start = i + 1;
        }
    }
    out
}
