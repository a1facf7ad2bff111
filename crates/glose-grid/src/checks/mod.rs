//! What each kind of check may be told by a grid: one file a kind of parameters.

mod common;
mod coverage;
mod duration;
mod element;
mod plain;
mod reference;
mod silence;
mod term;

pub use common::Common;
pub use coverage::ElementsCheck;
pub use duration::{DurationCheck, Worse};
pub use element::Element;
pub use plain::PlainCheck;
pub use reference::ReferenceCheck;
pub use silence::{LateCheck, SilenceCheck};
pub use term::TermCheck;

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
    Silence(SilenceCheck),
    LateMention(LateCheck),
    WeakModality(PlainCheck),
    ShortDuration(DurationCheck),
    UndefinedTerm(TermCheck),
    NarrowCoverage(ElementsCheck),
    ExclusivePower(PlainCheck),
    ConditionalRight(PlainCheck),
    Suspicion(PlainCheck),
    VictimPenalised(PlainCheck),
    MissingGuarantee(ElementsCheck),
    OutdatedReference(ReferenceCheck),
}

/// The same for every kind of parameters.
macro_rules! each {
    ($check:expr, $c:ident => $what:expr) => {
        match $check {
            Check::Positive($c)
            | Check::WeakModality($c)
            | Check::ExclusivePower($c)
            | Check::ConditionalRight($c)
            | Check::Suspicion($c)
            | Check::VictimPenalised($c) => $what,
            Check::Silence($c) => $what,
            Check::LateMention($c) => $what,
            Check::ShortDuration($c) => $what,
            Check::UndefinedTerm($c) => $what,
            Check::NarrowCoverage($c) | Check::MissingGuarantee($c) => $what,
            Check::OutdatedReference($c) => $what,
        }
    };
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
        each!(self, c => &c.common)
    }

    /// Its lists of terms, by key as written (`when.words`), so that the grid compiles them.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        each!(self, c => c.terms())
    }
}
