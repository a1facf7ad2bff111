//! Lines to paragraphs: by white, indentation, type, the room left on a line; and over columns and
//! pages.

use std::collections::BTreeMap;

use glose_model::TextLayer;

use super::bullets;
use super::flow::Align;
use super::numbering::{self, Close};
use crate::layout::{Laid, Line, LineEnd};

/// What the document's running text is like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measures {
    /// Type size of most characters.
    pub(crate) size: f32,
    /// Most frequent distance of baselines, in type sizes.
    leading: f32,
    /// Distances are those of the file, not of boxes read from a picture.
    exact: bool,
}

impl Measures {
    /// Those of the lines of the pages; `skip` tells what is not running text.
    pub(crate) fn of(laid: &Laid, skip: &dyn Fn(usize, usize) -> bool) -> Self {
        let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
        for (p, page) in laid.pages.iter().enumerate() {
            for (i, line) in page.lines.iter().enumerate().filter(|(i, l)| !l.aside && !skip(p, *i)) {
                let _ = i;
                *sizes.entry(tenths(line.size)).or_default() += line.len();
            }
        }
        let size = mode(&sizes) / 10.0;
        let mut leadings: BTreeMap<u32, usize> = BTreeMap::new();
        for (p, page) in laid.pages.iter().enumerate() {
            for (i, pair) in page.lines.windows(2).enumerate() {
                let [a, b] = pair else { continue };
                let dy = b.baseline - a.baseline;
                let alike = (a.size - size).abs() < 0.4
                    && (b.size - size).abs() < 0.4
                    && a.region == b.region
                    && a.cell == b.cell;
                if alike && !skip(p, i) && !skip(p, i + 1) && dy > size * 0.8 && dy < size * 3.0 {
                    *leadings.entry(tenths(dy * 2.0 / size)).or_default() += 1;
                }
            }
        }
        let leading = mode(&leadings) / 20.0;
        let exact = laid.pages.iter().all(|p| p.text_layer == TextLayer::Native);
        Self { size, leading: if leading > 0.8 { leading } else { 1.2 }, exact }
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes of type are small and positive")]
fn tenths(value: f32) -> u32 {
    (value * 10.0).round().max(0.0) as u32
}

#[expect(clippy::cast_precision_loss, reason = "tenths of points are small")]
fn mode(counts: &BTreeMap<u32, usize>) -> f32 {
    counts.iter().max_by_key(|(_, n)| **n).map_or(0.0, |(v, _)| *v as f32)
}

/// A paragraph while its lines come.
#[derive(Clone, Debug)]
pub(crate) struct Open<'a> {
    first: &'a Line,
    last: &'a Line,
    /// Left edge of its second line.
    body_left: Option<f32>,
    /// Distance of its baselines.
    step: Option<f32>,
    /// It opens as an item of a list.
    item: bool,
}

impl<'a> Open<'a> {
    /// A paragraph that begins with `line`.
    pub(crate) fn new(line: &'a Line) -> Self {
        Self { first: line, last: line, body_left: None, step: None, item: bullets::opens_item(&line.text) }
    }

    /// Its last line so far.
    pub(crate) fn last_line(&self) -> &'a Line {
        self.last
    }

    /// Takes one more line.
    pub(crate) fn push(&mut self, line: &'a Line) {
        if line.region == self.last.region && line.baseline > self.last.baseline {
            self.step = Some(line.baseline - self.last.baseline);
        }
        self.body_left = Some(line.bbox[0]);
        self.last = line;
    }

    /// Whether `line`, the next of the same region, belongs to another paragraph.
    pub(crate) fn ends_before(&self, line: &Line, m: &Measures) -> bool {
        let before = self.last;
        let dy = line.baseline - before.baseline;
        let size = before.size.max(line.size);
        if dy < size * 0.3 {
            return true;
        }
        let usual = self.step.unwrap_or(m.leading * size);
        if dy > usual * 1.22 + 0.8 || (self.step.is_none() && dy > m.leading * size * 1.22 + 0.8) {
            return true;
        }
        if (before.size - line.size).abs() > 0.7 && !(before.end != LineEnd::Whole) {
            return true;
        }
        if changes_face(before, line) {
            return true;
        }
        if before.end != LineEnd::Whole {
            return false;
        }
        let ended = ends_unit(&before.text);
        let low = opens_low(&line.text);
        // A little more white than between the lines of this paragraph, and no word that goes on.
        if m.exact && !low && self.step.is_some() && dy > usual * 1.12 + 0.5 {
            return true;
        }
        let fits = has_room(before, line);
        if super::pages::is_contents(&before.text) || opens(line, before, self.item, ended, fits) {
            return true;
        }
        if align(before) == Align::Centre && align(line) == Align::Centre {
            // Lines of one title fill their width; lines that stand for themselves do not.
            return fits && (ended || !low);
        }
        if self.moves(line, ended, fits) {
            return true;
        }
        fits && (ended || !low)
    }

    /// Whether the left edge of `line` says that a paragraph begins.
    fn moves(&self, line: &Line, ended: bool, fits: bool) -> bool {
        let shift = line.size * 0.5;
        let left = line.bbox[0];
        match self.body_left {
            // To the right of what goes on: a first line is indented. To the left: an item is over.
            Some(body) if left > body + shift => ended,
            Some(body) if left < body - shift => ended || fits || self.item,
            Some(_) => false,
            None if self.item => left < self.first.bbox[0] - shift,
            None => left > self.first.bbox[0] + shift && ended,
        }
    }

    /// Whether `line`, the first of another column or page, goes on with the paragraph.
    pub(crate) fn goes_on_in(&self, line: &Line, m: &Measures) -> bool {
        let before = self.last;
        if (before.size - line.size).abs() > 0.7 || changes_face(before, line) {
            return false;
        }
        if before.end != LineEnd::Whole {
            return true;
        }
        let low = opens_low(&line.text);
        let ended = ends_sentence(&before.text);
        if bullets::bullet(&line.text).is_some() || (bullets::opens_item(&line.text) && (self.item || ended)) {
            return false;
        }
        // A heading or a line set apart does not go on.
        let heading = |l: &Line| all(l, |r| r.bold) || l.size > m.size + 0.7 || align(l) == Align::Centre;
        if heading(line) || heading(before) {
            return low && !ended && (before.bold == line.bold);
        }
        let full = !has_room_for(before, line, before.margins);
        if before.text.ends_with(':') || before.text.ends_with(';') && self.item {
            return low && full && !before.text.ends_with(';');
        }
        if low {
            return !ended || full;
        }
        let indented = line.bbox[0] > line.margins[0] + line.size * 0.6
            && !self.item
            && self.first.bbox[0] > self.first.margins[0] + line.size * 0.6;
        full && !indented && (!ended || fills(before)) && numbering::parse(&line.text).is_none_or(|n| n.is_weak())
    }
}

impl Open<'_> {
    /// Whether it stops in the middle of a sentence.
    pub(crate) fn is_cut(&self) -> bool {
        let text = &self.last.text;
        self.last.end != LineEnd::Whole
            || !ends_unit(text)
                && !text.ends_with([';', '»'])
                && text.ends_with(|c: char| c.is_alphanumeric() || c == ',')
    }

    /// Whether `line`, which something else stands before, takes up the sentence that was cut.
    pub(crate) fn is_resumed_by(&self, line: &Line) -> bool {
        let alike = (self.last.size - line.size).abs() < 0.3 && !changes_face(self.last, line);
        let full = !has_room_for(self.last, line, self.last.margins);
        alike && opens_low(&line.text) && full && !bullets::opens_item(&line.text)
    }
}

/// Whether the line reaches its right margin.
fn fills(line: &Line) -> bool {
    line.bbox[2] > line.margins[1] - line.size * 0.35
}

/// Whether all of one line and none of the other is bold, or italic.
fn changes_face(before: &Line, line: &Line) -> bool {
    let edge = |l: &Line, f: fn(&crate::layout::Run) -> bool, last: bool| {
        let run = if last { l.runs.iter().rev().find(|r| !r.raised) } else { l.runs.iter().find(|r| !r.raised) };
        run.is_some_and(f)
    };
    let bold = |r: &crate::layout::Run| r.bold;
    let italic = |r: &crate::layout::Run| r.italic;
    let apart = |f: fn(&crate::layout::Run) -> bool| {
        (all(before, f) && !edge(line, f, false)) || (all(line, f) && !edge(before, f, true))
    };
    if apart(bold) {
        return true;
    }
    apart(italic) && (ends_unit(&before.text) || has_room(before, line))
}

fn all(line: &Line, f: fn(&crate::layout::Run) -> bool) -> bool {
    let mut runs =
        line.runs.iter().filter(|r| !r.raised && r.end > r.start + usize::from(line.runs.len() > 1)).peekable();
    runs.peek().is_some() && runs.all(f)
}

/// Whether the line opens an item or a numbered part, rather than that its first word looks so.
fn opens(line: &Line, before: &Line, in_item: bool, ended: bool, fits: bool) -> bool {
    if bullets::bullet(&line.text).is_some() {
        // A dash may open an aside in the middle of a sentence.
        let dash = line.text.starts_with(['-', '–', '—']);
        let shifted = (line.bbox[0] - before.bbox[0]).abs() > line.size * 0.4;
        return !dash
            || ended
            || fits
            || shifted
            || before.text.ends_with(',')
            || (in_item && bullets::bullet(&before.text).is_some());
    }
    let Some(n) = numbering::parse(&line.text) else { return false };
    if matches!(n.family, numbering::Family::Word(_)) {
        return (ended || fits) && n.close != Close::Space;
    }
    // « L. 311-1 » is the article of a code.
    let article =
        matches!(n.family, numbering::Family::Upper) && rest(&line.text, &n).starts_with(|c: char| c.is_ascii_digit());
    n.close != Close::Space && !n.is_weak() && !article && (ended || fits || before.text.ends_with(','))
}

fn rest<'t>(text: &'t str, number: &numbering::Number<'_>) -> &'t str {
    text.get(number.rest..).unwrap_or_default()
}

/// Whether the first word of `line` would have fitted behind `before`: the line was ended on purpose.
fn has_room(before: &Line, line: &Line) -> bool {
    has_room_for(before, line, before.margins)
}

fn has_room_for(before: &Line, line: &Line, margins: [f32; 2]) -> bool {
    let first = bound_start(&line.text);
    let word = match (line.stops.first(), line.stops.get(first)) {
        (Some(a), Some(b)) => (b - a).abs(),
        #[expect(clippy::cast_precision_loss, reason = "a word is short")]
        _ => first as f32 * line.size * 0.5,
    };
    let used = match align(before) {
        Align::Centre | Align::Right => before.bbox[2] - before.bbox[0],
        _ => before.bbox[2] - margins[0],
    };
    used + word + before.size * 0.25 < margins[1] - margins[0] - before.size * 0.1
}

/// Characters at the start of a line that no line end parts: its first word, with « or a number sign
/// before it, and the figures that an abbreviation names (« L. 311-1 », « art. 4 »).
fn bound_start(text: &str) -> usize {
    let (mut seen, mut count, mut letters) = (false, 0, 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if seen && c.is_whitespace() {
            let names = letters <= 4 && text.chars().nth(count - 1) == Some('.');
            if !(names && chars.peek().is_some_and(char::is_ascii_digit)) {
                return count;
            }
            letters = usize::MAX;
        }
        seen |= c.is_alphanumeric();
        letters = letters.saturating_add(1);
        count += 1;
    }
    count
}

/// How a line stands between its margins.
pub(crate) fn align(line: &Line) -> Align {
    let [left, right] = line.margins;
    let (before, after) = (line.bbox[0] - left, right - line.bbox[2]);
    let width = (right - left).max(1.0);
    if before > 12.0 && after > 12.0 && (before - after).abs() < (width * 0.02).max(3.0) {
        Align::Centre
    } else if before > width * 0.35 && after < 4.0 {
        Align::Right
    } else {
        Align::Left
    }
}

/// Whether the first letter is a small one.
fn opens_low(text: &str) -> bool {
    let mut chars = text.chars().skip_while(|c| matches!(c, '«' | '“' | '"' | '(' | '[' | ' '));
    chars.next().is_some_and(char::is_lowercase)
}

/// Whether a sentence, an item or a stem ends here.
fn ends_unit(text: &str) -> bool {
    ends_sentence(text) || text.ends_with(':')
}

fn ends_sentence(text: &str) -> bool {
    super::role::ends_sentence(text)
}
