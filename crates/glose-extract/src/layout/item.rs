//! Pieces of rows between wide white: what columns, cells and labels are made of.

use super::grid::Grid;
use super::line::{ASCENT, DESCENT};
use super::rows::Row;
use super::segment::Segment;

/// White from which a row falls into pieces, in ems.
pub(crate) const PIECE_GAP: f32 = 0.9;

/// The same where the pen was elsewhere meanwhile: lines of cells set close.
const TORN_GAP: f32 = 0.5;

/// A piece of a row, or a whole table.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
    pub(crate) size: f32,
    /// Row of the page that it stands in.
    pub(crate) row: usize,
    /// First of its glyphs in the order drawn.
    pub(crate) drawn: u32,
    /// Its segments, left to right.
    pub(crate) segments: Vec<usize>,
    /// The table that it is; its segments are those of its cells.
    pub(crate) grid: Option<usize>,
    /// Number of lines in it.
    pub(crate) lines: usize,
}

impl Item {
    fn new(place: usize, segment: &Segment, row: usize) -> Self {
        Self {
            x0: segment.x0,
            x1: segment.x1,
            top: segment.y - ASCENT * segment.size,
            bottom: segment.y + DESCENT * segment.size,
            size: segment.size,
            row,
            drawn: segment.from,
            segments: vec![place],
            grid: None,
            lines: 1,
        }
    }

    fn add(&mut self, place: usize, segment: &Segment) {
        self.x0 = self.x0.min(segment.x0);
        self.x1 = self.x1.max(segment.x1);
        if !segment.raised {
            self.top = self.top.min(segment.y - ASCENT * segment.size);
            self.bottom = self.bottom.max(segment.y + DESCENT * segment.size);
            self.size = self.size.max(segment.size);
        }
        self.drawn = self.drawn.min(segment.from);
        self.segments.push(place);
    }

    /// Width in its own ems.
    pub(crate) fn ems(&self) -> f32 {
        (self.x1 - self.x0) / self.size.max(1.0)
    }

    /// Whether some of the height of two is shared: lines of cells set to the middle of a row may
    /// stand half a line apart.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let shared = self.bottom.min(other.bottom) - self.top.max(other.top);
        shared > 0.1 * (self.bottom - self.top).min(other.bottom - other.top)
    }
}

/// The cell of a ruled table that a segment stands in.
pub(crate) fn cell_of(segment: &Segment, grids: &[Grid]) -> Option<(usize, u16, u16)> {
    let (x, y) = (segment.x0, segment.y - 0.3 * segment.size);
    let at = grids.iter().position(|g| g.contains((segment.x0 + segment.x1) * 0.5, y) && g.contains(x + 1.0, y))?;
    let (row, column) = grids.get(at)?.cell(x + 1.0, y);
    Some((at, row, column))
}

/// Width of a long word, in ems.
const WORD: f32 = 14.0;

/// White from which a row falls into pieces, in ems: more where the words of a justified line are
/// set wide apart, all by the same white.
fn piece_gap(row: &Row, segments: &[Segment]) -> f32 {
    if row.members.len() < 3 {
        return PIECE_GAP;
    }
    let ends: Vec<&Segment> = row.members.iter().filter_map(|p| segments.get(*p)).filter(|s| !s.raised).collect();
    // Lines of columns side by side stand apart by the same white too.
    if ends.iter().any(|s| s.x1 - s.x0 > WORD * s.size) {
        return PIECE_GAP;
    }
    let mut wide: Vec<f32> = ends
        .windows(2)
        .filter_map(|w| match w {
            [a, b] => Some((b.x0 - a.x1) / a.size.max(b.size).max(1.0)),
            _ => None,
        })
        .filter(|gap| *gap >= PIECE_GAP)
        .collect();
    wide.sort_by(f32::total_cmp);
    let (Some(least), Some(most)) = (wide.first(), wide.last()) else { return PIECE_GAP };
    let even = match wide.len() {
        0 | 1 => false,
        2 => most - least < 0.05 * least,
        _ => most - least < 0.2 * least,
    };
    if even && *most < 3.0 { most + 0.01 } else { PIECE_GAP }
}

/// Pieces of the rows, tables being one piece each. Within a table nothing is joined here.
pub(crate) fn items(rows: &[Row], segments: &[Segment], grids: &[Grid]) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::with_capacity(rows.len() + 8);
    let mut tables: Vec<Option<Item>> = vec![None; grids.len()];
    for (number, row) in rows.iter().enumerate() {
        let mut open: Option<Item> = None;
        let gap = piece_gap(row, segments);
        for place in &row.members {
            let Some(segment) = segments.get(*place) else { continue };
            if !grids.is_empty()
                && let Some((at, _, _)) = cell_of(segment, grids)
                && let Some(table) = tables.get_mut(at)
            {
                match table {
                    Some(item) => item.add(*place, segment),
                    None => *table = Some(Item { grid: Some(at), ..Item::new(*place, segment, number) }),
                }
                continue;
            }
            let follows =
                |item: &Item| item.segments.last().and_then(|p| segments.get(*p)).is_some_and(|s| s.to == segment.from);
            match &mut open {
                Some(item)
                    if segment.x0 - item.x1
                        < if follows(item) { gap } else { gap.min(TORN_GAP) } * segment.size.max(item.size) =>
                {
                    item.add(*place, segment);
                }
                _ => {
                    out.extend(open.take());
                    open = Some(Item::new(*place, segment, number));
                }
            }
        }
        out.extend(open);
    }
    for (table, grid) in tables.into_iter().zip(grids) {
        if let Some(mut item) = table {
            let [x0, y0, x1, y1] = grid.bbox;
            (item.x0, item.x1, item.top, item.bottom) =
                (item.x0.min(x0), item.x1.max(x1), item.top.min(y0), item.bottom.max(y1));
            item.lines = grid.rows();
            out.push(item);
        }
    }
    out.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.x0.total_cmp(&b.x0)));
    out
}
