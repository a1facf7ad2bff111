//! The French of law and administration, on `&str` alone: sentence boundaries, the deontic
//! ladder, durations, references to law, dates, and the concordance of renumbered codes.
//!
//! Every [`Span`] counts characters (Unicode scalar values) of the text that was given. A text is
//! cut once into [`Words`]; everything else reads those.

mod amount;
mod anaphora;
pub mod concordance;
mod date;
mod duration;
mod fold;
mod force;
mod function_word;
mod number;
mod party;
mod phrases;
mod plausible;
mod reference;
mod sentence;
mod types;
mod verb;
mod words;

pub use amount::{Amount, amounts};
pub use anaphora::{Anaphora, AnaphoraKind, anaphora};
pub use date::{Date, dates, written_date};
pub use duration::{DayKind, Duration, durations};
pub use fold::fold;
pub use force::{Context, Force, ForceSign, Place, TextKind, force, force_by, grade, signs_of_force};
pub use function_word::{closes_negation, is_function_word};
pub use number::{NO_BREAK_SPACE, Number, numbers, written_number};
pub use party::{Party, PartyMention, Side, parties};
pub use plausible::{Plausibility, plausibility};
pub use reference::{Reference, ReferenceContext, references};
pub use sentence::sentences;
pub use types::{Bound, Cue, Modality, Span};
pub use words::{Line, Word, WordKind, Words, stem};
