//! Clauses laid end to end, so that a labelled quote is found in them by its characters whatever
//! the way they were cut.

use crate::common_runs::Pair;
use crate::normal;

/// The clauses of a text in normal form, end to end.
#[derive(Clone, Debug)]
pub struct Located {
    text: Vec<char>,
    spans: Vec<(usize, usize)>,
}

/// A clause that a quote touches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Touched {
    /// Index of the clause.
    pub clause: usize,
    /// Share of the quote that the clause covers.
    pub of_quote: f64,
    /// Share of the clause that the quote covers.
    pub of_clause: f64,
}

impl Located {
    /// Lays `texts` end to end.
    pub fn new<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let (mut text, mut spans) = (Vec::new(), Vec::new());
        for clause in texts {
            let start = text.len();
            text.extend(normal::letters(clause));
            spans.push((start, text.len()));
        }
        Self { text, spans }
    }

    /// Where each clause begins.
    #[must_use]
    pub fn start(&self, clause: usize) -> Option<usize> {
        self.spans.get(clause).map(|s| s.0)
    }

    /// Where each clause begins, in order.
    pub fn starts(&self) -> impl Iterator<Item = usize> + '_ {
        self.spans.iter().map(|s| s.0)
    }

    /// The characters where `quote` stands: exactly, at or after `after` if it can be; else around
    /// the longest run that it shares with the text, when that run is at least twelve characters
    /// and a quarter of the quote.
    #[must_use]
    pub fn find(&self, quote: &str, after: usize) -> Option<(usize, usize)> {
        let wanted = normal::letters(quote);
        if wanted.is_empty() {
            return None;
        }
        let exact = normal::find(&self.text, &wanted, after).or_else(|| normal::find(&self.text, &wanted, 0));
        if let Some(at) = exact {
            return Some((at, at + wanted.len()));
        }
        let run = Pair::new(&self.text, &wanted).longest_run();
        (run.len >= 12 && run.len as f64 >= wanted.len() as f64 * 0.25).then(|| {
            let start = run.a.saturating_sub(run.b);
            (start, self.text.len().min(start + wanted.len()))
        })
    }

    /// The clauses that the characters touch, in order.
    #[must_use]
    pub fn over(&self, (from, to): (usize, usize)) -> Vec<Touched> {
        let first = self.spans.partition_point(|s| s.1 <= from);
        let touched = self.spans.iter().enumerate().skip(first).take_while(|(_, s)| s.0 < to);
        touched
            .filter_map(|(clause, (start, end))| {
                let cover = to.min(*end).checked_sub(from.max(*start)).filter(|c| *c > 0)? as f64;
                let of_clause = cover / (end - start).max(1) as f64;
                Some(Touched { clause, of_quote: cover / (to - from).max(1) as f64, of_clause })
            })
            .collect()
    }

    /// Of [`Self::over`], the clauses that count: those that cover three tenths of the quote or are
    /// covered by half; else the one that covers most.
    #[must_use]
    pub fn matched(&self, span: (usize, usize)) -> Vec<Touched> {
        let all = self.over(span);
        let counted: Vec<Touched> = all.iter().copied().filter(|t| t.of_quote >= 0.3 || t.of_clause >= 0.5).collect();
        if counted.is_empty() { main(&all).into_iter().collect() } else { counted }
    }
}

/// The clause that covers most of the quote, the first of equals.
#[must_use]
pub(crate) fn main(touched: &[Touched]) -> Option<Touched> {
    let mut best: Option<Touched> = None;
    for one in touched {
        if best.is_none_or(|b| one.of_quote > b.of_quote) {
            best = Some(*one);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_quote_is_found_whatever_the_cut() {
        let here = Located::new(["Le préfet délivre le titre", " ; il en informe l’association.", "Fin."]);
        let span = here.find("Le préfet délivre le titre ; il en informe l'association.", 0).unwrap();
        let over = here.matched(span);
        assert_eq!(over.iter().map(|t| t.clause).collect::<Vec<_>>(), [0, 1]);
        assert_eq!(main(&over).unwrap().clause, 1);
    }

    #[test]
    fn a_damaged_quote_is_found_by_its_longest_run() {
        let here =
            Located::new(["Rien ici.", "La victime est informée de ses droits dans une langue qu’elle comprend."]);
        let span = here.find("La victlme est informée de ses droits dans une langue qu’elle cornprend.", 0).unwrap();
        assert_eq!(main(&here.over(span)).unwrap().clause, 1);
        assert!(here.find("Un texte absent de cette page et de toutes les autres.", 0).is_none());
    }
}
