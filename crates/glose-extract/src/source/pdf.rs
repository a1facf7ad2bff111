//! PDF: not read yet.

use crate::{ExtractError, Options, Reading};

/// Reads a PDF.
pub(crate) fn read(_bytes: &[u8], options: &Options) -> Result<Reading, ExtractError> {
    Err(ExtractError::new(options.lang, "unreadable", &[]))
}
