//! Labels that a person gave, and what the program says of the same texts, to figures.
//!
//! Everything takes values and returns values: labels ([`Gold`], [`GoldComparison`]) and what the
//! program made ([`glose_model::Document`], [`glose_model::Analysis`],
//! [`glose_model::Comparison`]) go into an [`Evaluation`], which gives [`Figures`]. The counting
//! rules are those that the labels were made for: a labelled quote is found by its letters in the
//! program's clauses laid end to end ([`Located`]), whatever the way they were cut.

mod agreement;
mod aligned;
mod analysis;
mod common_runs;
mod comparison;
mod counts;
mod errors;
mod extraction;
mod figures;
mod findings;
mod from_gold;
mod gold;
mod labelled;
pub mod lesson;
mod located;
pub mod names;
mod normal;
mod table;

pub use agreement::{Agreement, Coefficients, agreement, alpha, kappa};
pub use aligned::labels_of;
pub use analysis::{ClauseCounts, clauses};
pub use common_runs::{Pair, Run};
pub use comparison::{PairCounts, changes_of, pairs};
pub use counts::{Counts, Share};
pub use errors::{Error, ErrorKind};
pub use extraction::{Extraction, extraction};
pub use figures::{ConfusionRow, Evaluation, Figures, Row};
pub use findings::{FindingCounts, findings};
pub use from_gold::analysis_of;
pub use gold::{Gold, GoldClause, GoldComparison, GoldError, GoldFinding, GoldMeta, GoldPair, GoldSection};
pub use labelled::{Labelled, pairs as labelled_pairs};
pub use lesson::Lesson;
pub use located::{Located, Touched};
pub use table::{agreement_table, table};
