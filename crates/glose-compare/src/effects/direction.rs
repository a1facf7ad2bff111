//! **weakened**, **strengthened**: the direction
//!
//! *What it does.* Weighs what the grid thinks of both sides with every push that the other effects
//! gave, and decides whether the change plainly protects more, or less, or neither.
//!
//! *Why.* The same words serve or harm by what they are said of: a condition on a card weakens, a
//! condition on its withdrawal protects. The grid knows which; what came and went tells how much.
//!
//! *Known problems.* Where the grid judges neither side and no word of the table is there, nothing is
//! said. What is added is judged on its own terms, what is removed by what it was.
//!
//! *Example.* A removed clause that the grid finds harmful: strengthened.

use glose_model::{Effect, Modality, Polarity, Relation};

use crate::cues::table;
use crate::effects::{Seen, condition::refused, leaning::leaning};
use crate::view::{Half, View};
use crate::words::{Word, WordKind};

/// What the grid's judgement of both sides weighs.
const JUDGEMENT: f32 = 1.2;
/// What the words of both sides weigh beside it.
const LEANING: f32 = 0.5;
/// What the words of a clause on one side weigh, where the grid says nothing of it.
const ALONE: f32 = 0.6;
/// The same, where the clause only states.
const STATED: f32 = 0.45;
/// Words of meaning that a clause must gain, all told, to say plainly more.
const SUBSTANCE: usize = 3;
/// From here on a change plainly points one way.
const PLAIN: f32 = 0.35;

/// The direction: above 0 towards protection, below away from it, 0 where it is not plain. Adds
/// the words for it to `seen`.
pub(crate) fn direction(view: &View<'_>, seen: &mut Vec<Seen>) -> f32 {
    if !view.concerned() {
        seen.retain(|s| !s.bound);
        return 0.0;
    }
    let sum = if view.is_pair() {
        JUDGEMENT * (view.new.polarity() - view.old.polarity()).clamp(-1.0, 1.0)
            + LEANING * (leaning(&view.new) - leaning(&view.old)).clamp(-1.0, 1.0)
            + seen.iter().map(|s| s.push).sum::<f32>()
            + substance(view)
            + flipped(view)
    } else if view.old.clauses.is_empty() {
        alone(&view.new)
    } else {
        -alone(&view.old)
    };
    if sum.abs() < PLAIN {
        return 0.0;
    }
    let effect = if sum > 0.0 { Effect::Strengthened } else { Effect::Weakened };
    seen.retain(|s| s.effect != Effect::Strengthened && s.effect != Effect::Weakened || s.effect == effect);
    if !seen.iter().any(|s| s.effect == effect) {
        let spans = |half: &Half<'_>| half.changed_spans();
        seen.push(Seen { effect, old: spans(&view.old), new: spans(&view.new), push: sum, bound: false });
    }
    sum
}

/// What a clause that stands on one side only does: from −1 to 1.
fn alone(half: &Half<'_>) -> f32 {
    let mut sum = 0.0f32;
    for c in &half.clauses {
        let experience = c.modality == Modality::Constat && !table().experience.find(&half.counted()).is_empty();
        sum += match c.polarity {
            _ if experience => 0.0,
            Polarity::Positif => 1.0,
            Polarity::Probleme => -1.0,
            // What states is weaker ground than what orders.
            Polarity::Neutre if c.modality == Modality::Constat => STATED * leaning(half),
            Polarity::Neutre => ALONE * leaning(half),
            // A weak good rule is a gain or a loss as it lets a service take away, or only give.
            Polarity::AAmeliorer if takes(half) => -0.6,
            Polarity::AAmeliorer if matches!(c.modality, Modality::Faculte | Modality::Recommandation) => 0.0,
            Polarity::AAmeliorer => -0.4,
        };
    }
    sum
}

/// Whether the side takes something from the person: words of the table that are not denied.
fn takes(half: &Half<'_>) -> bool {
    harm(half) > 0
}

/// Words that take, less those that are denied.
fn harm(half: &Half<'_>) -> i32 {
    let hits = table().adverse.find(&half.counted());
    hits.iter().map(|r| if refused(half, r, table()) { -1 } else { 1 }).sum()
}

/// Whether what both sides say harms: more of it is worse.
pub(crate) fn harms(view: &View<'_>) -> bool {
    let judged = view.old.polarity() + view.new.polarity();
    judged < -1.2 || judged < 0.5 && harm(&view.old) > 0 && harm(&view.new) > 0
}

/// Whether more force protects (1) or harms (−1).
pub(crate) fn valence(view: &View<'_>) -> f32 {
    if harms(view) { -1.0 } else { 1.0 }
}

/// What a clause gained or lost in words, where its judgement stayed: a good one that says more
/// (« par écrit et dans une langue qu’elle comprend ») protects more, a bad one harms more.
fn substance(view: &View<'_>) -> f32 {
    // Where the grid says nothing, the words of the table may.
    let judged = |half: &Half<'_>| match half.polarity() {
        p if p.abs() > 0.01 => p,
        _ => leaning(half),
    };
    let (old, new) = (judged(&view.old), judged(&view.new));
    if old * new < 0.25 || view.relation == Relation::Moved {
        return 0.0;
    }
    let content = |half: &Half<'_>| {
        let words = half.counted();
        let cited = half.cited();
        let counts = |w: &Word| {
            w.kind == WordKind::Content && !cited.iter().any(|s| s.start <= w.span.start && w.span.end <= s.end)
        };
        words.iter().zip(&half.changed).filter(|(w, c)| **c && counts(w)).count()
    };
    let more = match (content(&view.old), content(&view.new)) {
        (lost, gained) if gained >= lost + SUBSTANCE => 0.4,
        (lost, gained) if lost >= gained + SUBSTANCE => -0.4,
        _ => 0.0,
    };
    more * new.signum()
}

/// A clause that is denied, or no longer, where no word of the table says what that does: to deny a
/// rule takes it away.
fn flipped(view: &View<'_>) -> f32 {
    let denials = |half: &Half<'_>| half.counted().iter().filter(|w| matches!(w.form.as_str(), "ne" | "n")).count();
    let silent = |half: &Half<'_>| {
        let words = half.counted();
        [&table().adverse, &table().demand, &table().price, &table().benefit, &table().waiver]
            .iter()
            .all(|c| c.find(&words).is_empty())
    };
    if !(silent(&view.old) && silent(&view.new)) {
        return 0.0;
    }
    match denials(&view.new).cmp(&denials(&view.old)) {
        std::cmp::Ordering::Less => 0.5,
        std::cmp::Ordering::Equal => 0.0,
        std::cmp::Ordering::Greater => -0.5,
    }
}
