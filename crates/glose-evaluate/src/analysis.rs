//! How well the clauses were read: their bounds, concerns, force, values and polarity.

use std::collections::{BTreeMap, BTreeSet};

use glose_model::{Analysis, Clause, Modality, Polarity};

use crate::counts::{Counts, Share};
use crate::errors::{Error, ErrorKind};
use crate::gold::{Gold, GoldClause};
use crate::located::{self, Located};
use crate::normal;

/// The counts of one document or of several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ClauseCounts {
    /// Tags: a concern of a clause.
    pub tags: Counts,
    /// Tags, by concern.
    pub by_concern: BTreeMap<String, Counts>,
    /// Clauses whose force is right.
    pub force: Share,
    /// Wanted force, then given force, to number of clauses.
    pub confusion: BTreeMap<(Modality, Modality), usize>,
    /// Polarities that are not neutral.
    pub polarity: Counts,
    /// Durations.
    pub durations: Counts,
    /// References.
    pub references: Counts,
    /// Labelled clauses that begin where a clause begins.
    pub start_recall: Share,
    /// Clauses that begin where a labelled clause begins.
    pub start_precision: Share,
    /// Clauses on their page.
    pub page: Share,
    /// Labelled clauses that were not found at all.
    pub lost: Share,
}

impl ClauseCounts {
    /// Adds the counts of another text.
    pub fn add(&mut self, other: &Self) {
        self.tags.add(other.tags);
        for (concern, counts) in &other.by_concern {
            self.by_concern.entry(concern.clone()).or_default().add(*counts);
        }
        for (pair, n) in &other.confusion {
            *self.confusion.entry(*pair).or_default() += n;
        }
        self.polarity.add(other.polarity);
        self.durations.add(other.durations);
        self.references.add(other.references);
        let shares = [
            (&mut self.force, other.force),
            (&mut self.start_recall, other.start_recall),
            (&mut self.start_precision, other.start_precision),
            (&mut self.page, other.page),
            (&mut self.lost, other.lost),
        ];
        for (mine, theirs) in shares {
            mine.hit += theirs.hit;
            mine.all += theirs.all;
        }
    }
}

/// Compares the clauses of an analysis with the labels; what is wrong goes to `errors`.
pub fn clauses(gold: &Gold, analysis: &Analysis, errors: &mut Vec<Error>) -> ClauseCounts {
    let here = Located::new(analysis.clauses.iter().map(|c| c.text.as_str()));
    let mut out = ClauseCounts::default();
    let (mut gold_starts, mut touched) = (Vec::new(), BTreeSet::new());
    let mut cursor = 0;
    for wanted in &gold.clauses {
        let span = here.find(&wanted.quote, cursor);
        out.lost.count(span.is_none());
        let Some(span) = span else {
            for concern in wanted.concerns.iter().collect::<BTreeSet<_>>() {
                out.tags.missed += 1;
                out.by_concern.entry(concern.clone()).or_default().missed += 1;
            }
            errors.push(Error::new(ErrorKind::Lost, "", "", "", &wanted.quote));
            continue;
        };
        cursor = span.0;
        out.start_recall.count(here.starts().any(|s| s.abs_diff(span.0) <= 3));
        gold_starts.push(span.0);
        touched.extend(here.over(span).into_iter().map(|t| t.clause));
        let matched = here.matched(span);
        let found: Vec<&Clause> = matched.iter().filter_map(|t| analysis.clauses.get(t.clause)).collect();
        tags(wanted, &found, &mut out, errors);
        if let Some(main) = located::main(&matched).and_then(|t| analysis.clauses.get(t.clause)) {
            one(wanted, main, &found, &mut out, errors);
        }
    }
    for clause in touched {
        let start = here.start(clause).unwrap_or(0);
        out.start_precision.count(gold_starts.iter().any(|s| s.abs_diff(start) <= 3));
    }
    out
}

fn tags(wanted: &GoldClause, found: &[&Clause], out: &mut ClauseCounts, errors: &mut Vec<Error>) {
    let want: BTreeSet<&str> = wanted.concerns.iter().map(String::as_str).collect();
    let got: BTreeSet<&str> = found.iter().flat_map(|c| &c.concerns).map(|t| t.id.as_str()).collect();
    out.tags.add(Counts::of_sets(&got, &want));
    for concern in want.union(&got) {
        let counts = out.by_concern.entry((*concern).to_owned()).or_default();
        match (want.contains(concern), got.contains(concern)) {
            (true, true) => counts.right += 1,
            (false, _) => {
                counts.extra += 1;
                let score = found.iter().flat_map(|c| &c.concerns).filter(|t| t.id == *concern);
                let score = score.map(|t| f64::from(t.score)).fold(0.0, f64::max);
                errors.push(Error::new(ErrorKind::ExtraTag, concern, "", concern, &wanted.quote).weighing(score));
            }
            (true, false) => {
                counts.missed += 1;
                errors.push(Error::new(ErrorKind::MissedTag, concern, concern, "", &wanted.quote));
            }
        }
    }
}

/// Force, page, polarity, durations and references of one labelled clause.
fn one(wanted: &GoldClause, main: &Clause, found: &[&Clause], out: &mut ClauseCounts, errors: &mut Vec<Error>) {
    out.force.count(main.modality == wanted.modality);
    *out.confusion.entry((wanted.modality, main.modality)).or_default() += 1;
    if main.modality != wanted.modality {
        let (want, got) = (crate::names::force(wanted.modality), crate::names::force(main.modality));
        let far = f64::from(force_distance(wanted.modality, main.modality));
        errors.push(Error::new(ErrorKind::Force, "", want, got, &wanted.quote).weighing(far));
    }
    out.page.count(main.page == wanted.page);
    let (want, got) = (wanted.polarity, main.polarity);
    out.polarity.right += usize::from(got == want && want != Polarity::Neutre);
    out.polarity.extra += usize::from(got != want && got != Polarity::Neutre);
    out.polarity.missed += usize::from(want != got && want != Polarity::Neutre);
    if want != got {
        let opposite = usize::from(want != Polarity::Neutre) + usize::from(got != Polarity::Neutre);
        let names = (crate::names::polarity(want), crate::names::polarity(got));
        errors.push(Error::new(ErrorKind::Polarity, "", names.0, names.1, &wanted.quote).weighing(opposite as f64));
    }
    values(
        &wanted.durations,
        found.iter().flat_map(|c| &c.durations),
        &mut out.durations,
        |value| {
            errors.push(Error::new(ErrorKind::Duration, "", value.0, value.1, &wanted.quote));
        },
        str::to_owned,
    );
    values(
        &wanted.references,
        found.iter().flat_map(|c| &c.references),
        &mut out.references,
        |value| {
            errors.push(Error::new(ErrorKind::Reference, "", value.0, value.1, &wanted.quote));
        },
        |r| normal::letters(r).into_iter().collect(),
    );
}

/// Counts two sets of values in a normal form, and reports each that stands on one side only as
/// (wanted, found), one of them empty.
fn values<'v>(
    wanted: &'v [String],
    found: impl Iterator<Item = &'v String>,
    counts: &mut Counts,
    mut wrong: impl FnMut((&str, &str)),
    normal: impl Fn(&str) -> String,
) {
    let want: BTreeMap<String, &str> = wanted.iter().map(|v| (normal(v), v.as_str())).collect();
    let got: BTreeMap<String, &str> = found.map(|v| (normal(v), v.as_str())).collect();
    counts.add(Counts::of_sets(&got.keys().collect(), &want.keys().collect()));
    for (_, value) in want.iter().filter(|(key, _)| !got.contains_key(*key)) {
        wrong((value, ""));
    }
    for (_, value) in got.iter().filter(|(key, _)| !want.contains_key(*key)) {
        wrong(("", value));
    }
}

/// How far two forces lie from each other: an order taken for a statement is worse than for a right.
fn force_distance(a: Modality, b: Modality) -> u8 {
    let rank = |m| match m {
        Modality::Interdiction => 0u8,
        Modality::Obligation => 1,
        Modality::Droit => 2,
        Modality::Recommandation => 3,
        Modality::Faculte => 4,
        Modality::Constat => 5,
    };
    rank(a).abs_diff(rank(b))
}
