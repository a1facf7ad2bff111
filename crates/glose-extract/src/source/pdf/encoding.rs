//! From codes of simple fonts to characters: glyph names, the encodings of the PDF standard, and
//! as a last resort what the font program itself says.

use std::sync::Arc;

use hayro_font::hayro_cmap::{self, BfString};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};
use hayro_syntax::object::{Array, Dict, FromBytes as _, Name, Object, Stream};

use super::decode::{self, Budget};
use super::font::Strings;
use super::font_style::FontStyle;
use crate::layout::Text;

/// Whether `c` is in a private area of Unicode.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// A text as it is kept: every space a plain one, ligatures opened, signs of symbol fonts made
/// what they look like, invisible characters gone.
pub(super) fn clean(text: Text, style: &FontStyle, strings: &mut Strings) -> Text {
    let Some(c) = text.as_char() else {
        let Some(at) = text.as_string() else { return text };
        let string = strings.all.get(at).cloned().unwrap_or_default();
        if string.chars().all(|c| c.is_ascii_graphic() || c.is_alphabetic()) && !string.chars().any(is_ligature) {
            return text;
        }
        return clean_string(&string, strings);
    };
    match c {
        ' '..='~' => text,
        '\u{a0}' | '\t' | '\n' | '\r' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => Text::SPACE,
        '\0'..='\u{1f}'
        | '\u{7f}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}' => Text::NONE,
        '\u{2010}' | '\u{2011}' => Text::char('-'),
        _ if is_ligature(c) => clean_string(c.encode_utf8(&mut [0; 4]), strings),
        _ if is_private(c) => Text::char(private(c, style)),
        _ => text,
    }
}

fn is_ligature(c: char) -> bool {
    ('\u{fb00}'..='\u{fb06}').contains(&c)
}

fn clean_string(string: &str, strings: &mut Strings) -> Text {
    let mut out = String::with_capacity(string.len());
    for c in string.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            _ => out.extend(clean(Text::char(c), &FontStyle::default(), strings).as_char()),
        }
    }
    strings.text(&out)
}

/// What a sign of a private area looks like. Symbol fonts keep theirs at U+F000 and the code.
fn private(c: char, style: &FontStyle) -> char {
    let code = u32::from(c);
    let low = (0xf020..=0xf0ff).contains(&code).then(|| (code - 0xf000) as u8);
    match low {
        // Symbol and Wingdings agree on these.
        Some(0xb7 | 0x6c | 0x6e | 0xa7 | 0xa8 | 0x76 | 0x71 | 0x77) => '•',
        Some(0x2d) => '–',
        Some(0xbe) => '—',
        Some(0xe0 | 0xe8 | 0xf0 | 0xae) => '→',
        Some(0xd8) => '➢',
        Some(0xfc) => '✓',
        Some(0xb0) => '°',
        Some(0x20) => ' ',
        _ if style.dingbats => '•',
        // A text font without a better map: the code is the letter.
        Some(low) => {
            let bytes = [low];
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().next().unwrap_or('•')
        }
        None => '•',
    }
}

/// What the dictionary of a font says about its codes.
pub(super) struct Names {
    base: Base,
    /// Text of each code that `/Differences` names.
    named: Vec<(u8, BfString)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    WinAnsi,
    MacRoman,
    Standard,
    /// Only the font program knows.
    BuiltIn,
}

impl Names {
    /// The encoding of a font dictionary.
    pub(super) fn read(dict: &Dict<'_>, descriptor: &Dict<'_>, style: &FontStyle) -> Self {
        let embedded = ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| descriptor.contains_key(key));
        let symbolic = descriptor.get::<u32>("Flags").is_some_and(|f| f & 4 != 0 && f & 32 == 0);
        let implied = if embedded || style.dingbats || symbolic { Base::BuiltIn } else { Base::Standard };
        match dict.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => Self { base: base(&name).unwrap_or(implied), named: Vec::new() },
            Some(Object::Dict(encoding)) => Self {
                base: encoding.get::<Name<'_>>("BaseEncoding").and_then(|n| base(&n)).unwrap_or(implied),
                named: encoding.get::<Array<'_>>("Differences").map(|a| differences(&a)).unwrap_or_default(),
            },
            _ => Self { base: implied, named: Vec::new() },
        }
    }

    /// What `code` says; `None` where only the font program knows.
    pub(super) fn text(&self, code: u8, strings: &mut Strings) -> Option<Text> {
        if let Ok(at) = self.named.binary_search_by_key(&code, |(c, _)| *c)
            && let Some((_, text)) = self.named.get(at)
        {
            return match text {
                BfString::Char(c) => Some(Text::char(*c)),
                BfString::String(s) => Some(strings.text(s)),
            };
        }
        let encoding = match self.base {
            Base::BuiltIn => return None,
            // Standard and Latin-1 agree on ASCII but for the quotes.
            Base::Standard if code == b'\'' => return Some(Text::char('’')),
            Base::Standard if code == b'`' => return Some(Text::char('‘')),
            Base::Standard if code >= 0x7f => return standard(code).map(Text::char),
            Base::Standard | Base::WinAnsi => encoding_rs::WINDOWS_1252,
            Base::MacRoman => encoding_rs::MACINTOSH,
        };
        if code < 32 || code == 127 {
            return None;
        }
        let bytes = [code];
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        let c = text.chars().next()?;
        // Codes that WinAnsi leaves free stand for a bullet (ISO 32000-1, annex D, note 3).
        Some(Text::char(if ('\u{80}'..'\u{a0}').contains(&c) { '•' } else { c }))
    }
}

fn base(name: &Name<'_>) -> Option<Base> {
    match name.as_str() {
        "WinAnsiEncoding" => Some(Base::WinAnsi),
        "MacRomanEncoding" => Some(Base::MacRoman),
        "StandardEncoding" => Some(Base::Standard),
        _ => None,
    }
}

/// The upper half of StandardEncoding (ISO 32000-1, annex D.2).
fn standard(code: u8) -> Option<char> {
    const UPPER: [(u8, char); 50] = [
        (0xa1, '¡'),
        (0xa2, '¢'),
        (0xa3, '£'),
        (0xa4, '⁄'),
        (0xa5, '¥'),
        (0xa6, 'ƒ'),
        (0xa7, '§'),
        (0xa8, '¤'),
        (0xa9, '\''),
        (0xaa, '“'),
        (0xab, '«'),
        (0xac, '‹'),
        (0xad, '›'),
        (0xae, 'ﬁ'),
        (0xaf, 'ﬂ'),
        (0xb1, '–'),
        (0xb2, '†'),
        (0xb3, '‡'),
        (0xb4, '·'),
        (0xb6, '¶'),
        (0xb7, '•'),
        (0xb8, '‚'),
        (0xb9, '„'),
        (0xba, '”'),
        (0xbb, '»'),
        (0xbc, '…'),
        (0xbd, '‰'),
        (0xbf, '¿'),
        (0xc1, '`'),
        (0xc2, '´'),
        (0xc3, 'ˆ'),
        (0xc4, '˜'),
        (0xc5, '¯'),
        (0xc6, '˘'),
        (0xc7, '˙'),
        (0xc8, '¨'),
        (0xca, '˚'),
        (0xcb, '¸'),
        (0xcd, '˝'),
        (0xce, '˛'),
        (0xcf, 'ˇ'),
        (0xd0, '—'),
        (0xe1, 'Æ'),
        (0xe3, 'ª'),
        (0xe9, 'Ø'),
        (0xea, 'Œ'),
        (0xf1, 'æ'),
        (0xf5, 'ı'),
        (0xf9, 'ø'),
        (0xfa, 'œ'),
    ];
    UPPER.binary_search_by_key(&code, |(c, _)| *c).ok().and_then(|at| UPPER.get(at)).map(|(_, c)| *c)
}

/// Text of the names of a `/Differences` array, by code.
fn differences(array: &Array<'_>) -> Vec<(u8, BfString)> {
    let mut names: Vec<(u8, String)> = Vec::new();
    let mut code = 0_i64;
    for item in array.iter::<Object<'_>>() {
        match item {
            Object::Number(n) => code = n.as_i64(),
            Object::Name(name) => {
                if let Ok(code) = u8::try_from(code) {
                    names.push((code, name.as_str().to_owned()));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    // A later entry for a code replaces an earlier one.
    names.reverse();
    names.sort_by_key(|(code, _)| *code);
    names.dedup_by_key(|(code, _)| *code);
    characters(&names)
}

/// What glyph names stand for. `hayro-font` knows the Adobe glyph list and TeX's names, but only
/// through a font: a Type 3 font without glyphs is one that says names and nothing else.
fn characters(names: &[(u8, String)]) -> Vec<(u8, BfString)> {
    use std::fmt::Write as _;
    let mut source = String::from("<</Type/Font/Subtype/Type3/Encoding<</Differences[");
    for (code, name) in names {
        let plain = plain_name(name);
        if !plain.is_empty() && plain.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.') {
            let _ = write!(source, "{code}/{plain} ");
        }
    }
    source.push_str("]>>>>");
    let cache = FontCache::new();
    let font = Dict::from_bytes(source.as_bytes()).and_then(|d| cache.font(&d, &no_fonts(), &cmaps()));
    names
        .iter()
        .filter_map(|(code, name)| {
            let text = font.as_ref().and_then(|f| unicode(f, u32::from(*code))).or_else(|| numbered(name))?;
            Some((*code, text))
        })
        .collect()
}

/// A glyph name without what tells a variant: `a.sc`, `Asmall`, `oneoldstyle`.
fn plain_name(name: &str) -> String {
    let base = name.split('.').next().unwrap_or_default();
    if let Some(capital) = base.strip_suffix("small")
        && !capital.is_empty()
        && !matches!(capital, "ampersand" | "exclam" | "question" | "exclamdown" | "questiondown" | "dollar")
    {
        // The small capital of a letter stands for the small letter that was typed.
        let mut chars = capital.chars();
        return chars
            .next()
            .map(|c| c.to_lowercase().chain(chars.flat_map(char::to_lowercase)).collect())
            .unwrap_or_default();
    }
    for suffix in ["oldstyle", "superior", "inferior", "small"] {
        if let Some(plain) = base.strip_suffix(suffix)
            && !plain.is_empty()
        {
            return plain.to_owned();
        }
    }
    base.to_owned()
}

/// Names made by programs that know the code only: `c233`, `a233`, `char233`, `ch233`, `G65`.
fn numbered(name: &str) -> Option<BfString> {
    let digits = name.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let prefix = name.get(..name.len() - digits.len())?;
    if !matches!(prefix, "c" | "a" | "char" | "ch" | "C" | "G" | "g" | "cid") || digits.len() < 2 {
        return None;
    }
    let code = digits.parse::<u8>().ok().filter(|c| *c >= 32)?;
    let bytes = [code];
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.chars().next().map(BfString::Char)
}

/// A font program, opened by `hayro-font`.
pub(super) struct Program<'a>(Font<'a>);

impl<'a> Program<'a> {
    /// The program of a font dictionary, or the standard font that stands in for it.
    pub(super) fn open(dict: &Dict<'a>, descriptor: &Dict<'a>, budget: &Budget) -> Option<Self> {
        for key in ["FontFile", "FontFile2", "FontFile3"] {
            if let Some(stream) = descriptor.get::<Stream<'_>>(key) {
                // `hayro-font` decodes it itself, without a limit.
                decode::decode(&stream, budget)?;
            }
        }
        FontCache::new().font(dict, &standard_fonts(), &cmaps()).map(Self)
    }

    /// What `code` says.
    pub(super) fn text(&self, code: u8, strings: &mut Strings) -> Option<Text> {
        match unicode(&self.0, u32::from(code))? {
            BfString::Char('\0') => None,
            BfString::Char(c) => Some(Text::char(c)),
            BfString::String(s) => Some(strings.text(&s)),
        }
    }

    /// Advance of `code`, in ems.
    pub(super) fn width(&self, code: u8) -> f32 {
        (self.0.code_advance(u32::from(code)).x * 0.001) as f32
    }
}

fn unicode(font: &Font<'_>, code: u32) -> Option<BfString> {
    match font.glyph(font.map_code(code), code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    }
}

fn no_fonts() -> FontResolverFn {
    Arc::new(|_| None)
}

fn standard_fonts() -> FontResolverFn {
    Arc::new(|query| match query {
        FontQuery::Standard(font) => Some(font.get_font_data()),
        FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
    })
}

fn cmaps() -> CMapResolverFn {
    Arc::new(hayro_cmap::load_embedded)
}
