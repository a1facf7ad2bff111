//! Words as the matcher sees them: folded, without elision, number and gender undone.

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// First character in the text.
    pub(crate) start: usize,
    /// One past the last.
    pub(crate) end: usize,
    /// First byte.
    pub(crate) at: usize,
    /// One past the last byte.
    pub(crate) to: usize,
    /// Lower case, no accents, ligatures open, inclusive endings off.
    pub(crate) folded: String,
    /// `folded` without the marks of number and gender.
    pub(crate) base: String,
}

/// Articles and the prepositions that only join: they count neither in a term nor in a text.
const JOINTS: [&str; 13] = ["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux", "en"];

/// Whether a word only joins; « a » is one where it is written « à ».
pub(crate) fn joins(word: &Word, text: &str) -> bool {
    let folded = word.folded.as_str();
    if folded == "a" {
        return text.get(word.at..word.to).is_some_and(|w| w.contains(['à', 'À']));
    }
    folded.len() <= 3 && JOINTS.contains(&folded)
}

fn fold_into(out: &mut String, c: char) {
    let plain = match c {
        'a'..='z' | '0'..='9' => c,
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'í' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'ó' | 'Ô' | 'Ö' => 'o',
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ñ' | 'Ñ' => 'n',
        'ÿ' | 'Ÿ' => 'y',
        'œ' | 'Œ' => {
            out.push_str("oe");
            return;
        }
        'æ' | 'Æ' => {
            out.push_str("ae");
            return;
        }
        'ﬁ' => {
            out.push_str("fi");
            return;
        }
        'ﬂ' => {
            out.push_str("fl");
            return;
        }
        // Combining accents of decomposed text, and soft hyphens.
        '\u{300}'..='\u{36f}' | '\u{ad}' => return,
        _ => {
            out.extend(c.to_lowercase());
            return;
        }
    };
    out.push(plain);
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

/// What an elided word stands for.
fn unelided(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "n" => "ne",
        "qu" => "que",
        "s" => "se",
        "c" => "ce",
        "lorsqu" => "lorsque",
        "puisqu" => "puisque",
        "jusqu" => "jusque",
        "j" => "je",
        _ => return None,
    })
}

/// The words of `text`, in order. Elisions and hyphens split; « mineur·e·s » is one word.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(text.len() / 6 + 1);
    let mut chars = text.char_indices().enumerate().peekable();
    while let Some((start, (at, first))) = chars.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut folded = String::with_capacity(12);
        fold_into(&mut folded, first);
        let (mut end, mut to) = (start + 1, at + first.len_utf8());
        while let Some(&(i, (b, c))) = chars.peek() {
            let rest = text.get(b..).unwrap_or("");
            if c.is_alphanumeric() || matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}') {
                fold_into(&mut folded, c);
            } else if let Some(length) = inclusive_ending(rest, &folded) {
                for _ in 0..length {
                    if let Some((j, (k, d))) = chars.next() {
                        (end, to) = (j + 1, k + d.len_utf8());
                    }
                }
                continue;
            } else {
                break;
            }
            (end, to) = (i + 1, b + c.len_utf8());
            chars.next();
        }
        if let Some(&(_, (_, '\'' | '’'))) = chars.peek()
            && let Some(whole) = unelided(&folded)
        {
            folded = whole.to_owned();
        }
        let base = base(&folded);
        out.push(Word { start, end, at, to, folded, base });
    }
    out
}

/// Length in characters of an inclusive ending at the start of `rest`: « ·e·s », « (e)s », « -e-s ».
fn inclusive_ending(rest: &str, so_far: &str) -> Option<usize> {
    const ENDINGS: [&str; 22] = [
        "·e·s",
        "·es",
        "·e",
        "·s",
        "•e•s",
        "•es",
        "•e",
        "•s",
        ".e.s",
        ".es",
        "(e)(s)",
        "(e)s",
        "(es)",
        "(e)",
        "(s)",
        "-e-s",
        "-es",
        "-e",
        "·ne·s",
        "·ne",
        "·rice·s",
        "·euse·s",
    ];
    if so_far.len() < 3 {
        return None;
    }
    let mark = rest.chars().next()?;
    if !matches!(mark, '·' | '•' | '.' | '(' | '-') {
        return None;
    }
    ENDINGS.iter().find_map(|ending| {
        let after = rest.strip_prefix(ending)?;
        // « vise-t-elle », « est-elle »: not an ending when the word goes on.
        (!after.starts_with(|c: char| c.is_alphanumeric())).then(|| ending.chars().count())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bases(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.base).collect()
    }

    #[test]
    fn number_and_gender_do_not_count() {
        for (one, other) in [
            ("mineures", "mineur"),
            ("mineur·e·s", "mineur"),
            ("mineur(e)s", "mineur"),
            ("mineur.e.s", "mineur"),
            ("mineur-e-s", "mineur"),
            ("tribunaux", "tribunal"),
            ("travaux", "travail"),
            ("bureaux", "bureau"),
            ("agréées", "agréé"),
            ("administratrice", "administrateur"),
            ("travailleuses", "travailleur"),
            ("sexuelles", "sexuel"),
            ("étrangères", "étranger"),
        ] {
            assert_eq!(bases(one), bases(other), "{one} / {other}");
        }
    }

    #[test]
    fn elisions_and_hyphens_split() {
        assert_eq!(bases("qu’elle n’est"), bases("que elle ne est"));
        assert_eq!(bases("sous-préfet"), bases("sous préfet"));
        assert_eq!(words("L’œuvre")[1].start, 2);
        assert_eq!(words("L’œuvre")[1].end, 7);
    }
}
