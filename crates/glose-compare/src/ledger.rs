//! A line of successive texts: each concern in each of them, and each clause through all of them.

use std::collections::{BTreeMap, BTreeSet};

use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{
    Analysis, ComparedText, Comparison, ConcernState, Effect, Ledger, LedgerRow, LedgerState, Program, Relation,
};

/// Share of the weight of what changed by which one direction must outweigh the other.
const OUTWEIGH: f32 = 0.25;

/// Compares three or more successive texts, each with the next (two are allowed, one gives states
/// alone). A concern that no text carries is left out; one that vanishes stays, as silent.
#[must_use]
pub fn ledger(texts: &[&Analysis], grid: &Grid, lang: Lang) -> Ledger {
    let comparisons: Vec<Comparison> =
        texts.windows(2).filter_map(|w| Some(crate::compare(w.first()?, w.get(1)?, grid, lang))).collect();
    let side = |a: &&Analysis| ComparedText { document: a.document.clone(), clauses: a.clauses.clone() };
    Ledger {
        format: Ledger::FORMAT.to_owned(),
        program: Program::default(),
        options: texts.last().map(|a| a.options.clone()).unwrap_or_default(),
        texts: texts.iter().map(side).collect(),
        ledger: rows(texts, &comparisons),
        threads: threads(texts, &comparisons),
        comparisons,
        diagnostics: Vec::new(),
    }
}

/// The concerns in the order of the grid, those it does not name after them.
fn rows(texts: &[&Analysis], comparisons: &[Comparison]) -> Vec<LedgerRow> {
    let named = texts.iter().flat_map(|a| a.grid.concerns.iter().map(|c| c.id.as_str()));
    let met = texts.iter().flat_map(|a| a.clauses.iter().flat_map(|c| c.concerns.iter().map(|t| t.id.as_str())));
    let carried: BTreeSet<&str> = met.clone().collect();
    let mut order: Vec<&str> = Vec::new();
    for id in named.chain(met) {
        if carried.contains(id) && !order.contains(&id) {
            order.push(id);
        }
    }
    order.into_iter().map(|id| LedgerRow { concern: id.to_owned(), states: states(id, texts, comparisons) }).collect()
}

fn states(concern: &str, texts: &[&Analysis], comparisons: &[Comparison]) -> Vec<LedgerState> {
    let mut out: Vec<LedgerState> = Vec::with_capacity(texts.len());
    for (i, text) in texts.iter().enumerate() {
        let clauses: Vec<String> = text.clauses.iter().filter(|c| c.concerns(concern)).map(|c| c.id.clone()).collect();
        let before = i.checked_sub(1).and_then(|b| comparisons.get(b));
        let was_silent = out.last().is_none_or(|s| s.state == ConcernState::Silent);
        let state = match before {
            _ if clauses.is_empty() => ConcernState::Silent,
            Some(comparison) if !was_silent => against(concern, comparison),
            _ => ConcernState::Present,
        };
        out.push(LedgerState { text: i, state, clauses });
    }
    out
}

/// How the concern stands in the later text of a comparison.
fn against(concern: &str, comparison: &Comparison) -> ConcernState {
    let (mut gained, mut lost, mut linked, mut moved) = (0.0f32, 0.0f32, 0usize, 0usize);
    let mut changed = 0.0f32;
    for pair in comparison.pairs.iter().filter(|p| p.concerns.iter().any(|c| c == concern)) {
        if pair.effects.contains(&Effect::Strengthened) {
            gained += pair.weight;
        }
        if pair.effects.contains(&Effect::Weakened) {
            lost += pair.weight;
        }
        changed += pair.weight;
        linked += usize::from(!pair.old.is_empty() && !pair.new.is_empty());
        moved += usize::from(pair.relation == Relation::Moved);
    }
    let net = gained - lost;
    if changed > 0.0 && net > OUTWEIGH * changed {
        ConcernState::Stronger
    } else if changed > 0.0 && -net > OUTWEIGH * changed {
        ConcernState::Weaker
    } else if 2 * moved > linked {
        ConcernState::Moved
    } else {
        ConcernState::Present
    }
}

/// Clauses that pairs join from text to text: one thread each, with its clauses in every text.
fn threads(texts: &[&Analysis], comparisons: &[Comparison]) -> Vec<Vec<Vec<String>>> {
    let mut number: BTreeMap<(usize, &str), usize> = BTreeMap::new();
    let mut nodes: Vec<(usize, &str)> = Vec::new();
    for (i, text) in texts.iter().enumerate() {
        for clause in &text.clauses {
            number.insert((i, &clause.id), nodes.len());
            nodes.push((i, &clause.id));
        }
    }
    let mut leader: Vec<usize> = (0..nodes.len()).collect();
    for (i, comparison) in comparisons.iter().enumerate() {
        for pair in &comparison.pairs {
            let olds = pair.old.iter().filter_map(|id| number.get(&(i, id.as_str())));
            let news = pair.new.iter().filter_map(|id| number.get(&(i + 1, id.as_str())));
            let all: Vec<usize> = olds.chain(news).copied().collect();
            for two in all.windows(2) {
                if let [a, b] = two {
                    let (a, b) = (lead(&mut leader, *a), lead(&mut leader, *b));
                    if let Some(slot) = leader.get_mut(a.max(b)) {
                        *slot = a.min(b);
                    }
                }
            }
        }
    }
    let mut threads: BTreeMap<usize, Vec<Vec<String>>> = BTreeMap::new();
    for (n, (text, id)) in nodes.iter().enumerate() {
        let thread = threads.entry(lead(&mut leader, n)).or_insert_with(|| vec![Vec::new(); texts.len()]);
        if let Some(list) = thread.get_mut(*text) {
            list.push((*id).to_owned());
        }
    }
    threads.into_values().collect()
}

/// The first node of the thread of `n`, the way there shortened.
fn lead(leader: &mut [usize], mut n: usize) -> usize {
    while let Some(up) = leader.get(n).copied() {
        if up == n {
            break;
        }
        let above = leader.get(up).copied().unwrap_or(up);
        if let Some(slot) = leader.get_mut(n) {
            *slot = above;
        }
        n = up;
    }
    n
}
