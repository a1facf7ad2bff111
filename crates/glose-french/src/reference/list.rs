//! The shape of lists of articles: letters, numbers, what parts them and what qualifies them.

use super::{Reader, text::named};
use crate::WordKind;

impl Reader<'_, '_> {
    pub(super) fn article_word(&self, i: usize) -> bool {
        matches!(self.w(i), "article" | "articles" | "art" | "arts")
    }

    /// « L. 316-1 » at `i`: the letters and the token of the number.
    pub(super) fn lettered(&self, i: usize) -> Option<(String, usize)> {
        let printed = self.words.printed(i);
        if !matches!(printed, "L" | "R" | "D" | "LO" | "A" | "LP") {
            return None;
        }
        let mut k = i + 1;
        while matches!(self.w(k), "." | "*" | "o" | "°") && k < i + 4 {
            k += 1;
        }
        let number = self.w(k);
        let hyphen = self.words.tokens().get(k + 1).is_some_and(|t| t.hyphen);
        let plausible = self.words.kind(k) == WordKind::Number && (hyphen || number.len() >= 3 || self.in_article(i));
        plausible.then(|| (printed.to_owned(), k))
    }

    pub(super) fn in_article(&self, i: usize) -> bool {
        (i.saturating_sub(3)..i).any(|k| self.article_word(k))
    }

    /// The number that begins at the token `k`: « 225-4-1 », « 1er », « 34 bis »; and the token after it.
    pub(super) fn number(&self, k: usize) -> Option<(String, usize)> {
        if self.words.kind(k) != WordKind::Number {
            return None;
        }
        let first = self.w(k);
        let digits: String = first.chars().take_while(char::is_ascii_digit).collect();
        if digits != first && !matches!(first.get(digits.len()..), Some("er" | "bis" | "ter")) {
            return None;
        }
        let (mut out, mut k) = (digits, k + 1);
        while self.words.tokens().get(k).is_some_and(|t| t.hyphen && t.kind == WordKind::Number) {
            out.push('-');
            out.push_str(self.w(k));
            k += 1;
        }
        if matches!(self.w(k), "bis" | "ter" | "quater" | "quinquies" | "sexies" | "septies") {
            out.push(' ');
            out.push_str(self.w(k));
            k += 1;
        }
        Some((out, k))
    }

    /// A list of articles at `i`, with the text they belong to; gives the token after.
    pub(super) fn articles(&mut self, i: usize) -> Option<usize> {
        let word = self.article_word(i);
        let mut k = i;
        if word {
            k += 1;
            if self.w(k) == "." {
                k += 1;
            }
        } else {
            self.lettered(i)?;
        }
        let after = self.list(k, word)?;
        // « Articles 8 de la directive … et 26 de la convention … ».
        let mut at = after;
        while word && matches!(self.w(at), "et" | "," | "ou") && self.number(at + 1).is_some() {
            let Some(next) = self.list(at + 1, true) else { break };
            at = next;
        }
        Some(at)
    }

    /// Past « , », « et », « à », « ainsi que », « alinéa 2 », « II », where another number follows; else `k`.
    pub(super) fn separator(&self, k: usize) -> usize {
        let past = self.qualifiers(k);
        for (words, at) in [(1usize, past), (1, k)] {
            let mut n = at;
            match self.w(n) {
                "," | "et" | "ou" | "a" | "-" | "/" | ";" => n += words,
                "ainsi" if self.w(n + 1) == "que" => n += 2,
                _ => continue,
            }
            while matches!(
                self.w(n),
                "et" | "ou" | "de" | "aux" | "des" | "l'" | "les" | "article" | "articles" | "art" | "." | "a" | "au"
            ) && n < at + 5
            {
                n += 1;
            }
            if self.lettered(n).is_some() {
                return n;
            }
            if let Some((_, end)) = self.number(n)
                && !matches!(self.w(end), "°" | "euros" | "ans" | "mois" | "jours" | "alinea" | "e" | "eme" | "%")
                && !self.month(end)
                // « … et 26 de la convention »: another text, another list.
                && !(self.other_text(n, end))
            {
                return n;
            }
        }
        k
    }

    pub(super) fn month(&self, k: usize) -> bool {
        matches!(
            self.w(k),
            "janvier"
                | "fevrier"
                | "mars"
                | "avril"
                | "mai"
                | "juin"
                | "juillet"
                | "aout"
                | "septembre"
                | "octobre"
                | "novembre"
                | "decembre"
        )
    }

    /// Whether the list so far already has its own text, named before the number at `n`.
    pub(super) fn other_text(&self, n: usize, _end: usize) -> bool {
        (n.saturating_sub(6)..n).any(|k| named(self.words, k).is_some_and(|t| t.end <= n))
    }

    /// Past « , 2° », « II », « alinéa 3 », « deuxième alinéa », « et suivants », brackets with such.
    pub(super) fn qualifiers(&self, from: usize) -> usize {
        let mut k = from;
        loop {
            let start = k;
            let mut n = k;
            while matches!(
                self.w(n),
                "," | "(" | "et" | "au" | "a" | "du" | "en" | "de" | "son" | "l'" | "ses" | "dans" | "des" | "aux"
            ) && n < k + 3
            {
                n += 1;
            }
            match self.w(n) {
                "suivants" | "suivant" | "s" | "svts" if n > k => k = n + 1,
                "suiv" | "sq" => k = n + 2,
                "alinea" | "alineas" | "al" | "paragraphe" | "paragraphes" | "point" | "§" => {
                    k = n + 1;
                    if self.w(k) == "." {
                        k += 1;
                    }
                    if self.words.kind(k) == WordKind::Number {
                        k += 1;
                    }
                }
                "premier" | "deuxieme" | "second" | "troisieme" | "quatrieme" | "dernier" | "cinquieme" | "1er"
                | "2e" | "3e" | "4e"
                    if matches!(self.w(n + 1), "alinea" | "alineas" | "al" | "paragraphe")
                        || self.w(n + 2) == "alinea" =>
                {
                    k = n + 2;
                }
                w if self.words.kind(n) == WordKind::Number && self.w(n + 1) == "°" => {
                    let _ = w;
                    k = n + 2;
                }
                w if matches!(w, "i" | "ii" | "iii" | "iv" | "v" | "vi" | "vii" | "viii" | "ix" | "x")
                    && self.words.printed(n).chars().all(|c| c.is_ascii_uppercase()) =>
                {
                    k = n + 1;
                }
                _ => {}
            }
            if k == start {
                return k;
            }
            if self.w(k) == ")" {
                k += 1;
            }
        }
    }
}
