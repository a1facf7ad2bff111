//! Word documents (ECMA-376, Office Open XML): paragraphs with their styles and printed numbers,
//! tables, notes, text boxes; the accepted text of tracked changes; no comments.

use std::collections::BTreeMap;

use glose_model::Diagnostic;
use glose_model::Severity;
use glose_model::messages::Lang;

use super::docx_numbering::{Label, Numbering, in_format};
use super::docx_styles::{ParagraphProperties, Resolved, RunProperties, Styles};
use super::docx_table;
use super::office_archive::Archive;
use super::paragraph::{Look, Paragraph};
use super::xml::{self, Element, Node};
use crate::structure::flow::{Flow, Hint, Piece};
use crate::{ExtractError, Reading};

/// Reads the bytes of a Word document.
///
/// # Errors
/// When the zip or its main part is damaged, or unpacks beyond the budget.
pub(crate) fn read(bytes: &[u8], lang: Lang) -> Result<Reading, ExtractError> {
    let archive = Archive::open(bytes, lang)?;
    let damaged = || ExtractError::new(lang, "office-damaged", &[]);
    let name = if archive.has("word/document.xml") {
        "word/document.xml".to_owned()
    } else {
        archive.main_document().ok_or_else(damaged)?
    };
    let (root, whole) = xml::parse(&archive.read(&name)?.ok_or_else(damaged)?);
    let part = |name: &str| -> Result<Element, ExtractError> {
        Ok(archive.read(name)?.map(|text| xml::parse(&text).0).unwrap_or_default())
    };
    let styles = Styles::read(&part("word/styles.xml")?);
    let numbering = Numbering::read(&part("word/numbering.xml")?);
    let mut reader = Reader { styles, numbering, notes: BTreeMap::new(), order: Vec::new(), changes: 0 };
    let (footnotes, endnotes) = (part("word/footnotes.xml")?, part("word/endnotes.xml")?);
    reader.load_notes(&footnotes, "footnote");
    reader.load_notes(&endnotes, "endnote");

    let body = root.child("document").and_then(|d| d.child("body")).ok_or_else(damaged)?;
    let mut pieces = Vec::new();
    reader.blocks(body, &mut pieces);
    let mut flow = Flow { pieces: reader.with_notes(pieces) };
    for (prefix, first) in [("word/header", true), ("word/footer", false)] {
        let mut furniture: Vec<Piece> = Vec::new();
        for i in 1..=12 {
            let root = part(&format!("{prefix}{i}.xml"))?;
            let mut found = Vec::new();
            for holder in root.elements() {
                reader.blocks(holder, &mut found);
            }
            for piece in found.into_iter().filter(|p| !p.text.is_empty()) {
                if !furniture.iter().any(|f| f.text == piece.text) {
                    furniture.push(Piece { hint: Hint::Furniture, ..piece });
                }
            }
        }
        let at = if first { 0 } else { flow.pieces.len() };
        flow.pieces.splice(at..at, furniture);
    }
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

/// The state of reading.
pub(crate) struct Reader {
    styles: Styles,
    numbering: Numbering,
    /// Text of each note by key, until its call is met.
    notes: BTreeMap<String, Vec<Piece>>,
    /// Notes in the order of their calls.
    order: Vec<String>,
    /// Tracked insertions, deletions and moves.
    changes: usize,
}

/// A paragraph whose mark is deleted goes on in the next.
#[derive(Default)]
struct Carried(Option<(Paragraph, Resolved)>);

impl Reader {
    fn load_notes(&mut self, root: &Element, kind: &str) {
        for holder in root.elements() {
            for note in holder.elements().filter(|e| &*e.name == kind) {
                // Separators have a type; notes of the text have none.
                if note.attribute("type").is_some_and(|t| t != "normal") {
                    continue;
                }
                let Some(id) = note.attribute("id") else { continue };
                let mut pieces = Vec::new();
                self.blocks(note, &mut pieces);
                self.notes.insert(format!("{kind} {id}"), pieces);
            }
        }
    }

    /// The pieces, each followed by the notes that it calls, numbered in the order of the calls.
    fn with_notes(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        let mut out = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let called: Vec<String> = piece.calls.iter().map(|(_, key)| key.clone()).collect();
            out.push(piece);
            for key in called {
                let Some(parts) = self.notes.remove(&key) else { continue };
                let kind = key.split(' ').next().unwrap_or_default();
                let rank =
                    self.order.iter().filter(|k| k.starts_with(kind)).position(|k| *k == key).map_or(0, |i| i + 1);
                let rank = u32::try_from(rank).unwrap_or(u32::MAX);
                // Word's own formats where the document sets none.
                let mark = in_format(rank, if kind == "endnote" { "lowerRoman" } else { "decimal" });
                let text: Vec<&str> = parts.iter().map(|p| p.text.as_str()).filter(|t| !t.is_empty()).collect();
                let text = text.join(" ");
                // A mark typed by hand, or left by a converter, is there already.
                let typed = text.strip_prefix(mark.as_str()).is_some_and(|r| r.starts_with([' ', '.', ')']));
                let text = if typed { text } else { format!("{mark} {text}") };
                out.push(Piece { hint: Hint::Note, text, note: Some(key), mark: Some(mark), ..Piece::default() });
            }
        }
        out
    }

    /// The paragraphs and tables in `holder`, in order.
    pub(crate) fn blocks(&mut self, holder: &Element, out: &mut Vec<Piece>) {
        let mut carried = Carried::default();
        self.blocks_in(holder, out, &mut carried);
        if let Some((paragraph, resolved)) = carried.0 {
            self.close(paragraph, &resolved, None, out);
        }
    }

    fn blocks_in(&mut self, holder: &Element, out: &mut Vec<Piece>, carried: &mut Carried) {
        for e in holder.elements() {
            match &*e.name {
                "p" => self.paragraph(e, out, carried),
                "tbl" => docx_table::read(self, e, out),
                "del" | "moveFrom" => self.changes += 1,
                "ins" | "moveTo" => {
                    self.changes += 1;
                    self.blocks_in(e, out, carried);
                }
                "sdt" => {
                    if let Some(content) = e.child("sdtContent") {
                        self.blocks_in(content, out, carried);
                    }
                }
                "customXml" | "smartTag" => self.blocks_in(e, out, carried),
                "AlternateContent" => {
                    if let Some(content) = e.child("Choice").or_else(|| e.child("Fallback")) {
                        self.blocks_in(content, out, carried);
                    }
                }
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, e: &Element, out: &mut Vec<Piece>, carried: &mut Carried) {
        let properties = e.child("pPr");
        let style_id = properties.and_then(|p| p.value("pStyle"));
        let (mut paragraph, resolved) = match carried.0.take() {
            Some(begun) => begun,
            None => {
                let mut resolved = self.styles.resolve(style_id);
                let own = ParagraphProperties::read(properties);
                resolved.paragraph = own.over(resolved.paragraph);
                (Paragraph::default(), resolved)
            }
        };
        let mut boxes = Vec::new();
        self.runs(e, resolved.run, &mut paragraph, &mut boxes);
        let mark = properties.and_then(|p| p.child("rPr"));
        if mark.is_some_and(|m| m.child("del").is_some() || m.child("moveFrom").is_some()) {
            self.changes += 1;
            carried.0 = Some((paragraph, resolved));
        } else {
            self.close(paragraph, &resolved, style_id, out);
        }
        out.append(&mut boxes);
    }

    /// Ends a paragraph: its number, its hint, its style.
    fn close(&mut self, paragraph: Paragraph, resolved: &Resolved, style_id: Option<&str>, out: &mut Vec<Piece>) {
        let list = resolved.paragraph.list.as_deref().filter(|id| *id != "0");
        let mut level = resolved.paragraph.list_level;
        let mut label = Label::Nothing;
        let mut listed = false;
        if let Some(list) = list.filter(|_| !paragraph.is_empty()) {
            level = level.or_else(|| style_id.and_then(|s| self.numbering.level_of_style(list, s)));
            if let Some(found) = self.numbering.next(list, level.unwrap_or(0)) {
                listed = found != Label::Nothing;
                label = found;
            }
        }
        if paragraph.is_empty() {
            return;
        }
        let outline = resolved.paragraph.outline.filter(|o| *o < 9).map(|o| o + 1);
        let hint = match resolved.heading.or(outline) {
            _ if resolved.contents => Hint::Contents,
            _ if resolved.title => Hint::Title,
            Some(level) => Hint::Heading(level),
            None if listed => Hint::Item(level.unwrap_or(0) + 1),
            None => Hint::Text,
        };
        let boxed = resolved.paragraph.boxed == Some(true);
        for (i, mut piece) in paragraph.finish_lines(resolved.paragraph.style()).into_iter().enumerate() {
            piece.boxed = boxed;
            piece.hint = if i == 0 || !matches!(hint, Hint::Item(_)) { hint.clone() } else { Hint::Text };
            if i == 0
                && let Label::Number(number) = &label
            {
                piece.prefix(number);
            }
            out.push(piece);
        }
    }

    /// The runs in `holder`; text boxes anchored in it are put in `boxes`.
    fn runs(&mut self, holder: &Element, base: RunProperties, into: &mut Paragraph, boxes: &mut Vec<Piece>) {
        for e in holder.elements() {
            match &*e.name {
                "r" => self.run(e, base, into, boxes),
                "del" | "moveFrom" => self.changes += 1,
                "ins" | "moveTo" => {
                    self.changes += 1;
                    self.runs(e, base, into, boxes);
                }
                "hyperlink" | "fldSimple" | "smartTag" | "customXml" | "dir" | "bdo" => self.runs(e, base, into, boxes),
                "sdt" => {
                    if let Some(content) = e.child("sdtContent") {
                        self.runs(content, base, into, boxes);
                    }
                }
                "AlternateContent" => {
                    if let Some(content) = e.child("Choice").or_else(|| e.child("Fallback")) {
                        self.runs(content, base, into, boxes);
                    }
                }
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &Element, base: RunProperties, into: &mut Paragraph, boxes: &mut Vec<Piece>) {
        let properties = run.child("rPr");
        let mut own = RunProperties::read(properties);
        if let Some(style) = properties.and_then(|p| p.value("rStyle")) {
            own = own.over(self.styles.run(style));
        }
        let all = own.over(base);
        if all.hidden == Some(true) {
            return;
        }
        let is = |flag: Option<bool>| flag == Some(true);
        let look = Look {
            size: all.size.unwrap_or(0.0),
            bold: is(all.bold),
            italic: is(all.italic),
            underline: is(all.underline),
            caps: is(all.caps),
        };
        self.run_content(run, look, into, boxes);
    }

    fn run_content(&mut self, run: &Element, look: Look, into: &mut Paragraph, boxes: &mut Vec<Piece>) {
        for e in run.elements() {
            match &*e.name {
                "t" => {
                    for node in &e.children {
                        if let Node::Text(text) = node {
                            into.push(text, look);
                        }
                    }
                }
                "tab" | "ptab" => into.push(" ", look),
                "br" | "cr" => into.line_break(),
                "noBreakHyphen" => into.push("-", look),
                "sym" => into.push(symbol(e), look),
                "footnoteReference" | "endnoteReference" => {
                    if let Some(id) = e.attribute("id") {
                        let kind = e.name.trim_end_matches("Reference");
                        let key = format!("{kind} {id}");
                        if self.notes.contains_key(&key) {
                            if !self.order.contains(&key) {
                                self.order.push(key.clone());
                            }
                            into.call(key);
                        }
                    }
                }
                "AlternateContent" => {
                    // The fallback says the same again for older programs.
                    if let Some(content) = e.child("Choice").or_else(|| e.child("Fallback")) {
                        self.run_content(content, look, into, boxes);
                    }
                }
                "drawing" | "pict" | "object" => {
                    let mut found = Vec::new();
                    text_boxes(e, &mut found);
                    for content in found {
                        self.blocks(content, boxes);
                    }
                }
                _ => {}
            }
        }
    }
}

/// The contents of the text boxes in a drawing.
fn text_boxes<'e>(drawing: &'e Element, out: &mut Vec<&'e Element>) {
    for e in drawing.elements() {
        match &*e.name {
            "txbxContent" => out.push(e),
            "AlternateContent" => {
                if let Some(content) = e.child("Choice").or_else(|| e.child("Fallback")) {
                    text_boxes(content, out);
                }
            }
            _ => text_boxes(e, out),
        }
    }
}

/// A character of a symbol font: a bullet, or a box to tick.
fn symbol(e: &Element) -> &'static str {
    match e.attribute("char").map(str::to_ascii_uppercase).as_deref() {
        Some("F06F" | "F0A8" | "F071") => "☐",
        Some("F0FE" | "F0FD" | "F052") => "☑",
        Some("F0E0" | "F0E8") => "→",
        _ => "•",
    }
}
