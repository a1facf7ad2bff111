//! Word's styles: what a paragraph or a run inherits.

use std::collections::BTreeMap;

use super::xml::Element;
use crate::structure::flow::{Align, Style};

/// Longest chain of « basedOn » followed; a file may chain styles in a circle.
const MAX_CHAIN: usize = 30;

/// What a run looks like; `None` where nothing is said.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct RunProperties {
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) underline: Option<bool>,
    pub(crate) caps: Option<bool>,
    pub(crate) hidden: Option<bool>,
    /// Points.
    pub(crate) size: Option<f32>,
}

/// What a paragraph looks like; `None` where nothing is said.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParagraphProperties {
    /// 0 is the outermost; 9 is body text.
    pub(crate) outline: Option<u8>,
    /// Identifier of a list, « 0 » for none, and its level.
    pub(crate) list: Option<String>,
    pub(crate) list_level: Option<u8>,
    pub(crate) align: Option<Align>,
    pub(crate) indent: Option<f32>,
    pub(crate) above: Option<f32>,
    pub(crate) boxed: Option<bool>,
}

/// A style and what it is based on.
#[derive(Clone, Debug, Default)]
struct Entry {
    name: String,
    base: Option<String>,
    run: RunProperties,
    paragraph: ParagraphProperties,
}

/// The styles of a document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Styles {
    entries: BTreeMap<String, Entry>,
    default_run: RunProperties,
    default_paragraph: Option<String>,
}

/// What a style comes to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Resolved {
    pub(crate) run: RunProperties,
    pub(crate) paragraph: ParagraphProperties,
    /// Level of a heading style, by its name in English or French.
    pub(crate) heading: Option<u8>,
    pub(crate) title: bool,
    pub(crate) contents: bool,
}

impl RunProperties {
    /// Those of a `rPr`.
    pub(crate) fn read(element: Option<&Element>) -> Self {
        let Some(e) = element else { return Self::default() };
        let half_points = e.value("sz").and_then(|v| v.parse::<f32>().ok());
        Self {
            bold: e.switch("b"),
            italic: e.switch("i"),
            underline: e.switch("u"),
            caps: e.switch("caps").or_else(|| e.switch("smallCaps")),
            hidden: e.switch("vanish"),
            size: half_points.map(|v| v / 2.0),
        }
    }

    /// `self`, and `base` where it says nothing.
    pub(crate) fn over(self, base: Self) -> Self {
        Self {
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            underline: self.underline.or(base.underline),
            caps: self.caps.or(base.caps),
            hidden: self.hidden.or(base.hidden),
            size: self.size.or(base.size),
        }
    }
}

impl ParagraphProperties {
    /// Those of a `pPr`.
    pub(crate) fn read(element: Option<&Element>) -> Self {
        let Some(e) = element else { return Self::default() };
        let number = e.child("numPr");
        let points = |name: &str, attribute: &[&str]| {
            let child = e.child(name)?;
            let value = attribute.iter().find_map(|a| child.attribute(a))?;
            Some(value.parse::<f32>().ok()? / 20.0)
        };
        let sides = e.child("pBdr").map(|b| {
            let side = |s: &str| b.value(s).is_some_and(|v| v != "nil" && v != "none");
            side("left") && side("right") || side("top") && side("bottom")
        });
        Self {
            outline: e.value("outlineLvl").and_then(|v| v.parse().ok()),
            list: number.and_then(|n| n.value("numId")).map(str::to_owned),
            list_level: number.and_then(|n| n.value("ilvl")).and_then(|v| v.parse().ok()),
            align: e.value("jc").map(|v| match v {
                "center" => Align::Centre,
                "right" | "end" => Align::Right,
                "both" | "distribute" => Align::Justified,
                _ => Align::Left,
            }),
            indent: points("ind", &["left", "start"]),
            above: points("spacing", &["before"]),
            boxed: sides,
        }
    }

    /// `self`, and `base` where it says nothing.
    pub(crate) fn over(self, base: Self) -> Self {
        Self {
            outline: self.outline.or(base.outline),
            list_level: self.list_level.or(if self.list.is_none() { base.list_level } else { None }),
            list: self.list.or(base.list),
            align: self.align.or(base.align),
            indent: self.indent.or(base.indent),
            above: self.above.or(base.above),
            boxed: self.boxed.or(base.boxed),
        }
    }

    /// As the flow knows it.
    pub(crate) fn style(&self) -> Style {
        Style {
            align: self.align.unwrap_or_default(),
            indent: self.indent.unwrap_or(0.0),
            above: self.above.unwrap_or(0.0),
            ..Style::default()
        }
    }
}

impl Styles {
    /// Those of `styles.xml`.
    pub(crate) fn read(root: &Element) -> Self {
        let mut out = Self::default();
        let Some(styles) = root.child("styles") else { return out };
        let defaults = styles.child("docDefaults").and_then(|d| d.child("rPrDefault")).and_then(|d| d.child("rPr"));
        out.default_run = RunProperties::read(defaults);
        for style in styles.elements().filter(|e| &*e.name == "style") {
            let Some(id) = style.attribute("styleId") else { continue };
            let paragraph = style.attribute("type") == Some("paragraph");
            if paragraph && matches!(style.attribute("default"), Some("1" | "true")) {
                out.default_paragraph = Some(id.to_owned());
            }
            let entry = Entry {
                name: style.value("name").unwrap_or(id).to_lowercase(),
                base: style.value("basedOn").map(str::to_owned),
                run: RunProperties::read(style.child("rPr")),
                paragraph: ParagraphProperties::read(style.child("pPr")),
            };
            out.entries.insert(id.to_owned(), entry);
        }
        out
    }

    /// What the paragraph style `id`, or the default one, comes to.
    pub(crate) fn resolve(&self, id: Option<&str>) -> Resolved {
        let mut out = Resolved::default();
        let mut next = id.or(self.default_paragraph.as_deref());
        for _ in 0..MAX_CHAIN {
            let Some(entry) = next.and_then(|id| self.entries.get(id)) else { break };
            out.run = out.run.over(entry.run);
            out.paragraph = std::mem::take(&mut out.paragraph).over(entry.paragraph.clone());
            out.heading = out.heading.or_else(|| heading_level(&entry.name));
            out.title |= matches!(entry.name.as_str(), "title" | "titre");
            out.contents |= entry.name.starts_with("toc ") || entry.name.starts_with("tm ");
            next = entry.base.as_deref();
        }
        out.run = out.run.over(self.default_run);
        out
    }

    /// What the character style `id` says of a run.
    pub(crate) fn run(&self, id: &str) -> RunProperties {
        let mut out = RunProperties::default();
        let mut next = Some(id);
        for _ in 0..MAX_CHAIN {
            let Some(entry) = next.and_then(|id| self.entries.get(id)) else { break };
            out = out.over(entry.run);
            next = entry.base.as_deref();
        }
        out
    }
}

/// « heading 2 », « titre 2 », whatever the language of the Word that made the file.
fn heading_level(name: &str) -> Option<u8> {
    let digit = name.strip_prefix("heading ").or_else(|| name.strip_prefix("titre "))?;
    digit.parse().ok().filter(|n| (1..=9).contains(n))
}
