//! What every reader hands to the passes of `structure`: the text as a flow of pieces, each with
//! what its source says of it.

use glose_model::{Doubt, Rect, TextSpan};

/// A text as its reader saw it: paragraphs, items, rows and notes in reading order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Flow {
    /// The pieces, in reading order; notes stand anywhere after the piece that calls them.
    pub(crate) pieces: Vec<Piece>,
}

/// What its source says a piece is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Hint {
    /// Text, of which nothing is said.
    #[default]
    Text,
    /// The title of the whole text.
    Title,
    /// A heading of this level, 1 the outermost.
    Heading(u8),
    /// An item of a list at this level, 1 the outermost; a bullet is already left out.
    Item(u8),
    /// A further paragraph of the item before it.
    ItemContinued(u8),
    /// A data row of a table.
    Row,
    /// A header row of a table.
    HeaderRow,
    /// A note; `Piece::note` is its key.
    Note,
    /// A line of the table of contents.
    Contents,
    /// Running heads, feet, page numbers.
    Furniture,
}

/// How a piece stands between its margins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Align {
    /// Ragged right, or not known.
    #[default]
    Left,
    /// Even on both sides.
    Justified,
    /// In the middle.
    Centre,
    /// Against the right margin, or in the right half of the page.
    Right,
}

/// The looks of a piece: of the most of its characters.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Style {
    /// Type size in points; 0 where the source does not say.
    pub(crate) size: f32,
    /// All of it is bold.
    pub(crate) bold: bool,
    /// All of it is italic.
    pub(crate) italic: bool,
    /// All of it is underlined.
    pub(crate) underline: bool,
    /// All of it is in small capitals, or shown in capitals.
    pub(crate) caps: bool,
    /// Between its margins.
    pub(crate) align: Align,
    /// Left indentation in points.
    pub(crate) indent: f32,
    /// White above it, in points; 0 where the source does not say.
    pub(crate) above: f32,
}

/// One paragraph, item, row or note.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    /// What the source says it is.
    pub(crate) hint: Hint,
    /// Its characters, without bullet and note calls, with number and mark as printed.
    pub(crate) text: String,
    /// Cells of a row.
    pub(crate) cells: Vec<String>,
    /// Its looks.
    pub(crate) style: Style,
    /// Number of characters at its start in bold, where the rest is not.
    pub(crate) lead: usize,
    /// In a frame.
    pub(crate) boxed: bool,
    /// Key of a note, unique in the text.
    pub(crate) note: Option<String>,
    /// Mark of a note as printed.
    pub(crate) mark: Option<String>,
    /// Calls to notes: the character before which each stands, and the key of the note.
    pub(crate) calls: Vec<(usize, String)>,
    /// Page where it begins.
    pub(crate) page: Option<u32>,
    /// Its box on that page.
    pub(crate) bbox: Option<Rect>,
    /// Where each part stands.
    pub(crate) spans: Vec<TextSpan>,
    /// Words that OCR was not sure of.
    pub(crate) doubtful: Vec<Doubt>,
}

impl Piece {
    /// A piece of plain text.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A row of a table from its cells; the header where `header`.
    pub(crate) fn row(cells: Vec<String>, header: bool) -> Self {
        let hint = if header { Hint::HeaderRow } else { Hint::Row };
        Self { hint, text: cells.join("\t"), cells, ..Self::default() }
    }

    /// Takes `count` characters off its start.
    pub(crate) fn drop_start(&mut self, count: usize) {
        let at = self.text.char_indices().nth(count).map_or(self.text.len(), |(i, _)| i);
        self.text.drain(..at);
        for span in &mut self.spans {
            let cut = count.saturating_sub(span.start).min(span.end - span.start.min(span.end));
            if cut > 0 && span.stops.len() > cut {
                span.stops.drain(..cut);
                if let (Some(first), Some(last)) = (span.stops.first(), span.stops.last()) {
                    span.bbox = span.runs.between(span.bbox, *first, *last);
                }
            }
            span.start = span.start.saturating_sub(count);
            span.end = span.end.saturating_sub(count);
        }
        self.spans.retain(|s| s.start < s.end);
        for (at, _) in &mut self.calls {
            *at = at.saturating_sub(count);
        }
        for doubt in &mut self.doubtful {
            doubt.start = doubt.start.saturating_sub(count);
            doubt.end = doubt.end.saturating_sub(count);
        }
        self.doubtful.retain(|d| d.start < d.end);
        self.lead = self.lead.saturating_sub(count);
    }

    /// Takes the characters `start..end` out of it.
    pub(crate) fn cut(&mut self, start: usize, end: usize) {
        let mut at = 0;
        self.text.retain(|_| {
            at += 1;
            !(start + 1..=end).contains(&at)
        });
        let moved = |at: usize| if at <= start { at } else { at.saturating_sub(end - start).max(start) };
        for span in &mut self.spans {
            if span.stops.len() == span.end - span.start + 1 {
                let (from, to) =
                    (start.clamp(span.start, span.end) - span.start, end.clamp(span.start, span.end) - span.start);
                span.stops.drain(from..to);
            }
            (span.start, span.end) = (moved(span.start), moved(span.end));
        }
        self.spans.retain(|s| s.start < s.end);
        for (at, _) in &mut self.calls {
            *at = moved(*at);
        }
        for doubt in &mut self.doubtful {
            (doubt.start, doubt.end) = (moved(doubt.start), moved(doubt.end));
        }
        self.doubtful.retain(|d| d.start < d.end);
    }

    /// Puts the text of another piece behind its own, with a space between.
    pub(crate) fn append(&mut self, other: Self) {
        let shift = self.text.chars().count() + 1;
        self.text = format!("{} {}", self.text, other.text);
        self.spans.extend(other.spans.into_iter().map(|mut span| {
            (span.start, span.end) = (span.start + shift, span.end + shift);
            span
        }));
        self.calls.extend(other.calls.into_iter().map(|(at, key)| (at + shift, key)));
        self.doubtful.extend(other.doubtful.into_iter().map(|mut doubt| {
            (doubt.start, doubt.end) = (doubt.start + shift, doubt.end + shift);
            doubt
        }));
    }

    /// Puts a number that the source prints by itself in front of the text.
    pub(crate) fn prefix(&mut self, number: &str) {
        let added = number.chars().count() + 1;
        self.text = format!("{number} {}", self.text);
        for (at, _) in &mut self.calls {
            *at += added;
        }
        if self.lead > 0 {
            self.lead += added;
        }
    }

    /// Whether the piece is prose, not a row, a note or furniture.
    pub(crate) fn is_text(&self) -> bool {
        !matches!(self.hint, Hint::Row | Hint::HeaderRow | Hint::Note | Hint::Contents | Hint::Furniture)
    }
}
