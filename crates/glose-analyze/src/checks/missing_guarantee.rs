//! # missing-guarantee
//!
//! *What it does.* Finds a gap in a concern that the text does treat: a guarantee that the standard
//! requires and that no clause has (the elements that the grid lists for the concern, at least
//! `absent` of them), and the clauses that refuse one or fall short of it without being one of the
//! other kinds.
//!
//! *Why it matters.* What is not there is hardest to see for a reader, and weighs most.
//!
//! *Known problems.* An element said in words that the grid does not know counts as absent: that is
//! why what was looked for stands in the point (`searched`).
//!
//! *Example.* A section on minors without a word on the *administrateur ad hoc*.

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

/// Adds the absent elements to the line of the concern, or makes one of them.
pub(super) fn complete(text: &Text<'_>, index: usize, check: &ElementsCheck, drafts: &mut Vec<Draft>) {
    let concern = &check.common.concern;
    let treated: Vec<usize> = (0..text.clauses.len())
        .filter(|i| super::speaks(text, *i) && text.clauses.get(*i).is_some_and(|c| c.concerns(concern)))
        .collect();
    if check.elements.is_empty() || treated.is_empty() {
        return;
    }
    let found = elements::look(text, check, |i| super::speaks(text, i));
    if check.absent == 0 || found.absent.len() < check.absent {
        return;
    }
    let same = |d: &&mut Draft| d.kind == FindingKind::MissingGuarantee && d.concern == *concern;
    let line = match drafts.iter_mut().find(same) {
        Some(line) => line,
        None => {
            drafts.push(Draft::new(FindingKind::MissingGuarantee, index, concern));
            let Some(line) = drafts.last_mut() else { return };
            line.nearest = treated.into_iter().take(3).collect();
            line
        }
    };
    line.check = index;
    #[expect(clippy::cast_precision_loss, reason = "a few elements")]
    let share = found.absent.len() as f32 / check.elements.len() as f32;
    line.weight += share * 0.5;
    line.places.push(("absents", reason::list(&found.absent, text.lang)));
    line.places.push(("presents", reason::list(&found.present, text.lang)));
    line.searched = found.absent;
}
