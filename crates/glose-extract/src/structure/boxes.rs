//! Text in frames: summaries and reminders between rules, or on a shaded ground.

use glose_model::Rect;

use crate::layout::{Line, Page, RuleKind};

/// Pages with more upright rules than this hold tables or drawings, not frames around text.
const MAX_SIDES: usize = 80;

/// Height of two lines of small type, points.
const LINES: f32 = 14.0;

/// The frames of a page.
pub(crate) struct Frames {
    areas: Vec<Rect>,
}

impl Frames {
    /// Frames made of rules, or of a shade behind several lines. A frame around the whole page is
    /// none.
    pub(crate) fn of(page: &Page) -> Self {
        let mut areas = Vec::new();
        let tall = |r: &Rect| r[3] - r[1] < page.height * 0.9;
        let vertical = sides(page);
        let horizontal: Vec<Rect> =
            page.rules.iter().filter(|r| r.kind == RuleKind::Horizontal).map(|r| r.bbox).collect();
        let vertical = if vertical.len() > 2 * MAX_SIDES { &[][..] } else { &vertical };
        // Sides of one height, the left before the right.
        for (i, left) in vertical.iter().enumerate() {
            for right in vertical.iter().skip(i + 1).filter(|r| (r[1] - left[1]).abs() < 4.0) {
                let (left, right) = if left[0] <= right[0] { (left, right) } else { (right, left) };
                let area = [left[0], left[1].max(right[1]), right[2], left[3].min(right[3])];
                if (left[3] - right[3]).abs() >= 4.0 || area[2] - area[0] <= 60.0 || !tall(&area) {
                    continue;
                }
                // One side may be open where the frame goes on over the page.
                let closed = horizontal
                    .iter()
                    .filter(|h| (h[1] - area[1]).abs() < 4.0 || (h[1] - area[3]).abs() < 4.0)
                    .any(|h| h[0] < area[0] + 4.0 && h[2] > area[2] - 4.0);
                if closed {
                    areas.push(area);
                }
            }
        }
        let several = |r: &Rect| r[3] - r[1] > LINES;
        for rule in page.rules.iter().filter(|r| r.kind == RuleKind::Fill && tall(&r.bbox) && several(&r.bbox)) {
            let lines = page.lines.iter().filter(|l| l.cell.is_none() && within(&l.bbox, &rule.bbox)).count();
            if lines >= 2 {
                areas.push(rule.bbox);
            }
        }
        Self { areas }
    }

    /// Whether a line stands in a frame.
    pub(crate) fn hold(&self, line: &Line) -> bool {
        line.cell.is_none_or(|c| c.columns <= 1) && self.areas.iter().any(|a| within(&line.bbox, a))
    }
}

/// The upright rules as drawn, and those that go on from one another as one: frames are often drawn
/// line by line.
fn sides(page: &Page) -> Vec<Rect> {
    let mut rules: Vec<Rect> = page.rules.iter().filter(|r| r.kind == RuleKind::Vertical).map(|r| r.bbox).collect();
    rules.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    let mut out: Vec<Rect> = Vec::new();
    let drawn = if rules.len() > MAX_SIDES { Vec::new() } else { rules.clone() };
    for rule in rules {
        match out.last_mut() {
            Some(side) if (side[0] - rule[0]).abs() < 0.5 && rule[1] <= side[3] + 1.0 => {
                *side = [side[0].min(rule[0]), side[1].min(rule[1]), side[2].max(rule[2]), side[3].max(rule[3])];
            }
            _ => out.push(rule),
        }
    }
    out.extend(drawn);
    out
}

fn within(line: &Rect, area: &Rect) -> bool {
    let middle = (line[1] + line[3]) / 2.0;
    line[0] > area[0] - 3.0 && line[2] < area[2] + 3.0 && middle > area[1] && middle < area[3]
}
