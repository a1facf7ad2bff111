//! # suspicion
//!
//! *What it does.* Gathers what a text says against the good faith of those it should protect, or of
//! those who help them: « instrumentaliser », « détournement de procédure », « récits stéréotypés ».
//!
//! *Why it matters.* The tone at the head of a text decides how every desk reads the rest of it.
//!
//! *Known problems.* A sentence that rebuts suspicion uses the same words; the verdict on the clause
//! decides (`judged`).
//!
//! *Example.* « Certaines demandes ne visent qu’à faire échec à une mesure d’éloignement. »

use glose_grid::PlainCheck;
use glose_model::Evidence;

use super::claim::{self, Side};
use crate::text::Text;

pub(super) fn claims(text: &Text<'_>, i: usize, concern: &str, check: &PlainCheck) -> Option<Vec<Evidence>> {
    claim::plain(text, i, concern, check, Side::NotGood)
}
