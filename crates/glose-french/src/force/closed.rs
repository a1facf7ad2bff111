//! The closed classes of words: `data/grammar.toml`, looked up once a word.

use std::{collections::BTreeMap, sync::OnceLock};

use rustc_hash::FxHashMap;

use crate::phrases::Phrases;

pub(super) const PREPOSITION: u8 = 1;
pub(super) const DETERMINER: u8 = 1 << 1;
pub(super) const PRENOMINAL: u8 = 1 << 2;
pub(super) const CLITIC: u8 = 1 << 3;
pub(super) const ADVERB: u8 = 1 << 4;
pub(super) const SUBJECT_PRONOUN: u8 = 1 << 5;
pub(super) const SUBORDINATOR: u8 = 1 << 6;

const LISTS: [(&str, u8); 7] = [
    ("prepositions", PREPOSITION),
    ("determinants", DETERMINER),
    ("anteposes", PRENOMINAL),
    ("clitiques", CLITIC),
    ("adverbes", ADVERB),
    ("pronoms_sujets", SUBJECT_PRONOUN),
    ("subordonnants", SUBORDINATOR),
];

pub(super) struct Closed {
    classes: FxHashMap<String, u8>,
    pub(super) false_subjects: Phrases<()>,
}

impl Closed {
    /// The classes of a folded word, as bits.
    pub(super) fn of(&self, word: &str) -> u8 {
        // The longest word of these lists has a dozen letters.
        if word.len() > 14 { 0 } else { self.classes.get(word).copied().unwrap_or(0) }
    }
}

pub(super) fn closed() -> &'static Closed {
    static CLOSED: OnceLock<Closed> = OnceLock::new();
    CLOSED.get_or_init(|| {
        let mut lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../data/grammar.toml")).unwrap_or_default();
        let false_subjects = lists.remove("faux_sujets").unwrap_or_default();
        let mut classes = FxHashMap::<String, u8>::default();
        for (name, bit) in LISTS {
            for word in lists.remove(name).unwrap_or_default() {
                *classes.entry(word).or_default() |= bit;
            }
        }
        Closed { classes, false_subjects: Phrases::new(false_subjects.into_iter().map(|p| (p, ()))) }
    })
}
