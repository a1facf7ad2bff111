//! Dates, durations, spaces and places as people write them, in French and in English.

use glose_model::messages::Lang;

const NBSP: char = '\u{a0}';
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "January"],
    ["février", "February"],
    ["mars", "March"],
    ["avril", "April"],
    ["mai", "May"],
    ["juin", "June"],
    ["juillet", "July"],
    ["août", "August"],
    ["septembre", "September"],
    ["octobre", "October"],
    ["novembre", "November"],
    ["décembre", "December"],
];

/// `2015-05-01` as « 1er mai 2015 » or "1 May 2015"; anything else as it is.
pub(crate) fn date(iso: &str, lang: Lang) -> String {
    let mut parts = iso.splitn(3, '-');
    let (Some(year), Some(month), Some(day)) = (parts.next(), parts.next(), parts.next()) else {
        return iso.to_owned();
    };
    let (Ok(month), Ok(day)) = (month.parse::<usize>(), day.parse::<u8>()) else { return iso.to_owned() };
    let Some([fr, en]) = month.checked_sub(1).and_then(|m| MONTHS.get(m)) else { return iso.to_owned() };
    match lang {
        Lang::Fr if day == 1 => format!("1er{NBSP}{fr}{NBSP}{year}"),
        Lang::Fr => format!("{day}{NBSP}{fr}{NBSP}{year}"),
        Lang::En => format!("{day}{NBSP}{en}{NBSP}{year}"),
    }
}

/// `P1Y6M` as « 1 an 6 mois »; anything that is not an ISO 8601 duration as it is.
pub(crate) fn duration(iso: &str, lang: Lang) -> String {
    let units = |unit: char, time: bool, n: &str| -> Option<String> {
        let many = n.replace(',', ".").parse::<f64>().ok()?;
        let plural = if lang == Lang::Fr { many >= 2.0 } else { (many - 1.0).abs() > f64::EPSILON };
        let (one, more) = match (unit, time, lang) {
            ('Y', false, Lang::Fr) => ("an", "ans"),
            ('M', false, Lang::Fr) => ("mois", "mois"),
            ('W', false, Lang::Fr) => ("semaine", "semaines"),
            ('D', false, Lang::Fr) => ("jour", "jours"),
            ('H', true, Lang::Fr) => ("heure", "heures"),
            ('M', true, _) => ("minute", "minutes"),
            ('Y', false, Lang::En) => ("year", "years"),
            ('M', false, Lang::En) => ("month", "months"),
            ('W', false, Lang::En) => ("week", "weeks"),
            ('D', false, Lang::En) => ("day", "days"),
            ('H', true, Lang::En) => ("hour", "hours"),
            _ => return None,
        };
        Some(format!("{n}{NBSP}{}", if plural { more } else { one }))
    };
    let read = || -> Option<String> {
        let (mut out, mut number, mut time) = (Vec::new(), String::new(), false);
        for c in iso.strip_prefix('P')?.chars() {
            match c {
                'T' => time = true,
                '0'..='9' | '.' | ',' => number.push(c),
                _ => out.push(units(c, time, &std::mem::take(&mut number))?),
            }
        }
        (!out.is_empty() && number.is_empty()).then(|| out.join(" "))
    };
    read().unwrap_or_else(|| iso.to_owned())
}

/// `text` with no-break spaces where French wants them: before « : ; ! ? » %, after «, after « n° »,
/// « art. », « p. », « L. »…, between a number and what it counts, inside dates and large numbers.
/// One character for one, so that spans still hold.
pub(crate) fn nbsp(text: &str) -> String {
    bound(text, &|before, next| {
        next.starts_with([':', ';', '!', '?', '»', '%', '€'])
            || before.ends_with('«')
            || is_abbreviation(before)
            || counts(before, next)
    })
}

/// What the program writes of its own accord: French spaces in French, in English only those after
/// abbreviations.
pub(crate) fn tight(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => nbsp(text),
        Lang::En => bound(text, &|before, _| is_abbreviation(before)),
    }
}

/// `text` with a no-break space for each space between two words that `holds` says stay together.
fn bound(text: &str, holds: &dyn Fn(&str, &str) -> bool) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        let before = word.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '’' | '\'')).next().unwrap_or(word);
        out.push(if holds(before, next) { NBSP } else { ' ' });
    }
    out
}

fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches('«');
    matches!(
        word,
        "n°" | "N°" | "nº" | "art." | "Art." | "p." | "pp." | "al." | "L." | "R." | "D." | "M." | "Mme" | "MM." | "§"
    )
}

/// Units and the like, never parted from their number.
const COUNTED: [&str; 17] = [
    "euro",
    "euros",
    "an",
    "ans",
    "année",
    "années",
    "mois",
    "semaine",
    "semaines",
    "jour",
    "jours",
    "heure",
    "heures",
    "minute",
    "minutes",
    "pages",
    "personnes",
];
/// Parts of a text, never parted from theirs.
const NUMBERED: [&str; 8] = ["article", "articles", "alinéa", "page", "section", "annexe", "fiche", "point"];

/// Whether `before` is a number and `next` what it counts, or its next three figures, or the year of a date.
fn counts(before: &str, next: &str) -> bool {
    let figures = |w: &str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_digit());
    let end = next.trim_end_matches(|c: char| c.is_ascii_punctuation() || c == NBSP || c == '»');
    let small = figures(before) && before.len() <= 3;
    let month = |w: &str| MONTHS.iter().any(|[fr, _]| *fr == w);
    (small && end.len() == 3 && figures(end))
        || (figures(before) && COUNTED.contains(&end))
        || ((small || before == "1er") && month(end))
        || (NUMBERED.contains(&before.to_lowercase().as_str()) && end.starts_with(|c: char| c.is_ascii_digit()))
        || (month(before) && figures(end) && end.len() == 4)
}

/// Consecutive pages as people write them: « p. 3 », « p. 3-4 », « p. 3, 5 »; “pp. 3–4” in English.
pub(crate) fn pages(pages: &[u32], lang: Lang) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &page in pages {
        match runs.last_mut() {
            Some((_, last)) if page == *last => {}
            Some((_, last)) if page == *last + 1 => *last = page,
            _ => runs.push((page, page)),
        }
    }
    let dash = if lang == Lang::Fr { '-' } else { '–' };
    let one = matches!(runs[..], [(a, b)] if a == b);
    let name = if lang == Lang::En && !one { "pp." } else { "p." };
    let runs: Vec<String> =
        runs.iter().map(|(a, b)| if a == b { a.to_string() } else { format!("{a}{dash}{b}") }).collect();
    if runs.is_empty() { String::new() } else { format!("{name}{NBSP}{}", runs.join(", ")) }
}

/// The first letter in upper case.
pub(crate) fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>() + chars.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_out() {
        assert_eq!(date("2015-05-01", Lang::Fr), "1er\u{a0}mai\u{a0}2015");
        assert_eq!(date("2015-05-19", Lang::Fr), "19\u{a0}mai\u{a0}2015");
        assert_eq!(date("2021-08-02", Lang::En), "2\u{a0}August\u{a0}2021");
        assert_eq!(date("2021-13-02", Lang::Fr), "2021-13-02");
        assert_eq!(date("printemps", Lang::Fr), "printemps");
    }

    #[test]
    fn durations_are_written_out() {
        assert_eq!(duration("P30D", Lang::Fr), "30\u{a0}jours");
        assert_eq!(duration("P1Y", Lang::Fr), "1\u{a0}an");
        assert_eq!(duration("P1Y6M", Lang::En), "1\u{a0}year 6\u{a0}months");
        assert_eq!(duration("PT48H", Lang::Fr), "48\u{a0}heures");
        assert_eq!(duration("un mois", Lang::Fr), "un mois");
        assert_eq!(duration("P", Lang::Fr), "P");
    }

    #[test]
    fn spaces_that_must_not_break_do_not() {
        let text = "l’article L. 316-1 : « la victime » ; n° 3";
        let tight = nbsp(text);
        assert_eq!(tight, "l’article L.\u{a0}316-1\u{a0}: «\u{a0}la victime\u{a0}»\u{a0}; n°\u{a0}3");
        assert_eq!(tight.chars().count(), text.chars().count());
        let text = "du 1er mai 2015, 150 000 euros sous 30 jours, à l’article 3 du décret (art. 5)";
        let tight = "du 1er_mai_2015, 150_000_euros sous 30_jours, à l’article_3 du décret (art._5)";
        assert_eq!(nbsp(text), tight.replace('_', "\u{a0}"));
        assert_eq!(super::tight("a period: art. 5 ?", Lang::En), "a period: art.\u{a0}5 ?");
    }

    #[test]
    fn pages_run_together() {
        assert_eq!(pages(&[3], Lang::Fr), "p.\u{a0}3");
        assert_eq!(pages(&[3, 3, 4, 6], Lang::Fr), "p.\u{a0}3-4, 6");
        assert_eq!(pages(&[3, 4], Lang::En), "pp.\u{a0}3–4");
        assert_eq!(pages(&[], Lang::Fr), "");
    }
}
