//! Text in frames: summaries and reminders between rules, or on a shaded ground.

use glose_model::Rect;

use crate::layout::{Line, Page, RuleKind};

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
        let vertical: Vec<Rect> = page.rules.iter().filter(|r| r.kind == RuleKind::Vertical).map(|r| r.bbox).collect();
        let horizontal: Vec<Rect> =
            page.rules.iter().filter(|r| r.kind == RuleKind::Horizontal).map(|r| r.bbox).collect();
        for (i, left) in vertical.iter().enumerate() {
            for right in vertical.iter().skip(i + 1) {
                let (left, right) = if left[0] <= right[0] { (left, right) } else { (right, left) };
                let same = (left[1] - right[1]).abs() < 4.0 && (left[3] - right[3]).abs() < 4.0;
                let area = [left[0], left[1].max(right[1]), right[2], left[3].min(right[3])];
                // One side may be open where the frame goes on over the page.
                let closed = horizontal
                    .iter()
                    .filter(|h| h[0] < area[0] + 4.0 && h[2] > area[2] - 4.0)
                    .any(|h| (h[1] - area[1]).abs() < 4.0 || (h[3] - area[3]).abs() < 4.0);
                if same && closed && area[2] - area[0] > 60.0 && tall(&area) {
                    areas.push(area);
                }
            }
        }
        for rule in page.rules.iter().filter(|r| r.kind == RuleKind::Fill && tall(&r.bbox)) {
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

fn within(line: &Rect, area: &Rect) -> bool {
    let middle = (line[1] + line[3]) / 2.0;
    line[0] > area[0] - 3.0 && line[2] < area[2] + 3.0 && middle > area[1] && middle < area[3]
}
