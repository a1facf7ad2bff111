//! # positive
//!
//! *What it does.* Gathers the clauses of a concern that the grid welcomes, theme by theme: one
//! check of the grid is one theme, one theme is one line.
//!
//! *Why it matters.* An annex begins with what is good: it shows what must not be lost in the next
//! version, and makes the rest credible.
//!
//! *Known problems.* A guarantee stated well and emptied three pages further on is still a line; only
//! a restriction beside it is seen together with it (`exceptions`).
//!
//! *Example.* « La victime est informée de ses droits dans une langue qu’elle comprend. »

use glose_grid::PlainCheck;
use glose_model::Evidence;

use super::claim::{self, Side};
use crate::text::Text;

pub(super) fn claims(text: &Text<'_>, i: usize, concern: &str, check: &PlainCheck) -> Option<Vec<Evidence>> {
    claim::plain(text, i, concern, check, Side::Good)
}
