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
pub(crate) use elements::coverage;
pub(crate) use period::in_words;
pub(crate) use short_duration::periods;

/// Draws up the lines of every check, before they are named and ordered.
pub(crate) fn drafts(text: &Text<'_>) -> Vec<Draft> {
    let mut out = by_passage(text, claimed(text));
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

/// A check that took a clause for one of its concerns.
struct Taken<'t> {
    check: usize,
    concern: &'t str,
    claim: Claim,
}

/// The lines of the kinds that claim clauses: one for each check and concern.
fn claimed(text: &Text<'_>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for i in (0..text.clauses.len()).filter(|i| speaks(text, *i)) {
        for Taken { check, concern, claim } in taken(text, i) {
            let at = out.iter().position(|d| d.check == check && d.concern == concern);
            let at = at.unwrap_or_else(|| {
                let kind = text.grid.file.check.get(check).map_or(glose_model::FindingKind::Positive, Check::kind);
                out.push(Draft::new(kind, check, concern));
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

/// Quotes that a favourable line may have before it is cut by passages.
const MOST: usize = 4;

/// A theme that runs through a whole text makes a line for each passage: each is a point of its own.
fn by_passage(text: &Text<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out = Vec::with_capacity(drafts.len());
    for draft in drafts {
        if draft.kind != glose_model::FindingKind::Positive || draft.clauses.len() <= MOST {
            out.push(draft);
            continue;
        }
        let section = |i: usize| text.settings.get(i).map(|s| s.headings.as_slice()).unwrap_or_default();
        for passage in draft.clauses.chunk_by(|a, b| section(*a) == section(*b)) {
            let mut part = Draft::new(draft.kind, draft.check, &draft.concern);
            for i in passage {
                let id = text.clauses.get(*i).map(|c| c.id.as_str());
                let own = draft.evidence.iter().filter(|e| e.clause.as_deref() == id).cloned();
                part.quote(*i, own.collect());
            }
            out.push(part);
        }
    }
    out
}

/// For each concern of clause `i`, the first check that holds. What a check for every concern says
/// yields to what one for a concern of its own says of the same clause.
fn taken<'t>(text: &'t Text<'_>, i: usize) -> Vec<Taken<'t>> {
    let Some(clause) = text.clauses.get(i) else { return Vec::new() };
    let first = |concern: &'t str| {
        text.grid.file.check.iter().enumerate().find_map(|(index, check)| {
            let own = &check.common().concern;
            let claim = (own.is_empty() || own == concern).then(|| claims(text, i, concern, check))??;
            Some(Taken { check: index, concern, claim })
        })
    };
    let mut out: Vec<Taken<'t>> = clause.concerns.iter().filter_map(|tag| first(&tag.id)).collect();
    let own = |t: &Taken<'_>| text.grid.file.check.get(t.check).is_some_and(|c| !c.common().concern.is_empty());
    if out.iter().any(own) {
        out.retain(own);
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

fn claims(text: &Text<'_>, i: usize, concern: &str, check: &Check) -> Option<Claim> {
    match check {
        Check::Positive(c) => positive::claims(text, i, concern, c).map(Claim::from),
        Check::WeakModality(c) => weak_modality::claims(text, i, concern, c).map(Claim::from),
        Check::ExclusivePower(c) => exclusive_power::claims(text, i, concern, c).map(Claim::from),
        Check::ConditionalRight(c) => conditional_right::claims(text, i, concern, c).map(Claim::from),
        Check::Suspicion(c) => suspicion::claims(text, i, concern, c).map(Claim::from),
        Check::VictimPenalised(c) => victim_penalised::claims(text, i, concern, c).map(Claim::from),
        Check::NarrowCoverage(c) => narrow_coverage::claims(text, i, concern, c).map(Claim::from),
        Check::MissingGuarantee(c) => missing_guarantee::claims(text, i, concern, c).map(Claim::from),
        Check::ShortDuration(c) => short_duration::claims(text, i, concern, c),
        Check::Silence(_) | Check::LateMention(_) | Check::UndefinedTerm(_) | Check::OutdatedReference(_) => None,
    }
}
