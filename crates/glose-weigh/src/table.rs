//! The table itself: signs, answers, weights, and its text.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

/// Log odds of each answer, in the order of [`Table::answers`].
pub type Odds = Vec<f32>;

/// Weights of named signs for named answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    answers: Vec<String>,
    /// Log odds before any sign is seen.
    bias: Odds,
    rows: FxHashMap<Box<str>, u32>,
    /// Weights, one run of `answers.len()` a row.
    weights: Vec<f32>,
}

/// What is wrong with the text of a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct TableFault {
    /// 1-based.
    pub line: usize,
    /// What is wrong there.
    pub what: String,
}

/// The name under which the text of a table says the log odds before any sign.
const BIAS: &str = "*";

impl Table {
    /// An empty table for these answers.
    #[must_use]
    pub fn new(answers: Vec<String>) -> Self {
        let bias = vec![0.0; answers.len()];
        Self { answers, bias, rows: FxHashMap::default(), weights: Vec::new() }
    }

    /// The answers, in the order of all odds.
    #[must_use]
    pub fn answers(&self) -> &[String] {
        &self.answers
    }

    /// The place of `answer` in all odds.
    #[must_use]
    pub fn answer(&self, answer: &str) -> Option<usize> {
        self.answers.iter().position(|a| a == answer)
    }

    /// Whether it holds no sign.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Log odds of each answer before any sign is seen.
    #[must_use]
    pub fn bias(&self) -> &[f32] {
        &self.bias
    }

    /// What `sign` weighs for each answer; `None` for one that the table does not know.
    #[must_use]
    pub fn row(&self, sign: &str) -> Option<&[f32]> {
        let at = *self.rows.get(sign)? as usize * self.answers.len();
        self.weights.get(at..at + self.answers.len())
    }

    /// Adds what `sign` weighs, times `value`, to `odds`.
    pub fn add(&self, odds: &mut [f32], sign: &str, value: f32) {
        if let Some(row) = self.row(sign) {
            odds.iter_mut().zip(row).for_each(|(o, w)| *o += w * value);
        }
    }

    /// Sets the log odds of `answer` before any sign is seen.
    pub fn set_bias(&mut self, answer: usize, odds: f32) {
        if let Some(slot) = self.bias.get_mut(answer) {
            *slot = odds;
        }
    }

    /// Sets what `sign` weighs for `answer`.
    pub fn set(&mut self, sign: &str, answer: usize, weight: f32) {
        let next = u32::try_from(self.rows.len()).unwrap_or(u32::MAX);
        let row = *self.rows.entry(sign.into()).or_insert(next);
        if row == next {
            self.weights.resize(self.weights.len() + self.answers.len(), 0.0);
        }
        if let Some(slot) = self.weights.get_mut(row as usize * self.answers.len() + answer) {
            *slot = weight;
        }
    }

    /// Reads the text of a table: comments (`#`), then the line of answers, then one line a sign:
    /// `sign⇥answer=weight answer=weight`, answers in the order of that line. The sign `*` is what holds before any sign.
    ///
    /// # Errors
    /// The first line that is not so.
    pub fn parse(text: &str) -> Result<Self, TableFault> {
        let mut lines = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let fault = |line: usize, what: &str| TableFault { line: line + 1, what: what.to_owned() };
        let (at, first) = lines.next().ok_or_else(|| fault(0, "no answers"))?;
        let answers = first.strip_prefix("answers\t").ok_or_else(|| fault(at, "expected « answers⇥… »"))?;
        let mut table = Self::new(answers.split(' ').map(str::to_owned).collect());
        for (at, line) in lines {
            let (sign, weights) = line.split_once('\t').ok_or_else(|| fault(at, "no tab"))?;
            let mut row = vec![0.0; table.answers.len()];
            // Answers stand in the order of the first line.
            let mut next = 0;
            for part in weights.split(' ') {
                let (answer, weight) = part.rsplit_once('=').ok_or_else(|| fault(at, part))?;
                let later = table.answers.iter().skip(next).position(|a| a == answer);
                let place = later.map(|p| p + next).ok_or_else(|| fault(at, answer))?;
                let weight: f32 = weight.parse().map_err(|_| fault(at, weight))?;
                match row.get_mut(place).filter(|_| weight.is_finite()) {
                    Some(slot) => *slot = weight,
                    None => return Err(fault(at, part)),
                }
                next = place + 1;
            }
            if sign == BIAS {
                table.bias = row;
            } else {
                let place = u32::try_from(table.rows.len()).unwrap_or(u32::MAX);
                if table.rows.insert(sign.into(), place).is_some() {
                    return Err(fault(at, sign));
                }
                table.weights.append(&mut row);
            }
        }
        Ok(table)
    }

    /// Its text, signs in alphabetical order, weights of less than `least` left out.
    #[must_use]
    pub fn to_text(&self, comment: &str, least: f32) -> String {
        let mut out: String = comment.lines().map(|l| format!("# {l}\n")).collect();
        let _ = writeln!(out, "answers\t{}", self.answers.join(" "));
        let mut signs: Vec<&str> = self.rows.keys().map(AsRef::as_ref).collect();
        signs.sort_unstable();
        for (sign, row) in [(BIAS, Some(self.bias()))].into_iter().chain(signs.iter().map(|s| (*s, self.row(s)))) {
            let said: Vec<String> = row
                .unwrap_or_default()
                .iter()
                .zip(&self.answers)
                .filter(|(w, _)| w.abs() >= least)
                .map(|(w, answer)| format!("{answer}={w:.2}"))
                .collect();
            if !said.is_empty() {
                let _ = writeln!(out, "{sign}\t{}", said.join(" "));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_table_reads_back_what_it_wrote() {
        let mut table = Table::new(vec!["oui".to_owned(), "non".to_owned()]);
        table.set_bias(0, -1.5);
        table.set("mot:foyer", 1, 0.25);
        table.set("mot:abri", 0, 2.0);
        let text = table.to_text("essai", 0.01);
        assert_eq!(text, "# essai\nanswers\toui non\n*\toui=-1.50\nmot:abri\toui=2.00\nmot:foyer\tnon=0.25\n");
        let back = Table::parse(&text).unwrap();
        assert_eq!(back.row("mot:foyer"), Some(&[0.0, 0.25][..]));
        assert_eq!(back.bias(), [-1.5, 0.0]);
        assert_eq!(back.row("mot:toit"), None);
    }

    #[test]
    fn a_fault_names_its_line() {
        assert_eq!(Table::parse("answers\ta\nmot\ta=x\n").unwrap_err().line, 2);
        assert_eq!(Table::parse("answers\ta\nmot\tb=1\n").unwrap_err().what, "b");
    }
}
