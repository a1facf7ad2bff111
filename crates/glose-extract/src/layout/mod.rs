//! From glyphs to lines in reading order, and from lines to text that is whole again.

mod glyph;
mod grid;
mod gutter;
mod hyphen;
mod item;
mod join;
mod line;
mod numbered;
mod page;
mod region;
mod rows;
mod segment;
mod turned;

pub(crate) use glyph::{ARTIFACT, BOLD, FontLook, Glyph, GlyphPage, Glyphs, HIDDEN, Picture, SLANTED, Text};
pub(crate) use join::{Joiner, Slice};
pub(crate) use page::{Bookmark, Cell, Element, Laid, Line, LineEnd, Page, Rule, RuleKind, Run};

use glose_model::TextLayer;
use region::{Scene, Zone, ZoneKind};
use segment::Segment;

/// A page laid out, and its text as it was drawn: segments in the order of the file, a new line
/// where the pen moves to another baseline.
pub(crate) fn lay_out(mut page: GlyphPage, of: Glyphs<'_>) -> (Page, String) {
    let mut glyphs = std::mem::take(&mut page.glyphs);
    let mut segments = segment::segments(&mut glyphs, of);
    let raw = raw_text(&segments, &glyphs, of);
    let main = turned::main_direction(&segments, page.directions.len());
    let rules = turned::rules(&page, main);
    let ordered = page.text_layer == TextLayer::Native;
    let mut lines = lay_out_upright(main, ordered, &mut segments, &glyphs, of, &rules);
    turned::put_back(&mut lines, &page, main);
    lines.extend(turned::asides(main, &mut segments, &glyphs, of, &page));
    (page.with_lines(lines), raw)
}

/// The lines of the text of one direction, in its frame.
fn lay_out_upright(
    direction: u8,
    ordered: bool,
    segments: &mut [Segment],
    glyphs: &[Glyph],
    of: Glyphs<'_>,
    rules: &[Rule],
) -> Vec<Line> {
    let places: Vec<usize> =
        segments.iter().enumerate().filter(|(_, s)| s.direction == direction).map(|(i, _)| i).collect();
    let mut rows = rows::rows(&places, segments);
    let numbers = numbered::take(&mut rows, segments, glyphs, of);
    let grids = grid::grids(rules);
    let items = item::items(&rows, segments, &grids);
    let scene = Scene { segments, glyphs, of, grids: &grids, rules, ordered };
    let zones = region::zones(scene, items);
    let mut lines = Vec::with_capacity(rows.len());
    let mut tables = 0;
    for (number, zone) in zones.iter().enumerate() {
        let region = u16::try_from(number).unwrap_or(u16::MAX);
        zone_lines(zone, region, &mut tables, segments, glyphs, of, &mut lines);
    }
    for segment in numbers.iter().filter_map(|p| segments.get(*p)) {
        let line = line::line(std::slice::from_ref(segment), glyphs, of);
        lines.push(Line { aside: true, region: u16::MAX, ..line });
    }
    lines
}

fn zone_lines(
    zone: &Zone,
    region: u16,
    tables: &mut u16,
    segments: &mut [Segment],
    glyphs: &[Glyph],
    of: Glyphs<'_>,
    out: &mut Vec<Line>,
) {
    let mut buffer: Vec<Segment> = Vec::new();
    let mut push = |members: &[usize], segments: &[Segment], cell: Option<Cell>| {
        buffer.clear();
        buffer.extend(members.iter().filter_map(|p| segments.get(*p)));
        let mut line = line::line(&buffer, glyphs, of);
        if !line.text.is_empty() {
            (line.region, line.margins, line.cell) = (region, zone.frame, cell);
            out.push(line);
        }
    };
    match &zone.kind {
        ZoneKind::Lines(lines) => {
            for members in lines {
                push(members, segments, None);
            }
        }
        ZoneKind::Table { columns, ruled, cells } => {
            for (row, column, members) in cells {
                let cell = Cell { table: *tables, row: *row, column: *column, columns: *columns, ruled: *ruled };
                for line in rows::rows(members, segments) {
                    push(&line.members, segments, Some(cell));
                }
            }
            *tables += 1;
        }
    }
}

fn raw_text(segments: &[Segment], glyphs: &[Glyph], of: Glyphs<'_>) -> String {
    let mut out = String::with_capacity(glyphs.len() + 64);
    let mut before: Option<&Segment> = None;
    for segment in segments {
        if let Some(last) = before {
            let same =
                last.direction == segment.direction && (last.y - segment.y).abs() < 0.7 * last.size.max(segment.size);
            let apart = last.space_after
                || segment.space_before
                || segment.x0 - last.x1 > 0.15 * segment.size
                || segment.x0 < last.x0;
            if !same {
                out.push('\n');
            } else if apart {
                out.push(' ');
            }
        }
        line::plain(segment, glyphs, of, &mut out);
        before = Some(segment);
    }
    out
}
