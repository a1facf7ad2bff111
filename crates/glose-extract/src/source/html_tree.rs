//! The tree of a web page, from html5ever's tokens: enough of it to read a text, under the same
//! budget as an XML part.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::xml::{Element, Node};

/// Deepest element kept; what lies deeper stands in it.
const MAX_DEPTH: usize = 200;
/// Most elements kept.
const MAX_NODES: usize = 2_000_000;

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that end an open paragraph.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// The tree of the page `text`.
pub(crate) fn parse(text: &str) -> Element {
    let sink = Sink { open: RefCell::new(vec![Element::default()]), nodes: RefCell::new(0) };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(text));
    // The sink never stops at a script, so one call takes the whole queue.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut open = tokenizer.sink.open.into_inner();
    while open.len() > 1 {
        close_one(&mut open);
    }
    open.pop().unwrap_or_default()
}

struct Sink {
    open: RefCell<Vec<Element>>,
    nodes: RefCell<usize>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut open = self.open.borrow_mut();
        match token {
            Token::TagToken(tag) => return self.tag(&mut open, &tag),
            Token::CharacterTokens(text) => push_text(&mut open, &text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn tag(&self, open: &mut Vec<Element>, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if tag.kind == TagKind::EndTag {
            if let Some(at) = open.iter().rposition(|e| &*e.name == name).filter(|at| *at > 0) {
                // « </p> » does not reach out of its cell, nor « </b> » out of its block.
                let fenced = open.iter().skip(at + 1).any(|e| matches!(&*e.name, "td" | "th" | "table"));
                if !fenced || matches!(name, "table" | "tr" | "td" | "th" | "tbody" | "thead" | "body" | "html") {
                    while open.len() > at {
                        close_one(open);
                    }
                }
            }
            return TokenSinkResult::Continue;
        }
        let mut nodes = self.nodes.borrow_mut();
        *nodes += 1;
        if *nodes > MAX_NODES {
            return TokenSinkResult::Continue;
        }
        imply_ends(open, name);
        let attributes = tag
            .attrs
            .iter()
            .map(|a| ((&*a.name.local).into(), (&*a.value).into()))
            .collect::<Vec<(Box<str>, Box<str>)>>();
        let element = Element::with(name, attributes);
        let void = VOID.contains(&name) || tag.self_closing;
        if void || open.len() > MAX_DEPTH {
            if let Some(top) = open.last_mut()
                && void
            {
                top.children.push(Node::Element(element));
            }
        } else {
            open.push(element);
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Closes what the start of `name` ends without a tag of its own.
fn imply_ends(open: &mut Vec<Element>, name: &str) {
    let up_to = |open: &Vec<Element>, names: &[&str], fence: &[&str]| {
        for (i, e) in open.iter().enumerate().rev() {
            if names.contains(&&*e.name) {
                return Some(i);
            }
            if fence.contains(&&*e.name) {
                return None;
            }
        }
        None
    };
    let cut = match name {
        "li" => up_to(open, &["li"], &["ul", "ol", "table"]),
        "dt" | "dd" => up_to(open, &["dt", "dd"], &["dl", "table"]),
        "td" | "th" => up_to(open, &["td", "th"], &["tr", "table"]),
        "tr" => up_to(open, &["tr"], &["table"]),
        "tbody" | "thead" | "tfoot" => up_to(open, &["tbody", "thead", "tfoot"], &["table"]),
        "option" => up_to(open, &["option"], &["select"]),
        "body" => up_to(open, &["head"], &[]),
        _ if BLOCKS.contains(&name) => {
            up_to(open, &["p"], &["table", "td", "th", "div", "li", "section", "article", "blockquote"])
        }
        _ => None,
    };
    if let Some(at) = cut.filter(|at| *at > 0) {
        while open.len() > at {
            close_one(open);
        }
    }
}

fn close_one(open: &mut Vec<Element>) {
    if open.len() > 1
        && let Some(done) = open.pop()
        && let Some(top) = open.last_mut()
    {
        top.children.push(Node::Element(done));
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(top) = open.last_mut() else { return };
    if let Some(Node::Text(last)) = top.children.last_mut() {
        last.push_str(text);
    } else {
        top.children.push(Node::Text(text.to_owned()));
    }
}
