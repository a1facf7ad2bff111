//! What readers of marked-up texts share: the one heading above all others is the title.

use crate::structure::flow::{Hint, Piece};
use crate::structure::numbering;

/// Makes a lone heading of the highest level the title, and lifts the others by its level.
pub(crate) fn settle(pieces: &mut [Piece]) {
    let levels = || pieces.iter().filter_map(|p| if let Hint::Heading(l) = p.hint { Some(l) } else { None });
    let Some(top) = levels().min() else { return };
    let lone = levels().filter(|l| *l == top).count() == 1 && levels().count() > 1;
    let first = pieces.iter().position(|p| matches!(p.hint, Hint::Heading(_)));
    let titled = lone
        && first
            .and_then(|i| pieces.get(i))
            .is_some_and(|p| p.hint == Hint::Heading(top) && numbering::parse(&p.text).is_none());
    let below = if titled { levels().filter(|l| *l > top).min().unwrap_or(top) } else { top };
    for piece in pieces {
        if let Hint::Heading(level) = &mut piece.hint {
            if titled && *level == top {
                piece.hint = Hint::Title;
            } else {
                *level = level.saturating_sub(below) + 1;
            }
        }
    }
}
