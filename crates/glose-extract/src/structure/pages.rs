//! From pages of lines to a flow of pieces.

use super::flow::{Flow, Piece};
use crate::layout::{Joiner, Laid, Line, Slice};

/// The pieces of laid-out pages: lines close together in one region are one paragraph.
pub(crate) fn flow(laid: &Laid) -> Flow {
    let joiner = Joiner::new(laid);
    let mut flow = Flow::default();
    for page in &laid.pages {
        let mut group: Vec<Slice<'_>> = Vec::new();
        for line in page.lines.iter().filter(|l| !l.aside) {
            if group.last().is_some_and(|before| breaks(before.line, line)) {
                flow.pieces.extend(piece(&joiner, &group));
                group.clear();
            }
            group.push(Slice::whole(page.number, line));
        }
        flow.pieces.extend(piece(&joiner, &group));
    }
    flow
}

/// Whether a paragraph ends between two lines.
fn breaks(before: &Line, line: &Line) -> bool {
    before.region != line.region
        || before.cell != line.cell
        || line.baseline - before.baseline > 1.45 * line.size.max(before.size)
        || line.baseline < before.baseline
}

fn piece(joiner: &Joiner, group: &[Slice<'_>]) -> Option<Piece> {
    let first = group.first()?;
    let joined = joiner.join(group);
    Some(Piece {
        page: Some(first.page),
        bbox: joined.spans.first().map(|s| s.bbox),
        spans: joined.spans,
        ..Piece::text(joined.text)
    })
}
