//! Reading the images of pages: what this crate asks of whoever can rasterise and recognise.
//!
//! Rasterising a page may run wild, so it belongs in a process that can be killed; this crate
//! starts none. The program fills in [`Ocr`].

use std::collections::BTreeMap;

use glose_model::{Block, Doubt, Rect};

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
    /// Thickness of its strokes, in points; 0 where unknown.
    pub stroke: f32,
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

/// Below this a word is marked as doubtful.
pub(crate) const DOUBTFUL: f32 = 0.6;

/// Mean confidence of the words of a page, 0 to 1; `None` without words.
pub(crate) fn confidence(page: &OcrPage) -> Option<f32> {
    let sum: f32 = page.words.iter().map(|w| w.confidence).sum();
    (!page.words.is_empty()).then(|| sum / page.words.len() as f32)
}

/// `1–3, 5`.
pub(crate) fn page_list(pages: &[u32]) -> String {
    let runs = pages.chunk_by(|a, b| a + 1 == *b).map(|run| match run {
        [one] => one.to_string(),
        [first, .., last] => format!("{first}–{last}"),
        [] => String::new(),
    });
    runs.collect::<Vec<_>>().join(", ")
}

/// Marks in `blocks` the words that the reader was not sure of, by the places where they stand.
pub(crate) fn mark_doubts(blocks: &mut [Block], read: &BTreeMap<u32, OcrPage>) {
    for block in blocks {
        for span in &block.spans {
            let Some(page) = read.get(&span.page) else { continue };
            let [x0, y0, x1, y1] = span.bbox;
            for word in page.words.iter().filter(|w| w.confidence < DOUBTFUL) {
                let (x, y) = ((word.bbox[0] + word.bbox[2]) / 2.0, (word.bbox[1] + word.bbox[3]) / 2.0);
                if x < x0 || x > x1 || y < y0 || y > y1 {
                    continue;
                }
                let from = span.stops.partition_point(|s| *s <= word.bbox[0] + 0.5).saturating_sub(1);
                let to = span.stops.partition_point(|s| *s < word.bbox[2] - 0.5);
                let (start, end) = (span.start + from, (span.start + to).min(span.end));
                if start < end {
                    block.doubtful.push(Doubt { start, end, confidence: word.confidence });
                }
            }
        }
        block.doubtful.sort_by_key(|d| d.start);
    }
}

#[cfg(test)]
mod tests {
    use super::page_list;

    #[test]
    fn pages_in_a_row_are_written_as_a_run() {
        assert_eq!(page_list(&[1, 2, 3, 5]), "1–3, 5");
        assert_eq!(page_list(&[]), "");
    }
}
