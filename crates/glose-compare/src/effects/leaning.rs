//! Which way a clause leans by its words alone: what it gives, takes, demands and denies.
//!
//! The grid judges first; this speaks where the grid says nothing, and beside it where two versions
//! of one clause are weighed (the words that they share cancel out).

use glose_model::Modality;

use crate::cues::{Cues, table};
use crate::effects::condition::{denied, refused};
use crate::view::Half;

/// From −1 (takes) to 1 (gives).
pub(crate) fn leaning(half: &Half<'_>) -> f32 {
    let table = table();
    let words = half.counted();
    let binds = half
        .clauses
        .iter()
        .any(|c| matches!(c.modality, Modality::Obligation | Modality::Droit | Modality::Interdiction));
    let weigh = |cues: &Cues, plain: f32, denied: f32| -> f32 {
        let hits = cues.find(&words);
        hits.iter().map(|r| if refused(half, r, table) { denied } else { plain }).sum()
    };
    let gives = weigh(&table.benefit, if binds { 0.62 } else { 0.2 }, -0.6).clamp(-1.2, 1.0);
    let takes = weigh(&table.adverse, -0.8, 0.6).clamp(-1.6, 1.2);
    let burdens = weigh(&table.burden, -0.5, 0.2).clamp(-0.8, 0.4);
    let demands = (weigh(&table.demand, -0.4, 0.6) + weigh(&table.price, -0.4, 0.0)).clamp(-0.8, 1.0);
    let ties = -0.3 * (table.conditions(&words).len() + table.limit.find(&words).len()) as f32;
    // A way out of what takes or demands is a gift; what is kept out may itself be what takes.
    let kept_out = |r: &std::ops::Range<usize>| excepts_harm(half, r);
    let ways_out: f32 = table
        .exception
        .find(&words)
        .iter()
        .map(|r| if takes + demands < 0.0 || kept_out(r) { 0.3 } else { -0.3 })
        .sum();
    let lifted: f32 = table.waiver.find(&words).iter().filter(|r| !half.runs_on(r, "non")).map(|r| lift(half, r)).sum();
    let out = -0.9 * table.exclusion.find(&words).len() as f32;
    let tone = 0.2 * table.firm.find(&words).len() as f32 - 0.2 * table.soft.find(&words).len() as f32;
    let bound = (ties + ways_out).max(-0.6);
    (gives + takes + burdens + demands + bound + lifted.clamp(-0.8, 0.8) + out + tone.clamp(-0.4, 0.4)).clamp(-1.0, 1.0)
}

/// Whether what an exception keeps out is adverse: « à l’exclusion de toute poursuite ».
pub(crate) fn excepts_harm(half: &Half<'_>, range: &std::ops::Range<usize>) -> bool {
    let after: Vec<_> = half.counted().into_iter().skip(range.end).take(4).collect();
    !table().adverse.find(&after).is_empty()
}

/// What lifts a demand gives; what lifts an obstacle to something adverse takes; denied, neither.
fn lift(half: &Half<'_>, range: &std::ops::Range<usize>) -> f32 {
    let table = table();
    if denied(half, range, table).is_some() {
        return -0.4;
    }
    let after: Vec<_> = half.counted().into_iter().skip(range.end).take(8).collect();
    if table.adverse.find(&after).is_empty() { 0.4 } else { -0.6 }
}
