//! **weakened**, **strengthened**: how often
//!
//! *What it does.* Compares how often a duty recurs: « une fois par an », « deux fois par semestre »,
//! « tous les deux ans », « chaque trimestre ».
//!
//! *Why.* A meeting or a report that comes half as often is half the steering.
//!
//! *Known problems.* Only the first frequency of each side is read, and only where both have one.
//!
//! *Example.* « se réunit au moins une fois par an » → « se réunit au moins deux fois par an ».

use glose_french::Span;
use glose_model::Effect;

use crate::effects::{Seen, direction::valence};
use crate::view::{Half, View};
use crate::words::Word;

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    if !view.is_pair() {
        return Vec::new();
    }
    let (Some((was, old)), Some((is, new))) = (often(&view.old), often(&view.new)) else { return Vec::new() };
    if (was - is).abs() < 0.01 {
        return Vec::new();
    }
    let push = if is > was { 1.0 } else { -1.0 } * valence(view);
    let effect = if push > 0.0 { Effect::Strengthened } else { Effect::Weakened };
    vec![Seen { effect, old: vec![old], new: vec![new], push, bound: true }]
}

/// Times a year, and the words that say so.
fn often(half: &Half<'_>) -> Option<(f64, Span)> {
    let words = half.counted();
    (0..words.len()).find_map(|i| read(&words, i).map(|(rate, to)| (rate, half.span(&(i..to)))))
}

/// A frequency that begins at word `i`, in times a year, and where it ends.
pub(crate) fn read(words: &[&Word], i: usize) -> Option<(f64, usize)> {
    let form = |k: usize| words.get(k).map_or("", |w| w.form.as_str());
    if form(i + 1) == "fois" && matches!(form(i + 2), "par" | "l") {
        return Some((number(form(i))? * unit(form(i + 3))?, i + 4));
    }
    match form(i) {
        "chaque" => Some((unit(form(i + 1))?, i + 2)),
        "tous" | "toutes" if form(i + 1) == "les" => match number(form(i + 2)) {
            Some(n) if n > 0.0 => Some((unit(form(i + 3))? / n, i + 4)),
            _ => Some((unit(form(i + 2))?, i + 3)),
        },
        "annuel" | "annuelle" | "annuellement" => Some((1.0, i + 1)),
        "semestriel" | "semestrielle" => Some((2.0, i + 1)),
        "trimestriel" | "trimestrielle" => Some((4.0, i + 1)),
        "mensuel" | "mensuelle" | "mensuellement" => Some((12.0, i + 1)),
        "hebdomadaire" | "hebdomadairement" => Some((52.0, i + 1)),
        "quotidien" | "quotidienne" | "quotidiennement" => Some((365.0, i + 1)),
        "bisannuel" | "bisannuelle" | "biennal" | "biennale" => Some((0.5, i + 1)),
        _ => None,
    }
}

/// The number that a word says, up to twelve.
pub(crate) fn number(form: &str) -> Option<f64> {
    const NAMES: [&str; 13] =
        ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"];
    if form == "une" {
        return Some(1.0);
    }
    NAMES.iter().position(|n| *n == form).map(|n| n as f64).or_else(|| form.parse().ok())
}

fn unit(form: &str) -> Option<f64> {
    Some(match form {
        "an" | "ans" | "annee" | "annees" => 1.0,
        "semestre" | "semestres" => 2.0,
        "trimestre" | "trimestres" => 4.0,
        "bimestre" => 6.0,
        "mois" => 12.0,
        "quinzaine" => 26.0,
        "semaine" | "semaines" => 52.0,
        "jour" | "jours" => 365.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::words::words;

    #[test]
    fn frequencies_are_read_as_times_a_year() {
        let rate = |t: &str| {
            let all = words(t);
            let counted: Vec<&Word> = all.iter().filter(|w| w.counts()).collect();
            (0..counted.len()).find_map(|i| read(&counted, i)).map(|r| r.0)
        };
        assert_eq!(rate("se réunit au moins deux fois par an"), Some(2.0));
        assert_eq!(rate("rend compte tous les deux ans"), Some(0.5));
        assert_eq!(rate("toutes les deux semaines"), Some(26.0));
        assert_eq!(rate("chaque trimestre"), Some(4.0));
        assert_eq!(rate("toutes les victimes, chaque fois"), None);
    }
}
