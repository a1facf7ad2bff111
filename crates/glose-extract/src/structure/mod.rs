//! From a flow of pieces to blocks: what each piece is, its section, its number, its stem; and the
//! head and foot of a circular. One file a pass.

mod boxes;
pub(crate) mod bullets;
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
    let body = head::mark(&mut marked);
    foot::mark(&mut marked, body);
    headings::mark(&mut marked, body);
    lists::mark(&mut marked, body);
    let meta = meta::of(&marked, body);
    Structured { blocks: sections::blocks(marked), meta }
}
