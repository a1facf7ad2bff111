use std::collections::BTreeMap;

use glose_french::{Bound, Modality, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Diagnostic, Meta, OptionsUsed, Program, Source};

/// What a text says, clause by clause, and what the group would write about it: `glose.analysis/1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Analysis {
    /// Always `glose.analysis/1`.
    pub format: String,
    /// The program that wrote it.
    pub program: Program,
    /// The options that it was made with.
    pub options: OptionsUsed,
    /// The text that was analysed.
    pub document: DocumentHead,
    /// The grid that it was read against.
    pub grid: GridHead,
    /// Every clause, in reading order.
    pub clauses: Vec<Clause>,
    /// The lines of the annex, by weight, then position.
    pub findings: Vec<Finding>,
    /// What the text does in law, as points for a lawyer to check.
    #[serde(default)]
    pub reach: Vec<ReachPoint>,
    /// Which of the forms or persons that the grid lists the text names.
    #[serde(default)]
    pub coverage: Vec<Coverage>,
    /// The periods of the text beside what the grid measures them against, in reading order.
    #[serde(default)]
    pub periods: Vec<Period>,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Analysis {
    /// The format's name and version.
    pub const FORMAT: &'static str = "glose.analysis/1";

    /// The clause `id`.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|c| c.id == id)
    }
}

/// The head of a document: its source and what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentHead {
    /// The file.
    pub source: Source,
    /// Kind, NOR, date, issuer…
    pub meta: Meta,
}

/// The grid that a text was read against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GridHead {
    /// Its identifier.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its file.
    pub sha256: String,
    /// Its concerns, in its order.
    pub concerns: Vec<ConcernHead>,
}

/// The name of a concern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConcernHead {
    /// Its identifier.
    pub id: String,
    /// Its label, in the language that was asked for.
    pub label: String,
}

/// A sentence, list item, table row or footnote, with what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Clause {
    /// `c1`, `c2`… in reading order.
    pub id: String,
    /// Its characters, without the mark of a note.
    pub text: String,
    /// Page where it begins.
    pub page: Option<u32>,
    /// Every page it stands on.
    pub pages: Vec<u32>,
    /// Number of its section as printed.
    pub section: String,
    /// The headings above it, outermost first.
    pub headings: Vec<String>,
    /// The clause that is the stem of this list item or table row.
    pub stem: Option<String>,
    /// The blocks it stands in.
    pub blocks: Vec<String>,
    /// Character of the first block's text at which the clause begins; not written to JSON.
    #[serde(skip)]
    pub offset: usize,
    /// What it is about.
    pub concerns: Vec<Tag>,
    /// Its force.
    pub modality: Modality,
    /// The words that give it its force; empty for some statements.
    pub modality_evidence: Vec<Evidence>,
    /// Who is bound, as printed or as understood: `service`, `prefet`, `victime`, `association`, `juge`…
    pub actor: Option<String>,
    /// Who benefits.
    pub beneficiary: Option<String>,
    /// « dans la mesure du possible », « le cas échéant »…
    pub attenuators: Vec<Span>,
    /// « sans délai », « systématiquement »…
    pub intensifiers: Vec<Span>,
    /// ISO 8601.
    pub durations: Vec<String>,
    /// `CESEDA L316-1`, `Convention de Varsovie 13`…
    pub references: Vec<String>,
    /// Durations, amounts, dates and references with their words.
    pub values: Vec<Value>,
    /// From the side of the grid's owners.
    pub polarity: Polarity,
    /// Why; `None` where neutral without a rule.
    pub polarity_reason: Option<Reason>,
    /// How likely each polarity is, from 0 to 1; empty where the clause carries no concern.
    #[serde(default)]
    pub polarity_chances: BTreeMap<Polarity, f32>,
}

impl Clause {
    /// Whether the clause carries the concern `id`.
    #[must_use]
    pub fn concerns(&self, id: &str) -> bool {
        self.concerns.iter().any(|t| t.id == id)
    }
}

/// A concern of the grid that a clause carries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Tag {
    /// Identifier of the concern.
    pub id: String,
    /// Score that passed the threshold.
    pub score: f32,
    /// The words that caused it.
    pub evidence: Vec<Evidence>,
}

/// Words that caused a tag or a force: in the clause itself (both `None`), or in the heading or
/// stem block, or the earlier clause, that gives it its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Another clause.
    pub clause: Option<String>,
    /// Another block.
    pub block: Option<String>,
    /// First character in the text of that clause or block.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The rule that they matched.
    pub rule: String,
}

/// A value in a clause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// ISO 8601 duration or date, amount with currency (`150000 EUR`), or normal form of a reference.
    pub value: String,
    /// How it bounds.
    pub bound: Option<Bound>,
    /// What a duration counts from, as printed.
    pub from: Option<String>,
    /// First character in the clause.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// Kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ValueKind {
    Duration,
    Amount,
    Date,
    Reference,
}

/// A judgement from the side of the grid's owners.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Polarity {
    /// Protects victims, or gives associations their place.
    Positif,
    /// Harms, shuts out, or falls below a standard.
    Probleme,
    /// The right thing, but weak, vague, short, partial or left to discretion.
    AAmeliorer,
    /// Everything else.
    Neutre,
}

/// Why a polarity was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reason {
    /// The rule of the grid.
    pub code: String,
    /// In words, in the language that was asked for.
    pub why: String,
    /// The words that weighed for it.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// A line of the annex.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Finding {
    /// Derived from its content.
    pub id: String,
    /// What kind of point it is.
    pub kind: FindingKind,
    /// The concern it is about.
    pub concern: String,
    /// From the side of the grid's owners.
    pub polarity: Polarity,
    /// The clauses it quotes, in order.
    pub clauses: Vec<String>,
    /// The words in them that triggered it.
    pub evidence: Vec<Evidence>,
    /// Clauses that empty or qualify them, seen together.
    pub exceptions: Vec<String>,
    /// For a silence or a gap: what was looked for, in words.
    pub searched: Vec<String>,
    /// For a silence: the nearest passages.
    pub nearest: Vec<String>,
    /// The reason, in plain words.
    pub why: String,
    /// What it is measured against.
    pub standards: Vec<String>,
    /// Larger is more important.
    pub weight: f32,
}

/// Kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// A guarantee stated with force.
    Positive,
    /// A concern that no clause carries.
    Silence,
    /// A concern that first appears at the very end.
    LateMention,
    /// The right thing, said weakly.
    WeakModality,
    /// A period below the standard or the wish.
    ShortDuration,
    /// A term of art that is never defined.
    UndefinedTerm,
    /// Some forms or persons only.
    NarrowCoverage,
    /// A power held by one alone, or without limits.
    ExclusivePower,
    /// A protection made to depend on something.
    ConditionalRight,
    /// A discourse of suspicion.
    Suspicion,
    /// Victims prosecuted, held or removed.
    VictimPenalised,
    /// A gap in a concern that is treated.
    MissingGuarantee,
    /// An article number of before a renumbering.
    OutdatedReference,
}

/// A point on the legal reach of a text, for a lawyer to check; never advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReachPoint {
    /// What it is about.
    pub kind: ReachKind,
    /// The clauses it is about, in order.
    pub clauses: Vec<String>,
    /// The words in them.
    pub evidence: Vec<Evidence>,
    /// The point, in plain words.
    pub why: String,
    /// Judgments and articles, by number.
    pub authorities: Vec<String>,
}

/// Kinds of points on the reach of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReachKind {
    /// Clauses that bind and worsen the position of those whose side the grid takes.
    Imperative,
    /// What the text repeals or replaces.
    Repeal,
    /// What publication changes.
    Publication,
}

/// A list of forms or persons that the grid holds, and what the text names of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// The check that holds the list.
    pub check: String,
    /// The concern it is about.
    pub concern: String,
    /// Its elements, in the order of the grid.
    pub elements: Vec<CoveredElement>,
}

/// An element of a list of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoveredElement {
    /// Its label, in the language that was asked for.
    pub label: String,
    /// The words that name it, each in its clause; empty where the text never does.
    pub mentions: Vec<Evidence>,
}

/// A period that the text sets, beside what the grid measures it against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Period {
    /// The clause that sets it.
    pub clause: String,
    /// The concern it is about.
    pub concern: String,
    /// The check that measures it.
    pub check: String,
    /// ISO 8601.
    pub value: String,
    /// First character in the clause.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What binds, ISO 8601.
    pub floor: Option<String>,
    /// What the owners of the grid ask for, ISO 8601.
    pub wish: Option<String>,
    /// Whether longer is worse (a wait), not shorter (a stay).
    pub longer_is_worse: bool,
    /// `neutre` where it is long (or short) enough.
    pub verdict: Polarity,
    /// Whether it is on the wrong side of what binds, not only of what is asked for.
    pub below_floor: bool,
    /// The sources of what it is measured against.
    pub standards: Vec<String>,
}
