//! Markdown, as CommonMark has it, with tables and footnotes.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::outline;
use super::paragraph::{Look, Paragraph};
use crate::Reading;
use crate::structure::flow::{Flow, Hint, Piece, Style};

/// Where text goes.
#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    paragraph: Paragraph,
    look: Look,
    /// Open lists: the next number of an ordered one.
    lists: Vec<Option<u64>>,
    /// Whether the open item has already a paragraph.
    begun: Vec<bool>,
    heading: Option<u8>,
    cells: Vec<String>,
    calls: Vec<(usize, String)>,
    in_head: bool,
    note: Option<String>,
    notes: BTreeMap<String, Piece>,
    /// Labels in the order of their calls.
    called: Vec<String>,
}

/// Reads a Markdown text.
pub(crate) fn read(text: &str) -> Reading {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    let mut hidden = 0usize;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => hidden += 1,
            Event::End(TagEnd::MetadataBlock(_)) => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            event => reader.event(event),
        }
    }
    reader.close();
    let mut flow = Flow { pieces: place_notes(reader.pieces, reader.notes, &reader.called) };
    outline::settle(&mut flow.pieces);
    Reading { flow, raw_pages: vec![text.to_owned()], ..Reading::default() }
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.paragraph.push(&text, self.look),
            Event::SoftBreak => self.paragraph.push(" ", self.look),
            Event::HardBreak => self.paragraph.line_break(),
            Event::Rule => self.close(),
            Event::InlineHtml(html) if html.starts_with("<br") => self.paragraph.line_break(),
            Event::FootnoteReference(label) => {
                let label = label.to_string();
                if !self.called.contains(&label) {
                    self.called.push(label.clone());
                }
                self.paragraph.call(label);
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.close();
                self.heading = Some(level as u8);
            }
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock => self.close(),
            Tag::List(start) => {
                self.close();
                self.lists.push(start);
            }
            Tag::Item => {
                self.close();
                self.begun.push(false);
            }
            Tag::TableHead => {
                self.close();
                self.in_head = true;
            }
            Tag::FootnoteDefinition(label) => {
                self.close();
                self.note = Some(label.to_string());
            }
            Tag::Strong => self.look.bold = true,
            Tag::Emphasis => self.look.italic = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.close();
                self.heading = None;
            }
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock => self.close(),
            TagEnd::Item => {
                self.close();
                self.begun.pop();
            }
            TagEnd::List(_) => {
                self.close();
                self.lists.pop();
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.paragraph).finish(Style::default());
                let before: usize = self.cells.iter().map(|c| c.chars().count() + 1).sum();
                self.calls.extend(cell.calls.into_iter().map(|(at, key)| (before + at, key)));
                self.cells.push(cell.text);
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let mut row = Piece::row(std::mem::take(&mut self.cells), self.in_head);
                row.calls = std::mem::take(&mut self.calls);
                self.in_head = false;
                if row.cells.iter().any(|c| !c.is_empty()) {
                    self.pieces.push(row);
                }
            }
            TagEnd::FootnoteDefinition => {
                self.close();
                self.note = None;
            }
            TagEnd::Strong => self.look.bold = false,
            TagEnd::Emphasis => self.look.italic = false,
            _ => {}
        }
    }

    /// Ends the paragraph being written.
    fn close(&mut self) {
        if self.paragraph.is_empty() {
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        if let Some(label) = &self.note {
            let piece = paragraph.finish(Style::default());
            match self.notes.get_mut(label) {
                Some(note) => note.text = format!("{} {}", note.text, piece.text),
                None => {
                    self.notes.insert(label.clone(), piece);
                }
            }
            return;
        }
        let level = u8::try_from(self.lists.len()).unwrap_or(u8::MAX);
        let hint = match (self.heading, self.begun.last_mut()) {
            (Some(level), _) => Hint::Heading(level),
            (None, Some(begun)) => {
                if std::mem::replace(begun, true) {
                    Hint::ItemContinued(level)
                } else {
                    Hint::Item(level)
                }
            }
            (None, None) => Hint::Text,
        };
        let mut number = None;
        if matches!(hint, Hint::Item(_))
            && let Some(Some(next)) = self.lists.last_mut()
        {
            number = Some(format!("{next}."));
            *next += 1;
        }
        for (i, mut piece) in paragraph.finish_lines(Style::default()).into_iter().enumerate() {
            piece.hint = hint.clone();
            if i == 0
                && let Some(number) = &number
            {
                piece.prefix(number);
            }
            self.pieces.push(piece);
        }
    }
}

/// Each note behind the piece that calls it, marked by the order of the calls.
fn place_notes(pieces: Vec<Piece>, mut notes: BTreeMap<String, Piece>, called: &[String]) -> Vec<Piece> {
    let mut out = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let keys: Vec<String> = piece.calls.iter().map(|(_, key)| key.clone()).collect();
        out.push(piece);
        for key in keys {
            let Some(mut note) = notes.remove(&key) else { continue };
            let rank = called.iter().position(|k| *k == key).map_or(0, |i| i + 1);
            note.hint = Hint::Note;
            note.prefix(&rank.to_string());
            note.mark = Some(rank.to_string());
            note.note = Some(key);
            out.push(note);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_markdown_text() {
        let text = "# Circulaire\n\n## I. Cadre\n\nLe texte[^a] dit :\n\n- un ;\n- deux\n  - deux bis\n\n1. premier\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^a]: La note.\n";
        let got: Vec<_> = read(text).flow.pieces.into_iter().map(|p| (p.hint, p.text)).collect();
        let want = [
            (Hint::Title, "Circulaire"),
            (Hint::Heading(1), "I. Cadre"),
            (Hint::Text, "Le texte dit :"),
            (Hint::Note, "1 La note."),
            (Hint::Item(1), "un ;"),
            (Hint::Item(1), "deux"),
            (Hint::Item(2), "deux bis"),
            (Hint::Item(1), "1. premier"),
            (Hint::HeaderRow, "A\tB"),
            (Hint::Row, "1\t2"),
        ];
        assert_eq!(got, want.map(|(h, t)| (h, t.to_owned())));
    }
}
