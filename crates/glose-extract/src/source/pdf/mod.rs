//! PDF: which glyphs stand where, by an interpreter of our own over `hayro-syntax`.

mod decode;
mod encoding;
mod font;
mod font_style;
mod interpret;
mod layers;
mod lexer;
mod matrix;
mod open;
mod outline;
mod rescue;
mod ruling;
mod scanned;
mod sfnt;
mod strings;
mod tags;

use std::borrow::Cow;
use std::collections::BTreeMap;

use glose_model::{Diagnostic, PageInfo, Severity};
use hayro_syntax::object::{Array, MaybeRef, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Rotation};
use rustc_hash::FxHashMap;

use crate::layout::{self, FontLook, GlyphPage, Glyphs, Laid};
use crate::ocr::{self, Ocr, OcrMode, OcrPage};
use crate::structure::pages;
use crate::{ExtractError, Options, Reading, warning};
use decode::Budget;
use interpret::{Interpreter, Shared};
use layers::Layers;
use matrix::Matrix;

/// Pages read of a file.
const MAX_PAGES: usize = 5_000;
/// Bytes decoded of a file.
const MAX_DECODED: usize = 1 << 30;
/// Operators run for a file.
const MAX_OPERATORS: u64 = 100_000_000;

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8], options: &Options, ocr: Option<&dyn Ocr>) -> Result<Reading, ExtractError> {
    let laid = lay_out(bytes, options, ocr)?;
    if laid.pages.laid.pages.iter().all(|p| p.lines.is_empty()) {
        // What kept the pictures from being read says more than that there is no text.
        let failure = laid.diagnostics.iter().find(|d| d.code == "ocr-page");
        return Err(match failure {
            Some(failure) => ExtractError { code: "ocr-page", message: failure.message.clone() },
            None => ExtractError::new(options.lang, "no-text-layer", &[]),
        });
    }
    Ok(Reading {
        flow: pages::flow(&laid.pages.laid),
        pages: laid
            .pages
            .laid
            .pages
            .iter()
            .map(|p| PageInfo {
                page: p.number,
                width: p.width,
                height: p.height,
                rotation: p.rotation,
                text_layer: p.text_layer,
                ocr_confidence: laid.pages.read.get(&p.number).and_then(ocr::confidence),
            })
            .collect(),
        raw_pages: laid.pages.raw,
        ocr: laid.pages.read,
        diagnostics: laid.diagnostics,
    })
}

/// A PDF as lines.
pub(crate) struct Opened {
    /// Its pages, and the text of each before layout.
    pub(crate) pages: LaidPages,
    /// What was noticed on the way.
    pub(crate) diagnostics: Vec<Diagnostic>,
}

/// Pages as lines, and the text of each page in the order of its content stream.
#[derive(Default)]
pub(crate) struct LaidPages {
    /// The pages.
    pub(crate) laid: Laid,
    /// One text a page.
    pub(crate) raw: Vec<String>,
    /// What was read from the pictures of pages, by page.
    pub(crate) read: BTreeMap<u32, OcrPage>,
}

/// Lays out the pages of a PDF. A page without a text layer has no lines.
pub(crate) fn lay_out(bytes: &[u8], options: &Options, ocr: Option<&dyn Ocr>) -> Result<Opened, ExtractError> {
    let or = |wanted: usize, own: usize| if wanted == 0 { own } else { wanted };
    let (max_pages, max_decoded) = (or(options.max_pages, MAX_PAGES), or(options.max_decoded, MAX_DECODED));
    let pdf = open::open(bytes, options, max_decoded / 4)?;
    let (elements, marks) = tags::read(&pdf);
    let budget = Budget::new(max_decoded, MAX_OPERATORS);
    let mut shared = Shared::new(budget, Layers::read(&pdf), marks);
    let mut numbers: FxHashMap<ObjectIdentifier, u32> = FxHashMap::default();
    let mut out = LaidPages::default();
    let mut diagnostics = Vec::new();
    let mut pictures = Vec::new();
    for (i, page) in pdf.pages().iter().take(max_pages).enumerate() {
        let number = u32::try_from(i + 1).unwrap_or(u32::MAX);
        if let Some(id) = page.raw().obj_id() {
            numbers.insert(id, number);
        }
        let glyphs = glyphs(&mut shared, page, number);
        let of = Glyphs { fonts: &shared.looks, strings: &shared.strings.all };
        let own = glyphs.without_glyphs();
        let (page, raw) = layout::lay_out(glyphs, of);
        let asked = options.pages.as_ref().is_none_or(|pages| pages.contains(&number));
        if asked && scanned::wanted(options.ocr, &own, &raw) {
            pictures.push(own);
        }
        out.raw.push(raw);
        out.laid.pages.push(page);
    }
    if pdf.pages().len() > max_pages {
        let limit = max_pages.to_string();
        diagnostics.push(warning(options.lang, "pdf-too-many-pages", &[("limit", &limit)]));
    }
    if shared.budget.met.get() {
        diagnostics.push(warning(options.lang, "pdf-partly-read", &[]));
    }
    // Among pages of text, a page that is one coarse picture is a cover.
    if options.ocr == OcrMode::Auto && pictures.len() * 2 < out.raw.len() {
        pictures.retain(|page| !scanned::is_coarse(page));
    }
    if let Some(ocr) = ocr {
        read_pictures(bytes, options, ocr, &pictures, &mut out, &mut diagnostics);
    }
    out.laid.elements = elements;
    out.laid.bookmarks = outline::read(&pdf, &numbers);
    Ok(Opened { pages: out, diagnostics })
}

/// Reads the pictures of pages, and puts what was read in the place of worse text.
fn read_pictures(
    bytes: &[u8],
    options: &Options,
    ocr: &dyn Ocr,
    pictures: &[GlyphPage],
    out: &mut LaidPages,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let numbers: Vec<u32> = pictures.iter().map(|p| p.number).collect();
    if numbers.is_empty() {
        return;
    }
    let mut failures: Vec<String> = Vec::new();
    for (own, read) in pictures.iter().zip(ocr.read(bytes, options.password.as_deref(), &numbers)) {
        let at = own.number as usize - 1;
        let (Some(page), Some(raw)) = (out.laid.pages.get_mut(at), out.raw.get_mut(at)) else { continue };
        match read {
            Err(message) if failures.contains(&message) => {}
            Err(message) => {
                diagnostics.push(warning(options.lang, "ocr-page", &[("message", &message)]));
                failures.push(message);
            }
            Ok(read) if scanned::better(options.ocr, raw, &read) => {
                let of = Glyphs { fonts: &[FontLook::default()], strings: &[] };
                (*page, *raw) = layout::lay_out(scanned::page(own, &read), of);
                out.read.insert(own.number, read);
            }
            Ok(_) => {}
        }
    }
    if !out.read.is_empty() {
        let pages: Vec<u32> = out.read.keys().copied().collect();
        let args = [("pages", &*ocr::page_list(&pages))];
        diagnostics.push(Diagnostic::new(options.lang, Severity::Info, "ocr-pages", &args));
    }
}

/// The glyphs of a page.
fn glyphs<'a>(shared: &mut Shared<'a>, page: &Page<'a>, number: u32) -> GlyphPage {
    let (width, height) = page.render_dimensions();
    let rotation = match page.rotation() {
        Rotation::None => 0,
        Rotation::Horizontal => 90,
        Rotation::Flipped => 180,
        Rotation::FlippedHorizontal => 270,
    };
    let ctm = Matrix::new(page.initial_transform(true).as_coeffs().map(|v| v as f32));
    let empty = GlyphPage::new(number, width, height, rotation);
    if !ctm.is_finite() {
        return empty;
    }
    let content = content(shared, page);
    let resources = page.resources();
    Interpreter::new(shared, empty, page.raw().obj_id(), ctm).run(&content, resources)
}

/// The content of a page: one stream or several, read as one (ISO 32000-1, table 30).
fn content<'a>(shared: &Shared<'a>, page: &Page<'a>) -> Cow<'a, [u8]> {
    if let Some(stream) = page.raw().get::<Stream<'a>>("Contents") {
        return decode::decode(&stream, &shared.budget).unwrap_or_default();
    }
    let mut all = Vec::new();
    if let Some(array) = page.raw().get::<Array<'a>>("Contents") {
        for item in array.raw_iter().take(10_000) {
            let stream = match item {
                MaybeRef::Ref(r) => page.xref().get::<Stream<'a>>(r.into()),
                MaybeRef::NotRef(object) => object.into_stream(),
            };
            if let Some(bytes) = stream.and_then(|s| decode::decode(&s, &shared.budget)) {
                all.extend_from_slice(&bytes);
                all.push(b'\n');
            }
        }
    }
    Cow::Owned(all)
}

#[cfg(test)]
mod tests;
