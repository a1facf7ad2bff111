//! Analyses and comparisons to files that people read.
//!
//! One file a format, one trait ([`Format`]). Everything here takes values and returns bytes: no
//! disk, no clock. Before anything is written, every quote is searched again in the source's own
//! text ([`verify_quotes`]); a quote that is not there is an error that names it.

mod annex;
mod changes;
mod context;
mod csv;
mod docx;
mod error;
mod extract_text;
mod format;
mod gloss;
mod head;
mod html;
mod index;
mod json;
mod jsonld;
mod ledger;
mod markdown;
mod named;
mod options;
mod pdf;
mod picture;
#[cfg(test)]
mod promises;
mod quotes;
mod reach;
mod segments;
mod tables;
mod templates;
mod terminal;
#[cfg(test)]
mod testing;
mod typography;
mod words;

pub use csv::clauses_csv;
pub use error::ReportError;
pub use extract_text::{extract_markdown, extract_text};
pub use format::{Compared, Format, ReportFormat, Subject, TextOf, Verified, compare_report, report, verify, write};
pub use index::{IndexEntry, index_entry, index_page};
pub use options::{Form, Logo, ReportOptions};
pub(crate) use quotes::Disordered;
pub use quotes::verify_quotes;
pub use templates::template_names;
pub use terminal::{Terminal, terminal_clauses, terminal_comparison, terminal_ledger, terminal_summary};
