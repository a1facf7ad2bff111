//! Whether the hyphen at the end of a line belongs to its word. French cuts words at syllables and
//! also at the hyphens of compounds, so the sign alone does not tell.

use std::hash::{Hash as _, Hasher as _};
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::{Line, LineEnd};

/// What a line end cuts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// A word, at a syllable: the hyphen goes.
    Word,
    /// A compound, at its own hyphen, or a number: the hyphen stays.
    Compound,
    /// Nothing: a space comes between.
    Words,
}

/// Compounds that French spells with a hyphen.
static COMPOUNDS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let mut all: Vec<&str> =
        include_str!("compounds.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()).collect();
    all.sort_unstable();
    all
});

/// Numbers that compounds are made of.
const NUMBERS: &[&str] = &[
    "un",
    "une",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "vingt",
    "vingts",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "cent",
    "cents",
    "mille",
    "et",
    "vingtième",
    "dixième",
    "unième",
    "deuxième",
    "troisième",
    "quatrième",
    "cinquième",
    "sixième",
    "septième",
    "huitième",
    "neuvième",
];

/// First words that make a compound with any whole word that stands elsewhere in the document, when
/// the two in one do not.
const PREFIXES: &[&str] =
    &["non", "ex", "vice", "demi", "semi", "mi", "quasi", "sous", "anti", "pseudo", "auto", "contre"];

/// Words in one that begin like those, by their stems.
const CLOSED: &[&str] = &[
    "contreparti",
    "contrefa",
    "contreven",
    "contrevien",
    "contrevérit",
    "contreband",
    "contresign",
    "contreseing",
    "contresens",
    "contrepoids",
    "contrepoint",
    "contrecoup",
    "contremaître",
    "contremaitre",
    "contredi",
    "contretemps",
    "contrecarr",
    "soussign",
    "souscri",
    "soustra",
    "nonobstant",
    "autoroute",
    "autopsi",
    "antidote",
];

/// Short words after which a compound goes on: « vis-à-vis », « arc-en-ciel », « chef-d’œuvre ».
const LINKS: &[&str] = &["à", "en", "de", "du", "des", "la", "le", "les", "sur", "sous", "d", "t", "ci", "là", "et"];

/// The words of a document that may help to judge a cut, counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Evidence {
    words: FxHashMap<u64, u32>,
}

impl Evidence {
    /// Counts words that begin like a word cut somewhere, and those that could be its second half.
    pub(crate) fn gather<'l>(lines: impl Iterator<Item = &'l Line> + Clone) -> Self {
        let mut wanted: FxHashSet<(char, char)> = FxHashSet::default();
        let mut cut = false;
        for line in lines.clone() {
            // The line after a cut starts with the second half of a word.
            if cut {
                wanted.extend(first_two(&line.text));
            }
            cut = line.end == LineEnd::HardHyphen;
            if cut {
                let left = last_word(&line.text);
                wanted.extend(first_two(left));
                wanted.extend(first_two(left.trim_end_matches('-').rsplit('-').next().unwrap_or_default()));
            }
        }
        let mut words: FxHashMap<u64, u32> = FxHashMap::default();
        // Most words are told by their first letter already.
        let first: FxHashSet<char> = wanted.iter().map(|(c, _)| *c).collect();
        let opens = |word: &str| word.chars().next().is_some_and(|c| first.contains(&lower(c)));
        if !wanted.is_empty() {
            let mut cut = false;
            for line in lines {
                // Halves of words prove nothing.
                let text = if cut { line.text.split_once(' ').map_or("", |(_, rest)| rest) } else { &line.text };
                cut = line.end == LineEnd::HardHyphen;
                for word in text.split(|c: char| !(c.is_alphanumeric() || c == '-')) {
                    if word.len() > 2
                        && opens(word)
                        && first_two(word).is_some_and(|two| wanted.contains(&two))
                        && !word.ends_with('-')
                    {
                        *words.entry(key(word, "")).or_default() += 1;
                    }
                }
            }
        }
        Self { words }
    }

    fn count(&self, left: &str, right: &str) -> u32 {
        self.words.get(&key(left, right)).copied().unwrap_or(0)
    }

    /// What the hyphen at the end of `before` cuts, when `next` follows on the next line.
    pub(crate) fn judge(&self, before: &str, next: &str) -> Cut {
        let written = before.split(' ').next_back().unwrap_or_default();
        let right: &str = first_word(next);
        if matches!(right, "et" | "ou" | "et/ou") && next.get(right.len()..).is_some_and(|r| r.starts_with(' ')) {
            return Cut::Words;
        }
        if written.contains("www.") || written.contains("://") || written.contains('@') {
            return Cut::Compound;
        }
        // « main-d’œuvre »: no syllable begins with an elision.
        if next.get(right.len()..).is_some_and(|r| r.starts_with(['’', '\''])) && right.chars().count() == 1 {
            return Cut::Compound;
        }
        let left = last_word(before).trim_end_matches('-');
        let (Some(end), Some(begin)) = (left.chars().next_back(), next.chars().next()) else { return Cut::Compound };
        if !end.is_alphabetic() || !begin.is_alphabetic() || right.is_empty() {
            return Cut::Compound;
        }
        let capitals = left.chars().all(|c| !c.is_lowercase()) && left.chars().count() > 1;
        if begin.is_uppercase() && !capitals || capitals && begin.is_lowercase() {
            return Cut::Compound;
        }
        let (left, right) = (left.to_lowercase(), right.to_lowercase());
        self.judge_words(&left, &right)
    }

    fn judge_words(&self, left: &str, right: &str) -> Cut {
        let hyphenated = format!("{left}-{right}");
        let (joined_count, hyphenated_count) = (self.count(left, right), self.count(&hyphenated, ""));
        if joined_count != hyphenated_count {
            return if joined_count > hyphenated_count { Cut::Word } else { Cut::Compound };
        }
        // « gardes-chasse »: the first word may be in the plural.
        let singular = left.strip_suffix(['s', 'x']).map(|l| format!("{l}-{right}"));
        if is_compound(&hyphenated) || singular.is_some_and(|s| is_compound(&s)) {
            return Cut::Compound;
        }
        let last = left.rsplit('-').next().unwrap_or(left);
        if let Some((_, second)) = left.split_once('-')
            && is_compound(&format!("{left}{right}"))
            && !second.is_empty()
        {
            return Cut::Word;
        }
        let first_right = right.split('-').next().unwrap_or(right);
        if NUMBERS.contains(&last) && NUMBERS.contains(&first_right) {
            return Cut::Compound;
        }
        if left.contains('-') && LINKS.contains(&last) || is_inversion(last, first_right) {
            return Cut::Compound;
        }
        if PREFIXES.contains(&last)
            && self.count(first_right, "") > 0
            && first_right.chars().count() > 3
            && joined_count == 0
            && !CLOSED.iter().any(|c| format!("{last}{right}").starts_with(c))
        {
            return Cut::Compound;
        }
        Cut::Word
    }
}

/// « est-il », « doivent-elles », « accorde-t-on », « eux-mêmes ».
fn is_inversion(left: &str, right: &str) -> bool {
    match right {
        "il" | "ils" | "elle" | "elles" | "on" => {
            left == "t"
                || left.ends_with("ent")
                || left.ends_with("ait")
                || left.ends_with("ont")
                || matches!(
                    left,
                    "est"
                        | "faut"
                        | "doit"
                        | "peut"
                        | "fait"
                        | "dit"
                        | "vaut"
                        | "sait"
                        | "suit"
                        | "suffit"
                        | "permet"
                        | "convient"
                        | "prévoit"
                        | "met"
                        | "veut"
                        | "soit"
                        | "fût"
                        | "eût"
                        | "prend"
                        | "rend"
                        | "agit"
                )
        }
        "ce" => matches!(left, "est" | "était" | "sera" | "serait" | "fût" | "sont" | "soit"),
        "nous" => left.ends_with("ons"),
        "vous" => left.ends_with("ez"),
        "même" | "mêmes" => matches!(
            left,
            "lui" | "elle" | "eux" | "elles" | "soi" | "moi" | "toi" | "nous" | "vous" | "cela" | "ici" | "là"
        ),
        "ci" | "là" => matches!(left, "celui" | "celle" | "ceux" | "celles" | "jusque" | "cas" | "jour"),
        _ => false,
    }
}

/// Whether a form is in the table, or longer than an entry by an ending.
fn is_compound(form: &str) -> bool {
    let at = COMPOUNDS.partition_point(|c| *c <= form);
    // Entries that the form starts with stand just before it, shorter ones further up.
    COMPOUNDS.get(at.saturating_sub(6)..at).unwrap_or_default().iter().any(|entry| {
        form.strip_prefix(entry)
            .is_some_and(|rest| rest.chars().count() <= 8 && !rest.contains('-') && !rest.starts_with(char::is_numeric))
    })
}

fn first_two(word: &str) -> Option<(char, char)> {
    let mut chars = word.chars().map(lower);
    Some((chars.next()?, chars.next().unwrap_or(' ')))
}

/// A letter in its small form.
fn lower(c: char) -> char {
    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) }
}

/// The last word of a text with its hyphens, elisions left out.
fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default()
}

/// The first word of a text with its hyphens.
fn first_word(text: &str) -> &str {
    text.split(|c: char| !(c.is_alphanumeric() || c == '-')).next().unwrap_or_default().trim_end_matches('-')
}

fn key(left: &str, right: &str) -> u64 {
    let mut hasher = FxHasher::default();
    for c in left.chars().chain(right.chars()) {
        lower(c).hash(&mut hasher);
    }
    hasher.finish()
}
