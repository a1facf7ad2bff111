//! How well a document was read: words, headings, furniture, head.

use std::collections::BTreeSet;

use glose_model::{BlockKind, Document};

use crate::common_runs::Pair;
use crate::counts::{Counts, share};
use crate::gold::Gold;
use crate::normal;

/// The figures of one document.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Extraction {
    /// F1 of the words in order.
    pub word_f1: f64,
    /// Share of the headings that were found as headings.
    pub heading_recall: f64,
    /// Share of the headings found that are headings.
    pub heading_precision: f64,
    /// Times that a running head, foot or page number stands in the body.
    pub furniture_leaks: usize,
    /// Share of NOR, date, kind and object that are right, among those that the text has.
    pub meta_accuracy: f64,
}

/// Compares a document with its labels.
#[must_use]
pub fn extraction(gold: &Gold, document: &Document) -> Extraction {
    let body: Vec<&str> = document.body().map(|b| b.text.as_str()).collect();
    let found = normal::words(&body.join(" "));
    let wanted = normal::words(&gold.text.join(" "));
    let right = Pair::new(&wanted, &found).shared();
    let words = Counts { right, extra: found.len() - right, missed: wanted.len() - right };
    let (heading_recall, heading_precision) = headings(gold, document);
    Extraction {
        word_f1: words.f1(),
        heading_recall,
        heading_precision,
        furniture_leaks: leaks(gold, &body),
        meta_accuracy: head(gold, document),
    }
}

fn headings(gold: &Gold, document: &Document) -> (f64, f64) {
    let wanted: BTreeSet<(Vec<char>, Vec<char>)> =
        gold.sections.iter().map(|s| (normal::letters(&s.number), normal::letters(&s.title))).collect();
    let found: Vec<Vec<char>> =
        document.body().filter(|b| b.kind == BlockKind::Heading).map(|b| normal::letters(&b.text)).collect();
    let is_found = |number: &[char], title: &[char]| {
        let whole = [number, title].concat();
        let most_of_it =
            |h: &[char]| !h.is_empty() && normal::holds(&whole, h) && h.len() as f64 > title.len() as f64 * 0.8;
        !title.is_empty() && found.iter().any(|h| normal::holds(h, title) || most_of_it(h))
    };
    let hit = wanted.iter().filter(|(number, title)| is_found(number, title)).count();
    let precision = if found.is_empty() { 0.0 } else { share(hit, found.len()).min(1.0) };
    (share(hit, wanted.len()), precision)
}

fn leaks(gold: &Gold, body: &[&str]) -> usize {
    let body: Vec<Vec<char>> = body.iter().map(|t| normal::letters(t)).collect();
    let text: BTreeSet<Vec<char>> = gold.text.iter().map(|t| normal::letters(t)).collect();
    let furniture: BTreeSet<Vec<char>> = gold.furniture.iter().map(|t| normal::letters(t)).collect();
    let leaked = |line: &[char], block: &[char]| {
        !line.is_empty() && if line.len() >= 12 { normal::holds(block, line) } else { block == line }
    };
    furniture.difference(&text).map(|line| body.iter().filter(|block| leaked(line, block)).count()).sum()
}

fn head(gold: &Gold, document: &Document) -> f64 {
    let bare = |text: &str| text.replace(' ', "").to_lowercase();
    let (meta, wanted) = (&document.meta, &gold.meta);
    let (mut right, mut all) = (0, 0);
    for (got, want) in [(&meta.nor, &wanted.nor), (&meta.date, &wanted.date), (&meta.kind, &wanted.kind)] {
        if !want.is_empty() {
            all += 1;
            right += usize::from(bare(got.as_deref().unwrap_or("")) == bare(want));
        }
    }
    if !wanted.object.is_empty() {
        all += 1;
        let got = normal::letters(meta.object.as_deref().unwrap_or(""));
        right += usize::from(Pair::new(&got, &normal::letters(&wanted.object)).ratio() > 0.9);
    }
    share(right, all)
}
