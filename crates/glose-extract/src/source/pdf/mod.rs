//! PDF: which glyphs stand where, by an interpreter of our own over `hayro-syntax`.

use glose_model::PageInfo;

use crate::layout::Laid;
use crate::structure::pages;
use crate::{ExtractError, Options, Reading};

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8], options: &Options) -> Result<Reading, ExtractError> {
    let (laid, raw_pages) = lay_out(bytes, options)?;
    Ok(Reading {
        flow: pages::flow(&laid),
        pages: laid
            .pages
            .iter()
            .map(|p| PageInfo {
                page: p.number,
                width: p.width,
                height: p.height,
                rotation: p.rotation,
                text_layer: p.text_layer,
                ocr_confidence: None,
            })
            .collect(),
        raw_pages,
        diagnostics: Vec::new(),
    })
}

/// The pages of a PDF as lines, and the text of each page in the order of its content stream.
pub(crate) fn lay_out(_bytes: &[u8], options: &Options) -> Result<(Laid, Vec<String>), ExtractError> {
    Err(ExtractError::new(options.lang, "unreadable", &[]))
}
