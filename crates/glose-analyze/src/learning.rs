//! Learns from labelled texts what each sign weighs. Deterministic.
//!
//! Two looks at each clause, as in the analysis. What a first look makes of a text is learnt from the
//! *other* texts before the second look learns from it: else it would trust the first as it is on
//! texts that it knows by heart.

use std::collections::BTreeMap;

use glose_french::{Force, force_by, signs_of_force};
use glose_grid::{CLUES, Clue, Grid, Look, SIGNALS, Signal, Vocabulary, Weights};
use glose_model::messages::Lang;
use glose_model::{Analysis, Clause, Document, Modality, Polarity, Tag};
use glose_weigh::{Examples, Learning, Table, learn};

use crate::polarity;
use crate::signals::{self, Signals};
use crate::stance;
use crate::tags::{self, Sight};
use crate::text::Text;
use crate::topic;
use crate::wording;

/// A text with the labels of its clauses, in the order of [`clauses`].
#[derive(Clone, Copy, Debug)]
pub struct Labelled<'a> {
    /// The text.
    pub document: &'a Document,
    /// The labels, clause by clause.
    pub labels: &'a [Label],
    /// Versions of one text are of one family: none is judged by what another taught.
    pub family: usize,
    /// Whether its labels tell of force alone.
    pub force_alone: bool,
}

/// The labels of one clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Identifiers of its concerns.
    pub concerns: Vec<String>,
    /// Its force.
    pub force: Modality,
    /// What it is worth.
    pub worth: Polarity,
}

/// The clauses of a text, as the analysis cuts them, so that labels can be put on them.
#[must_use]
pub fn clauses(document: &Document) -> Vec<Clause> {
    crate::clauses::clauses(document).0
}

/// What was learnt.
#[derive(Clone, Debug)]
pub struct Learnt {
    /// For grids without a vocabulary: what the signals of their own terms weigh.
    pub usual: Weights,
    /// What all texts taught.
    pub all: Tables,
    /// For each part of the texts, what the others taught.
    parts: Vec<Tables>,
}

impl Learnt {
    /// What the texts of other parts taught, to judge a text of `family` by. The few weights of the second
    /// look are those of all texts.
    #[must_use]
    pub fn without(&self, family: usize) -> &Tables {
        self.parts.get(part(family)).unwrap_or(&self.all)
    }
}

/// The tables of one lesson.
#[derive(Clone, Debug)]
pub struct Tables {
    /// For grids on the subject of the texts.
    pub vocabulary: Vocabulary,
    /// What signs speak for which force, whatever the subject.
    pub force: Table,
}

/// The analysis of a text by what was learnt, in place of the tables of the program.
#[must_use]
pub fn analyze_by(learnt: &Tables, document: &Document, grid: &Grid) -> Analysis {
    let grid = grid.clone().with_vocabulary(learnt.vocabulary.clone());
    crate::analysis_of(Text::read_by(document, &grid, Lang::Fr, &mut |words, context| {
        force_by(words, context, &learnt.force)
    }))
}

/// Parts into which the families are dealt, so that each text is looked at by what others taught.
const PARTS: usize = 8;

/// How the words of concerns are learnt.
const CONCERNS: Learning = Learning { ridge: 1.5, lasso: 0.03, texts: 2, passes: 60 };

/// How the words of worth are learnt.
const POLARITY: Learning = Learning { ridge: 2.0, lasso: 0.1, texts: 2, passes: 60 };

/// How the signs of force are learnt.
const FORCE: Learning = Learning { ridge: 0.6, lasso: 0.2, texts: 2, passes: 60 };

/// The names of the forces in the tables.
const FORCES: [Modality; 6] = [
    Modality::Obligation,
    Modality::Interdiction,
    Modality::Droit,
    Modality::Faculte,
    Modality::Recommandation,
    Modality::Constat,
];

/// A text read, with its labels.
struct Read<'a> {
    text: Text<'a>,
    labelled: &'a Labelled<'a>,
    /// By concern, then clause.
    signals: Vec<Vec<Signals>>,
}

impl Read<'_> {
    /// Whether a clause carries a concern.
    fn carries(&self) -> bool {
        self.labelled.labels.iter().any(|l| !l.concerns.is_empty())
    }
}

/// Log odds by concern, then clause.
type Odds = Vec<Vec<f32>>;

/// The part of the texts that a family is dealt to.
const fn part(family: usize) -> usize {
    family % PARTS
}

/// One table for each part of the texts, learnt from the others.
fn unseen(examples: &Examples, answers: &[String], learning: Learning) -> Vec<Table> {
    (0..PARTS).map(|p| learn(examples, answers, learning, |family| part(family) != p)).collect()
}

/// Learns what speaks for each force, in two rounds: in the first a clause stands beside clauses that the
/// ladder alone read, in the second beside those that the first round read, each by what other texts taught.
/// Returns a table for each part of the texts, and that of all.
fn force(texts: &[Labelled<'_>], grid: &Grid) -> (Vec<Table>, Table) {
    let answers: Vec<String> = FORCES.iter().map(|f| wording::force_name(*f).to_owned()).collect();
    let mut tables = vec![Table::default(); PARTS];
    let mut examples = Examples::default();
    for _ in 0..2 {
        examples = Examples::default();
        for labelled in texts {
            let table = tables.get(part(labelled.family));
            let mut i = 0;
            Text::read_by(labelled.document, grid, Lang::Fr, &mut |words, context| -> Force {
                let mut signs = Vec::new();
                signs_of_force(words, context, &mut |s| signs.push((examples.sign(s.name), s.value)));
                let truth = labelled.labels.get(i).and_then(|l| FORCES.iter().position(|f| *f == l.force));
                if !signs.is_empty() {
                    examples.push(signs, truth.into_iter().collect(), labelled.family);
                }
                i += 1;
                force_by(words, context, table.unwrap_or(&Table::default()))
            });
        }
        tables = unseen(&examples, &answers, FORCE);
    }
    let all = learn(&examples, &answers, FORCE, |_| true);
    (tables, all)
}

/// Learns from the texts.
#[must_use]
pub fn learn_from(texts: &[Labelled<'_>], grid: &Grid) -> Learnt {
    let (forces, force) = force(texts, grid);
    let mut read: Vec<Read<'_>> = texts
        .iter()
        .filter(|labelled| !labelled.force_alone)
        .map(|labelled| {
            let table = forces.get(part(labelled.family)).unwrap_or(&force);
            let text =
                Text::read_by(labelled.document, grid, Lang::Fr, &mut |words, context| force_by(words, context, table));
            let signals = signals::all(&text);
            Read { text, labelled, signals }
        })
        .collect();
    let usual = usual(&mut read, grid);
    let ids: Vec<String> = grid.file.concern.iter().map(|c| c.id.clone()).collect();
    let examples = examples(&read, &ids);
    let unseen_concerns = unseen(&examples, &ids, CONCERNS);
    let concerns = learn(&examples, &ids, CONCERNS, |_| true);
    let mut at = 0;
    for one in &mut read {
        let table = unseen_concerns.get(part(one.labelled.family)).unwrap_or(&concerns);
        let mut odds: Odds = vec![Vec::new(); ids.len()];
        for _ in 0..one.text.clauses.len() {
            let mut sum = table.bias().to_vec();
            for (sign, value) in examples.list.get(at).map(|e| e.signs.as_slice()).unwrap_or_default() {
                table.add(&mut sum, examples.name(*sign), *value);
            }
            odds.iter_mut().zip(sum).for_each(|(list, o)| list.push(o));
            at += 1;
        }
        tags::look_around(&one.text, &mut one.signals, &odds);
    }
    let mut weights = Weights::default();
    let mut sights: Vec<Sight> = Vec::new();
    for after in 0..LOOKS {
        let look = next_look(&read, grid);
        let last = after + 1 == LOOKS;
        for one in &mut read {
            let odds = tags::look_odds(&one.text, &one.signals, &look);
            if last {
                sights.push(Sight::new(one.signals.clone(), &odds));
            } else {
                tags::look_around(&one.text, &mut one.signals, &odds);
            }
        }
        weights.looks.push(look);
    }
    // A text on another subject is told as a whole, and has no tag whatever its clauses seem to carry.
    let on_subject = sights.iter().zip(&read).filter(|(_, one)| one.carries());
    let judged = on_subject.flat_map(|(sight, one)| {
        let of_concern = |(k, id): (usize, &String)| -> Vec<(f32, bool)> {
            let chances = sight.chances.get(k).into_iter().flatten();
            chances.zip(one.labelled.labels).map(|(c, l)| (*c, l.concerns.contains(id))).collect()
        };
        ids.iter().enumerate().flat_map(of_concern).collect::<Vec<_>>()
    });
    weights.threshold = threshold(&judged.collect::<Vec<_>>());
    let (unseen_topic, topic) = topic_of(&read, &sights, weights.threshold);
    let [(unseen_polarity, polarity), (unseen_stance, stance)] = worth(&mut read, &ids, &sights, weights.threshold);
    let tables = |[concerns, polarity, stance, topic, force]: [Table; 5]| Tables {
        vocabulary: Vocabulary {
            words: grid.vocabulary().words.clone(),
            themes: grid.vocabulary().themes.clone(),
            concerns,
            polarity,
            stance,
            topic,
            weights: weights.clone(),
        },
        force,
    };
    let unseen = unseen_concerns.into_iter().zip(unseen_polarity).zip(unseen_stance).zip(unseen_topic).zip(forces);
    let parts = unseen.map(|((((c, p), s), t), f)| tables([c, p, s, t, f])).collect();
    Learnt { usual, all: tables([concerns, polarity, stance, topic, force]), parts }
}

/// Every clause of every text, with the signs of its words.
fn examples(read: &[Read<'_>], ids: &[String]) -> Examples {
    let mut examples = Examples::default();
    for one in read {
        for (i, label) in one.labelled.labels.iter().enumerate().take(one.text.clauses.len()) {
            let mut signs = Vec::new();
            let own = one.signals.iter().filter_map(|concern| concern.get(i));
            wording::read(&one.text, i, own, &mut |seen| signs.push((examples.sign(seen.name), seen.value)));
            let truths = ids.iter().enumerate().filter(|(_, id)| label.concerns.contains(id)).map(|(k, _)| k);
            examples.push(signs, truths.collect(), one.labelled.family);
        }
    }
    examples
}

/// The weights of the signals alone, whatever the concern.
fn usual(read: &mut [Read<'_>], grid: &Grid) -> Weights {
    let ids: Vec<String> = grid.file.concern.iter().map(|c| c.id.clone()).collect();
    let second_look = Signal::First as usize;
    let first = fit(&rows(read, &ids), RIDGE, |i| i < second_look);
    for one in &mut *read {
        let odds = one.signals.iter().map(|concern| concern.iter().map(|s| tags::sum(s, &first)).collect());
        let odds: Odds = odds.collect();
        tags::look_around(&one.text, &mut one.signals, &odds);
    }
    let last = rows(read, &ids);
    let second = fit(&last, RIDGE, |_| true);
    Weights {
        first: named(&first),
        looks: vec![Look { all: named(&second), of: BTreeMap::new() }],
        threshold: threshold(&last.iter().map(|(values, truth)| (of_row(values, &second), *truth)).collect::<Vec<_>>()),
        verdict: verdicts(read),
    }
}

/// The signals whose weight in a look after the first differs from concern to concern.
const OWN: [Signal; 9] = [
    Signal::Always,
    Signal::First,
    Signal::FirstBefore,
    Signal::FirstLeans,
    Signal::FirstAfter,
    Signal::FirstStem,
    Signal::FirstSection,
    Signal::FirstText,
    Signal::FirstRival,
];

/// How the looks after the first are learnt.
const LOOK: Learning = Learning { ridge: 2.0, lasso: 0.0, texts: 1, passes: 200 };

/// Looks after the first.
const LOOKS: usize = 1;

/// The weights of a look after the first: those of every signal, and what each concern adds to some.
fn next_look(read: &[Read<'_>], grid: &Grid) -> Look {
    let mut examples = Examples::default();
    let signs = Signal::ALL.map(|signal| examples.sign(&format!("{signal:?}")));
    let concerns = &grid.file.concern;
    let own: Vec<[u32; OWN.len()]> =
        concerns.iter().map(|c| OWN.map(|signal| examples.sign(&format!("{signal:?} {}", c.id)))).collect();
    for one in read {
        for ((concern, signals), own) in concerns.iter().zip(&one.signals).zip(&own) {
            for (s, label) in signals.iter().zip(one.labelled.labels) {
                let value = |signal: Signal| if signal == Signal::Always { 1.0 } else { s.get(signal) };
                let all = Signal::ALL.iter().zip(signs).filter(|(s, _)| **s != Signal::Always);
                let seen = all.map(|(s, n)| (n, value(*s))).chain(OWN.iter().zip(own).map(|(s, n)| (*n, value(*s))));
                let carried = label.concerns.contains(&concern.id).then_some(0);
                let seen = seen.filter(|(_, v)| *v != 0.0).collect();
                examples.push(seen, carried.into_iter().collect(), one.labelled.family);
            }
        }
    }
    let table = learn(&examples, &["oui".to_owned()], LOOK, |_| true);
    let weight = |name: &str| table.row(name).and_then(|r| r.first()).copied().map_or(0.0, round);
    let mut all: BTreeMap<Signal, f32> =
        Signal::ALL.iter().map(|s| (*s, weight(&format!("{s:?}")))).filter(|(_, w)| *w != 0.0).collect();
    all.insert(Signal::Always, table.bias().first().copied().map_or(0.0, round));
    let own = concerns.iter().map(|c| {
        let added = OWN.iter().map(|s| (*s, weight(&format!("{s:?} {}", c.id))));
        (c.id.clone(), added.filter(|(_, w)| *w != 0.0).collect())
    });
    Look { all, of: own.collect() }
}

/// How the signs of a text as a whole are learnt.
const TOPIC: Learning = Learning { ridge: 0.5, lasso: 0.05, texts: 3, passes: 200 };

/// What tells a text that carries concerns from one that only uses their words: for each part of the texts, and
/// for all.
fn topic_of(read: &[Read<'_>], sights: &[Sight], threshold: f32) -> (Vec<Table>, Table) {
    let mut examples = Examples::default();
    for (one, sight) in read.iter().zip(sights) {
        let mut signs = Vec::new();
        topic::signs(&one.text, sight, threshold, &mut |name, value| signs.push((examples.sign(name), value)));
        examples.push(signs, one.carries().then_some(0).into_iter().collect(), one.labelled.family);
    }
    let answers = ["oui".to_owned()];
    let (mut parts, mut all) = (unseen(&examples, &answers, TOPIC), learn(&examples, &answers, TOPIC, |_| true));
    let judged = examples.list.iter().map(|e| {
        let table = parts.get(part(e.group)).unwrap_or(&all);
        let mut odds = table.bias().to_vec();
        e.signs.iter().for_each(|(sign, value)| table.add(&mut odds, examples.name(*sign), *value));
        (odds.first().copied().unwrap_or(0.0), e.truths.contains(&0))
    });
    // Fewer texts are off the subject than on it: what divides them best is not even odds.
    let judged: Vec<(f32, bool)> = judged.collect();
    let cut = cut(judged);
    for table in parts.iter_mut().chain([&mut all]) {
        let bias = table.bias().first().copied().unwrap_or(0.0);
        table.set_bias(0, bias - cut);
    }
    (parts, all)
}

/// The odds that divide the true from the false with the fewest faults, in the middle of the widest such gap.
fn cut(mut judged: Vec<(f32, bool)>) -> f32 {
    judged.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut faults = judged.iter().filter(|(_, truth)| !truth).count();
    let mut best = (usize::MAX, 0.0_f32, 0.0_f32);
    for pair in judged.windows(2) {
        let [(low, truth), (high, _)] = pair else { continue };
        faults = if *truth { faults + 1 } else { faults.saturating_sub(1) };
        if faults < best.0 || faults == best.0 && high - low > best.1 {
            best = (faults, high - low, f32::midpoint(*low, *high));
        }
    }
    best.2
}

/// One row a clause and concern, whatever the concern.
fn rows(read: &[Read<'_>], ids: &[String]) -> Vec<Row<SIGNALS>> {
    let mut rows = Vec::new();
    for one in read.iter() {
        for (id, concern) in ids.iter().zip(&one.signals) {
            for (s, label) in concern.iter().zip(one.labelled.labels) {
                let mut values = s.values;
                values[Signal::Always as usize] = 1.0;
                rows.push((values, label.concerns.contains(id)));
            }
        }
    }
    rows
}

/// What speaks for each verdict, from the clauses that carry a concern or seem to.
fn worth(read: &mut [Read<'_>], ids: &[String], sights: &[Sight], threshold: f32) -> [(Vec<Table>, Table); 2] {
    let answers: Vec<String> = polarity::VERDICTS.iter().map(|v| polarity::verdict_name(*v).to_owned()).collect();
    let mut examples = Examples::default();
    for (one, sight) in read.iter_mut().zip(sights).filter(|(one, _)| one.carries()) {
        let tag = |(k, i, id): (usize, usize, &String)| {
            let chance = sight.chances.get(k).and_then(|c| c.get(i)).copied().unwrap_or(0.0);
            Tag { id: id.clone(), score: chance, evidence: Vec::new() }
        };
        for (i, label) in one.labelled.labels.iter().enumerate().take(one.text.clauses.len()) {
            let seems = |k: usize| sight.chances.get(k).and_then(|c| c.get(i)).is_some_and(|c| *c >= threshold);
            let ids = ids.iter().enumerate().filter(|(k, id)| label.concerns.contains(id) || seems(*k));
            if let Some(clause) = one.text.clauses.get_mut(i) {
                clause.concerns = ids.map(|(k, id)| tag((k, i, id))).collect();
            }
        }
        for (i, label) in one.labelled.labels.iter().enumerate() {
            if one.text.clauses.get(i).is_none_or(|c| c.concerns.is_empty()) {
                continue;
            }
            let mut signs = Vec::new();
            polarity::read(&one.text, i, &mut |seen| signs.push((examples.sign(seen.name), seen.value)));
            let truth = polarity::VERDICTS.iter().position(|v| *v == label.worth);
            examples.push(signs, truth.into_iter().collect(), one.labelled.family);
        }
    }
    let (parts, all) = (unseen(&examples, &answers, POLARITY), learn(&examples, &answers, POLARITY, |_| true));
    let mut around = Examples::default();
    for one in read.iter().filter(|one| one.carries()) {
        let table = parts.get(part(one.labelled.family)).unwrap_or(&all);
        let carried = |i: &usize| one.text.clauses.get(*i).is_some_and(|c| !c.concerns.is_empty());
        let first = |i: usize| carried(&i).then(|| polarity::first_by(&one.text, i, table));
        let first: Vec<Option<stance::Odds>> = (0..one.text.clauses.len()).map(first).collect();
        for (i, label) in one.labelled.labels.iter().enumerate().filter(|(i, _)| carried(i)) {
            let mut signs = Vec::new();
            stance::signs(&one.text, &first, i, &mut |name, value| signs.push((around.sign(name), value)));
            let truth = polarity::VERDICTS.iter().position(|v| *v == label.worth);
            around.push(signs, truth.into_iter().collect(), one.labelled.family);
        }
    }
    let mut stances = (unseen(&around, &answers, STANCE), learn(&around, &answers, STANCE, |_| true));
    let handicap = handicap(&around, &stances.0);
    for table in stances.0.iter_mut().chain([&mut stances.1]) {
        if let Some(neutral) = table.answer(polarity::verdict_name(Polarity::Neutre)) {
            let bias = table.bias().get(neutral).copied().unwrap_or(0.0);
            table.set_bias(neutral, bias - handicap);
        }
    }
    [(parts, all), stances]
}

/// What is taken from the odds of the neutral verdict so that the others are found as often as they are wrongly
/// given: the step of a tenth with the best F1 over the verdicts that are not neutral.
fn handicap(examples: &Examples, parts: &[Table]) -> f32 {
    let judged: Vec<(stance::Odds, Option<usize>)> = examples
        .list
        .iter()
        .filter_map(|e| {
            let table = parts.get(part(e.group))?;
            let mut odds = table.bias().to_vec();
            e.signs.iter().for_each(|(sign, value)| table.add(&mut odds, examples.name(*sign), *value));
            Some((polarity::by_verdict(table, &odds), e.truths.first().copied()))
        })
        .collect();
    let neutral = polarity::VERDICTS.iter().position(|v| *v == Polarity::Neutre);
    let f1 = |taken: f32| {
        let (mut right, mut wrong, mut missed) = (0.0_f64, 0.0, 0.0);
        for (odds, truth) in &judged {
            let mut odds = *odds;
            if let Some(slot) = neutral.and_then(|n| odds.get_mut(n)) {
                *slot -= taken;
            }
            let found = Some(polarity::likeliest(&odds)).and_then(|v| polarity::VERDICTS.iter().position(|o| *o == v));
            right += f64::from(u8::from(found == *truth && found != neutral));
            wrong += f64::from(u8::from(found != *truth && found != neutral));
            missed += f64::from(u8::from(found != *truth && *truth != neutral));
        }
        2.0 * right / (2.0 * right + wrong + missed).max(1.0)
    };
    let mut best = (0.0, f1(0.0));
    for step in 1..=15_u8 {
        let taken = f32::from(step) / 10.0;
        let found = f1(taken);
        if found > best.1 {
            best = (taken, found);
        }
    }
    best.0
}

/// How the second look at worth is learnt.
const STANCE: Learning = Learning { ridge: 0.5, lasso: 0.02, texts: 2, passes: 200 };

/// One regression a verdict, on the clauses that carry a concern.
fn verdicts(read: &mut [Read<'_>]) -> BTreeMap<Polarity, BTreeMap<Clue, f32>> {
    let mut seen: Vec<([f32; CLUES], Polarity)> = Vec::new();
    for one in &mut *read {
        for (clause, label) in one.text.clauses.iter_mut().zip(one.labelled.labels) {
            let tag = |id: &String| Tag { id: id.clone(), score: 1.0, evidence: Vec::new() };
            clause.concerns = label.concerns.iter().map(tag).collect();
        }
        for (i, label) in one.labelled.labels.iter().enumerate().filter(|(_, l)| !l.concerns.is_empty()) {
            seen.push((polarity::worth(&one.text, i).values, label.worth));
        }
    }
    let fitted = polarity::VERDICTS.map(|verdict| {
        let rows: Vec<Row<CLUES>> = seen.iter().map(|(values, truth)| (*values, *truth == verdict)).collect();
        let weights = fit(&rows, RIDGE, |_| true);
        let named = Clue::ALL.into_iter().zip(weights).map(|(c, w)| (c, round(w))).filter(|(_, w)| *w != 0.0);
        (verdict, named.collect())
    });
    fitted.into_iter().collect()
}

/// Strength of the pull of the weight of every signal towards zero.
const RIDGE: f64 = 2.0;

type Row<const N: usize> = ([f32; N], bool);

fn round(weight: f32) -> f32 {
    (weight * 100.0).round() / 100.0
}

fn named(weights: &[f32; SIGNALS]) -> BTreeMap<Signal, f32> {
    Signal::ALL.into_iter().zip(weights).map(|(s, w)| (s, round(*w))).filter(|(_, w)| *w != 0.0).collect()
}

fn dot(values: &[f32], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(v, w)| f64::from(*v) * w).sum()
}

/// Logistic regression with a ridge, by Newton's method, on the signals that `uses` admits.
#[expect(clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "square arrays of one size")]
fn fit<const N: usize>(rows: &[Row<N>], ridge: f64, uses: impl Fn(usize) -> bool) -> [f32; N] {
    let mut weights = vec![0.0_f64; N];
    for _ in 0..25 {
        let mut gradient = vec![0.0_f64; N];
        let mut hessian = vec![vec![0.0_f64; N]; N];
        for (values, truth) in rows {
            let p = 1.0 / (1.0 + (-dot(values, &weights)).exp());
            let error = p - f64::from(u8::from(*truth));
            let w = (p * (1.0 - p)).max(1e-6);
            let said: Vec<usize> = (0..N).filter(|i| values[*i] != 0.0 && uses(*i)).collect();
            for &i in &said {
                gradient[i] += error * f64::from(values[i]);
                for &j in &said {
                    hessian[i][j] += w * f64::from(values[i]) * f64::from(values[j]);
                }
            }
        }
        for i in 0..N {
            let pull = if i == 0 { 1e-3 } else { ridge };
            gradient[i] += pull * weights[i];
            hessian[i][i] += pull;
        }
        let step = solve(hessian, gradient);
        let mut largest = 0.0_f64;
        for (weight, s) in weights.iter_mut().zip(&step) {
            *weight -= s;
            largest = largest.max(s.abs());
        }
        if largest < 1e-6 {
            break;
        }
    }
    let mut out = [0.0; N];
    for (slot, weight) in out.iter_mut().zip(weights) {
        *slot = weight as f32;
    }
    out
}

/// Solves a positive definite system by elimination.
#[expect(clippy::indexing_slicing, clippy::needless_range_loop, reason = "square arrays of one size")]
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        let pivot = a[i][i];
        for r in i + 1..n {
            let factor = a[r][i] / pivot;
            if factor != 0.0 {
                for c in i..n {
                    a[r][c] -= factor * a[i][c];
                }
                b[r] -= factor * b[i];
            }
        }
    }
    for i in (0..n).rev() {
        let rest: f64 = (i + 1..n).map(|c| a[i][c] * b[c]).sum();
        b[i] = (b[i] - rest) / a[i][i];
    }
    b
}

/// The probability that a row of signals makes.
fn of_row(values: &[f32; SIGNALS], weights: &[f32; SIGNALS]) -> f32 {
    tags::chance(values.iter().zip(weights).map(|(v, w)| v * w).sum())
}

/// The middle of the thresholds whose F1 is as good as the best but for two thousandths, in steps of .01: one step
/// more or less then matters least.
fn threshold(chances: &[(f32, bool)]) -> f32 {
    let f1 = |at: f32| {
        let count = |f: &dyn Fn(f32, bool) -> bool| chances.iter().filter(|(p, t)| f(*p, *t)).count() as f64;
        let (hit, wrong, missed) =
            (count(&|p, t| p >= at && t), count(&|p, t| p >= at && !t), count(&|p, t| p < at && t));
        2.0 * hit / (2.0 * hit + wrong + missed).max(1.0)
    };
    let steps: Vec<(f32, f64)> = (10..=60_u8).map(|s| f32::from(s) / 100.0).map(|at| (at, f1(at))).collect();
    let best = steps.iter().map(|(_, f)| *f).fold(0.0, f64::max);
    let good = || steps.iter().filter(|(_, f)| *f >= best - 0.002).map(|(at, _)| *at);
    round(f32::midpoint(good().fold(1.0, f32::min), good().fold(0.0, f32::max)))
}
