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
use crate::effects::frequency::number;
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
    at_once(&view.old, &mut old, &new);
    at_once(&view.new, &mut new, &old);
    let mut out: Vec<Seen> = imposed(view, &old, &new).into_iter().collect();
    out.extend(old.iter().zip(&new).map(|(o, n)| {
        let longer = n.days > o.days;
        changed(longer, better(&view.new, n.span), [o.span, n.span])
    }));
    if out.is_empty() {
        out.extend(renewed(view));
    }
    out
}

/// What became longer or shorter, by which way serves.
fn changed(longer: bool, better: Better, [old, new]: [Option<Span>; 2]) -> Seen {
    let push = match (better, longer) {
        (Better::None, _) => 0.0,
        (Better::Longer, true) | (Better::Shorter, false) => 0.8,
        _ => -0.8,
    };
    Seen {
        effect: if longer { Effect::DurationLengthened } else { Effect::DurationShortened },
        old: old.into_iter().collect(),
        new: new.into_iter().collect(),
        push,
        bound: false,
    }
}

/// A period that may be renewed more often, or less: « renouvelable » → « renouvelable une fois ».
fn renewed(view: &View<'_>) -> Option<Seen> {
    let (old, new) = (renewals(&view.old), renewals(&view.new));
    let lasting = |half: &Half<'_>| half.clauses.iter().any(|c| !c.durations.is_empty());
    // A renewal that appears or goes changes a period only where there is one.
    if old.is_none() && new.is_none() || (old.is_none() || new.is_none()) && !(lasting(&view.old) && lasting(&view.new))
    {
        return None;
    }
    let (was, old_span) = old.map_or((0.0, None), |(n, s)| (n, Some(s)));
    let (is, new_span) = new.map_or((0.0, None), |(n, s)| (n, Some(s)));
    let span = new_span.or(old_span);
    let better = if new_span.is_some() { better(&view.new, span) } else { better(&view.old, span) };
    (was != is).then(|| changed(is > was, better, [old_span, new_span]))
}

/// How often the side lets a period be renewed, and the words that say so.
fn renewals(half: &Half<'_>) -> Option<(f64, Span)> {
    /// More often than any count that is written.
    const OFTEN: f64 = 20.0;
    let counted = half.counted();
    let form = |i: usize| counted.get(i).map_or("", |w| w.form.as_str());
    let table = table();
    if let Some(endless) = table.endless.find(&counted).into_iter().next() {
        return Some((2.0 * OFTEN, half.span(&endless)));
    }
    let at = table.renewal.find(&counted).into_iter().next()?;
    let denied = (at.start.saturating_sub(4)..at.start)
        .any(|i| matches!(form(i), "ne" | "n" | "non" | "sans" | "aucun" | "aucune"));
    let times =
        (at.end..at.end + 6).find_map(|i| matches!(form(i + 1), "fois").then(|| number(form(i)))?.map(|n| (n, i + 2)));
    let times = times
        .or_else(|| (at.end..at.end + 6).find(|i| form(*i) == "seule" && form(*i + 1) == "fois").map(|i| (1.0, i + 2)));
    match times {
        _ if denied => Some((0.0, half.span(&at))),
        Some((n, end)) => Some((n, half.span(&(at.start..end)))),
        None => Some((OFTEN, half.span(&at))),
    }
}

/// A time limit that appears where there was none binds an administration, and shuts out a person.
fn imposed(view: &View<'_>, old: &[Period], new: &[Period]) -> Option<Seen> {
    let [only] = new else { return None };
    if !old.is_empty() {
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

/// « le jour même » is a period where the other side gives one: the shortest.
fn at_once(half: &Half<'_>, own: &mut Vec<Period>, other: &[Period]) {
    if let ([], [_]) = (own.as_slice(), other) {
        let at = half.fresh(&table().prompt).into_iter().next();
        own.extend(at.map(|r| Period { days: 0.0, span: Some(half.span(&r)) }));
    }
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

/// Which way the period at `span` of a side serves: by the words before it (what it counts from is not
/// what it is for), or by all of them where its place is not known, or where it is a time limit set before
/// what it is set for (« Dans les deux mois, la victime peut… »).
fn better(half: &Half<'_>, span: Option<Span>) -> Better {
    let counted = half.counted();
    let limit = span.is_some_and(|s| is_limit(&counted, s));
    let before: Vec<&Word> = match span {
        Some(s) if !(limit && counted.iter().take_while(|w| w.span.end <= s.start).count() < EARLY) => {
            counted.iter().copied().filter(|w| w.span.end <= s.start).collect()
        }
        Some(_) => counted.clone(),
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
    match period.or_else(|| table().periods.last()) {
        // What is to be done within a time is done the sooner the better, but for what the person does.
        Some(p) if limit && p.cues.is_empty() => Better::Shorter,
        period => period.map_or(Better::None, |p| p.better),
    }
}

/// A time limit that stands so near the beginning is set before what it is set for.
const EARLY: usize = 6;

/// Whether the period at `span` is one within which something is to be done.
fn is_limit(counted: &[&Word], span: Span) -> bool {
    let before: Vec<&str> = counted.iter().take_while(|w| w.span.end <= span.start).map(|w| w.form.as_str()).collect();
    let last = |n: usize| before.len().checked_sub(n).and_then(|i| before.get(i)).copied().unwrap_or("");
    let article = matches!(last(1), "les" | "la" | "l" | "le");
    matches!(last(1), "sous" | "avant") || article && matches!(last(2), "dans" | "avant") || {
        let near = before.iter().rev().take(5);
        near.clone().any(|w| *w == "delai") && near.clone().any(|w| matches!(*w, "dans" | "sous"))
    }
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
