//! The foot of a circular: place and date, by whose leave, the function and name of who signs.

use glose_model::BlockKind;

use super::flow::Hint;
use super::numbering::{self, ANNEX, Family};
use super::role::{Marked, word_count};
use super::wording::wording;

/// Most lines of a signature block; circulars of several ministers have some twenty.
const LONGEST: usize = 40;

/// Marks the signature: the short lines that close the text before its annexes, when one of them
/// names a function or opens as a signature does.
pub(crate) fn mark(marked: &mut [Marked], from: usize) {
    let annex = marked.iter().enumerate().skip(from).find(|(_, m)| opens_annex(m)).map(|(i, _)| i);
    let ends = [annex, Some(marked.len())];
    for end in ends.into_iter().flatten() {
        if mark_before(marked, from, end) {
            return;
        }
    }
}

fn opens_annex(m: &Marked) -> bool {
    (m.is_open() || m.kind == Some(BlockKind::Heading))
        && word_count(m.text()) < 30
        && numbering::parse(m.text()).is_some_and(|n| matches!(n.family, Family::Word(ANNEX)))
        && !m.text().ends_with(['.', ';'])
}

fn mark_before(marked: &mut [Marked], from: usize, end: usize) -> bool {
    let words = wording();
    let mut lines = Vec::new();
    let mut first_sign = None;
    for i in (from..end).rev() {
        let Some(m) = marked.get(i) else { break };
        if matches!(m.kind, Some(BlockKind::Footnote | BlockKind::Furniture)) {
            continue;
        }
        let text = m.text();
        let opens = words.opens_signature(text);
        let prose =
            text.ends_with(['.', ';']) && word_count(text) > 9 && !super::wording::fold(text).starts_with("fait ");
        let item = matches!(m.piece.hint, Hint::Item(_) | Hint::Row | Hint::HeaderRow | Hint::Heading(_));
        if item || prose || word_count(text) > 40 || lines.len() >= LONGEST || m.kind == Some(BlockKind::Heading) {
            break;
        }
        if opens {
            first_sign = Some(lines.len());
        }
        lines.push(i);
    }
    // Short lines above the first that signs are text, not signature.
    let Some(first) = first_sign else { return false };
    for i in lines.into_iter().take(first + 1) {
        if let Some(m) = marked.get_mut(i) {
            m.set(BlockKind::Signature);
            m.level = None;
        }
    }
    true
}
