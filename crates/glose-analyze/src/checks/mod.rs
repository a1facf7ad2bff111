//! The checks that make the lines of the annex: one file a kind.
//!
//! Some kinds *claim* clauses, one at a time: the first check of the grid that holds for a clause
//! and one of its concerns takes it, and the clauses that a check took for one concern make one
//! line. Others look at the whole text and *draw up* their lines themselves. Nothing here knows
//! what a grid is about: words, standards and reasons stand in its file.

pub(crate) mod claim;
mod conditional_right;
pub(crate) mod contrast;
pub(crate) mod draft;
mod elements;
mod exclusive_power;
mod late_mention;
mod missing_guarantee;
mod narrow_coverage;
mod outdated_reference;
mod period;
mod positive;
mod short_duration;
mod silence;
mod suspicion;
mod undefined_term;
mod victim_penalised;
mod weak_modality;

use glose_grid::Check;
use glose_model::{BlockKind, Evidence};

use crate::text::Text;
use draft::Draft;
pub(crate) use period::in_words;

/// Draws up the lines of every check, before they are named and ordered.
pub(crate) fn drafts(text: &Text<'_>) -> Vec<Draft> {
    let mut out = claimed(text);
    for (index, check) in text.grid.file.check.iter().enumerate() {
        match check {
            Check::Silence(c) => out.extend(silence::draw_up(text, index, c)),
            Check::LateMention(c) => out.extend(late_mention::draw_up(text, index, c)),
            Check::UndefinedTerm(c) => out.extend(undefined_term::draw_up(text, index, c)),
            Check::OutdatedReference(c) => out.extend(outdated_reference::draw_up(text, index, c)),
            Check::NarrowCoverage(c) => narrow_coverage::complete(text, index, c, &mut out),
            Check::MissingGuarantee(c) => missing_guarantee::complete(text, index, c, &mut out),
            Check::Positive(_)
            | Check::WeakModality(_)
            | Check::ShortDuration(_)
            | Check::ExclusivePower(_)
            | Check::ConditionalRight(_)
            | Check::Suspicion(_)
            | Check::VictimPenalised(_) => {}
        }
    }
    for draft in &mut out {
        contrast::seen_together(text, draft);
    }
    out
}

/// The lines of the kinds that claim clauses: one for each check and concern.
fn claimed(text: &Text<'_>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for (i, clause) in text.clauses.iter().enumerate() {
        if !speaks(text, i) {
            continue;
        }
        for tag in &clause.concerns {
            let taken = text.grid.file.check.iter().enumerate().find_map(|(index, check)| {
                let concern = &check.common().concern;
                (concern.is_empty() || *concern == tag.id)
                    .then(|| claims(text, i, check))
                    .flatten()
                    .map(|c| (index, check, c))
            });
            let Some((index, check, claim)) = taken else { continue };
            let at = out.iter().position(|d| d.check == index && d.concern == tag.id);
            let at = at.unwrap_or_else(|| {
                out.push(Draft::new(check.kind(), index, &tag.id));
                out.len() - 1
            });
            if let Some(draft) = out.get_mut(at) {
                draft.quote(i, claim.evidence);
                claim.details.into_iter().for_each(|d| short_duration::keep_worst(draft, d));
            }
        }
    }
    out
}

/// Whether clause `i` is one that a line may quote: not the object, a visa, or a list of attachments.
pub(crate) fn speaks(text: &Text<'_>, i: usize) -> bool {
    !matches!(text.kind(i), BlockKind::Object | BlockKind::Visa | BlockKind::Attachment)
}

/// What a check takes a clause for.
pub(crate) struct Claim {
    pub(crate) evidence: Vec<Evidence>,
    pub(crate) details: Option<short_duration::Measured>,
}

impl From<Vec<Evidence>> for Claim {
    fn from(evidence: Vec<Evidence>) -> Self {
        Self { evidence, details: None }
    }
}

fn claims(text: &Text<'_>, i: usize, check: &Check) -> Option<Claim> {
    match check {
        Check::Positive(c) => positive::claims(text, i, c).map(Claim::from),
        Check::WeakModality(c) => weak_modality::claims(text, i, c).map(Claim::from),
        Check::ExclusivePower(c) => exclusive_power::claims(text, i, c).map(Claim::from),
        Check::ConditionalRight(c) => conditional_right::claims(text, i, c).map(Claim::from),
        Check::Suspicion(c) => suspicion::claims(text, i, c).map(Claim::from),
        Check::VictimPenalised(c) => victim_penalised::claims(text, i, c).map(Claim::from),
        Check::NarrowCoverage(c) => narrow_coverage::claims(text, i, c).map(Claim::from),
        Check::MissingGuarantee(c) => missing_guarantee::claims(text, i, c).map(Claim::from),
        Check::ShortDuration(c) => short_duration::claims(text, i, c),
        Check::Silence(_) | Check::LateMention(_) | Check::UndefinedTerm(_) | Check::OutdatedReference(_) => None,
    }
}
