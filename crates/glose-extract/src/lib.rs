//! Bytes to a document: text in reading order, with its structure, pages and boxes.
//!
//! Three storeys: `source` (who says which glyphs stand where), `layout` (glyphs to words, lines,
//! columns and blocks) and `structure` (furniture, headings, lists, notes, tables, head and foot).

use glose_model::Document;
use glose_model::messages::Lang;

/// How to read a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Language of diagnostics.
    pub lang: Lang,
    /// Password of an encrypted file.
    pub password: Option<String>,
}

/// A document, and the text of each page as the reader of the file gave it before any layout.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The document.
    pub document: Document,
    /// The text of each page before layout, for checking quotes; one entry for inputs without pages.
    pub raw_pages: Vec<String>,
}

/// Why a file could not be read.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{message}")]
pub struct ExtractError {
    /// Key of the message.
    pub code: &'static str,
    /// The message, in the language of the options.
    pub message: String,
}

/// Reads the bytes of the file called `name` (bare name, its extension helps to tell its kind).
///
/// # Errors
/// When nothing can be read; what could only partly be read is a document with diagnostics.
pub fn extract(_bytes: &[u8], _name: &str, options: &Options) -> Result<Extraction, ExtractError> {
    Err(ExtractError { code: "unreadable", message: glose_model::messages::text(options.lang, "unreadable", &[]) })
}
