//! Labelled texts as lessons: what they teach, and how well each is read by what the others taught.

use std::collections::BTreeMap;

use glose_analyze::learning::{self, Label, Labelled, Learnt, Tables};
use glose_grid::Grid;
use glose_model::{Document, Modality, Polarity};

use crate::{Evaluation, Gold, labels_of};

/// A text with the labels that a person gave.
#[derive(Clone, Debug)]
pub struct Lesson {
    /// The name of its file, without what says its kind.
    pub name: String,
    /// The text.
    pub document: Document,
    /// The labels.
    pub gold: Gold,
    /// The labels of its clauses, in their order.
    pub labels: Vec<Label>,
    /// Whether its labels tell of force alone.
    pub force_alone: bool,
}

impl Lesson {
    /// A lesson of a text and its labels, put on its clauses.
    #[must_use]
    pub fn new(name: String, document: Document, gold: Gold) -> Self {
        let clauses = learning::clauses(&document);
        let labels = labels_of(&gold, &clauses).iter().map(|of| label(of)).collect();
        Self { name, document, gold, labels, force_alone: false }
    }

    /// Whether some clause carries a concern.
    #[must_use]
    pub fn carries(&self) -> bool {
        self.labels.iter().any(|l| !l.concerns.is_empty())
    }
}

/// The label of a clause, from those of the quotes that it covers; that which covers most of it comes first.
fn label(of: &[&crate::GoldClause]) -> Label {
    let mut concerns: Vec<String> = of.iter().flat_map(|g| g.concerns.iter().cloned()).collect();
    concerns.sort_unstable();
    concerns.dedup();
    let first = of.first();
    Label {
        concerns,
        force: first.map_or(Modality::Constat, |g| g.modality),
        worth: first.map_or(Polarity::Neutre, |g| g.polarity),
    }
}

/// The number of the family of each lesson: texts whose names differ by their year alone are versions of one text,
/// and none of them is judged by what another taught.
#[must_use]
pub fn families(lessons: &[Lesson]) -> Vec<usize> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    let number = |lesson: &'_ Lesson| lesson.name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    lessons
        .iter()
        .map(|lesson| {
            let next = known.len();
            *known.entry(lesson.name.get(..number(lesson)).unwrap_or_default()).or_insert(next)
        })
        .collect()
}

/// What the lessons teach for a grid.
#[must_use]
pub fn learn(lessons: &[Lesson], grid: &Grid) -> Learnt {
    let labelled: Vec<Labelled<'_>> = lessons
        .iter()
        .zip(families(lessons))
        .map(|(l, family)| Labelled { document: &l.document, labels: &l.labels, family, force_alone: l.force_alone })
        .collect();
    learning::learn_from(&labelled, grid)
}

/// Adds to `evaluation` how well a lesson is read by `tables`; returns whether it was rightly told to be on the
/// subject or off it.
pub fn judge(lesson: &Lesson, grid: &Grid, tables: &Tables, evaluation: &mut Evaluation) -> bool {
    let analysis = learning::analyze_by(tables, &lesson.document, grid);
    evaluation.analysed(&lesson.gold, &analysis);
    lesson.carries() == analysis.clauses.iter().any(|c| !c.concerns.is_empty())
}

/// How well the lessons are read, each by what the others taught: families of texts are dealt into a few parts, and
/// each part is judged by what the other parts taught.
#[must_use]
pub fn leave_one_out(lessons: &[Lesson], grid: &Grid) -> Evaluation {
    let learnt = learn(lessons, grid);
    let mut evaluation = Evaluation::default();
    for (lesson, family) in lessons.iter().zip(families(lessons)) {
        judge(lesson, grid, learnt.without(family), &mut evaluation);
    }
    evaluation
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn versions_of_a_text_are_of_one_family() {
        let read = crate::Labelled::parse("1 ¶ [|constat|neutre] Le titre est remis.\n", "note").unwrap();
        let lesson = |name: &str| Lesson::new(name.to_owned(), read.document.clone(), read.gold.clone());
        let lessons = ["note-2019", "avis-2020", "note-2022"].map(lesson);
        assert_eq!(families(&lessons), [0, 1, 0]);
        assert_eq!(lessons[0].labels.len(), 1);
        assert!(!lessons[0].carries());
    }
}
