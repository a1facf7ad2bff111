//! What each kind of check may be told by a grid: one file a kind.

mod common;
mod plain;

pub use common::Common;
pub use plain::PlainCheck;

use glose_model::FindingKind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Terms;

/// A check of a grid: `[[check]]` with its `kind`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the kinds of findings, documented there")]
pub enum Check {
    Positive(PlainCheck),
    Silence(PlainCheck),
    LateMention(PlainCheck),
    WeakModality(PlainCheck),
    ShortDuration(PlainCheck),
    UndefinedTerm(PlainCheck),
    NarrowCoverage(PlainCheck),
    ExclusivePower(PlainCheck),
    ConditionalRight(PlainCheck),
    Suspicion(PlainCheck),
    VictimPenalised(PlainCheck),
    MissingGuarantee(PlainCheck),
    OutdatedReference(PlainCheck),
}

impl Check {
    /// The kind of the findings it makes.
    #[must_use]
    pub fn kind(&self) -> FindingKind {
        match self {
            Self::Positive(_) => FindingKind::Positive,
            Self::Silence(_) => FindingKind::Silence,
            Self::LateMention(_) => FindingKind::LateMention,
            Self::WeakModality(_) => FindingKind::WeakModality,
            Self::ShortDuration(_) => FindingKind::ShortDuration,
            Self::UndefinedTerm(_) => FindingKind::UndefinedTerm,
            Self::NarrowCoverage(_) => FindingKind::NarrowCoverage,
            Self::ExclusivePower(_) => FindingKind::ExclusivePower,
            Self::ConditionalRight(_) => FindingKind::ConditionalRight,
            Self::Suspicion(_) => FindingKind::Suspicion,
            Self::VictimPenalised(_) => FindingKind::VictimPenalised,
            Self::MissingGuarantee(_) => FindingKind::MissingGuarantee,
            Self::OutdatedReference(_) => FindingKind::OutdatedReference,
        }
    }

    /// What every check has.
    #[must_use]
    pub fn common(&self) -> &Common {
        match self {
            Self::Positive(c)
            | Self::Silence(c)
            | Self::LateMention(c)
            | Self::WeakModality(c)
            | Self::ShortDuration(c)
            | Self::UndefinedTerm(c)
            | Self::NarrowCoverage(c)
            | Self::ExclusivePower(c)
            | Self::ConditionalRight(c)
            | Self::Suspicion(c)
            | Self::VictimPenalised(c)
            | Self::MissingGuarantee(c)
            | Self::OutdatedReference(c) => &c.common,
        }
    }

    /// Its lists of terms, by key as written (`when.words`), so that the grid compiles them.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        match self {
            Self::Positive(c)
            | Self::Silence(c)
            | Self::LateMention(c)
            | Self::WeakModality(c)
            | Self::ShortDuration(c)
            | Self::UndefinedTerm(c)
            | Self::NarrowCoverage(c)
            | Self::ExclusivePower(c)
            | Self::ConditionalRight(c)
            | Self::Suspicion(c)
            | Self::VictimPenalised(c)
            | Self::MissingGuarantee(c)
            | Self::OutdatedReference(c) => c.terms(),
        }
    }
}
