//! The closed classes of words: `data/grammar.toml`.

use std::{collections::BTreeMap, sync::OnceLock};

use rustc_hash::FxHashSet;

use crate::phrases::Phrases;

type Set = FxHashSet<String>;

pub(super) struct Closed {
    pub(super) prepositions: Set,
    pub(super) determiners: Set,
    pub(super) prenominal: Set,
    pub(super) clitics: Set,
    pub(super) adverbs: Set,
    pub(super) subject_pronouns: Set,
    pub(super) subordinators: Set,
    pub(super) false_subjects: Phrases<()>,
}

pub(super) fn closed() -> &'static Closed {
    static CLOSED: OnceLock<Closed> = OnceLock::new();
    CLOSED.get_or_init(|| {
        let mut lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../data/grammar.toml")).unwrap_or_default();
        let mut take = |name: &str| lists.remove(name).unwrap_or_default();
        Closed {
            false_subjects: Phrases::new(take("faux_sujets").into_iter().map(|p| (p, ()))),
            prepositions: take("prepositions").into_iter().collect(),
            determiners: take("determinants").into_iter().collect(),
            prenominal: take("anteposes").into_iter().collect(),
            clitics: take("clitiques").into_iter().collect(),
            adverbs: take("adverbes").into_iter().collect(),
            subject_pronouns: take("pronoms_sujets").into_iter().collect(),
            subordinators: take("subordonnants").into_iter().collect(),
        }
    })
}
