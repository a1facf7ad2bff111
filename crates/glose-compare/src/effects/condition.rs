//! **condition-added**, **condition-removed**
//!
//! *What it does.* Reports a condition, an exception, a limit or a demand that came or went: « si »,
//! « sous réserve », « sauf », « dans la limite de », « est exigé »… (`cues.toml`).
//!
//! *Why.* A guarantee is most often emptied by what is hung on it, and not by its verb.
//!
//! *Known problems.* A condition is only reported beside a direction of the same sign: « lorsque »
//! may tell a time and not a condition. An exception to a rule that harms is a protection: where the
//! grid finds a problem in the rule, an exception lost is a condition added.
//!
//! *Example.* « La carte est renouvelée » → « La carte est renouvelée, sous réserve que… ».

use std::ops::Range;

use glose_model::Effect;

use crate::cues::{Cues, Table, table};
use crate::effects::Seen;
use crate::effects::leaning::excepts_harm;
use crate::view::{Half, View};
use crate::words::Word;

/// How far a condition pushes that is all that changed, one among other changes, and one that may only have
/// been put in other words.
const PLAIN: f32 = 0.9;
const CLEAR: f32 = 0.45;
const FAINT: f32 = 0.15;
/// An item of a list is shorter than this, in characters.
const ITEM: usize = 160;

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    let table = table();
    let (mut old, mut new) = (found(&view.old, table), found(&view.new, table));
    if !view.is_pair() {
        // What stands on one side only is judged on its own terms: nothing was lifted by it.
        old.waivers.clear();
        new.waivers.clear();
        old.ties.retain(|t| !old.demands.contains(t));
    }
    let harm = harmful(&view.old, table) || harmful(&view.new, table);
    // Nothing else changed: the condition is the change.
    let only = |half: &Half<'_>| half.changed_content() == 0;
    let plain = |other: &Half<'_>| if view.is_pair() && only(other) { PLAIN } else { CLEAR };
    let mut out = Vec::new();
    let mut report = |effect, old: &[Range<usize>], new: &[Range<usize>], push: f32| {
        out.push(Seen {
            effect,
            old: old.iter().map(|r| view.old.span(r)).collect(),
            new: new.iter().map(|r| view.new.span(r)).collect(),
            push,
            bound: true,
        });
    };
    // An exception to a harmful rule is a way out: to lose it is to be bound more.
    let (way_out_lost, way_out_won) =
        (harm && old.ways_out.len() > new.ways_out.len(), harm && new.ways_out.len() > old.ways_out.len());
    if !new.ties.is_empty() || !old.waivers.is_empty() || way_out_lost {
        let lost: Vec<_> = old.waivers.iter().chain(old.ways_out.iter().filter(|_| way_out_lost)).cloned().collect();
        let push = if new.ties.len() > old.ties.len() || way_out_lost { -plain(&view.old) } else { -FAINT };
        report(Effect::ConditionAdded, &lost, &new.ties, push);
    }
    if !old.ties.is_empty() || !new.waivers.is_empty() || way_out_won {
        let won: Vec<_> = new.waivers.iter().chain(new.ways_out.iter().filter(|_| way_out_won)).cloned().collect();
        let push = if old.ties.len() > new.ties.len() || way_out_won { plain(&view.new) } else { FAINT };
        report(Effect::ConditionRemoved, &old.ties, &won, push);
    }
    out
}

struct Found {
    /// Those of the ties that are demands.
    demands: Vec<Range<usize>>,
    /// Conditions, limits and demands that came with the change, not denied.
    ties: Vec<Range<usize>>,
    /// Exceptions.
    ways_out: Vec<Range<usize>>,
    /// What lifts conditions: waivers, and demands that are denied.
    waivers: Vec<Range<usize>>,
}

fn found(half: &Half<'_>, table: &Table) -> Found {
    let fresh = |cues: &Cues| half.fresh(cues);
    let harm = harmful(half, table);
    let mut waivers: Vec<Range<usize>> = Vec::new();
    let mut ties = table.conditions(&half.counted());
    ties.retain(|r| half.touches_change(r));
    ties.extend(joined_conditions(half, table));
    ties.extend(fresh(&table.limit));
    let mut demands: Vec<Range<usize>> =
        fresh(&table.price).into_iter().filter(|r| denied(half, r, table).is_none()).collect();
    // A denial that came makes of an old demand a waiver, one that went a demand again; and the
    // other way round for what lifts demands.
    for (cues, demands_something) in [(&table.demand, true), (&table.waiver, false)] {
        for hit in cues.find(&half.counted()) {
            let denial = denied(half, &hit, table);
            let came = half.touches_change(&hit) || denial.as_ref().is_some_and(|d| half.touches_change(d));
            if came {
                if demands_something == denial.is_none() { demands.push(hit) } else { waivers.push(hit) }
            }
        }
    }
    ties.extend(demands.iter().cloned());
    let mut ways_out = fresh(&table.exception);
    // What keeps harm out binds no one: « à l’exclusion de toute poursuite ».
    ways_out.retain(|r| {
        let protects = excepts_harm(half, r);
        if protects {
            waivers.push(r.clone());
        }
        !protects
    });
    if !harm {
        ties.append(&mut ways_out);
    } else if asks_for_papers(half, table) {
        ways_out.extend(half.alternatives());
    }
    // « si possible » softens, « en particulier lorsque » gives an example: neither is a condition.
    let counted = half.counted();
    let soft = table.soft.find(&counted);
    let before = |r: &Range<usize>| r.start.checked_sub(1).and_then(|i| counted.get(i)).map(|w| w.form.as_str());
    ties.retain(|t| !soft.iter().any(|w| w.start < t.end && t.start < w.end));
    ties.retain(|t| !matches!(before(t), Some("particulier" | "notamment" | "meme")));
    // « ou non » lifts where it ends the phrase: « plainte mensongère ou non fondée » does not.
    waivers.retain(|r| !half.runs_on(r, "non"));
    ties.retain(|t| !waivers.iter().any(|w| w.start < t.end && t.start < w.end));
    ties.sort_by_key(|r| (r.start, r.end));
    Found { demands, ties, ways_out, waivers }
}

/// « et que » that came with the change, after a condition: one more.
fn joined_conditions(half: &Half<'_>, table: &Table) -> Vec<Range<usize>> {
    let counted = half.counted();
    let form = |i: usize| counted.get(i).map_or("", |w| w.form.as_str());
    let Some(first) = table.conditions(&counted).first().map(|r| r.end) else { return Vec::new() };
    let joins = |i: &usize| form(*i) == "et" && matches!(form(i + 1), "que" | "qu");
    (first..counted.len()).filter(joins).map(|i| i..i + 2).filter(|r| half.touches_change(r)).collect()
}

/// Whether what the side says costs the person: a problem for the grid, or a demand.
fn harmful(half: &Half<'_>, table: &Table) -> bool {
    let asks = |cues: &Cues| cues.find(&half.counted()).iter().any(|r| denied(half, r, table).is_none());
    let demands = || asks(&table.demand) || asks(&table.price);
    half.polarity() < -0.5 || half.polarity() <= 0.0 && (demands() || asks_for_papers(half, table))
}

/// Whether the side stands in a list of papers to hand in.
fn asks_for_papers(half: &Half<'_>, table: &Table) -> bool {
    half.clauses.iter().filter(|c| c.text.chars().count() < ITEM).any(|c| {
        c.headings.iter().any(|h| {
            let words = crate::words::words(h);
            !table.papers.find(&words.iter().filter(|w| w.counts()).collect::<Vec<_>>()).is_empty()
        })
    })
}

/// The words that deny what stands at `range`: a denial within four words before it.
pub(crate) fn denied(half: &Half<'_>, range: &Range<usize>, table: &Table) -> Option<Range<usize>> {
    let counted = half.counted();
    let from = range.start.saturating_sub(4);
    let hit = table.denial.find(counted.get(from..range.start)?).into_iter().next_back()?;
    let hit = from + hit.start..from + hit.end;
    (!limits(&counted, &hit, range.end)).then_some(hit)
}

/// [`denied`], or the subject of a verb that is: « une garde à vue ne peut… ».
pub(crate) fn refused(half: &Half<'_>, range: &Range<usize>, table: &Table) -> bool {
    let counted = half.counted();
    let after =
        (range.end..range.end + 2).find(|i| counted.get(*i).is_some_and(|w| matches!(w.form.as_str(), "ne" | "n")));
    denied(half, range, table).is_some() || after.is_some_and(|i| !limits(&counted, &(i..i + 1), i + 6))
}

/// How often the side says « ne … que ».
pub(crate) fn restrictions(half: &Half<'_>) -> usize {
    let counted = half.counted();
    let negates = |i: &usize| counted.get(*i).is_some_and(|w| matches!(w.form.as_str(), "ne" | "n"));
    (0..counted.len()).filter(negates).filter(|i| limits(&counted, &(*i..i + 1), i + 6)).count()
}

/// « ne … que » limits, it does not deny; « afin que », « pour que » begin another clause.
fn limits(counted: &[&Word], denial: &Range<usize>, to: usize) -> bool {
    let form = |i: usize| counted.get(i).map_or("", |w| w.form.as_str());
    let joined = |i: usize| {
        matches!(form(i), "pour" | "afin" | "sans" | "alors" | "tandis" | "bien" | "parce" | "ainsi" | "lors")
    };
    matches!(form(denial.start), "ne" | "n")
        && (denial.end..to + 2).any(|i| matches!(form(i), "que" | "qu") && !joined(i.saturating_sub(1)))
}
