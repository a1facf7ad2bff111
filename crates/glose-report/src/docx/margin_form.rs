//! The circular's whole text, with the points as comments in its margin.

use super::comments::{Anchor, Comments, commented, marked};
use super::xml::{Look, cell, paragraph, row, run, table};
use super::{back, comment_lines, front, package};
use crate::annex::{Annex, Point};
use crate::context::Quote;
use crate::gloss::{GlossClause, GlossItem, GlossRow};
use crate::words::Words;

/// The body of the document.
pub(crate) fn body(annex: &Annex, words: &Words, comments: &mut Comments) -> String {
    let mut out = front(annex, words);
    let silences: Vec<&Point> = annex.sections.iter().filter(|s| s.id == "silence").flat_map(|s| &s.points).collect();
    if !silences.is_empty() {
        out.push_str(&paragraph("TOCHeading", "", &run(&words.get("section-silence"), Look::PLAIN)));
    }
    for point in silences {
        let line = format!("– {}\u{a0}: {}", point.concern.label, point.why);
        out.push_str(&paragraph("ListParagraph", "", &run(&line, Look::PLAIN)));
    }
    let rule = "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"7F7F7F\"/></w:pBdr>";
    out.push_str(&paragraph("", rule, ""));
    for item in &annex.gloss {
        out.push_str(&block(item, annex, words, comments));
    }
    out.push_str(&back(annex, words));
    out
}

fn block(item: &GlossItem, annex: &Annex, words: &Words, comments: &mut Comments) -> String {
    if item.shape == "table" {
        return printed_table(&item.rows, annex, words, comments);
    }
    let mut runs = String::new();
    match item.shape {
        "item" => runs.push_str(&run("–\t", Look::PLAIN)),
        "note" => runs.push_str(&run(&format!("{}\u{a0}", item.mark.as_deref().unwrap_or_default()), Look::PLAIN)),
        _ => {}
    }
    if item.clauses.is_empty() {
        let look = if item.shape == "head" { Look::SOFT } else { Look::PLAIN };
        runs.clear();
        runs.push_str(&run(&item.text, look));
    }
    for (i, clause) in item.clauses.iter().enumerate() {
        if i > 0 {
            runs.push_str(&run(" ", Look::PLAIN));
        }
        runs.push_str(&clause_runs(clause, annex, words, comments));
    }
    let level = item.level.clamp(1, 4);
    match item.shape {
        "title" => paragraph("Title", "", &runs),
        "heading" => paragraph(&format!("Heading{level}"), "", &runs),
        "item" => {
            let left = 360 * u32::from(level);
            paragraph(
                "ListParagraph",
                &format!(
                    "<w:tabs><w:tab w:val=\"left\" w:pos=\"{left}\"/></w:tabs><w:ind w:left=\"{left}\" w:hanging=\"240\"/>"
                ),
                &runs,
            )
        }
        "note" => paragraph("FootnoteText", "", &runs),
        "box" => {
            let side = |s: &str| format!("<w:{s} w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"7F7F7F\"/>");
            let border = format!("<w:pBdr>{}{}{}{}</w:pBdr>", side("top"), side("left"), side("bottom"), side("right"));
            paragraph("", &border, &runs)
        }
        "head" => paragraph("", "<w:spacing w:after=\"20\"/>", &runs),
        _ => paragraph("", "", &runs),
    }
}

/// The words of a clause, with a comment for each point that quotes it.
fn clause_runs(clause: &GlossClause, annex: &Annex, words: &Words, comments: &mut Comments) -> String {
    let length = clause.segments.iter().map(|s| s.text.chars().count()).sum();
    let mut anchors = Vec::new();
    for (number, _) in &clause.points {
        let Some(point) = annex.points().find(|p| p.number == *number) else { continue };
        let quote: Option<&Quote> = point.quotes.iter().chain(&point.exceptions).find(|q| q.clause == clause.id);
        let (start, end) = quote.and_then(|q| marked(&q.segments)).unwrap_or((0, length));
        let comment = comments.add(&comment_lines(point, words));
        anchors.push(Anchor { start, end, comment });
    }
    commented(&clause.segments, &anchors, &|_| Look::PLAIN)
}

fn printed_table(rows: &[GlossRow], annex: &Annex, words: &Words, comments: &mut Comments) -> String {
    let columns = rows.iter().map(|r| r.cells.len()).max().unwrap_or(1).max(1);
    let widths = vec![package::text_width(false) / columns; columns];
    let mut out = String::new();
    for printed in rows {
        let mut cells = String::new();
        for (i, width) in widths.iter().enumerate() {
            let segments = printed.cells.get(i).map(Vec::as_slice).unwrap_or_default();
            let mut anchors = Vec::new();
            // A point on a row is a comment on its first cell.
            if let (0, Some(clause)) = (i, &printed.clause) {
                for (number, _) in &clause.points {
                    let points = annex.points();
                    if let Some(point) = points.into_iter().find(|p| p.number == *number) {
                        let end = segments.iter().map(|s| s.text.chars().count()).sum();
                        anchors.push(Anchor { start: 0, end, comment: comments.add(&comment_lines(point, words)) });
                    }
                }
            }
            let look = |_: &str| if printed.header { Look::BOLD } else { Look::PLAIN };
            let shade = if printed.header { "E7E6E6" } else { "" };
            cells.push_str(&cell(*width, 1, shade, &paragraph("", "", &commented(segments, &anchors, &look))));
        }
        out.push_str(&row(printed.header, true, &cells));
    }
    table(&widths, &out) + &paragraph("", "", "")
}
