//! Tables of learnt weights: which named signs speak for which answers, how much, and how the
//! weights are learnt from examples.
//!
//! A [`Table`] is a linear model that a person can read: one line a sign, with its log odds for
//! each answer. It is learnt by [`learn`] from [`Examples`], one regression an answer, and is the
//! same on every run. Nothing here knows French, law or documents.

mod examples;
mod learn;
mod table;

pub use examples::{Example, Examples};
pub use learn::{Learning, learn};
pub use table::{Odds, Table, TableFault};
