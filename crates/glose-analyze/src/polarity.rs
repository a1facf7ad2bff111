//! What each clause is worth from the side of the grid's owners, with the rule that says so.

use glose_grid::When;
use glose_model::{Polarity, Reason};

use crate::text::Text;

/// Gives every clause with a concern its polarity and its reason.
pub(crate) fn fill(text: &mut Text<'_>) {
    for i in 0..text.clauses.len() {
        let Some((verdict, reason)) = judge(text, i) else { continue };
        if let Some(clause) = text.clauses.get_mut(i) {
            clause.polarity = verdict;
            clause.polarity_reason = Some(reason);
        }
    }
}

fn judge(text: &Text<'_>, i: usize) -> Option<(Polarity, Reason)> {
    let clause = text.clauses.get(i)?;
    for tag in &clause.concerns {
        let Some(concern) = text.grid.concern(&tag.id) else { continue };
        for rule in &concern.polarity {
            if holds(text, i, &rule.when) {
                let why = rule.reason.get(text.lang).to_owned();
                return Some((rule.verdict, Reason { code: rule.id.clone(), why }));
            }
        }
    }
    None
}

/// Whether the conditions hold for clause `i`.
pub(crate) fn holds(text: &Text<'_>, i: usize, when: &When) -> bool {
    let (Some(clause), Some(reading), Some(force), Some(setting)) =
        (text.clauses.get(i), text.readings.get(i), text.forces.get(i), text.settings.get(i))
    else {
        return false;
    };
    let around = || {
        let set = when.around.set();
        reading.any(set)
            || setting.stem.and_then(|s| text.readings.get(s)).is_some_and(|r| r.any(set))
            || setting.headings.iter().filter_map(|h| text.headings.get(h)).any(|r| r.any(set))
    };
    let one_of = |list: &[String], found: Option<&String>| list.is_empty() || found.is_some_and(|f| list.contains(f));
    (when.words.is_empty() || reading.any(when.words.set()))
        && (when.with.is_empty() || reading.any(when.with.set()))
        && !reading.any(when.without.set())
        && (when.around.is_empty() || around())
        && (when.force.is_empty() || when.force.contains(&clause.modality))
        && !when.not_force.contains(&clause.modality)
        && when.negated.is_none_or(|wanted| wanted == force.negated)
        && when.attenuated.is_none_or(|wanted| wanted != clause.attenuators.is_empty())
        && one_of(&when.actor, clause.actor.as_ref())
        && one_of(&when.beneficiary, clause.beneficiary.as_ref())
        && (when.concerns.is_empty() || when.concerns.iter().any(|c| clause.concerns(c)))
}
