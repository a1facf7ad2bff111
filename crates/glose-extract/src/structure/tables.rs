//! Tables: the lines of cells made rows, a header told from data, rows and headers that go over
//! the page.

use super::flow::{Hint, Piece, Style};
use crate::layout::{Joiner, Line, Page, RuleKind, Slice};
use glose_model::Rect;

/// A row, its cells with their slices.
pub(crate) struct Row<'a> {
    cells: Vec<Vec<Slice<'a>>>,
    bold: bool,
    /// On a shaded ground.
    shaded: bool,
}

/// The rows of the lines of one table, in order.
pub(crate) fn rows<'a>(page: &Page, lines: &[&'a Line]) -> Vec<Row<'a>> {
    let fills: Vec<Rect> = page.rules.iter().filter(|r| r.kind == RuleKind::Fill).map(|r| r.bbox).collect();
    let shaded = |l: &Line| {
        fills.iter().any(|f| {
            f[0] < l.bbox[0] + 2.0
                && f[2] > l.bbox[2] - 2.0
                && f[1] < l.baseline - l.size * 0.3
                && f[3] > l.baseline - l.size * 0.3
        })
    };
    let mut out: Vec<(u16, Row<'a>)> = Vec::new();
    for line in lines {
        let Some(cell) = line.cell else { continue };
        let fresh = out.last().is_none_or(|(row, _)| *row != cell.row);
        if fresh {
            let cells = vec![Vec::new(); usize::from(cell.columns.max(cell.column + 1))];
            out.push((cell.row, Row { cells, bold: true, shaded: true }));
        }
        if let Some((_, row)) = out.last_mut() {
            row.bold &= line.bold;
            row.shaded &= shaded(line);
            if let Some(slot) = row.cells.get_mut(usize::from(cell.column)) {
                slot.push(Slice::whole(page.number, line));
            }
        }
    }
    out.into_iter().map(|(_, row)| row).collect()
}

/// The pieces of the rows of one table. `header` is that of the table that ended the page before,
/// when this one may be its continuation: a header printed again is furniture.
pub(crate) fn pieces(joiner: &Joiner, rows: &[Row<'_>], header: Option<&[String]>) -> Vec<Piece> {
    // Shades tell a header where the other rows have none; rows in turn shaded tell nothing.
    let data_shaded = rows.iter().skip(1).any(|r| r.shaded);
    let data_bold = rows.iter().skip(1).filter(|r| r.bold).count() * 2 > rows.len();
    let mut out: Vec<Piece> = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        let mut piece = row_piece(joiner, row);
        if piece.cells.iter().all(String::is_empty) {
            continue;
        }
        let several = piece.cells.iter().filter(|c| !c.is_empty()).count() > 1;
        let first = out.iter().all(|p| p.hint == Hint::HeaderRow);
        let loud = (row.bold && !data_bold) || (i == 0 && row.shaded && !data_shaded);
        let head = first && loud && several && rows.len() > 1 && i < 3;
        if header.is_some_and(|h| h == piece.cells.as_slice()) {
            piece.hint = Hint::Furniture;
        } else if head {
            piece.hint = Hint::HeaderRow;
        }
        out.push(piece);
    }
    out
}

fn row_piece(joiner: &Joiner, row: &Row<'_>) -> Piece {
    let mut piece = Piece { hint: Hint::Row, ..Piece::default() };
    let mut chars = 0;
    for (i, cell) in row.cells.iter().enumerate() {
        let joined = joiner.join(cell);
        if i > 0 {
            piece.text.push('\t');
            chars += 1;
        }
        piece.spans.extend(joined.spans.into_iter().map(|mut s| {
            s.start += chars;
            s.end += chars;
            s
        }));
        chars += joined.text.chars().count();
        piece.text.push_str(&joined.text);
        piece.cells.push(joined.text);
    }
    while piece.cells.len() > 1 && piece.cells.last().is_some_and(String::is_empty) {
        piece.cells.pop();
        piece.text.pop();
    }
    piece.page = piece.spans.first().map(|s| s.page);
    piece.bbox = piece.spans.first().map(|s| s.bbox);
    let size = row.cells.iter().flatten().map(|s| s.line.size).fold(0.0_f32, f32::max);
    piece.style = Style { size, bold: row.bold, ..Style::default() };
    piece
}

/// Whether `row`, the first of a page, goes on from the last row of the page before: its first
/// cell is empty and another begins in the middle of a sentence.
pub(crate) fn goes_on(last: &Piece, row: &Piece) -> bool {
    last.hint == Hint::Row
        && row.hint == Hint::Row
        && row.cells.first().is_some_and(String::is_empty)
        && row.cells.len() <= last.cells.len()
        && row
            .cells
            .iter()
            .filter(|c| !c.is_empty())
            .all(|c| c.starts_with(|c: char| c.is_lowercase() || c.is_ascii_punctuation()))
}

/// Puts the cells of `row` behind those of `last`.
pub(crate) fn append(last: &mut Piece, row: Piece) {
    let mut cells = last.cells.clone();
    cells.resize(cells.len().max(row.cells.len()), String::new());
    for (i, cell) in row.cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
        if let Some(slot) = cells.get_mut(i) {
            let glue = if slot.is_empty() || slot.ends_with('-') { "" } else { " " };
            *slot = format!("{slot}{glue}{cell}");
        }
    }
    // Spans are laid again: a cell of the old row, then that of the new, keep their own places.
    let old = std::mem::take(&mut last.spans);
    let (mut at, mut out) = (0, Vec::new());
    let starts = |cells: &[String]| {
        let mut at = 0;
        cells
            .iter()
            .map(|c| {
                let s = at;
                at += c.chars().count() + 1;
                (s, s + c.chars().count())
            })
            .collect::<Vec<_>>()
    };
    let (before, after) = (starts(&last.cells), starts(&row.cells));
    for (i, cell) in cells.iter().enumerate() {
        let length = cell.chars().count();
        if let Some((from, to)) = before.get(i) {
            out.extend(old.iter().filter(|s| s.start >= *from && s.end <= *to).cloned().map(|mut s| {
                s.start = s.start - from + at;
                s.end = s.end - from + at;
                s
            }));
        }
        if let Some((from, to)) = after.get(i) {
            let shift = at + length - (to - from);
            out.extend(row.spans.iter().filter(|s| s.start >= *from && s.end <= *to).cloned().map(|mut s| {
                s.start = s.start - from + shift;
                s.end = s.end - from + shift;
                s
            }));
        }
        at += length + 1;
    }
    last.spans = out;
    last.text = cells.join("\t");
    last.cells = cells;
}
