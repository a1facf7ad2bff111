//! The circular's whole text, with the points as comments in its margin.

use super::comments::{Anchor, Comments, commented, marked};
use super::front::{back, front};
use super::package::Layout;
use super::xml::{Look, cell, paragraph, row, ruled_line, run, table};
use super::{colon, comment_lines};
use crate::annex::{Annex, Point};
use crate::context::Quote;
use crate::gloss::{GlossClause, GlossItem, GlossRow};
use crate::words::Words;

/// The body of the document.
pub(crate) fn body(annex: &Annex, words: &Words, comments: &mut Comments) -> String {
    let mut out = front(annex, words, Layout::PORTRAIT);
    out.push_str(&paragraph(
        "Small",
        "<w:spacing w:before=\"160\"/>",
        &run(&words.get("docx-margin-help"), Look::PLAIN),
    ));
    let silences: Vec<&Point> = annex.sections.iter().filter(|s| s.id == "silence").flat_map(|s| &s.points).collect();
    if !silences.is_empty() {
        out.push_str(&paragraph("TOCHeading", "", &run(&words.get("section-silence"), Look::PLAIN)));
    }
    for point in silences {
        let line = format!("{}{}{}", point.concern.label, colon(words), point.why);
        out.push_str(&paragraph("ListParagraph", "", &run(&line, Look::PLAIN)));
    }
    out.push_str(&ruled_line());
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
    if item.shape == "note" {
        runs.push_str(&run(&format!("{}\u{a0}", item.mark.as_deref().unwrap_or_default()), Look::CALL));
    }
    if !item.lead.is_empty() {
        runs.push_str(&run(&format!("{} ", item.lead), Look::SOFT));
    }
    if item.clauses.is_empty() {
        runs.clear();
        runs.push_str(&run(&item.text, Look::PLAIN));
    }
    for (i, clause) in item.clauses.iter().enumerate() {
        if i > 0 {
            runs.push_str(&run(" ", Look::PLAIN));
        }
        runs.push_str(&clause_runs(clause, annex, words, comments));
    }
    let level = item.level.clamp(1, 4);
    match item.shape {
        "title" => paragraph("Heading1", "<w:jc w:val=\"center\"/>", &runs),
        "heading" => paragraph(&format!("Heading{level}"), "", &runs),
        "item" => {
            let list = format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr>", level - 1);
            paragraph("ListParagraph", &list, &runs)
        }
        "note" => paragraph("FootnoteText", "", &runs),
        "box" => {
            let side = |s: &str| format!("<w:{s} w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"7F7F7F\"/>");
            let border = format!("<w:pBdr>{}{}{}{}</w:pBdr>", side("top"), side("left"), side("bottom"), side("right"));
            paragraph("", &border, &runs)
        }
        "head" => paragraph("Letterhead", "", &runs),
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
    let widths = vec![Layout::PORTRAIT.width() / columns; columns];
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
            let look = |_: &crate::segments::Segment| if printed.header { Look::BOLD } else { Look::PLAIN };
            let shade = if printed.header { "E7E6E6" } else { "" };
            cells.push_str(&cell(*width, 1, shade, &paragraph("", "", &commented(segments, &anchors, &look))));
        }
        out.push_str(&row(printed.header, true, &cells));
    }
    table(&widths, &out) + &paragraph("", "", "")
}
