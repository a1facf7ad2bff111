//! How many lines of the annex were found. A labelled line is found where a line has its concern
//! and side (positif or not), and its kind or a quote that overlaps; each line serves once.

use std::collections::BTreeMap;

use glose_model::{Analysis, Finding, FindingKind, Polarity};

use crate::counts::{Counts, Share};
use crate::errors::{Error, ErrorKind};
use crate::gold::{Gold, GoldFinding};
use crate::{names, normal};

/// The counts of one document or of several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FindingCounts {
    /// Lines found, made up, missed.
    pub lines: Counts,
    /// By labelled kind (made-up lines: by their own); found on the right side, whatever the kind.
    pub by_kind: BTreeMap<FindingKind, Counts>,
    /// Labelled lines found with their very kind.
    pub strict: Share,
    /// Lines found whose exact polarity is right.
    pub polarity: Share,
}

impl FindingCounts {
    /// Adds the counts of another text.
    pub fn add(&mut self, other: &Self) {
        self.lines.add(other.lines);
        for (kind, counts) in &other.by_kind {
            self.by_kind.entry(*kind).or_default().add(*counts);
        }
        for (mine, theirs) in [(&mut self.strict, other.strict), (&mut self.polarity, other.polarity)] {
            mine.hit += theirs.hit;
            mine.all += theirs.all;
        }
    }
}

/// Compares the findings of an analysis with the labels; what is wrong goes to `errors`.
pub fn findings(gold: &Gold, analysis: &Analysis, errors: &mut Vec<Error>) -> FindingCounts {
    let texts: BTreeMap<&str, Vec<char>> =
        analysis.clauses.iter().map(|c| (c.id.as_str(), normal::letters(&c.text))).collect();
    let mut used = vec![false; analysis.findings.len()];
    let mut out = FindingCounts::default();
    for wanted in &gold.findings {
        let quotes: Vec<Vec<char>> =
            wanted.quotes.iter().map(|q| normal::letters(q)).filter(|q| !q.is_empty()).collect();
        let mut best: Option<(usize, u8, &Finding)> = None;
        for (at, found) in analysis.findings.iter().enumerate() {
            if used.get(at) != Some(&false)
                || found.concern != wanted.concern
                || side(found.polarity) != side(wanted.polarity)
            {
                continue;
            }
            let (same_kind, overlap) = (found.kind == wanted.kind, overlaps(found, &texts, &quotes));
            if !same_kind && !overlap {
                continue;
            }
            let rank = rank(wanted, found, overlap);
            if best.is_none_or(|(_, r, _)| rank > r) {
                best = Some((at, rank, found));
            }
        }
        let counts = out.by_kind.entry(wanted.kind).or_default();
        if let Some((at, _, found)) = best {
            if let Some(slot) = used.get_mut(at) {
                *slot = true;
            }
            counts.right += 1;
            out.lines.right += 1;
            out.strict.count(found.kind == wanted.kind);
            out.polarity.count(found.polarity == wanted.polarity);
        } else {
            counts.missed += 1;
            out.lines.missed += 1;
            out.strict.count(false);
            let name = names::kind(wanted.kind);
            errors.push(Error::new(ErrorKind::MissedFinding, &wanted.concern, name, "", &wanted.why));
        }
    }
    for (found, _) in analysis.findings.iter().zip(&used).filter(|(_, used)| !**used) {
        out.lines.extra += 1;
        out.by_kind.entry(found.kind).or_default().extra += 1;
        let error = Error::new(ErrorKind::ExtraFinding, &found.concern, "", names::kind(found.kind), &found.why);
        errors.push(error.weighing(f64::from(found.weight)));
    }
    out
}

fn side(polarity: Polarity) -> bool {
    polarity == Polarity::Positif
}

fn overlaps(found: &Finding, texts: &BTreeMap<&str, Vec<char>>, quotes: &[Vec<char>]) -> bool {
    let mine = found.clauses.iter().filter_map(|id| texts.get(id.as_str())).filter(|t| !t.is_empty());
    mine.into_iter().any(|mine| quotes.iter().any(|q| normal::holds(mine, q) || normal::holds(q, mine)))
}

fn rank(wanted: &GoldFinding, found: &Finding, overlap: bool) -> u8 {
    let same_kind = found.kind == wanted.kind;
    4 * u8::from(same_kind && (overlap || wanted.quotes.is_empty()))
        + 2 * u8::from(same_kind)
        + u8::from(found.polarity == wanted.polarity)
}
