//! Running heads, feet and page numbers, recognised over the whole document: by place and
//! repetition, digits folded; and the address at the foot of a letterhead.

use std::collections::BTreeMap;

use super::wording::fold;
use crate::layout::{Laid, Line, Page};

/// Share of the page's height, at its head and at its foot, where furniture can stand.
const BAND: f32 = 0.16;
/// Most lines of running head or foot on a page.
const DEEPEST: usize = 5;
/// How far, in points, the same line may wander from page to page.
const WANDER: f32 = 5.0;

/// For each page, whether each of its lines is furniture.
pub(crate) fn find(laid: &Laid) -> Vec<Vec<bool>> {
    let mut out: Vec<Vec<bool>> = laid.pages.iter().map(|p| vec![false; p.lines.len()]).collect();
    let candidates: Vec<Candidate<'_>> = laid.pages.iter().enumerate().flat_map(|(i, p)| candidates(i, p)).collect();
    let mut flag = |c: &Candidate<'_>| {
        if let Some(slot) = out.get_mut(c.page).and_then(|p| p.get_mut(c.line)) {
            *slot = true;
        }
    };
    for c in candidates.iter().filter(|c| repeats(c, &candidates) || c.text.artifact || numbers_page(c, &candidates)) {
        flag(c);
    }
    // What stands beyond furniture, nearer the edge, is furniture.
    for c in &candidates {
        let beyond = |o: &&Candidate<'_>| {
            o.page == c.page && o.head == c.head && o.rank > c.rank && (repeats(o, &candidates) || o.text.artifact)
        };
        if c.rank < DEEPEST
            && candidates.iter().any(|o| beyond(&o))
            && word_count(c) < 16
            && !c.text.text.ends_with(['.', ';'])
        {
            flag(c);
        }
    }
    if let Some(page) = laid.pages.first() {
        for c in candidates.iter().filter(|c| c.page == 0 && !c.head) {
            if is_address(c.text, page) {
                flag(c);
            }
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
    /// Of its page, in points.
    height: f32,
}

fn word_count(c: &Candidate<'_>) -> usize {
    c.text.text.split_whitespace().count()
}

fn candidates(index: usize, page: &Page) -> Vec<Candidate<'_>> {
    let mut lines: Vec<(usize, &Line)> =
        page.lines.iter().enumerate().filter(|(_, l)| !l.aside && (l.cell.is_none() || l.artifact)).collect();
    lines.sort_by(|a, b| a.1.baseline.total_cmp(&b.1.baseline));
    let mut out = Vec::new();
    let mut push = |head: bool, lines: &mut dyn Iterator<Item = &(usize, &'_ Line)>| {
        // Lines on one baseline have one rank.
        let (mut rank, mut last) = (0, None::<f32>);
        for (at, line) in lines {
            if last.is_some_and(|y| (y - line.baseline).abs() > 2.0) {
                rank += 1;
            }
            last = Some(line.baseline);
            let inside =
                if head { line.bbox[3] < page.height * BAND } else { line.bbox[1] > page.height * (1.0 - BAND) };
            if rank >= DEEPEST || !inside {
                break;
            }
            out.push((*at, head, rank));
        }
    };
    push(true, &mut lines.iter());
    push(false, &mut lines.iter().rev());
    out.into_iter()
        .filter_map(|(line, head, rank)| {
            let text = page.lines.get(line)?;
            Some(Candidate {
                page: index,
                line,
                text,
                folded: fold_digits(&text.text),
                head,
                rank,
                height: page.height,
            })
        })
        .collect()
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

/// Whether the same words stand at the same place on another page.
fn repeats(c: &Candidate<'_>, all: &[Candidate<'_>]) -> bool {
    // A number alone says nothing: the figures of a list may stand at the same height.
    if c.folded.chars().filter(|c| c.is_alphabetic()).count() < 2 {
        return false;
    }
    all.iter().any(|o| {
        o.page != c.page
            && o.head == c.head
            && o.folded == c.folded
            && (o.text.size - c.text.size).abs() < 0.6
            && same_place(c, o)
    })
}

fn same_place(a: &Candidate<'_>, b: &Candidate<'_>) -> bool {
    let (x, y) = if a.head {
        (a.text.baseline, b.text.baseline)
    } else {
        (a.height - a.text.baseline, b.height - b.text.baseline)
    };
    (x - y).abs() < WANDER
}

/// Whether the line is a page number: it says so, or it counts with the pages.
fn numbers_page(c: &Candidate<'_>, all: &[Candidate<'_>]) -> bool {
    if c.rank > 2 {
        return false;
    }
    let Some((value, plain)) = page_number(&c.text.text) else { return false };
    let page = i64::try_from(c.page).unwrap_or(0);
    if !plain {
        // « Page 3 sur 12 » at the edge of page 3, or « 2/3 »: no company needed.
        return c.rank == 0 || value == page + 1;
    }
    let others = all.iter().filter(|o| o.page != c.page && o.head == c.head && same_place(c, o));
    let company = others
        .filter_map(|o| page_number(&o.text.text).map(|(v, _)| (o, v)))
        .any(|(o, v)| v - value == i64::try_from(o.page).unwrap_or(0) - page);
    company || (c.rank == 0 && value == page + 1)
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
    let mut parts =
        core.split(|c: char| c == '/' || c.is_whitespace()).filter(|p| !matches!(*p, "" | "sur" | "de" | "of" | "-"));
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
    let size = page.lines.iter().map(|l| l.size).fold(0.0_f32, f32::max).min(body_size(page));
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

/// Type size of most characters of the page.
pub(crate) fn body_size(page: &Page) -> f32 {
    let mut sizes: BTreeMap<i32, usize> = BTreeMap::new();
    for line in &page.lines {
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
            ("iv", Some((4, true))),
            ("Article 3", None),
            ("3 mai 2015", None),
        ] {
            assert_eq!(page_number(text), want, "{text}");
        }
    }
}
