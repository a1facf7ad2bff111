//! The signs that open an item of a list.

use super::numbering::{self, Close, Family};

/// Bullets of French office documents: dashes, discs, squares, arrows, ticks, and the code points
/// that Symbol and Wingdings leave in the private use area.
fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '•' | '·' | '∙' | '◦' | '○' | '●' | '▪' | '▫' | '■' | '□' | '◆' | '◇' | '►' | '▶' | '▸' | '➢' | '➔' | '→'
            | '⇒' | '✓' | '✔' | '❖' | '⮚' | '‣' | '⁃' | '*' | '\u{f000}'..='\u{f0ff}' | '\u{2212}'
    )
}

/// Bytes of the bullet and the space after it at the start of `text`.
pub(crate) fn bullet(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    // A lower-case o is what Courier New gives Word for its second level.
    let letter = first == 'o';
    if !is_bullet(first) && !letter {
        return None;
    }
    let rest = chars.as_str();
    let trimmed = rest.trim_start();
    let next = trimmed.chars().next()?;
    let spaced = trimmed.len() < rest.len();
    let solid = !matches!(first, '-' | '*' | '·' | '\u{2212}') && !letter;
    // « -les pièces » is seen; « -5 » and « –2 » are numbers.
    let glued = !letter && next.is_alphabetic() && first != '*';
    (spaced || glued || (solid && !next.is_numeric())).then(|| text.len() - trimmed.len())
}

/// Whether `text` opens as an item of a list does: a bullet, « a) », « 1° », « 2. ».
pub(crate) fn opens_item(text: &str) -> bool {
    if bullet(text).is_some() {
        return true;
    }
    numbering::parse(text).is_some_and(|n| {
        !matches!(n.family, Family::Word(_))
            && n.close != Close::Space
            && (n.close == Close::Parenthesis || !n.is_weak())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets_and_what_looks_like_them() {
        for (text, rest) in [
            ("- la remise", "la remise"),
            ("– la remise", "la remise"),
            ("\u{f0b7} la remise", "la remise"),
            ("•la remise", "la remise"),
            ("-la remise", "la remise"),
            ("o la remise", "la remise"),
        ] {
            assert_eq!(bullet(text).and_then(|n| text.get(n..)), Some(rest), "{text}");
        }
        for text in ["-5 degrés", "on remet", "*", "oui"] {
            assert_eq!(bullet(text), None, "{text}");
        }
    }

    #[test]
    fn items_are_told_from_initials() {
        assert!(opens_item("a) de la possibilité"));
        assert!(opens_item("1° les étrangers"));
        assert!(opens_item("2. La présente"));
        assert!(!opens_item("M. le préfet"));
        assert!(!opens_item("L. 316-1 du code"));
        assert!(!opens_item("Article 2"));
    }
}
