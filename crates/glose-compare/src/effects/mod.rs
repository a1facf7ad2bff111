//! The effects of a change, one file each: what it does, why it matters, known problems, an example.
//!
//! Each looks at a [`View`] and says what it saw, with the words, and how far it pushes towards
//! protection (above 0) or away from it (below). [`force`] adds the pushes up with what the grid
//! says of both sides, and decides on strengthened or weakened; the others are kept where they do
//! not contradict it.

mod actor;
mod condition;
mod direction;
mod duration;
mod force;
mod frequency;
mod leaning;
mod reference;
mod scope;

use glose_french::Span;
use glose_model::{Effect, EffectEvidence};

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
const LOOKS: &[fn(&View<'_>) -> Vec<Seen>] =
    &[reference::look, duration::look, condition::look, actor::look, scope::look, force::look, frequency::look];

/// The effects of a pair with their words, and the direction in which it points (0: none).
pub(crate) fn effects(view: &View<'_>) -> (Vec<EffectEvidence>, f32) {
    if view.is_pair() && !view.differs() {
        return (Vec::new(), 0.0);
    }
    let mut seen: Vec<Seen> = LOOKS.iter().flat_map(|look| look(view)).collect();
    let direction = direction::direction(view, &mut seen);
    let mut out: Vec<EffectEvidence> = Vec::new();
    for s in seen.into_iter().filter(|s| !s.bound || s.push * direction > 0.0) {
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
