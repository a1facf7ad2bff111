//! **scope-widened**, **scope-narrowed**
//!
//! *What it does.* Reports persons, forms of exploitation, places or services that a list gained or
//! lost, and words like « toute », « seuls », « certaines », « ne sont pas concernées » that came or
//! went.
//!
//! *Why.* Whom a rule covers is half of what it says: « toutes les formes » or sexual exploitation
//! alone. A rule that harms does so to more people when it widens.
//!
//! *Known problems.* A list is known by « et », « ou », « ainsi que » before the words that came; a
//! list rewritten whole is not.
//!
//! *Example.* « l’adresse du commissariat ou de la brigade » → « du commissariat, de la brigade ou de
//! son avocat ».

use std::ops::Range;

use glose_model::{DiffKind, Effect, Modality, Polarity};

use crate::cues::table;
use crate::effects::{Seen, condition::denied, direction::harms, frequency::read};
use crate::view::{Half, View};
use crate::words::WordKind;

/// The concern whose list items are themselves a scope.
const FORMS: &str = "formes-exploitation";
/// Words that join one more to a list.
const JOINS: [&str; 5] = ["et", "ou", "ainsi", "y", "comme"];
/// Words that may follow them where what is joined is a name and not a verb.
const NAMES: [&str; 25] = [
    "le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "a", "au", "aux", "son", "sa", "ses", "leur", "leurs",
    "par", "compris", "toute", "tout", "en", "dans", "non",
];

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    let table = table();
    let valence = if view.is_pair() && harms(view) { -1.0 } else { 1.0 };
    let (narrow_old, narrow_new) = (narrowing(&view.old), narrowing(&view.new));
    let (out_old, out_new) = (view.old.fresh(&table.exclusion), view.new.fresh(&table.exclusion));
    let (wide_old, wide_new) = (widening(&view.old), widening(&view.new));
    let (list_old, list_new) =
        if view.is_pair() { (items(view, DiffKind::Delete), items(view, DiffKind::Insert)) } else { (vec![], vec![]) };
    let mut seen = Vec::new();
    let mut report = |effect, old: Vec<Range<usize>>, new: Vec<Range<usize>>, push: f32, bound: bool| {
        seen.push(Seen {
            effect,
            old: old.iter().map(|r| view.old.span(r)).collect(),
            new: new.iter().map(|r| view.new.span(r)).collect(),
            push,
            bound,
        });
    };
    if view.is_pair() {
        let gained = narrow_old.len() > narrow_new.len() || out_old.len() > out_new.len();
        let lost = narrow_new.len() > narrow_old.len() || out_new.len() > out_old.len();
        let opened = wide_new.len() > wide_old.len();
        if gained || opened || list_new.len() > list_old.len() {
            let old = [narrow_old.clone(), out_old.clone()].concat();
            report(Effect::ScopeWidened, old, [list_new.clone(), wide_new.clone()].concat(), 0.4 * valence, true);
        }
        if lost || list_old.len() > list_new.len() {
            let new = [narrow_new, out_new].concat();
            report(Effect::ScopeNarrowed, [list_old, wide_old].concat(), new, -0.4 * valence, true);
        }
    } else if view.old.clauses.is_empty() {
        if !out_new.is_empty() {
            report(Effect::ScopeNarrowed, vec![], out_new, -0.4, true);
        } else if enumerates_forms(&view.new) {
            report(Effect::ScopeWidened, vec![], wide_new, 0.4, true);
        }
    } else if !out_old.is_empty() {
        report(Effect::ScopeWidened, out_old, vec![], 0.4, true);
    } else if enumerates_forms(&view.old) {
        report(Effect::ScopeNarrowed, wide_old, vec![], -0.4, true);
    }
    seen
}

/// « seuls », « certaines »… that came with the change; « n’incombe pas aux seuls services » and « à lui
/// seul » narrow nothing.
fn narrowing(half: &Half<'_>) -> Vec<Range<usize>> {
    let table = table();
    let counted = half.counted();
    let alone = |r: &Range<usize>| {
        let before = r.start.checked_sub(1).and_then(|i| counted.get(i));
        before.is_some_and(|w| {
            matches!(w.form.as_str(), "lui" | "elle" | "eux" | "elles" | "ce" | "cette" | "un" | "une")
        })
    };
    let mut out = half.fresh(&table.narrow);
    out.retain(|r| !alone(r) && denied(half, r, table).is_none());
    out
}

/// « tous », « y compris »… that came with the change; « tous les deux ans » is a frequency.
fn widening(half: &Half<'_>) -> Vec<Range<usize>> {
    let mut out = half.fresh(&table().wide);
    out.retain(|r| read(&half.counted(), r.start).is_none());
    out
}

/// A clause on forms of exploitation that the grid finds good: one more form is covered.
fn enumerates_forms(half: &Half<'_>) -> bool {
    half.concerns(FORMS)
        && half.clauses.iter().any(|c| c.polarity == Polarity::Positif && c.modality == Modality::Constat)
}

/// Runs of the kind `op` that add one more to a list: they begin with a word that joins, or stand
/// beside one, and hold a name but no condition.
fn items(view: &View<'_>, op: DiffKind) -> Vec<Range<usize>> {
    let half = if op == DiffKind::Insert { &view.new } else { &view.old };
    let counted = half.counted();
    let form = |i: usize| counted.get(i).map_or("", |w| w.form.as_str());
    let joins = |i: usize| JOINS.contains(&form(i));
    view.runs
        .iter()
        .filter(|run| run.op == op)
        .map(|run| if op == DiffKind::Insert { run.new.clone() } else { run.old.clone() })
        .filter(|r| {
            let named = counted.get(r.clone()).into_iter().flatten().any(|w| w.kind == WordKind::Content);
            let tied = [&table().condition, &table().limit, &table().exception]
                .iter()
                .any(|cues| cues.find(counted.get(r.clone()).unwrap_or_default()).iter().any(|hit| hit.start == 0));
            let name = |i: usize| NAMES.contains(&form(i));
            // « , des éducateurs » inserted before « et »: the list goes on after the change.
            let also = form(r.start) == "ainsi" && form(r.start + 1) == "que";
            let opened = joins(r.start) && name(r.start + 1) || also;
            let continued = (joins(r.end) || joins(r.end.wrapping_sub(1))) && name(r.start);
            named && !tied && (opened || continued)
        })
        .collect()
}
