//! What kind of file the bytes are: by what they hold first, by the name's extension second.

use glose_model::messages::Lang;

use super::office_archive::Archive;
use crate::ExtractError;

/// A kind that has a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Pdf,
    Docx,
    Odt,
    Html,
    Markdown,
    Text,
}

/// First bytes of formats that have no reader, and the message for each.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"{\\rtf", "kind-rtf"),
    (b"\x89PNG\r\n\x1a\n", "kind-image"),
    (b"\xff\xd8\xff", "kind-image"),
    (b"GIF8", "kind-image"),
    (b"II*\0", "kind-image"),
    (b"MM\0*", "kind-image"),
    (b"RIFF", "kind-image"),
    (b"BM", "kind-image"),
    (b"%!PS", "kind-postscript"),
    (b"7z\xbc\xaf\x27\x1c", "kind-archive"),
    (b"\x1f\x8b", "kind-archive"),
    (b"Rar!", "kind-archive"),
];

/// Header of an OLE compound file: the old .doc, .xls, .ppt, and encrypted .docx.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The kind of `bytes`, from a file called `name`.
pub(crate) fn tell(bytes: &[u8], name: &str, lang: Lang) -> Result<Kind, ExtractError> {
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let refuse = |code| Err(ExtractError::new(lang, code, &[("name", name), ("extension", &extension)]));
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return refuse("empty-file");
    }
    // A PDF may have up to a kilobyte of rubbish before its header (ISO 32000-1, annex H, note 13).
    let head = bytes.get(..1024).unwrap_or(bytes);
    if find(head, b"%PDF-").is_some() {
        return Ok(Kind::Pdf);
    }
    if bytes.starts_with(OLE) {
        return refuse(if find(bytes, &utf16("EncryptedPackage")).is_some() { "office-encrypted" } else { "kind-doc" });
    }
    for (magic, code) in FOREIGN {
        // Two letters are too few to tell a bitmap from a text.
        if bytes.starts_with(magic) && (magic.len() > 2 || looks_binary(head)) {
            return refuse(code);
        }
    }
    if bytes.starts_with(b"PK") {
        return tell_archive(bytes, lang, &extension, name);
    }
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if looks_binary(head) && !utf16 {
        return match extension.as_str() {
            // A damaged header need not mean that its pages are lost.
            "pdf" if find(bytes, b"endobj").is_some() => Ok(Kind::Pdf),
            "pdf" => refuse("pdf-not-pdf"),
            "docx" | "odt" => refuse("office-damaged"),
            _ => refuse("kind-unknown"),
        };
    }
    match extension.as_str() {
        "pdf" if find(bytes, b"endobj").is_some() => Ok(Kind::Pdf),
        "pdf" => refuse("pdf-is-text"),
        "docx" | "odt" | "doc" => refuse("office-is-text"),
        "html" | "htm" | "xhtml" | "xht" => Ok(Kind::Html),
        _ if is_html(bytes) => Ok(Kind::Html),
        "md" | "markdown" | "mdown" => Ok(Kind::Markdown),
        "txt" | "text" | "asc" | "" => Ok(Kind::Text),
        // A dot in a name without extension (« circulaire n° 12.3 ») is not one.
        e if e.len() > 5 || e.chars().any(|c| !c.is_ascii_alphanumeric()) => Ok(Kind::Text),
        _ => refuse("kind-unknown"),
    }
}

/// What a zip file is.
fn tell_archive(bytes: &[u8], lang: Lang, extension: &str, name: &str) -> Result<Kind, ExtractError> {
    let args = [("name", name), ("extension", extension)];
    let Ok(archive) = Archive::open(bytes, lang) else {
        let code = if matches!(extension, "docx" | "odt") { "office-damaged" } else { "kind-archive" };
        return Err(ExtractError::new(lang, code, &args));
    };
    if archive.has("word/document.xml") || archive.main_document().is_some() {
        return Ok(Kind::Docx);
    }
    if archive.has("content.xml") {
        return Ok(Kind::Odt);
    }
    let office = ["xl/workbook.xml", "ppt/presentation.xml"].iter().any(|part| archive.has(part));
    let code = match extension {
        _ if office => "kind-unknown",
        "docx" | "odt" => "office-damaged",
        _ => "kind-archive",
    };
    Err(ExtractError::new(lang, code, &args))
}

/// Whether the first bytes hold control characters that no text has.
fn looks_binary(head: &[u8]) -> bool {
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    control * 100 > head.len()
}

/// Whether the text opens like a web page, whatever its name.
fn is_html(bytes: &[u8]) -> bool {
    let head: Vec<u8> = bytes.iter().take(2048).filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let start = head.iter().position(|b| *b == b'<').unwrap_or(head.len());
    let only_space = head.iter().take(start).all(|b| b.is_ascii_whitespace() || *b >= 0x80);
    only_space && (find(&head, b"<!doctype html").is_some() || find(&head, b"<html").is_some())
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// First place of `needle` in `hay`.
fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|w| w == needle)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn code(bytes: &[u8], name: &str) -> &'static str {
        tell(bytes, name, Lang::Fr).unwrap_err().code
    }

    #[test]
    fn content_goes_before_the_name() {
        assert_eq!(tell(b"%PDF-1.4 ...", "a.txt", Lang::Fr).unwrap(), Kind::Pdf);
        assert_eq!(tell(b"<!DOCTYPE html><p>x", "a.txt", Lang::Fr).unwrap(), Kind::Html);
        assert_eq!(tell(b"Objet : x", "a.txt", Lang::Fr).unwrap(), Kind::Text);
        assert_eq!(tell(b"# Objet", "a.md", Lang::Fr).unwrap(), Kind::Markdown);
        assert_eq!(tell("\u{feff}é".as_bytes(), "-", Lang::Fr).unwrap(), Kind::Text);
        assert_eq!(tell(b"\xff\xfeO\0b\0", "a.txt", Lang::Fr).unwrap(), Kind::Text);
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        assert_eq!(code(b"", "a.pdf"), "empty-file");
        assert_eq!(code(b"bonjour", "a.pdf"), "pdf-is-text");
        assert_eq!(code(b"{\\rtf1 bonjour}", "a.rtf"), "kind-rtf");
        assert_eq!(code(b"{\\rtf1 bonjour}", "a.doc"), "kind-rtf");
        assert_eq!(code(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "a.doc"), "kind-doc");
        assert_eq!(code(b"PK\x03\x04 nothing", "a.docx"), "office-damaged");
        assert_eq!(code(b"\x89PNG\r\n\x1a\n....", "a.png"), "kind-image");
        assert_eq!(code(b"bonjour", "a.xls"), "kind-unknown");
    }
}
