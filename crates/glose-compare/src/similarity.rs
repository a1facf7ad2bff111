//! How likely two clauses are versions of one another.

use glose_model::Clause;

use crate::side::{Bag, Prepared, Weights, shared_grams};
use crate::words::Word;

/// What is known of two clauses seen together; each from 0 to 1.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Likeness {
    /// Shared words by weight, over both.
    pub(crate) words: f32,
    /// Shared runs of letters, over both: withstands OCR.
    pub(crate) letters: f32,
    /// Shared words by weight, over the shorter.
    pub(crate) part: f32,
    /// How alike the headings are.
    pub(crate) place: f32,
    /// Whether the neighbours on either side are paired with each other.
    pub(crate) neighbours: f32,
    /// Shared concerns, over both.
    pub(crate) concerns: f32,
    /// The shorter length over the longer.
    pub(crate) length: f32,
    /// Words in common at the beginning and at the end, over the shorter.
    pub(crate) frame: f32,
    /// Whether one is a table row and the other prose.
    pub(crate) unlike: bool,
}

/// Words and letters of two bags.
pub(crate) fn likeness_of_bags(a: &Bag, b: &Bag, weights: &Weights) -> Likeness {
    let (wa, wb) = (weights.total(a), weights.total(b));
    let shared = weights.shared(a, b);
    let grams = shared_grams(a, b) as f32;
    let over = |x: f32, y: f32| if y > 0.0 { x / y } else { 0.0 };
    Likeness {
        words: over(2.0 * shared, wa + wb),
        letters: over(2.0 * grams, (a.grams.len() + b.grams.len()) as f32),
        part: over(shared, wa.min(wb)),
        length: over(wa.min(wb), wa.max(wb)),
        ..Likeness::default()
    }
}

/// Words, letters and concerns of two clauses; their places are not known here.
pub(crate) fn likeness(a: (&Clause, &Prepared), b: (&Clause, &Prepared), weights: &Weights) -> Likeness {
    let mut out = likeness_of_bags(&a.1.bag, &b.1.bag, weights);
    if a.1.key == b.1.key {
        (out.words, out.letters, out.part) = (1.0, 1.0, 1.0);
    }
    out.frame = frame(&a.1.words, &b.1.words);
    out.unlike = a.0.text.contains('\t') != b.0.text.contains('\t');
    let shared = a.0.concerns.iter().filter(|t| b.0.concerns(&t.id)).count();
    let all = a.0.concerns.len() + b.0.concerns.len() - shared;
    out.concerns = if all == 0 { 0.0 } else { shared as f32 / all as f32 };
    out
}

/// Words in common at the beginning and at the end of two clauses, over the shorter.
fn frame(a: &[Word], b: &[Word]) -> f32 {
    let forms =
        |words: &'_ [Word]| -> Vec<String> { words.iter().filter(|w| w.counts()).map(|w| w.form.clone()).collect() };
    let (a, b) = (forms(a), forms(b));
    let shorter = a.len().min(b.len());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    if shorter == 0 { 0.0 } else { ((head + tail) as f32 / shorter as f32).min(1.0) }
}

impl Likeness {
    /// How like the two are in themselves, wherever they stand: 0 to 1.
    pub(crate) fn content(&self) -> f32 {
        (self.words + self.letters + self.part) / 3.0
    }

    /// What it is worth to pair the two, above leaving both alone: the logarithm of the odds that
    /// a reader would pair them.
    ///
    /// The weights are those of a logistic regression on the two labelled pairs of texts, rounded;
    /// learnt on either pair alone they find .93 to .95 of the other's difficult pairs. Concerns
    /// weigh less than there, for they are tagged by a program and not by a reader.
    pub(crate) fn worth(&self) -> f32 {
        let own = 9.5 * self.content() + 2.2 * self.frame + 1.5 * self.length + 1.2 * self.concerns;
        let context = self.place + 3.2 * self.neighbours;
        own + context - if self.unlike { 10.0 } else { 8.0 }
    }
}
