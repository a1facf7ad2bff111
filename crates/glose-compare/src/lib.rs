//! Analyses of successive texts to what changed, and whom it serves.
//!
//! [`compare`] aligns two texts clause by clause and judges each change from the protection of
//! victims and the place of associations, as the grid sees them.

mod alignment;
mod assignment;
mod candidates;
mod groups;
mod relation;
mod section;
mod side;
mod similarity;
mod words;

use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, Change, ComparedText, Comparison, Pair, Program, Summary};

/// Compares two analyses made with the same grid: every clause of both in exactly one pair, in the
/// order of the new text, what was removed at the place where it stood.
#[must_use]
pub fn compare(old: &Analysis, new: &Analysis, _grid: &Grid, _lang: Lang) -> Comparison {
    let today = |r: &str| r.to_owned();
    let (a, b, weights) = side::prepare(&old.clauses, &new.clauses, &today);
    let alignment = alignment::align(&a, &b, &weights);
    let mut pairs = Vec::with_capacity(alignment.groups.len());
    for group in &alignment.groups {
        let id = |side: &side::Side<'_>, list: &[usize]| -> Vec<String> {
            list.iter().filter_map(|i| side.clauses.get(*i).map(|c| c.id.clone())).collect()
        };
        pairs.push(Pair {
            id: format!("p{}", pairs.len() + 1),
            old: id(&a, &group.old),
            new: id(&b, &group.new),
            relation: relation::relation(group, &a, &b, &alignment.subjects),
            effects: Vec::new(),
            effects_evidence: Vec::new(),
            change: Change::None,
            diff: Vec::new(),
            concerns: Vec::new(),
            why: String::new(),
            weight: 0.0,
        });
    }
    let text = |a: &Analysis| ComparedText { document: a.document.clone(), clauses: a.clauses.clone() };
    Comparison {
        format: Comparison::FORMAT.to_owned(),
        program: Program::default(),
        options: new.options.clone(),
        old: text(old),
        new: text(new),
        pairs,
        summary: Summary::default(),
        diagnostics: Vec::new(),
    }
}
