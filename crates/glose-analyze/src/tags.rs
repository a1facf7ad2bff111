//! What each clause is about, in its context, with the words that show it.

use glose_grid::{Look, SIGNALS, Signal, Weights};
use glose_model::{BlockKind, Evidence, Tag};

use crate::signals::{self, Signals};
use crate::text::Text;
use crate::weighed::Weighed;
use crate::wording;

/// What was seen of each concern in each clause, and how probable it makes it.
pub(crate) struct Sight {
    /// Signals, by concern, then clause.
    pub(crate) signals: Vec<Vec<Signals>>,
    /// Probabilities, by concern, then clause.
    pub(crate) chances: Vec<Vec<f32>>,
}

impl Sight {
    /// What log odds make probable.
    pub(crate) fn new(signals: Vec<Vec<Signals>>, odds: &[Vec<f32>]) -> Self {
        let chances = odds.iter().map(|concern| concern.iter().map(|o| chance(*o)).collect()).collect();
        Self { signals, chances }
    }

    /// The probabilities of the concern `id`, clause by clause.
    pub(crate) fn of(&self, text: &Text<'_>, id: &str) -> &[f32] {
        let at = text.grid.file.concern.iter().position(|c| c.id == id);
        at.and_then(|k| self.chances.get(k)).map_or(&[], Vec::as_slice)
    }
}

/// Looks at every clause several times: each look knows what the one before thought of those around.
pub(crate) fn look(text: &Text<'_>) -> Sight {
    let mut signals = signals::all(text);
    let mut odds = first_odds(text, &signals);
    for look in &text.grid.weights().looks {
        look_around(text, &mut signals, &odds);
        odds = look_odds(text, &signals, look);
    }
    Sight::new(signals, &odds)
}

/// The log odds of each concern in a look after the first, by concern, then clause.
pub(crate) fn look_odds(text: &Text<'_>, signals: &[Vec<Signals>], look: &Look) -> Vec<Vec<f32>> {
    let concerns = text.grid.file.concern.iter().zip(signals);
    let odds = concerns.map(|(concern, signals)| {
        let weights = look.row(&concern.id);
        let odds = |(i, s): (usize, &Signals)| if bare(text, i) || s.never { EXCLUDED } else { sum(s, &weights) };
        signals.iter().enumerate().map(odds).collect()
    });
    odds.collect()
}

/// Whether a clause carries nothing by its kind: object line, visa, attachment.
pub(crate) fn bare(text: &Text<'_>, i: usize) -> bool {
    matches!(text.kind(i), BlockKind::Object | BlockKind::Visa | BlockKind::Attachment)
}

/// The log odds of each concern at first sight, by concern, then clause: what the words of the
/// vocabulary say, or else what the signals of the grid's own terms say.
fn first_odds(text: &Text<'_>, signals: &[Vec<Signals>]) -> Vec<Vec<f32>> {
    let table = &text.grid.vocabulary().concerns;
    if table.is_empty() {
        let weights = Weights::row(&text.grid.weights().first);
        return signals.iter().map(|concern| concern.iter().map(|s| sum(s, &weights)).collect()).collect();
    }
    let places: Vec<Option<usize>> = text.grid.file.concern.iter().map(|c| table.answer(&c.id)).collect();
    let mut out = vec![Vec::with_capacity(text.clauses.len()); places.len()];
    for i in 0..text.clauses.len() {
        let mut odds = table.bias().to_vec();
        let own = signals.iter().filter_map(|concern| concern.get(i));
        wording::read(text, i, own, &mut |seen| table.add(&mut odds, seen.name, seen.value));
        for (concern, place) in out.iter_mut().zip(&places) {
            concern.push(place.and_then(|p| odds.get(p)).copied().unwrap_or(UNLIKELY));
        }
    }
    out
}

/// Log odds of what is all but excluded, and of what is all but certain with the other sign.
const UNLIKELY: f32 = -6.0;
/// Log odds of what cannot be.
const EXCLUDED: f32 = f32::NEG_INFINITY;

/// Writes what a look thought of each clause into the signals of those around it.
pub(crate) fn look_around(text: &Text<'_>, signals: &mut [Vec<Signals>], odds: &[Vec<f32>]) {
    let odds: Vec<Vec<f32>> = signals
        .iter()
        .zip(odds)
        .map(|(concern, odds)| {
            let bounded = |(i, (s, odds)): (usize, (&Signals, &f32))| {
                if bare(text, i) || s.never { UNLIKELY } else { odds.clamp(UNLIKELY, -UNLIKELY) }
            };
            concern.iter().zip(odds).enumerate().map(bounded).collect()
        })
        .collect();
    let chances: Vec<Vec<f32>> = odds.iter().map(|c| c.iter().map(|o| chance(*o)).collect()).collect();
    #[expect(clippy::cast_precision_loss, reason = "numbers of clauses")]
    let share = |list: &mut dyn Iterator<Item = f32>, count: usize| list.sum::<f32>() / count.max(1) as f32;
    for (k, concern) in signals.iter_mut().enumerate() {
        let (Some(odds), Some(here)) = (odds.get(k), chances.get(k)) else { continue };
        let at = |i: Option<usize>| i.and_then(|i| here.get(i)).copied().unwrap_or(0.0);
        let whole = share(&mut here.iter().copied(), here.len());
        for (i, s) in concern.iter_mut().enumerate() {
            let Some(setting) = text.settings.get(i) else { continue };
            let section = text.section_of(i);
            let count = section.len().saturating_sub(1);
            let after = section.contains(&(i + 1)).then_some(i + 1);
            let mean = share(&mut section.filter(|j| *j != i).map(|j| at(Some(j))), count);
            let leans = text.leans.get(i).is_some_and(Option::is_some);
            let others = chances.iter().enumerate().filter(|(o, _)| *o != k).filter_map(|(_, c)| c.get(i));
            s.set(Signal::First, odds.get(i).copied().unwrap_or(0.0));
            s.set(Signal::FirstBefore, at(setting.before));
            s.set(Signal::FirstLeans, if leans { at(setting.before) } else { 0.0 });
            s.set(Signal::FirstAfter, at(after));
            s.set(Signal::FirstStem, at(setting.stem));
            s.set(Signal::FirstSection, mean);
            s.set(Signal::FirstText, whole);
            s.set(Signal::FirstRival, others.copied().fold(0.0, f32::max));
        }
    }
}

pub(crate) fn sum(signals: &Signals, weights: &[f32; SIGNALS]) -> f32 {
    let rest: f32 = signals.values.iter().zip(weights).skip(1).map(|(v, w)| v * w).sum();
    rest + weights.first().copied().unwrap_or(0.0)
}

pub(crate) fn chance(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// Tags every clause.
pub(crate) fn fill(text: &mut Text<'_>, sight: &Sight) {
    let threshold = text.grid.weights().threshold;
    let grid = text.grid;
    // By concern, the words shown for each clause so far.
    let mut shown: Vec<Vec<Vec<Evidence>>> = vec![Vec::with_capacity(text.clauses.len()); grid.file.concern.len()];
    for i in 0..text.clauses.len() {
        let chance = |k: usize| sight.chances.get(k).and_then(|c| c.get(i)).copied().unwrap_or(0.0);
        let carried: Vec<usize> = (0..grid.file.concern.len()).filter(|k| chance(*k) >= threshold).collect();
        let mut learnt = weighed(text, i, sight, &carried).into_iter();
        for (k, list) in shown.iter_mut().enumerate() {
            if !carried.contains(&k) {
                list.push(Vec::new());
                continue;
            }
            let signals = sight.signals.get(k).and_then(|c| c.get(i));
            let named = signals.map(named).unwrap_or_default();
            let mut evidence = joined(named, learnt.next().unwrap_or_default());
            if let Some(s) = signals.filter(|_| evidence.is_empty()) {
                evidence = words(text, i, s, list);
            }
            list.push(evidence);
        }
        for k in carried {
            let Some(concern) = grid.file.concern.get(k) else { continue };
            let evidence = shown.get(k).and_then(|l| l.last()).cloned().unwrap_or_default();
            if let Some(clause) = text.clauses.get_mut(i).filter(|_| !evidence.is_empty()) {
                let score = (chance(k) * 100.0).round() / 100.0;
                clause.concerns.push(Tag { id: concern.id.clone(), score, evidence });
            }
        }
    }
}

/// For each of the concerns `carried`, the words of clause `i` and of what it stands under that weighed for it.
pub(crate) fn weighed(text: &Text<'_>, i: usize, sight: &Sight, carried: &[usize]) -> Vec<Vec<Evidence>> {
    let table = &text.grid.vocabulary().concerns;
    if table.is_empty() || carried.is_empty() {
        return Vec::new();
    }
    let answers: Vec<Option<usize>> =
        carried.iter().map(|k| text.grid.file.concern.get(*k).and_then(|c| table.answer(&c.id))).collect();
    let mut found = vec![Weighed::default(); carried.len()];
    let own = sight.signals.iter().filter_map(|concern| concern.get(i));
    wording::read(text, i, own, &mut |seen| {
        let Some(row) = table.row(seen.name) else { return };
        for (found, answer) in found.iter_mut().zip(&answers) {
            found.see(&seen, answer.and_then(|a| row.get(a)).copied().unwrap_or(0.0));
        }
    });
    found.into_iter().map(|f| f.evidence(text)).collect()
}

/// Words that are shown of one concern, at most.
const SHOWN: usize = 5;

/// The clause's own words that the grid names for a concern, the strong ones first.
fn named(s: &Signals) -> Vec<Evidence> {
    let mut named: Vec<Evidence> = s.own.iter().filter(|e| !e.rule.starts_with("hint:")).cloned().collect();
    named.sort_by_key(|e| (!e.rule.starts_with("strong:"), e.start, usize::MAX - e.end));
    named
}

/// The words of `first`, then those of `then`, no two over the same characters.
fn joined(first: Vec<Evidence>, then: Vec<Evidence>) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    for e in first.into_iter().chain(then) {
        let over = |o: &Evidence| o.clause == e.clause && o.block == e.block && o.start < e.end && e.start < o.end;
        if out.len() < SHOWN && !out.iter().any(over) {
            out.push(e);
        }
    }
    out
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
