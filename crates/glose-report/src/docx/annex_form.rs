//! The annex as the group writes it: for each point a row, quote | analysis | standard | request;
//! then the legal reach, the periods and the forms beside what they are measured against.

use super::comments::{Anchor, Comments, commented, marked};
use super::front::{back, counts, front, overview, shade, sign};
use super::package::Layout;
use super::xml::{Look, cell, header_row, link, paragraph, row, run, table};
use super::{bookmark, colon, comment_lines, guillemets, heading};
use crate::annex::{Annex, Point, Section};
use crate::context::Quote;
use crate::typography::capitalised;
use crate::words::Words;

/// How the annex lies.
pub(crate) const LAYOUT: Layout = Layout::LANDSCAPE;

/// Columns: quote, analysis, standard, what to ask for.
fn widths() -> [usize; 4] {
    let all = LAYOUT.width();
    let [quote, analysis, standard] = [all * 38 / 100, all * 24 / 100, all * 17 / 100];
    [quote, analysis, standard, all - quote - analysis - standard]
}

/// The body of the document.
pub(crate) fn body(annex: &Annex, words: &Words, comments: &mut Comments) -> String {
    let mut out = front(annex, words, LAYOUT);
    out.push_str(&counts(annex, words, LAYOUT));
    if annex.off_topic {
        return out + &back(annex, words);
    }
    out.push_str(&contents(annex, words));
    out.push_str(&overview(annex, words, LAYOUT));
    for section in &annex.sections {
        out.push_str(&heading(1, &format!("s-{}", section.id), &section.title));
        let intro = if section.points.is_empty() { &section.empty } else { &section.intro };
        out.push_str(&paragraph("", "<w:keepNext/>", &run(intro, Look::SOFT)));
        if !section.points.is_empty() {
            out.push_str(&points(section, words, comments));
        }
    }
    out.push_str(&reach(annex, words));
    out.push_str(&durations(annex, words));
    out.push_str(&coverage(annex, words));
    out.push_str(&back(annex, words));
    out
}

fn title(point: &Point, section: &str) -> String {
    format!("{}. {} {} – {}", point.number, sign(section), point.concern.label, point.kind_label)
}

/// The table of contents: a field, filled in beforehand so that it reads before it is refreshed. The
/// points are in the overview, by concern.
fn contents(annex: &Annex, words: &Words) -> String {
    let range = |s: &Section| match (s.points.first(), s.points.last()) {
        (Some(first), Some(last)) if first.number < last.number => {
            words.fill("points-range", &[("from", &first.number.to_string()), ("to", &last.number.to_string())])
        }
        (Some(only), _) => format!("{}\u{a0}{}", words.get("see-point"), only.number),
        (None, _) => words.count("n-points", 0),
    };
    let overview = [(bookmark("overview"), words.get("overview"))].into_iter();
    let sections =
        annex.sections.iter().map(|s| (bookmark(&format!("s-{}", s.id)), format!("{} ({})", s.title, range(s))));
    let tables = [
        (!annex.reach.is_empty(), "reach"),
        (!annex.durations.is_empty(), "durations"),
        (!annex.coverage.is_empty(), "coverage"),
        (true, "colophon"),
    ];
    let tables = tables.iter().filter(|(there, _)| *there).map(|(_, id)| (bookmark(id), words.get(id)));
    let lines: Vec<(String, String)> = overview.chain(sections).chain(tables).collect();
    let begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-1\" \\h \\z \\u </w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let mut out = paragraph("TOCHeading", "", &run(&words.get("contents"), Look::PLAIN));
    for (i, (anchor, text)) in lines.iter().enumerate() {
        // No page numbers: only the word processor knows them, and it adds them when it refreshes.
        let mut entry = if i == 0 { begin.to_owned() } else { String::new() };
        entry.push_str(&link(anchor, &run(text, Look::PLAIN)));
        if i + 1 == lines.len() {
            entry.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
        }
        out.push_str(&paragraph("TOC1", "", &entry));
    }
    out
}

fn text(text: &str, look: Look) -> String {
    paragraph("TableText", "", &run(text, look))
}

/// The labels of the columns `keys`.
fn labels(keys: &[&str], words: &Words) -> Vec<String> {
    keys.iter().map(|key| words.get(key)).collect()
}

fn points(section: &Section, words: &Words, comments: &mut Comments) -> String {
    let widths = widths();
    let keys = ["docx-quote", "docx-analysis", "docx-standard", "docx-request"];
    let mut rows = header_row(&widths, "E7E6E6", &labels(&keys, words));
    for point in &section.points {
        let name = heading(2, &point.id, &title(point, section.id));
        rows.push_str(&row(false, true, &cell(widths.iter().sum(), 4, shade(section.id), &name)));
        let mut analysis = text(&point.why, Look::PLAIN);
        if !point.searched.is_empty() {
            let searched = format!("{}{}{}", words.get("searched"), colon(words), point.searched.join(" ; "));
            analysis.push_str(&text(&searched, Look::SOFT));
        }
        let standards: String = point.standards.iter().map(|s| text(&capitalised(s), Look::PLAIN)).collect();
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
            out.push_str(&paragraph("TableText", "<w:keepNext/>", &run(&label, Look::ASIDE)));
        }
        for (i, quote) in quotes.iter().enumerate() {
            let comment = (role.is_empty() && i == 0).then(|| comments.add(&comment_lines(point, words)));
            out.push_str(&quoted(quote, comment, words));
        }
    }
    if out.is_empty() { text(&words.get("docx-no-quote"), Look::SOFT) } else { out }
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
    let look = |segment: &crate::segments::Segment| if segment.is("t") { Look::TRIGGER } else { Look::PLAIN };
    let [open, close] = if quote.quoted { ["", ""] } else { guillemets(words) };
    let mut runs = [
        run(open, Look::PLAIN),
        commented(&quote.segments, &anchors, &look),
        run(close, Look::PLAIN),
        run(&format!(" ({})", quote.place), Look::SOFT),
    ]
    .concat();
    if let Some(origin) = &quote.origin {
        let [open, close] = guillemets(words);
        runs.push_str(&run(&format!(" – {} {open}{}{close}", origin.label, origin.words), Look::ASIDE));
    }
    paragraph("Quote", "", &runs)
}

/// Points on what the text does in law, for a lawyer to check.
fn reach(annex: &Annex, words: &Words) -> String {
    if annex.reach.is_empty() {
        return String::new();
    }
    let mut out = heading(1, "reach", &words.get("reach"));
    out.push_str(&paragraph("", "<w:keepNext/>", &run(&words.get("reach-help"), Look::SOFT)));
    let widths = widths();
    let keys = ["docx-quote", "docx-to-check", "reach-authorities", "docx-opinion"];
    let mut rows = header_row(&widths, "E7E6E6", &labels(&keys, words));
    for point in &annex.reach {
        let name = paragraph("TableText", "<w:keepNext/>", &run(&point.title, Look::BOLD));
        rows.push_str(&row(false, true, &cell(widths.iter().sum(), 4, shade(""), &name)));
        let mut quotes: String = point.quotes.iter().map(|q| quoted(q, None, words)).collect();
        if quotes.is_empty() {
            quotes = text(&words.get("docx-no-quote"), Look::SOFT);
        }
        let authorities: String = point.authorities.iter().map(|a| text(a, Look::PLAIN)).collect();
        let contents = [quotes, text(&point.why, Look::PLAIN), authorities, String::new()];
        let cells: String = contents.iter().zip(widths).map(|(content, w)| cell(w, 1, "", content)).collect();
        rows.push_str(&row(false, false, &cells));
    }
    out + &table(&widths, &rows)
}

/// The periods of the text beside what binds and what the group asks for.
fn durations(annex: &Annex, words: &Words) -> String {
    if annex.durations.is_empty() {
        return String::new();
    }
    let all = LAYOUT.width();
    let part = |share: usize| all * share / 100;
    let widths = [part(16), part(36), part(11), part(13), all - part(16) - part(36) - part(11) - part(13)];
    let keys = ["durations-duration", "durations-words", "durations-floor", "durations-wish", "durations-verdict"];
    let mut out = heading(1, "durations", &words.get("durations"));
    out.push_str(&paragraph("", "<w:keepNext/>", &run(&words.get("durations-help"), Look::SOFT)));
    let mut rows = header_row(&widths, "E7E6E6", &labels(&keys, words));
    for d in &annex.durations {
        let bound = if d.bound.is_empty() { String::new() } else { format!("{} ", d.bound) };
        let duration = text(&format!("{bound}{}", d.duration), Look::BOLD) + &text(&d.concern.label, Look::SOFT);
        let mut verdict = run(&format!("{} {}", sign(&d.verdict), d.verdict_label), Look::PLAIN);
        if let Some((number, id)) = &d.point {
            let point = run(&format!("{}\u{a0}{number}", words.get("see-point")), Look::PLAIN);
            verdict.push_str(&(run(", ", Look::PLAIN) + &link(&bookmark(id), &point)));
        }
        let verdict = paragraph("TableText", "", &verdict) + &text(&d.standards.join("\u{a0}; "), Look::SOFT);
        let or_none = |value: &Option<String>| text(value.as_deref().unwrap_or("–"), Look::PLAIN);
        let contents = [duration, quoted(&d.quote, None, words), or_none(&d.floor), or_none(&d.wish), verdict];
        let shades = ["", "", "", "", if d.measured { shade(&d.verdict) } else { "" }];
        let cells = contents.iter().zip(widths).zip(shades);
        rows.push_str(&row(false, true, &cells.map(|((c, w), s)| cell(w, 1, s, c)).collect::<String>()));
    }
    out + &table(&widths, &rows)
}

/// The forms and persons that the grid lists, and what the text names of them.
fn coverage(annex: &Annex, words: &Words) -> String {
    if annex.coverage.is_empty() {
        return String::new();
    }
    let all = LAYOUT.width();
    let widths = [all * 24 / 100, all * 16 / 100, all - all * 24 / 100 - all * 16 / 100];
    let keys = ["coverage-form", "coverage-named", "coverage-first"];
    let mut out = heading(1, "coverage", &words.get("coverage"));
    for list in &annex.coverage {
        let named = words.count("n-named", list.named);
        let label = format!(
            "{}{}{named} {} {}",
            list.concern.label,
            colon(words),
            words.get("coverage-of"),
            list.elements.len()
        );
        out.push_str(&paragraph("", "<w:keepNext/>", &run(&label, Look::BOLD)));
        let mut rows = header_row(&widths, "E7E6E6", &labels(&keys, words));
        for e in &list.elements {
            let (section, named) =
                if e.named { ("positif", e.count.clone()) } else { ("silence", words.get("coverage-absent")) };
            let named = format!("{} {named}", sign(section));
            let first = e.first.as_ref().map(|quote| quoted(quote, None, words)).unwrap_or_default();
            let cells = [
                cell(widths[0], 1, "", &text(&e.label, Look::PLAIN)),
                cell(widths[1], 1, shade(section), &text(&named, Look::PLAIN)),
                cell(widths[2], 1, "", &first),
            ];
            rows.push_str(&row(false, true, &cells.concat()));
        }
        out.push_str(&table(&widths, &rows));
    }
    out
}
