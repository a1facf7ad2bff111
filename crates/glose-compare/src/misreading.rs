//! Words that OCR misread: not other words.

/// Words of so few letters are known to every text: « la » and « 1 a », « ne » and « ue ».
const SHORT: usize = 2;

/// Whether two runs of words are the same words, misread. `known` tells a word that both texts
/// use: where every word is known, nothing was misread. A number is never another number misread.
pub(crate) fn misread(a: &[String], b: &[String], known: &dyn Fn(&str) -> bool) -> bool {
    let numbers = |side: &[String]| -> Vec<String> {
        side.iter().filter(|w| w.chars().all(|c| c.is_ascii_digit() || !c.is_alphanumeric())).cloned().collect()
    };
    let sure = |w: &String| w.chars().count() > SHORT && known(w);
    let (numbers_a, numbers_b) = (numbers(a), numbers(b));
    let renumbered = !numbers_a.is_empty() && !numbers_b.is_empty() && numbers_a != numbers_b;
    if a.is_empty() || b.is_empty() || renumbered || a.iter().chain(b).all(sure) {
        return false;
    }
    if a.len() == b.len() && a.iter().zip(b).all(|(x, y)| x == y || is_misreading(x, y) && !(sure(x) && sure(y))) {
        return true;
    }
    // A space lost or gained, or several faults together: the run as a whole, by the shapes of its letters.
    let (x, y) = (shape(&a.concat()), shape(&b.concat()));
    let allowed = x.chars().count().max(y.chars().count()) / 7;
    let strange = a.iter().chain(b).any(|w| !known(w));
    let long = strange && x.chars().count().min(y.chars().count()) > 3;
    (x == y || long && numbers_a.len() == numbers_b.len() && distance(&x, &y, allowed) <= allowed) && !prefixed(&x, &y)
}

/// Letters that scanners take for one another, as one: `rn` and `m`, `cl` and `d`, `1` and `l`…
fn shape(word: &str) -> String {
    let joined = word.replace("rn", "m").replace("cl", "d");
    joined
        .chars()
        .map(|c| match c {
            '1' | 'i' | 'l' | '|' | 'j' => 'l',
            '0' | 'a' | 'o' => 'o',
            '8' | '5' | 's' => 's',
            'c' | 'e' => 'e',
            'n' | 'u' => 'n',
            'f' | 't' => 't',
            'b' | 'h' => 'h',
            _ => c,
        })
        .collect()
}

/// « légal » and « illégal » are not each other misread.
fn prefixed(a: &str, b: &str) -> bool {
    let longer = |long: &str, short: &str| long.len() >= short.len() + 2 && long.ends_with(short);
    longer(a, b) || longer(b, a)
}

/// Whether one word is the other misread: few letters differ, in words long enough to tell.
fn is_misreading(a: &str, b: &str) -> bool {
    let digits = |w: &str| w.chars().any(|c| c.is_ascii_digit()) && !w.chars().any(char::is_alphabetic);
    if digits(a) && digits(b) {
        return a == b;
    }
    if prefixed(a, b) {
        return false;
    }
    if shape(a) == shape(b) {
        return true;
    }
    let longer = a.chars().count().max(b.chars().count());
    let allowed = match longer {
        0..=3 => 0,
        4..=9 => 1,
        _ => 2,
    };
    a == b || allowed > 0 && distance(a, b, allowed) <= allowed
}

/// Levenshtein's distance, or `cap + 1` when the lengths alone exceed it.
fn distance(a: &str, b: &str, cap: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > cap {
        return cap + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut previous = i;
        let mut left = i + 1;
        for (j, y) in b.iter().enumerate() {
            let above = row.get(j + 1).copied().unwrap_or(usize::MAX - 1);
            let cost = (previous + usize::from(x != y)).min(above + 1).min(left + 1);
            previous = above;
            if let Some(slot) = row.get_mut(j) {
                *slot = left;
            }
            left = cost;
        }
        if let Some(slot) = row.last_mut() {
            *slot = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_misread_are_not_other_words() {
        assert!(is_misreading("prefecture", "prefeclure"));
        assert!(is_misreading("delivree", "delivrce"));
        assert!(is_misreading("si", "sl") && is_misreading("commises", "comrni8es"));
        assert!(!is_misreading("deux", "dix"));
        assert!(!is_misreading("mineures", "majeures"));
        assert!(!is_misreading("2013", "2018"));
        assert!(!is_misreading("est", "et"));
        assert!(!is_misreading("exclure", "inclure"));
        assert!(!is_misreading("regulier", "irregulier"));
    }

    #[test]
    fn runs_are_misread_as_a_whole() {
        let run = |t: &str| t.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let known = |w: &str| ["un", "deux", "mois", "sous", "reserve"].contains(&w);
        assert!(misread(&run("sous reserve"), &run("8ousreserve"), &known));
        assert!(misread(&run("travail sous reserve de"), &run("fravoil sous reservcde"), &known));
        assert!(!misread(&run("un mois"), &run("deux mois"), &known));
        assert!(!misread(&run("le prefet"), &run("le procureur"), &known));
        assert!(misread(&run("la"), &run("1 a"), &known) && misread(&run("ne"), &run("ue"), &known));
        assert!(!misread(&run("5"), &run("8"), &known), "a period of five days is not one of eight misread");
    }
}
