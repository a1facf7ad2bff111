//! Reading the images of pages: what this crate asks of whoever can rasterise and recognise.
//!
//! Rasterising a page may run wild, so it belongs in a process that can be killed; this crate
//! starts none. The program fills in [`Ocr`].

use glose_model::Rect;

/// Whether the images of pages are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OcrMode {
    /// Pages without text, or whose text is garbage.
    #[default]
    Auto,
    /// Every page.
    Always,
    /// None.
    Never,
}

/// A word read from the image of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct OcrWord {
    /// Its characters.
    pub text: String,
    /// Its box, in points on the page as displayed, origin at the top left.
    pub bbox: Rect,
    /// 0 to 1.
    pub confidence: f32,
    /// Words of one line have the same number; lines are numbered in the reader's order.
    pub line: u32,
}

/// What was read from the image of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OcrPage {
    /// The words, in the reader's order.
    pub words: Vec<OcrWord>,
}

/// Reads the images of pages.
pub trait Ocr: Sync {
    /// Reads `pages` (1-based) of the file `pdf`, opened with `password`; one answer a page, in
    /// order. An `Err` says in words, in the user's language, why a page could not be read.
    fn read(&self, pdf: &[u8], password: Option<&str>, pages: &[u32]) -> Vec<Result<OcrPage, String>>;
}
