//! How far two people (or a person and the program) agree on the labels of one text.
//!
//! - Cohen's kappa: *J. Cohen, A coefficient of agreement for nominal scales, Educational and
//!   Psychological Measurement 20 (1960), p. 37–46*: `(po − pe) / (1 − pe)`, where `po` is the share
//!   of units with one label and `pe` the share expected from the habits of each annotator.
//! - Krippendorff's alpha: *K. Krippendorff, Computing Krippendorff's Alpha-Reliability, University
//!   of Pennsylvania, 2011*: `1 − Do / De`, the disagreement observed over the one expected from
//!   all labels of both together, for two annotators and no missing label. Labels that are sets
//!   (the concerns of a clause) are compared with the MASI distance: *R. Passonneau, Measuring
//!   Agreement on Set-valued Items (MASI), LREC 2006*.
//!
//! Both are 1 for full agreement, 0 for that of chance, and 1 by convention where there is only one
//! label and nobody uses another.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::counts::share;
use crate::gold::{Gold, GoldClause};
use crate::located::{self, Located};
use crate::{analysis, analysis_of, findings};

/// The agreement of two files of labels.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agreement {
    /// Clauses of the first file that were found in the second.
    pub clauses: usize,
    /// Clauses of the first file.
    pub of: usize,
    /// By concern: whether a clause carries it.
    pub concerns: BTreeMap<String, Coefficients>,
    /// Krippendorff's alpha of the sets of concerns, MASI distance.
    pub concern_sets_alpha: f64,
    /// F1 of the tags of the second against the first.
    pub concerns_f1: f64,
    /// The force.
    pub force: Coefficients,
    /// The polarity.
    pub polarity: Coefficients,
    /// F1 of the polarities that are not neutral.
    pub polarity_f1: f64,
    /// Share of the findings of the first that the second has too.
    pub findings_recall: f64,
    /// Share of the findings of the second that the first has too.
    pub findings_precision: f64,
}

/// Agreement on one question, over the same clauses.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coefficients {
    /// Share of clauses with the same label.
    pub observed: f64,
    /// Cohen's kappa.
    pub kappa: f64,
    /// Krippendorff's alpha, nominal.
    pub alpha: f64,
}

/// The agreement of `second` with `first`, on the clauses that both have.
#[must_use]
pub fn agreement(first: &Gold, second: &Gold) -> Agreement {
    let pairs = pairs(first, second);
    let concerns: BTreeSet<&str> =
        pairs.iter().flat_map(|(a, b)| a.concerns.iter().chain(&b.concerns)).map(String::as_str).collect();
    let as_analysis = analysis_of(second);
    let counts = analysis::clauses(first, &as_analysis, &mut Vec::new());
    let lines = findings::findings(first, &as_analysis, &mut Vec::new()).lines;
    let set = |c: &GoldClause| c.concerns.iter().cloned().collect::<BTreeSet<String>>();
    let sets: Vec<_> = pairs.iter().map(|(a, b)| (set(a), set(b))).collect();
    Agreement {
        clauses: pairs.len(),
        of: first.clauses.len(),
        concerns: concerns
            .into_iter()
            .map(|id| {
                let carries = |c: &GoldClause| c.concerns.iter().any(|x| x == id);
                let labels: Vec<_> = pairs.iter().map(|(a, b)| (carries(a), carries(b))).collect();
                (id.to_owned(), coefficients(&labels))
            })
            .collect(),
        concern_sets_alpha: alpha(&sets, masi),
        concerns_f1: counts.tags.f1(),
        force: coefficients(&pairs.iter().map(|(a, b)| (a.modality, b.modality)).collect::<Vec<_>>()),
        polarity: coefficients(&pairs.iter().map(|(a, b)| (a.polarity, b.polarity)).collect::<Vec<_>>()),
        polarity_f1: counts.polarity.f1(),
        findings_recall: lines.recall(),
        findings_precision: lines.precision(),
    }
}

fn pairs<'g>(first: &'g Gold, second: &'g Gold) -> Vec<(&'g GoldClause, &'g GoldClause)> {
    let there = Located::new(second.clauses.iter().map(|c| c.quote.as_str()));
    let mut cursor = 0;
    let mut out = Vec::new();
    for clause in &first.clauses {
        let Some(span) = there.find(&clause.quote, cursor) else { continue };
        cursor = span.0;
        if let Some(other) = located::main(&there.over(span)).and_then(|t| second.clauses.get(t.clause)) {
            out.push((clause, other));
        }
    }
    out
}

fn coefficients<T: Ord + Copy>(labels: &[(T, T)]) -> Coefficients {
    let same = labels.iter().filter(|(a, b)| a == b).count();
    Coefficients {
        observed: share(same, labels.len()),
        kappa: kappa(labels),
        alpha: alpha(labels, |a, b| f64::from(u8::from(a != b))),
    }
}

/// Cohen's kappa of pairs of labels.
#[must_use]
pub fn kappa<T: Ord + Copy>(labels: &[(T, T)]) -> f64 {
    let n = labels.len() as f64;
    let mut habits: BTreeMap<T, (f64, f64)> = BTreeMap::new();
    for (a, b) in labels {
        habits.entry(*a).or_default().0 += 1.0;
        habits.entry(*b).or_default().1 += 1.0;
    }
    let expected: f64 = habits.values().map(|(a, b)| a * b / (n * n)).sum();
    let observed = share(labels.iter().filter(|(a, b)| a == b).count(), labels.len());
    if labels.is_empty() || expected >= 1.0 { 1.0 } else { (observed - expected) / (1.0 - expected) }
}

/// Krippendorff's alpha of pairs of labels, `distance` 0 for the same, up to 1.
#[must_use]
pub fn alpha<T: Ord>(labels: &[(T, T)], distance: impl Fn(&T, &T) -> f64) -> f64 {
    let all = 2.0 * labels.len() as f64;
    let observed: f64 = labels.iter().map(|(a, b)| 2.0 * distance(a, b)).sum::<f64>() / all;
    let mut values: BTreeMap<&T, f64> = BTreeMap::new();
    for value in labels.iter().flat_map(|(a, b)| [a, b]) {
        *values.entry(value).or_default() += 1.0;
    }
    let mut expected = 0.0;
    for (a, n) in &values {
        for (b, m) in &values {
            expected += n * m * distance(a, b);
        }
    }
    expected /= all * (all - 1.0);
    if labels.is_empty() || expected <= 0.0 { 1.0 } else { 1.0 - observed / expected }
}

/// 1 − Jaccard × monotonicity (1 for equal sets, 2/3 for one within the other, 1/3 for sets that
/// overlap, 0 for sets apart).
fn masi(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    if a == b {
        return 0.0;
    }
    let (both, either) = (a.intersection(b).count(), a.union(b).count());
    let monotone = match both {
        0 => 0.0,
        _ if a.is_subset(b) || b.is_subset(a) => 2.0 / 3.0,
        _ => 1.0 / 3.0,
    };
    1.0 - share(both, either) * monotone
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() < 5e-4
    }

    /// The worked example of Cohen's coefficient for fifty proposals: po .70, pe .50.
    #[test]
    fn kappa_of_fifty_proposals() {
        let mut labels = vec![(true, true); 20];
        labels.extend([(true, false); 5]);
        labels.extend([(false, true); 10]);
        labels.extend([(false, false); 15]);
        assert!(near(kappa(&labels), 0.4));
    }

    /// Krippendorff 2011, section A: binary data, two observers, ten units.
    #[test]
    fn alpha_of_krippendorffs_first_example() {
        let meg = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
        let owen = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
        let labels: Vec<(u8, u8)> = meg.into_iter().zip(owen).collect();
        assert!(near(alpha(&labels, |a, b| f64::from(u8::from(a != b))), 0.095));
    }

    /// Krippendorff 2011, section B: nominal data, two observers, twelve units.
    #[test]
    fn alpha_of_krippendorffs_second_example() {
        let labels: Vec<(char, char)> = "aabbdcccedda".chars().zip("babbbccceddd".chars()).collect();
        assert!(near(coefficients(&labels).alpha, 0.692));
        let same = coefficients(&[('a', 'a'), ('a', 'a')]);
        assert!(near(same.kappa, 1.0) && near(same.alpha, 1.0));
    }

    #[test]
    fn sets_that_share_something_are_nearer() {
        let set = |ids: &[&str]| ids.iter().map(|s| (*s).to_owned()).collect::<BTreeSet<_>>();
        assert!(near(masi(&set(&["a"]), &set(&["a"])), 0.0));
        assert!(near(masi(&set(&["a"]), &set(&["a", "b"])), 1.0 - 1.0 / 3.0));
        assert!(near(masi(&set(&[]), &set(&["b"])), 1.0));
    }
}
