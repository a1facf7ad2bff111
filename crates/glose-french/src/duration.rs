//! Durations, as ISO 8601.

use crate::{Bound, Span, Words, number};

/// How the days of a period are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DayKind {
    /// Every day.
    #[default]
    Calendar,
    /// Neither the first nor the last day (« jours francs »).
    Franc,
    /// Every day but Sundays and holidays (« jours ouvrables »).
    Ouvrable,
    /// Days of work (« jours ouvrés »).
    Ouvre,
}

/// A duration that matters in law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duration {
    /// As written: `P12M` for « douze mois », `P1Y` for « un an », `PT48H`.
    pub iso: String,
    /// Its words.
    pub span: Span,
    /// How it bounds.
    pub bound: Bound,
    /// What it counts from: « à compter de la notification ».
    pub from: Option<Span>,
    /// How its days are counted.
    pub days: DayKind,
}

/// The durations of a text: terms, periods, sentences. A range gives its two ends.
#[must_use]
pub fn durations(words: &Words<'_>) -> Vec<Duration> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let Some(found) = number::at(words, i) else {
            i += 1;
            continue;
        };
        let unit = match words.folded(found.end) {
            "jour" | "jours" => "D",
            "semaine" | "semaines" => "W",
            "mois" => "M",
            "an" | "ans" | "annee" | "annees" => "Y",
            _ => {
                i = found.end;
                continue;
            }
        };
        out.push(Duration {
            iso: format!("P{:.0}{unit}", found.value),
            span: words.span(i, found.end + 1),
            bound: Bound::Exact,
            from: None,
            days: DayKind::Calendar,
        });
        i = found.end + 1;
    }
    out
}
