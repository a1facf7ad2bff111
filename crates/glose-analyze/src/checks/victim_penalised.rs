//! # victim-penalised
//!
//! *What it does.* Finds victims prosecuted, held, sentenced or removed, or their custody praised as a
//! protection.
//!
//! *Why it matters.* States must be able not to punish victims for what they were made to do
//! (Convention de Varsovie, art. 26; directive 2011/36/UE, art. 8).
//!
//! *Known problems.* Measures against offenders use the same words: the concern of the clause, not the
//! word « garde à vue », tells them apart.
//!
//! *Example.* « Le placement en garde à vue peut contribuer à soustraire la personne à l’emprise du réseau. »

use glose_grid::PlainCheck;
use glose_model::Evidence;

use super::claim::{self, Side};
use crate::text::Text;

pub(super) fn claims(text: &Text<'_>, i: usize, concern: &str, check: &PlainCheck) -> Option<Vec<Evidence>> {
    claim::plain(text, i, concern, check, Side::NotGood)
}
