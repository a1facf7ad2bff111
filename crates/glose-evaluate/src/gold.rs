//! Labels that a person gave: `NAME.gold.json` and `OLD--NEW.compare.json`.

use glose_model::{Effect, FindingKind, Modality, Polarity, Relation};
use serde::{Deserialize, Deserializer};

/// The labels of one document.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Gold {
    /// File name of the document.
    pub document: String,
    /// What its head and foot say.
    #[serde(default)]
    pub meta: GoldMeta,
    /// Its headings.
    #[serde(default)]
    pub sections: Vec<GoldSection>,
    /// Its text, one string a block, in reading order.
    #[serde(default)]
    pub text: Vec<String>,
    /// Running heads, feet and page numbers, as printed.
    #[serde(default)]
    pub furniture: Vec<String>,
    /// Every clause, in reading order.
    pub clauses: Vec<GoldClause>,
    /// The lines of the annex.
    #[serde(default)]
    pub findings: Vec<GoldFinding>,
}

/// Head and foot of a document; empty strings where there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct GoldMeta {
    /// `instruction`, `circulaire`, `note`.
    #[serde(deserialize_with = "or_empty")]
    pub kind: String,
    /// The NOR number.
    #[serde(deserialize_with = "or_empty")]
    pub nor: String,
    /// ISO 8601.
    #[serde(deserialize_with = "or_empty")]
    pub date: String,
    /// What the text is about.
    #[serde(deserialize_with = "or_empty")]
    pub object: String,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldSection {
    /// Its number as printed, without the final dot.
    #[serde(default)]
    pub number: String,
    /// Its words.
    pub title: String,
    /// Depth, 1 the outermost.
    #[serde(default)]
    pub level: Option<u8>,
}

/// A labelled sentence, list item, table row or footnote.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldClause {
    /// Its words.
    pub quote: String,
    /// Page where it begins.
    #[serde(default)]
    pub page: Option<u32>,
    /// Number of its section.
    #[serde(default)]
    pub section: String,
    /// Identifiers of its concerns.
    #[serde(default)]
    pub concerns: Vec<String>,
    /// Its force.
    pub modality: Modality,
    /// ISO 8601.
    #[serde(default)]
    pub durations: Vec<String>,
    /// `CESEDA L316-1`, `Convention de Varsovie 13`…
    #[serde(default)]
    pub references: Vec<String>,
    /// From the side of the grid's owners.
    #[serde(default = "neutral")]
    pub polarity: Polarity,
}

/// A line of the annex, as a careful group would write it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldFinding {
    /// Its kind.
    pub kind: FindingKind,
    /// Identifier of its concern.
    pub concern: String,
    /// Its side.
    pub polarity: Polarity,
    /// The words it quotes.
    #[serde(default)]
    pub quotes: Vec<String>,
    /// Pages of the quotes.
    #[serde(default)]
    pub pages: Vec<u32>,
    /// The reason.
    #[serde(default)]
    pub why: String,
}

/// The labels of a pair of successive documents.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldComparison {
    /// File name of the earlier text.
    pub old: String,
    /// File name of the later text.
    pub new: String,
    /// Every clause of both, each in one pair.
    pub pairs: Vec<GoldPair>,
}

/// Clauses that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct GoldPair {
    /// Words of the earlier text; none where the clause is new.
    #[serde(default, deserialize_with = "one_or_many")]
    pub old: Vec<String>,
    /// Words of the later text; none where the clause is gone.
    #[serde(default, deserialize_with = "one_or_many")]
    pub new: Vec<String>,
    /// How they relate.
    pub relation: Relation,
    /// What the change does; the label `none` is no effect.
    #[serde(default, deserialize_with = "effects")]
    pub effects: Vec<Effect>,
}

/// Why a file of labels could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldError {
    /// Line, 1-based.
    pub line: usize,
    /// Column, 1-based.
    pub column: usize,
    /// What is wrong, in the words of the JSON reader.
    pub message: String,
}

impl std::fmt::Display for GoldError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for GoldError {}

impl From<serde_json::Error> for GoldError {
    fn from(e: serde_json::Error) -> Self {
        Self { line: e.line(), column: e.column(), message: e.to_string() }
    }
}

impl Gold {
    /// Reads a `NAME.gold.json`.
    ///
    /// # Errors
    /// When the text is not JSON of that form, with its line and column.
    pub fn parse(json: &str) -> Result<Self, GoldError> {
        Ok(serde_json::from_str(json)?)
    }
}

impl GoldComparison {
    /// Reads an `OLD--NEW.compare.json`.
    ///
    /// # Errors
    /// When the text is not JSON of that form, with its line and column.
    pub fn parse(json: &str) -> Result<Self, GoldError> {
        Ok(serde_json::from_str(json)?)
    }
}

fn neutral() -> Polarity {
    Polarity::Neutre
}

fn or_empty<'de, D: Deserializer<'de>>(d: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(d)?.unwrap_or_default())
}

fn one_or_many<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Quotes {
        None(()),
        One(String),
        Many(Vec<String>),
    }
    Ok(match Quotes::deserialize(d)? {
        Quotes::None(()) => Vec::new(),
        Quotes::One(quote) if quote.is_empty() => Vec::new(),
        Quotes::One(quote) => vec![quote],
        Quotes::Many(quotes) => quotes,
    })
}

fn effects<'de, D: Deserializer<'de>>(d: D) -> Result<Vec<Effect>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Label {
        Effect(Effect),
        Other(String),
    }
    let labels = Vec::<Label>::deserialize(d)?;
    let mut out = Vec::new();
    for label in labels {
        match label {
            Label::Effect(effect) => out.push(effect),
            Label::Other(name) if name == "none" => {}
            Label::Other(name) => return Err(serde::de::Error::custom(format!("unknown effect: {name}"))),
        }
    }
    Ok(out)
}
