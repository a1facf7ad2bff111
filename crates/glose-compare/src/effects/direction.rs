//! **weakened**, **strengthened**: the direction
//!
//! *What it does.* Weighs what the analysis thinks of both sides with every push that the other effects
//! gave (`data/direction.tsv`), and decides whether the change plainly protects more, or less, or
//! neither.
//!
//! *Why.* The same words serve or harm by what they are said of: a condition on a card weakens, a
//! condition on its withdrawal protects. The analysis knows which; what came and went tells how much.
//!
//! *Known problems.* It is only as sure as the judgement of both sides. A loss is told on weaker grounds
//! than a gain ([`DOUBT`]): a lawyer throws a line out sooner than finds one that is not there.
//!
//! *Example.* A removed clause that the analysis finds harmful: strengthened.

use glose_french::Span;
use glose_model::Effect;
use glose_weigh::Table;

use crate::cues::table;
use crate::effects::signs::signs;
use crate::effects::{Seen, condition::refused};
use crate::view::{Half, View};

/// What the table answers: that the change serves the person. Seen against the order of time, that it harms.
pub(crate) const SERVES: &str = "sert";

/// How much less, in log odds, a loss must show than a gain to be told.
const DOUBT: f32 = 0.3;
/// How much more, in log odds, one way must show than the other: what both sides say alike points nowhere.
const APART: f32 = 0.4;

/// The direction that the log odds of serving and of harming tell; 0 for none.
pub(crate) fn told(gain: f32, loss: f32) -> f32 {
    let loss = loss + DOUBT;
    if gain.max(loss) <= 0.0 || (gain - loss).abs() < APART {
        0.0
    } else if gain > loss {
        gain
    } else {
        -loss
    }
}

/// The direction: above 0 towards protection, below away from it, 0 where it is not plain. Leaves in
/// `seen` what does not contradict it, and adds the words for it.
pub(crate) fn direction(view: &View<'_>, seen: &mut Vec<Seen>, table: &Table) -> f32 {
    let signs = signs(view, seen);
    let seen_so = |forward: bool| odds(table, signs.iter().map(|s| (s.name.as_str(), s.value(forward))));
    // Another number for an article serves and harms nobody, whatever the analysis makes of it.
    let direction = if view.only_cites_otherwise() { 0.0 } else { told(seen_so(true), seen_so(false)) };
    seen.retain(|s| !s.bound || s.push * direction > 0.0);
    let effect = match direction {
        0.0 => return 0.0,
        d if d > 0.0 => Effect::Strengthened,
        _ => Effect::Weakened,
    };
    if !seen.iter().any(|s| s.effect == effect) {
        let (old, new) = words(view, seen, direction);
        seen.push(Seen { effect, old, new, push: direction, bound: false });
    }
    direction
}

/// The log odds that a change with these signs serves.
pub(crate) fn odds<'a>(table: &Table, signs: impl Iterator<Item = (&'a str, f32)>) -> f32 {
    let mut odds = table.bias().to_vec();
    signs.for_each(|(name, value)| table.add(&mut odds, name, value));
    table.answer(SERVES).and_then(|k| odds.get(k)).copied().unwrap_or(f32::NEG_INFINITY)
}

/// The words of the effects that push the same way; where there are none, all that changed.
fn words(view: &View<'_>, seen: &[Seen], direction: f32) -> (Vec<Span>, Vec<Span>) {
    let same: Vec<&Seen> = seen.iter().filter(|s| s.push * direction > 0.0).collect();
    if same.is_empty() {
        return (view.old.changed_spans(), view.new.changed_spans());
    }
    let gather = |side: fn(&Seen) -> &Vec<Span>| same.iter().flat_map(|s| side(s).clone()).collect();
    (gather(|s| &s.old), gather(|s| &s.new))
}

/// Words that take, less those that are denied.
fn harm(half: &Half<'_>) -> i32 {
    let hits = table().adverse.find(&half.counted());
    hits.iter().map(|r| if refused(half, r, table()) { -1 } else { 1 }).sum()
}

/// Whether a side gives something, and takes nothing: what is bad in it is then on what terms.
fn gives(half: &Half<'_>) -> bool {
    let hits = table().benefit.find(&half.counted());
    harm(half) <= 0 && hits.iter().any(|r| !refused(half, r, table()))
}

/// Whether what both sides say harms: more of it is worse.
pub(crate) fn harms(view: &View<'_>) -> bool {
    if gives(&view.old) && gives(&view.new) {
        return false;
    }
    let judged = view.old.polarity() + view.new.polarity();
    judged < -1.2 || judged < 0.5 && harm(&view.old) > 0 && harm(&view.new) > 0
}

/// Whether more force protects (1) or harms (−1).
pub(crate) fn valence(view: &View<'_>) -> f32 {
    if harms(view) { -1.0 } else { 1.0 }
}
