//! From glyphs to lines in reading order, and from lines to text that is whole again.

#![allow(dead_code, reason = "the readers of these types are being built")]

mod glyph;
mod hyphen;
mod join;
mod line;
mod page;
mod rows;
mod segment;

pub(crate) use glyph::{ARTIFACT, BOLD, FontLook, Glyph, GlyphPage, Glyphs, HIDDEN, SLANTED, Text};
pub(crate) use join::{Joined, Joiner, Slice};
pub(crate) use page::{Bookmark, Cell, Element, Laid, Line, LineEnd, Page, Rule, RuleKind, Run};

use segment::Segment;

/// A page laid out, and its text as it was drawn: segments in the order of the file, a new line
/// where the pen moves to another baseline.
pub(crate) fn lay_out(mut page: GlyphPage, of: Glyphs<'_>) -> (Page, String) {
    let mut glyphs = std::mem::take(&mut page.glyphs);
    let mut segments = segment::segments(&mut glyphs, of);
    let raw = raw_text(&segments, &glyphs, of);
    let upright: Vec<usize> = (0..segments.len()).filter(|i| segments[*i].direction == 0).collect();
    let rows = rows::rows(&upright, &mut segments);
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        let members: Vec<Segment> = row.members.iter().map(|p| segments[*p]).collect();
        let line = line::line(&members, &glyphs, of);
        if !line.text.is_empty() {
            lines.push(line);
        }
    }
    let left = lines.iter().map(|l| l.bbox[0]).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|l| l.bbox[2]).fold(f32::MIN, f32::max);
    for line in &mut lines {
        line.margins = [left, right];
    }
    (page.with_lines(lines), raw)
}

fn raw_text(segments: &[Segment], glyphs: &[Glyph], of: Glyphs<'_>) -> String {
    let mut out = String::with_capacity(glyphs.len() + 64);
    let mut before: Option<&Segment> = None;
    for segment in segments {
        if let Some(last) = before {
            let same =
                last.direction == segment.direction && (last.y - segment.y).abs() < 0.7 * last.size.max(segment.size);
            if !same {
                out.push('\n');
            } else if last.space_after
                || segment.space_before
                || segment.x0 - last.x1 > 0.15 * segment.size
                || segment.x0 < last.x0
            {
                out.push(' ');
            }
        }
        line::plain(segment, glyphs, of, &mut out);
        before = Some(segment);
    }
    out
}
