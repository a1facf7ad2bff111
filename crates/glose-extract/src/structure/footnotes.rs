//! Notes at the foot of the page: small type, often below a short rule, each with its mark; and
//! the raised marks in the text that call them.

use crate::layout::{Line, Page, RuleKind};

use super::furniture::body_size;

/// A note on a page: its lines, by index in the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Note {
    /// As printed, without brackets and full stop; empty where the note goes on from the page before.
    pub(crate) mark: String,
    /// Characters of the mark and what follows it, in the first line.
    pub(crate) skip: usize,
    /// Lines, in order.
    pub(crate) lines: Vec<usize>,
}

/// The notes of a page, whose furniture is known. `last` is the number of the last note before.
pub(crate) fn find(page: &Page, furniture: &[bool], size: f32, last: u32) -> Vec<Note> {
    let size = if size > 0.0 { size } else { body_size(&page.lines) };
    let usable = |i: &usize| {
        !furniture.get(*i).copied().unwrap_or(false) && page.lines.get(*i).is_some_and(|l| !l.aside && l.cell.is_none())
    };
    let all: Vec<usize> = (0..page.lines.len()).filter(usable).collect();
    let mut zone = by_rule(page, &all, size);
    if zone.is_empty() {
        zone = by_size(page, &all, size);
    }
    if zone.is_empty() {
        return Vec::new();
    }
    // Column by column as read; within one, from top to bottom.
    let mut notes: Vec<Note> = Vec::new();
    let mut expected = last + 1;
    for i in zone {
        let Some(line) = page.lines.get(i) else { continue };
        match mark_of(line, expected) {
            Some((mark, skip)) => {
                if let Ok(n) = mark.parse::<u32>() {
                    expected = n + 1;
                }
                notes.push(Note { mark, skip, lines: vec![i] });
            }
            None => match notes.last_mut() {
                Some(note) => note.lines.push(i),
                None => notes.push(Note { mark: String::new(), skip: 0, lines: vec![i] }),
            },
        }
    }
    // Small print without any mark is no note, unless it goes on from a note before.
    if notes.iter().all(|n| n.mark.is_empty()) && last == 0 {
        return Vec::new();
    }
    notes
}

/// Lines below a short rule, all of them in small type.
fn by_rule(page: &Page, all: &[usize], size: f32) -> Vec<usize> {
    let widest =
        all.iter().filter_map(|i| page.lines.get(*i)).map(|l| l.margins[1] - l.margins[0]).fold(0.0_f32, f32::max);
    let mut rules: Vec<_> = page
        .rules
        .iter()
        .filter(|r| r.kind == RuleKind::Horizontal)
        .map(|r| r.bbox)
        .filter(|b| b[2] - b[0] > 20.0 && b[2] - b[0] < widest * 0.7 && b[1] > page.height * 0.25)
        .collect();
    rules.sort_by(|a, b| b[1].total_cmp(&a[1]));
    // The highest rule under which everything is small.
    let mut best = Vec::new();
    for rule in rules {
        let below: Vec<usize> = all
            .iter()
            .copied()
            .filter(|i| {
                page.lines.get(*i).is_some_and(|l| {
                    l.baseline > rule[1] + 2.0 && l.margins[1] > rule[0] && l.margins[0] < rule[2] + widest
                })
            })
            .collect();
        let same_column =
            |l: &Line| l.bbox[0] < rule[2] + 20.0 && l.bbox[2] > rule[0] - 20.0 || l.bbox[0] >= rule[0] - 6.0;
        let below: Vec<usize> = below.into_iter().filter(|i| page.lines.get(*i).is_some_and(same_column)).collect();
        if below.is_empty() {
            continue;
        }
        let small = below.iter().filter(|i| page.lines.get(**i).is_some_and(|l| l.size < size - 0.4)).count();
        let marked = below.first().and_then(|i| page.lines.get(*i)).is_some_and(|l| mark_of(l, 0).is_some());
        if small * 10 >= below.len() * 9 || (marked && below.len() <= 12 && small * 2 >= below.len()) {
            best = below;
        } else {
            break;
        }
    }
    best
}

/// Lines in small type at the end of a column, the first with a mark.
fn by_size(page: &Page, all: &[usize], size: f32) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut lowest: Vec<usize> = all.to_vec();
    lowest.sort_by(|a, b| {
        let y = |i: &usize| page.lines.get(*i).map_or(0.0, |l| l.baseline);
        y(b).total_cmp(&y(a))
    });
    for i in lowest {
        let Some(line) = page.lines.get(i) else { break };
        if line.size > size - 0.6 || line.baseline < page.height * 0.35 {
            break;
        }
        out.push(i);
    }
    out.sort_unstable();
    // From the first line with a mark on.
    let first = out.iter().position(|i| page.lines.get(*i).is_some_and(|l| mark_of(l, 0).is_some()));
    first.map_or_else(Vec::new, |at| out.split_off(at))
}

/// The mark at the start of a note's line, and the characters that it takes with what closes it.
/// `expected`: the number that would come next; 0 takes any.
fn mark_of(line: &Line, expected: u32) -> Option<(String, usize)> {
    let chars: Vec<char> = line.text.chars().collect();
    let first = line.runs.first()?;
    if first.raised && first.start == 0 {
        let end = line.runs.iter().take_while(|r| r.raised).last().map_or(first.end, |r| r.end);
        let text: String = chars.get(..end)?.iter().collect();
        let mark = strip(&text);
        if is_mark(&mark) {
            let skip = chars.iter().skip(end).take_while(|c| c.is_whitespace()).count();
            return Some((mark, end + skip));
        }
    }
    let word: String = chars.iter().take_while(|c| !c.is_whitespace()).collect();
    let mark = strip(&word);
    let end = word.chars().count();
    let rest = chars.iter().skip(end).take_while(|c| c.is_whitespace()).count();
    let opens =
        chars.get(end + rest).is_some_and(|c| c.is_uppercase() || !c.is_alphabetic() || word.len() > mark.len());
    if !is_mark(&mark) || rest == 0 || !opens {
        // « 1Article 706 »: the mark is not raised, and nothing stands between.
        let digits: String = chars.iter().take_while(|c| c.is_ascii_digit()).collect();
        let glued = chars.get(digits.len()).is_some_and(|c| c.is_uppercase());
        return (glued && digits.parse::<u32>().is_ok_and(|n| n > 0 && (n == expected || expected == 0)))
            .then(|| (digits.clone(), digits.len()));
    }
    // A year or an article number may begin a line of a note.
    if let Ok(n) = mark.parse::<u32>()
        && expected > 1
        && !(n == expected || n == 1 || (n > expected && n <= expected + 2))
    {
        return None;
    }
    Some((mark, end + rest))
}

/// « (1) », « [1] », « 1. » without what is around.
pub(crate) fn strip(text: &str) -> String {
    text.trim().trim_matches(|c: char| matches!(c, '(' | ')' | '[' | ']' | '.' | ':' | ' ' | ',')).to_owned()
}

/// Digits, stars, daggers, one or two letters in Roman.
pub(crate) fn is_mark(mark: &str) -> bool {
    let n = mark.chars().count();
    if n == 0 || n > 4 {
        return false;
    }
    (mark.bytes().all(|b| b.is_ascii_digit()) && n <= 3)
        || mark.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§'))
        || mark.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))
        || (n == 1 && mark.chars().all(|c| c.is_ascii_lowercase() && c != 'e'))
}

/// A call in a line of text: the characters that it takes, and its mark.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Call {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) mark: String,
}

/// The raised marks of a line that may call notes: not « 1er », « n° », « m² ».
pub(crate) fn calls(line: &Line) -> Vec<Call> {
    let mut out: Vec<Call> = Vec::new();
    if !line.runs.iter().any(|r| r.raised) {
        return out;
    }
    let chars: Vec<char> = line.text.chars().collect();
    for run in line.runs.iter().filter(|r| r.raised) {
        let text: String = chars.get(run.start..run.end).unwrap_or_default().iter().collect();
        let mark = strip(&text);
        // Several calls side by side: « 1,2 ».
        if let Some(last) = out.last_mut()
            && last.end == run.start
            && is_mark(&format!("{}{mark}", last.mark))
            && !text.trim_start().starts_with([',', '('])
        {
            last.end = run.end;
            last.mark.push_str(&mark);
            continue;
        }
        if mark.contains(',') {
            let marks: Vec<String> = mark.split(',').map(strip).collect();
            if marks.iter().all(|m| is_mark(m)) {
                out.extend(marks.into_iter().enumerate().map(|(i, mark)| Call {
                    start: if i == 0 { run.start } else { run.end },
                    end: run.end,
                    mark,
                }));
            }
            continue;
        }
        // « m² », « km2 », « CO2 »: an exponent or an index, after a unit or a symbol.
        let unit: String = chars.iter().take(run.start).rev().take_while(|c| c.is_alphabetic()).collect();
        let exponent = matches!(mark.as_str(), "2" | "3")
            && matches!(unit.as_str(), "m" | "mk" | "mc" | "mm" | "md" | "OC" | "mN");
        if is_mark(&mark) && !exponent {
            out.push(Call { start: run.start, end: run.end, mark });
        }
    }
    out
}

/// A figure right behind a word or a mark, before a space or the end: « civile.1 Les ».
pub(crate) fn glued_call(line: &Line, mark: &str) -> Option<Call> {
    if !mark.bytes().all(|b| b.is_ascii_digit()) || !line.text.contains(mark) {
        return None;
    }
    let chars: Vec<char> = line.text.chars().collect();
    let marks: Vec<char> = mark.chars().collect();
    let start = (1..chars.len()).find(|at| {
        let here = chars.get(*at..*at + marks.len()) == Some(marks.as_slice());
        let before = chars.get(at - 1).copied().unwrap_or(' ');
        let after = chars.get(at + marks.len()).copied().unwrap_or(' ');
        // « art.1 », « n°1 », « L.1 » are no calls: what stands before must be a word, or close one.
        let word = chars
            .iter()
            .take(*at)
            .rev()
            .skip(usize::from(!before.is_alphabetic()))
            .take_while(|c| c.is_alphabetic())
            .count()
            > 3;
        // A figure in a look of its own is no part of the number before it.
        let apart =
            line.runs.iter().any(|r| r.start == *at && r.end <= at + marks.len() + 1) && !before.is_whitespace();
        here && (word || apart)
            && (apart || before.is_alphabetic() || matches!(before, '.' | ',' | '»' | ')' | '”' | ';'))
            && (after.is_whitespace() || matches!(after, '.' | ',' | ';' | ')'))
    })?;
    Some(Call { start, end: start + marks.len(), mark: mark.to_owned() })
}
