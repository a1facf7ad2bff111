//! White strips down a page between what stands left and right of them.

use super::item::{Item, PIECE_GAP};

/// White across both sides, in ems, beyond which a gutter does not go on: another part of the page.
const FAR: f32 = 6.0;

/// White above a line, in ems, up to which it is the next of its block.
const NEXT: f32 = 1.2;

/// White above a line, in ems, up to which it is surely the next of its paragraph or list.
const TIGHT: f32 = 1.0;

/// Lines that make a column of text, rather than a block of a letterhead.
const COLUMN: usize = 6;

/// A gutter: a strip of white with text on both sides.
#[derive(Clone, Debug)]
pub(crate) struct Gutter {
    /// Its left edge.
    pub(crate) from: f32,
    /// Its right edge.
    pub(crate) to: f32,
    /// Items to its left, by place in the list given.
    pub(crate) left: Vec<usize>,
    /// Items to its right.
    pub(crate) right: Vec<usize>,
}

/// The gutters of a list of items sorted from top to bottom, the tallest first. `ordered`: the file
/// draws in an order that says something.
pub(crate) fn gutters(items: &[Item], ordered: bool) -> Vec<Gutter> {
    let mut out: Vec<Gutter> = Vec::new();
    for (i, left) in items.iter().enumerate() {
        let Some((j, right)) = neighbour(items, i) else { continue };
        let (from, to) = (left.x1, right.x0);
        let known = out.iter().any(|g| {
            g.left.contains(&i) && g.right.contains(&j)
                || g.left.contains(&i) && from.max(g.from) < to.min(g.to) && g.right.contains(&j)
        });
        if known {
            continue;
        }
        out.push(grow(items, i, j, [from, to], ordered));
    }
    out.sort_by(|a, b| weight(b, items).total_cmp(&weight(a, items)));
    out
}

/// The nearest item to the right of item `i` that stands beside it.
fn neighbour(items: &[Item], i: usize) -> Option<(usize, &Item)> {
    let item = items.get(i)?;
    let mut best: Option<(usize, &Item)> = None;
    for (j, other) in items.iter().enumerate() {
        if j != i && other.x0 >= item.x1 && other.meets(item) && best.is_none_or(|(_, b)| other.x0 < b.x0) {
            best = Some((j, other));
        }
    }
    best
}

/// Extends the white between two items up and down, what is nearer first, as far as nothing crosses
/// it and the page goes on.
fn grow(items: &[Item], i: usize, j: usize, [from, to]: [f32; 2], ordered: bool) -> Gutter {
    let mut gutter = Gutter { from, to, left: vec![i], right: vec![j] };
    let first = i.min(j);
    let (mut above, mut below) = (first.checked_sub(1), Some(first + 1));
    let (mut top, mut bottom) = gutter.extent(items);
    loop {
        while below.is_some_and(|n| n == i || n == j) {
            below = below.map(|n| n + 1);
        }
        let white = |n: Option<usize>| {
            let item = items.get(n?)?;
            let white = (item.top - bottom).max(top - item.bottom).max(0.0);
            (white <= FAR * item.size).then_some(white)
        };
        let upwards = match (white(above), white(below)) {
            (None, None) => break,
            (Some(a), Some(b)) => a < b,
            (a, _) => a.is_some(),
        };
        let at = if upwards { above } else { below };
        let Some((n, item)) = at.and_then(|n| Some((n, items.get(n)?))) else { break };
        let taken = gutter.take(items, n);
        if taken {
            (top, bottom) = (top.min(item.top), bottom.max(item.bottom));
        }
        if upwards {
            above = n.checked_sub(1).filter(|_| taken);
        } else {
            below = Some(n + 1).filter(|_| taken);
        }
    }
    gutter.left.sort_unstable();
    gutter.right.sort_unstable();
    gutter.trim(items, ordered);
    gutter
}

fn weight(gutter: &Gutter, items: &[Item]) -> f32 {
    let lines = |side: &[usize]| side.iter().filter_map(|i| items.get(*i)).map(|i| i.lines).sum::<usize>();
    lines(&gutter.left).min(lines(&gutter.right)) as f32 * 10.0 + (gutter.to - gutter.from).min(60.0) * 0.1
}

/// What stands between `top` and `bottom`, and what follows on it line by line above and below.
fn reached(side: &[usize], items: &[Item], mut top: f32, mut bottom: f32) -> Vec<usize> {
    let mut kept = Vec::with_capacity(side.len());
    let next_to = |item: &Item, top: f32, bottom: f32| {
        item.top - bottom < NEXT * item.size && top - item.bottom < NEXT * item.size
    };
    // Sorted from top to bottom: once each way reaches all that follows.
    for forwards in [false, true] {
        for at in 0..side.len() {
            let Some(n) = side.get(if forwards { at } else { side.len() - 1 - at }) else { continue };
            let Some(item) = items.get(*n) else { continue };
            if next_to(item, top, bottom) {
                (top, bottom) = (top.min(item.top), bottom.max(item.bottom));
                kept.push(*n);
            }
        }
    }
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// The lines of a column, and those of its side that follow on them with no more white than lines of
/// text have: lists may be drawn after the paragraphs around them.
fn with_next(kept: Vec<usize>, side: &[usize], items: &[Item]) -> Vec<usize> {
    let span = kept.iter().filter_map(|i| items.get(*i));
    let (mut top, mut bottom) = span.fold((f32::MAX, f32::MIN), |(a, b), i| (a.min(i.top), b.max(i.bottom)));
    let mut out = kept;
    let near = |item: &Item, white: f32| white < TIGHT * item.size;
    for n in side {
        let Some(item) = items.get(*n).filter(|i| i.bottom > bottom - 0.3 * i.size) else { continue };
        if out.binary_search(n).is_err() && near(item, item.top - bottom) {
            out.push(*n);
            bottom = bottom.max(item.bottom);
        }
    }
    for n in side.iter().rev() {
        let Some(item) = items.get(*n).filter(|i| i.top < top + 0.3 * i.size) else { continue };
        if !out.contains(n) && near(item, top - item.bottom) {
            out.push(*n);
            top = top.min(item.top);
        }
    }
    out.sort_unstable();
    out
}

impl Gutter {
    /// Puts an item on its side; false where it crosses.
    fn take(&mut self, items: &[Item], n: usize) -> bool {
        let Some(item) = items.get(n) else { return false };
        let need = PIECE_GAP * item.size.min(12.0) * 0.8;
        let fits_left = item.x1 <= self.to - need;
        let fits_right = item.x0 >= self.from + need;
        let left = match (fits_left, fits_right) {
            (true, true) => {
                // Inside the white: with the side that it is nearer to.
                (item.x0 - self.from).abs() < (self.to - item.x1).abs()
            }
            (true, false) => true,
            (false, true) => false,
            (false, false) => return false,
        };
        if left {
            self.from = self.from.max(item.x1);
            self.left.push(n);
        } else {
            self.to = self.to.min(item.x0);
            self.right.push(n);
        }
        true
    }

    /// Leaves out what stands above or below the other side and was not drawn with its own: a
    /// heading or a signature that the gutter happens to pass.
    fn trim(&mut self, items: &[Item], ordered: bool) {
        let span = |side: &[usize]| {
            side.iter()
                .filter_map(|i| items.get(*i))
                .fold((f32::MAX, f32::MIN), |(a, b), i| (a.min(i.top), b.max(i.bottom)))
        };
        let (left, right) = (span(&self.left), span(&self.right));
        let (top, bottom) = (left.0.max(right.0), left.1.min(right.1));
        if !ordered {
            self.left = reached(&self.left, items, top, bottom);
            self.right = reached(&self.right, items, top, bottom);
            return;
        }
        let drawn = |side: &[usize]| {
            let shared = side.iter().filter_map(|i| items.get(*i)).filter(|i| i.bottom > top && i.top < bottom);
            shared.fold((u32::MAX, 0), |(a, b), i| (a.min(i.drawn), b.max(i.drawn)))
        };
        let (left_drawn, right_drawn) = (drawn(&self.left), drawn(&self.right));
        let keep = |n: &usize, other: (u32, u32), own: (u32, u32)| {
            let Some(item) = items.get(*n) else { return false };
            if item.bottom > top && item.top < bottom {
                return true;
            }
            let distance = if item.top >= bottom { item.top - bottom } else { top - item.bottom };
            if distance > 30.0 * item.size {
                return false;
            }
            // Drawn on its own side's turn: before the other side began where it comes first.
            if item.top >= bottom {
                if own.0 <= other.0 { item.drawn < other.0 } else { item.drawn > own.0 }
            } else if own.0 <= other.0 {
                item.drawn < other.0
            } else {
                item.drawn > other.1
            }
        };
        let kept = |side: &[usize], other: (u32, u32), own: (u32, u32)| -> Vec<usize> {
            let kept: Vec<usize> = side.iter().copied().filter(|n| keep(n, other, own)).collect();
            if kept.len() < COLUMN { kept } else { with_next(kept, side, items) }
        };
        let left = kept(&self.left, right_drawn, left_drawn);
        let right = kept(&self.right, left_drawn, right_drawn);
        (self.left, self.right) = (left, right);
    }

    /// The same gutter from the first to the last line that has something beside it: what a table is
    /// made of. Lines that go on from the last row are kept.
    pub(crate) fn tightened(&self, items: &[Item]) -> Self {
        let of = |side: &[usize]| -> Vec<&Item> { side.iter().filter_map(|i| items.get(*i)).collect() };
        let (left, right) = (of(&self.left), of(&self.right));
        let beside = |side: &[&Item], other: &[&Item]| {
            side.iter()
                .filter(|a| other.iter().any(|b| a.meets(b)))
                .fold((f32::MAX, f32::MIN), |(top, bottom), i| (top.min(i.top), bottom.max(i.bottom)))
        };
        let (a, b) = (beside(&left, &right), beside(&right, &left));
        let (top, bottom) = (a.0.min(b.0), a.1.max(b.1));
        let keep = |side: &[usize]| {
            let mut end = bottom;
            let mut kept = Vec::with_capacity(side.len());
            for i in side {
                let Some(item) = items.get(*i) else { continue };
                if item.bottom > top + 0.3 * item.size && item.top < end + 0.5 * item.size {
                    end = end.max(item.bottom);
                    kept.push(*i);
                }
            }
            kept
        };
        Self { from: self.from, to: self.to, left: keep(&self.left), right: keep(&self.right) }
    }

    /// Top and bottom of what stands on both sides.
    pub(crate) fn extent(&self, items: &[Item]) -> (f32, f32) {
        let all = self.left.iter().chain(&self.right).filter_map(|i| items.get(*i));
        all.fold((f32::MAX, f32::MIN), |(a, b), i| (a.min(i.top), b.max(i.bottom)))
    }

    /// How often the pen goes from one side to the other.
    pub(crate) fn switches(&self, items: &[Item]) -> usize {
        let mut order: Vec<(u32, bool)> = self
            .left
            .iter()
            .map(|i| (i, true))
            .chain(self.right.iter().map(|i| (i, false)))
            .filter_map(|(i, side)| items.get(*i).map(|item| (item.drawn, side)))
            .collect();
        order.sort_unstable();
        order.windows(2).filter(|w| w[0].1 != w[1].1).count()
    }

    /// Rows of the page in which something stands on both sides.
    pub(crate) fn shared_rows(&self, items: &[Item]) -> usize {
        let rows = |side: &[usize]| {
            let mut rows: Vec<usize> = side.iter().filter_map(|i| items.get(*i)).map(|i| i.row).collect();
            rows.sort_unstable();
            rows.dedup();
            rows
        };
        let left = rows(&self.left);
        rows(&self.right).iter().filter(|row| left.binary_search(row).is_ok()).count()
    }
}
