//! Not read yet.
use crate::Reading;

/// Reads it.
pub(crate) fn read(_bytes: &[u8]) -> Reading {
    Reading::default()
}
