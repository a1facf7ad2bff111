//! Forms of a text in which two extractions of it can be compared.

use unicode_normalization::UnicodeNormalization as _;

/// Letters and digits only, in lower case, ligatures and accents folded: what survives any extraction.
#[must_use]
pub(crate) fn letters(text: &str) -> Vec<char> {
    let open = text.replace(['œ', 'Œ'], "oe").replace('æ', "ae");
    let lower: String = open.nfkd().collect::<String>().to_lowercase();
    lower.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a text in lower case (runs of letters and digits), curly apostrophes as straight ones.
#[must_use]
pub(crate) fn words(text: &str) -> Vec<String> {
    let text: String = text.nfkc().collect::<String>().to_lowercase().replace('’', "'");
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// Whether `part` stands in `whole`. An empty part stands anywhere.
#[must_use]
pub(crate) fn holds(whole: &[char], part: &[char]) -> bool {
    find(whole, part, 0).is_some()
}

/// The first place at or after `from` where `part` stands in `whole`, in characters.
#[must_use]
pub(crate) fn find(whole: &[char], part: &[char], from: usize) -> Option<usize> {
    let Some(first) = part.first() else { return (from <= whole.len()).then_some(from) };
    let last = whole.len().checked_sub(part.len())?;
    (from..=last).find(|at| whole.get(*at) == Some(first) && whole.get(*at..*at + part.len()) == Some(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_survive_any_extraction() {
        let text: String = letters("L’Œuvre n° 2, « ﬁxée » à l'été").into_iter().collect();
        assert_eq!(text, "loeuvren2fixeealete");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(words("L’article L. 316-1,  d'office_1"), ["l", "article", "l", "316", "1", "d", "office", "1"]);
    }

    #[test]
    fn places_are_found_from_where_one_asks() {
        let text = letters("abcabc");
        assert_eq!(find(&text, &letters("abc"), 1), Some(3));
        assert_eq!(find(&text, &letters("abcd"), 0), None);
        assert!(holds(&text, &[]));
    }
}
