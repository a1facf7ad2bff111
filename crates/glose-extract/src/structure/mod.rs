//! From a flow of pieces to blocks: what each piece is, its section, its number, its stem; and the
//! head and foot of a circular. One file a pass.

pub(crate) mod bullets;
pub(crate) mod flow;
pub(crate) mod pages;
pub(crate) mod numbering;
mod wording;

use glose_model::{Block, BlockKind, Meta};

use flow::{Flow, Hint};

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
    let blocks = flow
        .pieces
        .into_iter()
        .enumerate()
        .map(|(i, p)| Block {
            id: format!("b{}", i + 1),
            kind: match p.hint {
                Hint::Furniture => BlockKind::Furniture,
                _ => BlockKind::Paragraph,
            },
            level: None,
            number: None,
            text: p.text,
            cells: p.cells,
            page: p.page,
            bbox: p.bbox,
            spans: p.spans,
            section: String::new(),
            parent: None,
            calls: Vec::new(),
            doubtful: p.doubtful,
        })
        .collect();
    Structured { blocks, meta: Meta::default() }
}
