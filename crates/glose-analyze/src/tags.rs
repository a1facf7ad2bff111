//! What each clause is about, in its context, with the words that show it.

use glose_grid::{Concern, Hit, Reading, Terms};
use glose_model::{BlockKind, Evidence, Tag};

use crate::text::Text;

/// Score of one concern in one clause, and where it comes from.
#[derive(Clone, Debug, Default)]
pub(crate) struct Score {
    /// What decides.
    pub(crate) total: f32,
    /// From the clause's own words.
    pub(crate) own: f32,
    /// The words.
    pub(crate) evidence: Vec<Evidence>,
}

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
    (titled && said > 1) || (said >= topic.clauses && share >= topic.share)
}

/// Tags every clause.
pub(crate) fn fill(text: &mut Text<'_>) {
    let grid = text.grid;
    for concern in &grid.file.concern {
        let scores = scores(text, concern);
        for (clause, score) in text.clauses.iter_mut().zip(scores) {
            if score.total >= grid.file.context.threshold {
                clause.concerns.push(Tag {
                    id: concern.id.clone(),
                    score: round(score.total),
                    evidence: score.evidence,
                });
            }
        }
    }
}

fn round(score: f32) -> f32 {
    (score * 100.0).round() / 100.0
}

/// The score of `concern` in every clause.
pub(crate) fn scores(text: &Text<'_>, concern: &Concern) -> Vec<Score> {
    let weights = text.grid.file.context;
    let mut out: Vec<Score> = Vec::with_capacity(text.clauses.len());
    for (i, reading) in text.readings.iter().enumerate() {
        let Some(setting) = text.settings.get(i) else { break };
        if matches!(text.kind(i), BlockKind::Object | BlockKind::Visa | BlockKind::Attachment)
            || reading.any(concern.never.set())
        {
            out.push(Score::default());
            continue;
        }
        let mut score = Score::default();
        own(reading, concern, "", &mut score, weights.strong, weights.weak);
        score.own = score.total;
        let mut around = Score::default();
        // The nearest heading that is on the concern counts most.
        for (depth, heading) in setting.headings.iter().rev().enumerate() {
            let Some(found) = text.headings.get(heading) else { continue };
            let mut of_heading = Score::default();
            own(found, concern, "titre:", &mut of_heading, 1.0, 0.5);
            add(&mut of_heading, found, &concern.heading, concern, "titre:heading", 1.0);
            #[expect(clippy::cast_precision_loss, reason = "a few headings")]
            let value = of_heading.total.min(1.0) * weights.heading / (depth + 1) as f32;
            if value > around.total {
                let block = text.document.blocks.get(*heading).map(|b| b.id.clone());
                of_heading.evidence.iter_mut().for_each(|e| e.block.clone_from(&block));
                around = Score { total: value, own: 0.0, evidence: of_heading.evidence };
            }
        }
        let lean = if let Some(stem) = setting.stem {
            Some((stem, weights.stem))
        } else if text.leans.get(i).is_some_and(Option::is_some) || reading.any(concern.anaphora.set()) {
            setting.before.map(|b| (b, weights.anaphora))
        } else {
            None
        };
        if let Some((other, weight)) = lean
            && let Some(from) = out.get(other)
            && from.total >= weights.threshold
        {
            let value = from.total.min(1.25) * weight;
            if value > around.total {
                let id = text.clauses.get(other).map(|c| c.id.clone());
                let evidence = from.evidence.iter().filter(|e| e.block.is_none()).cloned().map(|mut e| {
                    if e.clause.is_none() {
                        e.clause.clone_from(&id);
                    }
                    e
                });
                around = Score { total: value, own: 0.0, evidence: evidence.collect() };
            }
        }
        if around.total > 0.0 {
            add(&mut score, reading, &concern.hint, concern, "hint", weights.weak);
        }
        score.total += around.total;
        score.evidence.extend(around.evidence);
        out.push(score);
    }
    out
}

/// Adds the strong and weak terms that match in a reading.
fn own(reading: &Reading, concern: &Concern, prefix: &str, score: &mut Score, strong: f32, weak: f32) {
    add(score, reading, &concern.strong, concern, &format!("{prefix}strong"), strong);
    add(score, reading, &concern.weak, concern, &format!("{prefix}weak"), weak);
}

fn add(score: &mut Score, reading: &Reading, terms: &Terms, concern: &Concern, rule: &str, weight: f32) {
    let excepted = reading.hits(concern.except.set());
    let mut last = None;
    for hit in reading.hits(terms.set()) {
        if excepted.iter().any(|e| covers(e, hit)) {
            continue;
        }
        score.evidence.push(Evidence {
            clause: None,
            block: None,
            start: hit.span.start,
            end: hit.span.end,
            rule: format!("{rule}:{}", terms.list.get(hit.term as usize).map_or("", String::as_str)),
        });
        if last != Some(hit.term) {
            score.total += weight;
        }
        last = Some(hit.term);
    }
}

fn covers(outer: &Hit, inner: &Hit) -> bool {
    outer.span.start < inner.span.end && inner.span.start < outer.span.end
}
