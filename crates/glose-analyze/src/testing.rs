//! Small documents for tests.

use glose_model::{Block, BlockKind, Document, Meta, Program, Source, SourceKind};

/// A block without a place, to be numbered by [`document`].
pub(crate) fn block(kind: BlockKind, text: &str) -> Block {
    Block {
        id: String::new(),
        kind,
        level: None,
        number: None,
        text: text.to_owned(),
        cells: Vec::new(),
        page: None,
        bbox: None,
        spans: Vec::new(),
        section: String::new(),
        parent: None,
        calls: Vec::new(),
        doubtful: Vec::new(),
    }
}

/// A document of these blocks, `b1`, `b2`…
pub(crate) fn document(mut blocks: Vec<Block>) -> Document {
    for (i, block) in blocks.iter_mut().enumerate() {
        block.id = format!("b{}", i + 1);
    }
    Document {
        format: Document::FORMAT.to_owned(),
        program: Program::default(),
        options: std::collections::BTreeMap::default(),
        source: Source {
            file: "essai.txt".to_owned(),
            sha256: String::new(),
            pages: None,
            kind: SourceKind::Text,
            text_layer: None,
        },
        pages_info: Vec::new(),
        meta: Meta::default(),
        blocks,
        diagnostics: Vec::new(),
    }
}
