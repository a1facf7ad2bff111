//! From a flow of pieces to blocks: what each piece is, its section, its number, its stem; and the
//! head and foot of a circular. One file a pass.

mod boxes;
pub(crate) mod bullets;
mod contents;
pub(crate) mod flow;
mod foot;
mod footnotes;
mod furniture;
mod head;
mod headings;
mod lists;
mod marks;
mod meta;
pub(crate) mod numbering;
pub(crate) mod pages;
mod paragraphs;
mod role;
mod sections;
mod tables;
mod wording;

use glose_model::{Block, Meta};

use flow::Flow;
use role::Marked;

/// What the passes make of a flow.
#[derive(Clone, Debug, Default)]
pub(crate) struct Structured {
    /// The blocks, in reading order.
    pub(crate) blocks: Vec<Block>,
    /// What the head and the foot say of the text.
    pub(crate) meta: Meta,
}

/// Blocks and meta of a flow.
pub(crate) fn build(flow: Flow) -> Structured {
    let mut marked: Vec<Marked> =
        flow.pieces.into_iter().filter(|p| !p.text.trim().is_empty()).map(Marked::new).collect();
    contents::mark(&mut marked);
    headings::join_titles(&mut marked);
    let body = head::mark(&mut marked);
    foot::mark(&mut marked, body);
    headings::mark(&mut marked, body);
    lists::mark(&mut marked, body);
    let meta = meta::of(&marked, body);
    Structured { blocks: sections::blocks(marked), meta }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    /// Reads `cases.txt`: each case is a plain text and the blocks and meta that it must become.
    #[test]
    fn the_cases() {
        let mut failures = Vec::new();
        for case in include_str!("cases.txt").split("\n--- ").skip(1) {
            let (name, rest) = case.split_once(" ---\n").unwrap();
            let (text, expected) = rest.split_once("\n=>\n").unwrap();
            let built = super::build(crate::source::text::read(text.as_bytes()).flow);
            let mut got = Vec::new();
            for block in &built.blocks {
                let kind = serde_name(&block.kind);
                let dash = |s: &str| if s.is_empty() { "-".to_owned() } else { s.replace(' ', "_") };
                let level = block.level.map_or("-".to_owned(), |l| l.to_string());
                let head =
                    format!("{kind} {level} {} {}", dash(block.number.as_deref().unwrap_or("")), dash(&block.section));
                got.push((head, block.text.clone()));
            }
            let mut lines = got.into_iter();
            for want in expected.lines().filter(|l| !l.is_empty()) {
                if let Some(meta) = want.strip_prefix("meta: ") {
                    let (field, value) = meta.split_once(" = ").unwrap();
                    let m = &built.meta;
                    let found = match field {
                        "kind" => m.kind.clone().unwrap_or_default(),
                        "nor" => m.nor.clone().unwrap_or_default(),
                        "date" => m.date.clone().unwrap_or_default(),
                        "issuer" => m.issuer.clone().unwrap_or_default(),
                        "object" => m.object.clone().unwrap_or_default(),
                        "signatory" => m.signatory.clone().unwrap_or_default(),
                        "repeals" => m.repeals.join(" | "),
                        "addressees" => m.addressees.join(" | "),
                        "references" => m.references.join(" | "),
                        _ => panic!("{name}: no meta called {field}"),
                    };
                    if found != value {
                        failures.push(format!("{name}: {field} is « {found} », not « {value} »"));
                    }
                    continue;
                }
                let mut parts = want.splitn(5, ' ');
                let head = parts.by_ref().take(4).collect::<Vec<_>>().join(" ");
                let start = parts.next().unwrap_or("");
                match lines.next() {
                    Some((h, text)) if h == head && text.starts_with(start) => {}
                    other => failures.push(format!("{name}: wanted « {want} », got {other:?}")),
                }
            }
            failures.extend(lines.map(|extra| format!("{name}: too many: {extra:?}")));
        }
        assert!(failures.is_empty(), "{}", failures.join("\n"));
    }

    /// The name of a kind in JSON.
    fn serde_name(kind: &glose_model::BlockKind) -> String {
        let debug = format!("{kind:?}");
        let mut out = String::new();
        for (i, c) in debug.chars().enumerate() {
            if c.is_uppercase() && i > 0 {
                out.push('_');
            }
            out.extend(c.to_lowercase());
        }
        out
    }
}
