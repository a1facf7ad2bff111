//! Bytes to a document: text in reading order, with its structure, pages and boxes.
//!
//! Three storeys: `source` (who says which glyphs stand where), `layout` (glyphs to words, lines,
//! columns and blocks) and `structure` (furniture, headings, lists, notes, tables, head and foot).

mod layout;
pub mod ocr;
mod selection;
mod source;
mod structure;

use std::collections::{BTreeMap, BTreeSet};

use glose_model::messages::{self, Lang};
use glose_model::{Diagnostic, Document, OptionsUsed, PageInfo, Program, Severity, Source, SourceKind, TextLayer};
use sha2::{Digest, Sha256};

use ocr::{Ocr, OcrMode, OcrPage};
use source::kind::{self, Kind};
use structure::flow::Flow;

/// How to read a file.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Language of diagnostics.
    pub lang: Lang,
    /// Password of an encrypted file.
    pub password: Option<String>,
    /// Whether the pictures of pages are read.
    pub ocr: OcrMode,
    /// Pages to give, 1-based; all of them when `None`.
    pub pages: Option<BTreeSet<u32>>,
    /// Most pages read of a file; 0 for the reader's own limit.
    pub max_pages: usize,
    /// Most bytes decoded of a file; 0 for the reader's own limit.
    pub max_decoded: usize,
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

impl ExtractError {
    /// The error `code` in `lang`, its `{name}` places filled from `args`.
    pub(crate) fn new(lang: Lang, code: &'static str, args: &[(&str, &str)]) -> Self {
        Self { code, message: messages::text(lang, code, args) }
    }
}

/// What a reader found in a file, before the passes of `structure`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Reading {
    /// The text.
    pub(crate) flow: Flow,
    /// One entry a page; empty for inputs without pages.
    pub(crate) pages: Vec<PageInfo>,
    /// Text before any layout: one entry a page, or one for inputs without pages.
    pub(crate) raw_pages: Vec<String>,
    /// What was read from the pictures of pages, by page.
    pub(crate) ocr: BTreeMap<u32, OcrPage>,
    /// What was noticed on the way.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Reads the bytes of the file called `name` (bare name, its extension helps to tell its kind);
/// `ocr` reads the pictures of pages where the options want it.
///
/// # Errors
/// When nothing can be read; what could only partly be read is a document with diagnostics.
pub fn extract(bytes: &[u8], name: &str, options: &Options, ocr: Option<&dyn Ocr>) -> Result<Extraction, ExtractError> {
    let lang = options.lang;
    let (kind, mut reading) = match kind::tell(bytes, name, lang)? {
        Kind::Pdf => (SourceKind::Pdf, source::pdf::read(bytes, options, ocr)?),
        Kind::Docx => (SourceKind::Docx, source::docx::read(bytes, lang)?),
        Kind::Odt => (SourceKind::Odt, source::odt::read(bytes, lang)?),
        Kind::Html => (SourceKind::Html, source::html::read(bytes)),
        Kind::Markdown => (SourceKind::Markdown, source::markdown::read(&source::text::decode(bytes))),
        Kind::Text => (SourceKind::Text, source::text::read(bytes)),
    };
    if reading.raw_pages.is_empty() {
        reading.raw_pages.push(raw_text(&reading.flow));
    }
    let mut built = structure::build(reading.flow);
    ocr::mark_doubts(&mut built.blocks, &reading.ocr);
    if built.blocks.is_empty() && kind != SourceKind::Pdf {
        return Err(ExtractError::new(lang, "no-text", &[]));
    }
    let text_layer = (kind == SourceKind::Pdf).then(|| text_layer(&reading.pages));
    let mut document = Document {
        format: Document::FORMAT.to_owned(),
        program: Program::default(),
        options: OptionsUsed::default(),
        source: Source {
            file: name.to_owned(),
            sha256: hex(&Sha256::digest(bytes)),
            pages: (!reading.pages.is_empty()).then(|| u32::try_from(reading.pages.len()).unwrap_or(u32::MAX)),
            kind,
            text_layer,
        },
        pages_info: reading.pages,
        meta: built.meta,
        blocks: built.blocks,
        diagnostics: reading.diagnostics,
    };
    if let Some(pages) = &options.pages {
        let count = document.source.pages.unwrap_or(0);
        if count == 0 {
            document.diagnostics.push(warning(lang, "pages-none", &[]));
        } else if !selection::keep(&mut document, pages) {
            return Err(ExtractError::new(lang, "pages-outside", &[("count", &count.to_string())]));
        }
    }
    Ok(Extraction { document, raw_pages: reading.raw_pages })
}

/// The text layer of a whole document from those of its pages.
fn text_layer(pages: &[PageInfo]) -> TextLayer {
    let ocr = pages.iter().filter(|p| p.text_layer == TextLayer::Ocr).count();
    match ocr {
        0 => TextLayer::Native,
        n if n == pages.len() => TextLayer::Ocr,
        _ => TextLayer::Mixed,
    }
}

/// The text of a flow, piece by piece, for inputs whose reader keeps nothing else.
fn raw_text(flow: &Flow) -> String {
    let mut out = String::new();
    for piece in &flow.pieces {
        out.push_str(&piece.text);
        out.push('\n');
    }
    out
}

fn hex(digest: &[u8]) -> String {
    use std::fmt::Write as _;
    digest.iter().fold(String::with_capacity(64), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// A warning in the language of the options.
pub(crate) fn warning(lang: Lang, code: &str, args: &[(&str, &str)]) -> Diagnostic {
    Diagnostic::new(lang, Severity::Warning, code, args)
}
