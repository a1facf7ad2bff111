//! # short-duration
//!
//! *What it does.* Measures a period against what binds and against what the owners of the grid ask for,
//! units brought to days. Which clauses set the period, and which way is worse, stand in the grid:
//! a stay is worse when shorter, a wait when longer. Below the floor the point is a problem, between
//! the floor and the wish it is to be improved; far below the wish, the check's own verdict. That it
//! cannot be renewed (`fixed`) goes with it.
//!
//! *Why it matters.* A right for too short a time is hardly a right: nobody recovers in a month.
//!
//! *Known problems.* A clause with two periods is measured by the one that is worst; « trente jours » and
//! « un mois » count as the same.
//!
//! *Example.* « La prise en charge est assurée pour une durée d’un mois. »

use glose_grid::{Check, DurationCheck, Worse};
use glose_model::{Bound, Evidence, Period, Polarity, Value, ValueKind};

use super::claim::{self, Side};
use super::draft::Draft;
use super::{Claim, period};
use crate::text::Text;

/// Part of the wish from which a period is merely to be improved, whatever the check says.
const FAR: f64 = 0.51;

/// A period on the wrong side of what it is measured against.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Measured {
    /// ISO 8601.
    pub(super) iso: String,
    /// What the check says of it.
    pub(super) verdict: Polarity,
    /// Ratio to what it is measured against, below 1 the worse.
    pub(super) ratio: f64,
}

pub(super) fn claims(text: &Text<'_>, i: usize, concern: &str, check: &DurationCheck) -> Option<Claim> {
    let clause = text.clauses.get(i)?;
    let mark = |start, end| Evidence {
        clause: Some(clause.id.clone()),
        block: None,
        start,
        end,
        rule: check.common.id.clone(),
    };
    let fixed = text.readings.get(i)?.hits(check.fixed.set()).first().map(|hit| mark(hit.span.start, hit.span.end));
    let any = [Polarity::Positif, Polarity::Probleme, Polarity::AAmeliorer, Polarity::Neutre];
    let measured = claim::conditions(text, i, concern, &check.when, &any, Side::NotGood, &check.common.id)
        .filter(|_| !clause.durations.is_empty())
        .and_then(|evidence| {
            // « Au moins trente jours » promises more than it says: only the floor measures it.
            let least = |iso: &str| {
                let here = |v: &&Value| v.kind == ValueKind::Duration && v.value == iso;
                clause.values.iter().find(here).is_some_and(|v| v.bound == Some(Bound::Min))
            };
            let worst = clause.durations.iter().filter_map(|iso| measure(check, iso, least(iso)));
            Some((evidence, worst.min_by(|a, b| a.ratio.total_cmp(&b.ratio))?))
        });
    let Some((mut evidence, worst)) = measured else {
        return fixed.map(|words| Claim { evidence: vec![words], details: None });
    };
    let spans = clause.values.iter().filter(|v| v.kind == ValueKind::Duration && v.value == worst.iso);
    evidence.extend(spans.map(|v| mark(v.start, v.end)));
    evidence.extend(fixed);
    evidence.sort_by_key(|e| (e.start, e.end));
    evidence.dedup_by_key(|e| (e.start, e.end));
    Some(Claim { evidence, details: Some(worst) })
}

/// The length in days of a period that the check is about; `None` for one of another kind.
fn of_its_kind(check: &DurationCheck, iso: &str) -> Option<f64> {
    let length = period::days(iso)?;
    let limit = |iso: &Option<String>| iso.as_deref().and_then(period::days);
    let other = limit(&check.from).is_some_and(|from| length < from) || limit(&check.to).is_some_and(|to| length > to);
    (!other).then_some(length)
}

/// Whether a length is on the wrong side of what is wanted, both in days.
fn worse_than(check: &DurationCheck, length: f64, wanted: f64) -> bool {
    match check.worse {
        Worse::Shorter => period::shorter(length, wanted),
        Worse::Longer => period::shorter(wanted, length),
    }
}

/// Every period of the text that a check is about, with what it is measured against: the first such
/// check of one of the concerns of its clause.
pub(crate) fn periods(text: &Text<'_>) -> Vec<Period> {
    let mut out = Vec::new();
    for (i, clause) in text.clauses.iter().enumerate().filter(|(i, _)| super::speaks(text, *i)) {
        for value in clause.values.iter().filter(|v| v.kind == ValueKind::Duration) {
            out.extend(text.grid.file.check.iter().find_map(|check| {
                let Check::ShortDuration(c) = check else { return None };
                let own = &c.common.concern;
                let concern = clause.concerns.iter().find(|t| own.is_empty() || *own == t.id)?;
                let length = of_its_kind(c, &value.value)?;
                let floor = c.floor.as_deref().and_then(period::days);
                let any = [Polarity::Positif, Polarity::Probleme, Polarity::AAmeliorer, Polarity::Neutre];
                claim::conditions(text, i, &concern.id, &c.when, &any, Side::NotGood, &c.common.id)?;
                let found = measure(c, &value.value, value.bound == Some(Bound::Min));
                Some(Period {
                    clause: clause.id.clone(),
                    concern: concern.id.clone(),
                    check: c.common.id.clone(),
                    value: value.value.clone(),
                    start: value.start,
                    end: value.end,
                    floor: c.floor.clone(),
                    wish: c.wish.clone(),
                    longer_is_worse: c.worse == Worse::Longer,
                    verdict: found.map_or(Polarity::Neutre, |m| m.verdict),
                    below_floor: floor.is_some_and(|f| worse_than(c, length, f)),
                    standards: c.common.standards.clone(),
                })
            }));
        }
    }
    out
}

/// What the check says of a period; nothing where it is long enough, or of another kind.
fn measure(check: &DurationCheck, iso: &str, at_least: bool) -> Option<Measured> {
    let length = of_its_kind(check, iso)?;
    let limit = |iso: &Option<String>| iso.as_deref().and_then(period::days);
    let ratio = |wanted: f64| match check.worse {
        Worse::Shorter => length / wanted,
        Worse::Longer => wanted / length.max(f64::EPSILON),
    };
    let (floor, wish) = (limit(&check.floor), limit(&check.wish));
    let below = |wanted: Option<f64>| wanted.filter(|w| worse_than(check, length, *w));
    if let Some(floor) = below(floor) {
        return Some(Measured {
            iso: iso.to_owned(),
            verdict: Polarity::Probleme,
            ratio: ratio(floor).min(ratio(wish.unwrap_or(floor))),
        });
    }
    let wish = below(wish).filter(|_| !(at_least && check.worse == Worse::Shorter))?;
    let far = ratio(wish) <= FAR;
    let verdict = check.common.polarity.filter(|_| far).unwrap_or(Polarity::AAmeliorer);
    Some(Measured { iso: iso.to_owned(), verdict, ratio: ratio(wish) })
}

/// A line keeps the worst of its periods for its reason, and its verdict.
pub(super) fn keep_worst(draft: &mut Draft, found: Measured) {
    let severity = |p: Option<Polarity>| usize::from(p == Some(Polarity::Probleme));
    if draft.polarity.is_none() || severity(Some(found.verdict)) > severity(draft.polarity) {
        draft.polarity = Some(found.verdict);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a weight")]
    let weight = (1.0 - found.ratio).clamp(0.0, 1.0) as f32;
    if !draft.places.iter().any(|(name, _)| *name == "duree") || weight > draft.weight {
        draft.places.retain(|(name, _)| *name != "duree");
        draft.places.push(("duree", found.iso));
        draft.weight = weight;
    }
}
