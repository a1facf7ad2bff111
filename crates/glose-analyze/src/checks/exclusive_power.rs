//! # exclusive-power
//!
//! *What it does.* Finds a power held by one alone, or without limits: « seuls les services de… »,
//! « compétence exclusive », « apprécie souverainement », « pouvoir discrétionnaire », « ne lie pas »,
//! a visa that nothing passes without.
//!
//! *Why it matters.* Where one office alone recognises a victim, those who know the person are not
//! heard, and there is nobody to turn to.
//!
//! *Known problems.* « Seul » in another sense (« seule et sans ressources ») must be kept out by the
//! grid's `without`.
//!
//! *Example.* « Cette appréciation incombe au seul officier directeur d’enquête. »

use glose_grid::PlainCheck;
use glose_model::Evidence;

use super::claim::{self, Side};
use crate::text::Text;

pub(super) fn claims(text: &Text<'_>, i: usize, concern: &str, check: &PlainCheck) -> Option<Vec<Evidence>> {
    claim::plain(text, i, concern, check, Side::NotGood)
}
