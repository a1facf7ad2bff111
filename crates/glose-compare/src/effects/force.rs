//! **weakened**, **strengthened**: the force
//!
//! *What it does.* Compares the force of both sides on the deontic ladder, with what softens and
//! hardens it. « doit être délivrée » and « est délivrée » oblige alike.
//!
//! *Why.* « doivent » that becomes « pourront » is the change that the group looks for first. A power
//! against the victim that becomes a duty is worse, though the force grows.
//!
//! *Known problems.* A force that turns into a plain statement, or the other way, tells little; the
//! grid's judgement of both sides then decides.
//!
//! *Example.* « Vous veillerez à ce que toute victime soit hébergée » → « Vous pourrez orienter… ».

use glose_french::grade;
use glose_model::{Effect, Modality};

use crate::cues::table;
use crate::effects::{Seen, direction::valence};
use crate::view::{Half, View};

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    if !view.is_pair() {
        return Vec::new();
    }
    let table = table();
    let valence = valence(view);
    let (soft_old, soft_new) = (view.old.fresh(&table.soft), view.new.fresh(&table.soft));
    let (firm_old, firm_new) = (view.old.fresh(&table.firm), view.new.fresh(&table.firm));
    let mut push = 0.0;
    if let (Some(a), Some(b)) = (weight(&view.old), weight(&view.new)) {
        push += (b - a) / 8.0;
    }
    push += 0.3 * (soft_old.len() as f32 - soft_new.len() as f32).clamp(-1.0, 1.0);
    push += 0.3 * (firm_new.len() as f32 - firm_old.len() as f32).clamp(-1.0, 1.0);
    if push == 0.0 {
        return Vec::new();
    }
    push *= valence;
    let spans = |half: &Half<'_>, lists: [&Vec<std::ops::Range<usize>>; 2]| {
        let mut all: Vec<_> = lists.into_iter().flatten().map(|r| half.span(r)).collect();
        for (i, c) in half.clauses.iter().enumerate() {
            let own = c.modality_evidence.iter().filter(|e| e.clause.is_none() && e.block.is_none());
            all.extend(own.map(|e| half.place(i, e.start, e.end)));
        }
        all
    };
    vec![Seen {
        effect: if push > 0.0 { Effect::Strengthened } else { Effect::Weakened },
        old: spans(&view.old, [&soft_old, &firm_old]),
        new: spans(&view.new, [&soft_new, &firm_new]),
        push,
        bound: true,
    }]
}

/// The force of a side on the ladder; none where it only states.
fn weight(half: &Half<'_>) -> Option<f32> {
    let binding = half.clauses.iter().filter(|c| c.modality != Modality::Constat);
    binding.map(|c| grade(c.modality, 0, 0)).reduce(f32::max)
}
