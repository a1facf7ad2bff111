//! Segments of one baseline to a line of text: spaces where there is white, accents on their
//! letters, runs of one look, and how the line ends.

use unicode_normalization::char::compose;

use super::glyph::{ARTIFACT, BOLD, Glyph, Glyphs, SLANTED, Text};
use super::segment::{Segment, is_accent};
use super::{Line, LineEnd, Run};

/// White from which a space is read, in ems.
const WORD_GAP: f32 = 0.15;
/// Height of the box above the baseline and below it, in ems.
pub(crate) const ASCENT: f32 = 0.78;
pub(crate) const DESCENT: f32 = 0.22;

/// The line of `segments`, which stand on one baseline, left to right.
pub(crate) fn line(segments: &[Segment], glyphs: &[Glyph], of: Glyphs<'_>) -> Line {
    let mut builder = Builder::new(of, main_size(segments));
    builder.fill(segments, glyphs, None);
    if let Some(gap) = builder.tracking(segments, glyphs) {
        builder = Builder::new(of, builder.em);
        builder.fill(segments, glyphs, Some(gap));
    }
    builder.finish(segments)
}

/// The text of one segment, appended to `out`.
pub(crate) fn plain(segment: &Segment, glyphs: &[Glyph], of: Glyphs<'_>, out: &mut String) {
    let members = glyphs.get(segment.range()).unwrap_or_default();
    let from = out.len();
    if append_simple(members, segment.size, out) {
        return;
    }
    out.truncate(from);
    let mut builder = Builder { text: std::mem::take(out), plain: true, ..Builder::empty(of, segment.size) };
    builder.fill(std::slice::from_ref(segment), glyphs, None);
    *out = builder.text;
}

/// Appends glyphs of one character each that change none beside them; false where there are others.
fn append_simple(members: &[Glyph], size: f32, out: &mut String) -> bool {
    let (mut end, mut drawn, mut begun, mut set) = (f32::MAX, false, false, None::<f32>);
    for glyph in members {
        if glyph.text == Text::SPACE {
            drawn = begun;
            continue;
        }
        let Some(c) = glyph.text.as_char().filter(|c| c.is_ascii_alphanumeric() || !is_mark(*c)) else { return false };
        let (em, gap) = (glyph.size.max(0.6 * size), glyph.x0 - end);
        let mut wide =
            || gap > WORD_GAP * em && gap > (WORD_GAP + *set.get_or_insert_with(|| letter_gap(members, &[], &[]))) * em;
        if drawn && gap > -0.3 * em || wide() {
            out.push(' ');
        }
        out.push(c);
        (end, drawn, begun) = (if begun { end.max(glyph.x1) } else { glyph.x1 }, false, true);
    }
    true
}

/// Whether a character may change one beside it.
fn is_mark(c: char) -> bool {
    is_accent(Some(c)) || ('\u{300}'..='\u{36f}').contains(&c)
}

/// Type size of most of the width of a line.
fn main_size(segments: &[Segment]) -> f32 {
    let widest = segments.iter().filter(|s| !s.raised).max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0)));
    widest.or(segments.first()).map_or(0.0, |s| s.size)
}

/// The usual white between the letters of a segment, or of its whole line where the segment has too
/// few, in ems; 0 where there are none to tell. Two letters in three stand inside words.
fn letter_gap(members: &[Glyph], segments: &[Segment], glyphs: &[Glyph]) -> f32 {
    // Nearly always the first letters touch: nothing is set wide.
    if whites(members).take(6).filter(|gap| *gap < 0.04).count() > 2 {
        return 0.0;
    }
    let mut gaps: Vec<f32> = whites(members).collect();
    if gaps.len() < 4 {
        gaps = segments.iter().flat_map(|s| whites(glyphs.get(s.range()).unwrap_or_default())).collect();
    }
    if gaps.len() < 4 {
        return 0.0;
    }
    let third = gaps.len() / 3;
    gaps.select_nth_unstable_by(third, f32::total_cmp).1.max(0.0)
}

/// The white between each letter and the next, in ems.
fn whites(members: &[Glyph]) -> impl Iterator<Item = f32> {
    let letter = |g: &Glyph| g.text.as_char().is_some_and(char::is_alphabetic);
    members.windows(2).filter_map(move |pair| match pair {
        [a, b] if letter(a) && letter(b) => Some((b.x0 - a.x1) / a.size.max(0.1)),
        _ => None,
    })
}

struct Builder<'a> {
    of: Glyphs<'a>,
    em: f32,
    /// Only the text is wanted, not where its characters stand and what they look like.
    plain: bool,
    text: String,
    stops: Vec<f32>,
    end: f32,
    runs: Vec<Run>,
    count: usize,
    letters: usize,
    bold: usize,
    italic: usize,
    artifact: usize,
    gaps: usize,
    /// An accent that waits for its letter.
    accent: Option<(char, f32, f32)>,
    /// Place of the last letter.
    last: Option<(f32, f32)>,
    sizes: Vec<(f32, usize)>,
    /// How the last glyph looks.
    like: Option<Like>,
}

/// How a glyph looks.
struct Like {
    /// Font, flags, size, element, raised.
    key: (u16, u8, f32, u32, bool),
    bold: bool,
    italic: bool,
    /// Its size: index of `Builder::sizes`.
    size: usize,
    /// Letters that look so, not counted yet.
    letters: usize,
}

impl<'a> Builder<'a> {
    fn new(of: Glyphs<'a>, em: f32) -> Self {
        Self { text: String::with_capacity(96), stops: Vec::with_capacity(96), ..Self::empty(of, em) }
    }

    fn empty(of: Glyphs<'a>, em: f32) -> Self {
        Self {
            of,
            em,
            plain: false,
            text: String::new(),
            stops: Vec::new(),
            end: 0.0,
            runs: Vec::new(),
            count: 0,
            letters: 0,
            bold: 0,
            italic: 0,
            artifact: 0,
            gaps: 0,
            accent: None,
            last: None,
            sizes: Vec::new(),
            like: None,
        }
    }

    fn fill(&mut self, segments: &[Segment], glyphs: &[Glyph], tracking: Option<f32>) {
        for (n, segment) in segments.iter().enumerate() {
            let members = glyphs.get(segment.range()).unwrap_or_default();
            let limit = tracking.unwrap_or(WORD_GAP);
            // White between letters: they may be set wide.
            let mut set = None::<f32>;
            let mut space = n > 0 && segments.get(n - 1).is_some_and(|s| s.space_after);
            for (i, glyph) in members.iter().enumerate() {
                if glyph.text == Text::SPACE {
                    space = true;
                    continue;
                }
                let em = glyph.size.max(0.6 * self.em);
                let gap = glyph.x0 - self.accent.map_or(self.end, |(_, _, x1)| x1.max(self.end));
                // A large initial belongs to the word behind it, unless it is one.
                let begun = i == 0 && n > 0 && segments.get(n - 1).is_some_and(|s| s.initial);
                let mut wide = gap > limit * em && (!begun || self.text.ends_with('À'));
                if wide && !space && i > 0 && tracking.is_none() {
                    wide = gap > (limit + *set.get_or_insert_with(|| letter_gap(members, segments, glyphs))) * em;
                }
                if self.count > 0 && (space && gap > -0.3 * em || wide) {
                    if wide && !space {
                        self.gaps += 1;
                    }
                    self.flush_accent(glyph, segment.raised);
                    self.space();
                }
                space = false;
                self.glyph(glyph, segment.raised);
            }
        }
        if let Some(any) = glyphs.first() {
            self.flush_accent(any, false);
        }
    }

    fn space(&mut self) {
        if !self.text.ends_with(' ') {
            self.text.push(' ');
            self.count += 1;
            if self.plain {
                return;
            }
            self.stops.push(self.end);
            // The space after a note call is not part of it.
            if let Some(run) = self.runs.last_mut().filter(|r| !r.raised) {
                run.end = self.count;
            }
        }
    }

    fn glyph(&mut self, glyph: &Glyph, raised: bool) {
        let Some(c) = glyph.text.as_char() else {
            let string = glyph.text.as_string().and_then(|at| self.of.strings.get(at));
            if let Some(string) = string.filter(|s| !s.is_empty()) {
                self.flush_accent(glyph, raised);
                self.text.push_str(string);
                self.place(string.chars().count(), glyph, raised);
            }
            return;
        };
        // Nearly all there is.
        if c.is_ascii_alphanumeric() && self.accent.is_none() {
            self.text.push(c);
            self.place(1, glyph, raised);
            return;
        }
        if is_accent(Some(c)) && self.accented(glyph, c) {
            return;
        }
        if ('\u{300}'..='\u{36f}').contains(&c) {
            self.combine(c);
            return;
        }
        if let Some((accent, x0, x1)) = self.accent.take() {
            let middle = (x0 + x1) * 0.5;
            let over = middle > glyph.x0 - 0.1 * glyph.size && middle < glyph.x1 + 0.1 * glyph.size;
            if over && c.is_alphabetic() {
                self.text.push(c);
                self.place(1, glyph, raised);
                self.combine(combining(accent));
                return;
            }
            self.text.push(accent);
            self.place(1, &Glyph { x0, x1, ..*glyph }, raised);
        }
        self.text.push(c);
        self.place(1, glyph, raised);
    }

    /// Puts an accent on the letter before it, or keeps it for the next; false where it is a sign
    /// of its own.
    fn accented(&mut self, glyph: &Glyph, accent: char) -> bool {
        let middle = (glyph.x0 + glyph.x1) * 0.5;
        let on_last = self.last.is_some_and(|(x0, x1)| middle > x0 && middle < x1 && glyph.x0 < x1 - 0.05 * glyph.size);
        if on_last && self.text.chars().next_back().is_some_and(char::is_alphabetic) {
            self.combine(combining(accent));
            return true;
        }
        self.accent = Some((accent, glyph.x0, glyph.x1));
        true
    }

    fn flush_accent(&mut self, like: &Glyph, raised: bool) {
        if let Some((accent, x0, x1)) = self.accent.take() {
            self.text.push(accent);
            self.place(1, &Glyph { x0, x1, ..*like }, raised);
        }
    }

    /// Puts a combining mark on the last character.
    fn combine(&mut self, mark: char) {
        let Some(base) = self.text.chars().next_back() else { return };
        let plain = match base {
            'ı' => 'i',
            'ȷ' => 'j',
            other => other,
        };
        if let Some(whole) = compose(plain, mark) {
            self.text.pop();
            self.text.push(whole);
        }
    }

    /// Notes where the `n` characters of a glyph stand, and what they look like.
    fn place(&mut self, n: usize, glyph: &Glyph, raised: bool) {
        self.count += n;
        self.end = if self.letters == 0 { glyph.x1 } else { self.end.max(glyph.x1) };
        self.last = Some((glyph.x0, glyph.x1));
        self.letters += n;
        if self.plain {
            return;
        }
        if n == 1 {
            self.stops.push(glyph.x0);
        } else {
            let step = (glyph.x1 - glyph.x0) / n as f32;
            self.stops.extend((0..n).map(|i| glyph.x0 + step * i as f32));
        }
        let key = (glyph.font, glyph.flags, glyph.size, glyph.element, raised);
        // Most glyphs look like the one before them, and are counted when one comes that does not.
        match &mut self.like {
            Some(like) if like.key == key => like.letters += n,
            _ => {
                self.count_alike();
                self.like = Some(Like { letters: n, ..self.look(glyph, key) });
            }
        }
        if let Some(run) = self.runs.last_mut() {
            run.end = self.count;
        }
    }

    /// Counts the letters that look like the last one.
    fn count_alike(&mut self) {
        let Some(like) = self.like.take() else { return };
        let (n, flags) = (like.letters, like.key.1);
        self.bold += if like.bold { n } else { 0 };
        self.italic += if like.italic { n } else { 0 };
        self.artifact += if flags & ARTIFACT != 0 { n } else { 0 };
        if let Some((_, count)) = self.sizes.get_mut(like.size) {
            *count += n;
        }
    }

    /// How a glyph looks, for which a run is begun where it looks otherwise than the last one.
    fn look(&mut self, glyph: &Glyph, key: (u16, u8, f32, u32, bool)) -> Like {
        let look = self.of.look(glyph.font);
        let bold = look.bold || glyph.flags & BOLD != 0;
        let italic = look.italic || glyph.flags & SLANTED != 0;
        let (raised, element) = (key.4, glyph.element.checked_sub(1));
        let same = self.runs.last().is_some_and(|run| {
            run.bold == bold
                && run.italic == italic
                && run.raised == raised
                && run.element == element
                && (run.size - glyph.size).abs() < 0.3
                && run.mono == look.mono
                && run.small_caps == look.small_caps
        });
        if !same {
            let start = self.runs.last().map_or(0, |r| r.end);
            self.runs.push(Run {
                start,
                end: start,
                size: glyph.size,
                bold,
                italic,
                raised,
                small_caps: look.small_caps,
                mono: look.mono,
                element,
            });
        }
        let size = self.sizes.iter().position(|(size, _)| (*size - glyph.size).abs() < 0.3).unwrap_or_else(|| {
            self.sizes.push((glyph.size, 0));
            self.sizes.len() - 1
        });
        Like { key, bold, italic, size, letters: 0 }
    }

    fn is_letter(&self, glyph: &Glyph) -> bool {
        self.of.last(glyph.text).is_some_and(char::is_alphabetic)
    }

    /// Where nearly every letter stands apart from the next, the white from which it is a word
    /// that ends: letters set wide, in titles.
    fn tracking(&self, segments: &[Segment], glyphs: &[Glyph]) -> Option<f32> {
        if self.letters < 5 || self.gaps < 3 {
            return None;
        }
        let words = self.text.split(' ').filter(|w| w.chars().any(char::is_alphabetic));
        let (all, single) =
            words.fold((0, 0), |(all, single), w| (all + 1, single + usize::from(w.chars().count() == 1)));
        if single < 4 || single * 10 < all * 6 {
            return None;
        }
        let mut gaps: Vec<f32> = Vec::new();
        for segment in segments {
            for pair in glyphs.get(segment.range()).unwrap_or_default().windows(2) {
                if let [a, b] = pair
                    && self.is_letter(a)
                    && self.is_letter(b)
                {
                    gaps.push((b.x0 - a.x1) / b.size.max(0.1));
                }
            }
        }
        for pair in segments.windows(2) {
            if let [a, b] = pair {
                gaps.push((b.x0 - a.x1) / b.size.max(0.1));
            }
        }
        gaps.sort_by(f32::total_cmp);
        let median = gaps.get(gaps.len() / 2).copied()?;
        (median > 0.05).then_some(median * 1.35 + 0.12)
    }

    fn finish(mut self, segments: &[Segment]) -> Line {
        self.count_alike();
        while self.text.ends_with(' ') {
            self.text.pop();
            self.stops.pop();
            self.count -= 1;
        }
        let mut end = LineEnd::Whole;
        if self.text.ends_with('\u{ad}') {
            self.text.pop();
            self.end = self.stops.pop().unwrap_or(self.end);
            self.count -= 1;
            end = LineEnd::SoftHyphen;
        } else if self.text.ends_with('-')
            && self.text.chars().rev().nth(1).is_some_and(|c| c.is_alphanumeric() || c == '’')
        {
            end = LineEnd::HardHyphen;
        }
        self.stops.push(self.end);
        if self.text.contains('\u{ad}') {
            self.drop_soft_hyphens();
        }
        let count = self.count;
        for run in &mut self.runs {
            run.end = run.end.min(count);
        }
        self.runs.retain(|r| r.start < r.end);
        let y = segments.iter().find(|s| !s.raised).or(segments.first()).map_or(0.0, |s| s.y);
        let size = self.sizes.iter().max_by_key(|(_, n)| *n).map_or(self.em, |(size, _)| *size);
        let x0 = self.stops.first().copied().unwrap_or(0.0);
        let tallest = segments.iter().filter(|s| !s.raised).map(|s| s.size).fold(size, f32::max);
        Line {
            bbox: [x0, y - ASCENT * tallest, self.end.max(x0), y + DESCENT * tallest],
            baseline: y,
            size,
            bold: self.bold * 2 > self.letters,
            italic: self.italic * 2 > self.letters,
            artifact: self.artifact * 2 > self.letters,
            end,
            text: self.text,
            stops: self.stops,
            runs: self.runs,
            ..Line::default()
        }
    }

    /// Takes out the soft hyphens that are not at the end, where they say nothing.
    fn drop_soft_hyphens(&mut self) {
        let places: Vec<usize> =
            self.text.chars().enumerate().filter(|(_, c)| *c == '\u{ad}').map(|(i, _)| i).collect();
        self.text.retain(|c| c != '\u{ad}');
        for place in places.iter().rev() {
            if *place < self.stops.len() {
                self.stops.remove(*place);
            }
            let shift = |at: &mut usize| {
                if *at > *place {
                    *at -= 1;
                }
            };
            self.runs.iter_mut().for_each(|r| {
                shift(&mut r.start);
                shift(&mut r.end);
            });
            self.count -= 1;
        }
    }
}

/// The combining mark of an accent that stands alone.
fn combining(accent: char) -> char {
    match accent {
        '`' => '\u{300}',
        '´' => '\u{301}',
        'ˆ' | '^' => '\u{302}',
        '˜' | '~' => '\u{303}',
        '¯' => '\u{304}',
        '˘' => '\u{306}',
        '˙' => '\u{307}',
        '¨' => '\u{308}',
        '˚' => '\u{30a}',
        'ˇ' => '\u{30c}',
        _ => '\u{327}',
    }
}
