//! # late-mention
//!
//! *What it does.* Reports a concern whose first clause stands on the last page before the annexes; for
//! inputs without pages, in the last part of the body (`share`).
//!
//! *Why it matters.* What comes on the last page before the signature was an afterthought, and is read
//! as one.
//!
//! *Known problems.* A text of one or two pages has no late page: it is left alone.
//!
//! *Example.* Associations that appear nowhere before the meeting to which they may be invited, page 7 of 7.

use glose_grid::LateCheck;
use glose_model::{BlockKind, FindingKind};

use super::draft::Draft;
use crate::text::Text;

/// Pages of body below which nothing is late.
const PAGES: u32 = 3;
/// Clauses of body below which nothing is late.
const CLAUSES: usize = 20;

pub(super) fn draw_up(text: &Text<'_>, index: usize, check: &LateCheck) -> Vec<Draft> {
    let annex = |i: usize| text.settings.get(i).is_some_and(|s| s.annex);
    let note = |i: usize| text.kind(i) == BlockKind::Footnote;
    let body: Vec<usize> =
        (0..text.clauses.len()).filter(|i| super::speaks(text, *i) && !annex(*i) && !note(*i)).collect();
    let page = |i: usize| text.clauses.get(i).and_then(|c| c.page);
    let last_page = body.iter().filter_map(|i| page(*i)).max();
    let mut out = Vec::new();
    for concern in &text.grid.file.concern {
        let asked = check.common.concern == concern.id || check.concerns.contains(&concern.id);
        if !asked {
            continue;
        }
        let carries = |i: usize| text.clauses.get(i).is_some_and(|c| c.concerns(&concern.id));
        let Some(first) = (0..text.clauses.len()).find(|i| super::speaks(text, *i) && carries(*i)) else { continue };
        let late = match (page(first), last_page) {
            (Some(here), Some(last)) => last >= PAGES && here >= last && !annex(first),
            _ => {
                let before = body.iter().filter(|i| **i < first).count();
                #[expect(clippy::cast_precision_loss, reason = "numbers of clauses")]
                let share = before as f32 / body.len().max(1) as f32;
                body.len() >= CLAUSES && share >= check.share
            }
        };
        if !late {
            continue;
        }
        let mut draft = Draft::new(FindingKind::LateMention, index, &concern.id);
        for i in body.iter().copied().filter(|i| carries(*i)) {
            let evidence = text.clauses.get(i).into_iter().flat_map(|c| c.concerns.iter().map(move |t| (c, t)));
            let evidence = evidence.filter(|(_, t)| t.id == concern.id).flat_map(|(c, t)| {
                let own = t.evidence.iter().filter(|e| e.clause.is_none() && e.block.is_none()).take(1);
                own.map(|e| glose_model::Evidence { clause: Some(c.id.clone()), ..e.clone() })
            });
            let evidence = evidence.collect();
            draft.quote(i, evidence);
        }
        draft.places.push(("page", page(first).map_or_else(String::new, |p| p.to_string())));
        let annexes = (0..text.clauses.len()).filter(|i| annex(*i)).find_map(page).filter(|p| Some(*p) > last_page);
        draft.places.push(("annexe", annexes.map_or_else(String::new, |p| p.to_string())));
        draft.places.push(("pages", last_page.map_or_else(String::new, |p| p.to_string())));
        out.push(draft);
    }
    out
}
