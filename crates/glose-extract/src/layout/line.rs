//! Segments of one baseline to a line of text: spaces where there is white, accents on their
//! letters, runs of one look, and how the line ends.

use unicode_normalization::char::compose;

use super::glyph::{ARTIFACT, BOLD, Glyph, Glyphs, HIDDEN, SLANTED, Text};
use super::segment::{Segment, is_accent};
use super::{Line, LineEnd, Run};

/// White from which a space is read, in ems, where the file draws no spaces of its own.
const WORD_GAP: f32 = 0.15;
/// The same where it does: what is left is kerning and tracking.
const WORD_GAP_SPACED: f32 = 0.25;
/// White that parts cells, or a label from its value, in ems.
const PART_GAP: f32 = 1.2;
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
    let mut builder = Builder::new(of, segment.size);
    builder.fill(std::slice::from_ref(segment), glyphs, None);
    out.push_str(&builder.text);
}

/// Type size of most of the width of a line.
fn main_size(segments: &[Segment]) -> f32 {
    let widest = segments.iter().filter(|s| !s.raised).max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0)));
    widest.or(segments.first()).map_or(0.0, |s| s.size)
}

struct Builder<'a> {
    of: Glyphs<'a>,
    em: f32,
    text: String,
    stops: Vec<f32>,
    end: f32,
    runs: Vec<Run>,
    parts: Vec<(usize, usize)>,
    count: usize,
    letters: usize,
    bold: usize,
    italic: usize,
    artifact: usize,
    hidden: usize,
    gaps: usize,
    /// An accent that waits for its letter.
    accent: Option<(char, f32, f32)>,
    /// Place of the last letter.
    last: Option<(f32, f32)>,
    sizes: Vec<(f32, usize)>,
}

impl<'a> Builder<'a> {
    fn new(of: Glyphs<'a>, em: f32) -> Self {
        Self {
            of,
            em,
            text: String::with_capacity(96),
            stops: Vec::with_capacity(96),
            end: 0.0,
            runs: Vec::new(),
            parts: Vec::new(),
            count: 0,
            letters: 0,
            bold: 0,
            italic: 0,
            artifact: 0,
            hidden: 0,
            gaps: 0,
            accent: None,
            last: None,
            sizes: Vec::new(),
        }
    }

    fn fill(&mut self, segments: &[Segment], glyphs: &[Glyph], tracking: Option<f32>) {
        let mut part = 0;
        for (n, segment) in segments.iter().enumerate() {
            let members = glyphs.get(segment.range()).unwrap_or_default();
            // A no-break space or two are not spaces between words: those may still be white alone.
            let spaces = members.iter().filter(|g| g.text == Text::SPACE).count();
            let spaced = spaces * 12 >= members.len();
            let limit = tracking.unwrap_or(if spaced { WORD_GAP_SPACED } else { WORD_GAP });
            let mut space = n > 0 && segments.get(n - 1).is_some_and(|s| s.space_after);
            for (i, glyph) in members.iter().enumerate() {
                if glyph.text == Text::SPACE {
                    space = true;
                    continue;
                }
                let em = glyph.size.max(0.6 * self.em);
                let gap = glyph.x0 - self.accent.map_or(self.end, |(_, _, x1)| x1.max(self.end));
                // Between segments the file has moved the pen: less white is a space than inside.
                let limit = if i == 0 && tracking.is_none() { limit.min(WORD_GAP) } else { limit };
                let wide = gap > limit * em;
                if self.count > 0 && (space && gap > -0.3 * em || wide) {
                    if wide && !space {
                        self.gaps += 1;
                    }
                    self.flush_accent(glyph, segment.raised);
                    if gap > PART_GAP * self.em {
                        self.parts.push((part, self.count));
                        part = self.count + 1;
                    }
                    self.space();
                }
                space = false;
                self.glyph(glyph, segment.raised);
            }
        }
        if let (Some(last), Some(segment)) = (glyphs.first(), segments.last()) {
            let _ = segment;
            self.flush_accent(last, false);
        }
        if self.count > 0 {
            self.parts.push((part, self.count));
        }
    }

    fn space(&mut self) {
        if !self.text.ends_with(' ') {
            self.text.push(' ');
            self.stops.push(self.end);
            self.count += 1;
            // The space after a note call is not part of it.
            if let Some(run) = self.runs.last_mut().filter(|r| !r.raised) {
                run.end = self.count;
            }
        }
    }

    fn glyph(&mut self, glyph: &Glyph, raised: bool) {
        let mut utf8 = [0_u8; 4];
        let (text, single) = match (glyph.text.as_char(), glyph.text.as_string()) {
            (Some(c), _) => (&*c.encode_utf8(&mut utf8), Some(c)),
            (None, Some(at)) => (self.of.strings.get(at).map_or("", |s| &**s), None),
            _ => return,
        };
        if is_accent(single) && self.accented(glyph, single) {
            return;
        }
        if let Some(mark) = single.filter(|c| ('\u{300}'..='\u{36f}').contains(c)) {
            self.combine(mark);
            return;
        }
        let waiting = self.accent.take();
        if let Some((accent, x0, x1)) = waiting {
            let middle = (x0 + x1) * 0.5;
            if middle > glyph.x0 - 0.1 * glyph.size
                && middle < glyph.x1 + 0.1 * glyph.size
                && single.is_some_and(char::is_alphabetic)
            {
                self.push(text, glyph, raised);
                self.combine(combining(accent));
                return;
            }
            let mut own = [0_u8; 4];
            let own: &str = accent.encode_utf8(&mut own);
            let at = Glyph { x0, x1, ..*glyph };
            let own = own.to_owned();
            self.push(&own, &at, raised);
        }
        self.push(text, glyph, raised);
    }

    /// Puts an accent on the letter before it, or keeps it for the next; false where it is a sign
    /// of its own.
    fn accented(&mut self, glyph: &Glyph, accent: Option<char>) -> bool {
        let Some(accent) = accent else { return false };
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
            let at = Glyph { x0, x1, ..*like };
            self.push(&accent.to_string(), &at, raised);
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

    fn push(&mut self, text: &str, glyph: &Glyph, raised: bool) {
        let n = text.chars().count();
        if n == 0 {
            return;
        }
        self.text.push_str(text);
        if n == 1 {
            self.stops.push(glyph.x0);
        } else {
            let step = (glyph.x1 - glyph.x0) / n as f32;
            self.stops.extend((0..n).map(|i| glyph.x0 + step * i as f32));
        }
        self.count += n;
        self.end = if self.letters == 0 { glyph.x1 } else { self.end.max(glyph.x1) };
        self.last = Some((glyph.x0, glyph.x1));
        let look = self.of.look(glyph.font);
        let bold = look.bold || glyph.flags & BOLD != 0;
        let italic = look.italic || glyph.flags & SLANTED != 0;
        self.letters += n;
        self.bold += if bold { n } else { 0 };
        self.italic += if italic { n } else { 0 };
        self.artifact += if glyph.flags & ARTIFACT != 0 { n } else { 0 };
        self.hidden += if glyph.flags & HIDDEN != 0 { n } else { 0 };
        let element = glyph.element.checked_sub(1);
        match self.runs.last_mut() {
            Some(run)
                if run.bold == bold
                    && run.italic == italic
                    && run.raised == raised
                    && run.element == element
                    && (run.size - glyph.size).abs() < 0.3
                    && run.mono == look.mono
                    && run.small_caps == look.small_caps =>
            {
                run.end = self.count;
            }
            _ => self.runs.push(Run {
                start: self.runs.last().map_or(0, |r| r.end),
                end: self.count,
                size: glyph.size,
                bold,
                italic,
                raised,
                small_caps: look.small_caps,
                mono: look.mono,
                element,
            }),
        }
        match self.sizes.iter_mut().find(|(size, _)| (*size - glyph.size).abs() < 0.3) {
            Some((_, count)) => *count += n,
            None => self.sizes.push((glyph.size, n)),
        }
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
        for part in &mut self.parts {
            part.1 = part.1.min(count);
        }
        self.parts.retain(|(start, end)| start < end);
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
            hidden: self.hidden * 2 > self.letters,
            end,
            text: self.text,
            stops: self.stops,
            runs: self.runs,
            parts: self.parts,
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
            self.parts.iter_mut().for_each(|p| {
                shift(&mut p.0);
                shift(&mut p.1);
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
