//! Numbers in figures and in words, read and written.

use crate::{Span, WordKind, Words};

/// U+00A0, which French puts before « : ; ! ? » and between the thousands of a number.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// A number as French prints it: thousands apart by a no-break space.
#[must_use]
pub fn written_number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(NO_BREAK_SPACE);
        }
        out.push(c);
    }
    out
}

/// A number that a text writes, in figures or in words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub value: f64,
    /// Its words.
    pub span: Span,
}

/// Every number of the text, in order: « 150 000 », « vingt-deux », « un seul ». « un » and « une » alone are none.
#[must_use]
pub fn numbers(words: &Words<'_>) -> Vec<Number> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let article = matches!(words.folded(i), "un" | "une") && !matches!(words.folded(i + 1), "seul" | "seule");
        match at(words, i).filter(|found| !(article && found.end == i + 1)) {
            Some(found) => {
                out.push(Number { value: found.value, span: words.span(i, found.end) });
                i = found.end.max(i + 1);
            }
            None => i += 1,
        }
    }
    out
}

/// A number found at a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Found {
    pub(crate) value: f64,
    /// The token after it.
    pub(crate) end: usize,
    pub(crate) in_words: bool,
}

/// The number that begins at the token `i`: « 150 000 », « 3,5 », « quatre-vingt-dix », « trente (30) ».
pub(crate) fn at(words: &Words<'_>, i: usize) -> Option<Found> {
    if words.kind(i) == WordKind::Number { figures(words, i) } else { in_words(words, i) }
}

fn figures(words: &Words<'_>, i: usize) -> Option<Found> {
    let first: f64 = words.folded(i).parse().ok()?;
    let (mut value, mut end) = (first, i + 1);
    // Thousands apart by a space (or a full stop): groups of three figures.
    if words.folded(i).len() <= 3 {
        loop {
            let dot = words.folded(end) == "." && words.tokens().get(end).is_some_and(|t| t.joined);
            let at = end + usize::from(dot);
            let token = words.tokens().get(at);
            let near = token.is_some_and(|t| {
                !t.hyphen
                    && t.kind == WordKind::Number
                    && t.bytes.len() == 3
                    && (if dot { t.joined } else { !t.joined })
                    && words.tokens().get(at - 1).is_some_and(|p| t.span.start - p.span.end <= 1)
            });
            let Some(group) = words.folded(at).parse::<f64>().ok().filter(|_| near) else { break };
            value = value * 1000.0 + group;
            end = at + 1;
        }
    }
    // A decimal part.
    if words.folded(end) == ","
        && words.tokens().get(end).is_some_and(|t| t.joined)
        && words.tokens().get(end + 1).is_some_and(|t| t.joined && t.kind == WordKind::Number)
        && let Ok(part) = words.folded(end + 1).parse::<f64>()
    {
        let digits = i32::try_from(words.folded(end + 1).len()).unwrap_or(0);
        value += part / 10f64.powi(digits);
        end += 2;
    }
    Some(Found { value, end, in_words: false })
}

fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "un" | "une" => 1.0,
        "deux" => 2.0,
        "trois" => 3.0,
        "quatre" => 4.0,
        "cinq" => 5.0,
        "six" => 6.0,
        "sept" => 7.0,
        "huit" => 8.0,
        "neuf" => 9.0,
        "dix" => 10.0,
        "onze" => 11.0,
        "douze" => 12.0,
        "treize" => 13.0,
        "quatorze" => 14.0,
        "quinze" => 15.0,
        "seize" => 16.0,
        "vingt" | "vingts" => 20.0,
        "trente" => 30.0,
        "quarante" => 40.0,
        "cinquante" => 50.0,
        "soixante" => 60.0,
        "septante" => 70.0,
        "octante" | "huitante" => 80.0,
        "nonante" => 90.0,
        _ => return None,
    })
}

fn in_words(words: &Words<'_>, i: usize) -> Option<Found> {
    let (mut total, mut part, mut end, mut any) = (0.0, 0.0f64, i, false);
    loop {
        let word = words.folded(end);
        if let Some(n) = unit(word) {
            part = if n == 20.0 && part % 100.0 == 4.0 {
                part - 4.0 + 80.0
            } else if any && !follows(part, n) {
                break;
            } else {
                part + n
            };
        } else if matches!(word, "cent" | "cents") {
            part = if part == 0.0 { 100.0 } else { part * 100.0 };
        } else if matches!(word, "mille") {
            total += if part == 0.0 { 1000.0 } else { part * 1000.0 };
            part = 0.0;
        } else if any && word == "et" && matches!(words.folded(end + 1), "un" | "une" | "onze") && part % 100.0 >= 20.0
        {
            end += 1;
            continue;
        } else {
            break;
        }
        any = true;
        end += 1;
    }
    any.then_some(Found { value: total + part, end, in_words: true })
}

/// Whether the number word `n` may follow a number that stands at `part`.
fn follows(part: f64, n: f64) -> bool {
    let last = part % 100.0;
    last == 0.0 || (last >= 20.0 && last % 10.0 == 0.0 && n < 20.0) || (last % 20.0 == 10.0 && (7.0..10.0).contains(&n))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn numbers_of_a_text() {
        let found = |text: &str| numbers(&Words::new(text)).iter().map(|n| n.value).collect::<Vec<_>>();
        assert_eq!(
            found("une brochure en quatorze langues, 150 000 euros et vingt-deux places"),
            [14.0, 150_000.0, 22.0]
        );
    }

    fn value(text: &str) -> Option<f64> {
        at(&Words::new(text), 0).map(|f| f.value)
    }

    #[test]
    fn reads_words_and_figures() {
        for (text, n) in [
            ("quatre-vingt-dix-neuf jours", 99.0),
            ("soixante et onze", 71.0),
            ("vingt et un", 21.0),
            ("cent quatre-vingts", 180.0),
            ("deux cent cinquante", 250.0),
            ("mille deux cents", 1200.0),
            ("150 000 euros", 150_000.0),
            ("1 500 000 euros", 1_500_000.0),
            ("3,5 mois", 3.5),
            ("30 jours", 30.0),
            ("dix-huit mois", 18.0),
            ("quarante-huit heures", 48.0),
            ("soixante-douze heures", 72.0),
        ] {
            assert_eq!(value(text), Some(n), "{text}");
        }
        assert_eq!(value("les deux"), None);
    }

    #[test]
    fn writes_thousands_apart() {
        assert_eq!(written_number(1_500_000), "1\u{a0}500\u{a0}000");
        assert_eq!(written_number(42), "42");
    }
}
