//! OpenDocument texts (ISO/IEC 26300): the same as for Word, from `content.xml` and `styles.xml`.

use glose_model::messages::Lang;
use glose_model::{Diagnostic, Severity};

use super::odt_styles::{Resolved, Styles};
use super::office_archive::Archive;
use super::paragraph::{Look, Paragraph};
use super::xml::{self, Element, Node};
use crate::structure::flow::{Flow, Hint, Piece};
use crate::{ExtractError, Reading};

/// Most columns or rows that one cell may stand for.
const MAX_REPEAT: usize = 64;

/// Reads the bytes of an OpenDocument text.
///
/// # Errors
/// When the zip or its content is damaged, needs a password, or unpacks beyond the budget.
pub(crate) fn read(bytes: &[u8], lang: Lang) -> Result<Reading, ExtractError> {
    let archive = Archive::open(bytes, lang)?;
    let damaged = || ExtractError::new(lang, "office-damaged", &[]);
    if archive.read("META-INF/manifest.xml")?.is_some_and(|m| m.contains("encryption-data")) {
        return Err(ExtractError::new(lang, "office-encrypted", &[]));
    }
    let (root, whole) = xml::parse(&archive.read("content.xml")?.ok_or_else(damaged)?);
    let common = archive.read("styles.xml")?.map(|text| xml::parse(&text).0).unwrap_or_default();
    let mut styles = Styles::default();
    for holder in common.elements().chain(root.elements()).flat_map(Element::elements) {
        if matches!(&*holder.name, "styles" | "automatic-styles") {
            styles.add(holder);
        }
    }
    let content = root.child("document-content").or_else(|| root.child("document"));
    let text = content.and_then(|c| c.child("body")).and_then(|b| b.child("text")).ok_or_else(damaged)?;
    let mut reader = Reader { styles, ..Reader::default() };
    let mut pieces = Vec::new();
    reader.blocks(text, &Place::default(), &mut pieces);
    let mut furniture = Vec::new();
    if let Some(masters) = common.child("document-styles").and_then(|d| d.child("master-styles")) {
        for part in masters.elements().flat_map(Element::elements) {
            if part.name.starts_with("header") || part.name.starts_with("footer") {
                reader.blocks(part, &Place::default(), &mut furniture);
            }
        }
    }
    furniture.retain(|p| !p.text.is_empty());
    furniture.dedup_by(|a, b| a.text == b.text);
    let head = furniture.into_iter().map(|p| Piece { hint: Hint::Furniture, calls: Vec::new(), ..p });
    let flow = Flow { pieces: head.chain(pieces).collect() };
    let mut diagnostics = Vec::new();
    if reader.changes > 0 {
        let count = reader.changes.to_string();
        diagnostics.push(Diagnostic::new(lang, Severity::Info, "tracked-changes", &[("count", &count)]));
    }
    if !whole {
        diagnostics.push(crate::warning(lang, "office-partly-read", &[]));
    }
    Ok(Reading { flow, diagnostics, ..Reading::default() })
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    /// Notes met in the paragraph being read, to be put behind it.
    pending: Vec<Piece>,
    notes: usize,
    outline: Vec<u32>,
    changes: usize,
}

/// Where in lists a block stands.
#[derive(Clone, Default)]
struct Place {
    /// 1-based depth; 0 outside lists.
    depth: u8,
    /// Style of the outermost list.
    list: Option<String>,
    /// Label of the item, for its first paragraph.
    label: Option<String>,
    /// The item has had its first paragraph, or is a header without a sign.
    begun: bool,
}

impl Reader {
    fn blocks(&mut self, holder: &Element, place: &Place, out: &mut Vec<Piece>) {
        let mut place = place.clone();
        for e in holder.elements() {
            match &*e.name {
                "p" | "h" => {
                    let last = out.len();
                    self.paragraph(e, &place, out);
                    if out.len() > last {
                        place.label = None;
                        place.begun = true;
                    }
                }
                "list" => self.list(e, &place, out),
                "table" => self.table(e, out),
                "section" | "index-body" | "numbered-paragraph" | "text-box" | "frame" | "g" => {
                    self.blocks(e, &place, out)
                }
                "table-of-content" => {
                    let mut lines = Vec::new();
                    if let Some(body) = e.child("index-body") {
                        self.blocks(body, &Place::default(), &mut lines);
                    }
                    out.extend(lines.into_iter().map(|p| Piece { hint: Hint::Contents, ..p }));
                }
                "tracked-changes" => self.changes += e.elements().count(),
                _ => {}
            }
        }
    }

    fn list(&mut self, list: &Element, place: &Place, out: &mut Vec<Piece>) {
        let style = list.attribute("style-name").map(str::to_owned).or_else(|| place.list.clone());
        let depth = place.depth.saturating_add(1);
        let level = self.styles.list_level(style.as_deref(), usize::from(depth) - 1).cloned();
        let mut counters = vec![level.as_ref().map_or(1, super::odt_styles::ListLevel::start)];
        for item in list.elements() {
            if &*item.name != "list-item" && &*item.name != "list-header" {
                continue;
            }
            if let (Some(start), Some(last)) =
                (item.attribute("start-value").and_then(|v| v.parse().ok()), counters.last_mut())
            {
                *last = start;
            }
            let label = level.as_ref().and_then(|l| l.label(&counters, &|_| l.format()));
            let signed = &*item.name == "list-item" && level.as_ref().is_none_or(|l| l.is_bullet() || label.is_some());
            let here = Place { depth, list: style.clone(), label, begun: !signed };
            self.blocks(item, &here, out);
            if let Some(last) = counters.last_mut() {
                *last = last.saturating_add(1);
            }
        }
    }

    fn paragraph(&mut self, e: &Element, place: &Place, out: &mut Vec<Piece>) {
        let resolved = self.styles.paragraph(e.attribute("style-name"));
        if resolved.hidden {
            return;
        }
        let mut paragraph = Paragraph::default();
        let mut boxes = Vec::new();
        self.runs(e, resolved.look, &mut paragraph, &mut boxes);
        if !paragraph.is_empty() {
            self.close(e, paragraph, &resolved, place, out);
        }
        out.append(&mut self.pending);
        out.append(&mut boxes);
    }

    fn close(&mut self, e: &Element, paragraph: Paragraph, resolved: &Resolved, place: &Place, out: &mut Vec<Piece>) {
        let level = (&*e.name == "h")
            .then(|| e.attribute("outline-level").and_then(|v| v.parse::<u8>().ok()).or(resolved.outline).unwrap_or(1));
        let hint = match level {
            _ if resolved.contents => Hint::Contents,
            _ if resolved.title => Hint::Title,
            Some(level) => Hint::Heading(level),
            None if place.depth > 0 && !place.begun => Hint::Item(place.depth),
            None if place.depth > 0 => Hint::ItemContinued(place.depth),
            None => Hint::Text,
        };
        let number = match level {
            Some(level) if place.depth == 0 && e.attribute("is-list-header") != Some("true") => {
                self.outline_number(level, resolved)
            }
            _ => place.label.clone(),
        };
        for (i, mut piece) in paragraph.finish_lines(resolved.style).into_iter().enumerate() {
            piece.hint = hint.clone();
            piece.boxed = resolved.boxed;
            if i == 0
                && let Some(number) = &number
            {
                piece.prefix(number);
            }
            out.push(piece);
        }
    }

    /// Counts a heading in the outline, or in the list of its style.
    fn outline_number(&mut self, level: u8, resolved: &Resolved) -> Option<String> {
        let depth = usize::from(level.clamp(1, 10)) - 1;
        let list = resolved.list.as_deref();
        let here = self.styles.list_level(list, depth).cloned()?;
        self.outline.truncate(depth + 1);
        while self.outline.len() <= depth {
            let start = self.styles.list_level(list, self.outline.len()).map_or(1, super::odt_styles::ListLevel::start);
            // A level that is passed over counts as begun; the one asked for begins below.
            self.outline.push(if self.outline.len() == depth { start.saturating_sub(1) } else { start });
        }
        if let Some(last) = self.outline.last_mut() {
            *last = last.saturating_add(1);
        }
        let formats =
            |i: usize| self.styles.list_level(list, i).map(super::odt_styles::ListLevel::format).unwrap_or_default();
        here.label(&self.outline, &formats)
    }

    fn runs(&mut self, holder: &Element, base: Look, into: &mut Paragraph, boxes: &mut Vec<Piece>) {
        for node in &holder.children {
            let e = match node {
                Node::Text(text) => {
                    into.push(text, base);
                    continue;
                }
                Node::Element(e) => e,
            };
            match &*e.name {
                "span" => {
                    if let Some(look) = self.styles.run(e.attribute("style-name"), base) {
                        self.runs(e, look, into, boxes);
                    }
                }
                "s" | "tab" => into.push(" ", base),
                "line-break" => into.line_break(),
                "note" => self.note(e, into),
                "annotation" | "annotation-end" | "tracked-changes" | "ruby-text" | "bookmark" => {}
                "frame" | "text-box" | "g" | "custom-shape" | "rect" => self.boxes(e, boxes),
                _ => self.runs(e, base, into, boxes),
            }
        }
    }

    /// Text boxes of a frame, behind the paragraph that holds it.
    fn boxes(&mut self, frame: &Element, boxes: &mut Vec<Piece>) {
        let pending = std::mem::take(&mut self.pending);
        if &*frame.name == "frame" {
            for e in frame.elements() {
                self.boxes(e, boxes);
            }
        } else {
            self.blocks(frame, &Place::default(), boxes);
        }
        self.pending = pending;
    }

    fn note(&mut self, note: &Element, into: &mut Paragraph) {
        self.notes += 1;
        let key = format!("note {}", self.notes);
        into.call(key.clone());
        let citation = note.child("note-citation").map(text_of).unwrap_or_default();
        let mark = if citation.is_empty() { self.notes.to_string() } else { citation };
        let mut pieces = Vec::new();
        let pending = std::mem::take(&mut self.pending);
        if let Some(body) = note.child("note-body") {
            self.blocks(body, &Place::default(), &mut pieces);
        }
        self.pending = pending;
        let text: Vec<&str> = pieces.iter().map(|p| p.text.as_str()).collect();
        self.pending.push(Piece {
            hint: Hint::Note,
            text: format!("{mark} {}", text.join(" ")),
            note: Some(key),
            mark: Some(mark),
            ..Piece::default()
        });
    }

    fn table(&mut self, table: &Element, out: &mut Vec<Piece>) {
        let mut rows: Vec<(bool, Vec<CellRead>)> = Vec::new();
        self.rows(table, false, &mut rows);
        let ruled = rows.iter().flat_map(|(_, r)| r).any(|c| c.ruled);
        let widest = rows.iter().map(|(_, r)| r.len()).max().unwrap_or(0);
        let tall = rows.iter().flat_map(|(_, r)| r).any(|c| c.pieces.len() > 2);
        if widest <= 1 || (!ruled && (rows.len() <= 1 || tall)) {
            let boxed = widest <= 1 && ruled;
            out.extend(
                rows.into_iter()
                    .flat_map(|(_, r)| r)
                    .flat_map(|c| c.pieces)
                    .map(|p| Piece { boxed: p.boxed || boxed, ..p }),
            );
            return;
        }
        let bold = |row: &[CellRead]| {
            let mut texts = row.iter().flat_map(|c| &c.pieces).peekable();
            texts.peek().is_some() && texts.all(|p| p.style.bold)
        };
        let first_bold = rows.first().is_some_and(|(_, r)| bold(r)) && rows.get(1).is_some_and(|(_, r)| !bold(r));
        for (i, (header, row)) in rows.into_iter().enumerate() {
            let mut notes = Vec::new();
            let mut calls = Vec::new();
            let mut cells = Vec::new();
            let mut chars = 0;
            for cell in row {
                let mut text = String::new();
                for piece in cell.pieces {
                    if piece.hint == Hint::Note {
                        notes.push(piece);
                        continue;
                    }
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    let before = chars + text.chars().count();
                    calls.extend(piece.calls.into_iter().map(|(at, key)| (before + at, key)));
                    text.push_str(&piece.text.replace('\t', " "));
                }
                chars += text.chars().count() + 1;
                cells.push(text);
            }
            while cells.len() > 1 && cells.last().is_some_and(String::is_empty) {
                cells.pop();
            }
            if cells.iter().any(|c| !c.is_empty()) {
                let mut row = Piece::row(cells, header || (i == 0 && first_bold));
                row.calls = calls;
                out.push(row);
            }
            out.append(&mut notes);
        }
    }

    fn rows(&mut self, holder: &Element, header: bool, out: &mut Vec<(bool, Vec<CellRead>)>) {
        for e in holder.elements() {
            match &*e.name {
                "table-header-rows" => self.rows(e, true, out),
                "table-rows" | "table-row-group" => self.rows(e, header, out),
                "table-row" => {
                    let mut cells = Vec::new();
                    for cell in e.elements() {
                        if !matches!(&*cell.name, "table-cell" | "covered-table-cell") {
                            continue;
                        }
                        let mut pieces = Vec::new();
                        self.blocks(cell, &Place::default(), &mut pieces);
                        let repeat =
                            cell.attribute("number-columns-repeated").and_then(|v| v.parse().ok()).unwrap_or(1usize);
                        let ruled = self.styles.cell_is_ruled(cell.attribute("style-name"));
                        for _ in 1..repeat.min(MAX_REPEAT) {
                            cells.push(CellRead { pieces: pieces.clone(), ruled });
                        }
                        cells.push(CellRead { pieces, ruled });
                    }
                    out.push((header, cells));
                }
                _ => {}
            }
        }
    }
}

struct CellRead {
    pieces: Vec<Piece>,
    ruled: bool,
}

/// The characters anywhere in `e`.
fn text_of(e: &Element) -> String {
    let mut out = String::new();
    for node in &e.children {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(e) => out.push_str(&text_of(e)),
        }
    }
    out.trim().to_owned()
}
