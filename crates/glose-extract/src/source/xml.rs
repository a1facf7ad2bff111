//! A small tree of an XML part, under a budget: office documents are walked, not streamed.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deepest element kept; what lies deeper is passed over. Word nests some thirty.
const MAX_DEPTH: usize = 200;
/// Most elements and texts kept.
const MAX_NODES: usize = 4_000_000;

/// An element: its name and attributes without their namespace prefixes.
#[derive(Debug, Default)]
pub(crate) struct Element {
    /// Local name.
    pub(crate) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    /// What it holds, in order.
    pub(crate) children: Vec<Node>,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Node {
    /// An element.
    Element(Element),
    /// Characters.
    Text(String),
}

impl Element {
    /// An empty element.
    pub(crate) fn with(name: &str, attributes: Vec<(Box<str>, Box<str>)>) -> Self {
        Self { name: name.into(), attributes, children: Vec::new() }
    }

    /// The value of the attribute with this local name.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| &**n == name).map(|(_, v)| &**v)
    }

    /// The elements in it.
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(e) => Some(e),
            Node::Text(_) => None,
        })
    }

    /// The first element called `name` in it.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|e| &*e.name == name)
    }

    /// The first element called `name` anywhere in it.
    pub(crate) fn descendant(&self, name: &str) -> Option<&Element> {
        self.elements().find_map(|e| if &*e.name == name { Some(e) } else { e.descendant(name) })
    }

    /// Whether the child `name` is there and not switched off, as « w:b » is.
    pub(crate) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.attribute("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }

    /// The « val » of the child `name`.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }
}

/// The root of `text`, and whether it was read to its end.
pub(crate) fn parse(text: &str) -> (Element, bool) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut open = vec![Element::default()];
    let (mut beyond, mut nodes) = (0usize, 0usize);
    let mut whole = true;
    loop {
        if nodes > MAX_NODES {
            whole = false;
            break;
        }
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                nodes += 1;
                if open.len() > MAX_DEPTH {
                    beyond += 1;
                    whole = false;
                } else {
                    open.push(element(&start));
                }
            }
            Ok(Event::Empty(start)) => {
                nodes += 1;
                push(&mut open, Node::Element(element(&start)));
            }
            Ok(Event::End(_)) => {
                if beyond > 0 {
                    beyond -= 1;
                } else if open.len() > 1
                    && let Some(done) = open.pop()
                {
                    push(&mut open, Node::Element(done));
                }
            }
            Ok(Event::Text(text)) => {
                nodes += 1;
                push_text(&mut open, &text);
            }
            Ok(Event::CData(text)) => {
                push_text(&mut open, &text);
            }
            Ok(Event::GeneralRef(reference)) => {
                let named = entity(&reference);
                if let Some(c) = reference.resolve_char_ref().ok().flatten().or(named) {
                    push_text(&mut open, c.encode_utf8(&mut [0; 4]));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => {
                whole = false;
                break;
            }
        }
    }
    whole &= open.len() == 1;
    while open.len() > 1 {
        if let Some(done) = open.pop() {
            push(&mut open, Node::Element(done));
        }
    }
    (open.pop().unwrap_or_default(), whole)
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

fn push(open: &mut [Element], node: Node) {
    if let Some(top) = open.last_mut() {
        top.children.push(node);
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(top) = open.last_mut() else { return };
    // References split a text into several events.
    if let Some(Node::Text(last)) = top.children.last_mut() {
        last.push_str(text);
    } else {
        top.children.push(Node::Text(text.to_owned()));
    }
}

fn element(start: &BytesStart<'_>) -> Element {
    let attributes = start
        .attributes()
        .with_checks(false)
        .flatten()
        .map(|a| {
            let value = quick_xml::escape::unescape(&a.value).map_or_else(|_| a.value.to_string(), |v| v.into_owned());
            (a.key.local_name().as_ref().into(), value.into_boxed_str())
        })
        .collect();
    Element { name: start.local_name().as_ref().into(), attributes, children: Vec::new() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn texts_and_references_are_joined() {
        let (root, whole) = parse("<w:p xmlns:w='w'><w:t w:val='a&amp;b'>l&#8217;aide &amp; le soin</w:t></w:p>");
        let t = root.descendant("t").unwrap();
        assert!(whole);
        assert_eq!(t.attribute("val"), Some("a&b"));
        assert!(matches!(&t.children[0], Node::Text(text) if text == "l’aide & le soin"));
    }

    #[test]
    fn depth_is_bounded_and_a_cut_is_seen() {
        let (_, whole) = parse(&"<a>".repeat(100_000));
        assert!(!whole);
        let (root, whole) = parse("<a><b>x</b><c>y");
        assert!(!whole && root.descendant("c").is_some());
    }
}
