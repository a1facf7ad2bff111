//! Fixed phrases looked up at each word: one table, one pass.

use rustc_hash::FxHashMap;

use crate::Words;

/// Phrases (folded words apart by spaces) and what each stands for; the longest wins.
pub(crate) struct Phrases<T> {
    by_first: FxHashMap<String, Vec<(Vec<String>, T)>>,
}

impl<T: Clone> Phrases<T> {
    pub(crate) fn new(entries: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_first: FxHashMap<String, Vec<(Vec<String>, T)>> = FxHashMap::default();
        for (phrase, value) in entries {
            let words: Vec<String> = phrase.replace('-', " ").split_whitespace().map(str::to_owned).collect();
            if let Some(first) = words.first() {
                by_first.entry(first.clone()).or_default().push((words, value));
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in by_first.values_mut() {
            // Stable: among phrases of one length, the first of the table.
            list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first }
    }

    /// The longest phrase at the token `i`: what it stands for, and how many tokens it takes.
    pub(crate) fn at(&self, words: &Words<'_>, i: usize) -> Option<(&T, usize)> {
        let list = self.by_first.get(words.folded(i))?;
        list.iter()
            .find(|(phrase, _)| {
                phrase.iter().enumerate().all(|(k, w)| {
                    let word = words.folded(i + k);
                    word == w || w == "de" && word == "d'"
                })
            })
            .map(|(phrase, value)| (value, phrase.len()))
    }
}
