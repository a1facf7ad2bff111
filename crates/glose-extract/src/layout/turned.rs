//! Text that does not run from left to right on the page: a whole page set sideways is laid out in
//! its own frame; a stamp or a note in the margin is set aside.

use glose_model::{Rect, Runs};

use super::glyph::{Glyph, GlyphPage, Glyphs};
use super::line;
use super::rows;
use super::segment::Segment;
use super::{Line, Rule, RuleKind};

/// The direction of most of the text.
pub(super) fn main_direction(segments: &[Segment], directions: usize) -> u8 {
    if directions <= 1 {
        return 0;
    }
    let mut glyphs = vec![0_u32; directions];
    for segment in segments {
        if let Some(count) = glyphs.get_mut(usize::from(segment.direction)) {
            *count += segment.to - segment.from;
        }
    }
    let upright = glyphs.first().copied().unwrap_or(0);
    let most = glyphs.iter().enumerate().max_by_key(|(i, n)| (**n, std::cmp::Reverse(*i)));
    match most {
        Some((at, n)) if *n > 3 * upright => u8::try_from(at).unwrap_or(0),
        _ => 0,
    }
}

/// The rules of a page in the frame of a direction.
pub(super) fn rules(page: &GlyphPage, direction: u8) -> Vec<Rule> {
    if direction == 0 {
        return page.rules.clone();
    }
    let [dx, dy] = unit(page, direction);
    let sideways = dx.abs() < 0.5;
    page.rules
        .iter()
        .map(|rule| Rule {
            bbox: map(rule.bbox, |x, y| (x * dx + y * dy, y * dx - x * dy)),
            kind: match rule.kind {
                RuleKind::Horizontal if sideways => RuleKind::Vertical,
                RuleKind::Vertical if sideways => RuleKind::Horizontal,
                kind => kind,
            },
        })
        .collect()
}

/// Puts lines of a frame back on the page. Stops count along the line: they hold for a quarter turn,
/// and are left out of lines that run aslant.
pub(super) fn put_back(lines: &mut [Line], page: &GlyphPage, direction: u8) {
    if direction == 0 {
        return;
    }
    let [dx, dy] = unit(page, direction);
    let near = |a: f32| (a - 1.0).abs() < 1e-3;
    for line in lines {
        line.bbox = map(line.bbox, |u, v| (u * dx - v * dy, u * dy + v * dx));
        line.along = match (dx, dy) {
            _ if near(dy) => Runs::Down,
            _ if near(-dx) => Runs::Left,
            _ if near(-dy) => Runs::Up,
            _ => Runs::Right,
        };
        if line.along == Runs::Right {
            line.stops.clear();
        }
    }
}

/// The lines of every other direction, one a baseline, flagged as standing aside.
pub(super) fn asides(
    main: u8,
    segments: &mut [Segment],
    glyphs: &[Glyph],
    of: Glyphs<'_>,
    page: &GlyphPage,
) -> Vec<Line> {
    let mut out = Vec::new();
    for direction in 0..page.directions.len() {
        let direction = u8::try_from(direction).unwrap_or(u8::MAX);
        if direction == main {
            continue;
        }
        let places: Vec<usize> =
            segments.iter().enumerate().filter(|(_, s)| s.direction == direction).map(|(i, _)| i).collect();
        let from = out.len();
        for row in rows::rows(&places, segments) {
            let members: Vec<Segment> = row.members.iter().filter_map(|p| segments.get(*p).copied()).collect();
            let line = line::line(&members, glyphs, of);
            if !line.text.is_empty() {
                out.push(Line { aside: true, region: u16::MAX, ..line });
            }
        }
        put_back(out.get_mut(from..).unwrap_or_default(), page, direction);
    }
    out
}

fn unit(page: &GlyphPage, direction: u8) -> [f32; 2] {
    page.directions.get(usize::from(direction)).copied().unwrap_or([1.0, 0.0])
}

fn map([x0, y0, x1, y1]: Rect, to: impl Fn(f32, f32) -> (f32, f32)) -> Rect {
    let corners = [to(x0, y0), to(x1, y0), to(x0, y1), to(x1, y1)];
    corners.iter().fold([f32::MAX, f32::MAX, f32::MIN, f32::MIN], |b, (x, y)| {
        [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)]
    })
}
