//! Learns from labelled texts what each sign weighs: two logistic regressions by Newton's method,
//! the second on what the first thinks of the clauses around. Deterministic.

use std::collections::BTreeMap;

use glose_grid::{CLUES, Clue, Grid, SIGNALS, Signal, Weights};
use glose_model::messages::Lang;
use glose_model::{Clause, Document, Polarity, Tag};

use crate::polarity;
use crate::signals::{self, Signals};
use crate::tags;
use crate::text::Text;

/// A text with the concerns that its clauses carry, in the order of [`clauses`].
pub struct Labelled<'a> {
    /// The text.
    pub document: &'a Document,
    /// Identifiers of concerns, clause by clause.
    pub labels: Vec<Vec<String>>,
    /// What each clause is worth.
    pub worth: Vec<Polarity>,
}

/// The clauses of a text, as the analysis cuts them, so that labels can be put on them.
#[must_use]
pub fn clauses(document: &Document) -> Vec<Clause> {
    crate::clauses::clauses(document).0
}

/// Strength of the pull of every weight towards zero.
const RIDGE: f64 = 2.0;

type Row<const N: usize> = ([f32; N], bool);

/// The weights that fit the labelled texts best. Texts that the grid does not concern are left out.
#[must_use]
pub fn learn(texts: &[Labelled<'_>], grid: &Grid) -> Weights {
    let read: Vec<(Text<'_>, &Labelled<'_>)> =
        texts.iter().map(|t| (Text::new(t.document, grid, Lang::Fr), t)).filter(|(t, _)| tags::on_topic(t)).collect();
    let mut seen: Vec<Vec<Vec<Signals>>> = read.iter().map(|(text, _)| signals::all(text)).collect();
    let ids: Vec<&str> = grid.file.concern.iter().map(|c| c.id.as_str()).collect();
    let rows = |seen: &[Vec<Vec<Signals>>]| -> Vec<Row<SIGNALS>> {
        let mut rows = Vec::new();
        for ((_, labelled), text) in read.iter().zip(seen) {
            for (id, concern) in ids.iter().zip(text) {
                for (s, labels) in concern.iter().zip(&labelled.labels) {
                    let mut values = s.values;
                    values[Signal::Always as usize] = 1.0;
                    rows.push((values, labels.iter().any(|l| l == id)));
                }
            }
        }
        rows
    };
    let second_look = Signal::First as usize;
    let first = fit(&rows(&seen), |i| i < second_look);
    for ((text, _), signals) in read.iter().zip(&mut seen) {
        tags::first_look(text, signals, &first);
    }
    let last = rows(&seen);
    let second = fit(&last, |_| true);
    let threshold = threshold(&last, &second);
    Weights { first: named(&first), second: named(&second), threshold, verdict: verdicts(read) }
}

/// One regression a verdict, on the clauses that carry a concern.
fn verdicts(read: Vec<(Text<'_>, &Labelled<'_>)>) -> BTreeMap<Polarity, BTreeMap<Clue, f32>> {
    let mut seen: Vec<([f32; CLUES], Polarity)> = Vec::new();
    for (mut text, labelled) in read {
        for (clause, labels) in text.clauses.iter_mut().zip(&labelled.labels) {
            clause.concerns =
                labels.iter().map(|id| Tag { id: id.clone(), score: 1.0, evidence: Vec::new() }).collect();
        }
        for (i, (labels, worth)) in labelled.labels.iter().zip(&labelled.worth).enumerate() {
            if !labels.is_empty() {
                seen.push((polarity::worth(&text, i).values, *worth));
            }
        }
    }
    let fitted = polarity::VERDICTS.map(|verdict| {
        let rows: Vec<Row<CLUES>> = seen.iter().map(|(values, truth)| (*values, *truth == verdict)).collect();
        let weights = fit(&rows, |_| true);
        let named = Clue::ALL.into_iter().zip(weights).map(|(c, w)| (c, round(w))).filter(|(_, w)| *w != 0.0);
        (verdict, named.collect())
    });
    fitted.into_iter().collect()
}

fn round(weight: f32) -> f32 {
    (weight * 100.0).round() / 100.0
}

fn named(weights: &[f32; SIGNALS]) -> BTreeMap<Signal, f32> {
    Signal::ALL.into_iter().zip(weights).map(|(s, w)| (s, round(*w))).filter(|(_, w)| *w != 0.0).collect()
}

fn dot(values: &[f32], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(v, w)| f64::from(*v) * w).sum()
}

/// Logistic regression with a ridge, by Newton's method, on the signals that `uses` admits.
#[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "square arrays of one size")]
fn fit<const N: usize>(rows: &[Row<N>], uses: impl Fn(usize) -> bool) -> [f32; N] {
    let mut weights = vec![0.0_f64; N];
    for _ in 0..25 {
        let mut gradient = vec![0.0_f64; N];
        let mut hessian = vec![vec![0.0_f64; N]; N];
        for (values, truth) in rows {
            let p = 1.0 / (1.0 + (-dot(values, &weights)).exp());
            let error = p - f64::from(u8::from(*truth));
            let w = (p * (1.0 - p)).max(1e-6);
            let said: Vec<usize> = (0..N).filter(|i| values[*i] != 0.0 && uses(*i)).collect();
            for &i in &said {
                gradient[i] += error * f64::from(values[i]);
                for &j in &said {
                    hessian[i][j] += w * f64::from(values[i]) * f64::from(values[j]);
                }
            }
        }
        for i in 0..N {
            let pull = if i == 0 { 1e-3 } else { RIDGE };
            gradient[i] += pull * weights[i];
            hessian[i][i] += pull;
        }
        let step = solve(hessian, gradient);
        let mut largest = 0.0_f64;
        for (weight, s) in weights.iter_mut().zip(&step) {
            *weight -= s;
            largest = largest.max(s.abs());
        }
        if largest < 1e-6 {
            break;
        }
    }
    let mut out = [0.0; N];
    for (slot, weight) in out.iter_mut().zip(weights) {
        *slot = weight as f32;
    }
    out
}

/// Solves a positive definite system by elimination.
#[expect(clippy::indexing_slicing, clippy::needless_range_loop, reason = "square arrays of one size")]
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        let pivot = a[i][i];
        for r in i + 1..n {
            let factor = a[r][i] / pivot;
            if factor != 0.0 {
                for c in i..n {
                    a[r][c] -= factor * a[i][c];
                }
                b[r] -= factor * b[i];
            }
        }
    }
    for i in (0..n).rev() {
        let rest: f64 = (i + 1..n).map(|c| a[i][c] * b[c]).sum();
        b[i] = (b[i] - rest) / a[i][i];
    }
    b
}

/// The threshold with the best F1 on the rows, in steps of .05.
fn threshold(rows: &[Row<SIGNALS>], weights: &[f32; SIGNALS]) -> f32 {
    let weights: Vec<f64> = weights.iter().map(|w| f64::from(*w)).collect();
    let chances: Vec<(f64, bool)> = rows.iter().map(|(v, t)| (1.0 / (1.0 + (-dot(v, &weights)).exp()), *t)).collect();
    let mut best = (0.5, -1.0);
    for step in [50, 45, 40, 35, 30, 55, 60] {
        let at = f64::from(step) / 100.0;
        let count = |f: &dyn Fn(f64, bool) -> bool| chances.iter().filter(|(p, t)| f(*p, *t)).count() as f64;
        let (hit, wrong, missed) =
            (count(&|p, t| p >= at && t), count(&|p, t| p >= at && !t), count(&|p, t| p < at && t));
        let f1 = 2.0 * hit / (2.0 * hit + wrong + missed).max(1.0);
        if f1 > best.1 + 0.002 {
            best = (at, f1);
        }
    }
    best.0 as f32
}
