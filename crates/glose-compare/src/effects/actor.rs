//! **actor-changed**
//!
//! *What it does.* Reports another one who acts: the party after « par » in a passive clause, or the
//! party that opens the clause before its verb.
//!
//! *Why.* A duty moved from the prefecture to an association, or from a magistrate to a clerk, is
//! another duty.
//!
//! *Known problems.* Parties are those of the French table of parties; an actor behind « il » is not
//! followed.
//!
//! *Example.* « Les frais sont avancés par le service demandeur » → « … par la structure d’accueil ».

use std::ops::Range;

use glose_french::{PartyMention, Side, Words, parties};
use glose_model::{DiffKind, Effect};

use crate::cues::table;
use crate::effects::Seen;
use crate::view::{Half, View};
use crate::words::{Word, words};

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    if !view.is_pair() {
        return Vec::new();
    }
    let (old, new) = (view.old.counted(), view.new.counted());
    let mut out = Vec::new();
    for (i, run) in view.runs.iter().enumerate() {
        if run.op != DiffKind::Replace || !view.old.touches_change(&run.old) {
            continue;
        }
        let by = |words: &[&Word], at: usize| {
            // « par » or « à », with an article, just before the change.
            let names = |w: &&Word| matches!(w.form.as_str(), "par" | "a" | "au" | "aux");
            words.get(at.saturating_sub(3)..at).unwrap_or_default().iter().any(names)
        };
        let passive = by(&old, run.old.start) && by(&new, run.new.start) && i > 0;
        let opens = run.old.start <= 2
            && run.new.start <= 2
            && view.runs.iter().skip(i + 1).any(|r| r.op == DiffKind::Equal && r.old.len() >= 3);
        let (was, is) = (acting(&view.old, &run.old), acting(&view.new, &run.new));
        let named = match (was.first(), is.first()) {
            (Some(a), Some(b)) => a != b,
            (a, b) => passive && (a.is_some() || b.is_some()),
        };
        if (passive || opens) && named {
            out.push(Seen {
                effect: Effect::ActorChanged,
                old: vec![view.old.span(&run.old)],
                new: vec![view.new.span(&run.new)],
                push: 0.0,
                bound: false,
            });
        }
    }
    if out.is_empty() {
        out.extend(competence(view));
    }
    out
}

/// Other parties in a clause that says whose a matter is.
fn competence(view: &View<'_>) -> Option<Seen> {
    let gives = |half: &Half<'_>| !table().competence.find(&half.counted()).is_empty();
    if !(gives(&view.old) && gives(&view.new)) {
        return None;
    }
    let all = |half: &Half<'_>| acting(half, &(0..half.changed.len()));
    let (old, new) = (all(&view.old), all(&view.new));
    let came = new.iter().any(|p| !old.contains(p));
    came.then(|| Seen {
        effect: Effect::ActorChanged,
        old: view.old.changed_spans(),
        new: view.new.changed_spans(),
        push: 0.0,
        bound: false,
    })
}

/// The parties named in a range of words or around its edges, as named, in the singular.
fn acting(half: &Half<'_>, range: &Range<usize>) -> Vec<String> {
    let span = half.span(range);
    let all = Words::new(&half.text);
    let acts = |p: &PartyMention| matches!(p.party.side, Side::Agent | Side::Tiers);
    let inside = parties(&all).into_iter().filter(|p| p.span.start < span.end && span.start < p.span.end);
    inside
        .filter(acts)
        .map(|p| {
            words(p.span.slice(&half.text))
                .into_iter()
                .filter(Word::counts)
                .map(|w| w.stem)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect()
}
