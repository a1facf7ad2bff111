//! The first page of a word-processor report, and the last: who, what, how much, and what made it.

use super::package::Layout;
use super::xml::{Look, cell, header_row, link, open_table, paragraph, row, run, table};
use super::{bookmark, colon, heading};
use crate::annex::Annex;
use crate::typography::capitalised;
use crate::words::Words;

/// Shade of what belongs to a section.
pub(crate) fn shade(section: &str) -> &'static str {
    match section {
        "positif" => "E3F1E8",
        "probleme" => "FAE3E1",
        "a-ameliorer" => "FBEFD5",
        "silence" => "EAE6F4",
        _ => "F2F2F2",
    }
}

/// Ink of what belongs to a section.
fn ink(section: &str) -> &'static str {
    match section {
        "positif" => "14532D",
        "probleme" => "8B1A1A",
        "a-ameliorer" => "6B4300",
        "silence" => "40346A",
        _ => "404040",
    }
}

/// The sign that says without colour what the shade says.
pub(crate) fn sign(section: &str) -> &'static str {
    match section {
        "positif" => "+",
        "probleme" => "▲",
        "a-ameliorer" => "◆",
        "silence" => "○",
        _ => "·",
    }
}

/// Title, authors, and the head of the circular.
pub(crate) fn front(annex: &Annex, words: &Words, layout: Layout) -> String {
    let mut subtitle = words.get("document-title");
    if let Some(authors) = &annex.authors {
        subtitle = format!("{subtitle} – {authors}");
    }
    let mut out = paragraph("Kicker", "", &run(&subtitle, Look::PLAIN));
    out.push_str(&paragraph("Title", "", &run(&capitalised(&annex.title), Look::PLAIN)));
    let head = &annex.head;
    if let Some(object) = &head.object {
        out.push_str(&paragraph("Subtitle", "", &run(&capitalised(object), Look::PLAIN)));
    }
    let pages = head.pages.map(|p| format!(" ({})", words.count("n-pages", p as usize))).unwrap_or_default();
    let file = format!("{}{pages}", head.file);
    let list = |list: &[String]| list.join("\u{a0}; ");
    let cite = (capitalised(&head.short) != capitalised(&annex.title)).then(|| head.short.clone());
    let lines = [
        ("head-kind", cite),
        ("head-nor", head.nor.clone()),
        ("head-date", head.date.clone()),
        ("head-issuer", head.issuer.clone()),
        ("head-signatory", head.signatory.clone()),
        ("head-addressees", Some(list(&head.addressees))),
        ("head-repeals", Some(list(&head.repeals))),
    ];
    let widths = [2_000, layout.width() - 2_000];
    let line = |key: &str, value: &str| {
        let cells = [(words.get(key), Look::SOFT), (value.to_owned(), Look::PLAIN)];
        let cells = cells.iter().zip(widths);
        row(
            false,
            true,
            &cells.map(|((t, l), w)| cell(w, 1, "", &paragraph("TableText", "", &run(t, *l)))).collect::<String>(),
        )
    };
    let mut rows: String = lines
        .iter()
        .filter_map(|(key, value)| Some((key, value.as_deref().filter(|v| !v.is_empty())?)))
        .map(|(key, value)| line(key, &capitalised(value)))
        .collect();
    // A file keeps its name.
    rows.push_str(&line("head-file", &file));
    out + &open_table(&widths, &rows)
}

/// How many points of each section, and what the program noticed.
pub(crate) fn counts(annex: &Annex, words: &Words, layout: Layout) -> String {
    let mut out = paragraph("TOCHeading", "", &run(&words.get("glance"), Look::PLAIN));
    let count = |key: &str, name: &str| words.count(key, annex.counts.get(name).copied().unwrap_or(0));
    let read = format!("{}, {}.", count("n-clauses-read", "clauses"), count("n-tagged", "tagged"));
    out.push_str(&paragraph("", "<w:keepNext/>", &run(&read, Look::SOFT)));
    for notice in &annex.notices {
        out.push_str(&paragraph("", "", &run(notice, Look::PLAIN)));
    }
    if annex.off_topic {
        return out;
    }
    let widths = vec![layout.width() / annex.sections.len().max(1); annex.sections.len()];
    let tile = |(section, width): (&crate::annex::Section, &usize)| {
        let figure = Look { size: Some(36), colour: Some(ink(section.id)), ..Look::BOLD };
        let figures = run(&format!("{} {}", sign(section.id), section.points.len()), figure);
        let named = link(&bookmark(&format!("s-{}", section.id)), &run(&section.title, Look::PLAIN));
        let text = paragraph("TableText", "", &figures) + &paragraph("TableText", "", &named);
        cell(*width, 1, shade(section.id), &text)
    };
    let tiles: String = annex.sections.iter().zip(&widths).map(tile).collect();
    out + &open_table(&widths, &row(false, true, &tiles))
}

/// Each concern with its points: their numbers lead to them.
pub(crate) fn overview(annex: &Annex, words: &Words, layout: Layout) -> String {
    let mut out = heading(1, "overview", &words.get("overview"));
    out.push_str(&paragraph("", "<w:keepNext/>", &run(&words.get("overview-help"), Look::SOFT)));
    let all = layout.width();
    let first = all * 26 / 100;
    let passages = all * 12 / 100;
    let rest = (all - first - passages) / 4;
    let widths = [first, passages, rest, rest, rest, rest];
    let mut labels = vec![words.get("forces-concern"), words.get("overview-passages")];
    labels.extend(annex.sections.iter().map(|s| format!("{} {}", sign(s.id), s.title)));
    let mut rows = header_row(&widths, "E7E6E6", &labels);
    for force in &annex.forces {
        let text = |runs: &str| paragraph("TableText", "", runs);
        let total = if force.total == 0 { words.get("forces-never") } else { force.total.to_string() };
        let mut cells = cell(first, 1, "", &text(&run(&force.concern.label, Look::PLAIN)));
        cells.push_str(&cell(passages, 1, "", &text(&run(&total, Look::PLAIN))));
        for section in &annex.sections {
            let mine = force.points.iter().filter(|(_, _, s)| *s == section.id);
            let numbers: Vec<String> =
                mine.map(|(number, id, _)| link(&bookmark(id), &run(&number.to_string(), Look::PLAIN))).collect();
            let shade = if numbers.is_empty() { "" } else { shade(section.id) };
            let numbers = numbers.join(&run(", ", Look::PLAIN));
            cells.push_str(&cell(rest, 1, shade, &text(&numbers)));
        }
        rows.push_str(&row(false, true, &cells));
    }
    out + &table(&widths, &rows)
}

/// Program, grid, source, options.
pub(crate) fn back(annex: &Annex, words: &Words) -> String {
    let c = &annex.colophon;
    let mut lines = vec![
        words.get("colophon-draft"),
        format!("{}{}{} (SHA-256 {})", words.get("colophon-source"), colon(words), c.source, c.source_sha256),
        format!("{}{}{} (SHA-256 {})", words.get("colophon-grid"), colon(words), c.grid, c.grid_sha256),
        format!("{}{}{}", words.get("colophon-program"), colon(words), c.program),
    ];
    if let Some(ocr) = &c.ocr {
        lines.push(format!("{}{}{ocr}", words.get("colophon-ocr"), colon(words)));
    }
    lines.extend(options(&c.options, words));
    colophon(&lines, words)
}

/// The options as a line; none where there are none.
pub(crate) fn options(options: &[(String, String)], words: &Words) -> Option<String> {
    let list: Vec<String> = options.iter().map(|(k, v)| format!("{k} = {v}")).collect();
    (!list.is_empty()).then(|| format!("{}{}{}", words.get("colophon-options"), colon(words), list.join(", ")))
}

/// How the document was made, a paragraph a line.
pub(crate) fn colophon(lines: &[String], words: &Words) -> String {
    let head = heading(1, "colophon", &words.get("colophon"));
    lines.iter().fold(head, |out, line| out + &paragraph("Small", "", &run(line, Look::PLAIN)))
}
