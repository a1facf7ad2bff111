//! Learns from labelled pairs of texts what each sign of a change weighs. Deterministic.

use std::collections::{BTreeMap, BTreeSet};

use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, Clause, Comparison, Effect, Relation};
use glose_weigh::{Examples, Learning, Table, learn};

use crate::alignment::{Seen, matched};
use crate::candidates::candidates;
use crate::effects::direction::{SERVES, odds, told};
use crate::effects::signs::signs;
use crate::effects::{looks, seen};
use crate::odds::{Odds, Weighing};
use crate::similarity::LikenessOdds;
use crate::view::{View, concerned_around};
use crate::{groups, similarity};

pub use crate::odds::Tables;

/// Two texts and the labels of what changed.
#[derive(Clone, Debug)]
pub struct LabelledPair<'a> {
    /// The earlier text, analysed.
    pub old: &'a Analysis,
    /// The later text, analysed.
    pub new: &'a Analysis,
    /// Every clause of both in one of these.
    pub changes: Vec<LabelledChange>,
}

/// Clauses that belong together, and what the change does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelledChange {
    /// Indices in the earlier text.
    pub old: Vec<usize>,
    /// Indices in the later text.
    pub new: Vec<usize>,
    /// How they relate.
    pub relation: Relation,
    /// What the change does.
    pub effects: Vec<Effect>,
}

/// What was learnt.
#[derive(Clone, Debug)]
pub struct Learnt {
    /// From all pairs.
    pub all: Tables,
    /// From all pairs but one, in the order of the pairs.
    pub without: Vec<Tables>,
}

/// How likeness and parts are learnt: few signs, each in every text.
const LIKENESS: Learning = Learning { ridge: 0.5, lasso: 0.0, texts: 1, passes: 200 };
/// How directions are learnt: more signs, and fewer examples of each.
const DIRECTION: Learning = Learning { ridge: 5.0, lasso: 0.0, texts: 2, passes: 200 };
/// Rounds in which likeness is learnt: what neighbours tell depends on the pairs that the round before found.
const ROUNDS: usize = 3;
/// Added to the log odds of likeness: of two clauses that a reader would link, each left alone is a label more
/// that is wrong.
const EAGER: f32 = 0.5;
/// What likeness weighs in the first round.
const FIRST: [(&str, f32); 8] = [
    ("mots", 3.0),
    ("lettres", 3.0),
    ("mots.part", 3.0),
    ("cadre", 2.0),
    ("longueur", 1.5),
    ("sujets", 1.0),
    ("titre", 1.0),
    ("voisins", 3.0),
];
/// The odds before any sign in the first round.
const FIRST_BIAS: f32 = -8.0;

/// Learns all tables, from all pairs and from all but one.
#[must_use]
pub fn learn_from(pairs: &[LabelledPair<'_>], grid: &Grid) -> Learnt {
    let mut table = first();
    let mut likeness = Examples::default();
    for _ in 0..ROUNDS {
        likeness = likenesses(pairs, grid, &table);
        table = like(&likeness, |_| true);
    }
    let without: Vec<Table> = (0..pairs.len()).map(|left| like(&likeness, |g| g != left)).collect();
    let parts = parts(pairs, grid, &without);
    let directions = directions(pairs);
    let tables = |likeness: Table, uses: &(dyn Fn(usize) -> bool + Sync)| Tables {
        likeness,
        parts: learn(&parts, &["partie".to_owned()], LIKENESS, uses),
        direction: direction(&directions, uses),
    };
    Learnt {
        all: tables(table, &|_| true),
        without: without.into_iter().enumerate().map(|(left, t)| tables(t, &|g| g != left)).collect(),
    }
}

/// [`crate::compare`] by other tables.
#[must_use]
pub fn compare_by(tables: &Tables, old: &Analysis, new: &Analysis, grid: &Grid) -> Comparison {
    crate::compare_by(old, new, grid, Lang::Fr, &Weighing::new(tables))
}

fn first() -> Table {
    let mut table = Table::new(vec!["meme".to_owned()]);
    table.set_bias(0, FIRST_BIAS);
    FIRST.iter().for_each(|(name, weight)| table.set(name, 0, *weight));
    table
}

fn like(examples: &Examples, uses: impl Fn(usize) -> bool + Sync) -> Table {
    let mut table = learn(examples, &["meme".to_owned()], LIKENESS, uses);
    shift(&mut table, EAGER);
    table
}

fn shift(table: &mut Table, by: f32) {
    let bias = table.bias().first().copied().unwrap_or(0.0);
    table.set_bias(0, bias + by);
}

impl LabelledPair<'_> {
    /// The links between clauses that the labels say.
    fn links(&self) -> BTreeSet<(usize, usize)> {
        self.changes.iter().flat_map(|c| c.old.iter().flat_map(|i| c.new.iter().map(|j| (*i, *j)))).collect()
    }
}

/// Every two clauses that were looked at together, and whether they belong together.
fn likenesses(pairs: &[LabelledPair<'_>], grid: &Grid, table: &Table) -> Examples {
    let mut examples = Examples::default();
    let names = similarity::NAMES.map(|n| examples.sign(n));
    let odds: LikenessOdds = Odds::of(table, &similarity::NAMES);
    for (group, pair) in pairs.iter().enumerate() {
        let (a, b, weights) = crate::side::prepare(&pair.old.clauses, &pair.new.clauses, grid, &crate::today);
        let (_, _, seen) = matched(&a, &b, &weights, &odds, &candidates(&a, &b, &weights));
        let links = pair.links();
        let chief = chief(&seen, &links);
        for (i, j, likeness) in seen {
            let true_ = links.contains(&(i, j));
            let most = |key| chief.get(&key).is_none_or(|best| likeness.content() >= *best);
            if true_ && !(most((i, false)) && most((j, true))) {
                continue;
            }
            let signs = names.iter().zip(likeness.0).filter(|(_, v)| *v != 0.0).map(|(n, v)| (*n, v)).collect();
            examples.push(signs, true_.then_some(0).into_iter().collect(), group);
        }
    }
    examples
}

/// For each clause (and whether it is a new one), how like it the likest of those linked with it is: of the
/// parts of a clause that was cut, only that one stands for it.
fn chief(seen: &[Seen], links: &BTreeSet<(usize, usize)>) -> BTreeMap<(usize, bool), f32> {
    let mut out: BTreeMap<(usize, bool), f32> = BTreeMap::new();
    for (i, j, likeness) in seen.iter().filter(|(i, j, _)| links.contains(&(*i, *j))) {
        for key in [(*i, false), (*j, true)] {
            let best = out.entry(key).or_insert(0.0);
            *best = best.max(likeness.content());
        }
    }
    out
}

/// Every clause that was looked at as a part of another, beside a right pair, and whether it is.
fn parts(pairs: &[LabelledPair<'_>], grid: &Grid, likeness: &[Table]) -> Examples {
    let mut examples = Examples::default();
    let names = groups::NAMES.map(|n| examples.sign(n));
    for (group, (pair, table)) in pairs.iter().zip(likeness).enumerate() {
        let odds: LikenessOdds = Odds::of(table, &similarity::NAMES);
        let (a, b, weights) = crate::side::prepare(&pair.old.clauses, &pair.new.clauses, grid, &crate::today);
        let found = candidates(&a, &b, &weights);
        let (partners, _, _) = matched(&a, &b, &weights, &odds, &found);
        let links = pair.links();
        for (seed, (link, seen)) in groups::looked_at(&a, &b, &weights, &partners, &found) {
            if links.contains(&seed) {
                let signs = names.iter().zip(seen).filter(|(_, v)| *v != 0.0).map(|(n, v)| (*n, v)).collect();
                examples.push(signs, links.contains(&link).then_some(0).into_iter().collect(), group);
            }
        }
    }
    examples
}

/// Every change of the pairs, seen in the order of time, then against it: what serves harms when undone.
fn directions(pairs: &[LabelledPair<'_>]) -> Examples {
    let mut examples = Examples::default();
    for (group, pair) in pairs.iter().enumerate() {
        let words = |a: &Analysis| -> BTreeSet<String> {
            a.clauses.iter().flat_map(|c| crate::words::words(&c.text)).map(|w| w.form).collect()
        };
        let (said, says) = (words(pair.old), words(pair.new));
        let known = |form: &str| said.contains(form) && says.contains(form);
        for change in &pair.changes {
            let of = |a: &'_ Analysis, list: &[usize]| -> Vec<Clause> {
                list.iter().filter_map(|i| a.clauses.get(*i).cloned()).collect()
            };
            let (old, new) = (of(pair.old, &change.old), of(pair.new, &change.new));
            let view = View::new(change.relation, old.iter().collect(), new.iter().collect(), &known);
            if !looks(&view) {
                continue;
            }
            let olds = change.old.iter().map(|i| concerned_around(&pair.old.clauses, *i));
            let news = change.new.iter().map(|i| concerned_around(&pair.new.clauses, *i));
            let view = view.among(&olds.chain(news).collect::<Vec<_>>());
            let signs = signs(&view, &seen(&view));
            for (forward, effect) in [(true, Effect::Strengthened), (false, Effect::Weakened)] {
                let values = signs.iter().map(|s| (examples.sign(&s.name), s.value(forward))).collect();
                let truth = change.effects.contains(&effect).then_some(0);
                examples.push(values, truth.into_iter().collect(), group);
            }
        }
    }
    examples
}

/// The table of directions, its odds moved so that above 0 the most answers are right (the highest F1) on
/// texts that were left out in turn.
fn direction(examples: &Examples, uses: &(dyn Fn(usize) -> bool + Sync)) -> Table {
    let answers = [SERVES.to_owned()];
    let groups: BTreeSet<usize> = examples.list.iter().map(|e| e.group).filter(|g| uses(*g)).collect();
    let mut couples: Vec<[(f32, bool); 2]> = Vec::new();
    for left in &groups {
        let table = learn(examples, &answers, DIRECTION, |g| uses(g) && g != *left);
        let said = examples.list.iter().filter(|e| e.group == *left).map(|e| {
            let named = e.signs.iter().map(|(s, v)| (examples.name(*s), *v));
            (odds(&table, named), !e.truths.is_empty())
        });
        let said: Vec<(f32, bool)> = said.collect();
        couples.extend(said.chunks_exact(2).filter_map(|c| <[(f32, bool); 2]>::try_from(c).ok()));
    }
    let mut table = learn(examples, &answers, DIRECTION, uses);
    shift(&mut table, -threshold(&couples));
    table
}

/// The log odds from which a direction is best told, in tenths; each change was seen both ways.
fn threshold(couples: &[[(f32, bool); 2]]) -> f32 {
    let mut best = (0.0f32, 0.0f32);
    for tenths in -20i16..=10 {
        let from = f32::from(tenths) / 10.0;
        let (mut right, mut said, mut wanted) = (0usize, 0usize, 0usize);
        for [forward, backward] in couples {
            wanted += usize::from(forward.1) + usize::from(backward.1);
            let direction = told(forward.0 - from, backward.0 - from);
            said += usize::from(direction != 0.0);
            right += usize::from(direction > 0.0 && forward.1 || direction < 0.0 && backward.1);
        }
        let f1 = 2.0 * right as f32 / (said + wanted).max(1) as f32;
        if f1 > best.0 {
            best = (f1, from);
        }
    }
    best.1
}
