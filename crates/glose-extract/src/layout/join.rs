//! Lines joined into running text: words cut at a line end are made whole, and every character
//! remembers its page and its box.

use glose_model::{Rect, TextSpan};

use super::hyphen::{Cut, Evidence};
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

    /// Its characters.
    pub(crate) fn text(&self) -> &'a str {
        let text = self.line.text.as_str();
        let at = |n: usize| text.char_indices().nth(n).map_or(text.len(), |(i, _)| i);
        if self.start == 0 && self.end >= self.line.len() {
            return text;
        }
        text.get(at(self.start)..at(self.end.max(self.start))).unwrap_or_default()
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
pub(crate) struct Joiner {
    evidence: Evidence,
}

impl Joiner {
    /// A joiner that knows the words of the document.
    pub(crate) fn new(laid: &Laid) -> Self {
        Self { evidence: Evidence::gather(laid.pages.iter().flat_map(|p| &p.lines)) }
    }

    /// The text of slices in reading order. Two slices of one line are put side by side with
    /// nothing between, lines with one space, or nothing where a word goes on.
    pub(crate) fn join(&self, slices: &[Slice<'_>]) -> Joined {
        let mut out = Joined::default();
        out.text.reserve(slices.iter().map(|s| s.line.text.len() + 1).sum());
        let mut count = 0;
        let mut last: Option<&Slice<'_>> = None;
        for slice in slices {
            let part = slice.text();
            // What a cut-out call leaves around itself is one space, not two.
            let doubled = last.is_some_and(|l| std::ptr::eq(l.line, slice.line)) && out.text.ends_with(' ');
            let trimmed = if doubled || out.text.is_empty() { part.trim_start_matches(' ') } else { part };
            let skipped = part.len() - trimmed.len();
            if let Some(before) = last
                && !std::ptr::eq(before.line, slice.line)
                && !trimmed.is_empty()
            {
                count = self.seam(&mut out, count, before, trimmed);
            }
            out.starts.push(count);
            let length = trimmed.chars().count();
            if length > 0 {
                let start = slice.start + skipped;
                out.text.push_str(trimmed);
                let stops = slice.line.stops.get(start..=start + length).map(<[f32]>::to_vec).unwrap_or_default();
                let bbox = part_box(slice.line, start, start + length);
                let (start, end, runs) = (count, count + length, slice.line.along);
                out.spans.push(TextSpan { page: slice.page, bbox, start, end, stops, runs });
                count += length;
                last = Some(slice);
            }
        }
        out
    }

    /// What stands between two lines; returns the new number of characters.
    fn seam(&self, out: &mut Joined, count: usize, before: &Slice<'_>, next: &str) -> usize {
        let whole = before.end >= before.line.len();
        let cut = match before.line.end {
            LineEnd::SoftHyphen if whole => Cut::Word,
            LineEnd::HardHyphen if whole => self.evidence.judge(&out.text, next),
            _ if out.text.ends_with(['’', '\'']) && next.starts_with(char::is_alphanumeric) => Cut::Word,
            _ => Cut::Words,
        };
        match cut {
            Cut::Compound | Cut::Word if before.line.end != LineEnd::HardHyphen || cut == Cut::Compound => count,
            Cut::Word => {
                out.text.pop();
                if let Some(span) = out.spans.last_mut() {
                    span.end -= 1;
                    span.stops.pop();
                    if let (Some(first), Some(last)) = (span.stops.first(), span.stops.last()) {
                        span.bbox = span.runs.between(span.bbox, *first, *last);
                    }
                    if span.start >= span.end {
                        out.spans.pop();
                    }
                }
                count - 1
            }
            Cut::Words | Cut::Compound => {
                if out.text.ends_with(' ') {
                    return count;
                }
                out.text.push(' ');
                count + 1
            }
        }
    }
}

/// The box of some characters of a line.
fn part_box(line: &Line, start: usize, end: usize) -> Rect {
    match (line.stops.get(start), line.stops.get(end)) {
        (Some(a), Some(b)) => line.along.between(line.bbox, *a, *b),
        _ => line.bbox,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::layout::Page;

    fn line(text: &str) -> Line {
        let end = if text.ends_with('\u{ad}') {
            LineEnd::SoftHyphen
        } else if text.ends_with('-') {
            LineEnd::HardHyphen
        } else {
            LineEnd::Whole
        };
        let text = text.trim_end_matches('\u{ad}').to_owned();
        let n = text.chars().count();
        let stops: Vec<f32> = (0..=n).map(|i| i as f32).collect();
        Line { bbox: [0.0, 0.0, n as f32, 1.0], text, stops, end, ..Line::default() }
    }

    fn laid(lines: Vec<Line>) -> Laid {
        let page = Page {
            number: 1,
            width: 100.0,
            height: 100.0,
            rotation: 0,
            text_layer: glose_model::TextLayer::Native,
            lines,
            rules: Vec::new(),
        };
        Laid { pages: vec![page], ..Laid::default() }
    }

    fn join(lines: &[&str]) -> Joined {
        let laid = laid(lines.iter().map(|l| line(l)).collect());
        let slices: Vec<Slice<'_>> = laid.pages[0].lines.iter().map(|l| Slice::whole(1, l)).collect();
        Joiner::new(&laid).join(&slices)
    }

    #[test]
    fn every_case_of_the_table() {
        for case in include_str!("hyphen.cases.txt").split("--- ").skip(1) {
            let (name, rest) = case.split_once('\n').unwrap();
            let (lines, want) = rest.trim().split_once("\n=> ").unwrap();
            let lines: Vec<&str> = lines.lines().collect();
            assert_eq!(join(&lines).text, want.trim(), "{name}");
        }
    }

    #[test]
    fn every_character_leads_to_its_line() {
        let joined = join(&["la carac-", "térisation", "des faits"]);
        assert_eq!(joined.text, "la caractérisation des faits");
        let spans: Vec<_> = joined.spans.iter().map(|s| (s.start, s.end, s.stops.len(), s.bbox[2])).collect();
        assert_eq!(spans, [(0, 8, 9, 8.0), (8, 18, 11, 10.0), (19, 28, 10, 9.0)]);
    }

    #[test]
    fn a_call_that_was_cut_out_leaves_one_space() {
        let whole = line("les faits 3 sont");
        let slices =
            [Slice { page: 1, line: &whole, start: 0, end: 10 }, Slice { page: 1, line: &whole, start: 11, end: 16 }];
        let joined = Joiner::default().join(&slices);
        assert_eq!(joined.text, "les faits sont");
        assert_eq!(joined.starts, [0, 10]);
        assert_eq!(joined.spans[1].stops, [12.0, 13.0, 14.0, 15.0, 16.0]);
    }
}
