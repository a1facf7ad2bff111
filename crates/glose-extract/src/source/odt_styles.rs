//! OpenDocument styles: looks of paragraphs and runs, and the formats of lists.

use std::collections::BTreeMap;

use super::docx_numbering::in_format;
use super::paragraph::Look;
use super::xml::Element;
use crate::structure::flow::{Align, Style};

/// Longest chain of parents followed.
const MAX_CHAIN: usize = 30;

#[derive(Clone, Debug, Default)]
struct Entry {
    parent: Option<String>,
    name: String,
    bold: Option<bool>,
    italic: Option<bool>,
    underline: Option<bool>,
    caps: Option<bool>,
    hidden: Option<bool>,
    /// Points, or a share of the parent's.
    size: Option<Size>,
    align: Option<Align>,
    indent: Option<f32>,
    above: Option<f32>,
    boxed: Option<bool>,
    list: Option<String>,
    outline: Option<u8>,
}

#[derive(Clone, Copy, Debug)]
enum Size {
    Points(f32),
    Share(f32),
}

/// A level of a list: a bullet, or a format with what stands around the number.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListLevel {
    bullet: bool,
    format: String,
    prefix: String,
    suffix: String,
    shown: usize,
    start: u32,
}

/// The styles of a document, its own and its common ones.
#[derive(Clone, Debug, Default)]
pub(crate) struct Styles {
    entries: BTreeMap<(String, String), Entry>,
    default: Entry,
    lists: BTreeMap<String, Vec<ListLevel>>,
    outline: Vec<ListLevel>,
}

/// What a style comes to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) look: Look,
    pub(crate) style: Style,
    pub(crate) boxed: bool,
    pub(crate) hidden: bool,
    pub(crate) title: bool,
    pub(crate) contents: bool,
    pub(crate) list: Option<String>,
    pub(crate) outline: Option<u8>,
}

impl Styles {
    /// Adds the styles in `holder` (`office:styles`, `office:automatic-styles`).
    pub(crate) fn add(&mut self, holder: &Element) {
        for e in holder.elements() {
            match &*e.name {
                "default-style" if e.attribute("family") == Some("paragraph") => self.default = entry(e),
                "style" => {
                    if let (Some(family), Some(name)) = (e.attribute("family"), e.attribute("name")) {
                        self.entries.insert((family.to_owned(), name.to_owned()), entry(e));
                    }
                }
                "list-style" => {
                    if let Some(name) = e.attribute("name") {
                        self.lists.insert(name.to_owned(), levels(e));
                    }
                }
                "outline-style" => self.outline = levels(e),
                _ => {}
            }
        }
    }

    /// What the paragraph style `name` comes to.
    pub(crate) fn paragraph(&self, name: Option<&str>) -> Resolved {
        let mut chain = self.chain("paragraph", name);
        chain.push(&self.default);
        let first = |f: &dyn Fn(&Entry) -> Option<bool>| chain.iter().find_map(|e| f(e)).unwrap_or(false);
        let named = |words: &[&str]| chain.iter().any(|e| words.iter().any(|w| e.name.starts_with(w)));
        Resolved {
            look: Look {
                size: size(&chain),
                bold: first(&|e| e.bold),
                italic: first(&|e| e.italic),
                underline: first(&|e| e.underline),
                caps: first(&|e| e.caps),
            },
            style: Style {
                align: chain.iter().find_map(|e| e.align).unwrap_or_default(),
                indent: chain.iter().find_map(|e| e.indent).unwrap_or(0.0),
                above: chain.iter().find_map(|e| e.above).unwrap_or(0.0),
                ..Style::default()
            },
            boxed: first(&|e| e.boxed),
            hidden: first(&|e| e.hidden),
            title: chain.iter().any(|e| e.name == "title" || e.name == "titre"),
            contents: named(&["contents", "toc", "table des"]),
            list: chain.iter().find_map(|e| e.list.clone()).filter(|l| !l.is_empty()),
            outline: chain.iter().find_map(|e| e.outline),
        }
    }

    /// The look of a run of the text style `name` in a paragraph that looks like `base`; `None` where it is hidden.
    pub(crate) fn run(&self, name: Option<&str>, base: Look) -> Option<Look> {
        let chain = self.chain("text", name);
        let get = |f: &dyn Fn(&Entry) -> Option<bool>, or: bool| chain.iter().find_map(|e| f(e)).unwrap_or(or);
        if get(&|e| e.hidden, false) {
            return None;
        }
        let size = match chain.iter().find_map(|e| e.size) {
            Some(Size::Points(p)) => p,
            Some(Size::Share(s)) => base.size * s,
            None => base.size,
        };
        Some(Look {
            size,
            bold: get(&|e| e.bold, base.bold),
            italic: get(&|e| e.italic, base.italic),
            underline: get(&|e| e.underline, base.underline),
            caps: get(&|e| e.caps, base.caps),
        })
    }

    fn chain(&self, family: &str, name: Option<&str>) -> Vec<&Entry> {
        let mut out = Vec::new();
        let mut next = name.map(str::to_owned);
        while let Some(entry) = next.and_then(|n| self.entries.get(&(family.to_owned(), n))) {
            out.push(entry);
            if out.len() > MAX_CHAIN {
                break;
            }
            next = entry.parent.clone();
        }
        out
    }

    /// The level of list style `name` (the outline where there is none) at 0-based `depth`.
    pub(crate) fn list_level(&self, name: Option<&str>, depth: usize) -> Option<&ListLevel> {
        match name {
            Some(name) => self.lists.get(name)?.get(depth),
            None => self.outline.get(depth),
        }
    }

    /// Whether a table style draws lines around its cells.
    pub(crate) fn cell_is_ruled(&self, name: Option<&str>) -> bool {
        self.chain("table-cell", name).iter().find_map(|e| e.boxed).unwrap_or(false)
    }
}

impl ListLevel {
    /// What is printed before an item whose counters, outermost first, are `counters`.
    pub(crate) fn label(&self, counters: &[u32], formats: &dyn Fn(usize) -> String) -> Option<String> {
        if self.bullet || self.format.is_empty() {
            return None;
        }
        let from = counters.len().saturating_sub(self.shown.max(1));
        let parts: Vec<String> = counters
            .iter()
            .enumerate()
            .skip(from)
            .map(|(i, n)| in_format(*n, &formats(i)))
            .filter(|p| !p.is_empty())
            .collect();
        let out = format!("{}{}{}", self.prefix, parts.join("."), self.suffix);
        let out = out.trim();
        (!out.is_empty()).then(|| out.to_owned())
    }

    /// Format of its numbers.
    pub(crate) fn format(&self) -> String {
        self.format.clone()
    }

    /// First number.
    pub(crate) fn start(&self) -> u32 {
        self.start
    }

    /// Whether it prints a bullet.
    pub(crate) fn is_bullet(&self) -> bool {
        self.bullet
    }
}

fn size(chain: &[&Entry]) -> f32 {
    let mut share = 1.0;
    for entry in chain {
        match entry.size {
            Some(Size::Points(p)) => return p * share,
            Some(Size::Share(s)) => share *= s,
            None => {}
        }
    }
    0.0
}

fn levels(style: &Element) -> Vec<ListLevel> {
    let mut out = vec![ListLevel::default(); 10];
    for e in style.elements() {
        let at = e.attribute("level").and_then(|l| l.parse::<usize>().ok()).and_then(|l| l.checked_sub(1));
        let Some(slot) = at.and_then(|at| out.get_mut(at)) else { continue };
        *slot = ListLevel {
            bullet: &*e.name != "list-level-style-number" && &*e.name != "outline-level-style",
            format: e.attribute("num-format").unwrap_or_default().to_owned(),
            prefix: e.attribute("num-prefix").unwrap_or_default().to_owned(),
            suffix: e.attribute("num-suffix").unwrap_or_default().to_owned(),
            shown: e.attribute("display-levels").and_then(|v| v.parse().ok()).unwrap_or(1),
            start: e.attribute("start-value").and_then(|v| v.parse().ok()).unwrap_or(1),
        };
    }
    out
}

fn entry(e: &Element) -> Entry {
    let text = e.child("text-properties");
    let paragraph = e.child("paragraph-properties").or_else(|| e.child("table-cell-properties"));
    let of_text = |name: &str| text.and_then(|t| t.attribute(name));
    let of_paragraph = |name: &str| paragraph.and_then(|p| p.attribute(name));
    let drawn = |v: &str| v != "none" && !v.is_empty();
    let border = of_paragraph("border").map(drawn).or_else(|| {
        let side = |s: &str| of_paragraph(s).map(drawn);
        side("border-top").or(side("border-left")).or(side("border-bottom"))
    });
    Entry {
        parent: e.attribute("parent-style-name").map(str::to_owned),
        name: e
            .attribute("display-name")
            .or_else(|| e.attribute("name"))
            .unwrap_or_default()
            .to_lowercase()
            .replace("_20_", " "),
        bold: of_text("font-weight").map(|v| v == "bold" || v.parse::<u32>().is_ok_and(|n| n >= 600)),
        italic: of_text("font-style").map(|v| v != "normal"),
        underline: of_text("text-underline-style").map(|v| v != "none"),
        caps: of_text("font-variant")
            .map(|v| v == "small-caps")
            .or_else(|| of_text("text-transform").map(|v| v == "uppercase")),
        hidden: of_text("display").map(|v| v == "none"),
        size: of_text("font-size").and_then(|v| {
            v.strip_suffix('%')
                .and_then(|p| p.parse::<f32>().ok())
                .map(|p| Size::Share(p / 100.0))
                .or_else(|| points(v).map(Size::Points))
        }),
        align: of_paragraph("text-align").map(|v| match v {
            "center" => Align::Centre,
            "end" | "right" => Align::Right,
            "justify" => Align::Justified,
            _ => Align::Left,
        }),
        indent: of_paragraph("margin-left").and_then(points),
        above: of_paragraph("margin-top").and_then(points),
        boxed: border,
        list: e.attribute("list-style-name").map(str::to_owned),
        outline: e.attribute("default-outline-level").and_then(|v| v.parse().ok()),
    }
}

/// A length in points.
fn points(value: &str) -> Option<f32> {
    let units = [("pt", 1.0), ("cm", 28.346), ("mm", 2.8346), ("in", 72.0), ("px", 0.75), ("pc", 12.0)];
    units.iter().find_map(|(unit, factor)| Some(value.strip_suffix(unit)?.parse::<f32>().ok()? * factor))
}
