//! From pages of lines to a flow of pieces: furniture, notes, tables and frames set apart, the
//! rest joined to paragraphs over lines, columns and pages.

use std::collections::BTreeMap;

use super::boxes::Frames;
use super::flow::{Align, Flow, Hint, Piece, Style};
use super::footnotes::{self, Call, Note};
use super::furniture;
use super::marks::Marks;
use super::paragraphs::{Measures, Open, align};
use super::tables;
use crate::layout::{Joiner, Laid, Line, Page, Slice};

/// A line with its page and its place on it.
pub(crate) type Placed<'a> = (u32, usize, &'a Line);

/// What a group of lines will be.
enum Group<'a> {
    /// A paragraph: its lines with their pages, whether it stands in a frame, the white above it.
    Text { lines: Vec<Placed<'a>>, boxed: bool, above: f32 },
    /// A row of a table.
    Row(Box<Piece>),
    /// A line of furniture.
    Furniture(u32, &'a Line),
    /// The place of a note: behind the last block begun on its page.
    Note(String),
}

/// The pieces of laid-out pages.
pub(crate) fn flow(laid: &Laid) -> Flow {
    let joiner = Joiner::new(laid);
    let furniture = furniture::find(laid);
    let is_furniture = |p: usize, i: usize| furniture.get(p).and_then(|f| f.get(i)).copied().unwrap_or(false);
    let measures = Measures::of(laid, &is_furniture);
    let notes = all_notes(laid, &furniture, measures.size);
    let called = Called::of(laid, &notes);
    let marks = Marks::of(laid);

    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut open: Option<(usize, Open<'_>)> = None;
    // A paragraph that stopped in the middle of a sentence, before something else.
    let mut cut: Option<(usize, Open<'_>)> = None;
    let mut header: Option<Vec<String>> = None;
    for (p, page) in laid.pages.iter().enumerate() {
        let frames = Frames::of(page);
        let noted: Vec<usize> = notes.get(p).into_iter().flatten().flat_map(|n| n.lines.iter().copied()).collect();
        let mut fresh = true;
        let mut i = 0;
        while let Some(line) = page.lines.get(i) {
            if line.aside || is_furniture(p, i) {
                groups.push(Group::Furniture(page.number, line));
                i += 1;
                continue;
            }
            if noted.contains(&i) || line.text.is_empty() {
                i += 1;
                continue;
            }
            if let Some(cell) = line.cell.filter(|c| c.columns > 1) {
                let all = page.lines.iter().skip(i).take_while(|l| l.cell.is_some_and(|c| c.table == cell.table));
                let (lines, running): (Vec<(usize, &Line)>, Vec<_>) =
                    all.enumerate().partition(|(k, _)| !is_furniture(p, i + k));
                i += lines.len() + running.len();
                let lines: Vec<&Line> = lines.into_iter().map(|(_, line)| line).collect();
                let rows = tables::rows(page, &lines);
                let mut pieces = tables::pieces(&joiner, &rows, header.as_deref().filter(|_| fresh));
                if fresh
                    && let Some(at) = groups.iter().rposition(|g| !matches!(g, Group::Furniture(..)))
                    && let Some(Group::Row(last)) = groups.get_mut(at)
                    && pieces.iter().find(|p| p.hint != Hint::Furniture).is_some_and(|row| tables::goes_on(last, row))
                    && let Some(k) = pieces.iter().position(|p| p.hint != Hint::Furniture)
                {
                    tables::append(last, pieces.remove(k));
                }
                let own = pieces.iter().find(|p| p.hint == Hint::HeaderRow).map(|p| p.cells.clone());
                header = own.or_else(|| header.take().filter(|_| fresh));
                groups.extend(pieces.into_iter().map(|piece| Group::Row(Box::new(piece))));
                groups.extend(running.into_iter().map(|(_, line)| Group::Furniture(page.number, line)));
                cut = open.take().filter(|of| of.1.is_cut()).or(cut);
                fresh = false;
                continue;
            }
            let boxed = frames.hold(line);
            let same = |(_, o): &(usize, Open<'_>)| {
                let l = o.last_line();
                !fresh && l.region == line.region && l.cell == line.cell
            };
            let held = |at: usize| matches!(groups.get(at), Some(Group::Text { boxed: b, .. }) if *b == boxed);
            let mut joins = open.as_ref().is_some_and(|of| {
                held(of.0)
                    && if same(of) {
                        !marks.parts(of.1.last_line(), line) && !of.1.ends_before(line, &measures)
                    } else {
                        of.1.goes_on_in(line, &measures)
                    }
            });
            if !joins && !open.as_ref().is_some_and(same) {
                // What was begun before a frame or a block beside the text may go on here.
                if let Some(of) = cut.take_if(|of| held(of.0) && of.1.is_resumed_by(line)) {
                    (open, joins) = (Some(of), true);
                } else if let Some(of) = open.take().filter(|of| of.1.is_cut()) {
                    cut = Some(of);
                }
            }
            if joins {
                if let Some((at, o)) = &mut open
                    && let Some(Group::Text { lines, .. }) = groups.get_mut(*at)
                {
                    lines.push((page.number, i, line));
                    o.push(line);
                }
            } else {
                let above = i.checked_sub(1).and_then(|k| page.lines.get(k)).filter(|l| l.region == line.region);
                let above = above.map_or(0.0, |l| (line.baseline - l.baseline - line.size * 1.2).max(0.0));
                open = Some((groups.len(), Open::new(line)));
                groups.push(Group::Text { lines: vec![(page.number, i, line)], boxed, above });
            }
            fresh = false;
            i += 1;
        }
        for note in notes.get(p).into_iter().flatten() {
            if let Some(key) = called.keys.get(&(page.number, note.mark.clone())) {
                groups.push(Group::Note(key.clone()));
            }
        }
    }

    let mut note_pieces = note_pieces(laid, &notes, &joiner);
    let mut pieces = Vec::with_capacity(groups.len());
    for group in groups {
        let piece = match group {
            Group::Text { lines, boxed, above } => {
                text_piece(&joiner, &lines, boxed, above, &called, &marks, &measures)
            }
            Group::Row(mut piece) => {
                row_calls(&mut piece, &called, &laid.pages);
                *piece
            }
            Group::Furniture(page, line) => {
                let joined = joiner.join(&[Slice::whole(page, line)]);
                Piece {
                    hint: Hint::Furniture,
                    page: Some(page),
                    bbox: Some(line.bbox),
                    spans: joined.spans,
                    ..Piece::text(joined.text)
                }
            }
            Group::Note(key) => {
                pieces.extend(note_pieces.remove(&key));
                continue;
            }
        };
        pieces.push(piece);
    }
    pieces.extend(note_pieces.into_values());
    crate::source::outline::settle(&mut pieces);
    Flow { pieces }
}

/// The notes of each page.
fn all_notes(laid: &Laid, furniture: &[Vec<bool>], size: f32) -> Vec<Vec<Note>> {
    let mut last = 0;
    let mut out = Vec::with_capacity(laid.pages.len());
    for (page, furniture) in laid.pages.iter().zip(furniture) {
        let notes = footnotes::find(page, furniture, size, last);
        if let Some(n) = notes.iter().rev().find_map(|n| n.mark.parse::<u32>().ok()) {
            last = n;
        }
        out.push(notes);
    }
    out
}

/// Which notes are called, and from where.
struct Called {
    /// Page and mark to key.
    keys: BTreeMap<(u32, String), String>,
    /// Calls that are not raised but stand right behind a word, by page and line.
    glued: BTreeMap<(u32, usize), Vec<Call>>,
    /// Pages on which the marks are printed in brackets.
    bracketed: BTreeMap<u32, Vec<String>>,
}

impl Called {
    fn of(laid: &Laid, notes: &[Vec<Note>]) -> Self {
        let mut out = Self { keys: BTreeMap::new(), glued: BTreeMap::new(), bracketed: BTreeMap::new() };
        for (page, notes) in laid.pages.iter().zip(notes) {
            for (i, note) in notes.iter().enumerate().filter(|(_, n)| !n.mark.is_empty()) {
                let key = format!("{:05} {i:03}", page.number);
                out.keys.entry((page.number, note.mark.clone())).or_insert(key);
                let first = note.lines.first().and_then(|i| page.lines.get(*i));
                if first.is_some_and(|l| l.text.starts_with(['(', '['])) {
                    out.bracketed.entry(page.number).or_default().push(note.mark.clone());
                }
            }
        }
        let empty = Vec::new();
        for (p, page) in laid.pages.iter().enumerate() {
            let own = notes.get(p).unwrap_or(&empty);
            let left = out.find_glued(page, own, own);
            // A note may be pushed to the page after its call.
            if let Some(before) = p.checked_sub(1)
                && let (Some(page), Some(others)) = (laid.pages.get(before), notes.get(before))
                && !left.is_empty()
            {
                out.find_glued(page, others, &left);
            }
        }
        out
    }

    /// Looks on a page, whose own notes are `own`, for the calls of `notes` that no raised mark calls:
    /// some fonts have raised figures of their own, drawn on the baseline. Returns those not found.
    fn find_glued(&mut self, page: &Page, own: &[Note], notes: &[Note]) -> Vec<Note> {
        let noted: Vec<usize> = own.iter().flat_map(|n| n.lines.iter().copied()).collect();
        let body: Vec<(usize, &Line)> =
            page.lines.iter().enumerate().filter(|(i, l)| !noted.contains(i) && !l.aside).collect();
        let raised: Vec<String> = body.iter().flat_map(|(_, l)| footnotes::calls(l)).map(|c| c.mark).collect();
        let mut from = 0;
        let mut left = Vec::new();
        for note in notes.iter().filter(|n| !n.mark.is_empty() && !raised.contains(&n.mark)) {
            let found = body
                .iter()
                .skip(from)
                .enumerate()
                .find_map(|(k, (i, line))| Some((from + k, *i, footnotes::glued_call(line, &note.mark)?)));
            match found {
                Some((k, i, call)) => {
                    from = k;
                    self.glued.entry((page.number, i)).or_default().push(call);
                }
                None => left.push(note.clone()),
            }
        }
        left
    }

    /// Key of the note that a mark on `page` calls: on the page, pushed to the next, or called again
    /// from a later one.
    fn key(&self, page: u32, mark: &str) -> Option<String> {
        let back = (1..page).rev();
        [page, page + 1].into_iter().chain(back).find_map(|p| self.keys.get(&(p, mark.to_owned()))).cloned()
    }

    /// The calls in a line, the `index`th of its page, that lead to a note.
    fn calls(&self, page: u32, index: usize, line: &Line) -> Vec<Call> {
        let mut out = footnotes::calls(line);
        out.retain(|c| self.key(page, &c.mark).is_some());
        if let Some(marks) = self.bracketed.get(&page) {
            for mark in marks {
                for form in [format!("({mark})"), format!("[{mark}]")] {
                    // At the start of a line « (1) » numbers an item.
                    let Some(byte) = line.text.find(&form).filter(|b| *b > 0) else { continue };
                    let start = line.text.get(..byte).map_or(0, |t| t.chars().count());
                    let end = start + form.chars().count();
                    if out.iter().all(|c| c.end <= start || c.start >= end) {
                        out.push(Call { start, end, mark: mark.clone() });
                    }
                }
            }
        }
        out.extend(self.glued.get(&(page, index)).into_iter().flatten().cloned());
        out.sort_by_key(|c| c.start);
        out
    }
}

/// The pieces of the notes, by key; a note without mark goes on from the last.
fn note_pieces(laid: &Laid, notes: &[Vec<Note>], joiner: &Joiner) -> BTreeMap<String, Piece> {
    let mut out: BTreeMap<String, Piece> = BTreeMap::new();
    let mut last: Option<String> = None;
    for (page, notes) in laid.pages.iter().zip(notes) {
        for (i, note) in notes.iter().enumerate() {
            let slices: Vec<Slice<'_>> = note
                .lines
                .iter()
                .enumerate()
                .filter_map(|(k, at)| {
                    let line = page.lines.get(*at)?;
                    Some(Slice { start: if k == 0 { note.skip } else { 0 }, ..Slice::whole(page.number, line) })
                })
                .collect();
            let joined = joiner.join(&slices);
            let Some(first) = slices.first() else { continue };
            if note.mark.is_empty() {
                let Some(before) = last.as_ref().and_then(|k| out.get_mut(k)) else { continue };
                let shift = before.text.chars().count() + 1;
                before.text = format!("{} {}", before.text, joined.text);
                before.spans.extend(joined.spans.into_iter().map(|mut s| {
                    s.start += shift;
                    s.end += shift;
                    s
                }));
                continue;
            }
            let key = format!("{:05} {i:03}", page.number);
            let mut piece = Piece {
                hint: Hint::Note,
                note: Some(key.clone()),
                mark: Some(note.mark.clone()),
                page: Some(page.number),
                bbox: Some(first.line.bbox),
                spans: joined.spans,
                style: Style { size: first.line.size, ..Style::default() },
                ..Piece::text(joined.text)
            };
            for span in &mut piece.spans {
                span.start += note.mark.chars().count() + 1;
                span.end += note.mark.chars().count() + 1;
            }
            piece.prefix(&note.mark);
            last = Some(key.clone());
            out.insert(key, piece);
        }
    }
    out
}

fn text_piece(
    joiner: &Joiner,
    lines: &[Placed<'_>],
    boxed: bool,
    above: f32,
    called: &Called,
    marks: &Marks,
    measures: &Measures,
) -> Piece {
    let mut slices: Vec<Slice<'_>> = Vec::with_capacity(lines.len());
    // For each call, the slice before which it stands (one past the last for the end of the text).
    let mut calls: Vec<(usize, String)> = Vec::new();
    for (page, index, line) in lines {
        let mut from = 0;
        for call in called.calls(*page, *index, line) {
            let mut end = call.start;
            // « mot (1) » leaves no space behind.
            while end > from && line.text.chars().nth(end - 1).is_some_and(char::is_whitespace) && call.end > call.start
            {
                let next = line.text.chars().nth(call.end);
                if next.is_some_and(|c| c.is_alphanumeric()) {
                    break;
                }
                end -= 1;
            }
            slices.push(Slice { page: *page, line, start: from, end });
            if let Some(key) = called.key(*page, &call.mark) {
                calls.push((slices.len(), key));
            }
            from = call.end;
        }
        slices.push(Slice { page: *page, line, start: from, end: line.len() });
    }
    let joined = joiner.join(&slices);
    let total = joined.text.chars().count();
    let calls =
        calls.into_iter().map(|(at, key)| (joined.starts.get(at).copied().unwrap_or(total).min(total), key)).collect();
    let text = joined.text;
    let style = style(lines, above);
    let hint = if is_contents(&text) { Hint::Contents } else { marks.hint(lines, &text, &style, measures) };
    Piece {
        hint,
        lead: if style.bold { 0 } else { lead(lines) },
        style,
        boxed,
        calls,
        page: lines.first().map(|(p, _, _)| *p),
        bbox: first_box(lines),
        spans: joined.spans,
        ..Piece::text(text)
    }
}

/// The box of the lines on the first page.
fn first_box(lines: &[Placed<'_>]) -> Option<[f32; 4]> {
    let (page, _, first) = lines.first()?;
    let same = lines.iter().filter(|(p, _, l)| p == page && l.region == first.region);
    Some(same.fold(first.bbox, |b, (_, _, l)| {
        [b[0].min(l.bbox[0]), b[1].min(l.bbox[1]), b[2].max(l.bbox[2]), b[3].max(l.bbox[3])]
    }))
}

/// A line of a table of contents: dots that lead to a number.
pub(crate) fn is_contents(text: &str) -> bool {
    let dots = text.contains("....") || text.contains(". . . .") || text.contains("…………") || text.contains("____");
    dots && text.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Calls in the cells of a row: their marks stand in the text as letters.
fn row_calls(piece: &mut Piece, called: &Called, pages: &[Page]) {
    let Some(page) = piece.page.and_then(|n| pages.iter().find(|p| p.number == n)) else { return };
    let places: Vec<(usize, [f32; 4])> = piece.spans.iter().map(|s| (s.start, s.bbox)).collect();
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for (index, line) in page.lines.iter().enumerate().filter(|(_, l)| l.cell.is_some()) {
        let Some((start, _)) = places.iter().find(|(_, b)| *b == line.bbox) else { continue };
        for call in called.calls(page.number, index, line) {
            if let Some(key) = called.key(page.number, &call.mark) {
                found.push((start + call.start, start + call.end, key));
            }
        }
    }
    found.sort();
    for (start, end, key) in found.into_iter().rev() {
        piece.cut(start, end);
        piece.calls.insert(0, (start, key));
    }
    if !piece.calls.is_empty() {
        piece.cells = piece.text.split('\t').map(str::to_owned).collect();
    }
}

/// The looks of a paragraph: of the most of its characters.
fn style(lines: &[Placed<'_>], above: f32) -> Style {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    let (mut all, mut bold, mut italic, mut caps) = (0, 0, 0, 0);
    for run in lines.iter().flat_map(|(_, _, l)| l.runs.iter()).filter(|r| !r.raised) {
        let n = run.end.saturating_sub(run.start);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "type sizes are small and positive"
        )]
        let key = (run.size * 20.0).round().max(0.0) as u32;
        *sizes.entry(key).or_default() += n;
        all += n;
        bold += if run.bold { n } else { 0 };
        italic += if run.italic { n } else { 0 };
        caps += if run.small_caps { n } else { 0 };
    }
    let most = |n: usize| all > 0 && n * 20 >= all * 19;
    #[expect(clippy::cast_precision_loss, reason = "type sizes are small")]
    let size = sizes.iter().max_by_key(|(_, n)| **n).map_or(0.0, |(s, _)| *s as f32 / 20.0);
    let aligns = |a: Align| lines.iter().all(|(_, _, l)| align(l) == a);
    let first = lines.first().map(|(_, _, l)| *l);
    let align = if aligns(Align::Centre) {
        Align::Centre
    } else if aligns(Align::Right) {
        Align::Right
    } else {
        Align::Left
    };
    Style {
        size,
        bold: most(bold),
        italic: most(italic),
        underline: false,
        caps: caps * 2 > all,
        align,
        indent: first.map_or(0.0, |l| l.bbox[0]),
        above,
    }
}

/// Characters in bold at the start.
fn lead(lines: &[Placed<'_>]) -> usize {
    let Some((_, _, line)) = lines.first() else { return 0 };
    line.runs.iter().take_while(|r| r.bold).last().map_or(0, |r| r.end)
}
