//! The annex as the group writes it: for each point a row, quote | analysis | standard | request.

use super::comments::{Anchor, Comments, commented, marked};
use super::xml::{Look, cell, paragraph, row, run, table};
use super::{back, colon, comment_lines, front, package};
use crate::annex::{Annex, Point, Section};
use crate::context::Quote;
use crate::typography::capitalised;
use crate::words::Words;

/// Shade of the line that names a point, by section.
pub(crate) fn shade(section: &str) -> &'static str {
    match section {
        "positif" => "E3F1E8",
        "probleme" => "FAE3E1",
        "a-ameliorer" => "FBEFD5",
        "silence" => "EAE6F4",
        _ => "F2F2F2",
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

/// Columns: quote, analysis, standard, what to ask for.
fn widths() -> [usize; 4] {
    let all = package::text_width(true);
    let [quote, analysis, standard] = [all * 38 / 100, all * 24 / 100, all * 17 / 100];
    [quote, analysis, standard, all - quote - analysis - standard]
}

/// The body of the document.
pub(crate) fn body(annex: &Annex, words: &Words, comments: &mut Comments) -> String {
    let mut out = front(annex, words);
    out.push_str(&contents(annex, words));
    for section in &annex.sections {
        out.push_str(&heading(1, &format!("s-{}", section.id), &section.title));
        let intro = if section.points.is_empty() { &section.empty } else { &section.intro };
        out.push_str(&paragraph("", "<w:keepNext/>", &run(intro, Look::SOFT)));
        if !section.points.is_empty() {
            out.push_str(&points(section, words, comments));
        }
    }
    out.push_str(&back(annex, words));
    out
}

/// A heading that the table of contents can point to.
fn heading(level: usize, anchor: &str, title: &str) -> String {
    let name = bookmark(anchor);
    // The number of a bookmark only has to be unlike the others: its name's hash is.
    let id = anchor.bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b))) & 0x3fff_ffff;
    paragraph(
        &format!("Heading{level}"),
        "",
        &format!(
            "<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{}<w:bookmarkEnd w:id=\"{id}\"/>",
            run(title, Look::PLAIN)
        ),
    )
}

/// A bookmark's name: letters, figures and underscores, at most 40.
fn bookmark(anchor: &str) -> String {
    let clean: String = anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(30).collect();
    format!("_Toc{clean}")
}

fn title(point: &Point, section: &str) -> String {
    format!("{}. {} {} – {}", point.number, sign(section), point.concern.label, point.kind_label)
}

/// The table of contents: a field, filled in beforehand so that it reads before it is refreshed.
fn contents(annex: &Annex, words: &Words) -> String {
    let mut lines: Vec<(usize, String, String)> = Vec::new();
    for section in &annex.sections {
        lines.push((
            1,
            bookmark(&format!("s-{}", section.id)),
            format!("{} ({})", section.title, section.points.len()),
        ));
        lines.extend(section.points.iter().map(|p| (2, bookmark(&p.id), title(p, section.id))));
    }
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\h \\z \\u </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let mut out = paragraph("TOCHeading", "", &run(&words.get("contents"), Look::PLAIN));
    for (i, (level, anchor, text)) in lines.iter().enumerate() {
        let begin = if i == 0 { begin } else { "" };
        // No page numbers: only the word processor knows them, and it adds them when it refreshes.
        let link = format!(
            "{begin}<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\">{}</w:hyperlink>",
            run(text, Look::PLAIN)
        );
        out.push_str(&paragraph(&format!("TOC{level}"), "", &link));
    }
    out.push_str(&paragraph("", "", "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"));
    out
}

fn points(section: &Section, words: &Words, comments: &mut Comments) -> String {
    let widths = widths();
    let header: String = ["docx-quote", "docx-analysis", "docx-standard", "docx-request"]
        .iter()
        .zip(widths)
        .map(|(key, w)| cell(w, 1, "E7E6E6", &paragraph("", "<w:keepNext/>", &run(&words.get(key), Look::BOLD))))
        .collect();
    let mut rows = row(true, true, &header);
    for point in &section.points {
        let name = heading(2, &point.id, &title(point, section.id));
        rows.push_str(&row(false, true, &cell(widths.iter().sum(), 4, shade(section.id), &name)));
        let mut analysis = paragraph("", "", &run(&point.why, Look::PLAIN));
        if !point.searched.is_empty() {
            let searched = format!("{}{}{}", words.get("searched"), colon(words), point.searched.join(", "));
            analysis.push_str(&paragraph("", "", &run(&searched, Look::SOFT)));
        }
        let standards: String =
            point.standards.iter().map(|s| paragraph("", "", &run(&capitalised(s), Look::PLAIN))).collect();
        let contents = [said(point, words, comments), analysis, standards, String::new()];
        let cells: String = contents.iter().zip(widths).map(|(content, w)| cell(w, 1, "", content)).collect();
        // A row stays on its page unless it is a page long by itself.
        let length: usize =
            point.quotes.iter().chain(&point.exceptions).chain(&point.nearest).map(|q| q.text.len()).sum();
        rows.push_str(&row(false, length < 1500, &cells));
    }
    table(&widths, &rows)
}

/// The quotes of a point, its exceptions and its nearest passages; the point is a comment on the
/// words of the first quote that triggered it.
fn said(point: &Point, words: &Words, comments: &mut Comments) -> String {
    let mut out = String::new();
    for (role, quotes) in [("", &point.quotes), ("exceptions", &point.exceptions), ("nearest", &point.nearest)] {
        if quotes.is_empty() {
            continue;
        }
        if !role.is_empty() {
            let label = format!("{}{}", words.get(role), colon(words).trim_end());
            out.push_str(&paragraph("", "<w:keepNext/>", &run(&label, Look { italic: true, ..Look::SOFT })));
        }
        for (i, quote) in quotes.iter().enumerate() {
            let comment = (role.is_empty() && i == 0).then(|| comments.add(&comment_lines(point, words)));
            out.push_str(&quoted(quote, comment, words));
        }
    }
    if out.is_empty() { paragraph("", "", &run(&words.get("docx-no-quote"), Look::SOFT)) } else { out }
}

/// « the words » (p. 3, section 2.1).
fn quoted(quote: &Quote, comment: Option<usize>, words: &Words) -> String {
    let anchors: Vec<Anchor> = comment
        .map(|comment| {
            let (start, end) = marked(&quote.segments).unwrap_or((0, quote.text.chars().count()));
            Anchor { start, end, comment }
        })
        .into_iter()
        .collect();
    let look = |class: &str| if class.is_empty() { Look::PLAIN } else { Look::TRIGGER };
    let [open, close] = match (quote.quoted, words.lang) {
        (true, _) => ["", ""],
        (false, glose_model::messages::Lang::Fr) => ["«\u{a0}", "\u{a0}»"],
        (false, glose_model::messages::Lang::En) => ["“", "”"],
    };
    let runs = [
        run(open, Look::PLAIN),
        commented(&quote.segments, &anchors, &look),
        run(close, Look::PLAIN),
        run(&format!(" ({})", quote.place), Look::SOFT),
    ]
    .concat();
    paragraph("Quote", "", &runs)
}
