//! Words as the matcher sees them: folded, number and gender undone, without those that only join.

use glose_french::{WordKind, Words};

/// Articles and the prepositions that only join: they count neither in a term nor in a text.
const JOINTS: [&str; 14] = ["le", "la", "les", "l'", "un", "une", "des", "du", "de", "d'", "au", "aux", "en", "à"];

/// Whether the token `i` says nothing by itself: a mark, an article, « de », « à », « en ».
pub(crate) fn joins(words: &Words<'_>, i: usize) -> bool {
    words.kind(i) == WordKind::Mark || JOINTS.contains(&words.lower(i))
}

/// The form of the token `i` under which terms are looked up.
pub(crate) fn form(words: &Words<'_>, i: usize) -> String {
    match words.folded(i) {
        "n'" => "ne".to_owned(),
        "s'" => "se".to_owned(),
        "c'" => "ce".to_owned(),
        "qu'" => "que".to_owned(),
        other => base(other.trim_end_matches('\'')),
    }
}

/// The form of the token `i` where every word counts: articles and « de », « à », « en » too.
pub(crate) fn full_form(words: &Words<'_>, i: usize) -> String {
    match words.lower(i) {
        "d'" => "de".to_owned(),
        "l'" => "le".to_owned(),
        joint if JOINTS.contains(&joint) => joint.to_owned(),
        _ => form(words, i),
    }
}

/// A folded word without the marks of number and gender: « mineures » and « mineur » are one.
/// Coarse on purpose: terms and texts go through the same mill.
pub(crate) fn base(folded: &str) -> String {
    const GENDER: [(&str, &str); 6] =
        [("trice", "teur"), ("euse", "eur"), ("ive", "if"), ("elle", "el"), ("enne", "en"), ("onne", "on")];
    let mut word = folded;
    if word.len() > 3 && word.bytes().all(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    if word.len() > 5
        && let Some(stem) = word.strip_suffix("aux")
    {
        return if stem.ends_with('e') || stem.ends_with("trav") {
            format!("{stem}{}", if stem.ends_with('e') { "au" } else { "ail" })
        } else {
            format!("{stem}al")
        };
    }
    if word.len() > 3
        && let Some(stem) = word.strip_suffix(['s', 'x'])
    {
        word = stem;
    }
    if word.len() > 5 {
        for (feminine, masculine) in GENDER {
            if let Some(stem) = word.strip_suffix(feminine) {
                return format!("{stem}{masculine}");
            }
        }
    }
    while word.len() > 3
        && let Some(stem) = word.strip_suffix('e')
    {
        word = stem;
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(text: &str) -> Vec<String> {
        let words = Words::new(text);
        (0..words.len()).filter(|i| !joins(&words, *i)).map(|i| form(&words, i)).collect()
    }

    #[test]
    fn number_and_gender_do_not_count() {
        for (one, other) in [
            ("mineures", "mineur"),
            ("mineur·e·s", "mineur"),
            ("mineur(e)s", "mineur"),
            ("tribunaux", "tribunal"),
            ("travaux", "travail"),
            ("bureaux", "bureau"),
            ("agréées", "agréé"),
            ("administratrice", "administrateur"),
            ("travailleuses", "travailleur"),
            ("sexuelles", "sexuel"),
            ("étrangères", "étranger"),
        ] {
            assert_eq!(forms(one), forms(other), "{one} / {other}");
        }
    }

    #[test]
    fn joints_and_marks_do_not_count() {
        assert_eq!(forms("L’intérêt supérieur, de l’enfant"), forms("intérêt supérieur enfant"));
        assert_eq!(forms("elle n’est pas"), forms("elle ne est pas"));
        assert_eq!(forms("il y a lieu").len(), 4);
    }
}
