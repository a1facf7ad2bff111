//! Calendar dates, read and written.

use crate::{Span, WordKind, Words, number};

/// A date of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Date {
    /// ISO 8601: `2015-05-22`, or `2015-05` where no day is given.
    pub iso: String,
    /// Its words.
    pub span: Span,
    /// Its first token and the token after it.
    pub tokens: std::ops::Range<usize>,
}

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];
const PRINTED: [&str; 12] = [
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

/// Every date of the text: « 22 mai 2015 », « 1er mai 2021 », « 22/05/2015 », « le premier mai deux mille vingt ».
/// A month with its year gives `2015-05`.
#[must_use]
pub fn dates(words: &Words<'_>) -> Vec<Date> {
    let mut out: Vec<Date> = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match at(words, i) {
            Some((iso, end)) => {
                out.push(Date { iso, span: words.span(i, end), tokens: i..end });
                i = end;
            }
            None => i += 1,
        }
    }
    out
}

fn at(words: &Words<'_>, i: usize) -> Option<(String, usize)> {
    if let Some(month) = month(words.folded(i)) {
        let (year, end) = year(words, i + 1)?;
        return Some((format!("{year:04}-{month:02}"), end));
    }
    let (day, after) = day(words, i)?;
    if let Some(month) = month(words.folded(after)) {
        let (year, end) = year(words, after + 1)?;
        return Some((format!("{year:04}-{month:02}-{day:02}"), end));
    }
    numeric(words, i)
}

/// « 22/05/2015 », « 22.05.2015 ».
fn numeric(words: &Words<'_>, i: usize) -> Option<(String, usize)> {
    let number = |k: usize| {
        (words.kind(k) == WordKind::Number && words.folded(k).len() <= 4)
            .then(|| words.folded(k).parse::<u32>().ok())?
    };
    let mark = words.folded(i + 1);
    if !matches!(mark, "/" | ".") || words.folded(i + 3) != mark {
        return None;
    }
    let (day, month, year) = (number(i)?, number(i + 2)?, number(i + 4)?);
    let year = if year < 100 && words.folded(i + 4).len() == 2 { 2000 + year } else { year };
    ((1..=31).contains(&day) && (1..=12).contains(&month) && (1700..2200).contains(&year))
        .then(|| (format!("{year:04}-{month:02}-{day:02}"), i + 5))
}

fn month(word: &str) -> Option<usize> {
    MONTHS.iter().position(|m| *m == word).map(|m| m + 1)
}

fn day(words: &Words<'_>, i: usize) -> Option<(u32, usize)> {
    let word = words.folded(i);
    if matches!(word, "1er" | "premier") {
        return Some((1, i + 1));
    }
    if words.kind(i) == WordKind::Number {
        return word.parse().ok().filter(|d| (1..=31).contains(d)).map(|d| (d, i + 1));
    }
    let found = number::at(words, i)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1 to 31")]
    (1.0..=31.0).contains(&found.value).then_some((found.value as u32, found.end))
}

fn year(words: &Words<'_>, i: usize) -> Option<(u32, usize)> {
    if words.kind(i) == WordKind::Number {
        let word = words.folded(i);
        return word.parse().ok().filter(|y| word.len() == 4 && (1700..2200).contains(y)).map(|y| (y, i + 1));
    }
    let found = number::at(words, i)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "1700 to 2200")]
    (1700.0..2200.0).contains(&found.value).then_some((found.value as u32, found.end))
}

/// An ISO date as French prints it: `2021-05-01` → « 1er mai 2021 », with no-break spaces. Other
/// strings come back as they are.
#[must_use]
pub fn written_date(iso: &str) -> String {
    let mut parts = iso.splitn(3, '-');
    let mut next = || parts.next().and_then(|p| p.parse::<usize>().ok());
    let (Some(year), Some(month)) = (next(), next()) else { return iso.to_owned() };
    let Some(name) = month.checked_sub(1).and_then(|m| PRINTED.get(m)) else { return iso.to_owned() };
    match next() {
        Some(1) => format!("1er\u{a0}{name}\u{a0}{year}"),
        Some(day) if day <= 31 => format!("{day}\u{a0}{name}\u{a0}{year}"),
        Some(_) => iso.to_owned(),
        None => format!("{name}\u{a0}{year}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_dates() {
        for (text, iso) in [
            ("le 22 mai 2015 à Paris", "2015-05-22"),
            ("au 1er mai 2021", "2021-05-01"),
            ("le 22/05/2015", "2015-05-22"),
            ("en mai 2014", "2014-05"),
            ("le premier mai deux mille vingt et un", "2021-05-01"),
        ] {
            assert_eq!(dates(&Words::new(text))[0].iso, iso, "{text}");
        }
        assert!(dates(&Words::new("article 22 du code, 12 mois")).is_empty());
    }

    #[test]
    fn writes_dates() {
        assert_eq!(written_date("2021-05-01"), "1er\u{a0}mai\u{a0}2021");
        assert_eq!(written_date("2015-08"), "août\u{a0}2015");
        assert_eq!(written_date("hier"), "hier");
    }
}
