//! Running heads, feet and page numbers, recognised over the whole document: by place and
//! repetition, digits folded; and the address at the foot of a letterhead.

use std::collections::BTreeMap;

use glose_model::TextLayer;
use rustc_hash::FxHashMap;

use super::numbering;
use super::wording::{fold, wording};
use crate::layout::{Laid, Line, Page};

/// Share of the page's height, at its head and at its foot, where furniture can stand.
const BAND: f32 = 0.16;
/// Most lines of running head or foot on a page.
const DEEPEST: usize = 5;
/// How far, in points, the same line may wander from page to page.
const WANDER: f32 = 5.0;
/// Most words of a line of running head.
const LONGEST: usize = 16;
/// Share of pairs of letters that a line read twice from pictures has in common.
const ALIKE: f32 = 0.75;

/// For each page, whether each of its lines is furniture.
pub(crate) fn find(laid: &Laid) -> Vec<Vec<bool>> {
    let mut out: Vec<Vec<bool>> = laid.pages.iter().map(|p| vec![false; p.lines.len()]).collect();
    let all: Vec<Candidate<'_>> = laid.pages.iter().enumerate().flat_map(|(i, p)| candidates(i, p)).collect();
    let body = body_size(laid.pages.iter().flat_map(|p| &p.lines));
    let index = Index::of(&all, laid.pages.len(), body);
    let running: Vec<bool> = all.iter().map(|c| c.text.artifact || index.repeats(c, &all)).collect();
    let mut found: Vec<bool> =
        all.iter().zip(&running).map(|(c, running)| *running || index.numbers_page(c, &all)).collect();
    flag_beyond(&all, &running, &mut found);
    flag_alone(laid, body, &all, &mut found);
    if let Some(page) = laid.pages.first() {
        for (c, found) in all.iter().zip(&mut found).take_while(|(c, _)| c.page == 0) {
            *found |= !c.head && is_address(c.text, page);
        }
    }
    for c in all.iter().zip(&found).filter(|(_, found)| **found).map(|(c, _)| c) {
        if let Some(slot) = out.get_mut(c.page).and_then(|p| p.get_mut(c.line)) {
            *slot = true;
        }
    }
    out
}

/// A line near the head or the foot of its page.
struct Candidate<'a> {
    page: usize,
    line: usize,
    text: &'a Line,
    /// Lower case, digits folded.
    folded: String,
    /// At the head, else at the foot.
    head: bool,
    /// How many lines stand nearer the edge.
    rank: usize,
    /// From the edge of the page to its baseline, points.
    depth: f32,
    /// Read from the picture of the page.
    pictured: bool,
    /// What it numbers, and whether it is a bare number.
    number: Option<(i64, bool)>,
    /// White between it and the next line inwards, points.
    white: f32,
}

impl Candidate<'_> {
    fn at_place_of(&self, other: &Self) -> bool {
        self.head == other.head && (self.depth - other.depth).abs() < WANDER
    }

    /// Set in one size, as far as that can be told from pictures.
    fn sized_as(&self, other: &Self) -> bool {
        let slack = if self.pictured || other.pictured { 0.2 * self.text.size } else { 0.6 };
        (self.text.size - other.text.size).abs() < slack
    }

    /// Number of its page less what it prints: the same for all pages that are counted.
    fn offset(&self) -> Option<i64> {
        let (value, _) = self.number?;
        Some(i64::try_from(self.page).unwrap_or(0) - value)
    }

    /// Short, and not a sentence.
    fn may_run(&self) -> bool {
        let text = &self.text.text;
        text.split_whitespace().count() < LONGEST && !text.ends_with(['.', ';'])
    }
}

fn candidates(index: usize, page: &Page) -> Vec<Candidate<'_>> {
    let mut lines: Vec<(usize, &Line)> = page
        .lines
        .iter()
        .enumerate()
        .filter(|(_, l)| !l.aside && (l.cell.is_none_or(|c| !c.ruled) || l.artifact))
        .collect();
    lines.sort_by(|a, b| a.1.baseline.total_cmp(&b.1.baseline));
    let mut out: Vec<Candidate<'_>> = Vec::new();
    let mut band = |head: bool, lines: &mut dyn Iterator<Item = &(usize, &'_ Line)>| {
        // Lines on one baseline have one rank.
        let (mut rank, mut last) = (0, None::<f32>);
        let first = out.len();
        for (at, line) in lines {
            if let Some(y) = last.filter(|y| (*y - line.baseline).abs() > 2.0) {
                let white = (y - line.baseline).abs();
                out.iter_mut().skip(first).filter(|c| c.rank == rank).for_each(|c| c.white = white);
                rank += 1;
            }
            last = Some(line.baseline);
            let inside =
                if head { line.bbox[3] < page.height * BAND } else { line.bbox[1] > page.height * (1.0 - BAND) };
            if rank >= DEEPEST || !inside {
                break;
            }
            let Some(text) = page.lines.get(*at) else { continue };
            out.push(Candidate {
                page: index,
                line: *at,
                text,
                folded: fold_digits(&text.text),
                head,
                rank,
                depth: if head { line.baseline } else { page.height - line.baseline },
                pictured: page.text_layer == TextLayer::Ocr,
                number: page_number(&text.text),
                white: f32::INFINITY,
            });
        }
    };
    band(true, &mut lines.iter());
    band(false, &mut lines.iter().rev());
    out
}

/// Lower case, runs of digits and page numbers in Roman folded to one sign.
fn fold_digits(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in fold(text).chars() {
        if c.is_ascii_digit() {
            if !out.ends_with('#') {
                out.push('#');
            }
        } else if !c.is_whitespace() {
            out.push(c);
        }
    }
    out
}

/// The candidates by what they say, and by what their numbers count from.
struct Index<'a> {
    by_text: FxHashMap<(bool, &'a str), Vec<usize>>,
    by_offset: FxHashMap<(bool, i64), Vec<usize>>,
    /// Number of pages.
    pages: usize,
    /// Type size of the running text.
    body: f32,
}

impl<'a> Index<'a> {
    fn of(all: &'a [Candidate<'_>], pages: usize, body: f32) -> Self {
        let mut out = Self { by_text: FxHashMap::default(), by_offset: FxHashMap::default(), pages, body };
        for (i, c) in all.iter().enumerate() {
            out.by_text.entry((c.head, &c.folded)).or_default().push(i);
            if let Some(offset) = c.offset() {
                out.by_offset.entry((c.head, offset)).or_default().push(i);
            }
        }
        out
    }

    /// Whether the same words stand at the same place on another page.
    fn repeats(&self, c: &Candidate<'_>, all: &[Candidate<'_>]) -> bool {
        let letters = c.folded.chars().filter(|c| c.is_alphabetic()).count();
        // A number alone says nothing: the figures of a list may stand at the same height.
        if letters < 2 {
            return false;
        }
        let again = |o: &Candidate<'_>| o.page != c.page && o.sized_as(c) && o.at_place_of(c);
        let same = self.by_text.get(&(c.head, c.folded.as_str())).into_iter().flatten().filter_map(|i| all.get(*i));
        let found = same.filter(|o| again(o)).take(self.pages).count();
        found > 0 && (!self.is_set_as_title(c) || self.fills_pages(c, found, all))
            // Read from a picture, it may differ by a letter.
            || c.pictured && letters >= 8 && all.iter().any(|o| o.pictured && again(o) && alike(&o.folded, &c.folded))
    }

    /// At the head, bold, and as large as the text.
    fn is_set_as_title(&self, c: &Candidate<'_>) -> bool {
        c.head && c.text.bold && c.text.size > self.body - 0.5
    }

    /// Whether what is set as a title stands there page after page: « ANNEXE 1 – Pièces », « ANNEXE 2
    /// – Pièces » at the head of a few pages are titles. `found`: how many other pages say the same.
    fn fills_pages(&self, c: &Candidate<'_>, found: usize, all: &[Candidate<'_>]) -> bool {
        let alike = |o: &&Candidate<'_>| o.rank == 0 && o.text.bold && o.at_place_of(c) && o.sized_as(c);
        let count = if c.rank == 0 { all.iter().filter(alike).count() } else { found + 1 };
        count * 3 >= self.pages
    }

    /// Whether the line is a page number: it says so, or it counts with the pages.
    fn numbers_page(&self, c: &Candidate<'_>, all: &[Candidate<'_>]) -> bool {
        let (Some((value, plain)), Some(offset)) = (c.number, c.offset()) else { return false };
        if c.rank > 2 {
            return false;
        }
        let own = value == i64::try_from(c.page).unwrap_or(0) + 1;
        if !plain {
            // « Page 3 sur 12 » at the edge of page 3, or « 2/3 »: no company needed.
            return c.rank == 0 || own;
        }
        let counted = self.by_offset.get(&(c.head, offset)).into_iter().flatten().filter_map(|i| all.get(*i));
        (c.rank == 0 && own) || counted.into_iter().any(|o| o.page != c.page && o.at_place_of(c))
    }
}

/// Whether two lines have most of their pairs of letters in common (Dice).
fn alike(a: &str, b: &str) -> bool {
    let pairs = |t: &str| {
        let chars: Vec<char> = t.chars().collect();
        let mut pairs: Vec<(char, char)> = chars.windows(2).filter_map(|w| Some((*w.first()?, *w.get(1)?))).collect();
        pairs.sort_unstable();
        pairs
    };
    let (a, b) = (pairs(a), pairs(b));
    let (mut i, mut j, mut common) = (0, 0, 0_usize);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        common += usize::from(x == y);
        (i, j) = (i + usize::from(x <= y), j + usize::from(y <= x));
    }
    2.0 * common as f32 >= ALIKE * (a.len() + b.len()) as f32 && common > 0
}

/// What stands beyond a running line, nearer the edge, is furniture too.
fn flag_beyond(all: &[Candidate<'_>], running: &[bool], found: &mut [bool]) {
    let mut deepest: FxHashMap<(usize, bool), usize> = FxHashMap::default();
    for (c, _) in all.iter().zip(running).filter(|(_, running)| **running) {
        let rank = deepest.entry((c.page, c.head)).or_default();
        *rank = (*rank).max(c.rank);
    }
    for (c, found) in all.iter().zip(found) {
        *found |= c.may_run() && deepest.get(&(c.page, c.head)).is_some_and(|rank| *rank > c.rank);
    }
}

/// A running line that comes once: the head of the only even page, the name of a section that the
/// head repeats. It stands at the very edge of a page, where other pages have furniture in the same
/// type; or, at the head of a page that is not the first, in smaller type than the text and apart.
fn flag_alone(laid: &Laid, body: f32, all: &[Candidate<'_>], found: &mut [bool]) {
    let furniture: Vec<&Candidate<'_>> = all.iter().zip(&*found).filter(|(_, f)| **f).map(|(c, _)| c).collect();
    let may = |c: &Candidate<'_>| c.rank == 0 && c.may_run() && (c.head || !starts_with_mark(c.text));
    let is_small = |c: &Candidate<'_>| c.text.runs.iter().map(|r| r.size).fold(c.text.size, f32::max) < body - 0.8;
    // Set small at one place of several pages, whatever they say: the names of sections.
    let small: Vec<&Candidate<'_>> = all.iter().filter(|c| may(c) && is_small(c) && c.white > 1.6 * body).collect();
    let apart = |c: &Candidate<'_>| {
        let typed = |o: &Candidate<'_>| {
            o.page != c.page
                && o.at_place_of(c)
                && (o.text.size - c.text.size).abs() < 0.3
                && o.text.italic == c.text.italic
        };
        let title = c.text.bold || numbering::parse(&c.text.text).is_some_and(|n| !n.is_weak());
        let small_here = is_small(c) && c.white > 1.6 * body;
        let row = || small.iter().filter(|o| typed(o)).take(2).count() > 1;
        let company = || furniture.iter().any(|o| typed(o));
        // The first page has a letterhead where the others have a running head.
        let named = || wording().opens_banner(&c.text.text) || repeats_title(c, laid);
        small_here && (row() || c.head && named())
            || c.page > 0 && (c.head && small_here && !title || c.white > 1.4 * body && company())
    };
    let alone: Vec<usize> = (0..all.len())
        .filter(|i| found.get(*i).is_some_and(|f| !f) && all.get(*i).is_some_and(|c| may(c) && apart(c)))
        .collect();
    for i in alone {
        if let Some(found) = found.get_mut(i) {
            *found = true;
        }
    }
}

/// Whether the line says what a larger one says on its page or before: the title of its section.
fn repeats_title(c: &Candidate<'_>, laid: &Laid) -> bool {
    let larger = |l: &Line| l.size > c.text.size + 0.8 && fold_digits(&l.text) == c.folded;
    c.folded.chars().count() >= 8 && laid.pages.iter().take(c.page + 1).flat_map(|p| &p.lines).any(larger)
}

/// The number of « 3 », « – 3 – », « Page 3 », « 3/12 », « Page 3 sur 12 », « iv »; whether it is a bare number.
fn page_number(text: &str) -> Option<(i64, bool)> {
    let folded = fold(text);
    if folded.chars().count() > 24 {
        return None;
    }
    let framed = folded
        .trim_matches(|c: char| matches!(c, '-' | '|' | '[' | ']' | '(' | ')' | ' ' | '.' | '•' | '·' | '~' | '_'));
    let named = framed.strip_prefix("page").or_else(|| framed.strip_prefix("p.")).map(str::trim_start);
    let core = named.unwrap_or(framed);
    let mut parts = core
        .split(|c: char| matches!(c, '/' | '|') || c.is_whitespace())
        .filter(|p| !matches!(*p, "" | "sur" | "de" | "of" | "-"));
    let first = parts.next()?;
    let value = first.parse::<i64>().ok().or_else(|| super::numbering::roman(&first.to_uppercase()).map(i64::from))?;
    let second = parts.next();
    if parts.next().is_some() || second.is_some_and(|s| s.parse::<i64>().is_err()) || value > 5000 {
        return None;
    }
    let plain = named.is_none() && second.is_none();
    Some((value, plain))
}

/// The address of the office at the foot of a letterhead: small type, apart, a postal code or a
/// telephone number or a site.
fn is_address(line: &Line, page: &Page) -> bool {
    let size = page.lines.iter().map(|l| l.size).fold(0.0_f32, f32::max).min(body_size(&page.lines));
    let folded = fold(&line.text);
    let code = folded.split(|c: char| !c.is_ascii_digit()).any(|w| w.len() == 5)
        && folded.contains(|c: char| c.is_alphabetic());
    let signs = ["www.", "http", "@", "tel.", "tel :", "telephone", "standard", "cedex", "telecopie", "fax"];
    let contact = signs.iter().filter(|s| folded.contains(*s)).count();
    line.size < size - 0.4 && (contact > 0 || code) && !line.text.ends_with('.') && !starts_with_mark(line)
}

fn starts_with_mark(line: &Line) -> bool {
    line.runs.first().is_some_and(|r| r.raised)
        || line.text.starts_with(|c: char| c.is_ascii_digit() || c == '*') && {
            let mut words = line.text.split(' ');
            words.next().is_some_and(|w| w.len() <= 2)
                && words.next().is_some_and(|w| w.starts_with(char::is_uppercase))
        }
}

/// Type size of most characters of some lines.
pub(crate) fn body_size<'l>(lines: impl IntoIterator<Item = &'l Line>) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in lines {
        #[expect(clippy::cast_possible_truncation, reason = "type sizes are small")]
        let key = (line.size * 10.0).round() as i32;
        *sizes.entry(key).or_default() += line.len();
    }
    #[expect(clippy::cast_precision_loss, reason = "type sizes are small")]
    sizes.into_iter().max_by_key(|(_, n)| *n).map_or(0.0, |(s, _)| s as f32 / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for (text, want) in [
            ("3", Some((3, true))),
            ("– 3 –", Some((3, true))),
            ("Page 3 sur 12", Some((3, false))),
            ("3/12", Some((3, false))),
            ("3 sur 9", Some((3, false))),
            ("p. 3", Some((3, false))),
            ("3 | 12", Some((3, false))),
            ("iv", Some((4, true))),
            ("Article 3", None),
            ("3 mai 2015", None),
        ] {
            assert_eq!(page_number(text), want, "{text}");
        }
    }
}
