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

use glose_french::{Words, parties};
use glose_model::{DiffKind, Effect};

use crate::effects::Seen;
use crate::view::{Half, View};

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    if !view.is_pair() {
        return Vec::new();
    }
    let (old, new) = (view.old.counted(), view.new.counted());
    let mut out = Vec::new();
    for (i, run) in view.runs.iter().enumerate() {
        if run.op != DiffKind::Replace {
            continue;
        }
        let by = |words: &[&crate::words::Word], at: usize| {
            // « par », or « par » and its article, just before the change.
            (at.saturating_sub(3)..at).any(|k| words.get(k).is_some_and(|w| w.form == "par"))
        };
        let passive = by(&old, run.old.start) && by(&new, run.new.start) && i > 0;
        let opens = run.old.start <= 2
            && run.new.start <= 2
            && view.runs.iter().skip(i + 1).any(|r| r.op == DiffKind::Equal && r.old.len() >= 3);
        let (was, is) = (party(&view.old, &run.old), party(&view.new, &run.new));
        let named = match (&was, &is) {
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
    out
}

/// The first party named in a range of words.
fn party(half: &Half<'_>, range: &std::ops::Range<usize>) -> Option<&'static str> {
    let span = half.span(range);
    let words = Words::new(&half.text);
    parties(&words).into_iter().find(|p| p.span.start < span.end && span.start < p.span.end).map(|p| p.party.id)
}
