//! The section of each block, the names of blocks, their parents, the calls of notes.

use std::collections::BTreeMap;

use glose_model::{Block, BlockKind, NoteCall};

use super::role::Marked;

/// The blocks of marked pieces.
pub(crate) fn blocks(marked: Vec<Marked>) -> Vec<Block> {
    let id = |i: usize| format!("b{}", i + 1);
    let mut notes: BTreeMap<String, usize> = BTreeMap::new();
    let mut callers: BTreeMap<String, usize> = BTreeMap::new();
    for (i, m) in marked.iter().enumerate() {
        if let Some(key) = m.piece.note.as_ref() {
            notes.insert(key.clone(), i);
        }
        for (_, key) in &m.piece.calls {
            callers.entry(key.clone()).or_insert(i);
        }
    }
    let mut section = String::new();
    let mut by_level: Vec<(u8, String)> = Vec::new();
    let mut sections: Vec<String> = Vec::with_capacity(marked.len());
    let mut out = Vec::with_capacity(marked.len());
    for (i, m) in marked.into_iter().enumerate() {
        let kind = m.kind.unwrap_or(if m.piece.boxed { BlockKind::Box } else { BlockKind::Paragraph });
        if kind == BlockKind::Heading {
            let level = m.level.unwrap_or(1);
            by_level.retain(|(l, _)| *l < level);
            if let Some(number) = &m.number {
                by_level.push((level, number.clone()));
            }
            section = by_level.last().map_or_else(String::new, |(_, n)| n.clone());
        }
        let caller = m.piece.note.as_ref().and_then(|key| callers.get(key)).copied();
        // A note stands in the section of its call.
        let own = caller.and_then(|c| sections.get(c)).unwrap_or(&section).clone();
        sections.push(own.clone());
        let piece = m.piece;
        out.push(Block {
            id: id(i),
            kind,
            level: m.level,
            number: if kind == BlockKind::Footnote { piece.mark } else { m.number },
            text: piece.text,
            cells: piece.cells,
            page: piece.page.or_else(|| piece.spans.first().map(|s| s.page)),
            bbox: piece.bbox,
            spans: piece.spans,
            section: own,
            parent: m.stem.or(caller).map(id),
            calls: piece
                .calls
                .into_iter()
                .filter_map(|(at, key)| notes.get(&key).map(|note| NoteCall { at, note: id(*note) }))
                .collect(),
            doubtful: piece.doubtful,
        });
    }
    out
}
