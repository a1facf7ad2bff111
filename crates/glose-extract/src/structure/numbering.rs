//! The number that a heading or an item begins with: « II. », « 2.1 », « a) », « 3° », « Article 4 –
//! », « Annexe B », « FICHE N° 3 : ».

/// What the last part of a number is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Roman,
    Arabic,
    Upper,
    Lower,
    LowerRoman,
    /// « 1° »
    Degree,
    /// « Annexe », « Article »…: its rank among the divisions of a text, the largest first.
    Word(u8),
}

/// A printed number and what it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number<'t> {
    /// As printed, without its final dot, dash or colon; a parenthesis or degree sign stays.
    pub(crate) printed: &'t str,
    /// Of its last part.
    pub(crate) family: Family,
    /// Parts: « 2.1 » has two.
    pub(crate) depth: u8,
    /// Value of the last part; 0 for a bare « Annexe ».
    pub(crate) value: u32,
    /// What closes it.
    pub(crate) close: Close,
    /// Bytes to the first character of what follows.
    pub(crate) rest: usize,
}

/// What closes a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Close {
    Dot,
    Parenthesis,
    Dash,
    /// Nothing but a space: a year or a quantity may look the same.
    Space,
}

/// Words that head a numbered division, largest first. Ranks are those of French codes: livre,
/// titre, chapitre, section, article; an annex or a record card stands beside the largest.
const WORDS: &[(&str, u8)] = &[
    ("annexe", ANNEX),
    ("appendice", ANNEX),
    ("fiche", ANNEX),
    ("partie", 1),
    ("livre", 2),
    ("titre", 3),
    ("chapitre", 4),
    ("sous-section", 6),
    ("section", 5),
    ("paragraphe", 7),
    ("article", 8),
    ("art.", 8),
];
/// Rank of what stands outside the body and beside its largest divisions.
pub(crate) const ANNEX: u8 = 0;
/// Rank of an article.
pub(crate) const ARTICLE: u8 = 8;

const ORDINALS: &[&str] = &[
    "premier",
    "première",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
    "dixième",
];

impl Number<'_> {
    /// Whether `self` comes right after `before` in one series.
    pub(crate) fn follows(&self, before: &Number<'_>) -> bool {
        self.same_series(before) && self.value == before.value + 1
    }

    /// Whether both count in one way.
    pub(crate) fn same_series(&self, other: &Number<'_>) -> bool {
        self.family == other.family && self.depth == other.depth && self.close == other.close
    }

    /// Whether it begins a series.
    pub(crate) fn is_first(&self) -> bool {
        self.value <= 1
    }

    /// Whether a single sign could as well be an initial or a code (« M. », « L. 311-1 »).
    pub(crate) fn is_weak(&self) -> bool {
        self.depth == 1
            && match self.family {
                Family::Upper | Family::Lower => self.close != Close::Parenthesis,
                Family::Roman => self.value > 30,
                Family::Arabic => self.close == Close::Space,
                _ => false,
            }
    }
}

/// The number at the start of `text`, when it has one.
pub(crate) fn parse(text: &str) -> Option<Number<'_>> {
    let first = text.chars().next()?;
    if first.is_alphabetic()
        && let Some(number) = word(text)
    {
        return Some(number);
    }
    if !(first.is_ascii_alphanumeric() || first == '(') {
        return None;
    }
    plain(text)
}

/// « Annexe 2 – », « Article 1er », « Première partie : ».
fn word<'t>(text: &'t str) -> Option<Number<'t>> {
    let division = |text: &'t str| WORDS.iter().find_map(|(word, rank)| Some((strip(text, word)?, *rank)));
    // « Première partie », « Deuxième section »
    for (i, ordinal) in ORDINALS.iter().enumerate() {
        if let Some(after) = strip(text, ordinal) {
            let (rest, rank) = division(after.trim_start())?;
            // Both forms of « first » lead the list.
            let value = u32::try_from(i.max(1)).unwrap_or(1);
            return closed(text, text.len() - rest.len(), Family::Word(rank), 1, value);
        }
    }
    let (after, rank) = division(text)?;
    let mut at = text.len() - after.len();
    if after.chars().next().is_some_and(char::is_alphanumeric) {
        return None;
    }
    // « n° 3 », « N°3 »
    let mut rest = after.trim_start();
    for sign in ["n°", "N°", "n º", "no ", "nº", "Nº"] {
        if let Some(r) = rest.strip_prefix(sign) {
            rest = r.trim_start();
            break;
        }
    }
    let label =
        rest.split(|c: char| c.is_whitespace() || matches!(c, ':' | '–' | '—' | '(' | ',' | ';')).next().unwrap_or("");
    let core = label.trim_end_matches(['.', '-']);
    let value = match core {
        "" => None,
        "1er" | "Ier" | "premier" | "PREMIER" | "unique" | "UNIQUE" | "Ire" | "1ER" | "IER" => Some(1),
        _ => label_value(core, rank),
    };
    if let Some(value) = value {
        at = text.len() - rest.len() + core.len();
        // « bis », « ter »
        let tail = text.get(at..)?;
        for suffix in [" bis", " ter", " quater"] {
            if tail.starts_with(suffix) && !tail.get(suffix.len()..)?.starts_with(char::is_alphanumeric) {
                at += suffix.len();
            }
        }
        return closed(text, at, Family::Word(rank), 1, value);
    }
    // A bare « Annexe » or « ANNEXE – Titre », never « Article » alone; « Annexe » in a sentence is not one.
    (rank == ANNEX && after.trim_start().chars().next().is_none_or(|c| matches!(c, '–' | '—' | '-' | ':' | '.')))
        .then(|| closed(text, at, Family::Word(rank), 1, 0))
        .flatten()
}

/// What follows `word`, which is in small letters, at the start of `text` in any case.
fn strip<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    let lower = |c: char| if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
    word.chars().all(|w| rest.next().is_some_and(|c| lower(c) == w)).then_some(rest.as_str())
}

/// « 3 », « IV », « B », « 2.1 », « R. 3 » of an annex or article.
fn label_value(core: &str, rank: u8) -> Option<u32> {
    let last = core.rsplit(['.', '-']).next()?;
    // « Article 225-4-1 » and « Article L. 3 » are of a code, not of the text.
    if core.chars().count() > 9 || core.split(['.', '-']).any(|p| p.len() > 2 && p.bytes().all(|b| b.is_ascii_digit()))
    {
        return None;
    }
    if let Ok(n) = last.parse::<u32>() {
        return Some(n);
    }
    if last.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
        return roman(last);
    }
    let mut chars = last.chars();
    match (chars.next(), chars.next()) {
        (Some(c @ 'A'..='Z'), None) if rank != ARTICLE => Some(c as u32 - 'A' as u32 + 1),
        _ => None,
    }
}

/// « II. », « 2.1 », « I.2 », « a) », « (iv) », « 1° », « A - ».
fn plain(text: &str) -> Option<Number<'_>> {
    let open = text.starts_with('(');
    let body = if open { text.get(1..)? } else { text };
    let start = usize::from(open);
    let mut at = 0;
    let (mut depth, mut last) = (0u8, "");
    loop {
        let part = body.get(at..)?;
        let len = part.chars().take_while(char::is_ascii_alphanumeric).count();
        let piece = part.get(..len)?;
        if piece.is_empty() || !is_label(piece) {
            break;
        }
        depth = depth.saturating_add(1);
        at += len;
        last = piece;
        // « 2.1 » and « I-2 » go on; « 2. Texte » does not.
        let mut tail = body.get(at..)?.chars();
        match (tail.next(), tail.next()) {
            (Some(join @ ('.' | '-')), Some(c)) if c.is_ascii_alphanumeric() && depth < 6 => {
                // « 30-31 décembre » is no number; « I-2 » is.
                if join == '-' && last.bytes().all(|b| b.is_ascii_digit()) {
                    break;
                }
                let next: &str = body.get(at + 1..)?;
                let n = next.chars().take_while(char::is_ascii_alphanumeric).count();
                if !is_label(next.get(..n)?) {
                    break;
                }
                at += 1;
            }
            _ => break,
        }
    }
    if depth == 0 {
        return None;
    }
    let (family, value) = family_of(last, depth)?;
    let end = start + at;
    if open {
        let close = text.get(end..)?.strip_prefix(')')?;
        let rest = text.len() - close.trim_start().len();
        return Some(Number { printed: text.get(..=end)?, family, depth, value, close: Close::Parenthesis, rest });
    }
    closed(text, end, family, depth, value)
}

/// Finishes a number whose last sign ends at byte `end`.
fn closed(text: &str, end: usize, family: Family, depth: u8, value: u32) -> Option<Number<'_>> {
    let tail = text.get(end..)?;
    let first = tail.chars().next();
    let word = matches!(family, Family::Word(_));
    let (mut printed, mut family, mut close, mut after) = (end, family, Close::Space, tail);
    match first {
        Some(')') => {
            (printed, close, after) = (end + 1, Close::Parenthesis, tail.get(1..)?);
        }
        Some('°' | 'º') if matches!(family, Family::Arabic) => {
            let sign = first?.len_utf8();
            (printed, family, after) = (end + sign, Family::Degree, tail.get(sign..)?);
            after = after.strip_prefix(')').unwrap_or(after);
            close = Close::Parenthesis;
        }
        Some('.' | '/') => {
            (close, after) = (Close::Dot, tail.get(1..)?);
            // « 2.) » is seen
            if let Some(r) = after.strip_prefix(')') {
                after = r;
            }
        }
        Some(':') if word => {
            (close, after) = (Close::Dash, tail.get(1..)?);
        }
        None => {}
        Some(c) if c.is_whitespace() => {}
        Some('–' | '—' | '-') => {}
        _ => return None,
    }
    let trimmed = after.trim_start();
    let spaced = trimmed.len() < after.len();
    let mut rest = trimmed;
    let dashed = rest.trim_start_matches(['–', '—', '-', ':']);
    if dashed.len() < rest.len() && (dashed.is_empty() || dashed.starts_with(char::is_whitespace)) {
        rest = dashed.trim_start();
        if close == Close::Space {
            close = Close::Dash;
        }
    } else if !spaced && !rest.is_empty() {
        // A letter right behind: « 1.Titre » is a number, « 12e » or « 3-4 » is not.
        if close == Close::Space || !rest.chars().next().is_some_and(|c| c.is_uppercase()) {
            return None;
        }
    }
    Some(Number { printed: text.get(..printed)?, family, depth, value, close, rest: text.len() - rest.len() })
}

/// Whether `piece` can be a part of a number: « 12 », « IV », « B », « a », « iii ».
fn is_label(piece: &str) -> bool {
    if piece.is_empty() {
        return false;
    }
    if piece.bytes().all(|b| b.is_ascii_digit()) {
        return piece.len() <= 2;
    }
    if piece.len() == 1 {
        return true;
    }
    piece.len() <= 5
        && (piece.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            || piece.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
        && roman(&piece.to_ascii_uppercase()).is_some()
}

/// Family and value of the last part of a number.
fn family_of(piece: &str, depth: u8) -> Option<(Family, u32)> {
    if let Ok(n) = piece.parse::<u32>() {
        return Some((Family::Arabic, n));
    }
    if piece.chars().all(|c| matches!(c, 'I' | 'V' | 'X')) {
        return Some((Family::Roman, roman(piece)?));
    }
    if piece.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) && (depth == 1) {
        return Some((Family::LowerRoman, roman(&piece.to_ascii_uppercase())?));
    }
    let c = piece.chars().next()?;
    match c {
        'A'..='Z' => Some((Family::Upper, c as u32 - 'A' as u32 + 1)),
        'a'..='z' => Some((Family::Lower, c as u32 - 'a' as u32 + 1)),
        _ => None,
    }
}

/// Value of a Roman number in capitals, when it is well formed.
pub(crate) fn roman(text: &str) -> Option<u32> {
    let digit = |c| match c {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        _ => None,
    };
    let values: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let mut total = 0;
    for (i, value) in values.iter().enumerate() {
        if values.get(i + 1).is_some_and(|next| next > value) {
            total -= i64::from(*value);
        } else {
            total += i64::from(*value);
        }
    }
    let total = u32::try_from(total).ok().filter(|n| *n > 0)?;
    (to_roman(total) == text).then_some(total)
}

/// `n` in Roman capitals.
pub(crate) fn to_roman(mut n: u32) -> String {
    const STEPS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    n = n.min(3999);
    for (value, sign) in STEPS {
        while n >= *value {
            out.push_str(sign);
            n -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_table_of_numbers() {
        for line in include_str!("numbering.cases.tsv").lines() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let mut cells = line.split('\t');
            let (text, printed, family, depth, value, rest) = (
                cells.next().unwrap(),
                cells.next().unwrap(),
                cells.next().unwrap(),
                cells.next().unwrap(),
                cells.next().unwrap(),
                cells.next().unwrap(),
            );
            let got = parse(text);
            if printed == "-" {
                assert_eq!(got, None, "{text}");
                continue;
            }
            let got = got.unwrap_or_else(|| panic!("no number in « {text} »"));
            let found = (got.printed, format!("{:?}", got.family), got.depth.to_string(), got.value.to_string());
            let wanted = (printed, family.to_owned(), depth.to_owned(), value.to_owned());
            assert_eq!((found, &text[got.rest..]), (wanted, rest), "{text}");
        }
    }
}
