//! Not read yet.
use glose_model::messages::Lang;

use crate::{ExtractError, Reading};

/// Reads it.
pub(crate) fn read(_bytes: &[u8], lang: Lang) -> Result<Reading, ExtractError> {
    Err(ExtractError::new(lang, "unreadable", &[]))
}
