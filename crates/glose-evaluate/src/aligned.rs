//! The labels of each clause of the program.

use glose_model::Clause;

use crate::gold::{Gold, GoldClause};
use crate::located::Located;

/// For each clause, the labelled clauses that it covers, as the scorer counts them; the one that
/// covers most of the clause first.
#[must_use]
pub fn labels_of<'g>(gold: &'g Gold, clauses: &[Clause]) -> Vec<Vec<&'g GoldClause>> {
    let here = Located::new(clauses.iter().map(|c| c.text.as_str()));
    let mut out: Vec<Vec<(f64, &GoldClause)>> = vec![Vec::new(); clauses.len()];
    let mut cursor = 0;
    for wanted in &gold.clauses {
        let Some(span) = here.find(&wanted.quote, cursor) else { continue };
        cursor = span.0;
        for touched in here.matched(span) {
            if let Some(list) = out.get_mut(touched.clause) {
                list.push((touched.of_clause, wanted));
            }
        }
    }
    out.into_iter()
        .map(|mut list| {
            list.sort_by(|a, b| b.0.total_cmp(&a.0));
            list.into_iter().map(|(_, wanted)| wanted).collect()
        })
        .collect()
}
