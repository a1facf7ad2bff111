//! # weak-modality
//!
//! *What it does.* Finds the right thing said weakly: a faculty, a recommendation, or a duty softened by
//! « dans la mesure du possible », where the grid wants an obligation.
//!
//! *Why it matters.* « Pourront » incites little: an office short of means reads it as « no ».
//!
//! *Known problems.* A faculty of the *victim* is a right, not a weakness: `when.force` with the right
//! forces keeps it out. A faculty to do harm is worse than weak; checks on harm must stand before.
//!
//! *Example.* « Les associations pourront, le cas échéant, être invitées à la réunion. »

use glose_grid::PlainCheck;
use glose_model::{Evidence, Modality};

use super::claim::{self, Side};
use crate::text::Text;

pub(super) fn claims(text: &Text<'_>, i: usize, concern: &str, check: &PlainCheck) -> Option<Vec<Evidence>> {
    let clause = text.clauses.get(i)?;
    let weak =
        matches!(clause.modality, Modality::Faculte | Modality::Recommandation) || !clause.attenuators.is_empty();
    let mut evidence =
        (weak || !check.when.words.is_empty()).then(|| claim::plain(text, i, concern, check, Side::NotGood))??;
    for span in &clause.attenuators {
        if !evidence.iter().any(|e| e.start <= span.start && span.end <= e.end) {
            let rule = check.common.id.clone();
            evidence.push(Evidence {
                clause: Some(clause.id.clone()),
                block: None,
                start: span.start,
                end: span.end,
                rule,
            });
        }
    }
    evidence.sort_by_key(|e| (e.start, e.end));
    Some(evidence)
}
