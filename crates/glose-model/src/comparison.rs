use glose_french::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Clause, Diagnostic, DocumentHead, OptionsUsed, Program};

/// What changed between two texts: `glose.comparison/1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// Always `glose.comparison/1`.
    pub format: String,
    /// The program that wrote it.
    pub program: Program,
    /// The options that it was made with.
    pub options: OptionsUsed,
    /// The earlier text.
    pub old: ComparedText,
    /// The later text.
    pub new: ComparedText,
    /// Every clause of both, each in exactly one pair, in the order of the new text.
    pub pairs: Vec<Pair>,
    /// Gains, losses, and what to watch.
    pub summary: Summary,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Comparison {
    /// The format's name and version.
    pub const FORMAT: &'static str = "glose.comparison/1";
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ComparedText {
    /// Its source and head.
    pub document: DocumentHead,
    /// Its clauses.
    pub clauses: Vec<Clause>,
}

/// Clauses of both texts that belong together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pair {
    /// `p1`, `p2`…
    pub id: String,
    /// Clauses of the old text.
    pub old: Vec<String>,
    /// Clauses of the new text.
    pub new: Vec<String>,
    /// How they relate.
    pub relation: Relation,
    /// What the change does to victims and associations.
    pub effects: Vec<Effect>,
    /// The words that show each effect.
    pub effects_evidence: Vec<EffectEvidence>,
    /// How deep the change goes.
    pub change: Change,
    /// The difference by words; spans count in the clauses of a side joined by one space.
    pub diff: Vec<DiffOp>,
    /// Concerns of either side.
    pub concerns: Vec<String>,
    /// In words.
    pub why: String,
    /// Larger is more important.
    pub weight: f32,
}

/// How the clauses of a pair relate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Relation {
    Unchanged,
    Reworded,
    Moved,
    Split,
    Merged,
    Added,
    Removed,
}

/// What a change does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Effect {
    Weakened,
    Strengthened,
    DurationShortened,
    DurationLengthened,
    ConditionAdded,
    ConditionRemoved,
    ActorChanged,
    ReferenceUpdated,
    ScopeNarrowed,
    ScopeWidened,
}

/// The words, old and new, that show an effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EffectEvidence {
    /// Which effect.
    pub effect: Effect,
    /// In the old side (clauses joined by one space).
    pub old: Vec<Span>,
    /// In the new side (clauses joined by one space).
    pub new: Vec<Span>,
}

/// How deep a change goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Nothing but typography.
    None,
    /// Words, not meaning.
    Cosmetic,
    /// Facts: dates, figures of context, names.
    Factual,
    /// What is ordered, allowed, or promised.
    Normative,
}

/// One run of a word difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DiffOp {
    /// What happened to the run.
    pub op: DiffKind,
    /// `[start, end]` in the old side.
    pub old: [usize; 2],
    /// `[start, end]` in the new side.
    pub new: [usize; 2],
}

/// Kinds of runs in a word difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DiffKind {
    Equal,
    Insert,
    Delete,
    Replace,
}

/// What the group reads first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Summary {
    /// Gains.
    pub advances: Vec<SummaryLine>,
    /// Losses.
    pub setbacks: Vec<SummaryLine>,
    /// Neither yet, but to be watched.
    pub watch: Vec<SummaryLine>,
}

/// A sentence of the summary.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SummaryLine {
    /// The sentence.
    pub text: String,
    /// The pair it is about.
    pub pair: String,
    /// Concerns.
    pub concerns: Vec<String>,
    /// Larger is more important.
    pub weight: f32,
}

/// Three or more successive texts: `glose.ledger/1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ledger {
    /// Always `glose.ledger/1`.
    pub format: String,
    /// The program that wrote it.
    pub program: Program,
    /// The options that it was made with.
    pub options: OptionsUsed,
    /// The texts, in the order given.
    pub texts: Vec<ComparedText>,
    /// Each text against the next.
    pub comparisons: Vec<Comparison>,
    /// Each concern of the grid in each text.
    pub ledger: Vec<LedgerRow>,
    /// One clause through the texts: its identifiers, one list a text.
    pub threads: Vec<Vec<Vec<String>>>,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Ledger {
    /// The format's name and version.
    pub const FORMAT: &'static str = "glose.ledger/1";
}

/// One concern through the texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LedgerRow {
    /// Identifier of the concern.
    pub concern: String,
    /// Its state in each text.
    pub states: Vec<LedgerState>,
}

/// A concern in one text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LedgerState {
    /// Index of the text, 0-based.
    pub text: usize,
    /// How it stands there.
    pub state: ConcernState,
    /// The clauses that carry it.
    pub clauses: Vec<String>,
}

/// How a concern stands in a text, against the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum ConcernState {
    Present,
    Stronger,
    Weaker,
    Moved,
    Silent,
}
