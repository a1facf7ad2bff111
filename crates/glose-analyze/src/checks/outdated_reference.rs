//! # outdated-reference
//!
//! *What it does.* Finds an article number of before a renumbering, standing alone in a text of after it:
//! the concordance of `glose-french`, its certain rows only. Beside its new number, in a table of
//! correspondence, or where the clause says that it is the old one (`purpose`), it is no fault.
//!
//! *Why it matters.* An office that looks the number up finds another rule, or none.
//!
//! *Known problems.* A text without a date is not judged.
//!
//! *Example.* « … prévue à l’article L. 316-1 du CESEDA », in a text of 2022.

use glose_french::concordance;
use glose_grid::ReferenceCheck;
use glose_model::{BlockKind, Evidence, FindingKind, ValueKind};

use super::draft::Draft;
use crate::text::Text;

pub(super) fn draw_up(text: &Text<'_>, index: usize, check: &ReferenceCheck) -> Vec<Draft> {
    let Some(date) = text.document.meta.date.as_deref() else { return Vec::new() };
    let mut out: Vec<Draft> = Vec::new();
    for (i, clause) in text.clauses.iter().enumerate() {
        let purpose = text.readings.get(i).is_some_and(|r| r.any(check.purpose.set()));
        if purpose || !super::speaks(text, i) || text.kind(i) == BlockKind::TableRow {
            continue;
        }
        for old in &clause.references {
            let new = concordance::outdated(old, date);
            let beside = |n: &&str| clause.references.iter().any(|r| r == n);
            if new.is_empty() || new.iter().any(beside) {
                continue;
            }
            let own = clause.concerns.first().map(|t| t.id.as_str());
            let concern = if check.common.concern.is_empty() { own } else { Some(check.common.concern.as_str()) };
            let Some(concern) = concern else { continue };
            let at = out.iter().position(|d| d.concern == concern).unwrap_or_else(|| {
                out.push(Draft::new(FindingKind::OutdatedReference, index, concern));
                out.len() - 1
            });
            let Some(draft) = out.get_mut(at) else { continue };
            let spans = clause.values.iter().filter(|v| v.kind == ValueKind::Reference && v.value == *old);
            let evidence = spans.map(|v| Evidence {
                clause: Some(clause.id.clone()),
                block: None,
                start: v.start,
                end: v.end,
                rule: check.common.id.clone(),
            });
            let evidence = evidence.collect();
            draft.quote(i, evidence);
            let pair = format!("{old} → {}", new.join(", "));
            if !draft.searched.contains(&pair) {
                draft.searched.push(pair);
            }
        }
    }
    for draft in &mut out {
        draft.places.push(("renvois", draft.searched.join("\u{a0}; ")));
    }
    out
}
