//! What looks like a duration and is none.

use std::{collections::BTreeMap, sync::OnceLock};

use rustc_hash::FxHashSet;

use super::Measure;
use crate::{WordKind, Words, number};

struct Table {
    ages: FxHashSet<String>,
    papers: FxHashSet<String>,
    dated: FxHashSet<String>,
    meetings: FxHashSet<String>,
    plans: FxHashSet<String>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../data/durations.toml")).unwrap_or_default();
        let mut take = |name: &str| lists.remove(name).unwrap_or_default().into_iter().collect();
        Table {
            ages: take("ages"),
            papers: take("papiers"),
            dated: take("papiers_dates"),
            meetings: take("seances"),
            plans: take("plans"),
        }
    })
}

fn singular(w: &str) -> &str {
    w.strip_suffix(['s', 'x']).filter(|s| s.len() >= 3).unwrap_or(w)
}

/// The words that may stand between a noun and its measure.
fn link(w: &str) -> bool {
    matches!(
        w,
        "de" | "d'"
            | "du"
            | "des"
            | "moins"
            | "plus"
            | "a"
            | "au"
            | "entre"
            | "et"
            | "jusqu'"
            | "une"
            | "un"
            | "duree"
            | "totale"
            | "maximale"
            | "minimale"
            | "environ"
            | "la"
            | "l'"
            | "sur"
            | "est"
            | "sont"
            | "pendant"
            | "durant"
            | "inferieur"
            | "superieur"
            | "inferieure"
            | "superieure"
            | "ou"
            | "egal"
            | "portant"
            | "etalee"
            | "etale"
            | "depuis"
    )
}

/// Whether the measure is a frequency, an age, a time of day, the age of a paper, the length of a
/// course or the period of a plan.
pub(super) fn excluded(words: &Words<'_>, m: &Measure) -> bool {
    frequency(words, m)
        || time_of_day(words, m)
        || age(words, m)
        || of_a_thing(words, m)
        || past(words, m)
        || vague_day(words, m)
}

/// « tous les six mois », « trois jours par semaine », « 24 heures sur 24 », « 35 heures hebdomadaires ».
fn frequency(words: &Words<'_>, m: &Measure) -> bool {
    let before = |k: usize| m.start.checked_sub(k).map_or("", |i| words.folded(i));
    let every = matches!(before(1), "les") && matches!(before(2), "tous" | "toutes");
    let each = matches!(before(1), "chaque");
    let rate = (m.end..m.end + 4).take_while(|i| words.kind(*i) != WordKind::Mark).any(|i| {
        words.folded(i) == "par"
            && matches!(
                words.folded(i + 1),
                "jour" | "semaine" | "mois" | "an" | "trimestre" | "saison" | "personne" | "semestre" | "annee"
            )
    });
    let over = words.folded(m.end) == "sur" && words.kind(m.end + 1) == WordKind::Number;
    let adjective = matches!(
        words.folded(m.end),
        "hebdomadaire"
            | "hebdomadaires"
            | "mensuelles"
            | "annuelles"
            | "quotidiennes"
            | "supplementaires-remunerees"
            | "scolaire"
            | "civile"
            | "universitaire"
            | "budgetaire"
            | "scolaires"
            | "civiles"
            | "calendaires-annuels"
    );
    every || each || rate || over || adjective
}

/// « à 14 heures », « de 9 heures à 17 heures », « 18 h 30 », « avant 22 heures ».
fn time_of_day(words: &Words<'_>, m: &Measure) -> bool {
    if !m.unit.hours || m.values.iter().any(|v| *v > 24.0) {
        return false;
    }
    let before = |k: usize| m.start.checked_sub(k).map_or("", |i| words.folded(i));
    let minutes = words.kind(m.unit_at + 1) == WordKind::Number && words.folded(m.unit_at + 1).len() == 2;
    let at = before(1) == "a"
        && !matches!(
            before(2),
            "superieure"
                | "superieur"
                | "inferieure"
                | "inferieur"
                | "jusqu'"
                | "limitee"
                | "limite"
                | "portee"
                | "fixee"
                | "fixe"
                | "reduite"
                | "egale"
                | "ramenee"
                | "porte"
        );
    let span = matches!(words.folded(m.end), "a")
        && number::at(words, m.end + 1).is_some_and(|f| words.folded(f.end).starts_with('h') && f.value <= 24.0)
        && matches!(before(1), "de" | "entre")
        && m.values.iter().all(|v| *v < 24.0);
    let until = matches!(before(1), "avant" | "apres" | "vers" | "des") && m.values.iter().all(|v| *v < 24.0);
    minutes || at || span || until
}

/// The nearest noun or adjectives before the measure, past the links: up to three words.
fn nouns_before<'w>(words: &'w Words<'_>, m: &Measure) -> Vec<&'w str> {
    let mut out = Vec::new();
    let mut i = m.start;
    while let Some(k) = i.checked_sub(1) {
        i = k;
        let w = words.folded(k);
        if link(w) && out.is_empty() || w == "non" {
            continue;
        }
        if words.folded(k) == "," && out.is_empty() && k + 1 < m.start {
            // « un module, d’une durée de trois heures ».
            continue;
        }
        if words.kind(k) != WordKind::Word {
            // « dix-huit à vingt et un ans »: numbers are passed over.
            if words.kind(k) == WordKind::Number && out.is_empty() {
                continue;
            }
            break;
        }
        if number::at(words, k).is_some() && out.is_empty() {
            continue;
        }
        out.push(w);
        if out.len() == 3 || link(w) {
            break;
        }
    }
    out
}

fn age(words: &Words<'_>, m: &Measure) -> bool {
    if matches!(words.folded(m.end), "revolus" | "revolu" | "accomplis")
        || words.folded(m.end) == "d'" && words.folded(m.end + 1) == "age"
    {
        return true;
    }
    if !m.unit.years && words.folded(m.unit_at) != "mois" {
        return false;
    }
    let before = |k: usize| m.start.checked_sub(k).map_or("", |i| words.folded(i));
    // « les moins de dix-huit ans ».
    if m.unit.years
        && matches!(before(1), "de")
        && matches!(before(2), "moins" | "plus")
        && matches!(before(3), "les" | "aux" | "des")
    {
        return true;
    }
    // « l’âge de … », « âgé de … », « ayant atteint seize ans ».
    if (1..=6).any(|k| matches!(singular(before(k)), "age" | "agee" | "ages" | "agees" | "majorite" | "atteint"))
        && m.unit.years
    {
        return true;
    }
    // « au-delà de seize ans », of schooling.
    if m.unit.years && before(1) == "de" && before(2) == "dela" && m.values.iter().all(|v| *v <= 25.0) {
        return true;
    }
    let term =
        matches!(words.folded(m.end), "d'" | "de") && !matches!(words.folded(m.end + 1), "moins" | "plus" | "la");
    let nouns = nouns_before(words, m);
    let linked = m.start > 0 && link(before(1)) && !matches!(before(1), "pendant" | "durant" | "depuis");
    let person = nouns.iter().take(2).any(|n| table().ages.contains(singular(n)));
    let duration =
        nouns.first().is_some_and(|n| matches!(*n, "delai" | "periode" | "terme" | "peine" | "carte" | "titre"));
    let since = (1..=4).any(|k| matches!(before(k), "depuis" | "pendant" | "durant" | "pour" | "dans"));
    m.unit.years && linked && person && !term && !duration && !since
        // « dès seize ans », « à partir de seize ans » beside a person: an age; « à dix-huit ans » alone too.
        || m.unit.years && matches!(before(1), "a") && matches!(before(2), "," | "" | "deja") && m.values.iter().all(|v| *v <= 21.0)
}

/// The age of a paper, the length of a course or a meeting, the period of a plan.
fn of_a_thing(words: &Words<'_>, m: &Measure) -> bool {
    let t = table();
    let before = |k: usize| m.start.checked_sub(k).map_or("", |i| words.folded(i));
    if (1..=5).any(|k| t.dated.contains(before(k)))
        && (1..=5).any(|k| matches!(before(k), "moins" | "plus" | "datant" | "de"))
    {
        return true;
    }
    let nouns = nouns_before(words, m);
    let first = nouns.first().map_or("", |n| singular(n));
    let second = nouns.get(1).map_or("", |n| singular(n));
    let less = matches!(before(1), "de" | "d'") && matches!(before(2), "moins");
    if less && matches!(before(3), "de" | "depuis" | "a") && (t.papers.contains(first) || t.papers.contains(second)) {
        return true;
    }
    if t.plans.contains(first) && link(before(1)) {
        return true;
    }
    // « un module d’apprentissage à distance, d’une durée de trois heures ».
    let lasting = matches!(before(1), "de" | "d'") && before(2) == "duree" && matches!(before(3), "une");
    if lasting && (4..=10).any(|k| t.meetings.contains(singular(before(k)))) {
        return true;
    }
    let after = |k: usize| singular(words.folded(m.end + k));
    let of_course = matches!(words.folded(m.end), "de" | "d'") && t.meetings.contains(after(1));
    let a_course = link(before(1))
        && !matches!(before(1), "a" | "au" | "et" | "sur" | "est" | "sont" | "depuis")
        && (t.meetings.contains(first)
            || second != first
                && t.meetings.contains(second)
                && !link(first)
                && nouns.len() > 1
                && matches!(before(1), "de" | "d'")
                && !matches!(first, "delai" | "periode"));
    of_course || a_course
}

/// « il y a trois ans », « ces cinq dernières années ».
fn past(words: &Words<'_>, m: &Measure) -> bool {
    let before = |k: usize| m.start.checked_sub(k).map_or("", |i| words.folded(i));
    before(1) == "a" && before(2) == "y"
        || matches!(before(1), "ces")
        || matches!(words.folded(m.unit_at.wrapping_sub(1)), "dernieres" | "derniers")
        || matches!(words.folded(m.end), "dernieres" | "derniers" | "ecoules" | "ecoulees")
}

/// « un jour » that is no term: « un jour de permanence ».
fn vague_day(words: &Words<'_>, m: &Measure) -> bool {
    let before = m.start.checked_sub(1).map_or("", |i| words.folded(i));
    m.values.iter().all(|v| (*v - 1.0).abs() < f64::EPSILON)
        && matches!(words.folded(m.unit_at), "jour" | "heure" | "nuit")
        && !matches!(before, "d'" | "de" | "moins" | "dans" | "sous" | "pendant" | "plus" | "maximum")
}
