//! # conditional-right
//!
//! *What it does.* Finds a protection made to depend on something: cooperation, a complaint, broken
//! links, fees, documents, formalities to be done before.
//!
//! *Why it matters.* The conventions forbid it for most of them: assistance may not depend on the
//! will to be a witness.
//!
//! *Known problems.* A condition that the law itself sets, and that costs the victim nothing, is a
//! matter of the verdict on the clause: the grid's polarity rules should leave it neutral.
//!
//! *Example.* « La délivrance du titre est subordonnée au dépôt d’une plainte. »

use glose_grid::PlainCheck;
use glose_model::Evidence;

use super::claim::{self, Side};
use crate::text::Text;

pub(super) fn claims(text: &Text<'_>, i: usize, concern: &str, check: &PlainCheck) -> Option<Vec<Evidence>> {
    claim::plain(text, i, concern, check, Side::NotGood)
}
