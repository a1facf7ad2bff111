//! **duration-shortened**, **duration-lengthened**
//!
//! *What it does.* Reports a period that became shorter or longer. « trente jours » and « 30 jours »
//! are the same; « un mois » and « 30 jours » are close, and neither is longer.
//!
//! *Why.* A period is what an administration controls most easily. Whether longer is better depends
//! on its use: a stay, a receipt, an accommodation or a time to file serve the person when they
//! last; an answer, a retention or a seniority demanded serve when they are short (`cues.toml`,
//! `[[period]]`).
//!
//! *Known problems.* Where several periods change at once they are compared in the order in which
//! they stand. Frequencies, dates and ages are no periods. A period that appears or goes is judged
//! by the grid alone.
//!
//! *Example.* « un récépissé de trois mois » → « un récépissé de deux mois ».

use glose_french::Span;
use glose_model::{Effect, ValueKind};

use crate::cues::{Better, table};
use crate::effects::Seen;
use crate::view::{Half, View};
use crate::words::Word;

/// Two periods this near (as a share of the longer) are the same in practice: a month of 30 or 31 days.
const CLOSE: f64 = 0.04;

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    if !view.is_pair() {
        return Vec::new();
    }
    let (mut old, mut new) = (periods(&view.old), periods(&view.new));
    // What stayed is set aside first; what is left is compared in order.
    old.retain(|o| match new.iter().position(|n| close(n.days, o.days)) {
        Some(i) => {
            new.remove(i);
            false
        }
        None => true,
    });
    let mut out: Vec<Seen> = imposed(view, &old, &new).into_iter().collect();
    let changed = old.iter().zip(&new);
    out.extend(changed.map(|(o, n)| {
        let longer = n.days > o.days;
        let push = match (view.concerned(), better(&view.new, n.span), longer) {
            (false, ..) | (_, Better::None, _) => 0.0,
            (_, Better::Longer, true) | (_, Better::Shorter, false) => 0.8,
            _ => -0.8,
        };
        Seen {
            effect: if longer { Effect::DurationLengthened } else { Effect::DurationShortened },
            old: o.span.into_iter().collect(),
            new: n.span.into_iter().collect(),
            push,
            bound: false,
        }
    }));
    out
}

/// A time limit that appears where there was none binds an administration, and shuts out a person.
fn imposed(view: &View<'_>, old: &[Period], new: &[Period]) -> Option<Seen> {
    let [only] = new else { return None };
    if !old.is_empty() || !view.concerned() {
        return None;
    }
    let span = only.span;
    let mut before = view.new.counted().into_iter().filter(|w| span.is_some_and(|s| w.span.end <= s.start));
    let limit = before.clone().any(|w| w.form == "delai")
        || before.next_back().is_some_and(|w| matches!(w.form.as_str(), "les" | "sous"));
    let push = match better(&view.new, span) {
        Better::Shorter if limit => 0.4,
        Better::Longer if limit => -0.4,
        _ => return None,
    };
    let effect = if push > 0.0 { Effect::Strengthened } else { Effect::Weakened };
    Some(Seen { effect, old: Vec::new(), new: span.into_iter().collect(), push, bound: true })
}

struct Period {
    days: f64,
    span: Option<Span>,
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= CLOSE * a.max(b)
}

/// The periods of a side, in order, with their words where they are known.
fn periods(half: &Half<'_>) -> Vec<Period> {
    let mut out = Vec::new();
    for (i, clause) in half.clauses.iter().enumerate() {
        let mut values: Vec<_> = clause.values.iter().filter(|v| v.kind == ValueKind::Duration).collect();
        for iso in &clause.durations {
            let Some(days) = days(iso) else { continue };
            let value = values.iter().position(|v| v.value == *iso).map(|at| values.remove(at));
            out.push(Period { days, span: value.map(|v| half.place(i, v.start, v.end)) });
        }
    }
    out
}

/// The length in days of an ISO 8601 duration: a month counts 30.44, a year 365.25.
fn days(iso: &str) -> Option<f64> {
    let mut rest = iso.strip_prefix('P')?;
    let (mut total, mut time) = (0.0, false);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (rest, time) = (after, true);
            continue;
        }
        let digits = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let (number, after) = rest.split_at_checked(digits)?;
        let number: f64 = number.parse().ok()?;
        let unit = after.chars().next()?;
        total += number
            * match (unit, time) {
                ('Y', _) => 365.25,
                ('M', false) => 30.44,
                ('W', _) => 7.0,
                ('D', _) => 1.0,
                ('H', true) => 1.0 / 24.0,
                ('M', true) => 1.0 / 1440.0,
                ('S', true) => 1.0 / 86400.0,
                _ => return None,
            };
        rest = after.get(unit.len_utf8()..)?;
    }
    Some(total)
}

/// Which way the period at `span` of a side serves: by the words before it (what it counts
/// from is not what it is for), or by all of them where its place is not known.
fn better(half: &Half<'_>, span: Option<Span>) -> Better {
    let counted = half.counted();
    let before: Vec<&Word> = match span {
        Some(s) => counted.iter().copied().filter(|w| w.span.end <= s.start).collect(),
        None => counted
            .iter()
            .copied()
            .take_while({
                // « à compter de » begins what the period counts from.
                let mut compter = false;
                move |w| {
                    compter |= w.form == "compter";
                    !compter
                }
            })
            .collect(),
    };
    let period = table().periods.iter().find(|p| !p.cues.find(&before).is_empty());
    let fallback = || table().periods.last();
    period.or_else(fallback).map_or(Better::None, |p| p.better)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_month_is_close_to_thirty_days_and_not_to_six_weeks() {
        let same = |a: &str, b: &str| close(days(a).unwrap(), days(b).unwrap());
        assert!(same("P1M", "P30D"));
        assert!(same("P12M", "P1Y"));
        assert!(same("P2W", "P14D"));
        assert!(same("PT48H", "P2D"));
        assert!(!same("P6W", "P1M"));
        assert_eq!(days("X"), None);
        assert_eq!(days("P"), Some(0.0));
    }
}
