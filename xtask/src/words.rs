//! How well an extracted text gives back the words of an independent text of the same source.

use regex::Regex;
use similar::{Algorithm, DiffTag, capture_diff_slices};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization as _;

/// Agreement of an extracted text with a reference, each 0 to 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Agreement {
    /// F1 of the words, whatever their order.
    pub(crate) words: f64,
    /// F1 of the words found in the reference's order (longest common subsequence).
    pub(crate) order: f64,
    /// Recall of the words with an accent or a cedilla.
    pub(crate) accented: f64,
}

/// Words in lower case, compatibility forms folded.
pub(crate) fn words(text: &str) -> Vec<String> {
    let text: String = text.nfkc().collect::<String>().to_lowercase();
    match Regex::new(r"[\p{L}\p{N}\p{M}]+") {
        Ok(word) => word.find_iter(&text).map(|m| m.as_str().to_owned()).collect(),
        Err(_) => Vec::new(),
    }
}

fn f1(same: usize, got: usize, want: usize) -> f64 {
    if got + want == 0 { 1.0 } else { 2.0 * same as f64 / (got + want) as f64 }
}

/// Compares the words of `got` with those of `want`.
pub(crate) fn agreement(want: &str, got: &str) -> Agreement {
    let (want, got) = (words(want), words(got));
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for word in &want {
        counts.entry(word).or_default().0 += 1;
    }
    for word in &got {
        counts.entry(word).or_default().1 += 1;
    }
    let same = counts.values().map(|(a, b)| a.min(b)).sum();
    let accented = || counts.iter().filter(|(w, _)| !w.is_ascii());
    let (found, all) = accented().fold((0, 0), |(f, a), (_, (w, g))| (f + w.min(g), a + w));
    let in_order: usize = capture_diff_slices(Algorithm::Myers, &want, &got)
        .iter()
        .filter(|op| op.tag() == DiffTag::Equal)
        .map(|op| op.old_range().len())
        .sum();
    Agreement {
        words: f1(same, got.len(), want.len()),
        order: f1(in_order, got.len(), want.len()),
        accented: if all == 0 { 1.0 } else { found as f64 / all as f64 },
    }
}

#[cfg(test)]
mod tests {
    use super::agreement;

    #[test]
    fn a_lost_word_costs_recall_and_a_moved_one_costs_order() {
        let a = agreement("la carte est délivrée sans délai", "la carte est délivrée délai sans");
        assert!((a.words - 1.0).abs() < 1e-9 && a.order < 1.0);
        let b = agreement("délai été", "delai été");
        assert!((b.accented - 0.5).abs() < 1e-9);
    }
}
