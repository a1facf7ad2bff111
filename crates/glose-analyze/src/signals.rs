//! What speaks for and against a concern in a clause: one number a signal, with its words.

use glose_grid::{Concern, Hit, Reading, SIGNALS, Signal, Terms};
use glose_model::{BlockKind, Evidence, Modality};

use crate::text::Text;

/// The signals of one concern in one clause.
#[derive(Clone, Debug)]
pub(crate) struct Signals {
    /// By [`Signal`].
    pub(crate) values: [f32; SIGNALS],
    /// The clause's own words.
    pub(crate) own: Vec<Evidence>,
    /// Words of its headings and stem.
    pub(crate) around: Vec<Evidence>,
    /// Whether a term of `never` matched.
    pub(crate) never: bool,
}

impl Signals {
    pub(crate) fn get(&self, signal: Signal) -> f32 {
        self.values.get(signal as usize).copied().unwrap_or(0.0)
    }

    pub(crate) fn set(&mut self, signal: Signal, value: f32) {
        if let Some(slot) = self.values.get_mut(signal as usize) {
            *slot = value;
        }
    }

    /// How much the clause's own words speak for the concern, 0 to 1.
    fn own_score(&self) -> f32 {
        (self.get(Signal::Strong) + 0.4 * self.get(Signal::Weak)).min(1.0)
    }
}

/// The terms of a list that match, those aside that another sense covers.
fn matches<'r>(reading: &'r Reading, concern: &Concern, terms: &Terms) -> impl Iterator<Item = &'r Hit> {
    let excepted = reading.hits(concern.except.set());
    reading
        .hits(terms.set())
        .iter()
        .filter(move |hit| !excepted.iter().any(|e| e.span.start < hit.span.end && hit.span.start < e.span.end))
}

/// Number of places of a text where the terms match: overlapping matches are one.
fn places<'r>(hits: impl Iterator<Item = &'r Hit>) -> usize {
    let mut spans: Vec<_> = hits.map(|h| h.span).collect();
    spans.sort_unstable();
    let (mut count, mut end) = (0, 0);
    for span in spans {
        if span.start >= end {
            count += 1;
        }
        end = end.max(span.end);
    }
    count
}

fn evidence(hit: &Hit, terms: &Terms, rule: &str, block: Option<&String>) -> Evidence {
    Evidence {
        clause: None,
        block: block.cloned(),
        start: hit.span.start,
        end: hit.span.end,
        rule: format!("{rule}:{}", terms.list.get(hit.term as usize).map_or("", String::as_str)),
    }
}

fn is(condition: bool) -> f32 {
    f32::from(u8::from(condition))
}

/// The signals of every clause for every concern of the grid, by concern, then clause.
pub(crate) fn all(text: &Text<'_>) -> Vec<Vec<Signals>> {
    let mut out: Vec<Vec<Signals>> = text.grid.file.concern.iter().map(|c| of_concern(text, c)).collect();
    themes(text, &mut out);
    rivals(&mut out);
    neighbours(text, &mut out);
    out
}

fn of_concern(text: &Text<'_>, concern: &Concern) -> Vec<Signals> {
    let aside = &text.grid.file.aside;
    let mut headings: Vec<(usize, f32, Vec<Evidence>)> = Vec::new();
    (0..text.clauses.len())
        .map(|i| {
            let mut s = Signals { values: [0.0; SIGNALS], own: Vec::new(), around: Vec::new(), never: false };
            let (Some(reading), Some(setting), Some(clause)) =
                (text.readings.get(i), text.settings.get(i), text.clauses.get(i))
            else {
                return s;
            };
            s.never = reading.any(concern.never.set());
            for (terms, rule, one, two) in [
                (&concern.strong, "strong", Signal::Strong, Signal::StrongTwice),
                (&concern.weak, "weak", Signal::Weak, Signal::WeakTwice),
                (&concern.hint, "hint", Signal::Hint, Signal::HintTwice),
            ] {
                s.own.extend(matches(reading, concern, terms).map(|h| evidence(h, terms, rule, None)));
                let count = places(matches(reading, concern, terms));
                s.set(one, is(count > 0));
                s.set(two, is(count > 1));
            }
            s.set(Signal::PointsBack, is(reading.any(concern.anaphora.set())));
            s.set(Signal::Logistics, is(reading.any(aside.logistics.set())));
            s.set(Signal::LogisticsTwice, is(places(reading.hits(aside.logistics.set()).iter()) > 1));
            s.set(Signal::Matters, is(reading.any(aside.matters.set())));
            s.set(Signal::MattersTwice, is(places(reading.hits(aside.matters.set()).iter()) > 1));
            for (depth, index) in setting.headings.iter().rev().enumerate() {
                let known = headings.iter().position(|(k, _, _)| k == index).unwrap_or_else(|| {
                    headings.push(heading(text, concern, *index));
                    headings.len() - 1
                });
                let Some((_, score, words)) = headings.get(known) else { continue };
                let signal = if depth == 0 { Signal::Heading } else { Signal::HeadingAbove };
                if *score > s.get(signal) {
                    s.set(signal, *score);
                    s.around.extend(words.iter().cloned());
                }
            }
            s.set(Signal::NoHeading, is(setting.headings.is_empty()));
            s.set(Signal::TableRow, is(text.kind(i) == BlockKind::TableRow));
            s.set(Signal::Footnote, is(text.kind(i) == BlockKind::Footnote));
            s.set(Signal::ListItem, is(setting.stem.is_some()));
            s.set(Signal::Statement, is(clause.modality == Modality::Constat));
            s.set(Signal::Person, is(clause.beneficiary.is_some()));
            s.set(Signal::Short, is(reading.words < 7));
            s
        })
        .collect()
}

/// How much a heading speaks for the concern, with its words.
fn heading(text: &Text<'_>, concern: &Concern, index: usize) -> (usize, f32, Vec<Evidence>) {
    let (Some(reading), Some(block)) = (text.headings.get(&index), text.document.blocks.get(index)) else {
        return (index, 0.0, Vec::new());
    };
    let mut words = Vec::new();
    let mut score: f32 = 0.0;
    for (terms, rule, value) in
        [(&concern.heading, "heading", 1.0), (&concern.strong, "strong", 1.0), (&concern.weak, "weak", 0.5)]
    {
        for hit in matches(reading, concern, terms) {
            words.push(evidence(hit, terms, rule, Some(&block.id)));
            score = score.max(value);
        }
    }
    (index, score, words)
}

/// How many lists of words on each concern a passage says.
fn theme_counts(text: &Text<'_>, reading: &Reading) -> Vec<f32> {
    let mut counts = vec![0.0; text.grid.file.concern.len()];
    let mut last = None;
    for hit in reading.all() {
        if text.grid.list(hit.set).is_none() {
            break;
        }
        if last != Some(hit.set)
            && let Some(slot) = text.grid.theme(hit.set).and_then(|k| counts.get_mut(k))
        {
            *slot += 1.0;
        }
        last = Some(hit.set);
    }
    counts
}

/// What the lists of words of the vocabulary say of each concern.
fn themes(text: &Text<'_>, all: &mut [Vec<Signals>]) {
    let own: Vec<Vec<f32>> = text.readings.iter().map(|r| theme_counts(text, r)).collect();
    let heads: rustc_hash::FxHashMap<usize, Vec<f32>> =
        text.headings.iter().map(|(i, r)| (*i, theme_counts(text, r))).collect();
    for (k, concern) in all.iter_mut().enumerate() {
        let at = |i: Option<usize>| i.and_then(|i| own.get(i)).and_then(|c| c.get(k)).copied().unwrap_or(0.0);
        for (i, s) in concern.iter_mut().enumerate() {
            let Some(setting) = text.settings.get(i) else { continue };
            let count = at(Some(i));
            let total: f32 = own.get(i).map_or(0.0, |c| c.iter().sum());
            s.set(Signal::Theme, is(count > 0.0));
            s.set(Signal::ThemeTwice, is(count > 1.0));
            s.set(Signal::ThemeThrice, is(count > 2.0));
            s.set(Signal::ThemeShare, if total > 0.0 { count / total } else { 0.0 });
            let heading = setting.headings.iter().filter_map(|h| heads.get(h)).filter_map(|c| c.get(k));
            s.set(Signal::ThemeHeading, heading.copied().fold(0.0, f32::max).min(2.0) / 2.0);
            s.set(Signal::ThemeStem, at(setting.stem).min(2.0) / 2.0);
            s.set(Signal::ThemeBefore, at(setting.before).min(2.0) / 2.0);
            let section = text.section_of(i);
            let others = section.len().saturating_sub(1).max(1);
            #[expect(clippy::cast_precision_loss, reason = "clauses of a section")]
            let mean = section.filter(|j| *j != i).map(|j| at(Some(j)).min(3.0)).sum::<f32>() / others as f32;
            s.set(Signal::ThemeSection, mean);
        }
    }
}

/// What the other concerns say of the same clause and heading.
fn rivals(all: &mut [Vec<Signals>]) {
    let clauses = all.first().map_or(0, Vec::len);
    for i in 0..clauses {
        let own: Vec<f32> = all.iter().map(|c| c.get(i).map_or(0.0, Signals::own_score)).collect();
        let heads: Vec<f32> = all.iter().map(|c| c.get(i).map_or(0.0, |s| s.get(Signal::Heading))).collect();
        for (k, concern) in all.iter_mut().enumerate() {
            let Some(signals) = concern.get_mut(i) else { continue };
            let most = |list: &[f32]| {
                list.iter().enumerate().filter(|(other, _)| *other != k).map(|(_, v)| *v).fold(0.0, f32::max)
            };
            signals.set(Signal::Rival, most(&own));
            if signals.get(Signal::Heading) < 1.0 {
                signals.set(Signal::RivalHeading, most(&heads));
            }
        }
    }
}

/// What stands before, after, above and in the same section says of the concern.
fn neighbours(text: &Text<'_>, all: &mut [Vec<Signals>]) {
    for concern in all {
        let own: Vec<f32> = concern.iter().map(Signals::own_score).collect();
        let at = |i: Option<usize>| i.and_then(|i| own.get(i)).copied().unwrap_or(0.0);
        for (i, signals) in concern.iter_mut().enumerate() {
            let Some(setting) = text.settings.get(i) else { continue };
            signals.set(Signal::Stem, at(setting.stem));
            signals.set(Signal::Before, at(setting.before));
            let leans = text.leans.get(i).is_some_and(Option::is_some);
            signals.set(Signal::Leans, if leans { at(setting.before) } else { 0.0 });
            let here = text.section_of(i);
            let others = here.clone().filter(|j| *j != i);
            let count = here.len().saturating_sub(1);
            #[expect(clippy::cast_precision_loss, reason = "clauses of a section")]
            let share = others.map(|j| at(Some(j))).sum::<f32>() / (count.max(1)) as f32;
            signals.set(Signal::Section, share);
            // A hint counts only where something else speaks for the concern.
            let context =
                signals.get(Signal::Heading).max(signals.get(Signal::Stem)).max(signals.get(Signal::HeadingAbove));
            signals.set(Signal::HintInContext, signals.get(Signal::Hint) * context);
            signals.set(Signal::WeakInContext, signals.get(Signal::Weak) * context);
            signals.set(Signal::AsideInContext, signals.get(Signal::Logistics) * context);
        }
    }
}
