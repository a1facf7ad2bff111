//! Which check takes which clause: the conditions of a check, held against one clause.

use glose_grid::{PlainCheck, When};
use glose_model::{Evidence, Polarity};

use crate::polarity;
use crate::text::Text;

/// The sides that a kind of check looks at when the grid does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// What the owners of the grid welcome.
    Good,
    /// Anything else.
    NotGood,
}

/// The words of clause `i`, tagged with `concern`, that make a check with these conditions take it; `None` where it does not.
pub(crate) fn plain(text: &Text<'_>, i: usize, concern: &str, check: &PlainCheck, side: Side) -> Option<Vec<Evidence>> {
    conditions(text, i, concern, &check.when, &check.judged, side, &check.common.id)
}

/// The same for conditions that stand alone.
pub(crate) fn conditions(
    text: &Text<'_>,
    i: usize,
    concern: &str,
    when: &When,
    judged: &[Polarity],
    side: Side,
    rule: &str,
) -> Option<Vec<Evidence>> {
    let clause = text.clauses.get(i)?;
    let on_side = match (judged, side) {
        ([], Side::Good) => clause.polarity == Polarity::Positif,
        ([], Side::NotGood) => clause.polarity != Polarity::Positif,
        (judged, _) => judged.contains(&clause.polarity),
    };
    (on_side && polarity::holds(text, i, when)).then(|| words(text, i, concern, when, rule))
}

/// The words of clause `i` that the conditions name; where they name none, those of the concern.
pub(crate) fn words(text: &Text<'_>, i: usize, concern: &str, when: &When, rule: &str) -> Vec<Evidence> {
    let (Some(clause), Some(reading)) = (text.clauses.get(i), text.readings.get(i)) else { return Vec::new() };
    let evidence =
        |start, end| Evidence { clause: Some(clause.id.clone()), block: None, start, end, rule: rule.to_owned() };
    let mut out: Vec<Evidence> = [&when.words, &when.with, &when.around]
        .into_iter()
        .flat_map(|terms| reading.hits(terms.set()))
        .map(|hit| evidence(hit.span.start, hit.span.end))
        .collect();
    let here = |e: &&Evidence| e.clause.is_none() && e.block.is_none();
    if !when.force.is_empty() {
        out.extend(clause.modality_evidence.iter().filter(here).map(|e| evidence(e.start, e.end)));
    }
    if out.is_empty() {
        let of_concern = clause.concerns.iter().filter(|t| t.id == concern).flat_map(|t| &t.evidence);
        out.extend(of_concern.filter(here).map(|e| evidence(e.start, e.end)));
    }
    if when.attenuated == Some(true) {
        out.extend(clause.attenuators.iter().map(|s| evidence(s.start, s.end)));
    }
    out.sort_by_key(|e| (e.start, std::cmp::Reverse(e.end)));
    // What stands within what comes before says nothing more.
    let mut end = 0;
    out.retain(|e| {
        let new = e.end > end;
        end = end.max(e.end);
        new
    });
    out
}
