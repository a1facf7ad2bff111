//! Tables of contents: their lines are no headings, and no text.

use glose_model::BlockKind;

use super::flow::Hint;
use super::role::{Marked, word_count};
use super::wording::wording;

/// Marks the lines of tables of contents that their source does not tell.
pub(crate) fn mark(marked: &mut [Marked]) {
    let words = wording();
    let mut under = false;
    for i in 0..marked.len() {
        let near = i.checked_sub(1).and_then(|k| marked.get(k)).is_some_and(|m| m.piece.hint == Hint::Contents);
        let next = marked.get(i + 1).is_some_and(|m| m.piece.hint == Hint::Contents);
        let Some(m) = marked.get_mut(i) else { break };
        if !m.is_open() {
            under &= m.kind != Some(BlockKind::TableRow);
            continue;
        }
        let text = m.text();
        if words.is_contents_title(text) {
            under = true;
            continue;
        }
        let numbered = text.ends_with(|c: char| c.is_ascii_digit()) && word_count(text) > 1;
        let dotted = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').ends_with("..");
        // The first line of an entry that takes two has no number yet.
        let between = near && next && word_count(text) < 25;
        if (numbered && (under || ((near || next) && dotted))) || between {
            m.piece.hint = Hint::Contents;
            m.set(BlockKind::Label);
        } else {
            under = false;
        }
    }
}
