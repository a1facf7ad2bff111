//! Runs of glyphs that were drawn one after the other on one baseline: what a program that makes
//! PDFs puts down in one go, and what stays together whatever the layout.

use super::glyph::{BOLD, Glyph, Glyphs, HIDDEN, Text};

/// White wider than this, in ems, ends a segment.
const BREAK: f32 = 0.9;
/// How far, in ems, a glyph may start before the end of the one before it.
const OVERLAP: f32 = 0.55;

/// Glyphs of one baseline in the order drawn, left to right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Segment {
    /// First glyph.
    pub(crate) from: u32,
    /// One past the last.
    pub(crate) to: u32,
    /// Left edge of its first sign that is not a space.
    pub(crate) x0: f32,
    /// Right edge of its last one.
    pub(crate) x1: f32,
    /// Baseline.
    pub(crate) y: f32,
    /// Largest type size in it.
    pub(crate) size: f32,
    /// Direction of its text.
    pub(crate) direction: u8,
    /// Raised above the line that it belongs to, or sunk below.
    pub(crate) raised: bool,
    /// A large letter at the start of a paragraph, as deep as several lines.
    pub(crate) initial: bool,
    /// A space was drawn after it.
    pub(crate) space_after: bool,
    /// A space was drawn before it.
    pub(crate) space_before: bool,
}

impl Segment {
    /// The places of its glyphs.
    pub(crate) fn range(&self) -> std::ops::Range<usize> {
        self.from as usize..self.to as usize
    }

    fn new(at: usize, glyph: &Glyph) -> Self {
        Self {
            from: at as u32,
            to: at as u32,
            x0: glyph.x0,
            x1: glyph.x0,
            y: glyph.y,
            size: glyph.size,
            direction: glyph.direction,
            raised: false,
            initial: false,
            space_after: false,
            space_before: false,
        }
    }
}

/// The segments of a page. Glyphs drawn twice at one place, to look bold, are made one, so `glyphs`
/// may shrink.
pub(crate) fn segments(glyphs: &mut Vec<Glyph>, of: Glyphs<'_>) -> Vec<Segment> {
    drop_doubles(glyphs);
    let mut out: Vec<Segment> = Vec::with_capacity(glyphs.len() / 24 + 8);
    let mut open: Option<Segment> = None;
    let mut before: Option<Glyph> = None;
    for (at, glyph) in glyphs.iter().enumerate() {
        let space = glyph.text == Text::SPACE;
        if let (Some(segment), Some(last)) = (open.as_mut(), before.as_ref())
            && goes_on(segment, last, glyph, of)
        {
            segment.to = at as u32 + 1;
            if space {
                segment.space_after = true;
            } else {
                if segment.x1 == segment.x0 && segment.space_before {
                    segment.x0 = glyph.x0;
                }
                segment.space_after = false;
                segment.x0 = segment.x0.min(glyph.x0);
                segment.x1 = segment.x1.max(glyph.x1);
                segment.size = segment.size.max(glyph.size);
            }
            before = Some(*glyph);
            continue;
        }
        out.extend(open.take().filter(has_ink));
        let mut segment = Segment::new(at, glyph);
        segment.to = at as u32 + 1;
        if space {
            segment.space_before = true;
        } else {
            segment.x1 = glyph.x1;
        }
        open = Some(segment);
        before = Some(*glyph);
    }
    out.extend(open.filter(has_ink));
    out
}

fn has_ink(segment: &Segment) -> bool {
    segment.x1 > segment.x0 || !segment.space_before
}

fn goes_on(segment: &Segment, last: &Glyph, glyph: &Glyph, of: Glyphs<'_>) -> bool {
    let em = segment.size.max(glyph.size);
    if glyph.direction != segment.direction || (glyph.flags ^ last.flags) & HIDDEN != 0 {
        return false;
    }
    let accented = || is_accent(of.last(last.text)) || is_accent(of.last(glyph.text));
    let rise = (glyph.y - segment.y).abs();
    if rise > 0.08 * em && !accented() || rise > 0.04 * em && glyph.size < 0.8 * segment.size {
        return false;
    }
    let ink = if segment.x1 > segment.x0 { segment.x1 } else { last.x1 };
    let gap = glyph.x0 - last.x1;
    gap < BREAK * em && glyph.x0 - ink < BREAK * em && (gap > -OVERLAP * em || gap > -1.1 * em && accented())
}

/// Whether `c` is an accent drawn as a sign of its own.
pub(crate) fn is_accent(c: Option<char>) -> bool {
    matches!(c, Some('´' | '`' | 'ˆ' | '^' | '¨' | '˜' | '~' | '¸' | 'ˇ' | '˚' | '¯' | '˘' | '˙'))
}

/// Makes glyphs that were drawn twice at one place into one bold one: the same letter again at
/// once, or the same string again after it.
fn drop_doubles(glyphs: &mut Vec<Glyph>) {
    let near = |a: &Glyph, b: &Glyph| {
        a.text == b.text
            && a.direction == b.direction
            && (a.x0 - b.x0).abs() < 0.12 * a.size
            && (a.y - b.y).abs() < 0.12 * a.size
            && a.text != Text::SPACE
    };
    // A string drawn again starts at a glyph that was drawn before; only then is anything moved.
    let mut doubles = false;
    let mut starts: Vec<usize> = Vec::new();
    for (i, pair) in glyphs.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        if near(a, b) {
            doubles = true;
        } else if b.x0 < a.x0 - 0.2 * a.size && (b.y - a.y).abs() < 0.5 * a.size {
            starts.push(i + 1);
        }
    }
    if !doubles && starts.is_empty() {
        return;
    }
    let mut drop = vec![false; glyphs.len()];
    let mut bold: Vec<usize> = Vec::new();
    if doubles {
        let mut kept = 0;
        for i in 1..glyphs.len() {
            if near(&glyphs[kept], &glyphs[i]) {
                drop[i] = true;
                bold.push(kept);
            } else {
                kept = i;
            }
        }
    }
    for start in starts {
        // Look back along the line for the glyph that the string starts again from.
        let first = glyphs[start];
        let back = (start.saturating_sub(400)..start).rev().find(|i| !drop[*i] && near(&glyphs[*i], &first));
        let Some(mut at) = back else { continue };
        let mut i = start;
        while i < glyphs.len() && at < start && near_or_space(&glyphs[at], &glyphs[i]) {
            drop[i] = true;
            bold.push(at);
            at += 1;
            i += 1;
        }
    }
    for at in bold {
        if let Some(glyph) = glyphs.get_mut(at) {
            glyph.flags |= BOLD;
        }
    }
    let mut keep = drop.iter().map(|d| !d);
    glyphs.retain(|_| keep.next().unwrap_or(true));
}

fn near_or_space(a: &Glyph, b: &Glyph) -> bool {
    a.text == b.text && (a.x0 - b.x0).abs() < 0.15 * a.size && (a.y - b.y).abs() < 0.15 * a.size
}
