//! The guarantee: a quote that a report prints is in the file, on the page it names.
//!
//! The reference is the text of each page as the reader of the file gave it, before any layout.
//! Typography is set aside (spaces, hyphens and dashes, apostrophes, ligatures); letters, figures
//! and punctuation are not. Where layout put lines in another order than the file, or a note call
//! stands in a line, the quote is searched line by line, then piece by piece around the call.
//!
//! A quote that a point rests on must be found so. A clause that is only printed in its place of
//! the whole text may also stand in another order in the file (a row of a table that the file draws
//! column by column): then each of its words must be on its page, and the reader is told.

use std::collections::{BTreeMap, BTreeSet};

use glose_model::{Block, Clause, Document, Span};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::ReportError;

/// Identifiers of clauses whose words are all on their page, but in another order.
pub(crate) type Disordered = BTreeSet<String>;

/// Searches every clause again in `raw_pages` (one entry a page, or one for inputs without pages);
/// `quoted` says which are quoted by a point. Returns the identifiers of the others whose words
/// are all on their page, but in another order.
///
/// # Errors
/// [`ReportError::QuoteNotFound`] for the first clause whose words are not there.
pub fn verify_quotes(
    document: &Document,
    raw_pages: &[String],
    clauses: &[Clause],
    quoted: &dyn Fn(&str) -> bool,
) -> Result<BTreeSet<String>, ReportError> {
    let raw = Raw::new(raw_pages, document.source.pages.is_some());
    let mut disordered = BTreeSet::new();
    for (clause, piece) in unfound_quotes(document, &raw, clauses) {
        if quoted(&clause.id) || !raw.holds_words(clause) {
            return Err(ReportError::QuoteNotFound {
                clause: clause.id.clone(),
                page: piece.page.or(clause.page),
                quote: piece.text(),
            });
        }
        disordered.insert(clause.id.clone());
    }
    Ok(disordered)
}

/// The clauses that are not found again, each with the part that is missing.
fn unfound_quotes<'a>(
    document: &'a Document,
    raw: &'a Raw,
    clauses: &'a [Clause],
) -> impl Iterator<Item = (&'a Clause, Piece)> {
    let blocks: BTreeMap<&str, &Block> = document.blocks.iter().map(|b| (b.id.as_str(), b)).collect();
    let paged = document.source.pages.is_some();
    clauses.iter().filter_map(move |clause| {
        let block = clause.blocks.first().and_then(|id| blocks.get(id.as_str()).copied());
        let located = block.and_then(|block| Some((block, locate(block, clause)?)));
        let pieces = match located {
            Some((block, at)) if paged => pieces(block, at, clause),
            _ => Vec::new(),
        };
        // Without boxes, or where the clause names another page than its block: as it stands.
        let named = pieces.first().and_then(|p| p.page) == clause.page;
        let pieces = if pieces.is_empty() || !named { whole(clause) } else { pieces };
        let missing = pieces.into_iter().find(|piece| !raw.holds(piece))?;
        (!raw.spreads(clause)).then_some((clause, missing))
    })
}

/// Part of a quote that stands on one page.
struct Piece {
    page: Option<u32>,
    /// Its lines, each cut at note calls.
    lines: Vec<Vec<String>>,
}

impl Piece {
    fn text(&self) -> String {
        self.lines.iter().map(|l| l.concat()).collect::<Vec<_>>().concat()
    }
}

/// First character of `clause` in the text of its block.
pub(crate) fn locate(block: &Block, clause: &Clause) -> Option<usize> {
    let length = clause.text.chars().count();
    if Span::new(clause.offset, clause.offset + length).slice(&block.text) == clause.text {
        return Some(clause.offset);
    }
    block.text.find(&clause.text).map(|at| block.text[..at].chars().count())
}

fn whole(clause: &Clause) -> Vec<Piece> {
    let cells = clause.text.split('\t').map(|c| vec![c.to_owned()]).collect();
    vec![Piece { page: clause.page, lines: cells }]
}

/// The clause, which begins at character `at` of `block`, by page and line.
fn pieces(block: &Block, at: usize, clause: &Clause) -> Vec<Piece> {
    let chars: Vec<char> = block.text.chars().collect();
    let end = at + clause.text.chars().count();
    let mut out: Vec<Piece> = Vec::new();
    let mut covered = at;
    for span in &block.spans {
        // Characters between two spans (a space, a tab) go with the line before.
        let (from, to) = (span.start.max(at), span.end.min(end));
        if from >= to {
            continue;
        }
        covered = covered.max(to);
        let mut cuts: Vec<usize> = block.calls.iter().map(|c| c.at).filter(|c| from < *c && *c < to).collect();
        cuts.push(to);
        let mut start = from;
        let mut line = Vec::new();
        for cut in cuts {
            line.push(chars.get(start..cut).unwrap_or_default().iter().collect());
            start = cut;
        }
        match out.last_mut() {
            Some(piece) if piece.page == Some(span.page) => piece.lines.push(line),
            _ => out.push(Piece { page: Some(span.page), lines: vec![line] }),
        }
    }
    // Spans that leave letters out would let an altered quote through.
    let counted: String = out.iter().map(Piece::text).collect();
    if covered < end || folded(&counted) != folded(&clause.text) { Vec::new() } else { out }
}

/// The pages' texts, folded.
struct Raw {
    pages: Vec<String>,
    bare: Vec<String>,
    /// The lines of each page as drawn, folded, without accents.
    lines: Vec<Vec<String>>,
    paged: bool,
}

impl Raw {
    fn new(raw: &[String], paged: bool) -> Self {
        let pages: Vec<String> =
            if paged { raw.iter().map(|p| folded(p)).collect() } else { vec![folded(&raw.concat())] };
        let lines_of = |p: &String| p.lines().map(|l| without_accents(&folded(l))).filter(|l| !l.is_empty()).collect();
        let lines: Vec<Vec<String>> = raw.iter().map(lines_of).collect();
        let lines = if paged { lines } else { vec![lines.concat()] };
        Self { bare: pages.iter().map(|p| without_accents(p)).collect(), pages, lines, paged }
    }

    fn holds(&self, piece: &Piece) -> bool {
        let index = match piece.page {
            Some(page) if self.paged => page.saturating_sub(1) as usize,
            _ => 0,
        };
        let (Some(page), Some(bare)) = (self.pages.get(index), self.bare.get(index)) else { return false };
        let found = |text: &str| {
            let text = folded(text);
            // Accents that the file draws as glyphs of their own stand beside their letter.
            page.contains(&text) || bare.contains(&without_accents(&text))
        };
        found(&piece.text())
            || piece.lines.iter().all(|line| found(&line.concat()) || line.iter().all(|part| found(part)))
    }

    /// Whether every word of the clause is on one of its pages, punctuation aside.
    fn holds_words(&self, clause: &Clause) -> bool {
        let pages: Vec<usize> = match (self.paged, clause.page) {
            (true, page) => page.iter().chain(&clause.pages).map(|p| p.saturating_sub(1) as usize).collect(),
            (false, _) => vec![0],
        };
        let found = |text: &str| {
            let text = without_accents(&folded(text));
            pages.iter().any(|p| self.bare.get(*p).is_some_and(|page| page.contains(&text)))
        };
        let lines = || pages.iter().filter_map(|p| self.lines.get(*p)).flatten();
        // A word cut at a line end stands in two places of the file: at the end of a line and at the beginning of one.
        let cut = |word: &str| {
            let word = without_accents(&folded(word));
            word.char_indices().skip(1).any(|(at, _)| {
                let (head, tail) = word.split_at(at);
                lines().any(|l| l.ends_with(head)) && lines().any(|l| l.starts_with(tail))
            })
        };
        clause.text.split(|c: char| !c.is_alphanumeric()).all(|word| found(word) || cut(word))
    }

    /// Whether the clause begins on the first of its pages and ends on the next, cut anywhere: the
    /// case of a text without boxes.
    fn spreads(&self, clause: &Clause) -> bool {
        let (Some(first), [named, next]) = (clause.page, clause.pages.as_slice()) else { return false };
        let page = |p: u32| self.pages.get(p.saturating_sub(1) as usize).map(String::as_str).unwrap_or_default();
        let text = folded(&clause.text);
        first == *named
            && text.char_indices().skip(1).any(|(at, _)| {
                let (head, tail) = text.split_at(at);
                page(first).contains(head) && page(*next).contains(tail)
            })
    }
}

/// `text` without what typography alone decides: spaces, hyphens and dashes, the drawing of
/// apostrophes and ligatures, bullets of symbol fonts.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let fold = |c: char, out: &mut String| match c {
        '’' | '‘' | 'ʼ' | '′' | '`' => out.push('\''),
        '“' | '”' | '„' => out.push('"'),
        '°' => out.push('o'),
        c if c.is_whitespace() || c.is_control() || is_dash(c) => {}
        '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{fffd}' | '\u{200b}'..='\u{200f}' | '\u{2060}' => {}
        c => out.push(c),
    };
    if text.is_ascii() {
        text.chars().for_each(|c| fold(c, &mut out));
    } else {
        text.nfkc().for_each(|c| fold(c, &mut out));
    }
    out
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}')
}

fn without_accents(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    text.nfd().filter(|c| !is_combining_mark(*c) && !matches!(c, '´' | '¨' | '^' | '¸')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_is_set_aside_and_nothing_else() {
        assert_eq!(folded("l’accompagne-\nment"), folded("l'accompagnement"));
        assert_eq!(folded("conﬁrmé\u{a0}: «\u{202f}oui\u{202f}»"), folded("confirmé : « oui »"));
        assert_eq!(folded("n° 3"), folded("nº 3"));
        assert_ne!(folded("doivent"), folded("devront"));
        assert_ne!(folded("30 jours"), folded("3 jours"));
        assert_ne!(folded("la victime, mineure"), folded("la victime mineure"));
    }
}
