//! Whether a text as a whole is one that the grid is about.

use glose_grid::{TOPIC_SIGNS, TopicSign};

use crate::tags::{Sight, chance};
use crate::text::Text;

/// A text of fewer clauses is short.
const SHORT: usize = 20;
/// A probability from which a clause carries a concern all but surely.
const SURE: f32 = 0.8;

/// Whether the text is one that the grid is about: by what its clauses seem to carry where that was learnt,
/// else by the words of the grid's topic.
pub(crate) fn on_topic(text: &Text<'_>, sight: &Sight) -> bool {
    let weights = &text.grid.weights().topic;
    if weights.is_empty() {
        return named(text);
    }
    let signs = signs(text, sight, text.grid.weights().threshold);
    let odds: f32 = weights.iter().map(|(s, w)| w * signs.get(*s as usize).copied().unwrap_or(0.0)).sum();
    chance(odds) >= 0.5
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

/// The signs of topic of a text, by [`TopicSign`].
pub(crate) fn signs(text: &Text<'_>, sight: &Sight, threshold: f32) -> [f32; TOPIC_SIGNS] {
    let likeliest: Vec<f32> = (0..text.clauses.len())
        .map(|i| sight.chances.iter().filter_map(|c| c.get(i)).copied().fold(0.0, f32::max))
        .collect();
    let above = |least: f32| likeliest.iter().filter(|c| **c >= least).count();
    let broad = sight.chances.iter().filter(|c| c.iter().filter(|c| **c >= threshold).count() > 1).count();
    let clauses = text.clauses.len();
    let said = naming(text).0;
    let mut out = [0.0; TOPIC_SIGNS];
    for (sign, value) in [
        (TopicSign::Always, 1.0),
        (TopicSign::Share, share(above(threshold), clauses)),
        (TopicSign::Sure, share(above(SURE), clauses)),
        (TopicSign::Mean, likeliest.iter().sum::<f32>() / share(clauses, 1).max(1.0)),
        (TopicSign::Breadth, share(broad, sight.chances.len())),
        (TopicSign::Named, f32::from(u8::from(named(text)))),
        (TopicSign::Naming, share(said, clauses)),
    ] {
        if let Some(slot) = out.get_mut(sign as usize) {
            *slot = value;
        }
    }
    out
}
