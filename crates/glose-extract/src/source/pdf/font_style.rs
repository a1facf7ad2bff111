//! What a font looks like, from its name and its descriptor.

use hayro_syntax::object::Dict;
use hayro_syntax::object::dict::keys::{FLAGS, FONT_WEIGHT, ITALIC_ANGLE, STEM_V};

/// Looks of a font.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FontStyle {
    /// Bold, black, heavy, semi-bold.
    pub(crate) bold: bool,
    /// Italic or oblique.
    pub(crate) italic: bool,
    /// Every letter of the same width.
    pub(crate) mono: bool,
    /// Small capitals.
    pub(crate) small_caps: bool,
    /// A font of signs (Symbol, Wingdings…), in which letters stand for pictures.
    pub(crate) dingbats: bool,
}

/// Bits of `/Flags` (ISO 32000-1, table 123).
const FIXED_PITCH: u32 = 1;
const ITALIC: u32 = 1 << 6;
const SMALL_CAP: u32 = 1 << 17;
const FORCE_BOLD: u32 = 1 << 18;

/// The style of the font called `name` (subset prefix or not).
pub(super) fn style(name: &str, descriptor: &Dict<'_>) -> FontStyle {
    let mut style = from_name(name);
    let flags = descriptor.get::<u32>(FLAGS).unwrap_or(0);
    style.mono |= flags & FIXED_PITCH != 0;
    style.italic |= flags & ITALIC != 0 || descriptor.get::<f32>(ITALIC_ANGLE).is_some_and(|a| a.abs() > 1.0);
    style.small_caps |= flags & SMALL_CAP != 0;
    style.bold |= flags & FORCE_BOLD != 0
        || descriptor.get::<f32>(FONT_WEIGHT).is_some_and(|w| (600.0..=1000.0).contains(&w))
        // Regular text faces have stems of 70 to 95, bold ones from 120 on.
        || descriptor.get::<f32>(STEM_V).is_some_and(|s| (120.0..400.0).contains(&s)) && !style.mono && !style.dingbats;
    style
}

/// The name without the six capitals and the plus of a subset.
pub(super) fn without_subset(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

fn from_name(name: &str) -> FontStyle {
    let name = without_subset(name);
    let low = name.to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|p| low.contains(p));
    // « -Bd », « -BoldIt », « ,Bold », « cmbx10 », the « -Medi » of Nimbus and « -Demi » of Bookman
    // and Avant Garde are bold; « -Medium » is not.
    let medi = low.ends_with("-medi") || low.ends_with("-mediital") || low.contains("-medicond");
    let bold = (has(&["bold", "black", "heavy", "-bd", "-blk", "demi", "extrabd"])
        || medi
        || tex(&low, &["cmbx", "cmb", "sfbx", "ecbx", "lmbx", "cmssbx", "ecsx", "sfsx"]))
        && !has(&["demilight"]);
    let italic = has(&[
        "italic", "oblique", "slanted", "kursiv", "-it", "boldit", "lightit", "blackit", "mediumit", "-obl", "ital",
    ]) || tex(&low, &["cmti", "cmsl", "cmbxti", "sfti", "ecti", "lmri", "sfsl", "ecsl", "cmmi"]);
    FontStyle {
        bold,
        italic,
        mono: has(&["courier", "mono", "consol", "typewriter"]) || tex(&low, &["cmtt", "sftt", "ectt", "lmtt"]),
        small_caps: has(&["smallcap", "small-cap", "-sc", "caps-"]) || tex(&low, &["cmcsc", "sfcc", "eccc", "lmcsc"]),
        dingbats: has(&[
            "symbol",
            "wingding",
            "webding",
            "dingbat",
            "opensymbol",
            "starsymbol",
            "bullet",
            "fontawesome",
        ]) && !low.contains("symbola"),
    }
}

/// Names of the Computer Modern families: letters, then the size.
fn tex(low: &str, families: &[&str]) -> bool {
    families.iter().any(|family| low.strip_prefix(family).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_style() {
        for (name, bold, italic) in [
            ("ABCDEF+TimesNewRomanPS-BoldItalicMT", true, true),
            ("Arial,Bold", true, false),
            ("CMBX10", true, false),
            ("NimbusRomNo9L-Medi", true, false),
            ("Ubuntu-Medium", false, false),
            ("Calibri-Italic", false, true),
            ("LinLibertineO", false, false),
            ("MyriadPro-SemiboldIt", true, true),
            ("Marianne-Regular", false, false),
        ] {
            let style = from_name(name);
            assert_eq!((style.bold, style.italic), (bold, italic), "{name}");
        }
        assert!(from_name("BCDEEE+SymbolMT").dingbats);
        assert!(from_name("Courier").mono);
    }
}
