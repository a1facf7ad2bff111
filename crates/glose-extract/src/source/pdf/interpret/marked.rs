//! Marked content: what is hidden, an artifact, part of the structure, or says something else than
//! is drawn.

use hayro_syntax::object::{Dict, FromBytes as _, String as PdfString};

use super::{Interpreter, MAX_STACK, Resources, name_back, unescaped};
use crate::layout::{Glyph, Text};
use crate::source::pdf::encoding;
use crate::source::pdf::font_style::FontStyle;
use crate::source::pdf::lexer::{Lexer, Operand};
use crate::source::pdf::strings;

/// A level of marked content.
#[derive(Clone, Debug, Default)]
pub(super) struct Marked {
    pub(super) element: u32,
    pub(super) artifact: bool,
    pub(super) hidden: bool,
    /// Replacement text, and the first glyph that it replaces.
    pub(super) actual: Option<(Text, usize)>,
}

impl<'a> Interpreter<'a, '_> {
    pub(super) fn begin_marked(&mut self, lexer: &Lexer<'_>, resources: &Resources<'a>) {
        let tag = name_back(lexer, 1).unwrap_or_default();
        let mut level = Marked { actual: None, ..self.mark.clone() };
        level.artifact |= tag == b"Artifact";
        match lexer.operands.last() {
            Some(Operand::Dict(data)) => {
                if let Some(dict) = Dict::from_bytes(data) {
                    self.properties(&dict, &mut level);
                }
            }
            Some(Operand::Name(name)) => {
                if tag == b"OC" {
                    level.hidden |= self.shared.layers.hides(&resources.properties, unescaped(name));
                } else if let Some(dict) = resources.properties.get::<Dict<'a>>(unescaped(name)) {
                    self.properties(&dict, &mut level);
                }
            }
            _ => {}
        }
        self.push_marked(level);
    }

    fn properties(&mut self, dict: &Dict<'_>, level: &mut Marked) {
        if let (Some(page), Some(mark)) = (self.page_id, dict.get::<u32>("MCID"))
            && let Some(element) = self.shared.marks.element(page, mark)
        {
            level.element = element + 1;
        }
        if let Some(actual) = dict.get::<PdfString<'_>>("ActualText") {
            let text = self.shared.strings.text(&strings::text(actual.as_bytes()));
            let text = encoding::clean(text, &FontStyle::default(), &mut self.shared.strings);
            level.actual = Some((text, self.page.glyphs.len()));
        }
    }

    pub(super) fn push_marked(&mut self, level: Marked) {
        if self.marked.len() < MAX_STACK {
            self.marked.push(std::mem::replace(&mut self.mark, level));
        } else {
            self.beyond += 1;
        }
    }

    pub(super) fn end_marked(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some(before) = self.marked.pop() else { return };
        let level = std::mem::replace(&mut self.mark, before);
        if let Some((text, from)) = level.actual {
            self.replace(text, from);
        }
    }

    /// Puts `/ActualText` in the place of the glyphs drawn since, where they stand on one line.
    fn replace(&mut self, text: Text, from: usize) {
        let Some(glyphs) = self.page.glyphs.get(from..) else { return };
        let Some(first) = glyphs.first().copied() else { return };
        let one_line = glyphs.iter().all(|g| g.direction == first.direction && (g.y - first.y).abs() < first.size);
        if !one_line {
            return;
        }
        let (x0, x1) = glyphs.iter().fold((f32::MAX, f32::MIN), |(a, b), g| (a.min(g.x0), b.max(g.x1)));
        self.page.glyphs.truncate(from);
        if text != Text::NONE {
            self.page.glyphs.push(Glyph { x0, x1, text, ..first });
        }
    }
}
