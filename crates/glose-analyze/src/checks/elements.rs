//! Which of the elements that a grid lists stand in a text, and which do not.

use glose_grid::{Check, ElementsCheck};
use glose_model::{Coverage, CoveredElement, Evidence};

use crate::text::Text;

/// Elements of a list, by whether the text has them.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// Labels of those that it has.
    pub(super) present: Vec<String>,
    /// Labels of those that it has not.
    pub(super) absent: Vec<String>,
    /// Where the present ones stand.
    pub(super) evidence: Vec<(usize, Evidence)>,
}

/// Looks for the elements of `check` in every clause that `counts`.
pub(super) fn look(text: &Text<'_>, check: &ElementsCheck, counts: impl Fn(usize) -> bool) -> Found {
    let mut out = Found::default();
    for element in &check.elements {
        let label = element.label.get(text.lang).to_owned();
        let hits = text.readings.iter().enumerate().filter(|(i, _)| counts(*i));
        let first = hits.flat_map(|(i, r)| r.hits(element.terms.set()).iter().map(move |h| (i, h))).next();
        match first {
            Some((i, hit)) => {
                let clause = text.clauses.get(i).map(|c| c.id.clone());
                let (start, end, rule) = (hit.span.start, hit.span.end, check.common.id.clone());
                out.evidence.push((i, Evidence { clause, block: None, start, end, rule }));
                out.present.push(label);
            }
            None => out.absent.push(label),
        }
    }
    out
}

/// The lists of forms or persons that the grid holds, with every place where one is named.
pub(crate) fn coverage(text: &Text<'_>) -> Vec<Coverage> {
    let of = |check: &ElementsCheck| Coverage {
        check: check.common.id.clone(),
        concern: check.common.concern.clone(),
        elements: check
            .elements
            .iter()
            .map(|element| CoveredElement {
                label: element.label.get(text.lang).to_owned(),
                mentions: text
                    .clauses
                    .iter()
                    .zip(&text.readings)
                    .enumerate()
                    .filter(|(i, _)| super::speaks(text, *i))
                    .flat_map(|(_, (clause, reading))| {
                        reading.hits(element.terms.set()).iter().map(|hit| Evidence {
                            clause: Some(clause.id.clone()),
                            block: None,
                            start: hit.span.start,
                            end: hit.span.end,
                            rule: check.common.id.clone(),
                        })
                    })
                    .collect(),
            })
            .collect(),
    };
    let lists = text.grid.file.check.iter().filter_map(|check| match check {
        Check::NarrowCoverage(c) => (!c.elements.is_empty()).then_some(c),
        _ => None,
    });
    lists.map(of).collect()
}
