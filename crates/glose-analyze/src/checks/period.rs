//! Periods of ISO 8601 as lengths that can be compared.

/// The length of a period in days; months count as a twelfth of a year of 365 days, so that « un
/// mois » and « 30 jours » are close and not the same. `None` for what is not a period.
pub(crate) fn days(iso: &str) -> Option<f64> {
    let rest = iso.strip_prefix('P')?;
    let (date, time) = rest.split_once('T').unwrap_or((rest, ""));
    let mut total = 0.0;
    let mut any = false;
    for (part, units) in [
        (date, &[('Y', 365.0), ('M', 365.0 / 12.0), ('W', 7.0), ('D', 1.0)][..]),
        (time, &[('H', 1.0 / 24.0), ('M', 1.0 / 1440.0)]),
    ] {
        let mut number = String::new();
        for c in part.chars() {
            if c.is_ascii_digit() || c == '.' {
                number.push(c);
                continue;
            }
            let (_, unit) = units.iter().find(|(name, _)| *name == c)?;
            total += number.parse::<f64>().ok()? * unit;
            number.clear();
            any = true;
        }
    }
    any.then_some(total)
}

/// Whether `a` is shorter than `b` by more than the difference between thirty days and a month.
pub(crate) fn shorter(a: f64, b: f64) -> bool {
    a < b * 0.97
}

/// A period of ISO 8601 in words: « 30 jours », “30 days”.
pub(crate) fn in_words(iso: &str, lang: glose_model::messages::Lang) -> String {
    use glose_model::messages::Lang;
    let (rest, time) = match iso.strip_prefix("PT") {
        Some(rest) => (rest, true),
        None => (iso.strip_prefix('P').unwrap_or(iso), false),
    };
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let unit = rest.get(digits.len()..).unwrap_or("");
    let many = digits.parse::<u32>().is_ok_and(|n| n > 1);
    let name = match (unit, time, lang) {
        ("Y", _, Lang::Fr) => {
            if many {
                "ans"
            } else {
                "an"
            }
        }
        ("M", false, Lang::Fr) => "mois",
        ("W", _, Lang::Fr) => {
            if many {
                "semaines"
            } else {
                "semaine"
            }
        }
        ("D", _, Lang::Fr) => {
            if many {
                "jours"
            } else {
                "jour"
            }
        }
        ("H", _, Lang::Fr) => {
            if many {
                "heures"
            } else {
                "heure"
            }
        }
        ("M", true, Lang::Fr) => {
            if many {
                "minutes"
            } else {
                "minute"
            }
        }
        ("Y", _, Lang::En) => {
            if many {
                "years"
            } else {
                "year"
            }
        }
        ("M", false, Lang::En) => {
            if many {
                "months"
            } else {
                "month"
            }
        }
        ("W", _, Lang::En) => {
            if many {
                "weeks"
            } else {
                "week"
            }
        }
        ("D", _, Lang::En) => {
            if many {
                "days"
            } else {
                "day"
            }
        }
        ("H", _, Lang::En) => {
            if many {
                "hours"
            } else {
                "hour"
            }
        }
        ("M", true, Lang::En) => {
            if many {
                "minutes"
            } else {
                "minute"
            }
        }
        _ => return iso.to_owned(),
    };
    format!("{digits}\u{a0}{name}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use glose_model::messages::Lang;

    #[test]
    fn periods_are_compared_whatever_their_unit() {
        assert!(!shorter(days("P30D").unwrap(), days("P1M").unwrap()));
        assert!(shorter(days("P28D").unwrap(), days("P1M").unwrap()));
        assert!(!shorter(days("P12M").unwrap(), days("P1Y").unwrap()));
        assert!(shorter(days("PT48H").unwrap(), days("P30D").unwrap()));
        assert_eq!(days("trois mois"), None);
    }

    #[test]
    fn periods_are_said_in_words() {
        assert_eq!(in_words("P30D", Lang::Fr), "30\u{a0}jours");
        assert_eq!(in_words("P1Y", Lang::En), "1\u{a0}year");
        assert_eq!(in_words("PT48H", Lang::Fr), "48\u{a0}heures");
    }
}
