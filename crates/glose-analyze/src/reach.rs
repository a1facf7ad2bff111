//! The legal reach of a text, as points for a lawyer to check: which of its clauses bind and worsen the
//! position of those whose side the grid takes (they can be brought before a court), what it repeals,
//! what depends on its publication. Wording and authorities stand in the grid (`[reach]`).

use glose_grid::ReachWords;
use glose_model::{Evidence, Modality, Polarity, ReachKind, ReachPoint};

use crate::checks;
use crate::reason;
use crate::text::Text;

/// Words quoted in a point at most.
const QUOTED: usize = 4;

/// The points, in the order of [`ReachKind`].
pub(crate) fn points(text: &Text<'_>) -> Vec<ReachPoint> {
    let reach = &text.grid.file.reach;
    let imperative = reach.imperative.as_ref().and_then(|w| imperative(text, w));
    let repeal = reach.repeal.as_ref().and_then(|w| repeal(text, w));
    let publication = reach.publication.as_ref().and_then(|w| publication(text, w));
    [imperative, repeal, publication].into_iter().flatten().collect()
}

fn imperative(text: &Text<'_>, words: &ReachWords) -> Option<ReachPoint> {
    let binds = |m| matches!(m, Modality::Obligation | Modality::Interdiction);
    let harms = |i: &usize| {
        let clause = text.clauses.get(*i);
        clause.is_some_and(|c| c.polarity == Polarity::Probleme && binds(c.modality)) && checks::speaks(text, *i)
    };
    let found: Vec<usize> = (0..text.clauses.len()).filter(harms).collect();
    let evidence: Vec<Evidence> = found
        .iter()
        .filter_map(|i| text.clauses.get(*i))
        .flat_map(|c| {
            let own = c.modality_evidence.iter().filter(|e| e.clause.is_none() && e.block.is_none());
            own.map(|e| Evidence { clause: Some(c.id.clone()), ..e.clone() })
        })
        .collect();
    let places = [("nombre", found.len().to_string()), ("mots", said(text, &evidence))];
    (!found.is_empty()).then(|| point(text, ReachKind::Imperative, words, &found, evidence, &places))
}

fn repeal(text: &Text<'_>, words: &ReachWords) -> Option<ReachPoint> {
    let set = text.grid.file.reach.repeals.set();
    let mut found = Vec::new();
    let mut evidence = Vec::new();
    for (i, (clause, reading)) in text.clauses.iter().zip(&text.readings).enumerate() {
        // What a text repeals is named: a reference, a number or a date stands in the clause.
        let named = !clause.values.is_empty();
        let Some(hit) = reading.hits(set).first().filter(|_| named && checks::speaks(text, i)) else { continue };
        found.push(i);
        evidence.push(Evidence {
            clause: Some(clause.id.clone()),
            block: None,
            start: hit.span.start,
            end: hit.span.end,
            rule: "repeals".to_owned(),
        });
    }
    let texts = reason::list(&text.document.meta.repeals, text.lang);
    let places = [("textes", texts.clone()), ("mots", said(text, &evidence))];
    (!found.is_empty() || !texts.is_empty()).then(|| point(text, ReachKind::Repeal, words, &found, evidence, &places))
}

/// Only for texts that say what they are: an instruction or a circular, not a convention.
fn publication(text: &Text<'_>, words: &ReachWords) -> Option<ReachPoint> {
    let meta = &text.document.meta;
    meta.kind.as_ref()?;
    let date = meta.date.clone().unwrap_or_default();
    let until = words.months.and_then(|m| months_after(&date, m)).unwrap_or_default();
    let places = [("date", in_words(&date, text)), ("echeance", in_words(&until, text))];
    Some(point(text, ReachKind::Publication, words, &[], Vec::new(), &places))
}

fn point(
    text: &Text<'_>,
    kind: ReachKind,
    words: &ReachWords,
    clauses: &[usize],
    evidence: Vec<Evidence>,
    places: &[(&'static str, String)],
) -> ReachPoint {
    ReachPoint {
        kind,
        clauses: clauses.iter().filter_map(|i| text.clauses.get(*i)).map(|c| c.id.clone()).collect(),
        evidence,
        why: reason::fill(words.reason.get(text.lang), places),
        authorities: words.authorities.clone(),
    }
}

fn said(text: &Text<'_>, evidence: &[Evidence]) -> String {
    reason::quoted(&reason::said(text, evidence, QUOTED), text.lang)
}

/// The day `months` after an ISO date, the last of the month where that day is not in it.
fn months_after(date: &str, months: u32) -> Option<String> {
    let mut parts = date.split('-').map(str::parse::<u32>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let total = year * 12 + month.checked_sub(1)? + months;
    let (year, month) = (total / 12, total % 12 + 1);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    Some(format!("{year:04}-{month:02}-{:02}", day.min(last)))
}

fn in_words(date: &str, text: &Text<'_>) -> String {
    use glose_model::messages::Lang;
    const FR: [&str; 12] = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<usize> = date.split('-').filter_map(|p| p.parse().ok()).collect();
    let [year, month, day] = parts[..] else { return String::new() };
    let names = if text.lang == Lang::Fr { FR } else { EN };
    let Some(name) = month.checked_sub(1).and_then(|m| names.get(m)) else { return String::new() };
    let day = if day == 1 && text.lang == Lang::Fr { "1er".to_owned() } else { day.to_string() };
    format!("{day}\u{a0}{name} {year}")
}

#[cfg(test)]
mod tests {
    use super::months_after;

    #[test]
    fn four_months_end_on_a_day_that_exists() {
        assert_eq!(months_after("2015-05-22", 4).as_deref(), Some("2015-09-22"));
        assert_eq!(months_after("2021-10-31", 4).as_deref(), Some("2022-02-28"));
        assert_eq!(months_after("2023-10-31", 4).as_deref(), Some("2024-02-29"));
        assert_eq!(months_after("mai 2015", 4), None);
    }
}
