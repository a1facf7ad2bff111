//! Web pages: the text, not the menus around it.

use std::collections::{BTreeMap, BTreeSet};

use super::docx_numbering::in_format;
use super::paragraph::{Look, Paragraph};
use super::xml::{Element, Node};
use super::{html_tree, outline, text};
use crate::Reading;
use crate::structure::flow::{Align, Flow, Hint, Piece, Style};

/// Elements that are never text.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "canvas", "iframe", "object", "button", "select",
    "textarea", "input", "head", "dialog", "audio", "video", "datalist", "option", "map",
];
/// Elements around the text.
const AROUND: &[&str] = &["nav", "header", "footer", "aside", "form"];
/// Roles (ARIA) around the text.
const ROLES: &[&str] =
    &["navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "dialog", "toolbar"];
/// Parts of class names and identifiers that official sites give to what stands around the text.
const CLASSES: &[&str] = &[
    "breadcrumb",
    "fil-ariane",
    "fil_ariane",
    "filariane",
    "menu",
    "navbar",
    "navigation",
    "cookie",
    "footer",
    "sidebar",
    "share",
    "partage",
    "social",
    "skip-link",
    "skiplink",
    "evitement",
    "pagination",
    "toolbar",
    "newsletter",
    "print-only",
    "sr-only",
    "visually-hidden",
    "fr-nav",
    "fr-header",
    "fr-footer",
    "fr-skiplinks",
    "fr-share",
    "fr-breadcrumb",
    "fr-sidemenu",
];

/// Reads a page.
pub(crate) fn read(bytes: &[u8]) -> Reading {
    let text = decode(bytes);
    let root = html_tree::parse(&text);
    let content = content(&root);
    let mut called = BTreeSet::new();
    note_targets(content, &mut called);
    let mut reader = Reader { called, ..Reader::default() };
    reader.blocks(content, Context::default());
    reader.close(Context::default());
    let mut flow = Flow { pieces: reader.placed() };
    outline::settle(&mut flow.pieces);
    Reading { flow, ..Reading::default() }
}

/// The characters of a page: by its mark, its own word, or as plain text.
fn decode(bytes: &[u8]) -> String {
    if encoding_rs::Encoding::for_bom(bytes).is_none() && std::str::from_utf8(bytes).is_err() {
        let head = String::from_utf8_lossy(bytes.get(..2048).unwrap_or(bytes)).to_lowercase();
        let label = head.split("charset=").nth(1).map(|l| l.trim_start_matches(['"', '\'']));
        let label = label.and_then(|l| l.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).next());
        if let Some(encoding) = label.and_then(|l| encoding_rs::Encoding::for_label(l.as_bytes())) {
            return encoding.decode(bytes).0.into_owned();
        }
    }
    text::decode(bytes)
}

/// The element that holds the text: the main part, or the longest article, where it holds a fair
/// share of the page; else the body.
fn content(root: &Element) -> &Element {
    let body = root.descendant("body").unwrap_or(root);
    let whole = weight(body).max(1);
    let mut found: Vec<&Element> = Vec::new();
    candidates(body, &mut found);
    found
        .into_iter()
        .map(|e| (e, weight(e)))
        .filter(|(_, w)| *w * 4 >= whole)
        // The smallest part that still holds nearly all of the text of the largest.
        .fold(None, |best: Option<(&Element, usize)>, (e, w)| match best {
            Some((_, b)) if b * 10 > w * 11 || (w * 10 < b * 9) => best,
            _ => Some((e, w)),
        })
        .map_or(body, |(e, _)| e)
}

fn candidates<'e>(e: &'e Element, out: &mut Vec<&'e Element>) {
    for child in e.elements() {
        let main = matches!(&*child.name, "main" | "article") || child.attribute("role") == Some("main");
        if main {
            out.push(child);
        }
        candidates(child, out);
    }
}

/// Characters of text in `e`, menus left out.
fn weight(e: &Element) -> usize {
    if is_around(e, false) {
        return 0;
    }
    e.children
        .iter()
        .map(|node| match node {
            Node::Text(text) => text.split_whitespace().map(str::len).sum(),
            Node::Element(e) => weight(e),
        })
        .sum()
}

/// Whether `e` stands around the text, not in it. In an article, its own header is text.
fn is_around(e: &Element, inside: bool) -> bool {
    let name = &*e.name;
    if NEVER.contains(&name) || e.attribute("hidden").is_some() || e.attribute("aria-hidden") == Some("true") {
        return true;
    }
    if AROUND.contains(&name) && !(inside && name == "header")
        || e.attribute("role").is_some_and(|r| ROLES.contains(&r))
    {
        return true;
    }
    if e.attribute("style").is_some_and(|s| s.replace(' ', "").contains("display:none")) {
        return true;
    }
    // Word processors export the running heads so.
    if name == "div" && matches!(e.attribute("title"), Some("header" | "footer")) {
        return true;
    }
    if !matches!(name, "div" | "ul" | "ol" | "section" | "p" | "span" | "a") {
        return false;
    }
    let names = [e.attribute("class"), e.attribute("id")];
    names.into_iter().flatten().flat_map(str::split_whitespace).any(|word| {
        let word = word.to_lowercase();
        CLASSES.iter().any(|c| {
            word == *c
                || word.strip_prefix(c).is_some_and(|r| r.starts_with(['-', '_']))
                || word.ends_with(&format!("-{c}"))
        })
    })
}

/// Identifiers that raised or « footnote » links of the text lead to.
fn note_targets(e: &Element, out: &mut BTreeSet<String>) {
    if let Some(target) = note_link(e, false) {
        out.insert(target);
    }
    let raised = &*e.name == "sup";
    for child in e.elements() {
        if raised && let Some(target) = note_link(child, true) {
            out.insert(target);
        }
        note_targets(child, out);
    }
}

/// Where a link that calls a note leads.
fn note_link(e: &Element, raised: bool) -> Option<String> {
    if &*e.name != "a" {
        return None;
    }
    let target = e.attribute("href")?.strip_prefix('#').filter(|t| !t.is_empty())?;
    let holds_sup = e.child("sup").is_some();
    let named = ["class", "role", "id"]
        .iter()
        .filter_map(|a| e.attribute(a))
        .any(|v| v.contains("noteref") || v.contains("footnote-ref") || v.contains("ftnref"));
    let word = text_of(e);
    let short = word.chars().count() <= 5 && word.chars().any(|c| c.is_ascii_digit() || c == '*');
    ((raised || holds_sup || named) && short).then(|| target.to_owned())
}

#[derive(Clone, Copy, Default)]
struct Context {
    look: Look,
    align: Align,
    heading: Option<u8>,
    depth: u8,
    boxed: bool,
    raised: bool,
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    paragraph: Paragraph,
    /// Targets of calls.
    called: BTreeSet<String>,
    /// Number of the open item, and whether it has a paragraph already.
    items: Vec<(Option<String>, bool)>,
    /// Note being read.
    note: Option<String>,
    notes: BTreeMap<String, Piece>,
}

impl Reader {
    fn blocks(&mut self, e: &Element, context: Context) {
        for node in &e.children {
            match node {
                Node::Text(text) => self.paragraph.push(text, context.look),
                Node::Element(child) if !is_around(child, true) => self.element(child, context),
                Node::Element(_) => {}
            }
        }
    }

    fn element(&mut self, e: &Element, mut context: Context) {
        let name = &*e.name;
        if let Some(id) = e.attribute("id").or_else(|| e.attribute("name"))
            && self.called.contains(id)
            && self.note.is_none()
            && !matches!(name, "sup")
        {
            // « <a id="n1">1</a> La note » has its target inside its paragraph.
            if name == "a" && self.paragraph.is_empty() {
                self.note = Some(id.to_owned());
                return;
            }
            if matches!(name, "li" | "p" | "div" | "aside" | "dd" | "td") {
                self.close(context);
                self.note = Some(id.to_owned());
                self.blocks(e, context);
                self.close(context);
                self.note = None;
                return;
            }
        }
        if let Some(target) = note_link(e, context.raised)
            && self.called.contains(&target)
            && self.note.is_none()
        {
            self.paragraph.call(target);
            return;
        }
        match name {
            "b" | "strong" | "th" | "dt" => context.look.bold = true,
            "i" | "em" | "cite" => context.look.italic = true,
            "u" | "ins" => context.look.underline = true,
            "sup" => context.raised = true,
            "del" | "s" | "strike" => return,
            _ => {}
        }
        match e
            .attribute("align")
            .or_else(|| e.attribute("style").and_then(|s| s.split("text-align:").nth(1)).map(str::trim))
        {
            Some(v) if v.starts_with("center") => context.align = Align::Centre,
            Some(v) if v.starts_with("right") => context.align = Align::Right,
            _ => {}
        }
        match name {
            "br" => self.paragraph.line_break(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.close(context);
                context.heading = name.chars().nth(1).and_then(|c| c.to_digit(10)).and_then(|d| u8::try_from(d).ok());
                self.blocks(e, context);
                self.close(context);
            }
            "ul" | "ol" | "menu" => self.list(e, context),
            "table" => self.table(e, context),
            "p" | "div" | "section" | "article" | "blockquote" | "pre" | "address" | "main" | "header" | "figure"
            | "figcaption" | "details" | "summary" | "dl" | "dt" | "dd" | "fieldset" | "hr" | "caption" | "center"
            | "li" | "legend" => {
                self.close(context);
                self.blocks(e, context);
                self.close(context);
                if name == "p" {
                    // A note that a link opened ends with its paragraph.
                    self.note = None;
                }
            }
            _ => self.blocks(e, context),
        }
    }

    fn list(&mut self, e: &Element, mut context: Context) {
        self.close(context);
        context.depth = context.depth.saturating_add(1);
        let mut next: u32 = e.attribute("start").and_then(|v| v.parse().ok()).unwrap_or(1);
        let format = e.attribute("type").unwrap_or("1").to_owned();
        for item in e.elements() {
            if is_around(item, true) {
                continue;
            }
            if &*item.name != "li" {
                self.element(item, context);
                continue;
            }
            next = item.attribute("value").and_then(|v| v.parse().ok()).unwrap_or(next);
            let close = if format == "a" { ")" } else { "." };
            let number = (&*e.name == "ol").then(|| format!("{}{close}", in_format(next, &format)));
            next = next.saturating_add(1);
            self.items.push((number, false));
            self.element(item, context);
            self.close(context);
            self.items.pop();
        }
    }

    fn table(&mut self, e: &Element, context: Context) {
        self.close(context);
        let mut rows = Vec::new();
        collect_rows(e, &mut rows);
        let widest = rows.iter().map(|r| r.elements().filter(|c| is_cell(c)).count()).max().unwrap_or(0);
        let nested = rows.iter().flat_map(|r| r.elements()).any(|c| c.descendant("table").is_some());
        let cells = || rows.iter().flat_map(|r| r.elements()).filter(|c| is_cell(c));
        let ruled =
            e.attribute("border").is_some_and(|b| b != "0") || cells().any(|c| has_border(c) || &*c.name == "th");
        let tall = cells().any(|c| c.elements().filter(|p| matches!(&*p.name, "p" | "div")).count() > 2);
        // One column, tables in tables, or blocks side by side: the page is laid out by them.
        if widest <= 1 || nested || (!ruled && (rows.len() == 1 || tall)) {
            for cell in rows.iter().flat_map(|r| r.elements()).filter(|c| is_cell(c)) {
                self.blocks(cell, Context { boxed: context.boxed || (widest <= 1 && rows.len() == 1), ..context });
                self.close(context);
            }
            return;
        }
        for row in rows {
            let (mut cells, mut calls, mut chars, mut header) = (Vec::new(), Vec::new(), 0, true);
            for cell in row.elements().filter(|c| is_cell(c)) {
                header &= &*cell.name == "th";
                let mut inner = Self { called: self.called.clone(), ..Self::default() };
                inner.blocks(cell, Context::default());
                inner.close(Context::default());
                let mut text = String::new();
                for piece in inner.pieces {
                    if !text.is_empty() {
                        text.push(' ');
                    }
                    let before = chars + text.chars().count();
                    calls.extend(piece.calls.into_iter().map(|(at, key)| (before + at, key)));
                    text.push_str(&piece.text.replace('\t', " "));
                }
                self.notes.extend(inner.notes);
                chars += text.chars().count() + 1;
                cells.push(text);
            }
            if cells.iter().any(|c| !c.is_empty()) {
                let mut piece = Piece::row(cells, header);
                piece.calls = calls;
                self.pieces.push(piece);
            }
        }
    }

    /// Ends the paragraph being written.
    fn close(&mut self, context: Context) {
        if self.paragraph.is_empty() {
            return;
        }
        let paragraph = std::mem::take(&mut self.paragraph);
        let style = Style { align: context.align, ..Style::default() };
        if let Some(key) = &self.note {
            let piece = paragraph.finish(style);
            match self.notes.get_mut(key) {
                Some(note) => note.text = format!("{} {}", note.text, piece.text),
                None => {
                    self.notes.insert(key.clone(), piece);
                }
            }
            return;
        }
        let (mut number, mut hint) = (None, context.heading.map_or(Hint::Text, Hint::Heading));
        if context.heading.is_none()
            && let Some((label, begun)) = self.items.last_mut()
        {
            number = label.take();
            hint = if std::mem::replace(begun, true) {
                Hint::ItemContinued(context.depth)
            } else {
                Hint::Item(context.depth)
            };
        }
        for (i, mut piece) in paragraph.finish_lines(style).into_iter().enumerate() {
            piece.hint = hint.clone();
            piece.boxed = context.boxed;
            if i == 0
                && let Some(number) = &number
            {
                piece.prefix(number);
            }
            self.pieces.push(piece);
        }
    }

    /// The pieces, each followed by the notes that it calls.
    fn placed(mut self) -> Vec<Piece> {
        let mut out = Vec::with_capacity(self.pieces.len());
        let mut rank = 0;
        for piece in self.pieces {
            let keys: Vec<String> = piece.calls.iter().map(|(_, key)| key.clone()).collect();
            out.push(piece);
            for key in keys {
                let Some(mut note) = self.notes.remove(&key) else { continue };
                rank += 1;
                // The list of notes prints its own numbers, and arrows that lead back.
                let text = note.text.trim_end_matches(['↩', '↑', '\u{fe0e}', ' ']).to_owned();
                let core = text.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '[' | ']' | '(' | ')' | '.' | ' ' | '↑')
                });
                let typed: String =
                    text.chars().filter(char::is_ascii_digit).take_while(char::is_ascii_digit).collect();
                let own = core.len() < text.len()
                    && text.trim_start_matches(['[', '(']).starts_with(|c: char| c.is_ascii_digit());
                let mark = if own { leading_number(&typed, &text) } else { rank.to_string() };
                note.text = format!("{mark} {}", if own { core } else { &text });
                note.hint = Hint::Note;
                note.mark = Some(mark);
                note.note = Some(key);
                out.push(note);
            }
        }
        out
    }
}

/// The digits at the start of `text`; `all` are all its digits.
fn leading_number(all: &str, text: &str) -> String {
    let start: String = text.trim_start_matches(['[', '(']).chars().take_while(char::is_ascii_digit).collect();
    if start.is_empty() { all.to_owned() } else { start }
}

fn collect_rows<'e>(e: &'e Element, out: &mut Vec<&'e Element>) {
    for child in e.elements() {
        match &*child.name {
            "tr" => out.push(child),
            "thead" | "tbody" | "tfoot" => collect_rows(child, out),
            _ => {}
        }
    }
}

fn has_border(e: &Element) -> bool {
    e.attribute("style").is_some_and(|s| {
        s.split(';').any(|p| p.trim().starts_with("border") && !p.contains("none") && !p.ends_with(": 0"))
    })
}

fn is_cell(e: &Element) -> bool {
    matches!(&*e.name, "td" | "th")
}

fn text_of(e: &Element) -> String {
    let mut out = String::new();
    for node in &e.children {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(e) => out.push_str(&text_of(e)),
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(html: &str) -> Vec<(Hint, String)> {
        read(html.as_bytes()).flow.pieces.into_iter().map(|p| (p.hint, p.text)).collect()
    }

    #[test]
    fn the_text_and_not_its_menus() {
        let html = "<html><head><title>x</title></head><body><nav><ul><li>Accueil</ul></nav><header>Site</header>\
            <main><h1>Circulaire</h1><div class='fr-breadcrumb'>Vous êtes ici</div><h2>I. Cadre</h2>\
            <p>Le texte<sup><a href='#n1'>1</a></sup> du 1<sup>er</sup> mai dit&nbsp;:<ul><li>un&#8239;;<li>deux.</ul>\
            <table><tr><th>A<th>B<tr><td>1<td>2</table><script>if (a < b) {}</script>\
            <div id='n1'>1. La note. ↩</div></main><footer>Mentions</footer></body></html>";
        let want = [
            (Hint::Title, "Circulaire"),
            (Hint::Heading(1), "I. Cadre"),
            (Hint::Text, "Le texte du 1er mai dit :"),
            (Hint::Note, "1 La note."),
            (Hint::Item(1), "un ;"),
            (Hint::Item(1), "deux."),
            (Hint::HeaderRow, "A\tB"),
            (Hint::Row, "1\t2"),
        ];
        assert_eq!(pieces(html), want.map(|(h, t)| (h, t.to_owned())));
    }

    #[test]
    fn depth_and_rubbish_do_not_hurt() {
        assert_eq!(pieces(&format!("{}fond", "<div>".repeat(50_000))).len(), 1);
        assert_eq!(pieces("</p></div><p>a<p>b</html>").len(), 2);
    }
}
