//! Words of grammar: they join the words that a clause is about.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

static WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../data/function_words.txt").lines().filter(|l| !l.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// Whether a folded word, without an apostrophe, is one of grammar: an article, a pronoun, a preposition, a
/// conjunction, an auxiliary, a common adverb.
#[must_use]
pub fn is_function_word(folded: &str) -> bool {
    WORDS.contains(folded)
}

/// Whether a folded word ends a negation that « ne » began.
#[must_use]
pub fn closes_negation(folded: &str) -> bool {
    matches!(folded, "pas" | "plus" | "jamais" | "point" | "guere" | "aucunement" | "nullement")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_grammar_are_told_from_others() {
        assert!(["sans", "qu", "celles", "lequel", "etait"].iter().all(|w| is_function_word(w)));
        assert!(["toit", "refus", "plainte"].iter().all(|w| !is_function_word(w)));
        assert!(closes_negation("guere") && !closes_negation("pasteur"));
    }
}
