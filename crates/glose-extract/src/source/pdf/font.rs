//! Fonts as far as text needs them: for each code its characters and its width.
//!
//! Font programs are opened only where the dictionary does not say enough: decoding and parsing
//! them costs more than a page.

use hayro_font::hayro_cmap::{self, BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use rustc_hash::FxHashMap;

use super::decode::{self, Budget};
use super::encoding::{self, Names};
use super::font_style::{self, FontStyle};
use super::sfnt;
use crate::layout::Text;

/// Largest CID or code that tables are kept for.
const MAX_CODE: u32 = 0xffff;

/// A code of a font.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coded {
    /// What it says.
    pub(super) text: Text,
    /// Its advance, in ems.
    pub(super) width: f32,
}

/// A font of a document.
#[derive(Debug)]
pub(super) struct Font {
    /// What it looks like.
    pub(super) style: FontStyle,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Simple(Box<[Coded; 256]>),
    Composite(Box<Composite>),
}

#[derive(Debug)]
struct Composite {
    /// `None` for the identity: two bytes are one CID.
    encoding: Option<CMap>,
    to_unicode: ToUnicode,
    widths: Vec<f32>,
    default_width: f32,
    /// Glyph to character, of an embedded font whose file says nothing better.
    reverse: Option<FxHashMap<u16, char>>,
    cid_to_gid: Option<Vec<u8>>,
    known: Vec<Option<Coded>>,
}

#[derive(Debug)]
pub(super) enum ToUnicode {
    None,
    Identity,
    Map(Box<CMap>),
}

/// Strings that glyphs stand for when it is not one character: ligatures, `/ActualText`.
#[derive(Debug, Default)]
pub(super) struct Strings {
    pub(super) all: Vec<Box<str>>,
    index: FxHashMap<Box<str>, u32>,
}

impl Strings {
    /// The text of `string`, kept once.
    pub(super) fn text(&mut self, string: &str) -> Text {
        let mut chars = string.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Text::NONE,
            (Some(c), None) => Text::char(c),
            _ => {
                if let Some(at) = self.index.get(string) {
                    return Text::string(*at);
                }
                let at = u32::try_from(self.all.len()).unwrap_or(0);
                self.all.push(string.into());
                self.index.insert(string.into(), at);
                Text::string(at)
            }
        }
    }
}

impl ToUnicode {
    fn read(dict: &Dict<'_>, budget: &Budget) -> Self {
        match dict.get::<Object<'_>>("ToUnicode") {
            Some(Object::Stream(stream)) => decode::decode(&stream, budget)
                .and_then(|data| CMap::parse(&data, hayro_cmap::load_embedded))
                .map_or(Self::None, |map| Self::Map(Box::new(map))),
            Some(Object::Name(name)) if name.as_str().starts_with("Identity") => Self::Identity,
            _ => Self::None,
        }
    }

    /// What `code` says, unless it is nothing that can be read.
    fn get(&self, code: u32, strings: &mut Strings) -> Option<Text> {
        match self {
            Self::None => None,
            Self::Identity => char::from_u32(code).filter(|c| readable(*c)).map(Text::char),
            Self::Map(map) => match map.lookup_bf_string(code)? {
                BfString::Char(c) => readable(c).then(|| Text::char(c)),
                BfString::String(s) => s.chars().all(readable).then(|| strings.text(&s)),
            },
        }
    }

    /// What `code` says, in the private areas too, where symbol fonts keep their signs.
    fn get_private(&self, code: u32) -> Option<Text> {
        match self {
            Self::Map(map) => match map.lookup_bf_string(code)? {
                BfString::Char(c) if encoding::is_private(c) => Some(Text::char(c)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether a map that leads to `c` says something.
fn readable(c: char) -> bool {
    !(c < ' ' && c != '\t' || c == '\u{fffd}' || ('\u{7f}'..'\u{a0}').contains(&c) || encoding::is_private(c))
}

impl Font {
    /// The font of a dictionary; any dictionary gives one.
    pub(super) fn read(dict: &Dict<'_>, budget: &Budget, strings: &mut Strings) -> Self {
        let subtype = dict.get::<Name<'_>>("Subtype");
        if subtype.as_ref().is_some_and(|s| s.as_str() == "Type0") {
            return Self::composite(dict, budget);
        }
        Self::simple(dict, subtype.as_ref().is_some_and(|s| s.as_str() == "Type3"), budget, strings)
    }

    fn simple(dict: &Dict<'_>, type3: bool, budget: &Budget, strings: &mut Strings) -> Self {
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_owned()).unwrap_or_default();
        let style = font_style::style(&name, &descriptor);
        let unit = if type3 {
            dict.get::<[f32; 6]>("FontMatrix").map_or(0.001, |m| if m[0] == 0.0 { m[1].abs() } else { m[0].abs() })
        } else {
            0.001
        };
        let first = dict.get::<i32>("FirstChar").unwrap_or(0).clamp(0, 255) as usize;
        let widths: Vec<f32> =
            dict.get::<Array<'_>>("Widths").map(|a| a.iter::<f32>().take(256 - first).collect()).unwrap_or_default();
        let missing = descriptor.get::<f32>("MissingWidth").unwrap_or(0.0);
        let to_unicode = ToUnicode::read(dict, budget);
        let names = Names::read(dict, &descriptor, &style);
        let mut program: Option<Option<encoding::Program<'_>>> = None;
        let mut table = [Coded { text: Text::NONE, width: 0.0 }; 256];
        for (code, slot) in table.iter_mut().enumerate() {
            let declared = code >= first && code < first + widths.len();
            let code32 = code as u32;
            let mut text = to_unicode.get(code32, strings).or_else(|| names.text(code as u8, strings));
            if text.is_none() && (declared || widths.is_empty() && code >= 32) {
                let program = program.get_or_insert_with(|| encoding::Program::open(dict, &descriptor, budget));
                text = program
                    .as_ref()
                    .and_then(|p| p.text(code as u8, strings))
                    .or_else(|| to_unicode.get_private(code32));
            }
            slot.text =
                text.unwrap_or(if style.dingbats && code > 32 { Text::char('\u{2022}') } else { Text::UNKNOWN });
            slot.width = if declared {
                widths.get(code - first).copied().unwrap_or(missing) * unit
            } else if widths.is_empty() && !type3 {
                let program = program.get_or_insert_with(|| encoding::Program::open(dict, &descriptor, budget));
                program.as_ref().map_or(0.5, |p| p.width(code as u8))
            } else {
                missing * unit
            };
        }
        Self { style, kind: Kind::Simple(Box::new(table)) }
    }

    fn composite(dict: &Dict<'_>, budget: &Budget) -> Self {
        let descendant =
            dict.get::<Array<'_>>("DescendantFonts").and_then(|a| a.iter::<Dict<'_>>().next()).unwrap_or_default();
        let descriptor = descendant.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        let name = dict.get::<Name<'_>>("BaseFont").map(|n| n.as_str().to_owned()).unwrap_or_default();
        let encoding = match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Stream(stream)) => {
                decode::decode(&stream, budget).and_then(|data| CMap::parse(&data, hayro_cmap::load_embedded))
            }
            Some(Object::Name(name)) if !name.as_str().starts_with("Identity") => {
                hayro_cmap::load_embedded(hayro_cmap::CMapName::from_bytes(name.as_ref()))
                    .and_then(|data| CMap::parse(data, hayro_cmap::load_embedded))
            }
            _ => None,
        };
        let to_unicode = ToUnicode::read(dict, budget);
        let reverse = match &to_unicode {
            ToUnicode::None => sfnt_program(&descriptor, budget).and_then(|data| sfnt::glyph_characters(&data)),
            _ => None,
        };
        let cid_to_gid = match (&reverse, descendant.get::<Object<'_>>("CIDToGIDMap")) {
            (Some(_), Some(Object::Stream(stream))) => {
                decode::decode(&stream, budget).map(std::borrow::Cow::into_owned)
            }
            _ => None,
        };
        Self {
            style: font_style::style(&name, &descriptor),
            kind: Kind::Composite(Box::new(Composite {
                encoding,
                to_unicode,
                widths: descendant.get::<Array<'_>>("W").map(|a| cid_widths(&a)).unwrap_or_default(),
                default_width: descendant.get::<f32>("DW").unwrap_or(1000.0) * 0.001,
                reverse,
                cid_to_gid,
                known: Vec::new(),
            })),
        }
    }

    /// Whether codes are of more than one byte (word spacing does not apply to them).
    pub(super) fn is_composite(&self) -> bool {
        matches!(self.kind, Kind::Composite(_))
    }

    /// The code at the start of `bytes`, which are not empty, and how many of them it takes.
    pub(super) fn next(&mut self, bytes: &[u8], strings: &mut Strings) -> (Coded, usize) {
        match &mut self.kind {
            Kind::Simple(table) => {
                let code = bytes.first().copied().unwrap_or(0);
                (table[usize::from(code)], 1)
            }
            Kind::Composite(font) => font.next(bytes, &self.style, strings),
        }
    }
}

impl Composite {
    fn next(&mut self, bytes: &[u8], style: &FontStyle, strings: &mut Strings) -> (Coded, usize) {
        let (code, length, cid) = self.code(bytes);
        if code <= MAX_CODE && length == 2 {
            let slot = code as usize;
            if let Some(Some(known)) = self.known.get(slot) {
                return (*known, length);
            }
            let coded = self.look_up(code, cid, style, strings);
            if self.known.len() <= slot {
                self.known.resize(slot + 1, None);
            }
            if let Some(place) = self.known.get_mut(slot) {
                *place = Some(coded);
            }
            return (coded, length);
        }
        (self.look_up(code, cid, style, strings), length)
    }

    /// Code, its length, its CID.
    fn code(&self, bytes: &[u8]) -> (u32, usize, u32) {
        match &self.encoding {
            None => match bytes {
                [high, low, ..] => {
                    let code = u32::from(*high) << 8 | u32::from(*low);
                    (code, 2, code)
                }
                _ => (0, bytes.len().max(1), 0),
            },
            Some(map) => {
                let mut code = 0;
                for (n, byte) in bytes.iter().take(4).enumerate() {
                    code = code << 8 | u32::from(*byte);
                    if let Some(cid) = map.lookup_cid_code(code, n as u8 + 1) {
                        return (code, n + 1, cid);
                    }
                }
                (0, bytes.len().clamp(1, 2), 0)
            }
        }
    }

    fn look_up(&self, code: u32, cid: u32, style: &FontStyle, strings: &mut Strings) -> Coded {
        let text = self
            .to_unicode
            .get(code, strings)
            .or_else(|| self.of_program(cid))
            .or_else(|| self.to_unicode.get_private(code))
            .unwrap_or(Text::UNKNOWN);
        let width = self.widths.get(cid as usize).copied().filter(|w| !w.is_nan()).unwrap_or(self.default_width);
        Coded { text: encoding::clean(text, style, strings), width }
    }

    fn of_program(&self, cid: u32) -> Option<Text> {
        let glyph = match &self.cid_to_gid {
            Some(map) => {
                let at = cid as usize * 2;
                u16::from_be_bytes([*map.get(at)?, *map.get(at + 1)?])
            }
            None => u16::try_from(cid).ok()?,
        };
        self.reverse.as_ref()?.get(&glyph).map(|c| Text::char(*c))
    }
}

/// `/W`: `c [w w w]` or `first last w` (ISO 32000-1, 9.7.4.3), in ems; NaN where nothing is said.
fn cid_widths(array: &Array<'_>) -> Vec<f32> {
    let mut out: Vec<f32> = Vec::new();
    let mut set = |cid: u32, width: f32| {
        if cid <= MAX_CODE {
            if out.len() <= cid as usize {
                out.resize(cid as usize + 1, f32::NAN);
            }
            if let Some(slot) = out.get_mut(cid as usize) {
                *slot = width * 0.001;
            }
        }
    };
    let mut pending: Vec<f32> = Vec::with_capacity(2);
    for item in array.iter::<Object<'_>>() {
        match item {
            Object::Number(n) => {
                pending.push(n.as_f32());
                if let [first, last, width] = pending[..] {
                    let (first, last) = (first.max(0.0) as u32, (last.max(0.0) as u32).min(MAX_CODE));
                    for cid in first..=last {
                        set(cid, width);
                    }
                    pending.clear();
                }
            }
            Object::Array(widths) => {
                if let Some(first) = pending.last().map(|f| f.max(0.0) as u32) {
                    for (i, width) in widths.iter::<f32>().take(MAX_CODE as usize).enumerate() {
                        set(first.saturating_add(i as u32), width);
                    }
                }
                pending.clear();
            }
            _ => pending.clear(),
        }
    }
    out
}

/// The bytes of an embedded TrueType or OpenType font.
fn sfnt_program<'a>(descriptor: &Dict<'a>, budget: &Budget) -> Option<std::borrow::Cow<'a, [u8]>> {
    let stream = descriptor.get::<Stream<'_>>("FontFile2").or_else(|| descriptor.get::<Stream<'_>>("FontFile3"))?;
    decode::decode(&stream, budget)
}
