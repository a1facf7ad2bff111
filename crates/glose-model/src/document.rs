use glose_french::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Diagnostic, OptionsUsed, Program};

/// `[x0, y0, x1, y1]` in points, origin at the top left of the page as displayed.
pub type Rect = [f32; 4];

/// What a file says, in reading order: `glose.document/1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Always `glose.document/1`.
    pub format: String,
    /// The program that wrote it.
    pub program: Program,
    /// The options that it was made with.
    pub options: OptionsUsed,
    /// The file it was read from.
    pub source: Source,
    /// One entry a page; empty for inputs without pages.
    pub pages_info: Vec<PageInfo>,
    /// The head and foot of the text: kind, NOR, date, issuer, object…
    pub meta: Meta,
    /// The text, block by block, in reading order.
    pub blocks: Vec<Block>,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Document {
    /// The format's name and version.
    pub const FORMAT: &'static str = "glose.document/1";

    /// The block `id`.
    #[must_use]
    pub fn block(&self, id: &str) -> Option<&Block> {
        self.blocks.iter().find(|b| b.id == id)
    }

    /// The blocks that are not furniture.
    pub fn body(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.kind != BlockKind::Furniture)
    }
}

/// The file that a document was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// Bare file name, no folder.
    pub file: String,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Number of pages; `None` for inputs without pages.
    pub pages: Option<u32>,
    /// What kind of file it is.
    pub kind: SourceKind,
    /// Where the text comes from; PDF only.
    pub text_layer: Option<TextLayer>,
}

/// Kinds of input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum SourceKind {
    Pdf,
    Docx,
    Odt,
    Html,
    Markdown,
    Text,
}

/// Where the text of a page or a document comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TextLayer {
    /// The file's own text.
    Native,
    /// Read from the page's image.
    Ocr,
    /// Some pages one way, some the other (documents only).
    Mixed,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PageInfo {
    /// 1-based.
    pub page: u32,
    /// Points, as displayed.
    pub width: f32,
    /// Points, as displayed.
    pub height: f32,
    /// Degrees clockwise: 0, 90, 180 or 270.
    pub rotation: u16,
    /// Where its text comes from.
    pub text_layer: TextLayer,
    /// Mean confidence of the words read by OCR, 0 to 1; `None` for native text.
    pub ocr_confidence: Option<f32>,
}

/// What the head and the foot of a circular say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Meta {
    /// `instruction`, `circulaire`, `note`, `depeche`…
    pub kind: Option<String>,
    /// Four letters, seven digits, one letter.
    pub nor: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// The ministry or authority.
    pub issuer: Option<String>,
    /// What the text is about, as printed.
    pub object: Option<String>,
    /// Who signs, by function, as printed.
    pub signatory: Option<String>,
    /// To whom.
    pub addressees: Vec<String>,
    /// The « Références » of the head, one a line.
    pub references: Vec<String>,
    /// What it repeals or replaces, as printed.
    pub repeals: Vec<String>,
    /// The « P.J. » of the head.
    pub attachments: Vec<String>,
}

/// What a block is in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    /// The title of the whole text.
    Title,
    /// A heading; `level` and `number` say which.
    Heading,
    /// A paragraph of prose.
    Paragraph,
    /// An item of a list, without its bullet; `parent` is its stem.
    ListItem,
    /// A data row of a table; `cells` holds its cells.
    TableRow,
    /// A header row of a table.
    TableHeader,
    /// A note at the foot of a page or at the end, with its mark.
    Footnote,
    /// A paragraph in a box: a summary, a reminder.
    Box,
    /// The ministry, direction and office at the head.
    Letterhead,
    /// To whom the text goes.
    Addressees,
    /// The « Objet : » line.
    Object,
    /// A reference of the head, or a visa (« Vu le code… »).
    Visa,
    /// A label that introduces something: « Références : », « Pour information : ».
    Label,
    /// A line of « P.J. ».
    Attachment,
    /// The signature.
    Signature,
    /// Running heads, feet, page numbers, banners.
    Furniture,
}

/// One block: a heading, a paragraph, a list item, a table row, a note…
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Block {
    /// `b1`, `b2`… in reading order.
    pub id: String,
    /// What it is.
    pub kind: BlockKind,
    /// Depth of a heading or of a list item, 1 the outermost.
    pub level: Option<u8>,
    /// Number of a heading as printed, without its final dot; mark of a note.
    pub number: Option<String>,
    /// Its characters: lines joined, words cut at a line end whole again, no bullet, no note
    /// call; number of a heading and mark of a note as printed; cells joined by a tab.
    pub text: String,
    /// Cells of a table row, in order.
    pub cells: Vec<String>,
    /// Page where it begins.
    pub page: Option<u32>,
    /// Its box on that page.
    pub bbox: Option<Rect>,
    /// Where each part of it stands, in order: a line, or the part of a line in a cell.
    pub spans: Vec<TextSpan>,
    /// Number of the section it stands in, as printed; empty before the first heading.
    pub section: String,
    /// The block it hangs on: the stem of a list item, the caller of a note.
    pub parent: Option<String>,
    /// Calls to notes.
    pub calls: Vec<NoteCall>,
    /// Words that OCR was not sure of.
    pub doubtful: Vec<Doubt>,
}

/// A run of characters of a block that stands in one box of one page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TextSpan {
    /// 1-based page.
    pub page: u32,
    /// Box of the run on that page.
    pub bbox: Rect,
    /// First character in the block's text.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Stops along the line, in points: character `start + i` goes from `stops[i]` to
    /// `stops[i + 1]`. Empty where the reader does not know; not written to JSON.
    #[serde(skip)]
    pub stops: Vec<f32>,
    /// Where the line runs to on the page as displayed; not written to JSON.
    #[serde(skip)]
    pub runs: Runs,
}

/// The way in which a line of text runs on a page as displayed. Stops along it are `x` for `Right`,
/// `y` for `Down`, `-x` for `Left` and `-y` for `Up`: they always grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Runs {
    #[default]
    Right,
    Down,
    Left,
    Up,
}

impl Runs {
    /// The part of the box of a line between two stops.
    #[must_use]
    pub fn between(self, [x0, y0, x1, y1]: Rect, a: f32, b: f32) -> Rect {
        let (low, high) = (a.min(b), a.max(b));
        match self {
            Self::Right => [low, y0, high, y1],
            Self::Down => [x0, low, x1, high],
            Self::Left => [-high, y0, -low, y1],
            Self::Up => [x0, -high, x1, -low],
        }
    }
}

/// A call to a note in the text of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoteCall {
    /// Character before which the call stood.
    pub at: usize,
    /// Block of the note.
    pub note: String,
}

/// A word that OCR was not sure of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Doubt {
    /// First character.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// 0 to 1.
    pub confidence: f32,
}

impl Block {
    /// The page on which character `at` of the block stands.
    #[must_use]
    pub fn page_at(&self, at: usize) -> Option<u32> {
        let before = self.spans.partition_point(|s| s.start <= at);
        self.spans.get(before.saturating_sub(1)).map(|s| s.page).or(self.page)
    }

    /// The boxes that `span` covers, one a line, each with its page and the way the line runs.
    #[must_use]
    pub fn boxes(&self, span: Span) -> Vec<(u32, Rect, Runs)> {
        let mut out = Vec::new();
        for part in &self.spans {
            let (from, to) = (span.start.max(part.start), span.end.min(part.end));
            if from >= to {
                continue;
            }
            let stop = |at: usize| part.stops.get(at - part.start).copied();
            let bbox = match (stop(from), stop(to)) {
                (Some(a), Some(b)) => part.runs.between(part.bbox, a, b),
                _ => part.bbox,
            };
            out.push((part.page, bbox, part.runs));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::{Rect, Runs};

    #[test]
    fn a_part_of_a_line_is_cut_along_the_way_it_runs() {
        let line: Rect = [10.0, 20.0, 110.0, 220.0];
        assert_eq!(Runs::Right.between(line, 30.0, 50.0), [30.0, 20.0, 50.0, 220.0]);
        assert_eq!(Runs::Down.between(line, 30.0, 50.0), [10.0, 30.0, 110.0, 50.0]);
        // From right to left, and from the foot to the head, stops are negative and grow.
        assert_eq!(Runs::Left.between(line, -50.0, -30.0), [30.0, 20.0, 50.0, 220.0]);
        assert_eq!(Runs::Up.between(line, -50.0, -30.0), [10.0, 30.0, 110.0, 50.0]);
    }
}
