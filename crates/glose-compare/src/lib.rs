//! Analyses of successive texts to what changed, and whom it serves.
//!
//! [`compare`] aligns two texts clause by clause and judges each change from the protection of
//! victims and the place of associations, as the grid sees them.

mod alignment;
mod assignment;
mod baseline;
mod candidates;
mod cues;
mod diff;
mod effects;
mod groups;
pub mod learning;
mod ledger;
mod misreading;
mod odds;
mod pairs;
mod relation;
mod section;
mod side;
mod similarity;
mod summary;
mod verdict;
mod view;
mod words;

pub use baseline::word_diff_links;
pub use ledger::ledger;

use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, ComparedText, Comparison, Pair, Program, Summary};

/// Compares two analyses made with the same grid: every clause of both in exactly one pair, in the
/// order of the new text, what was removed at the place where it stood.
#[must_use]
pub fn compare(old: &Analysis, new: &Analysis, grid: &Grid, lang: Lang) -> Comparison {
    compare_by(old, new, grid, lang, odds::usual())
}

/// [`compare`] by these weights.
fn compare_by(old: &Analysis, new: &Analysis, grid: &Grid, lang: Lang, weighing: &odds::Weighing) -> Comparison {
    let (a, b, weights) = side::prepare(&old.clauses, &new.clauses, grid, &today);
    let alignment = alignment::align(&a, &b, &weights, weighing);
    let judged = pairs::pairs(&a, &b, &alignment, &weighing.direction, lang);
    let labels = if new.grid.concerns.is_empty() { &grid.head.concerns } else { &new.grid.concerns };
    let mut summary = summary::summary(&judged, &a, &b, labels, lang);
    let mut pairs: Vec<Pair> = judged.into_iter().map(|j| j.pair).collect();
    let diagnostics = verdict::verdict(&pairs, &a, &b, lang);
    if diagnostics.iter().any(|d| d.code == "unrelated") {
        // Hundreds of gains and losses would say less than this one line.
        summary = Summary::default();
        for pair in &mut pairs {
            pair.effects.clear();
            pair.effects_evidence.clear();
            pair.why.clear();
            pair.weight = 0.0;
        }
    }
    let text = |a: &Analysis| ComparedText { document: a.document.clone(), clauses: a.clauses.clone() };
    Comparison {
        format: Comparison::FORMAT.to_owned(),
        program: Program::default(),
        options: new.options.clone(),
        old: text(old),
        new: text(new),
        pairs,
        summary,
        diagnostics,
    }
}

/// The present number of a renumbered article, where one is certain; the reference itself otherwise.
fn today(reference: &str) -> String {
    use glose_french::concordance::{Confidence, successors};
    let certain = successors(reference).find(|r| r.confidence == Confidence::Certain);
    certain.and_then(|r| r.new_articles.first()).map_or_else(|| reference.to_owned(), Clone::clone)
}
