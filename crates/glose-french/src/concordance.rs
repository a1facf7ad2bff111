//! The concordance of the CESEDA, renumbered on 1 May 2021 (ordonnance n° 2020-1733 and décret
//! n° 2020-1734 of 16 December 2020), as a table with its sources: `data/ceseda.tsv`.
//!
//! *Certain* rows alone may be used to judge; *probable* ones may be shown as such. A number may
//! exist on both sides with different meanings (`L. 511-1`): the date of the text decides.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

/// The day from which the new numbers are in force, ISO 8601.
pub const RENUMBERED_ON: &str = "2021-05-01";

/// How sure a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confidence {
    /// Text matched, reference replaced, or a source that gives both numbers.
    Certain,
    /// Deduced from order or elimination.
    Probable,
    /// Not established.
    Unknown,
}

/// One line of the concordance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The old article as the table prints it: « L. 316-1, al. 1 ».
    pub old: String,
    /// Normal forms of the old articles: `CESEDA L316-1`.
    pub old_articles: Vec<String>,
    /// The new article as the table prints it.
    pub new: String,
    /// Normal forms of the new articles; empty where there is none or it is not known.
    pub new_articles: Vec<String>,
    /// How sure the row is.
    pub confidence: Confidence,
    /// Where it comes from.
    pub source: String,
    /// What to know.
    pub note: String,
}

struct Table {
    rows: Vec<Row>,
    by_old: FxHashMap<String, Vec<usize>>,
    by_new: FxHashMap<String, Vec<usize>>,
    collisions: Vec<String>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows: Vec<Row> = include_str!("../data/ceseda.tsv").lines().skip(1).filter_map(row).collect();
        let (mut by_old, mut by_new) = (FxHashMap::<_, Vec<usize>>::default(), FxHashMap::<_, Vec<usize>>::default());
        for (i, row) in rows.iter().enumerate() {
            for a in &row.old_articles {
                by_old.entry(a.clone()).or_default().push(i);
            }
            for a in &row.new_articles {
                by_new.entry(a.clone()).or_default().push(i);
            }
        }
        let mut collisions: Vec<String> = include_str!("../data/ceseda-collisions.tsv")
            .lines()
            .skip(1)
            .filter_map(|l| articles(l.split('\t').next()?).into_iter().next())
            .collect();
        collisions.extend(rows.iter().flat_map(|r| &r.new_articles).filter(|a| by_old.contains_key(*a)).cloned());
        collisions.sort_unstable();
        collisions.dedup();
        Table { rows, by_old, by_new, collisions }
    })
}

fn row(line: &str) -> Option<Row> {
    let mut cells = line.split('\t');
    let (old, new, confidence) = (cells.next()?, cells.next()?, cells.next()?);
    Some(Row {
        old: old.to_owned(),
        old_articles: articles(old),
        new: new.to_owned(),
        new_articles: articles(new),
        confidence: match confidence {
            "certain" => Confidence::Certain,
            "probable" => Confidence::Probable,
            _ => Confidence::Unknown,
        },
        source: cells.next().unwrap_or_default().to_owned(),
        note: cells.next().unwrap_or_default().to_owned(),
    })
}

/// The articles that a cell names, as normal forms, remarks in brackets left out.
fn articles(cell: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut depth = 0usize;
    let plain: String = cell
        .chars()
        .filter(|c| {
            depth += usize::from(*c == '(');
            let keep = depth == 0;
            depth -= usize::from(*c == ')' && depth > 0);
            keep
        })
        .collect();
    for letter in ["L. ", "R. ", "D. "] {
        for (at, _) in plain.match_indices(letter) {
            let rest = plain.get(at + letter.len()..).unwrap_or("");
            let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '-').collect();
            if number.contains('-') {
                out.push(format!("CESEDA {}{}", letter.trim_end_matches([' ', '.']), number.trim_end_matches('-')));
            }
        }
    }
    out
}

/// Every row, in the order of the table.
#[must_use]
pub fn rows() -> &'static [Row] {
    &table().rows
}

/// The rows whose old side is `article` (a normal form: `CESEDA L316-1`).
pub fn successors(article: &str) -> impl Iterator<Item = &'static Row> {
    let t = table();
    t.by_old.get(article).into_iter().flatten().filter_map(|i| t.rows.get(*i))
}

/// The rows whose new side is `article`.
pub fn predecessors(article: &str) -> impl Iterator<Item = &'static Row> {
    let t = table();
    t.by_new.get(article).into_iter().flatten().filter_map(|i| t.rows.get(*i))
}

/// Whether the number exists on both sides of the renumbering, with different meanings.
#[must_use]
pub fn is_ambiguous(article: &str) -> bool {
    table().collisions.binary_search_by(|c| c.as_str().cmp(article)).is_ok()
}

/// The new numbers of `article` where a text of the date `date` (ISO 8601) cites an old number of
/// the CESEDA: only *certain* rows, only after the renumbering, never a number that also exists
/// in the new code. Empty otherwise.
#[must_use]
pub fn outdated(article: &str, date: &str) -> Vec<&'static str> {
    if date < RENUMBERED_ON || is_ambiguous(article) || predecessors(article).next().is_some() {
        return Vec::new();
    }
    let mut out: Vec<&'static str> = successors(article)
        .filter(|r| r.confidence == Confidence::Certain)
        .flat_map(|r| r.new_articles.iter().map(String::as_str))
        .collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether two references name one article: the same normal form, or an old and a new number
/// that a *certain* row joins. « Renumbered » is not « unchanged »: the words must still be compared.
#[must_use]
pub fn same_article(a: &str, b: &str) -> bool {
    let joined = |old: &str, new: &str| {
        successors(old).any(|r| r.confidence == Confidence::Certain && r.new_articles.iter().any(|n| n == new))
    };
    a == b || joined(a, b) || joined(b, a)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn old_and_new_numbers_are_one_article() {
        assert!(same_article("CESEDA L316-1", "CESEDA L425-1"));
        assert!(same_article("CESEDA R425-2", "CESEDA R316-2"));
        assert!(!same_article("CESEDA R316-4", "CESEDA R425-6"), "only probable");
        assert!(!same_article("CESEDA L316-1", "CESEDA L425-4"));
    }

    #[test]
    fn an_old_number_after_may_2021_is_outdated() {
        assert_eq!(outdated("CESEDA L316-2", "2021-09-10"), ["CESEDA L425-5"]);
        assert!(outdated("CESEDA L316-2", "2021-04-30").is_empty());
        assert!(outdated("CESEDA R316-4", "2022-01-01").is_empty(), "probable rows do not judge");
        assert!(outdated("CESEDA L511-1", "2022-01-01").is_empty(), "the number lives on with another meaning");
        assert!(outdated("CRPA L211-2", "2022-01-01").is_empty());
    }

    #[test]
    fn every_row_is_read() {
        assert!(rows().len() >= 80);
        assert!(rows().iter().all(|r| !r.old_articles.is_empty()), "{:?}", rows());
        assert!(rows().iter().filter(|r| r.confidence == Confidence::Certain).count() > 50);
    }
}
