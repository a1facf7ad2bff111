//! What a reader hands to layout: the glyphs of a page in the order drawn.

use glose_model::{Rect, TextLayer};

use super::{Rule, page};

/// What a glyph says: nothing, one character, or a string of a table kept by the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Text(u32);

impl Text {
    /// Nothing.
    pub(crate) const NONE: Self = Self(0);
    /// A sign of which the file does not say what it means.
    pub(crate) const UNKNOWN: Self = Self(0xfffd);
    /// A space.
    pub(crate) const SPACE: Self = Self(0x20);
    const STRING: u32 = 1 << 31;

    /// One character.
    pub(crate) fn char(c: char) -> Self {
        Self(u32::from(c))
    }

    /// The string number `at`.
    pub(crate) fn string(at: u32) -> Self {
        Self(at | Self::STRING)
    }

    /// The character, if it is one.
    pub(crate) fn as_char(self) -> Option<char> {
        if self.0 == 0 { None } else { char::from_u32(self.0) }
    }

    /// The number of the string, if it is one.
    pub(crate) fn as_string(self) -> Option<usize> {
        (self.0 & Self::STRING != 0).then_some((self.0 & !Self::STRING) as usize)
    }
}

/// One glyph. Its place is given in the frame of its direction: `x` along the baseline, `y` across
/// it, downwards; for upright text that is the page as displayed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    /// Where it begins.
    pub(crate) x0: f32,
    /// Where its advance ends.
    pub(crate) x1: f32,
    /// Its baseline.
    pub(crate) y: f32,
    /// Type size, points.
    pub(crate) size: f32,
    /// What it says.
    pub(crate) text: Text,
    /// Element of the structure tree plus one, 0 for none.
    pub(crate) element: u32,
    /// Its font: index of `Glyphs::fonts`.
    pub(crate) font: u16,
    /// Its direction: index of `GlyphPage::directions`, 0 for upright.
    pub(crate) direction: u8,
    /// `HIDDEN`, `ARTIFACT`, `BOLD`, `SLANTED`.
    pub(crate) flags: u8,
}

/// Drawn in no colour.
pub(crate) const HIDDEN: u8 = 1;
/// Marked as not being content.
pub(crate) const ARTIFACT: u8 = 2;
/// Made bold by the way it is drawn.
pub(crate) const BOLD: u8 = 4;
/// Made oblique by the way it is drawn.
pub(crate) const SLANTED: u8 = 8;

/// Looks of a font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FontLook {
    /// Bold, black, heavy, semi-bold.
    pub(crate) bold: bool,
    /// Italic or oblique.
    pub(crate) italic: bool,
    /// Every letter of the same width.
    pub(crate) mono: bool,
    /// Small capitals.
    pub(crate) small_caps: bool,
}

/// A picture on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Picture {
    /// Where it stands, points.
    pub(crate) bbox: Rect,
    /// Its dots an inch, the fewer of both ways.
    pub(crate) dots: f32,
}

/// The glyphs of one page.
#[derive(Clone, Debug)]
pub(crate) struct GlyphPage {
    /// 1-based.
    pub(crate) number: u32,
    /// Points, as displayed.
    pub(crate) width: f32,
    /// Points, as displayed.
    pub(crate) height: f32,
    /// Degrees clockwise.
    pub(crate) rotation: u16,
    /// Where the text comes from.
    pub(crate) text_layer: TextLayer,
    /// In the order drawn.
    pub(crate) glyphs: Vec<Glyph>,
    /// Unit vectors of the directions of text; the first is `[1, 0]`.
    pub(crate) directions: Vec<[f32; 2]>,
    /// Rules and filled areas.
    pub(crate) rules: Vec<Rule>,
    /// Pictures drawn on it.
    pub(crate) pictures: Vec<Picture>,
}

/// What glyphs of a document point to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyphs<'a> {
    /// Looks of its fonts.
    pub(crate) fonts: &'a [FontLook],
    /// Strings of glyphs that say more than one character.
    pub(crate) strings: &'a [Box<str>],
}

impl Glyphs<'_> {
    /// Appends what a glyph says.
    pub(crate) fn push(&self, text: Text, out: &mut String) {
        if let Some(c) = text.as_char() {
            out.push(c);
        } else if let Some(at) = text.as_string() {
            out.push_str(self.strings.get(at).map_or("", |s| s));
        }
    }

    /// The last character that a glyph says.
    pub(crate) fn last(&self, text: Text) -> Option<char> {
        match text.as_string() {
            Some(at) => self.strings.get(at)?.chars().next_back(),
            None => text.as_char(),
        }
    }

    /// Look of a font.
    pub(crate) fn look(&self, font: u16) -> FontLook {
        self.fonts.get(usize::from(font)).copied().unwrap_or_default()
    }
}

impl GlyphPage {
    /// An empty page.
    pub(crate) fn new(number: u32, width: f32, height: f32, rotation: u16) -> Self {
        Self {
            number,
            width,
            height,
            rotation,
            text_layer: TextLayer::Native,
            glyphs: Vec::new(),
            directions: vec![[1.0, 0.0]],
            rules: Vec::new(),
            pictures: Vec::new(),
        }
    }

    /// The page without its glyphs.
    pub(crate) fn without_glyphs(&self) -> Self {
        Self {
            text_layer: self.text_layer,
            rules: self.rules.clone(),
            pictures: self.pictures.clone(),
            ..Self::new(self.number, self.width, self.height, self.rotation)
        }
    }

    /// The page without its glyphs, with the lines made of them.
    pub(super) fn with_lines(self, lines: Vec<page::Line>) -> page::Page {
        page::Page {
            number: self.number,
            width: self.width,
            height: self.height,
            rotation: self.rotation,
            text_layer: self.text_layer,
            lines,
            rules: self.rules,
        }
    }
}
