//! **strengthened**, **weakened**, **condition-added**, **condition-removed**: how many
//!
//! *What it does.* Compares the numbers that count the same thing on both sides: languages, places,
//! euros, indications, papers. More of what is given protects more; more of what is demanded (« deux
//! indices au moins », « trois pièces ») is a condition more.
//!
//! *Why.* « quatorze langues » and « vingt-deux langues » differ by one word, and by eight languages.
//!
//! *Known problems.* Numbers in durations, dates and references are left to these. What is counted is
//! the word after the number; a number whose noun changed too is not compared.
//!
//! *Example.* « au moins quatre places » → « au moins deux places ».

use glose_french::{Span, Words, numbers};
use glose_model::{Effect, ValueKind};

use crate::cues::table;
use crate::effects::{Seen, direction::valence};
use crate::view::{Half, View};
use crate::words::WordKind;

/// Words around a number among which a demand is looked for.
const AROUND: usize = 8;

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    if !view.is_pair() {
        return Vec::new();
    }
    let (old, mut new) = (counts(&view.old), counts(&view.new));
    let mut out = Vec::new();
    for was in old {
        let Some(at) = new.iter().position(|n| n.unit == was.unit) else { continue };
        let is = new.remove(at);
        if (was.value - is.value).abs() < 0.005 {
            continue;
        }
        let more = is.value > was.value;
        let sign = if more { 1.0 } else { -1.0 };
        let demanded = was.demanded || is.demanded;
        let (effect, push) = match (demanded, was.given && is.given) {
            (true, _) if more => (Effect::ConditionAdded, -0.45),
            (true, _) => (Effect::ConditionRemoved, 0.45),
            (false, true) => {
                let push = 0.5 * sign * valence(view);
                (if push > 0.0 { Effect::Strengthened } else { Effect::Weakened }, push)
            }
            // What is counted tells nothing by itself: too little to point anywhere alone.
            (false, false) if more => (Effect::Strengthened, 0.15),
            (false, false) => (Effect::Weakened, -0.15),
        };
        out.push(Seen { effect, old: vec![was.span], new: vec![is.span], push, bound: true });
    }
    out
}

/// A number and what it counts.
struct Count {
    value: f64,
    unit: String,
    span: Span,
    /// Whether what it counts is asked of the person.
    demanded: bool,
    /// Whether what it counts is given.
    given: bool,
}

fn counts(half: &Half<'_>) -> Vec<Count> {
    let counted = half.counted();
    let values = half.clauses.iter().enumerate().flat_map(|(i, c)| c.values.iter().map(move |v| (i, v)));
    let apart: Vec<Span> =
        values.filter(|(_, v)| v.kind != ValueKind::Amount).map(|(i, v)| half.place(i, v.start, v.end)).collect();
    let table = table();
    let all = numbers(&Words::new(&half.text));
    let free = all.into_iter().filter(|n| !apart.iter().any(|s| s.start < n.span.end && n.span.start < s.end));
    free.filter_map(|n| {
        let after = counted.iter().position(|w| w.span.start >= n.span.end).unwrap_or(counted.len());
        // « un seul de ces éléments », « trois au moins des signes »: the noun is a little further.
        let unit = counted.iter().skip(after).take(4).find(|w| {
            w.kind == WordKind::Content
                && !matches!(w.form.as_str(), "seul" | "seule" | "moins" | "premier" | "premiers")
        })?;
        let from = after.saturating_sub(AROUND);
        let around = counted.get(from..(after + AROUND).min(counted.len())).unwrap_or_default();
        let here = [*unit];
        let asked = !table.demand.find(around).is_empty() || !table.price.find(around).is_empty();
        let proof = !table.proof.find(&here).is_empty();
        Some(Count {
            value: n.value,
            unit: unit.stem.clone(),
            span: n.span,
            demanded: proof || asked && table.good.find(&here).is_empty(),
            given: !asked && !table.good.find(&here).is_empty(),
        })
    })
    .collect()
}
