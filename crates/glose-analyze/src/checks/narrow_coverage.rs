//! # narrow-coverage
//!
//! *What it does.* Finds that some forms or persons only are covered: clauses that limit the scope
//! (« exclusivement », « principalement », a priority to one form, the others sent elsewhere), and says
//! which of the forms that the grid lists are named, and which are not. Where at least `absent` forms
//! are not named anywhere, that alone makes the point.
//!
//! *Why it matters.* What a text does not name is not looked for.
//!
//! *Known problems.* A text that covers all forms by a reference to the law names none.
//!
//! *Example.* « La priorité sera donnée à la prostitution de rue. »

use glose_grid::ElementsCheck;
use glose_model::{Evidence, FindingKind};

use super::claim::{self, Side};
use super::draft::Draft;
use super::elements;
use crate::reason;
use crate::text::Text;

pub(super) fn claims(text: &Text<'_>, i: usize, concern: &str, check: &ElementsCheck) -> Option<Vec<Evidence>> {
    (check.when != glose_grid::When::default() || !check.judged.is_empty())
        .then(|| claim::conditions(text, i, concern, &check.when, &check.judged, Side::NotGood, &check.common.id))?
}

/// Adds what is named and what is not to the line of the check, or makes one of it.
pub(super) fn complete(text: &Text<'_>, index: usize, check: &ElementsCheck, drafts: &mut Vec<Draft>) {
    let concern = &check.common.concern;
    if check.elements.is_empty() || concern.is_empty() {
        return;
    }
    let found = elements::look(text, check, |i| super::speaks(text, i));
    let places = |draft: &mut Draft| {
        draft.places.push(("absents", reason::list(&found.absent, text.lang)));
        draft.places.push(("presents", reason::list(&found.present, text.lang)));
        draft.searched.clone_from(&found.absent);
    };
    if let Some(line) = drafts.iter_mut().find(|d| d.check == index) {
        places(line);
        return;
    }
    // One form named, and nearly all the room given to it: that alone is a limit.
    if check.absent == 0 || found.absent.len() < check.absent || found.present.is_empty() {
        return;
    }
    let mut draft = Draft::new(FindingKind::NarrowCoverage, index, concern);
    places(&mut draft);
    for (i, evidence) in found.evidence {
        draft.quote(i, vec![evidence]);
    }
    drafts.push(draft);
}
