//! Word's automatic numbers: they are printed, but stand nowhere in the text.

use std::collections::BTreeMap;

use super::xml::Element;
use crate::structure::numbering::to_roman;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

/// The lists of a document and how far each has counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Numbering {
    /// List to abstract list.
    lists: BTreeMap<String, String>,
    /// Levels of each abstract list.
    levels: BTreeMap<String, Vec<Level>>,
    /// Levels that a list starts anew at a value.
    overrides: BTreeMap<(String, u8), u32>,
    /// Lists seen so far, whose overrides are spent.
    begun: std::collections::BTreeSet<(String, u8)>,
    /// Counters of each abstract list; `None` until its first item.
    counters: BTreeMap<String, [Option<u32>; 9]>,
    /// Levels of paragraph styles: a list may name its style instead of the reverse.
    styles: BTreeMap<String, (String, u8)>,
}

/// What stands before an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// A bullet.
    Bullet,
    /// « 2.1. », « a) »…
    Number(String),
    /// Nothing: a level without a sign.
    Nothing,
}

impl Numbering {
    /// Those of `numbering.xml`.
    pub(crate) fn read(root: &Element) -> Self {
        let mut out = Self::default();
        let Some(numbering) = root.child("numbering") else { return out };
        for list in numbering.elements().filter(|e| &*e.name == "abstractNum") {
            let Some(id) = list.attribute("abstractNumId") else { continue };
            let mut levels = vec![Level::default(); 9];
            for level in list.elements().filter(|e| &*e.name == "lvl") {
                let Some(at) = level.attribute("ilvl").and_then(|v| v.parse::<u8>().ok()) else { continue };
                if let Some(slot) = levels.get_mut(usize::from(at)) {
                    *slot = Level {
                        start: level.value("start").and_then(|v| v.parse().ok()).unwrap_or(1),
                        format: level.value("numFmt").unwrap_or("decimal").to_owned(),
                        text: level.value("lvlText").unwrap_or_default().to_owned(),
                    };
                    if let Some(style) = level.value("pStyle") {
                        out.styles.insert(style.to_owned(), (id.to_owned(), at));
                    }
                }
            }
            out.levels.insert(id.to_owned(), levels);
        }
        for list in numbering.elements().filter(|e| &*e.name == "num") {
            let (Some(id), Some(of)) = (list.attribute("numId"), list.value("abstractNumId")) else { continue };
            out.lists.insert(id.to_owned(), of.to_owned());
            for change in list.elements().filter(|e| &*e.name == "lvlOverride") {
                let at = change.attribute("ilvl").and_then(|v| v.parse::<u8>().ok());
                let start = change.value("startOverride").and_then(|v| v.parse().ok());
                if let (Some(at), Some(start)) = (at, start) {
                    out.overrides.insert((id.to_owned(), at), start);
                }
            }
        }
        out
    }

    /// The level of the list that names the paragraph style `style`, when the style names only the list.
    pub(crate) fn level_of_style(&self, list: &str, style: &str) -> Option<u8> {
        let (of, level) = self.styles.get(style)?;
        (self.lists.get(list) == Some(of)).then_some(*level)
    }

    /// Counts one item of `list` at `level` and gives what is printed before it; `None` where
    /// there is no such list.
    pub(crate) fn next(&mut self, list: &str, level: u8) -> Option<Label> {
        let of = self.lists.get(list)?.clone();
        let levels = self.levels.get(&of)?;
        let here = levels.get(usize::from(level))?;
        if here.format == "bullet" {
            return Some(Label::Bullet);
        }
        let key = (list.to_owned(), level);
        let anew = self.overrides.get(&key).copied().filter(|_| self.begun.insert(key));
        let counters = self.counters.entry(of).or_default();
        for (i, counter) in counters.iter_mut().enumerate() {
            let start = levels.get(i).map_or(1, |l| l.start);
            match i.cmp(&usize::from(level)) {
                std::cmp::Ordering::Less => *counter = Some(counter.unwrap_or(start)),
                std::cmp::Ordering::Equal => {
                    *counter = Some(anew.or(counter.map(|n| n.saturating_add(1))).unwrap_or(start))
                }
                std::cmp::Ordering::Greater => *counter = None,
            }
        }
        let mut out = String::new();
        let mut chars = here.text.chars();
        while let Some(c) = chars.next() {
            if c != '%' {
                out.push(c);
                continue;
            }
            let Some(i) = chars.next().and_then(|d| d.to_digit(10)).and_then(|d| (d as usize).checked_sub(1)) else {
                continue;
            };
            let (Some(Some(n)), Some(of)) = (counters.get(i), levels.get(i)) else { continue };
            out.push_str(&in_format(*n, &of.format));
        }
        let out = out.trim();
        Some(if out.is_empty() || here.format == "none" { Label::Nothing } else { Label::Number(out.to_owned()) })
    }
}

/// `n` in one of Word's (or OpenDocument's) number formats.
pub(crate) fn in_format(n: u32, format: &str) -> String {
    let letter = |first: u8| {
        let i = n.saturating_sub(1);
        let c = char::from(first + u8::try_from(i % 26).unwrap_or(0));
        // After z comes aa, then bb.
        String::from_iter(std::iter::repeat_n(c, (i / 26 + 1).min(10) as usize))
    };
    match format {
        "upperRoman" | "I" => to_roman(n),
        "lowerRoman" | "i" => to_roman(n).to_lowercase(),
        "upperLetter" | "A" => letter(b'A'),
        "lowerLetter" | "a" => letter(b'a'),
        "ordinal" if n == 1 => "1er".to_owned(),
        "ordinal" => format!("{n}e"),
        "decimalZero" => format!("{n:02}"),
        "none" | "" => String::new(),
        _ => n.to_string(),
    }
}
