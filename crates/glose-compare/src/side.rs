//! One text, made ready for comparison: the words of each clause as weighted bags.

use glose_model::Clause;
use rustc_hash::FxHashMap;

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
pub(crate) struct Weights(Vec<f32>);

impl Weights {
    fn of(&self, stem: u32) -> f32 {
        self.0.get(stem as usize).copied().unwrap_or(0.0)
    }

    /// Weight of a whole bag.
    pub(crate) fn total(&self, bag: &Bag) -> f32 {
        bag.stems.iter().map(|(s, n)| self.of(*s) * f32::from(*n)).sum()
    }

    /// Weight of one stem.
    pub(crate) fn stem(&self, stem: u32) -> f32 {
        self.of(stem)
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

/// Both texts ready, and the weights of their stems: a word in few clauses of both weighs more.
///
/// `today` gives the present number of a reference (`CESEDA L316-1` → `CESEDA L425-1`), so that a
/// renumbered article counts as shared.
pub(crate) fn prepare<'a>(
    old: &'a [Clause],
    new: &'a [Clause],
    today: &dyn Fn(&str) -> String,
) -> (Side<'a>, Side<'a>, Weights) {
    let mut ids: FxHashMap<String, u32> = FxHashMap::default();
    let mut kinds: Vec<WordKind> = Vec::new();
    let mut df: Vec<u32> = Vec::new();
    let mut ready = |clauses: &'a [Clause]| {
        let (sections, of) = sections(clauses);
        let mut prepared = Vec::with_capacity(clauses.len());
        for (clause, section) in clauses.iter().zip(of) {
            let words = words(&clause.text);
            let mut intern = |name: &str, kind: WordKind| {
                let next = ids.len() as u32;
                let id = *ids.entry(name.to_owned()).or_insert(next);
                if id == next {
                    kinds.push(kind);
                    df.push(0);
                }
                id
            };
            let mut stems: Vec<(u32, u16)> =
                words.iter().filter(|w| w.counts()).map(|w| (intern(&w.stem, w.kind), 1)).collect();
            stems.extend(clause.references.iter().map(|r| (intern(&format!("§{}", today(r)), WordKind::Content), 1)));
            let grams = grams(&words);
            let bag = Bag { stems, grams: Vec::new() }.with(&Bag { stems: Vec::new(), grams });
            for (id, _) in &bag.stems {
                if let Some(n) = df.get_mut(*id as usize) {
                    *n += 1;
                }
            }
            prepared.push(Prepared { key: key_of(&words), words, bag, section });
        }
        Side { clauses, prepared, sections }
    };
    let (a, b) = (ready(old), ready(new));
    let n = (old.len() + new.len()) as f32;
    let weights = df
        .iter()
        .zip(&kinds)
        .map(|(df, kind)| {
            let idf = ((n + 1.0) / (*df as f32 + 0.5)).ln().max(0.1) + 0.5;
            match kind {
                WordKind::Content => idf,
                WordKind::Function => 0.25 * idf.min(4.0),
                WordKind::Number => 0.6 * idf,
                WordKind::Mark => 0.0,
            }
        })
        .collect();
    (a, b, Weights(weights))
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
