//! Paths, as far as they are ruling: straight lines along the axes and rectangles.

use crate::layout::{Rule, RuleKind};

use super::matrix::Matrix;

/// Thinner than this, a filled rectangle is a rule.
const THIN: f32 = 3.0;
/// Rules kept of a page: drawings and maps have thousands, of which no table is made.
const MAX_RULES: usize = 3000;
/// Points kept of a path.
const MAX_POINTS: usize = 4096;

/// The path being drawn, in points of the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    points: Vec<(f32, f32)>,
    /// Whether each point starts a new part.
    starts: Vec<bool>,
    closed: Vec<usize>,
    curved: bool,
}

/// How a path is painted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    /// Its inside, unless white.
    pub(super) fill: bool,
    /// Its outline, unless white.
    pub(super) stroke: bool,
    /// Thickness of the pen in points.
    pub(super) pen: f32,
}

impl Path {
    pub(super) fn move_to(&mut self, x: f32, y: f32, ctm: Matrix) {
        self.push(ctm.apply(x, y), true);
    }

    pub(super) fn line_to(&mut self, x: f32, y: f32, ctm: Matrix) {
        let start = self.points.is_empty();
        self.push(ctm.apply(x, y), start);
    }

    /// A curve: what it belongs to is a drawing.
    pub(super) fn curve_to(&mut self, x: f32, y: f32, ctm: Matrix) {
        self.curved = true;
        self.line_to(x, y, ctm);
    }

    pub(super) fn rectangle(&mut self, [x, y, w, h]: [f32; 4], ctm: Matrix) {
        self.move_to(x, y, ctm);
        self.line_to(x + w, y, ctm);
        self.line_to(x + w, y + h, ctm);
        self.line_to(x, y + h, ctm);
        self.close();
    }

    pub(super) fn close(&mut self) {
        self.closed.push(self.points.len());
    }

    fn push(&mut self, point: (f32, f32), start: bool) {
        if self.points.len() < MAX_POINTS && point.0.is_finite() && point.1.is_finite() {
            self.points.push(point);
            self.starts.push(start);
        }
    }

    /// Drops the path without painting it.
    pub(super) fn clear(&mut self) {
        self.points.clear();
        self.starts.clear();
        self.closed.clear();
        self.curved = false;
    }

    /// Paints the path and drops it; its rules go to `rules`.
    pub(super) fn paint(&mut self, paint: Paint, rules: &mut Vec<Rule>) {
        if !self.curved && self.points.len() < MAX_POINTS && rules.len() < MAX_RULES {
            let mut from = 0;
            for to in 1..=self.points.len() {
                if to == self.points.len() || self.starts.get(to) == Some(&true) {
                    let closed = self.closed.contains(&to);
                    if let Some(part) = self.points.get(from..to) {
                        paint_part(part, closed, paint, rules);
                    }
                    from = to;
                }
            }
        }
        self.clear();
    }
}

fn paint_part(points: &[(f32, f32)], closed: bool, paint: Paint, rules: &mut Vec<Rule>) {
    if paint.fill
        && let Some([x0, y0, x1, y1]) = rectangle(points)
    {
        let (w, h) = (x1 - x0, y1 - y0);
        let kind = if h <= THIN && w > h {
            RuleKind::Horizontal
        } else if w <= THIN && h > w {
            RuleKind::Vertical
        } else {
            RuleKind::Fill
        };
        rules.push(Rule { bbox: [x0, y0, x1, y1], kind });
    }
    if paint.stroke {
        let half = (paint.pen * 0.5).clamp(0.1, THIN);
        let pairs = points.windows(2).map(|w| (w[0], w[1]));
        let last = points.last().zip(points.first()).filter(|_| closed && points.len() > 2).map(|(a, b)| (*a, *b));
        for ((ax, ay), (bx, by)) in pairs.chain(last) {
            let (x0, x1, y0, y1) = (ax.min(bx), ax.max(bx), ay.min(by), ay.max(by));
            if y1 - y0 < 0.5 && x1 - x0 > 2.0 {
                rules.push(Rule { bbox: [x0, y0 - half, x1, y1 + half], kind: RuleKind::Horizontal });
            } else if x1 - x0 < 0.5 && y1 - y0 > 2.0 {
                rules.push(Rule { bbox: [x0 - half, y0, x1 + half, y1], kind: RuleKind::Vertical });
            }
        }
    }
}

/// The box of four or five points that are the corners of an upright rectangle.
fn rectangle(points: &[(f32, f32)]) -> Option<[f32; 4]> {
    if !(4..=5).contains(&points.len()) {
        return None;
    }
    let along = points.windows(2).all(|w| (w[0].0 - w[1].0).abs() < 0.1 || (w[0].1 - w[1].1).abs() < 0.1);
    if !along {
        return None;
    }
    let mut bbox = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
    for (x, y) in points {
        bbox = [bbox[0].min(*x), bbox[1].min(*y), bbox[2].max(*x), bbox[3].max(*y)];
    }
    Some(bbox)
}
