//! The effects of a change, one file each: what it does, why it matters, known problems, an example.
//!
//! Each looks at a [`View`] and says what it saw, with the words, and how far it pushes towards
//! protection (above 0) or away from it (below). [`direction`] weighs the pushes with what the
//! analysis thinks of both sides, and decides on strengthened or weakened; the others are kept where
//! they do not contradict it.

mod actor;
mod condition;
pub(crate) mod direction;
mod duration;
mod force;
mod frequency;
mod leaning;
mod quantity;
mod reference;
mod scope;
pub(crate) mod signs;

use glose_french::Span;
use glose_model::{Effect, EffectEvidence};
use glose_weigh::Table;

use crate::view::View;

/// An effect that was seen, and its words.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    /// Which.
    pub(crate) effect: Effect,
    /// Words of the old side.
    pub(crate) old: Vec<Span>,
    /// Words of the new side.
    pub(crate) new: Vec<Span>,
    /// How far it pushes towards protection.
    pub(crate) push: f32,
    /// Whether it stands only beside a direction of the same sign.
    pub(crate) bound: bool,
}

/// What an effect looks for; a new effect is a new file and a line here.
const LOOKS: &[fn(&View<'_>) -> Vec<Seen>] = &[
    reference::look,
    duration::look,
    condition::look,
    actor::look,
    scope::look,
    force::look,
    frequency::look,
    quantity::look,
];

/// What the rules see in a pair, before anything is weighed.
pub(crate) fn seen(view: &View<'_>) -> Vec<Seen> {
    LOOKS.iter().flat_map(|look| look(view)).collect()
}

/// Whether there is anything to look at: typography alone is none.
pub(crate) fn looks(view: &View<'_>) -> bool {
    !view.is_pair() || view.differs()
}

/// The effects of a pair with their words, and the direction in which it points (0: none).
pub(crate) fn effects(view: &View<'_>, table: &Table) -> (Vec<EffectEvidence>, f32) {
    if !looks(view) {
        return (Vec::new(), 0.0);
    }
    let mut seen = seen(view);
    let direction = direction::direction(view, &mut seen, table);
    let mut out: Vec<EffectEvidence> = Vec::new();
    for s in seen {
        match out.iter_mut().find(|e| e.effect == s.effect) {
            Some(known) => {
                known.old.extend(s.old);
                known.new.extend(s.new);
            }
            None => out.push(EffectEvidence { effect: s.effect, old: s.old, new: s.new }),
        }
    }
    out.sort_by_key(|e| order(e.effect));
    for e in &mut out {
        e.old.sort();
        e.old.dedup();
        e.new.sort();
        e.new.dedup();
    }
    (out, direction)
}

/// Order of the effects of a pair: what weighs most for the reader first.
fn order(effect: Effect) -> u8 {
    match effect {
        Effect::Weakened => 0,
        Effect::Strengthened => 1,
        Effect::DurationShortened => 2,
        Effect::DurationLengthened => 3,
        Effect::ConditionAdded => 4,
        Effect::ConditionRemoved => 5,
        Effect::ScopeNarrowed => 6,
        Effect::ScopeWidened => 7,
        Effect::ActorChanged => 8,
        Effect::ReferenceUpdated => 9,
    }
}
