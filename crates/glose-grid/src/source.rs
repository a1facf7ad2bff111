use std::collections::BTreeMap;

use glose_model::messages::Lang;
use glose_model::{Modality, Polarity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Terms;
use crate::checks::Check;
use crate::signal::Weights;

/// A grid as its file says it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridFile {
    /// What the grid is.
    pub grid: GridInfo,
    /// Lists of words that terms may use as `{name}`.
    #[serde(default)]
    pub words: BTreeMap<String, Terms>,
    /// What makes a text one that the grid is about.
    #[serde(default)]
    pub topic: Topic,
    /// What carries no concern, wherever it stands.
    #[serde(default)]
    pub aside: Aside,
    /// What each sign weighs; those of the program where the grid says nothing.
    #[serde(default)]
    pub weights: Option<Weights>,
    /// The concerns, in the order of reports.
    #[serde(default)]
    pub concern: Vec<Concern>,
    /// What the owners want and refuse, clause by clause.
    #[serde(default)]
    pub polarity: Vec<PolarityRule>,
    /// The checks that make findings.
    #[serde(default)]
    pub check: Vec<Check>,
    /// What is said of the legal reach of a text.
    #[serde(default)]
    pub reach: crate::Reach,
}

/// The name of a grid and of those whose side it takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GridInfo {
    /// Short identifier: letters, digits, hyphens.
    pub id: String,
    /// Version of the grid.
    pub version: String,
    /// Its name for readers.
    pub label: Bilingual,
    /// Whose side it takes, for the head of a report.
    pub owners: Bilingual,
    /// The subject whose words the program already knows: `traite`. Its lists of words can be used as
    /// `{name}`, and what words weigh was learnt from labelled texts. Without it, the terms of the grid
    /// alone say what a clause is about.
    #[serde(default)]
    pub vocabulary: Option<String>,
}

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bilingual {
    /// French.
    pub fr: String,
    /// English.
    pub en: String,
}

impl Bilingual {
    /// The text in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

/// What makes a text one that the grid is about. Without terms every text is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Words of the subject itself.
    #[serde(default)]
    pub terms: Terms,
    /// Least share of the clauses (with their headings) that say one of them.
    #[serde(default = "default_topic_share")]
    pub share: f32,
    /// Least number of clauses that say one of them.
    #[serde(default = "default_topic_clauses")]
    pub clauses: usize,
}

fn default_topic_share() -> f32 {
    0.03
}

fn default_topic_clauses() -> usize {
    3
}

impl Default for Topic {
    fn default() -> Self {
        Self { terms: Terms::default(), share: default_topic_share(), clauses: default_topic_clauses() }
    }
}

/// Words of what carries no concern, wherever it stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Aside {
    /// Running a service: papers, tools, internal dates, costs, publication.
    pub logistics: Terms,
    /// Other matters of the same texts.
    pub matters: Terms,
}

/// A concern: what it covers, the words that show it, what its owners want of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Concern {
    /// Short identifier.
    pub id: String,
    /// Its name for readers.
    pub label: Bilingual,
    /// What it covers, in a sentence.
    #[serde(default)]
    pub about: Bilingual,
    /// What it is measured against, by number: « Convention de Varsovie, art. 13 ».
    #[serde(default)]
    pub standards: Vec<String>,
    /// Terms that are enough alone.
    #[serde(default)]
    pub strong: Terms,
    /// Terms that need a second one, or a heading or stem on the concern.
    #[serde(default)]
    pub weak: Terms,
    /// Terms that count for nothing alone, and carry the concern under a heading on it.
    #[serde(default)]
    pub hint: Terms,
    /// Terms that put what stands under a heading or stem in the concern, beside `strong`.
    #[serde(default)]
    pub heading: Terms,
    /// Words that point back to the concern: « ce délai », « ces structures ».
    #[serde(default)]
    pub anaphora: Terms,
    /// Other senses: what these cover does not count as a term.
    #[serde(default)]
    pub except: Terms,
    /// A clause that says one of these does not carry the concern.
    #[serde(default)]
    pub never: Terms,
}

/// What speaks for a verdict on a clause that carries a concern.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PolarityRule {
    /// Code of the reason.
    pub id: String,
    /// `positif`, `probleme`, `a-ameliorer` or `neutre`.
    pub verdict: Polarity,
    /// How much it says: 1 is a plain sign, 3 all but decides.
    #[serde(default = "one")]
    pub weight: f32,
    /// Why, in plain words; `{mots}` is what matched.
    pub reason: Bilingual,
    /// When it holds.
    pub when: When,
}

fn one() -> f32 {
    1.0
}

/// Conditions on a clause; those that are written must all hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct When {
    /// One of these terms at least.
    pub words: Terms,
    /// And one of these.
    pub with: Terms,
    /// And one of these, in the clause, its stem or its headings.
    pub around: Terms,
    /// None of these.
    pub without: Terms,
    /// Its force is one of these.
    pub force: Vec<Modality>,
    /// Its force is none of these.
    pub not_force: Vec<Modality>,
    /// What it says is denied: « ne … pas », « sans », « aucun ».
    pub negated: Option<bool>,
    /// An exception or a condition limits it: « sauf », « sous réserve », « dans la limite de ».
    pub limited: Option<bool>,
    /// It is softened: « dans la mesure du possible », « le cas échéant ».
    pub attenuated: Option<bool>,
    /// Who is bound.
    pub actor: Vec<String>,
    /// Who benefits.
    pub beneficiary: Vec<String>,
    /// It carries one of these concerns.
    pub concerns: Vec<String>,
}

impl When {
    /// Its lists of terms, by key.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        vec![
            ("words", &mut self.words),
            ("with", &mut self.with),
            ("around", &mut self.around),
            ("without", &mut self.without),
        ]
    }
}
