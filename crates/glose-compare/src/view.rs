//! Two sides of a pair, laid beside each other for the effects to look at.

use std::ops::Range;

use glose_french::Span;
use glose_model::{Clause, DiffKind, DiffOp, Polarity, Relation, ValueKind};

use crate::cues::Cues;
use crate::diff::{Run, runs, spans};
use crate::misreading::misread;
use crate::words::{Word, WordKind, words};

/// One side: its clauses, joined by one space.
#[derive(Debug)]
pub(crate) struct Half<'a> {
    /// Its clauses.
    pub(crate) clauses: Vec<&'a Clause>,
    /// Their texts joined.
    pub(crate) text: String,
    /// The words and marks of the joined text.
    words: Vec<Word>,
    /// Whether each counted word is one that the other side lacks.
    pub(crate) changed: Vec<bool>,
    /// Character at which each clause begins in the joined text.
    offsets: Vec<usize>,
}

impl<'a> Half<'a> {
    fn new(clauses: Vec<&'a Clause>) -> Self {
        let mut text = String::new();
        let mut offsets = Vec::with_capacity(clauses.len());
        let mut length = 0;
        for (i, clause) in clauses.iter().enumerate() {
            if i > 0 {
                text.push(' ');
                length += 1;
            }
            offsets.push(length);
            text.push_str(&clause.text);
            length += clause.text.chars().count();
        }
        let words = words(&text);
        let changed = vec![true; words.iter().filter(|w| w.counts()).count()];
        Self { clauses, text, words, changed, offsets }
    }

    /// The words, marks left out.
    pub(crate) fn counted(&self) -> Vec<&Word> {
        self.words.iter().filter(|w| w.counts()).collect()
    }

    /// Takes the misread words of the range for those of the other side, where there are as many.
    fn read_as(&mut self, range: &Range<usize>, others: &[&Word]) {
        let counted = self.words.iter_mut().filter(|w| w.counts());
        if others.len() == range.len() {
            for (own, other) in counted.skip(range.start).zip(others) {
                own.form.clone_from(&other.form);
                own.stem.clone_from(&other.stem);
            }
        }
    }

    /// A span of clause `i` as a span of the joined text.
    pub(crate) fn place(&self, i: usize, start: usize, end: usize) -> Span {
        let at = self.offsets.get(i).copied().unwrap_or(0);
        Span::new(at + start, at + end)
    }

    /// The characters of a range of counted words.
    pub(crate) fn span(&self, range: &Range<usize>) -> Span {
        let words = self.counted();
        let start = words.get(range.start).map_or(0, |w| w.span.start);
        let end = range.end.checked_sub(1).and_then(|i| words.get(i)).map_or(start, |w| w.span.end);
        Span::new(start, end.max(start))
    }

    /// Whether a word of the range is one that the other side lacks.
    pub(crate) fn touches_change(&self, range: &Range<usize>) -> bool {
        self.changed.get(range.clone()).is_some_and(|c| c.contains(&true))
    }

    /// Whether the last word of the range is `form` and another word follows with no mark between.
    pub(crate) fn runs_on(&self, range: &Range<usize>, form: &str) -> bool {
        let Some(last) = range.end.checked_sub(1).and_then(|i| self.counted().get(i).copied().cloned()) else {
            return false;
        };
        let next = self.words.iter().find(|w| w.span.start >= last.span.end);
        last.form == form && next.is_some_and(Word::counts)
    }

    /// Whether every word that the other side lacks stands in a citation.
    fn only_cites_otherwise(&self) -> bool {
        let values = self.clauses.iter().enumerate().flat_map(|(i, c)| c.values.iter().map(move |v| (i, v)));
        let cited: Vec<Span> = values
            .filter(|(_, v)| v.kind == ValueKind::Reference)
            .map(|(i, v)| self.place(i, v.start, v.end))
            .collect();
        let counted = self.counted();
        let form = |i: usize| counted.get(i).map_or("", |w| w.form.as_str());
        let series = |i: usize| matches!(form(i), "l" | "r" | "d");
        // « Article L. 316-2 » as the code itself writes it, where no code is named.
        let bare = |i: usize, w: &Word| {
            w.form.starts_with("article") || series(i) || w.kind == WordKind::Number && i > 0 && series(i - 1)
        };
        let mut changed = counted.iter().enumerate().filter(|(i, _)| self.touches_change(&(*i..*i + 1)));
        changed.all(|(i, w)| bare(i, w) || cited.iter().any(|s| s.start <= w.span.start && w.span.end <= s.end))
    }

    /// How many words of meaning or numbers the other side lacks.
    pub(crate) fn changed_content(&self) -> usize {
        let counted = self.counted();
        counted.iter().zip(&self.changed).filter(|(w, changed)| **changed && w.kind != WordKind::Function).count()
    }

    /// « ou » and what follows it, where they came with the change.
    pub(crate) fn alternatives(&self) -> Vec<Range<usize>> {
        let words = self.counted();
        let or = |i: &usize| words.get(*i).is_some_and(|w| w.form == "ou") && self.touches_change(&(*i..*i + 1));
        (0..words.len()).filter(or).map(|i| i..(i + 2).min(words.len())).collect()
    }

    /// The phrases of `cues` that came with the change.
    pub(crate) fn fresh(&self, cues: &Cues) -> Vec<Range<usize>> {
        cues.find(&self.counted()).into_iter().filter(|r| self.touches_change(r)).collect()
    }

    /// The runs of words that the other side lacks.
    pub(crate) fn changed_spans(&self) -> Vec<Span> {
        let mut out = Vec::new();
        let mut from = None;
        for i in 0..=self.changed.len() {
            match (self.changed.get(i).copied().unwrap_or(false), from) {
                (true, None) => from = Some(i),
                (false, Some(start)) => {
                    out.push(self.span(&(start..i)));
                    from = None;
                }
                _ => {}
            }
        }
        out
    }

    /// Whether a clause of this side carries a concern.
    pub(crate) fn concerned(&self) -> bool {
        self.clauses.iter().any(|c| !c.concerns.is_empty())
    }

    /// Whether a clause of this side carries the concern `id`.
    pub(crate) fn concerns(&self, id: &str) -> bool {
        self.clauses.iter().any(|c| c.concerns(id))
    }

    /// From −1 (a problem) to 1 (a protection): the clauses that are not neutral, on average.
    pub(crate) fn polarity(&self) -> f32 {
        let marks: Vec<f32> = self.clauses.iter().map(|c| polarity_rank(c.polarity)).filter(|p| *p != 0.0).collect();
        if marks.is_empty() { 0.0 } else { marks.iter().sum::<f32>() / marks.len() as f32 }
    }
}

/// A neutral clause costs the victim nothing: it stands above a good rule made weak.
fn polarity_rank(p: Polarity) -> f32 {
    match p {
        Polarity::Positif => 1.0,
        Polarity::Neutre => 0.0,
        Polarity::AAmeliorer => -0.4,
        Polarity::Probleme => -1.0,
    }
}

/// A pair laid open.
#[derive(Debug)]
pub(crate) struct View<'a> {
    /// How the clauses relate.
    pub(crate) relation: Relation,
    /// The earlier side.
    pub(crate) old: Half<'a>,
    /// The later side.
    pub(crate) new: Half<'a>,
    /// The runs of the difference.
    pub(crate) runs: Vec<Run>,
    /// Share of the clauses around both sides that carry a concern.
    pub(crate) around: f32,
}

impl<'a> View<'a> {
    /// Lays the pair open. `known` tells a word that both texts use: it is no misreading.
    pub(crate) fn new(
        relation: Relation,
        old: Vec<&'a Clause>,
        new: Vec<&'a Clause>,
        known: &dyn Fn(&str) -> bool,
    ) -> Self {
        let (mut old, mut new) = (Half::new(old), Half::new(new));
        let runs = runs(&old.counted(), &new.counted());
        let forms = |half: &Half<'_>| -> Vec<String> { half.counted().iter().map(|w| w.form.clone()).collect() };
        let (a, b) = (forms(&old), forms(&new));
        for run in &runs {
            let same = run.op == DiffKind::Equal
                || misread(
                    a.get(run.old.clone()).unwrap_or_default(),
                    b.get(run.new.clone()).unwrap_or_default(),
                    known,
                );
            if same {
                old.changed.get_mut(run.old.clone()).into_iter().flatten().for_each(|c| *c = false);
                new.changed.get_mut(run.new.clone()).into_iter().flatten().for_each(|c| *c = false);
                new.read_as(&run.new, old.counted().get(run.old.clone()).unwrap_or_default());
            }
        }
        Self { relation, old, new, runs, around: 0.0 }
    }

    /// The same, among the clauses of both texts: what stands around it tells what it is about.
    pub(crate) fn among(mut self, shares: &[f32]) -> Self {
        self.around = if shares.is_empty() { 0.0 } else { shares.iter().sum::<f32>() / shares.len() as f32 };
        self
    }

    /// The difference in characters of the joined texts.
    pub(crate) fn diff(&self) -> Vec<DiffOp> {
        let length = |half: &Half<'_>| half.text.chars().count();
        spans(&self.runs, (&self.old.counted(), length(&self.old)), (&self.new.counted(), length(&self.new)))
    }

    /// Whether a word that counts came or went.
    pub(crate) fn differs(&self) -> bool {
        self.old.changed.contains(&true) || self.new.changed.contains(&true)
    }

    /// Whether the two sides differ in what they cite, and in nothing else: a clause that is nothing but a
    /// citation says nothing of its own.
    pub(crate) fn only_cites_otherwise(&self) -> bool {
        self.old.only_cites_otherwise() && self.new.only_cites_otherwise()
    }

    /// Whether both sides are there.
    pub(crate) fn is_pair(&self) -> bool {
        !self.old.clauses.is_empty() && !self.new.clauses.is_empty()
    }
}

/// Share of the clauses around clause `i`, under the same headings, that carry a concern.
pub(crate) fn concerned_around(clauses: &[Clause], i: usize) -> f32 {
    const REACH: usize = 4;
    let here = clauses.get(i).map(|c| &c.headings);
    let near: Vec<bool> = (i.saturating_sub(REACH)..=i + REACH)
        .filter(|j| *j != i)
        .filter_map(|j| clauses.get(j))
        .filter(|c| Some(&c.headings) == here)
        .map(|c| !c.concerns.is_empty())
        .collect();
    if near.is_empty() { 0.5 } else { near.iter().filter(|c| **c).count() as f32 / near.len() as f32 }
}
