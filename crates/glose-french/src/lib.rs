//! The French of law and administration, on `&str` alone: sentence boundaries, the deontic
//! ladder, durations, references to law, dates, and the concordance of renumbered codes.
//!
//! Every [`Span`] counts characters (Unicode scalar values) of the text that was given.

mod types;

pub use types::{Modality, Span};
