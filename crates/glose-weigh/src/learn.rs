//! Logistic regression with both penalties, one an answer, by the orthant-wise limited-memory
//! quasi-Newton method (Andrew and Gao, « Scalable training of L1-regularized log-linear models »,
//! ICML 2007). Deterministic.

use rayon::prelude::*;

use crate::{Example, Examples, Table};

/// How to learn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Learning {
    /// Pull of every weight towards zero, growing with the weight.
    pub ridge: f64,
    /// Constant pull of every weight towards zero: makes most weights exactly zero.
    pub lasso: f64,
    /// A sign that fewer texts show is not learnt.
    pub texts: usize,
    /// Steps, at most.
    pub passes: usize,
}

impl Default for Learning {
    fn default() -> Self {
        Self { ridge: 1.0, lasso: 0.0, texts: 2, passes: 60 }
    }
}

/// An example for one fit: its signs, by place among those that are learnt.
type Row = Vec<(u32, f32)>;

/// Learns a table for `answers` from those examples that `uses` admits (by group).
#[must_use]
pub fn learn(
    examples: &Examples,
    answers: &[String],
    learning: Learning,
    uses: impl Fn(usize) -> bool + Sync,
) -> Table {
    let used: Vec<&Example> = examples.list.iter().filter(|e| uses(e.group)).collect();
    let signs = enough(&used, examples.signs(), learning.texts);
    let mut places = vec![u32::MAX; examples.signs()];
    for (place, sign) in signs.iter().enumerate() {
        if let (Some(slot), Ok(place)) = (places.get_mut(*sign as usize), u32::try_from(place)) {
            *slot = place;
        }
    }
    let rows: Vec<Row> = used
        .iter()
        .map(|e| {
            let placed = |(sign, value): &(u32, f32)| Some((*places.get(*sign as usize)?, *value));
            e.signs.iter().filter_map(placed).filter(|(place, _)| *place != u32::MAX).collect()
        })
        .collect();
    let fitted: Vec<(f64, Vec<f64>)> = (0..answers.len())
        .into_par_iter()
        .map(|answer| {
            let truths: Vec<bool> = used.iter().map(|e| e.truths.contains(&answer)).collect();
            Fit { rows: &rows, truths: &truths, learning }.run(signs.len())
        })
        .collect();
    let mut table = Table::new(answers.to_vec());
    #[expect(clippy::cast_possible_truncation, reason = "weights are small")]
    for (answer, (bias, weights)) in fitted.iter().enumerate() {
        table.set_bias(answer, *bias as f32);
        for (sign, weight) in signs.iter().zip(weights).filter(|(_, w)| w.abs() >= 0.005) {
            table.set(examples.name(*sign), answer, *weight as f32);
        }
    }
    table
}

/// The signs that at least `texts` groups of the examples show, in order.
fn enough(used: &[&Example], signs: usize, texts: usize) -> Vec<u32> {
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); signs];
    for example in used {
        for (sign, _) in &example.signs {
            if let Some(list) = groups.get_mut(*sign as usize)
                && list.len() < texts
                && !list.contains(&example.group)
            {
                list.push(example.group);
            }
        }
    }
    let counted = groups.iter().enumerate().filter(|(_, l)| !l.is_empty() && l.len() >= texts);
    counted.filter_map(|(sign, _)| u32::try_from(sign).ok()).collect()
}

/// One regression. The last weight is the bias, which no penalty pulls.
struct Fit<'a> {
    rows: &'a [Row],
    truths: &'a [bool],
    learning: Learning,
}

/// Steps remembered.
const MEMORY: usize = 8;

impl Fit<'_> {
    /// The bias and the weights.
    fn run(&self, signs: usize) -> (f64, Vec<f64>) {
        let mut weights = vec![0.0_f64; signs + 1];
        let (mut value, mut slope) = self.value(&weights);
        let mut memory: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
        for _ in 0..self.learning.passes {
            let steepest = self.pseudo(&weights, &slope);
            let mut direction = descend(&memory, &steepest);
            for (d, s) in direction.iter_mut().zip(&steepest) {
                if *d * s >= 0.0 {
                    *d = 0.0;
                }
            }
            let Some((next, next_value, next_slope)) =
                self.search(&weights, value, &steepest, &direction, memory.is_empty())
            else {
                break;
            };
            let moved: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
            let turned: Vec<f64> = next_slope.iter().zip(&slope).map(|(a, b)| a - b).collect();
            let curve = dot(&moved, &turned);
            if curve > 1e-10 {
                if memory.len() == MEMORY {
                    memory.remove(0);
                }
                memory.push((moved, turned, curve));
            }
            let gain = value - next_value;
            (weights, value, slope) = (next, next_value, next_slope);
            if gain < 1e-5 * value.abs() {
                break;
            }
        }
        (weights.pop().unwrap_or(0.0), weights)
    }

    /// Loss with the penalties, and the slope without that of the lasso.
    fn value(&self, weights: &[f64]) -> (f64, Vec<f64>) {
        let (bias, rest) = weights.split_last().map_or((0.0, &[][..]), |(b, r)| (*b, r));
        let mut slope = vec![0.0; weights.len()];
        let (mut loss, mut slope_bias) = (0.0, 0.0);
        for (row, truth) in self.rows.iter().zip(self.truths) {
            let at = |list: &[f64], s: u32| list.get(s as usize).copied().unwrap_or(0.0);
            let sum: f64 = row.iter().map(|(s, v)| at(rest, *s) * f64::from(*v)).sum();
            let side = if *truth { 1.0 } else { -1.0 };
            let margin = side * (sum + bias);
            loss += if margin > 0.0 { (-margin).exp().ln_1p() } else { margin.exp().ln_1p() - margin };
            let pull = -side / (1.0 + margin.exp());
            slope_bias += pull;
            for (s, v) in row {
                if let Some(slot) = slope.get_mut(*s as usize) {
                    *slot += pull * f64::from(*v);
                }
            }
        }
        for (w, s) in rest.iter().zip(&mut slope) {
            loss += self.learning.ridge / 2.0 * w * w + self.learning.lasso * w.abs();
            *s += self.learning.ridge * w;
        }
        if let Some(last) = slope.last_mut() {
            *last = slope_bias;
        }
        (loss, slope)
    }

    /// The slope with that of the lasso, on the side where it falls.
    fn pseudo(&self, weights: &[f64], slope: &[f64]) -> Vec<f64> {
        let lasso = self.learning.lasso;
        let last = weights.len().saturating_sub(1);
        let one = |(i, (w, s)): (usize, (&f64, &f64))| {
            if i == last {
                *s
            } else if *w > 0.0 {
                s + lasso
            } else if *w < 0.0 {
                s - lasso
            } else if s + lasso < 0.0 {
                s + lasso
            } else if s - lasso > 0.0 {
                s - lasso
            } else {
                0.0
            }
        };
        weights.iter().zip(slope).enumerate().map(one).collect()
    }

    /// The first shorter and shorter step along `direction` that lowers the loss enough; a weight does not
    /// cross zero in one step.
    fn search(
        &self,
        weights: &[f64],
        value: f64,
        steepest: &[f64],
        direction: &[f64],
        first: bool,
    ) -> Option<(Vec<f64>, f64, Vec<f64>)> {
        let mut step = if first { 1.0 / dot(direction, direction).sqrt().max(1e-12) } else { 1.0 };
        let last = weights.len().saturating_sub(1);
        for _ in 0..30 {
            let next: Vec<f64> = weights
                .iter()
                .zip(direction)
                .zip(steepest)
                .enumerate()
                .map(|(i, ((w, d), s))| {
                    let side = if *w == 0.0 { -s.signum() } else { w.signum() };
                    let moved = w + step * d;
                    if i != last && moved * side < 0.0 { 0.0 } else { moved }
                })
                .collect();
            let (next_value, slope) = self.value(&next);
            let expected: f64 = next.iter().zip(weights).zip(steepest).map(|((n, w), s)| (n - w) * s).sum();
            if next_value <= value + 1e-4 * expected {
                return Some((next, next_value, slope));
            }
            step /= 2.0;
        }
        None
    }
}

/// The direction that the remembered steps make of the steepest one (Nocedal's two loops).
fn descend(memory: &[(Vec<f64>, Vec<f64>, f64)], steepest: &[f64]) -> Vec<f64> {
    let mut direction: Vec<f64> = steepest.iter().map(|s| -s).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for (moved, turned, curve) in memory.iter().rev() {
        let share = dot(moved, &direction) / curve;
        add(&mut direction, turned, -share);
        shares.push(share);
    }
    if let Some((_, turned, curve)) = memory.last() {
        let scale = curve / dot(turned, turned).max(1e-12);
        direction.iter_mut().for_each(|d| *d *= scale);
    }
    for ((moved, turned, curve), share) in memory.iter().zip(shares.iter().rev()) {
        let back = dot(turned, &direction) / curve;
        add(&mut direction, moved, share - back);
    }
    direction
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

fn add(to: &mut [f64], what: &[f64], times: f64) {
    to.iter_mut().zip(what).for_each(|(t, w)| *t += w * times);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Texts in which « foyer » tells of shelter and « juge » of justice; « le » tells nothing.
    fn examples() -> Examples {
        let mut examples = Examples::default();
        for group in 0..6 {
            for (words, truths) in [(vec!["foyer", "le"], vec![0]), (vec!["juge", "le"], vec![1]), (vec!["le"], vec![])]
            {
                let signs = words.iter().map(|w| (examples.sign(w), 1.0)).collect();
                examples.push(signs, truths, group);
            }
        }
        let once = vec![(examples.sign("unique"), 1.0)];
        examples.push(once, vec![0], 0);
        examples
    }

    #[test]
    fn weights_follow_the_examples() {
        let answers = ["abri".to_owned(), "justice".to_owned()];
        let table = learn(&examples(), &answers, Learning { lasso: 0.1, ..Learning::default() }, |_| true);
        let foyer = table.row("foyer").unwrap();
        assert!(foyer[0] > 0.5 && foyer[1] < 0.0, "{foyer:?}");
        assert!(table.row("unique").is_none(), "a sign of one text is not learnt");
        let again = learn(&examples(), &answers, Learning { lasso: 0.1, ..Learning::default() }, |_| true);
        assert_eq!(table, again);
    }

    #[test]
    fn texts_left_out_teach_nothing() {
        let answers = ["abri".to_owned(), "justice".to_owned()];
        let table = learn(&examples(), &answers, Learning::default(), |group| group > 10);
        assert!(table.is_empty());
    }
}
