//! Word's tables: rows with cells, or, where a table only sets things side by side, its paragraphs.

use super::docx::Reader;
use super::xml::Element;
use crate::structure::flow::Piece;

/// Most columns that a spanning cell may stand for.
const MAX_SPAN: usize = 64;

/// One cell as read.
struct Cell {
    pieces: Vec<Piece>,
    span: usize,
    /// Goes on from the row above.
    continued: bool,
    bordered: bool,
}

/// Reads the table `table` into rows, or into paragraphs where it is only layout.
pub(crate) fn read(reader: &mut Reader, table: &Element, out: &mut Vec<Piece>) {
    let properties = table.child("tblPr");
    let style = properties.and_then(|p| p.value("tblStyle"));
    let plain_style = style.is_none_or(|s| matches!(s, "TableNormal" | "TableauNormal"));
    let ruled = properties.and_then(|p| p.child("tblBorders")).is_some_and(bordered);
    let mut rows = Vec::new();
    let mut headers = Vec::new();
    collect(reader, table, &mut rows, &mut headers);
    let any_border = ruled || rows.iter().flatten().any(|c| c.bordered);
    let widest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let tall = rows.iter().flatten().any(|c| c.pieces.len() > 2);
    let layout = (plain_style && !any_border && (rows.len() <= 1 || tall)) || widest <= 1;
    if layout {
        // A table of one cell with a frame is a box.
        let boxed = widest <= 1 && any_border | !plain_style;
        for piece in rows.into_iter().flatten().flat_map(|c| c.pieces) {
            out.push(Piece { boxed: piece.boxed || boxed, ..piece });
        }
        return;
    }
    let bold = |row: &Vec<Cell>| {
        let mut texts = row.iter().flat_map(|c| &c.pieces).peekable();
        texts.peek().is_some() && texts.all(|p| p.style.bold)
    };
    // A first row in bold over rows that are not is a header, even where Word was not told.
    let first_bold = rows.first().is_some_and(bold) && rows.get(1).is_some_and(|r| !bold(r));
    for (i, row) in rows.into_iter().enumerate() {
        let header = headers.get(i).copied().unwrap_or(false) || (i == 0 && first_bold);
        if let Some(piece) = row_piece(row, header) {
            out.push(piece);
        }
    }
}

fn collect(reader: &mut Reader, holder: &Element, rows: &mut Vec<Vec<Cell>>, headers: &mut Vec<bool>) {
    for e in holder.elements() {
        match &*e.name {
            "tr" => {
                let properties = e.child("trPr");
                if properties.is_some_and(|p| p.child("del").is_some()) {
                    continue;
                }
                headers.push(properties.and_then(|p| p.switch("tblHeader")) == Some(true));
                let mut cells = Vec::new();
                collect_cells(reader, e, &mut cells);
                rows.push(cells);
            }
            "sdt" => {
                if let Some(content) = e.child("sdtContent") {
                    collect(reader, content, rows, headers);
                }
            }
            "customXml" | "ins" => collect(reader, e, rows, headers),
            _ => {}
        }
    }
}

fn collect_cells(reader: &mut Reader, row: &Element, cells: &mut Vec<Cell>) {
    for e in row.elements() {
        match &*e.name {
            "tc" => {
                let properties = e.child("tcPr");
                let mut pieces = Vec::new();
                reader.blocks(e, &mut pieces);
                let merge = properties.and_then(|p| p.child("vMerge"));
                cells.push(Cell {
                    pieces,
                    span: properties
                        .and_then(|p| p.value("gridSpan"))
                        .and_then(|v| v.parse().ok())
                        .unwrap_or(1)
                        .min(MAX_SPAN),
                    continued: merge.is_some_and(|m| m.attribute("val") != Some("restart")),
                    bordered: properties.and_then(|p| p.child("tcBorders")).is_some_and(bordered),
                });
            }
            "sdt" => {
                if let Some(content) = e.child("sdtContent") {
                    collect_cells(reader, content, cells);
                }
            }
            "customXml" => collect_cells(reader, e, cells),
            _ => {}
        }
    }
}

/// Whether any side has a line.
fn bordered(borders: &Element) -> bool {
    borders.elements().any(|side| side.attribute("val").is_some_and(|v| v != "nil" && v != "none"))
}

/// The row of these cells; `None` where all are empty.
fn row_piece(row: Vec<Cell>, header: bool) -> Option<Piece> {
    let (mut cells, mut calls) = (Vec::new(), Vec::new());
    let (mut chars, mut style) = (0, None);
    for cell in row {
        let mut text = String::new();
        let mut count = 0;
        for piece in cell.pieces.iter().filter(|_| !cell.continued) {
            if count > 0 && !piece.text.is_empty() {
                text.push(' ');
                count += 1;
            }
            calls.extend(piece.calls.iter().map(|(at, key)| (chars + count + at, key.clone())));
            // A table in a cell comes as rows: its own tabs would look like cells of this one.
            text.push_str(&piece.text.replace('\t', " "));
            count += piece.text.chars().count();
            style = style.or(Some(piece.style));
        }
        chars += count + 1;
        cells.push(text);
        // A cell over several columns stands in the first.
        cells.extend(std::iter::repeat_n(String::new(), cell.span.saturating_sub(1)));
        chars += cell.span.saturating_sub(1);
    }
    while cells.last().is_some_and(String::is_empty) && cells.len() > 1 {
        cells.pop();
    }
    if cells.iter().all(String::is_empty) {
        return None;
    }
    let mut piece = Piece::row(cells, header);
    piece.calls = calls;
    piece.style = style.unwrap_or_default();
    Some(piece)
}
