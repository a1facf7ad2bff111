//! Whether a text as a whole is one that the grid is about.

use std::collections::BTreeMap;

use glose_grid::Reading;
use glose_model::BlockKind;

use crate::tags::{Sight, chance};
use crate::text::Text;

/// A text of fewer clauses is short.
const SHORT: usize = 20;
/// A probability from which a clause carries a concern all but surely.
const SURE: f32 = 0.8;
/// A concern that fewer than one clause in as many carries is said in passing.
const MANY: usize = 60;
/// A probability from which a clause more likely carries a concern than not.
const LIKELY: f32 = 0.6;
/// A list of words that this share of the clauses says is said throughout.
const THROUGHOUT: f32 = 0.1;

/// Whether the text is one that the grid is about: where its title or object says so, by what was learnt of texts as
/// a whole, or else by the words of the grid's topic.
pub(crate) fn on_topic(text: &Text<'_>, sight: &Sight) -> bool {
    let table = &text.grid.vocabulary().topic;
    if table.is_empty() {
        return named(text);
    }
    if naming(text).1 {
        return true;
    }
    let mut odds = table.bias().to_vec();
    signs(text, sight, text.grid.weights().threshold, &mut |name, value| table.add(&mut odds, name, value));
    chance(odds.first().copied().unwrap_or(0.0)) >= 0.5
}

/// How many clauses and headings say a word of the topic, and whether the title or the object does.
fn naming(text: &Text<'_>) -> (usize, bool) {
    let set = text.grid.file.topic.terms.set();
    let said =
        text.readings.iter().filter(|r| r.any(set)).count() + text.headings.values().filter(|r| r.any(set)).count();
    (said, text.title.iter().any(|r| r.any(set)))
}

/// Whether the words of the grid's topic are said often enough.
fn named(text: &Text<'_>) -> bool {
    let topic = &text.grid.file.topic;
    if topic.terms.is_empty() {
        return true;
    }
    let (said, titled) = naming(text);
    // A short text names its subject once, in its title.
    (titled && (said > 1 || text.clauses.len() < SHORT))
        || (said >= topic.clauses && share(said, text.clauses.len()) >= topic.share)
}

#[expect(clippy::cast_precision_loss, reason = "numbers of clauses")]
fn share(count: usize, of: usize) -> f32 {
    count as f32 / of.max(1) as f32
}

/// Shows `sink` the signs of a text as a whole: how many of its clauses seem to carry a concern, which lists
/// of words it says, and how often, in its clauses and in its title.
pub(crate) fn signs(text: &Text<'_>, sight: &Sight, threshold: f32, sink: &mut dyn FnMut(&str, f32)) {
    let likeliest: Vec<f32> = (0..text.clauses.len())
        .map(|i| sight.chances.iter().filter_map(|c| c.get(i)).copied().fold(0.0, f32::max))
        .collect();
    let above = |least: f32| likeliest.iter().filter(|c| **c >= least).count();
    let clauses = text.clauses.len();
    // A long text says a little of everything.
    let few = (clauses / MANY).max(1);
    let broad = sight.chances.iter().filter(|c| c.iter().filter(|c| **c >= threshold).count() > few).count();
    sink("clauses qui semblent porter un sujet", share(above(threshold), clauses));
    sink("clauses qui le portent presque surement", share(above(SURE), clauses));
    sink("probabilite moyenne", likeliest.iter().sum::<f32>() / share(clauses, 1).max(1.0));
    sink("sujets portes", share(broad, sight.chances.len()));
    let sure = sight.chances.iter().filter(|c| c.iter().filter(|c| **c >= LIKELY).count() > few).count();
    sink("sujets portes surement", share(sure, sight.chances.len()));
    sink("sujet nomme", f32::from(u8::from(named(text))));
    sink("part des clauses qui le nomment", share(naming(text).0, clauses));
    let passages: Vec<&Reading> = text.readings.iter().chain(text.headings.values()).collect();
    for (list, count) in lists(text, &passages) {
        sink(&format!("liste:{list}"), (share(count, clauses) / THROUGHOUT).min(1.0));
    }
    for (list, _) in lists(text, &text.title.iter().collect::<Vec<_>>()) {
        sink(&format!("objet.liste:{list}"), 1.0);
    }
    let heads = text.document.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Title | BlockKind::Object));
    for block in heads {
        let words = crate::stems::Stems::new(&glose_french::Words::new(&block.text));
        for word in words.0.iter().filter(|w| !w.grammar) {
            sink(&format!("objet.mot:{}", word.stem), 1.0);
        }
    }
}

/// The lists of words that passages say, with how many say each.
fn lists<'t>(text: &'t Text<'_>, passages: &[&Reading]) -> BTreeMap<&'t str, usize> {
    let mut counts = BTreeMap::new();
    for reading in passages {
        let mut last = None;
        for hit in reading.all() {
            let Some(list) = text.grid.list(hit.set) else { break };
            if last != Some(hit.set) && text.grid.theme(hit.set).is_some() {
                *counts.entry(list).or_default() += 1;
            }
            last = Some(hit.set);
        }
    }
    counts
}
