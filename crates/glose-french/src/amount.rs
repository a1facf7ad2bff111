//! Amounts of money.

use crate::{Span, Words, number};

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Figures and currency: `150000 EUR`, `12.50 EUR`.
    pub value: String,
    /// Its words.
    pub span: Span,
}

/// Every amount of the text, in euros: « 150 000 € », « 1,5 million d’euros », « trois cents euros », « 12,50 euros ».
#[must_use]
pub fn amounts(words: &Words<'_>) -> Vec<Amount> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let Some(found) = number::at(words, i) else {
            i += 1;
            continue;
        };
        let (mut value, mut end) = (found.value, found.end);
        let scale = match words.folded(end) {
            "million" | "millions" => Some(1e6),
            "milliard" | "milliards" => Some(1e9),
            "millier" | "milliers" => Some(1e3),
            _ => None,
        };
        if let Some(scale) = scale {
            value *= scale;
            end += 1;
        }
        if matches!(words.folded(end), "d'" | "de") {
            end += 1;
        }
        if matches!(words.folded(end), "€" | "euro" | "euros" | "eur") {
            end += 1;
            let cents =
                number::at(words, end).filter(|c| c.value < 100.0 && words.folded(c.end).starts_with("centime"));
            if let Some(cents) = cents {
                value += cents.value / 100.0;
                end = cents.end + 1;
            }
            out.push(Amount { value: written(value), span: words.span(i, end) });
        }
        i = end.max(i + 1);
    }
    out
}

fn written(value: f64) -> String {
    if value.fract().abs() < 0.005 { format!("{value:.0} EUR") } else { format!("{value:.2} EUR") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn reads_amounts() {
        for (text, value) in [
            ("150 000 euros d’amende", "150000 EUR"),
            ("1,5 million d’euros", "1500000 EUR"),
            ("une taxe de 12,50 €", "12.50 EUR"),
            ("trois cents euros", "300 EUR"),
            ("3.000.000 €", "3000000 EUR"),
        ] {
            assert_eq!(amounts(&Words::new(text))[0].value, value, "{text}");
        }
        assert!(amounts(&Words::new("deux articles du code de 2015")).is_empty());
    }
}
