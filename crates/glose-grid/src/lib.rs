//! A grid of concerns: its TOML language, its faults explained, its compiled matchers.
//!
//! The engine knows nothing of any subject: what a grid is about stands in its file.

pub mod checks;
mod compile;
mod fault;
mod matcher;
mod page;
mod reach;
mod render;
mod signal;
mod soundness;
mod source;
mod strings;
mod term;
mod terms;
mod usage;
mod vocabulary;
mod words;

pub use checks::{
    Check, Common, DurationCheck, Element, ElementsCheck, LateCheck, PlainCheck, ReferenceCheck, SilenceCheck,
    TermCheck, Worse,
};
pub use compile::Grid;
pub use fault::{GridFault, Place};
pub use matcher::{Hit, Reading};
pub use reach::{Reach, ReachWords};
pub use signal::{CLUES, Clue, Look, SIGNALS, Signal, Weights};
pub use source::{Aside, Bilingual, Concern, GridFile, GridInfo, PolarityRule, Topic, When};
pub use terms::{SetId, Terms};
pub use usage::Usage;
pub use vocabulary::Vocabulary;
