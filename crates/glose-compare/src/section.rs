//! The sections of a text, and which sections of two texts are on the same subject.

use std::collections::BTreeMap;

use glose_model::Clause;

use crate::words::{WordKind, words};

/// A run of clauses under the same headings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Section {
    /// Folded titles without their numbers, outermost first.
    pub(crate) titles: Vec<String>,
    /// Whether it stands in an annex.
    pub(crate) annex: bool,
    /// How many clauses it holds.
    pub(crate) size: usize,
}

impl Section {
    fn title(&self) -> &str {
        self.titles.last().map_or("", String::as_str)
    }
}

/// The sections of `clauses`, in order of first appearance, and the section of each clause.
pub(crate) fn sections(clauses: &[Clause]) -> (Vec<Section>, Vec<usize>) {
    let mut known: BTreeMap<&[String], usize> = BTreeMap::new();
    let mut out: Vec<Section> = Vec::new();
    let mut of = Vec::with_capacity(clauses.len());
    for clause in clauses {
        let id = *known.entry(&clause.headings).or_insert_with(|| {
            out.push(Section {
                titles: clause.headings.iter().map(|h| bare_title(h)).collect(),
                annex: clause.headings.first().is_some_and(|h| is_annex(h)),
                size: 0,
            });
            out.len() - 1
        });
        if let Some(section) = out.get_mut(id) {
            section.size += 1;
        }
        of.push(id);
    }
    (out, of)
}

fn is_annex(heading: &str) -> bool {
    words(heading).first().is_some_and(|w| matches!(w.form.as_str(), "annexe" | "annexes" | "appendice"))
}

/// A heading without its number, folded: « 2.1. Services compétents », « III – Services
/// compétents » and « Services compétents » are one. A heading that is only a number (an article)
/// keeps it.
fn bare_title(heading: &str) -> String {
    let all: Vec<_> = words(heading);
    let counted: Vec<_> = all.iter().filter(|w| w.counts()).collect();
    let mut skip = 0;
    // What divides a number from its title is a mark or the beginning of a word of three letters.
    while let Some(word) = counted.get(skip) {
        let label = matches!(
            word.form.as_str(),
            "annexe" | "annexes" | "appendice" | "titre" | "chapitre" | "section" | "partie" | "fiche" | "livre"
        ) && counted.get(skip + 1).is_some_and(|next| is_enumerator(&next.form));
        if !(label || is_enumerator(&word.form) && starts_enumeration(&all, word.span.end, skip)) {
            break;
        }
        skip += 1;
    }
    let rest: Vec<&str> = counted.iter().skip(skip).map(|w| w.form.as_str()).collect();
    if rest.is_empty() { counted.iter().map(|w| w.form.as_str()).collect::<Vec<_>>().join(" ") } else { rest.join(" ") }
}

fn is_enumerator(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_digit())
        || form.chars().count() == 1
        || !form.is_empty() && form.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
        || matches!(form, "er" | "ere" | "bis" | "ter" | "premier" | "premiere" | "preliminaire")
}

/// A lone letter is a number only where a mark follows it (« A. », « a) ») or where it is not the
/// first word; « L’information » is a title.
fn starts_enumeration(all: &[crate::words::Word], end: usize, skip: usize) -> bool {
    let Some(here) = all.iter().position(|w| w.span.end == end) else { return false };
    let one_letter = all.get(here).is_some_and(|w| w.form.chars().count() == 1 && w.kind != WordKind::Number);
    let marked = all.get(here + 1).is_some_and(|w| !w.counts() && w.span.start == end);
    let elided = all.get(here + 1).is_some_and(|w| w.counts() && w.span.start == end + 1)
        && matches!(all.get(here).map(|w| w.form.as_str()), Some("l" | "d" | "a"));
    !one_letter
        || marked
        || (skip > 0 && !elided)
        || !elided && all.get(here).is_some_and(|w| matches!(w.form.as_str(), "i" | "v" | "x"))
}

/// A title as the sorted stems of its words of meaning.
struct Title<'a> {
    text: &'a str,
    stems: Vec<String>,
}

impl<'a> Title<'a> {
    fn new(text: &'a str) -> Self {
        let content = words(text).into_iter().filter(|w| w.kind == WordKind::Content);
        let mut stems: Vec<String> = content.map(|w| w.stem).collect();
        stems.sort();
        stems.dedup();
        Self { text, stems }
    }

    /// How much two titles are about the same, by their words: 0 to 1.
    fn likeness(&self, other: &Title<'_>) -> f32 {
        if self.text == other.text {
            return 1.0;
        }
        if self.stems.is_empty() || other.stems.is_empty() {
            return 0.0;
        }
        let shared = self.stems.iter().filter(|w| other.stems.binary_search(w).is_ok()).count();
        2.0 * shared as f32 / (self.stems.len() + other.stems.len()) as f32
    }
}

/// Which sections of two texts are on the same subject.
#[derive(Clone, Debug, Default)]
pub(crate) struct Subjects {
    new_len: usize,
    likeness: Vec<f32>,
    twin: Vec<bool>,
    same: Vec<bool>,
}

impl Subjects {
    /// From the titles alone.
    pub(crate) fn from_titles(old: &[Section], new: &[Section]) -> Self {
        // A title may recur under several chapters: the chapter decides.
        fn parent(s: &Section) -> &str {
            s.titles.len().checked_sub(2).and_then(|i| s.titles.get(i)).map_or("", String::as_str)
        }
        fn ready(all: &[Section]) -> Vec<(Title<'_>, Title<'_>)> {
            all.iter().map(|s| (Title::new(s.title()), Title::new(parent(s)))).collect()
        }
        let mut likeness = Vec::with_capacity(old.len() * new.len());
        let after = ready(new);
        for (a, x) in old.iter().zip(&ready(old)) {
            for (b, y) in new.iter().zip(&after) {
                let annex = if a.annex == b.annex { 0.0 } else { 0.3 };
                let own = x.0.likeness(&y.0);
                let above = if own > 0.0 { x.1.likeness(&y.1) } else { 0.0 };
                likeness.push((own * (0.85 + 0.15 * above) - annex).max(0.0));
            }
        }
        let mut out = Self { new_len: new.len(), likeness, twin: Vec::new(), same: Vec::new() };
        out.twin = out.mutual_best(old.len(), 0.8);
        out.same = out.twin.clone();
        out
    }

    fn index(&self, old: usize, new: usize) -> usize {
        old * self.new_len + new
    }

    fn mutual_best(&self, old_len: usize, floor: f32) -> Vec<bool> {
        let (rows, columns) = sums(&self.likeness, old_len, self.new_len, f32::max);
        let best = |i: usize, l: f32| {
            let (a, b) = (i / self.new_len.max(1), i % self.new_len.max(1));
            l >= floor && rows.get(a).is_some_and(|r| l >= *r) && columns.get(b).is_some_and(|c| l >= *c)
        };
        self.likeness.iter().enumerate().map(|(i, l)| best(i, *l)).collect()
    }

    /// Adds what the clauses themselves show: two sections without a namesake elsewhere are on the
    /// same subject when one of them is chiefly made of what stood in the other.
    pub(crate) fn learn(&mut self, old: &[Section], new: &[Section], links: &[(usize, usize)]) {
        let mut flow = vec![0.0f32; self.likeness.len()];
        for (a, b) in links {
            if let Some(slot) = flow.get_mut(a * self.new_len + b) {
                *slot += 1.0;
            }
        }
        let at = |v: &[f32], a: usize, b: usize| v.get(a * self.new_len + b).copied().unwrap_or(0.0);
        let (to, from) = sums(&flow, old.len(), new.len(), |a, b| a + b);
        // Namesakes that share nothing while both have their clauses elsewhere are not the same section:
        // « Soigner » and « Le soignant ».
        let shared = |i: usize| {
            let (a, b) = (i / self.new_len.max(1), i % self.new_len.max(1));
            let linked = |v: &[f32], i: usize| v.get(i).copied().unwrap_or(0.0);
            at(&flow, a, b) > 0.0 || linked(&to, a) == 0.0 || linked(&from, b) == 0.0
        };
        let twins: Vec<f32> = self.twin.iter().enumerate().map(|(i, t)| f32::from(u8::from(*t && shared(i)))).collect();
        let (named_old, named_new) = sums(&twins, old.len(), new.len(), |a, b| a + b);
        let of = |v: &[f32], i: usize| v.get(i).copied().unwrap_or(0.0);
        let mut same = vec![false; self.likeness.len()];
        for (a, x) in old.iter().enumerate() {
            for (b, y) in new.iter().enumerate() {
                let f = at(&flow, a, b);
                let named = at(&twins, a, b) > 0.0;
                let elsewhere = f32::from(u8::from(named));
                let chiefly = |linked: f32, size: usize| f > 0.5 * linked && f >= 0.25 * size as f32;
                let fed = x.annex == y.annex
                    && f > 0.0
                    && of(&named_old, a) <= elsewhere
                    && of(&named_new, b) <= elsewhere
                    && (chiefly(of(&to, a), x.size) || chiefly(of(&from, b), y.size));
                if let Some(slot) = same.get_mut(a * self.new_len + b) {
                    *slot = named || fed || kin(x, y);
                }
            }
        }
        self.same = same;
    }

    /// Whether sections `old` and `new` are on the same subject.
    pub(crate) fn same(&self, old: usize, new: usize) -> bool {
        self.same.get(self.index(old, new)).copied().unwrap_or(false)
    }

    /// How alike the two sections are, 0 to 1: the same subject, or their titles.
    pub(crate) fn likeness(&self, old: usize, new: usize) -> f32 {
        if self.same(old, new) { 1.0 } else { self.likeness.get(self.index(old, new)).copied().unwrap_or(0.0).min(0.9) }
    }
}

/// A section and the parts into which it was cut: one carries the other's title above its own.
fn kin(x: &Section, y: &Section) -> bool {
    let above = |s: &Section, t: &Section| {
        let n = s.titles.len();
        n > 0 && t.titles.len() > n && t.titles.get(n - 1).is_some_and(|u| u == s.title())
    };
    x.annex == y.annex && (above(x, y) || above(y, x))
}

/// The rows and the columns of a table folded by `join`.
fn sums(table: &[f32], rows: usize, columns: usize, join: fn(f32, f32) -> f32) -> (Vec<f32>, Vec<f32>) {
    let (mut by_row, mut by_column) = (vec![0.0f32; rows], vec![0.0f32; columns]);
    for (i, x) in table.iter().enumerate() {
        let (a, b) = (i / columns.max(1), i % columns.max(1));
        if let (Some(r), Some(c)) = (by_row.get_mut(a), by_column.get_mut(b)) {
            *r = join(*r, *x);
            *c = join(*c, *x);
        }
    }
    (by_row, by_column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_headings_are_not_titles() {
        for h in [
            "2.1. Services compétents",
            "III – Services compétents",
            "Annexe A – Services compétents",
            "b) Services compétents",
            "Services compétents",
            "Chapitre II : Services compétents",
            "A. Services compétents",
        ] {
            assert_eq!(bare_title(h), "services competents", "{h}");
        }
        assert_eq!(bare_title("L’information des personnes"), "l information des personnes");
        assert_eq!(bare_title("2.3 L’information des personnes"), "l information des personnes");
        assert_eq!(bare_title("A l’issue du délai"), "a l issue du delai");
        assert_ne!(bare_title("Article L. 316-1"), bare_title("Article L. 316-2"));
        assert_ne!(bare_title("Annexe A"), bare_title("Annexe B"));
    }
}
