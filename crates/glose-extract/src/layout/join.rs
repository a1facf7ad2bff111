//! Lines joined into running text: words cut at a line end are made whole, and every character
//! remembers its page and its box.

use glose_model::{Rect, TextSpan};

use super::{Laid, Line, LineEnd};

/// Part of a line: what is left of it when its bullet, number or note calls are taken out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slice<'a> {
    /// 1-based page of the line.
    pub(crate) page: u32,
    /// The line.
    pub(crate) line: &'a Line,
    /// First character.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
}

impl<'a> Slice<'a> {
    /// The whole of a line.
    pub(crate) fn whole(page: u32, line: &'a Line) -> Self {
        Self { page, line, start: 0, end: line.len() }
    }
}

/// Running text and where each part of it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Joined {
    /// The text.
    pub(crate) text: String,
    /// One span a slice that left characters in it, in order. The space between two lines belongs
    /// to neither.
    pub(crate) spans: Vec<TextSpan>,
    /// For each slice given, the character of `text` at which it begins (a note call that was cut
    /// out between two slices of a line stood where the second begins).
    pub(crate) starts: Vec<usize>,
}

/// Joins lines, with the document's own words as evidence for which hyphens belong.
#[derive(Clone, Debug, Default)]
pub(crate) struct Joiner {}

impl Joiner {
    /// A joiner that knows the words of the document.
    pub(crate) fn new(_laid: &Laid) -> Self {
        Self {}
    }

    /// The text of slices in reading order. Two slices of one line are put side by side with
    /// nothing between, lines with one space, or nothing where a word goes on.
    pub(crate) fn join(&self, slices: &[Slice<'_>]) -> Joined {
        let mut out = Joined::default();
        let mut count = 0;
        let mut last: Option<&Slice<'_>> = None;
        for slice in slices {
            if let Some(before) = last
                && !std::ptr::eq(before.line, slice.line)
                && !out.text.is_empty()
            {
                match before.line.end {
                    LineEnd::SoftHyphen | LineEnd::HardHyphen => {}
                    LineEnd::Whole => {
                        out.text.push(' ');
                        count += 1;
                    }
                }
            }
            out.starts.push(count);
            let part: String =
                slice.line.text.chars().skip(slice.start).take(slice.end.saturating_sub(slice.start)).collect();
            let length = part.chars().count();
            if length > 0 {
                out.text.push_str(&part);
                let stops = slice.line.stops.get(slice.start..=slice.end).map(<[f32]>::to_vec).unwrap_or_default();
                out.spans.push(TextSpan {
                    page: slice.page,
                    bbox: part_box(slice),
                    start: count,
                    end: count + length,
                    stops,
                });
                count += length;
                last = Some(slice);
            }
        }
        out
    }
}

/// The box of a slice of a line.
fn part_box(slice: &Slice<'_>) -> Rect {
    let [mut x0, y0, mut x1, y1] = slice.line.bbox;
    if let (Some(a), Some(b)) = (slice.line.stops.get(slice.start), slice.line.stops.get(slice.end)) {
        (x0, x1) = (a.min(*b), a.max(*b));
    }
    [x0, y0, x1, y1]
}
