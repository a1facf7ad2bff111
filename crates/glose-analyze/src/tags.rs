//! What each clause is about, in its context, with the words that show it.

use glose_grid::{SIGNALS, Signal, Weights};
use glose_model::{BlockKind, Evidence, Tag};

use crate::signals::{self, Signals};
use crate::text::Text;

/// A text of fewer clauses is short.
const SHORT: usize = 20;

/// Whether the text as a whole is one that the grid is about.
pub(crate) fn on_topic(text: &Text<'_>) -> bool {
    let topic = &text.grid.file.topic;
    if topic.terms.is_empty() {
        return true;
    }
    let set = topic.terms.set();
    let titled = text.title.iter().any(|r| r.any(set));
    let said =
        text.readings.iter().filter(|r| r.any(set)).count() + text.headings.values().filter(|r| r.any(set)).count();
    #[expect(clippy::cast_precision_loss, reason = "numbers of clauses")]
    let share = said as f32 / text.clauses.len().max(1) as f32;
    // A short text names its subject once, in its title.
    (titled && (said > 1 || text.clauses.len() < SHORT)) || (said >= topic.clauses && share >= topic.share)
}

/// What was seen of each concern in each clause, and how probable it makes it.
pub(crate) struct Sight {
    /// Signals, by concern, then clause.
    pub(crate) signals: Vec<Vec<Signals>>,
    /// Probabilities, by concern, then clause.
    pub(crate) chances: Vec<Vec<f32>>,
}

impl Sight {
    /// The probabilities of the concern `id`, clause by clause.
    pub(crate) fn of(&self, text: &Text<'_>, id: &str) -> &[f32] {
        let at = text.grid.file.concern.iter().position(|c| c.id == id);
        at.and_then(|k| self.chances.get(k)).map_or(&[], Vec::as_slice)
    }
}

/// Looks at every clause twice: the second look knows what the first thought of those around.
pub(crate) fn look(text: &Text<'_>) -> Sight {
    let weights = text.grid.weights();
    let mut signals = signals::all(text);
    first_look(text, &mut signals, &Weights::row(&weights.first));
    let second = Weights::row(&weights.second);
    let chances = signals
        .iter()
        .map(|concern| {
            let chance =
                |(i, s): (usize, &Signals)| if bare(text, i) || s.never { 0.0 } else { chance(sum(s, &second)) };
            concern.iter().enumerate().map(chance).collect()
        })
        .collect();
    Sight { signals, chances }
}

/// Whether a clause carries nothing by its kind: object line, visa, attachment.
fn bare(text: &Text<'_>, i: usize) -> bool {
    matches!(text.kind(i), BlockKind::Object | BlockKind::Visa | BlockKind::Attachment)
}

/// Writes what a first look thinks of each clause into the signals of those around it.
pub(crate) fn first_look(text: &Text<'_>, signals: &mut [Vec<Signals>], weights: &[f32; SIGNALS]) {
    let odds: Vec<Vec<f32>> = signals
        .iter()
        .map(|concern| {
            let odds = |(i, s): (usize, &Signals)| {
                if bare(text, i) || s.never { -6.0 } else { sum(s, weights).clamp(-6.0, 6.0) }
            };
            concern.iter().enumerate().map(odds).collect()
        })
        .collect();
    let chances: Vec<Vec<f32>> = odds.iter().map(|c| c.iter().map(|o| chance(*o)).collect()).collect();
    for (k, concern) in signals.iter_mut().enumerate() {
        let (Some(odds), Some(here)) = (odds.get(k), chances.get(k)) else { continue };
        let at = |i: Option<usize>| i.and_then(|i| here.get(i)).copied().unwrap_or(0.0);
        for (i, s) in concern.iter_mut().enumerate() {
            let Some(setting) = text.settings.get(i) else { continue };
            let section = text.section_of(i);
            let count = section.len().saturating_sub(1).max(1);
            let after = section.contains(&(i + 1)).then_some(i + 1);
            #[expect(clippy::cast_precision_loss, reason = "clauses of a section")]
            let mean = section.filter(|j| *j != i).map(|j| at(Some(j))).sum::<f32>() / count as f32;
            let leans = text.leans.get(i).is_some_and(Option::is_some);
            let others = chances.iter().enumerate().filter(|(o, _)| *o != k).filter_map(|(_, c)| c.get(i));
            s.set(Signal::First, odds.get(i).copied().unwrap_or(0.0));
            s.set(Signal::FirstBefore, at(setting.before));
            s.set(Signal::FirstLeans, if leans { at(setting.before) } else { 0.0 });
            s.set(Signal::FirstAfter, at(after));
            s.set(Signal::FirstStem, at(setting.stem));
            s.set(Signal::FirstSection, mean);
            s.set(Signal::FirstRival, others.copied().fold(0.0, f32::max));
        }
    }
}

fn sum(signals: &Signals, weights: &[f32; SIGNALS]) -> f32 {
    let rest: f32 = signals.values.iter().zip(weights).skip(1).map(|(v, w)| v * w).sum();
    rest + weights.first().copied().unwrap_or(0.0)
}

fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// Tags every clause.
pub(crate) fn fill(text: &mut Text<'_>) -> Sight {
    let sight = look(text);
    let threshold = text.grid.weights().threshold;
    let grid = text.grid;
    for (k, concern) in grid.file.concern.iter().enumerate() {
        let mut evidences: Vec<Vec<Evidence>> = Vec::with_capacity(text.clauses.len());
        for i in 0..text.clauses.len() {
            let chance = sight.chances.get(k).and_then(|c| c.get(i)).copied().unwrap_or(0.0);
            let Some(s) = sight.signals.get(k).and_then(|c| c.get(i)) else { continue };
            if chance < threshold {
                evidences.push(Vec::new());
                continue;
            }
            let evidence = words(text, i, s, &evidences);
            evidences.push(evidence.clone());
            if evidence.is_empty() {
                continue;
            }
            if let Some(clause) = text.clauses.get_mut(i) {
                let score = (chance * 100.0).round() / 100.0;
                clause.concerns.push(Tag { id: concern.id.clone(), score, evidence });
            }
        }
    }
    sight
}

/// The words that show a concern: the clause's own, its headings', else those of the clause it
/// hangs on.
fn words(text: &Text<'_>, i: usize, s: &Signals, earlier: &[Vec<Evidence>]) -> Vec<Evidence> {
    let mut out = s.own.clone();
    out.extend(s.around.iter().cloned());
    let Some(setting) = text.settings.get(i) else { return out };
    if s.get(Signal::Strong) < 1.0
        && let Some(other) = setting.stem.or(setting.before)
        && let Some(found) = earlier.get(other)
    {
        let id = text.clauses.get(other).map(|c| c.id.clone());
        out.extend(found.iter().filter(|e| e.block.is_none()).cloned().map(|mut e| {
            if e.clause.is_none() {
                e.clause.clone_from(&id);
            }
            e
        }));
    }
    out.sort_by(|a, b| {
        (&a.clause, &a.block, a.start, a.end, &a.rule).cmp(&(&b.clause, &b.block, b.start, b.end, &b.rule))
    });
    out.dedup();
    out
}
