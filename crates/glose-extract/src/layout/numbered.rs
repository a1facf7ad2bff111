//! Line numbers in the margin: drafts and judgments count their lines.

use super::glyph::{Glyph, Glyphs};
use super::rows::Row;
use super::segment::Segment;

/// Numbers from which a margin counts lines.
const FEWEST: usize = 5;
/// The same where they are set as large as the text.
const MANY: usize = 15;

/// Takes the line numbers out of the rows of a page, and returns their places. They stand left of
/// everything else, and from one to another there are as many lines as they say.
pub(super) fn take(rows: &mut Vec<Row>, segments: &[Segment], glyphs: &[Glyph], of: Glyphs<'_>) -> Vec<usize> {
    let number = |row: &Row| {
        let [first, next, ..] = row.members.as_slice() else { return None };
        let (own, next) = (segments.get(*first)?, segments.get(*next)?);
        let apart = next.x0 - own.x1 > 0.5 * own.size;
        let value = value(own, glyphs, of).filter(|_| apart)?;
        Some((*first, value, own.x1, own.size < 0.9 * next.size))
    };
    let found: Vec<(usize, (usize, u32, f32, bool))> =
        rows.iter().enumerate().filter_map(|(i, row)| Some((i, number(row)?))).collect();
    if found.len() < FEWEST {
        return Vec::new();
    }
    let counts = found.windows(2).filter(|w| match w {
        [(i, (_, a, ..)), (j, (_, b, ..))] => usize::try_from(b.saturating_sub(*a)).is_ok_and(|n| n == j - i),
        _ => false,
    });
    let small = found.iter().filter(|(_, (.., small))| *small).count();
    let outside = found.iter().map(|(_, (_, _, x1, _))| *x1).fold(f32::MIN, f32::max);
    let is_number = |place: &usize| found.iter().any(|(_, (p, ..))| p == place);
    let clear = rows
        .iter()
        .flat_map(|r| &r.members)
        .filter(|p| !is_number(p))
        .all(|p| segments.get(*p).is_none_or(|s| s.x0 > outside));
    let counted = counts.count() * 10 >= (found.len() - 1) * 8;
    if !counted || !clear || small * 10 < found.len() * 9 && found.len() < MANY {
        return Vec::new();
    }
    let places: Vec<usize> = found.into_iter().map(|(_, (place, ..))| place).collect();
    for row in rows.iter_mut() {
        row.members.retain(|p| !places.contains(p));
    }
    rows.retain(|row| !row.members.is_empty());
    places
}

/// The number that a segment is.
fn value(segment: &Segment, glyphs: &[Glyph], of: Glyphs<'_>) -> Option<u32> {
    if segment.to - segment.from > 5 {
        return None;
    }
    let mut text = String::new();
    for glyph in glyphs.get(segment.range())? {
        of.push(glyph.text, &mut text);
    }
    text.trim().parse().ok()
}
