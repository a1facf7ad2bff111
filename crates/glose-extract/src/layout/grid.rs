//! Tables made by rules: where their rows and columns are, and which cell a place is in.

use glose_model::Rect;

use super::{Rule, RuleKind};

/// How far rules may miss each other and still meet, points.
const SLACK: f32 = 2.5;
/// Rules beyond this number are a drawing, not a table.
const MAX_RULES: usize = 1200;

/// The rules of one table.
#[derive(Clone, Debug)]
pub(crate) struct Grid {
    /// Its box.
    pub(crate) bbox: Rect,
    /// Vertical boundaries, left to right.
    pub(crate) xs: Vec<f32>,
    /// Horizontal boundaries, top to bottom.
    pub(crate) ys: Vec<f32>,
    vertical: Vec<Side>,
    horizontal: Vec<Side>,
}

/// A rule: its place across, and from where to where it goes.
#[derive(Clone, Copy, Debug)]
struct Side {
    at: f32,
    from: f32,
    to: f32,
}

impl Grid {
    /// Row and column of the cell in which a place stands: the nearest rules above it and to its
    /// left, so that cells over several rows or columns are one.
    pub(crate) fn cell(&self, x: f32, y: f32) -> (u16, u16) {
        let column = boundary(&self.xs, &self.vertical, x, y);
        let row = boundary(&self.ys, &self.horizontal, y, x);
        (row, column)
    }

    /// Number of columns.
    pub(crate) fn columns(&self) -> usize {
        self.xs.len() - 1
    }

    /// Number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.ys.len() - 1
    }

    /// Whether a place is inside.
    pub(crate) fn contains(&self, x: f32, y: f32) -> bool {
        let [x0, y0, x1, y1] = self.bbox;
        x > x0 - SLACK && x < x1 + SLACK && y > y0 - SLACK && y < y1 + SLACK
    }
}

/// The last boundary before `at` that a rule marks beside `across`.
fn boundary(places: &[f32], rules: &[Side], at: f32, across: f32) -> u16 {
    let before = places.partition_point(|p| *p <= at + 1.5);
    for i in (1..before.min(places.len().saturating_sub(1))).rev() {
        let Some(place) = places.get(i) else { continue };
        let marked =
            rules.iter().any(|r| (r.at - place).abs() < SLACK && r.from - SLACK < across && r.to + SLACK > across);
        if marked {
            return i as u16;
        }
    }
    0
}

/// The tables that rules make: rules that meet, with a boundary inside.
pub(crate) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let mut vertical = Vec::new();
    let mut horizontal = Vec::new();
    if rules.len() > MAX_RULES {
        return Vec::new();
    }
    for rule in rules {
        let [x0, y0, x1, y1] = rule.bbox;
        match rule.kind {
            RuleKind::Horizontal => horizontal.push(Side { at: (y0 + y1) * 0.5, from: x0, to: x1 }),
            RuleKind::Vertical => vertical.push(Side { at: (x0 + x1) * 0.5, from: y0, to: y1 }),
            RuleKind::Fill => {}
        }
    }
    if vertical.is_empty() || horizontal.len() < 2 {
        return Vec::new();
    }
    let (vertical, horizontal) = (merged(vertical), merged(horizontal));
    let groups = connected(&vertical, &horizontal);
    let mut out: Vec<Grid> = groups.into_iter().filter_map(|(v, h)| grid(v, h)).collect();
    out.sort_by(|a, b| a.bbox[1].total_cmp(&b.bbox[1]).then(a.bbox[0].total_cmp(&b.bbox[0])));
    out
}

/// Rules of one place that touch, as one.
fn merged(mut rules: Vec<Side>) -> Vec<Side> {
    rules.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Side> = Vec::new();
    for rule in rules {
        let same = out
            .iter_mut()
            .rev()
            .take(8)
            .find(|o| (o.at - rule.at).abs() < 1.2 && rule.from <= o.to + SLACK && rule.to >= o.from - SLACK);
        match same {
            Some(side) => {
                side.from = side.from.min(rule.from);
                side.to = side.to.max(rule.to);
            }
            None => out.push(rule),
        }
    }
    out
}

/// Sets of rules that meet.
fn connected(vertical: &[Side], horizontal: &[Side]) -> Vec<(Vec<Side>, Vec<Side>)> {
    let total = vertical.len() + horizontal.len();
    let mut root: Vec<usize> = (0..total).collect();
    fn find(root: &mut [usize], mut i: usize) -> usize {
        while root[i] != i {
            root[i] = root[root[i]];
            i = root[i];
        }
        i
    }
    for (i, v) in vertical.iter().enumerate() {
        for (j, h) in horizontal.iter().enumerate() {
            let meet = v.at > h.from - SLACK && v.at < h.to + SLACK && h.at > v.from - SLACK && h.at < v.to + SLACK;
            if meet {
                let (a, b) = (find(&mut root, i), find(&mut root, vertical.len() + j));
                root[a.max(b)] = a.min(b);
            }
        }
    }
    let mut groups: Vec<(usize, Vec<Side>, Vec<Side>)> = Vec::new();
    for i in 0..total {
        let key = find(&mut root, i);
        let at = match groups.iter().position(|(k, _, _)| *k == key) {
            Some(at) => at,
            None => {
                groups.push((key, Vec::new(), Vec::new()));
                groups.len() - 1
            }
        };
        if let Some((_, v, h)) = groups.get_mut(at) {
            match vertical.get(i) {
                Some(side) => v.push(*side),
                None => h.extend(horizontal.get(i - vertical.len())),
            }
        }
    }
    groups.into_iter().map(|(_, v, h)| (v, h)).collect()
}

fn grid(vertical: Vec<Side>, horizontal: Vec<Side>) -> Option<Grid> {
    let mut xs: Vec<f32> = vertical.iter().map(|s| s.at).collect();
    let mut ys: Vec<f32> = horizontal.iter().map(|s| s.at).collect();
    if xs.is_empty() || ys.len() < 2 {
        return None;
    }
    // Tables without sides go as far as their rules.
    xs.push(horizontal.iter().map(|s| s.from).fold(f32::MAX, f32::min));
    xs.push(horizontal.iter().map(|s| s.to).fold(f32::MIN, f32::max));
    ys.push(vertical.iter().map(|s| s.from).fold(f32::MAX, f32::min));
    ys.push(vertical.iter().map(|s| s.to).fold(f32::MIN, f32::max));
    let (xs, ys) = (distinct(xs), distinct(ys));
    let (x0, x1, y0, y1) = (*xs.first()?, *xs.last()?, *ys.first()?, *ys.last()?);
    if xs.len() < 3 || ys.len() < 2 || x1 - x0 < 40.0 || y1 - y0 < 10.0 {
        return None;
    }
    Some(Grid { bbox: [x0, y0, x1, y1], xs, ys, vertical, horizontal })
}

/// Places that are apart, sorted.
fn distinct(mut places: Vec<f32>) -> Vec<f32> {
    places.sort_by(f32::total_cmp);
    let mut out: Vec<f32> = Vec::new();
    for place in places {
        match out.last() {
            Some(last) if place - last < 4.0 => {}
            _ => out.push(place),
        }
    }
    out
}
