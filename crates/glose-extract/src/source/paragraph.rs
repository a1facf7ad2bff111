//! A paragraph while it is written: runs of characters come in, a piece goes out.

use crate::structure::flow::{Piece, Style};

/// The looks of a run of characters.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Look {
    pub(crate) size: f32,
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) underline: bool,
    pub(crate) caps: bool,
}

/// Collects runs; white space is folded to single spaces, no-break ones too.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    text: String,
    chars: usize,
    calls: Vec<(usize, String)>,
    space: bool,
    /// Characters (not spaces) in all, bold, italic, underlined, in capitals.
    weights: [usize; 5],
    sizes: Vec<(f32, usize)>,
    /// Characters of the bold run at the start; closed at the first that is not.
    lead: (usize, bool),
    /// Characters at which a line was broken by hand.
    breaks: Vec<usize>,
}

impl Paragraph {
    /// Adds characters in one look.
    pub(crate) fn push(&mut self, text: &str, look: Look) {
        for c in text.chars() {
            if c.is_whitespace() || c == '\u{feff}' {
                self.space = true;
                continue;
            }
            // Soft hyphens, zero-width signs and direction marks are not read.
            if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{202a}'..='\u{202e}') || c.is_control()
            {
                continue;
            }
            if self.space && self.chars > 0 && self.breaks.last() != Some(&self.chars) {
                self.text.push(' ');
                self.chars += 1;
            }
            self.space = false;
            self.text.push(if c == '\u{2011}' { '-' } else { c });
            self.chars += 1;
            self.weigh(look, c);
        }
    }

    fn weigh(&mut self, look: Look, c: char) {
        let flags = [true, look.bold, look.italic, look.underline, look.caps];
        for (weight, flag) in self.weights.iter_mut().zip(flags) {
            *weight += usize::from(flag);
        }
        if !self.lead.1 {
            // The colon after a bold « Objet » is often plain.
            if look.bold || c == ':' {
                self.lead.0 = self.chars;
            } else {
                self.lead.1 = true;
            }
        }
        match self.sizes.iter_mut().find(|(size, _)| (*size - look.size).abs() < 0.05) {
            Some((_, n)) => *n += 1,
            None => self.sizes.push((look.size, 1)),
        }
    }

    /// A call to the note `key` stands here.
    pub(crate) fn call(&mut self, key: impl Into<String>) {
        self.calls.push((self.chars, key.into()));
    }

    /// The line was broken by hand here.
    pub(crate) fn line_break(&mut self) {
        self.space = true;
        if self.chars > 0 && self.breaks.last() != Some(&self.chars) {
            self.breaks.push(self.chars);
        }
    }

    /// Whether nothing was written.
    pub(crate) fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// The style of most of its characters, on the paragraph style `base`.
    fn style(&self, base: Style) -> Style {
        let all = self.weights[0].max(1);
        // A full stop or a call in another face does not change what the eye sees.
        let most = |n: usize| n * 20 >= all * 19;
        let size = self.sizes.iter().max_by_key(|(_, n)| *n).map_or(0.0, |(size, _)| *size);
        Style {
            size,
            bold: most(self.weights[1]),
            italic: most(self.weights[2]),
            underline: most(self.weights[3]),
            caps: most(self.weights[4]),
            ..base
        }
    }

    /// The piece, its lines broken by hand joined by a space.
    pub(crate) fn finish(mut self, base: Style) -> Piece {
        let breaks = std::mem::take(&mut self.breaks);
        let style = self.style(base);
        let mut text = String::with_capacity(self.text.len() + breaks.len());
        let mut at = breaks.iter().peekable();
        for (i, c) in self.text.chars().enumerate() {
            if at.next_if_eq(&&i).is_some() {
                text.push(' ');
            }
            text.push(c);
        }
        // A space was put in for each break before the character.
        let shift = |at: usize| at + breaks.iter().filter(|b| **b < at).count();
        let calls = self.calls.into_iter().map(|(at, key)| (shift(at), key)).collect();
        let lead = if style.bold { 0 } else { shift(self.lead.0) };
        Piece { text, style, lead, calls, ..Piece::default() }
    }

    /// One piece a line where the lines broken by hand are plainly lines of their own (each but the
    /// last ends a sentence or an item, or the next opens one), else one piece.
    pub(crate) fn finish_lines(mut self, base: Style) -> Vec<Piece> {
        let breaks = std::mem::take(&mut self.breaks);
        let chars: Vec<char> = self.text.chars().collect();
        let cuts: Vec<usize> = breaks
            .iter()
            .copied()
            .filter(|at| {
                if *at >= chars.len() {
                    return false;
                }
                let before = at.checked_sub(1).and_then(|i| chars.get(i));
                let next: String = chars.iter().skip(*at).take(24).collect();
                before.is_some_and(|c| matches!(c, '.' | ';' | ':')) || crate::structure::bullets::opens_item(&next)
            })
            .collect();
        if cuts.is_empty() {
            self.breaks = breaks;
            return vec![self.finish(base)];
        }
        let style = self.style(base);
        let mut out = Vec::new();
        let mut from = 0;
        for to in cuts.iter().copied().chain([chars.len()]) {
            let (mut text, mut calls) = (String::new(), Vec::new());
            let mut count = 0;
            for (i, c) in chars.iter().enumerate().take(to).skip(from) {
                calls.extend(
                    self.calls.iter().filter(|(at, _)| *at == i && i > from).map(|(_, key)| (count, key.clone())),
                );
                if i > from && breaks.contains(&i) {
                    text.push(' ');
                    count += 1;
                }
                text.push(*c);
                count += 1;
            }
            calls.extend(self.calls.iter().filter(|(at, _)| *at == to).map(|(_, key)| (count, key.clone())));
            let lead = if from == 0 && !style.bold { self.lead.0.min(count) } else { 0 };
            out.push(Piece { text, style, lead, calls, ..Piece::default() });
            from = to;
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_calls_and_lead() {
        let mut p = Paragraph::default();
        p.push("Objet :", Look { bold: true, ..Look::default() });
        p.push(" l’accueil\u{a0}des", Look::default());
        p.line_break();
        p.push("victimes", Look::default());
        p.call("n1");
        p.push(" .", Look::default());
        let piece = p.finish(Style::default());
        assert_eq!(piece.text, "Objet : l’accueil des victimes .");
        assert_eq!(piece.calls, [(30, "n1".to_owned())]);
        assert_eq!(piece.lead, 7);
        assert!(!piece.style.bold);
    }

    #[test]
    fn lines_that_end_sentences_are_cut() {
        let mut p = Paragraph::default();
        for line in ["Il produit :", "- un passeport ;", "- une photographie", "récente."] {
            p.push(line, Look::default());
            p.line_break();
        }
        let texts: Vec<_> = p.finish_lines(Style::default()).into_iter().map(|p| p.text).collect();
        assert_eq!(texts, ["Il produit :", "- un passeport ;", "- une photographie récente."]);
    }
}
