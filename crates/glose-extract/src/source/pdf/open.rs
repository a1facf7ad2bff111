//! Opening a file: what can be wrong with it, and what can still be saved.

use glose_model::messages::Lang;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{decode, rescue};
use crate::{ExtractError, Options};

/// Object streams longer than this are measured before they are decoded.
const MEASURED_FROM: usize = 1 << 16;
/// Bytes of object streams decoded to find the pages of a damaged file.
const MAX_RESCUED: usize = 64 << 20;

/// Opens a PDF; a damaged one is put together again where that can be done.
pub(super) fn open(bytes: &[u8], options: &Options, max_decoded: usize) -> Result<Pdf, ExtractError> {
    let lang = options.lang;
    if bombs(bytes, max_decoded) {
        return Err(ExtractError::new(lang, "pdf-too-large", &[]));
    }
    let password = options.password.as_deref().unwrap_or("");
    match Pdf::new_with_password(bytes.to_vec(), password) {
        Ok(pdf) if !pdf.pages().is_empty() => Ok(pdf),
        Err(LoadPdfError::Decryption(error)) => Err(encrypted(error, options)),
        other => repaired(bytes, password).ok_or_else(|| lost(bytes, lang, other.is_ok())),
    }
}

/// The file read again: from its header on, with its pages gathered anew, or by the second reader.
fn repaired(bytes: &[u8], password: &str) -> Option<Pdf> {
    let read = |bytes: Vec<u8>| Pdf::new_with_password(bytes, password).ok().filter(|pdf| !pdf.pages().is_empty());
    // What stands before the header shifts every offset.
    let start = find(bytes.get(..1024.min(bytes.len()))?, b"%PDF-").unwrap_or(0);
    if start > 0
        && let Some(pdf) = bytes.get(start..).and_then(|rest| read(rest.to_vec()))
    {
        return Some(pdf);
    }
    rescue::gathered(bytes, MAX_RESCUED).and_then(read).or_else(|| read(saved_anew(bytes)?))
}

/// The file as the second reader loads it and writes it.
fn saved_anew(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut document = lopdf::Document::load_mem(bytes).ok()?;
    if document.is_encrypted() || document.get_pages().is_empty() {
        return None;
    }
    let mut saved = Vec::new();
    document.save_to(&mut saved).ok()?;
    Some(saved)
}

fn encrypted(error: DecryptionError, options: &Options) -> ExtractError {
    let code = match error {
        DecryptionError::PasswordProtected if options.password.is_some() => "pdf-wrong-password",
        DecryptionError::PasswordProtected => "pdf-needs-password",
        _ => "pdf-unknown-encryption",
    };
    ExtractError::new(options.lang, code, &[])
}

/// Why nothing could be read.
fn lost(bytes: &[u8], lang: Lang, opened: bool) -> ExtractError {
    let whole = find(bytes.get(bytes.len().saturating_sub(2048)..).unwrap_or(bytes), b"%%EOF").is_some();
    let code = match (opened, whole) {
        (true, true) => "pdf-no-pages",
        (_, false) => "pdf-truncated",
        (false, true) => "pdf-damaged",
    };
    ExtractError::new(lang, code, &[])
}

/// Whether an object stream or cross-reference stream, which are decoded on opening and without a
/// limit, swells beyond `max` bytes.
fn bombs(bytes: &[u8], max: usize) -> bool {
    let mut total = 0_usize;
    for marker in [&b"/ObjStm"[..], b"/XRef"] {
        for at in memchr::memmem::find_iter(bytes, marker) {
            let rest = bytes.get(at..).unwrap_or_default();
            let near = rest.get(..rest.len().min(4096)).unwrap_or_default();
            let Some(begin) = find(near, b"stream").map(|i| i + 6) else { continue };
            let data = rest.get(begin..).unwrap_or_default();
            let data = match data {
                [b'\r', b'\n', data @ ..] | [b'\n', data @ ..] => data,
                _ => data,
            };
            let end = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
            if end > MEASURED_FROM {
                total = total.saturating_add(decode::inflated_length(data.get(..end).unwrap_or_default(), max));
                if total > max {
                    return true;
                }
            }
        }
    }
    false
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(hay, needle)
}
