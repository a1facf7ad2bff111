//! What layout hands to structure: pages of lines in reading order, with the ruling of the page.
//!
//! Characters are Unicode scalar values; `start` and `end` count them in `Line::text`. Boxes are in
//! points, origin at the top left of the page as displayed.

use glose_model::{Rect, Runs, TextLayer};

/// A document whose glyphs have been laid out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Laid {
    /// The pages, in order.
    pub(crate) pages: Vec<Page>,
    /// Elements of the structure tree of a tagged PDF; `Run::element` points into it. Empty when
    /// the file is not tagged.
    pub(crate) elements: Vec<Element>,
    /// Bookmarks of the file, in its order.
    pub(crate) bookmarks: Vec<Bookmark>,
}

/// One page.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    /// 1-based.
    pub(crate) number: u32,
    /// Points, as displayed.
    pub(crate) width: f32,
    /// Points, as displayed.
    pub(crate) height: f32,
    /// Degrees clockwise: 0, 90, 180 or 270.
    pub(crate) rotation: u16,
    /// Where its text comes from.
    pub(crate) text_layer: TextLayer,
    /// Its lines in reading order: regions one after the other, top to bottom in each; the lines
    /// that are `aside` come last.
    pub(crate) lines: Vec<Line>,
    /// Straight rules and filled or stroked boxes, in the order drawn.
    pub(crate) rules: Vec<Rule>,
}

/// A rule or a box drawn on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rule {
    /// Where; a stroked rule has the thickness of its pen.
    pub(crate) bbox: Rect,
    /// What it looks like.
    pub(crate) kind: RuleKind,
}

/// Kinds of ruling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RuleKind {
    /// A thin horizontal line (side of a box, row of a table, separator of notes, underline).
    Horizontal,
    /// A thin vertical line.
    Vertical,
    /// A filled area: a shaded cell, heading or box. White fills are not kept.
    Fill,
}

/// How a line ends, for putting words cut at its end together again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// In a word or a mark that is whole.
    #[default]
    Whole,
    /// In a hyphen that is in `text` and may be the word's own.
    HardHyphen,
    /// In a soft hyphen, which is not in `text`: the word goes on.
    SoftHyphen,
}

/// A line of text: the glyphs of one baseline in one region.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    /// Its characters, NFC, ligatures opened, every space a plain one, none at its ends. A symbol
    /// font's bullet is `•`, or a dash where it looks like one.
    pub(crate) text: String,
    /// Its box: from the top of its tallest letters to below its descenders.
    pub(crate) bbox: Rect,
    /// Vertical place of its baseline.
    pub(crate) baseline: f32,
    /// Type size of most of its characters, points.
    pub(crate) size: f32,
    /// Most of its letters are bold.
    pub(crate) bold: bool,
    /// Most of its letters are italic.
    pub(crate) italic: bool,
    /// Which zone of the page it stands in, 0-based in reading order: a column, a heading across
    /// columns, a table, one of two letterhead blocks. Lines of one zone are contiguous.
    pub(crate) region: u16,
    /// Left and right edge of that zone: the margins that the line stands between.
    pub(crate) margins: [f32; 2],
    /// The cell of a table that it stands in; cells come row by row, and the lines of one cell
    /// are contiguous.
    pub(crate) cell: Option<Cell>,
    /// Rotated text, stamps and the like: not part of the prose.
    pub(crate) aside: bool,
    /// The file itself says that it is not content (`/Artifact`): running heads, page numbers.
    pub(crate) artifact: bool,
    /// How it ends.
    pub(crate) end: LineEnd,
    /// Stops along the line: character `i` goes from `stops[i]` to `stops[i + 1]`. Empty for text
    /// that runs aslant.
    pub(crate) stops: Vec<f32>,
    /// Where it runs to on the page.
    pub(crate) along: Runs,
    /// Characters of one look, in order; together they cover the text.
    pub(crate) runs: Vec<Run>,
}

/// Where a line stands in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cell {
    /// Which table of the page, 0-based.
    pub(crate) table: u16,
    /// 0-based row.
    pub(crate) row: u16,
    /// 0-based first column that the cell covers.
    pub(crate) column: u16,
    /// How many columns the table has.
    pub(crate) columns: u16,
    /// Whether rules (not white alone) make the table.
    pub(crate) ruled: bool,
}

/// A run of characters of one look.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Run {
    /// First character.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
    /// Type size, points.
    pub(crate) size: f32,
    /// Bold, by the font's name, weight or stem, or by being drawn twice.
    pub(crate) bold: bool,
    /// Italic or oblique.
    pub(crate) italic: bool,
    /// Raised and smaller than the line: a note call, the « er » of « 1er », an exponent.
    pub(crate) raised: bool,
    /// Capitals at the size of small letters, next to larger ones.
    pub(crate) small_caps: bool,
    /// Every letter of the same width.
    pub(crate) mono: bool,
    /// Element of `Laid::elements` that holds it.
    pub(crate) element: Option<u32>,
}

/// An element of the structure tree of a tagged PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// Standard type after the role map: `P`, `H1`, `LI`, `Lbl`, `LBody`, `Table`, `TR`, `TD`,
    /// `Note`, `Reference`, `Caption`…
    pub(crate) role: String,
    /// The element that holds it.
    pub(crate) parent: Option<u32>,
}

/// A bookmark.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bookmark {
    /// Its words.
    pub(crate) title: String,
    /// Depth, 1 the outermost.
    pub(crate) level: u8,
    /// 1-based page it leads to.
    pub(crate) page: Option<u32>,
    /// Vertical place on that page, where the file gives one.
    pub(crate) top: Option<f32>,
}

impl Line {
    /// Number of characters.
    pub(crate) fn len(&self) -> usize {
        if self.stops.is_empty() { self.text.chars().count() } else { self.stops.len() - 1 }
    }
}
