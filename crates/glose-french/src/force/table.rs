//! The tables of the ladder: `data/force.toml` and `data/nouns.toml`, read once.

use std::{collections::BTreeMap, sync::OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::{Modality, phrases::Phrases};

/// What a rule of the table gives.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) name: String,
    pub(super) force: Modality,
    pub(super) negated: Modality,
    /// The force with an authority as subject, where it differs.
    pub(super) agent: Option<Modality>,
    /// The force with a person as subject, where it differs.
    pub(super) person: Option<Modality>,
}

/// What a noun stands for as a subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Noun {
    Acte,
    Texte,
    Phenomene,
    National,
    Temps,
}

/// What a phrase does to the force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adverb {
    /// Turns an order into advice.
    Conseil,
    /// Weakens.
    Attenuator,
    /// Strengthens.
    Intensifier,
    /// Tells that a fact is stated.
    Fact,
}

#[derive(Deserialize)]
struct RuleEntry {
    rule: String,
    force: Modality,
    negated: Modality,
    #[serde(default)]
    agent: Option<Modality>,
    #[serde(default)]
    person: Option<Modality>,
    #[serde(default)]
    words: Vec<String>,
    #[serde(default)]
    verbs: Vec<String>,
}

impl RuleEntry {
    fn rule(&self) -> Rule {
        Rule {
            name: self.rule.clone(),
            force: self.force,
            negated: self.negated,
            agent: self.agent,
            person: self.person,
        }
    }
}

#[derive(Deserialize, Default)]
struct PhraseList {
    phrases: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Issuer {
    sujets: Vec<String>,
    participes: Vec<String>,
    verbes_ordre: Vec<String>,
    verbes_conseil: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Pairs {
    noms: Vec<String>,
    verbes: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Agents {
    etats: Vec<String>,
    regles: Vec<String>,
    propres: Vec<String>,
}

#[derive(Deserialize, Default)]
struct Barred {
    limites: Vec<String>,
    reprises: Vec<String>,
    pertes: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    predicat: Vec<RuleEntry>,
    impersonnel: Vec<RuleEntry>,
    locution: Vec<RuleEntry>,
    tournure: Vec<RuleEntry>,
    attenuateurs_conseil: PhraseList,
    attenuateurs: PhraseList,
    intensifiers: PhraseList,
    fait: PhraseList,
    emetteur: Issuer,
    demarches: Pairs,
    contenus: Pairs,
    faits_par: PhraseList,
    agents: Agents,
    nies: Barred,
}

pub(super) struct Table {
    /// What follows « être », by keys of [`key`].
    pub(super) predicates: FxHashMap<String, Vec<(Vec<String>, Rule)>>,
    pub(super) impersonal: FxHashMap<String, Rule>,
    /// What follows « avoir », « faire »: by verb.
    pub(super) idioms: FxHashMap<String, Vec<(Vec<String>, Rule)>>,
    pub(super) turns: FxHashMap<String, Rule>,
    pub(super) adverbs: Phrases<Adverb>,
    /// What the issuer announces: subjects (singular) and acts.
    pub(super) issuer_nouns: FxHashSet<String>,
    /// Participles and their phrases, by keys.
    pub(super) issuer_acts: Vec<Vec<String>>,
    pub(super) issuer_orders: FxHashSet<String>,
    pub(super) issuer_advice: FxHashSet<String>,
    /// Steps of the person: nouns and verbs.
    pub(super) steps: (FxHashSet<String>, FxHashSet<String>),
    /// Prescribed contents: papers and verbs.
    pub(super) contents: (FxHashSet<String>, FxHashSet<String>),
    /// Verbs that state even with a service as subject; verbs of state that rule there; acts that only people do.
    pub(super) agent_states: FxHashSet<String>,
    pub(super) agent_rules: FxHashSet<String>,
    pub(super) agent_only: FxHashSet<String>,
    /// Denied: verbs of limit, pronominal verbs of renewal, nouns of loss.
    pub(super) barred: (FxHashSet<String>, FxHashSet<String>, FxHashSet<String>),
    pub(super) made_by: Phrases<()>,
    pub(super) nouns: FxHashMap<String, Noun>,
}

/// A word without the marks of number and gender, for looking up adjectives and participles.
pub(super) fn key(folded: &str) -> &str {
    let long = |w: &&str| w.len() >= 2;
    let w = folded.strip_suffix(['s', 'x']).filter(long).unwrap_or(folded);
    // « énumérée » loses two: the participle and the feminine end alike once accents are folded.
    let w = w.strip_suffix('e').filter(long).unwrap_or(w);
    let w = w.strip_suffix('e').filter(long).unwrap_or(w);
    w.strip_suffix('s').filter(long).unwrap_or(w)
}

fn by_head(entries: &[RuleEntry]) -> FxHashMap<String, Vec<(Vec<String>, Rule)>> {
    let mut out: FxHashMap<String, Vec<(Vec<String>, Rule)>> = FxHashMap::default();
    for entry in entries {
        for phrase in &entry.words {
            let words: Vec<String> = phrase.replace('-', " ").split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first() {
                let rest = words.get(1..).unwrap_or(&[]).to_vec();
                out.entry(key(first).to_owned()).or_default().push((rest, entry.rule()));
            }
        }
    }
    #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
    for list in out.values_mut() {
        list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    out
}

pub(super) fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let file: File = toml::from_str(include_str!("../../data/force.toml")).unwrap_or_default();
        let lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../data/nouns.toml")).unwrap_or_default();
        let mut nouns = FxHashMap::default();
        for (list, noun) in [
            ("acte", Noun::Acte),
            ("texte", Noun::Texte),
            ("phenomene", Noun::Phenomene),
            ("national", Noun::National),
            ("temps", Noun::Temps),
        ] {
            for word in lists.get(list).into_iter().flatten() {
                nouns.entry(singular(word).to_owned()).or_insert(noun);
            }
        }
        let mut idioms: FxHashMap<String, Vec<(Vec<String>, Rule)>> = FxHashMap::default();
        for entry in &file.locution {
            for verb in &entry.verbs {
                let list = idioms.entry(verb.clone()).or_default();
                for phrase in &entry.words {
                    list.push((phrase.split_whitespace().map(str::to_owned).collect(), entry.rule()));
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in idioms.values_mut() {
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        let by_verb = |entries: &[RuleEntry]| {
            entries.iter().flat_map(|e| e.verbs.iter().map(|v| (v.clone(), e.rule()))).collect::<FxHashMap<_, _>>()
        };
        let adverbs = [
            (&file.attenuateurs_conseil, Adverb::Conseil),
            (&file.attenuateurs, Adverb::Attenuator),
            (&file.intensifiers, Adverb::Intensifier),
            (&file.fait, Adverb::Fact),
        ];
        Table {
            predicates: by_head(&file.predicat),
            impersonal: by_verb(&file.impersonnel),
            idioms,
            turns: by_verb(&file.tournure),
            adverbs: Phrases::new(adverbs.iter().flat_map(|(l, a)| l.phrases.iter().map(|p| (p.clone(), *a)))),
            issuer_nouns: singulars(file.emetteur.sujets),
            issuer_orders: file.emetteur.verbes_ordre.into_iter().collect(),
            issuer_advice: file.emetteur.verbes_conseil.into_iter().collect(),
            steps: (singulars(file.demarches.noms), file.demarches.verbes.into_iter().collect()),
            contents: (singulars(file.contenus.noms), file.contenus.verbes.into_iter().collect()),
            agent_states: file.agents.etats.into_iter().collect(),
            agent_rules: file.agents.regles.into_iter().collect(),
            agent_only: file.agents.propres.into_iter().collect(),
            barred: (
                file.nies.limites.into_iter().collect(),
                file.nies.reprises.into_iter().collect(),
                singulars(file.nies.pertes),
            ),
            made_by: Phrases::new(file.faits_par.phrases.into_iter().map(|p| (p, ()))),
            issuer_acts: file
                .emetteur
                .participes
                .iter()
                .map(|p| p.split(' ').map(|w| key(w).to_owned()).collect())
                .collect(),
            nouns,
        }
    })
}

fn singulars(words: Vec<String>) -> FxHashSet<String> {
    words.iter().map(|w| singular(w).to_owned()).collect()
}

/// A noun without the mark of the plural.
pub(super) fn singular(folded: &str) -> &str {
    folded.strip_suffix(['s', 'x']).filter(|w| w.len() >= 3).unwrap_or(folded)
}
