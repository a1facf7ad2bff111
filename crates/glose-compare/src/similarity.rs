//! How likely two clauses are versions of one another.

use glose_model::{Clause, Modality};

use crate::odds::Odds;
use crate::side::{Bag, Prepared, Weights, shared_grams};
use crate::words::Word;

/// What is known of two clauses seen together. Each value lies between 0 and 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(crate) enum Sign {
    /// Shared words by weight, over both.
    Words,
    /// Shared runs of letters, over both: withstands OCR.
    Letters,
    /// Shared words by weight, over the shorter.
    Part,
    /// The shorter length over the longer.
    Length,
    /// Words in common at the beginning and at the end, over the shorter.
    Frame,
    /// Shared lists of words that stand for one idea, by weight, over both.
    Ideas,
    /// The same, over the side with fewer.
    IdeasPart,
    /// Shared concerns, over both.
    Concerns,
    /// Concerns on both sides, and none shared.
    OtherConcerns,
    /// The same force.
    Force,
    /// The same one acts.
    Actor,
    /// The same kind: row of a table, item of a list, what introduces one, sentence.
    Kind,
    /// One is a row of a table and the other is not.
    Row,
    /// How alike the headings are.
    Place,
    /// Whether the neighbours on either side are paired with each other.
    Neighbours,
    /// Both are all that stands between the same pairs; less where there is more between them.
    Gap,
    /// Neither is as like any other clause; 0 where another is more like.
    Alone,
}

/// How many signs there are.
pub(crate) const SIGNS: usize = 17;

/// Their names in the table.
pub(crate) const NAMES: [&str; SIGNS] = [
    "mots",
    "lettres",
    "mots.part",
    "longueur",
    "cadre",
    "idees",
    "idees.part",
    "sujets",
    "sujets.autres",
    "force",
    "acteur",
    "nature",
    "ligne",
    "titre",
    "voisins",
    "vide",
    "sans-rival",
];

/// The values of the signs of two clauses.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Likeness(pub(crate) [f32; SIGNS]);

/// What each sign weighs.
pub(crate) type LikenessOdds = Odds<SIGNS>;

/// Weight of ideas below which sharing all of them shows little.
const FEW: f32 = 4.0;

fn over(x: f32, y: f32) -> f32 {
    if y > 0.0 { x / y } else { 0.0 }
}

impl Likeness {
    /// What two clauses show by themselves; their places are not known here.
    pub(crate) fn new(a: (&Clause, &Prepared), b: (&Clause, &Prepared), weights: &Weights) -> Self {
        let mut out = Self([0.0; SIGNS]);
        out.bags(&a.1.bag, &b.1.bag, weights);
        if a.1.key == b.1.key {
            for sign in [Sign::Words, Sign::Letters, Sign::Part] {
                out.set(sign, 1.0);
            }
        }
        out.set(Sign::Frame, frame(&a.1.words, &b.1.words));
        out.pair(Sign::Ideas, Some(Sign::IdeasPart), None, weights.ideas(&a.1.ideas, &b.1.ideas));
        let shared = a.0.concerns.iter().filter(|t| b.0.concerns(&t.id)).count() as f32;
        let concerns = (shared, a.0.concerns.len() as f32, b.0.concerns.len() as f32);
        out.pair(Sign::Concerns, None, Some(Sign::OtherConcerns), concerns);
        let is = |yes: bool| f32::from(u8::from(yes));
        out.set(Sign::Force, is(a.0.modality == b.0.modality && a.0.modality != Modality::Constat));
        out.set(Sign::Actor, is(a.0.actor.is_some() && a.0.actor == b.0.actor));
        out.set(Sign::Kind, is(kind(a.0) == kind(b.0)));
        out.set(Sign::Row, is((kind(a.0) == Kind::Row) != (kind(b.0) == Kind::Row)));
        out
    }

    /// Words and letters of two bags.
    fn bags(&mut self, a: &Bag, b: &Bag, weights: &Weights) {
        let (wa, wb) = (weights.total(a), weights.total(b));
        let shared = weights.shared(a, b);
        let grams = shared_grams(a, b) as f32;
        self.set(Sign::Words, over(2.0 * shared, wa + wb));
        self.set(Sign::Letters, over(2.0 * grams, (a.grams.len() + b.grams.len()) as f32));
        self.set(Sign::Part, over(shared, wa.min(wb)));
        self.set(Sign::Length, over(wa.min(wb), wa.max(wb)));
    }

    /// What is shared of two sets, over both, over the smaller, and whether nothing is.
    fn pair(&mut self, all: Sign, part: Option<Sign>, none: Option<Sign>, (shared, a, b): (f32, f32, f32)) {
        self.set(all, over(shared, a + b - shared));
        if let Some(part) = part {
            // A side with one idea only shows little by sharing it.
            self.set(part, over(shared, a.min(b) + FEW));
        }
        if let Some(none) = none {
            self.set(none, f32::from(u8::from(a > 0.0 && b > 0.0 && shared == 0.0)));
        }
    }

    /// Sets the value of a sign.
    pub(crate) fn set(&mut self, sign: Sign, value: f32) {
        if let Some(slot) = self.0.get_mut(sign as usize) {
            *slot = value;
        }
    }

    /// The value of a sign.
    pub(crate) fn get(&self, sign: Sign) -> f32 {
        self.0.get(sign as usize).copied().unwrap_or(0.0)
    }

    /// How like the two are in themselves, wherever they stand: 0 to 1.
    pub(crate) fn content(&self) -> f32 {
        (self.get(Sign::Words) + self.get(Sign::Letters) + self.get(Sign::Part)) / 3.0
    }

    /// What it is worth to pair the two, above leaving both alone: the logarithm of the odds that
    /// a reader would pair them.
    pub(crate) fn worth(&self, odds: &LikenessOdds) -> f32 {
        odds.of_values(&self.0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Row,
    Item,
    Stem,
    Sentence,
}

fn kind(clause: &Clause) -> Kind {
    let text = clause.text.trim_end();
    if text.contains('\t') {
        Kind::Row
    } else if text.ends_with(':') {
        Kind::Stem
    } else if clause.stem.is_some() || text.ends_with(';') {
        Kind::Item
    } else {
        Kind::Sentence
    }
}

/// Words in common at the beginning and at the end of two clauses, over the shorter.
fn frame(a: &[Word], b: &[Word]) -> f32 {
    let counted = |words: &'_ [Word]| words.iter().filter(|w| w.counts()).count();
    let shorter = counted(a).min(counted(b));
    let same = |(x, y): &(&Word, &Word)| x.form == y.form;
    let head = a.iter().filter(|w| w.counts()).zip(b.iter().filter(|w| w.counts())).take_while(same).count();
    let tail =
        a.iter().rev().filter(|w| w.counts()).zip(b.iter().rev().filter(|w| w.counts())).take_while(same).count();
    over((head + tail) as f32, shorter as f32).min(1.0)
}
