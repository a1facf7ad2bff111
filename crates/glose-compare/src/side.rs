//! One text, made ready for comparison: the words of each clause as weighted bags.

use glose_french::Words;
use glose_grid::Grid;
use glose_model::Clause;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::section::{Section, sections};
use crate::words::{Word, WordKind, key_of, words};

/// Length, in letters, of the runs that survive the faults of OCR.
const GRAM: usize = 5;

/// A multiset of stems with their total weight, and the set of runs of letters.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bag {
    /// Stem and how often, by stem.
    pub(crate) stems: Vec<(u32, u16)>,
    /// Hashes of runs of letters, sorted, each once.
    pub(crate) grams: Vec<u32>,
}

impl Bag {
    /// Both together.
    pub(crate) fn with(&self, other: &Bag) -> Bag {
        let mut stems = self.stems.clone();
        stems.extend_from_slice(&other.stems);
        stems.sort_unstable();
        stems.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 = kept.1.saturating_add(next.1);
            }
            same
        });
        let mut grams = self.grams.clone();
        grams.extend_from_slice(&other.grams);
        grams.sort_unstable();
        grams.dedup();
        Bag { stems, grams }
    }
}

/// A clause, ready.
#[derive(Clone, Debug)]
pub(crate) struct Prepared {
    /// Its words and marks.
    pub(crate) words: Vec<Word>,
    /// Its folded words joined: the same for clauses that differ by typography only.
    pub(crate) key: String,
    /// Its weighted words.
    pub(crate) bag: Bag,
    /// The lists of words that stand for one idea, of which it holds words, sorted; left out where the
    /// other text has the same clause.
    pub(crate) ideas: Vec<u32>,
    /// Index of its section.
    pub(crate) section: usize,
}

/// A text, ready.
#[derive(Clone, Debug)]
pub(crate) struct Side<'a> {
    /// The clauses as analysed.
    pub(crate) clauses: &'a [Clause],
    /// The same, ready.
    pub(crate) prepared: Vec<Prepared>,
    /// Its sections.
    pub(crate) sections: Vec<Section>,
}

/// What each stem weighs: rare ones more.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weights {
    stems: Vec<f32>,
    ideas: FxHashMap<u32, f32>,
}

impl Weights {
    fn of(&self, stem: u32) -> f32 {
        self.stems.get(stem as usize).copied().unwrap_or(0.0)
    }

    /// Weight of a whole bag.
    pub(crate) fn total(&self, bag: &Bag) -> f32 {
        bag.stems.iter().map(|(s, n)| self.of(*s) * f32::from(*n)).sum()
    }

    /// Weight of one stem.
    pub(crate) fn stem(&self, stem: u32) -> f32 {
        self.of(stem)
    }

    /// Weight of the ideas that two clauses share, and of those of each.
    pub(crate) fn ideas(&self, a: &[u32], b: &[u32]) -> (f32, f32, f32) {
        let weight = |list: &mut dyn Iterator<Item = &u32>| -> f32 {
            list.map(|i| self.ideas.get(i).copied().unwrap_or(0.0)).sum()
        };
        let shared = weight(&mut a.iter().filter(|i| b.binary_search(i).is_ok()));
        (shared, weight(&mut a.iter()), weight(&mut b.iter()))
    }

    /// Weight of what two bags share.
    pub(crate) fn shared(&self, a: &Bag, b: &Bag) -> f32 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some((s, n)), Some((t, m))) = (a.stems.get(i), b.stems.get(j)) {
            match s.cmp(t) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += self.of(*s) * f32::from(*n.min(m));
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}

/// How many runs of letters two bags share.
pub(crate) fn shared_grams(a: &Bag, b: &Bag) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while let (Some(s), Some(t)) = (a.grams.get(i), b.grams.get(j)) {
        match s.cmp(t) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// Names given numbers in the order in which they are met.
#[derive(Default)]
struct Names {
    numbers: FxHashMap<String, u32>,
    kinds: Vec<WordKind>,
    /// In how many clauses each is found.
    found: Vec<u32>,
}

impl Names {
    fn number(&mut self, name: &str, kind: WordKind) -> u32 {
        let next = self.numbers.len() as u32;
        let number = *self.numbers.entry(name.to_owned()).or_insert(next);
        if number == next {
            self.kinds.push(kind);
            self.found.push(0);
        }
        number
    }
}

/// Both texts ready, and the weights of their stems: a word in few clauses of both weighs more.
///
/// `today` gives the present number of a reference (`CESEDA L316-1` → `CESEDA L425-1`), so that a
/// renumbered article counts as shared.
pub(crate) fn prepare<'a>(
    old: &'a [Clause],
    new: &'a [Clause],
    grid: &Grid,
    today: &dyn Fn(&str) -> String,
) -> (Side<'a>, Side<'a>, Weights) {
    let mut names = Names::default();
    let (mut a, mut b) = (ready(old, &mut names, today), ready(new, &mut names, today));
    let mut ideas: FxHashMap<u32, f32> = FxHashMap::default();
    let keys = |side: &Side<'_>| -> FxHashSet<String> { side.prepared.iter().map(|p| p.key.clone()).collect() };
    let (said, says) = (keys(&a), keys(&b));
    for (side, others) in [(&mut a, &says), (&mut b, &said)] {
        for (clause, prepared) in side.clauses.iter().zip(&mut side.prepared) {
            if !others.contains(&prepared.key) {
                prepared.ideas = ideas_of(&clause.text, grid);
                prepared.ideas.iter().for_each(|i| *ideas.entry(*i).or_default() += 1.0);
            }
        }
    }
    let n = (old.len() + new.len()) as f32;
    let rare = |found: f32| ((n + 1.0) / (found + 0.5)).ln().max(0.1) + 0.5;
    ideas.values_mut().for_each(|found| *found = rare(*found));
    let stems = names
        .found
        .iter()
        .zip(&names.kinds)
        .map(|(found, kind)| match kind {
            WordKind::Content => rare(*found as f32),
            WordKind::Function => 0.25 * rare(*found as f32).min(4.0),
            WordKind::Number => 0.6 * rare(*found as f32),
            WordKind::Mark => 0.0,
        })
        .collect();
    (a, b, Weights { stems, ideas })
}

fn ready<'a>(clauses: &'a [Clause], names: &mut Names, today: &dyn Fn(&str) -> String) -> Side<'a> {
    let (sections, of) = sections(clauses);
    let mut prepared = Vec::with_capacity(clauses.len());
    for (clause, section) in clauses.iter().zip(of) {
        let words = words(&clause.text);
        let mut stems: Vec<(u32, u16)> =
            words.iter().filter(|w| w.counts()).map(|w| (names.number(&w.stem, w.kind), 1)).collect();
        let cited = clause.references.iter().map(|r| (names.number(&format!("§{}", today(r)), WordKind::Content), 1));
        stems.extend(cited);
        let bag = Bag { stems, grams: Vec::new() }.with(&Bag { stems: Vec::new(), grams: grams(&words) });
        for (id, _) in &bag.stems {
            if let Some(n) = names.found.get_mut(*id as usize) {
                *n += 1;
            }
        }
        prepared.push(Prepared { key: key_of(&words), words, bag, ideas: Vec::new(), section });
    }
    Side { clauses, prepared, sections }
}

/// The lists of words of the grid's subject of which `text` holds words, sorted.
fn ideas_of(text: &str, grid: &Grid) -> Vec<u32> {
    let reading = grid.read(&Words::new(text));
    let hits = reading.all().iter();
    let mut out: Vec<u32> = hits.take_while(|h| grid.list(h.set).is_some()).map(|h| h.set.number()).collect();
    out.dedup();
    out
}

fn grams(words: &[Word]) -> Vec<u32> {
    let letters: Vec<char> = words.iter().filter(|w| w.counts()).flat_map(|w| w.form.chars()).collect();
    let mut out: Vec<u32> =
        if letters.len() < GRAM { vec![hash(&letters)] } else { letters.windows(GRAM).map(hash).collect() };
    out.sort_unstable();
    out.dedup();
    out
}

/// FNV-1a: the same on every machine.
fn hash(letters: &[char]) -> u32 {
    letters.iter().fold(0x811c_9dc5, |h, c| (h ^ *c as u32).wrapping_mul(0x0100_0193))
}
