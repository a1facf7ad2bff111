//! Plain text.
use crate::Reading;

/// The text of `bytes`: UTF-8, UTF-16 with its mark, else Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default()).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Reads it.
pub(crate) fn read(_bytes: &[u8]) -> Reading {
    Reading::default()
}
