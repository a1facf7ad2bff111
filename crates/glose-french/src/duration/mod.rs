//! Durations, as ISO 8601: terms, periods, sentences of prison, as written (« douze mois » is
//! `P12M`, « un an » is `P1Y`). Frequencies, ages, times of day, the age of a paper, the length of
//! a course and the period of a plan are none (`data/durations.toml`).

mod exclude;

use crate::{Bound, Span, WordKind, Words, number};

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
        i = match measure(words, i) {
            Some(m) => {
                if !exclude::excluded(words, &m) {
                    give(words, &m, &mut out);
                }
                m.end
            }
            None if carried(words, i, &mut out) => i + 1,
            None => number::at(words, i).map_or(i + 1, |f| f.end),
        };
    }
    out
}

/// « peut être portée à quatre-vingt-dix »: a number without its unit, after a duration that gives it.
fn carried(words: &Words<'_>, i: usize, out: &mut Vec<Duration>) -> bool {
    let verb = |k: usize| {
        ["port", "prolong", "ramen", "redui", "etend", "etendu", "allong"]
            .iter()
            .any(|s| words.folded(k).starts_with(s))
    };
    let Some(last) =
        out.last().filter(|_| i > 1 && words.folded(i - 1) == "a" && (i.saturating_sub(4)..i - 1).any(verb))
    else {
        return false;
    };
    let Some(found) = number::at(words, i)
        .filter(|f| matches!(words.folded(f.end), "" | "." | "," | ";" | "lorsque" | "si" | "en" | "dans"))
    else {
        return false;
    };
    let (Some(prefix), Some(letter)) = (last.iso.split(|c: char| c.is_ascii_digit()).next(), last.iso.chars().last())
    else {
        return false;
    };
    let next = Duration {
        iso: format!("{prefix}{:.0}{letter}", found.value),
        span: words.span(i, found.end),
        bound: Bound::Exact,
        from: None,
        days: last.days,
    };
    out.push(next);
    true
}

/// A number (or two) with its unit.
pub(crate) struct Measure {
    /// The first token and the token after the unit (and its adjective).
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The token of the unit.
    pub(crate) unit_at: usize,
    /// The ends of a range, or one value.
    pub(crate) values: Vec<f64>,
    pub(crate) unit: Unit,
    pub(crate) days: DayKind,
}

/// A unit: the letter of ISO 8601 and how many of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    letter: char,
    times: f64,
    pub(crate) years: bool,
    pub(crate) hours: bool,
}

fn unit(word: &str) -> Option<Unit> {
    let made = |letter, times| Some(Unit { letter, times, years: letter == 'Y', hours: matches!(letter, 'H' | 'm') });
    match word {
        "jour" | "jours" | "nuit" | "nuits" | "nuitee" | "nuitees" | "j" => made('D', 1.0),
        "semaine" | "semaines" => made('W', 1.0),
        "mois" => made('M', 1.0),
        "trimestre" | "trimestres" => made('M', 3.0),
        "semestre" | "semestres" => made('M', 6.0),
        "an" | "ans" | "annee" | "annees" => made('Y', 1.0),
        "heure" | "heures" | "h" => made('H', 1.0),
        "minute" | "minutes" | "mn" | "min" => made('m', 1.0),
        _ => None,
    }
}

/// « dizaine », « quinzaine », « trentaine » … of days.
fn dozen(word: &str) -> Option<f64> {
    Some(match word {
        "huitaine" => 8.0,
        "dizaine" => 10.0,
        "douzaine" => 12.0,
        "quinzaine" => 15.0,
        "vingtaine" => 20.0,
        "trentaine" => 30.0,
        "quarantaine" => 40.0,
        _ => return None,
    })
}

fn measure(words: &Words<'_>, start: usize) -> Option<Measure> {
    if let Some(n) = dozen(words.folded(start)) {
        return collective(words, start, n);
    }
    // « 48h », « 15j »: figures glued to their unit.
    if words.kind(start) == WordKind::Number
        && let Some(digits) = words.folded(start).strip_suffix(['h', 'j'])
        && digits.len() <= 3
        && let Ok(n) = digits.parse::<f64>()
    {
        let letter = if words.folded(start).ends_with('h') { "h" } else { "j" };
        return Some(finish(words, start, start, vec![n], unit(letter)?));
    }
    // « dans l’année de sa désignation », « dans le mois qui suit »: one.
    if start > 1
        && matches!(words.folded(start - 1), "l'" | "le" | "la")
        && matches!(words.folded(start - 2), "dans" | "sous")
        && matches!(words.folded(start), "annee" | "mois" | "semaine" | "trimestre" | "semestre")
        && matches!(words.folded(start + 1), "de" | "du" | "d'" | "qui" | "suivant" | "des" | "." | "a")
        && !matches!(words.folded(start + 2), "reference" | "janvier" | "naissance")
    {
        return Some(finish(words, start, start, vec![1.0], unit(words.folded(start))?));
    }
    let first = number::at(words, start)?;
    let mut values = vec![first.value];
    let mut at = doubled(words, first.end);
    if matches!(words.folded(at), "a" | "ou" | "et" | "-" | "/")
        && let Some(second) = number::at(words, at + 1)
        && second.value > first.value
    {
        values.push(second.value);
        at = doubled(words, second.end);
    } else if words.tokens().get(at).is_some_and(|t| t.hyphen && t.kind == WordKind::Number)
        && let Some(second) = number::at(words, at)
        && second.value > first.value
        && !first.in_words
    {
        values.push(second.value);
        at = second.end;
    }
    // « les trois premiers mois ».
    if matches!(words.folded(at), "premiers" | "premieres" | "prochains" | "prochaines" | "longs" | "pleins") {
        at += 1;
    }
    Some(finish(words, start, at, values, unit(words.folded(at))?))
}

/// « trente (30) jours », « 30 (trente) jours »: past the brackets.
fn doubled(words: &Words<'_>, at: usize) -> usize {
    if words.folded(at) == "("
        && let Some(again) = number::at(words, at + 1)
        && words.folded(again.end) == ")"
    {
        again.end + 1
    } else {
        at
    }
}

/// « une quinzaine de jours », « sous huitaine », « dans la quinzaine ».
fn collective(words: &Words<'_>, at: usize, n: f64) -> Option<Measure> {
    let of = matches!(words.folded(at + 1), "de" | "d'").then(|| unit(words.folded(at + 2))).flatten();
    if let Some(u) = of {
        return Some(finish(words, at, at + 2, vec![n], u));
    }
    let term = at > 0
        && matches!(words.folded(at - 1), "la" | "sous" | "a" | "en")
        && matches!(words.folded(at), "huitaine" | "quinzaine" | "dizaine")
        && !matches!(words.folded(at + 1), "de" | "d'");
    term.then(|| finish(words, at, at, vec![n], Unit { letter: 'D', times: 1.0, years: false, hours: false }))
}

fn finish(words: &Words<'_>, start: usize, unit_at: usize, mut values: Vec<f64>, unit: Unit) -> Measure {
    let mut end = unit_at + 1;
    let mut unit = unit;
    // « un an et demi »; « un mois et demi » has no whole ISO form but weeks: half months stay decimal.
    if words.folded(end) == "et" && matches!(words.folded(end + 1), "demi" | "demie") && values.len() == 1 {
        end += 2;
        if unit.years {
            unit = Unit { letter: 'M', times: 1.0, years: false, hours: false };
            values.iter_mut().for_each(|v| *v = *v * 12.0 + 6.0);
        } else {
            values.iter_mut().for_each(|v| *v += 0.5);
        }
    }
    let days = match words.folded(end) {
        "franc" | "francs" => DayKind::Franc,
        "ouvrable" | "ouvrables" => DayKind::Ouvrable,
        "ouvre" | "ouvres" => DayKind::Ouvre,
        _ => DayKind::Calendar,
    };
    if days != DayKind::Calendar || matches!(words.folded(end), "calendaire" | "calendaires" | "consecutifs") {
        end += 1;
    }
    Measure { start, end, unit_at, values, unit, days }
}

fn give(words: &Words<'_>, m: &Measure, out: &mut Vec<Duration>) {
    let span = words.span(m.start, m.end);
    let from = from(words, m.end);
    let range = m.values.len() > 1 || part_of_range(words, m);
    for value in &m.values {
        let n = value * m.unit.times;
        let figure = if n.fract().abs() < 1e-9 { format!("{n:.0}") } else { format!("{n}") };
        let iso = match m.unit.letter {
            'H' => format!("PT{figure}H"),
            'm' => format!("PT{figure}M"),
            l => format!("P{figure}{l}"),
        };
        let bound = if range { Bound::Range } else { bound(words, m) };
        out.push(Duration { iso, span, bound, from, days: m.days });
    }
}

/// « de trois mois à un an ».
fn part_of_range(words: &Words<'_>, m: &Measure) -> bool {
    let de = m.start > 0 && matches!(words.folded(m.start - 1), "de" | "d'" | "entre");
    let other = |at: usize| number::at(words, at).is_some_and(|f| unit(words.folded(f.end)).is_some());
    de && matches!(words.folded(m.end), "a" | "et") && other(m.end + 1)
        || m.start > 2 && words.folded(m.start - 1) == "a" && unit(words.folded(m.start - 2)).is_some()
}

fn bound(words: &Words<'_>, m: &Measure) -> Bound {
    let has = |from: usize, to: usize, list: &[&str]| {
        list.iter().any(|phrase| {
            let n = phrase.split(' ').count();
            (from..to.saturating_sub(n - 1))
                .any(|i| phrase.split(' ').enumerate().all(|(k, w)| words.folded(i + k) == w))
        })
    };
    let (before, after) = (m.start.saturating_sub(6), (m.end + 3).min(words.len()));
    let min = [
        "au moins",
        "minimum",
        "minimale",
        "minimal",
        "superieure a",
        "superieur a",
        "plus de",
        "pas inferieure",
        "pas inferieur",
        "pas etre inferieure",
        "pas etre inferieur",
        "a minima",
    ];
    let max = [
        "au plus",
        "maximum",
        "maximale",
        "maximal",
        "excedant",
        "exceder",
        "exceder pas",
        "dans un delai",
        "dans le delai",
        "dans les",
        "sous",
        "jusqu' a",
        "inferieure a",
        "inferieur a",
        "moins de",
        "plus tard",
        "depasser",
        "limite de",
        "pas superieure",
    ];
    let near = m.start.saturating_sub(4);
    let floor = has(before, m.start, &["pas inferieure", "pas inferieur", "pas etre inferieure", "pas etre inferieur"]);
    if floor || has(near, m.start, &min) || has(m.end, after, &["au moins", "minimum", "au minimum", "a minima"]) {
        Bound::Min
    } else if has(before, m.start, &max) || has(m.end, after, &["au plus", "maximum", "au maximum", "au plus tard"]) {
        Bound::Max
    } else {
        Bound::Exact
    }
}

/// « à compter de la notification », « suivant le dépôt », « après l’audition »: up to the next mark.
fn from(words: &Words<'_>, at: usize) -> Option<Span> {
    let opens = match words.folded(at) {
        "a" => matches!(words.folded(at + 1), "compter" | "partir" | "dater"),
        "suivant" | "suivants" | "apres" | "avant" => true,
        "qui" => matches!(words.folded(at + 1), "suit" | "suivent" | "precede" | "precedent"),
        "de" | "du" => matches!(words.folded(at + 1), "la" | "sa" | "l'" | "leur") || words.folded(at) == "du",
        _ => false,
    };
    let course = matches!(words.folded(at), "de" | "du")
        && !matches!(
            words.folded(at + 2),
            "notification"
                | "reception"
                | "publication"
                | "cloture"
                | "decision"
                | "remise"
                | "depot"
                | "saisine"
                | "demande"
                | "audition"
                | "signature"
        )
        && !matches!(words.folded(at + 1), "depot" | "prononce" | "refus" | "jour" | "recours" | "jugement");
    if !opens || course {
        return None;
    }
    let end = (at + 1..words.len())
        .find(|i| matches!(words.folded(*i), "," | ";" | "." | ":" | "(" | ")" | "\u{2013}"))
        .unwrap_or(words.len());
    Some(words.span(at, end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn knows_bounds_starts_and_kinds_of_days() {
        let text = "Le recours est formé dans un délai de quinze jours francs à compter de la notification, au plus.";
        let d = &durations(&Words::new(text))[0];
        assert_eq!((d.iso.as_str(), d.bound, d.days), ("P15D", Bound::Max, DayKind::Franc));
        assert_eq!(d.from.unwrap().slice(text), "à compter de la notification");
        let d = &durations(&Words::new("pour une durée d’au moins six mois"))[0];
        assert_eq!(d.bound, Bound::Min);
        let d = durations(&Words::new("une peine de six mois à deux ans"));
        assert!(d.iter().all(|d| d.bound == Bound::Range));
    }
}
