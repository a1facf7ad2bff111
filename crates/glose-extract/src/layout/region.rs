//! The zones of a page in reading order: columns one after the other, tables cell by cell, and
//! everything else from top to bottom.

use super::glyph::{Glyph, Glyphs, Text};
use super::grid::Grid;
use super::gutter::{Gutter, gutters};
use super::item::{Item, cell_of};
use super::segment::Segment;
use super::{Rule, RuleKind};

/// How often columns may hold columns.
const MAX_DEPTH: usize = 6;
/// Beyond this number of pieces a page is a drawing or a sheet of figures, read line by line.
const MAX_ITEMS: usize = 1500;

/// What a page is read by.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) segments: &'a [Segment],
    pub(crate) glyphs: &'a [Glyph],
    pub(crate) of: Glyphs<'a>,
    pub(crate) grids: &'a [Grid],
    pub(crate) rules: &'a [Rule],
    /// The glyphs are in an order that says something: that of the file, not of a picture.
    pub(crate) ordered: bool,
}

/// A zone: lines, or the cells of a table.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    /// Left and right edge that its lines stand between.
    pub(crate) frame: [f32; 2],
    /// What is in it.
    pub(crate) kind: ZoneKind,
}

#[derive(Clone, Debug)]
pub(crate) enum ZoneKind {
    /// Segments of each line, top to bottom.
    Lines(Vec<Vec<usize>>),
    /// Cells row by row.
    Table {
        /// Number of columns.
        columns: u16,
        /// Whether rules make it.
        ruled: bool,
        /// Row, column, and the segments of each.
        cells: Vec<(u16, u16, Vec<usize>)>,
    },
}

/// The zones of the items of a page, which are sorted from top to bottom.
pub(crate) fn zones(scene: Scene<'_>, items: Vec<Item>) -> Vec<Zone> {
    let frame = items.iter().fold([f32::MAX, f32::MIN], |[a, b], i| [a.min(i.x0), b.max(i.x1)]);
    let mut out = Vec::new();
    order(scene, items, frame, 0, &mut out);
    out
}

fn order(scene: Scene<'_>, items: Vec<Item>, frame: [f32; 2], depth: usize, out: &mut Vec<Zone>) {
    if items.is_empty() {
        return;
    }
    if depth < MAX_DEPTH && items.len() <= MAX_ITEMS && some_beside(&items) {
        let all = gutters(&items, scene.ordered);
        for gutter in &all {
            match judge(scene, gutter, &items) {
                Reading::Columns => {
                    let (above, below, left, right) = part(items, gutter);
                    order(scene, above, frame, depth + 1, out);
                    order(scene, left, [frame[0], gutter.from], depth + 1, out);
                    order(scene, right, [gutter.to, frame[1]], depth + 1, out);
                    order(scene, below, frame, depth + 1, out);
                    return;
                }
                Reading::Rows => {
                    let tight = gutter.tightened(&items);
                    if let Some(table) = unruled(scene, &tight, &all, &items) {
                        let (above, below, _, _) = part(items, &tight);
                        order(scene, above, frame, depth + 1, out);
                        out.push(Zone { frame, kind: table });
                        order(scene, below, frame, depth + 1, out);
                        return;
                    }
                }
                Reading::Lines => {}
            }
        }
    }
    plain(scene, &items, frame, out);
}

/// Whether anything stands beside anything else.
fn some_beside(items: &[Item]) -> bool {
    items.iter().enumerate().any(|(i, item)| {
        items.iter().skip(i + 1).take_while(|other| other.top < item.bottom).any(|other| other.meets(item))
    })
}

/// Items above and below a gutter, and on its two sides.
fn part(items: Vec<Item>, gutter: &Gutter) -> (Vec<Item>, Vec<Item>, Vec<Item>, Vec<Item>) {
    let (top, bottom) = gutter.extent(&items);
    let middle = (top + bottom) * 0.5;
    let (mut above, mut below, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (i, item) in items.into_iter().enumerate() {
        if gutter.left.binary_search(&i).is_ok() {
            left.push(item);
        } else if gutter.right.binary_search(&i).is_ok() {
            right.push(item);
        } else if (item.top + item.bottom) * 0.5 < middle {
            above.push(item);
        } else {
            below.push(item);
        }
    }
    (above, below, left, right)
}

/// How the two sides of a gutter are read.
enum Reading {
    /// One after the other.
    Columns,
    /// Row by row.
    Rows,
    /// As lines that the white happens to pass: bullets and their text.
    Lines,
}

/// What a side of a gutter looks like.
struct Side {
    lines: usize,
    /// Mean width of its lines in ems.
    ems: f32,
    /// Share of its lines that reach its right edge.
    full: f32,
    table: bool,
}

fn side(places: &[usize], items: &[Item]) -> Side {
    let of: Vec<&Item> = places.iter().filter_map(|i| items.get(*i)).collect();
    let mut rows: Vec<usize> = of.iter().map(|i| i.row).collect();
    rows.sort_unstable();
    rows.dedup();
    let table = of.iter().any(|i| i.grid.is_some());
    let right = of.iter().map(|i| i.x1).fold(f32::MIN, f32::max);
    let count = of.len().max(1) as f32;
    Side {
        lines: rows.len() + of.iter().filter(|i| i.grid.is_some()).map(|i| i.lines).sum::<usize>(),
        ems: of.iter().map(|i| i.ems()).sum::<f32>() / count,
        full: of.iter().filter(|i| i.x1 > right - 2.0 * i.size).count() as f32 / count,
        table,
    }
}

fn judge(scene: Scene<'_>, gutter: &Gutter, items: &[Item]) -> Reading {
    let (left, right) = (side(&gutter.left, items), side(&gutter.right, items));
    let switches = gutter.switches(items);
    if (left.table || right.table) && left.lines >= 2 && right.lines >= 2 && left.ems >= 3.5 {
        return Reading::Columns;
    }
    // Bullets and numbers hang to the left of their text.
    let hanging = gutter.left.iter().filter_map(|i| items.get(*i)).all(|i| i.ems() < 3.5);
    if hanging {
        return Reading::Lines;
    }
    let white = gutter.to - gutter.from;
    let size = items.first().map_or(10.0, |i| i.size);
    if left.lines >= 2 && right.lines >= 2 {
        let prose = left.ems >= 12.0 && right.ems >= 12.0;
        let wrapped = left.full >= 0.5 && right.full >= 0.5;
        // Where the order says nothing: the rows of a table stand on common baselines.
        if !scene.ordered && gutter.shared_rows(items) * 2 < left.lines.min(right.lines) {
            return Reading::Columns;
        }
        // The pen goes from side to side at every row of a table; past columns it goes a few times,
        // for what stands above and below them.
        if switches <= 1
            || switches <= 3 && prose
            || switches * 2 <= left.lines.min(right.lines) && left.lines.min(right.lines) >= 5
            || prose
                && wrapped
                && left.lines >= 6
                && right.lines >= 6
                && switches * 2 >= left.lines.min(right.lines) * 3
        {
            return Reading::Columns;
        }
        return Reading::Rows;
    }
    // A block of letterhead beside one line.
    if switches <= 1 && left.lines.max(right.lines) >= 3 && left.lines >= 2 && white > 3.0 * size {
        return Reading::Columns;
    }
    Reading::Rows
}

/// A table made by white alone, if the gutter is one of its.
fn unruled(scene: Scene<'_>, gutter: &Gutter, all: &[Gutter], items: &[Item]) -> Option<ZoneKind> {
    let (top, bottom) = gutter.extent(items);
    let inside: Vec<usize> = {
        let mut both: Vec<usize> = gutter.left.iter().chain(&gutter.right).copied().collect();
        both.sort_unstable();
        both
    };
    if inside.iter().any(|i| items.get(*i).is_some_and(|i| i.grid.is_some())) {
        return None;
    }
    let mut bounds: Vec<f32> = vec![(gutter.from + gutter.to) * 0.5];
    for other in all {
        let (a, b) = other.extent(items);
        let shared = b.min(bottom) - a.max(top);
        let middle = (other.from + other.to) * 0.5;
        if shared > 0.6 * (bottom - top) && bounds.iter().all(|x| (x - middle).abs() > 12.0) {
            bounds.push(middle);
        }
    }
    bounds.sort_by(f32::total_cmp);
    let column = |item: &Item| bounds.partition_point(|b| *b < item.x0 + 0.5);
    let mut drawn: Vec<usize> = inside.clone();
    drawn.sort_by_key(|i| items.get(*i).map_or(0, |i| i.drawn));
    let mut cells: Vec<(u16, u16, Vec<usize>)> = Vec::new();
    let mut row = 0_u16;
    let mut last: Option<(usize, &Item)> = None;
    for i in drawn {
        let item = items.get(i)?;
        let at = column(item);
        let mut next = last.is_none();
        if let Some((before, other)) = last {
            let gap = item.top - other.bottom;
            if at < before || at == before && gap > 0.9 * item.size || item.bottom < other.top - 40.0 {
                row += 1;
            }
            next = at != before || item.row < other.row;
        }
        let new = cells.last().is_none_or(|(r, c, _)| *r != row || usize::from(*c) != at) || next && cells.is_empty();
        if new {
            cells.push((row, at as u16, Vec::new()));
        }
        if let Some((_, _, members)) = cells.last_mut() {
            members.extend(&item.segments);
        }
        last = Some((at, item));
    }
    let cells = continued(cells);
    let rows = cells.last().map_or(0, |(r, _, _)| usize::from(*r) + 1);
    let columns = bounds.len() + 1;
    is_table(scene, &cells, rows, columns, gutter, items, (top, bottom)).then_some(ZoneKind::Table {
        columns: columns as u16,
        ruled: false,
        cells,
    })
}

/// Rows without a first cell go on the row above: the file draws line by line.
fn continued(cells: Vec<(u16, u16, Vec<usize>)>) -> Vec<(u16, u16, Vec<usize>)> {
    let mut out: Vec<(u16, u16, Vec<usize>)> = Vec::new();
    let mut row = 0_u16;
    let mut last = None;
    for (r, column, members) in cells {
        if last != Some(r) {
            if last.is_some() && column == 0 {
                row += 1;
            }
            last = Some(r);
        }
        match out.iter_mut().find(|(or, oc, _)| *or == row && *oc == column) {
            Some((_, _, before)) => before.extend(members),
            None => out.push((row, column, members)),
        }
    }
    out.sort_by_key(|(r, c, _)| (*r, *c));
    out
}

fn is_table(
    scene: Scene<'_>,
    cells: &[(u16, u16, Vec<usize>)],
    rows: usize,
    columns: usize,
    gutter: &Gutter,
    items: &[Item],
    (top, bottom): (f32, f32),
) -> bool {
    if rows < 2 {
        return false;
    }
    // Rows must follow each other down the page.
    let tops = (0..rows).map(|r| {
        let of = cells.iter().filter(|(row, _, _)| usize::from(*row) == r);
        of.flat_map(|(_, _, m)| m).filter_map(|s| scene.segments.get(*s)).map(|s| s.y).fold(f32::MAX, f32::min)
    });
    let tops: Vec<f32> = tops.collect();
    if tops.windows(2).any(|w| w[1] < w[0] - 1.0) {
        return false;
    }
    let first = |members: &[usize]| scene.text(members);
    let lefts: Vec<String> = cells.iter().filter(|(_, c, _)| *c == 0).map(|(_, _, m)| first(m)).collect();
    let rights: Vec<String> =
        cells.iter().filter(|(_, c, _)| usize::from(*c) == columns - 1).map(|(_, _, m)| first(m)).collect();
    // « Objet : », « Réf. : »: a label and its value.
    let labels = lefts.iter().filter(|t| t.trim_end().ends_with(':')).count();
    if labels * 2 > lefts.len() {
        return false;
    }
    if is_contents(scene, cells, &rights) {
        return false;
    }
    let width = {
        let x0 = items.iter().map(|i| i.x0).fold(f32::MAX, f32::min);
        let x1 = items.iter().map(|i| i.x1).fold(f32::MIN, f32::max);
        x1 - x0
    };
    let rules = scene
        .rules
        .iter()
        .filter(|r| r.kind == RuleKind::Horizontal)
        .filter(|r| r.bbox[1] > top - 12.0 && r.bbox[3] < bottom + 12.0 && r.bbox[2] - r.bbox[0] > 0.5 * width);
    // The sides of a box around it do not make rows.
    let inside = rules.clone().any(|r| r.bbox[1] > top + 4.0 && r.bbox[3] < bottom - 4.0);
    let rules = if inside { rules.count() } else { 0 };
    let full_rows =
        (0..rows).filter(|r| cells.iter().filter(|(row, _, _)| usize::from(*row) == *r).count() == columns).count();
    if rules >= 2 && full_rows * 2 >= rows {
        return true;
    }
    if columns >= 3 {
        return rows >= 3 && full_rows * 2 >= rows;
    }
    // Two columns and no rule: only where both are set to a common edge.
    let aligned = |side: &[usize]| {
        let edges: Vec<f32> = side.iter().filter_map(|i| items.get(*i)).map(|i| i.x0).collect();
        let least = edges.iter().copied().fold(f32::MAX, f32::min);
        edges.iter().filter(|x| **x - least < 2.0).count() * 10 >= edges.len() * 9
    };
    rows >= 3 && full_rows * 10 >= rows * 8 && aligned(&gutter.left) && aligned(&gutter.right)
}

/// A table of contents: leaders, or a last column of page numbers that only grow.
fn is_contents(scene: Scene<'_>, cells: &[(u16, u16, Vec<usize>)], last: &[String]) -> bool {
    let leaders = |t: &str| t.contains(". . .") || t.contains(".....") || t.contains("…………") || t.contains("_____");
    if cells.iter().any(|(_, _, m)| leaders(&scene.text(m))) {
        return true;
    }
    let pages: Option<Vec<u32>> = last.iter().map(|t| t.trim().parse().ok()).collect();
    pages.is_some_and(|pages| pages.len() >= 3 && pages.windows(2).all(|w| w[0] <= w[1]))
}

impl Scene<'_> {
    /// The text of segments, roughly.
    fn text(&self, members: &[usize]) -> String {
        let mut out = String::new();
        for segment in members.iter().filter_map(|m| self.segments.get(*m)) {
            for glyph in self.glyphs.get(segment.range()).unwrap_or_default() {
                if glyph.text != Text::NONE {
                    self.of.push(glyph.text, &mut out);
                }
            }
        }
        out
    }
}

/// Items from top to bottom, one line a row; ruled tables where they stand.
fn plain(scene: Scene<'_>, items: &[Item], frame: [f32; 2], out: &mut Vec<Zone>) {
    let mut lines: Vec<(f32, usize, Vec<usize>)> = Vec::new();
    let mut tables: Vec<&Item> = Vec::new();
    let mut by_row: Vec<&Item> = items.iter().filter(|i| i.grid.is_none()).collect();
    tables.extend(items.iter().filter(|i| i.grid.is_some()));
    by_row.sort_by(|a, b| a.row.cmp(&b.row).then(a.x0.total_cmp(&b.x0)));
    for item in by_row {
        match lines.last_mut() {
            Some((_, row, members)) if *row == item.row => members.extend(&item.segments),
            _ => lines.push((item.top, item.row, item.segments.clone())),
        }
    }
    let mut rest = lines.into_iter().peekable();
    for table in tables {
        let mut before = Vec::new();
        while let Some(line) = rest.next_if(|(top, _, _)| *top < table.top) {
            before.push(line.2);
        }
        push_lines(before, frame, out);
        out.push(Zone { frame: [table.x0, table.x1], kind: ruled(scene, table) });
    }
    push_lines(rest.map(|l| l.2).collect(), frame, out);
}

fn push_lines(lines: Vec<Vec<usize>>, frame: [f32; 2], out: &mut Vec<Zone>) {
    if !lines.is_empty() {
        out.push(Zone { frame, kind: ZoneKind::Lines(lines) });
    }
}

/// The cells of a ruled table.
fn ruled(scene: Scene<'_>, table: &Item) -> ZoneKind {
    let columns = table.grid.and_then(|g| scene.grids.get(g)).map_or(1, Grid::columns);
    let mut cells: Vec<(u16, u16, Vec<usize>)> = Vec::new();
    for place in &table.segments {
        let Some(segment) = scene.segments.get(*place) else { continue };
        let (row, column) = cell_of(segment, scene.grids).map_or((0, 0), |(_, row, column)| (row, column));
        match cells.iter_mut().find(|(r, c, _)| *r == row && *c == column) {
            Some((_, _, members)) => members.push(*place),
            None => cells.push((row, column, vec![*place])),
        }
    }
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    ZoneKind::Table { columns: columns as u16, ruled: true, cells }
}
