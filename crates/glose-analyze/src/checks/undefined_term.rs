//! # undefined-term
//!
//! *What it does.* Finds a term of art that the text uses and defines nowhere, neither in words (« s’entend
//! de », « on entend par ») nor by a reference (« agréée en application de l’article… », « figurant en
//! annexe »). What counts as a definition stands in the grid.
//!
//! *Why it matters.* « What is an *association agréée*? » Each office will answer for itself.
//!
//! *Known problems.* A definition must stand in a clause with the term, or in the clause after it.
//!
//! *Example.* « Une attestation établie par une association agréée. »

use glose_grid::TermCheck;
use glose_model::{Evidence, FindingKind};

use super::draft::Draft;
use crate::text::Text;

pub(super) fn draw_up(text: &Text<'_>, index: usize, check: &TermCheck) -> Option<Draft> {
    let mut draft = Draft::new(FindingKind::UndefinedTerm, index, &check.common.concern);
    for (i, reading) in text.readings.iter().enumerate() {
        let Some(clause) = text.clauses.get(i).filter(|_| super::speaks(text, i)) else { continue };
        let hits = reading.hits(check.terms.set());
        if hits.is_empty() {
            continue;
        }
        let leans = |j: usize| text.leans.get(j).is_some_and(Option::is_some);
        let defines = |j: usize| text.readings.get(j).is_some_and(|r| r.any(check.defined.set()));
        if defines(i) || leans(i + 1) && defines(i + 1) {
            return None;
        }
        let evidence = hits.iter().take(1).map(|h| Evidence {
            clause: Some(clause.id.clone()),
            block: None,
            start: h.span.start,
            end: h.span.end,
            rule: check.common.id.clone(),
        });
        draft.quote(i, evidence.collect());
    }
    (!draft.clauses.is_empty()).then_some(draft)
}
