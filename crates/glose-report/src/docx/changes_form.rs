//! A comparison: the annex of changes, then the new text with tracked changes against the old.

use glose_model::{Comparison, GridHead};

use super::comments::Comments;
use super::front::{colophon, options as options_line, shade, sign};
use super::package::{self, Layout, Parts};
use super::xml::{Look, cell, header_row, open_table, paragraph, row, ruled_line, run, table};
use super::{author, colon, tracked};
use crate::changes::{self, Changes, Side};
use crate::typography::capitalised;
use crate::words::Words;
use crate::{Form, ReportError, ReportOptions, TextOf, templates};

/// The file's bytes.
pub(crate) fn changes_docx(
    comparison: &Comparison,
    texts: &[TextOf<'_>],
    grid: &GridHead,
    options: &ReportOptions,
) -> Result<Vec<u8>, ReportError> {
    let words = templates::words(options)?;
    let view = changes::changes(comparison, grid, texts, &words, options);
    let date = options.date.as_deref().or(comparison.new.document.meta.date.as_deref());
    let comments = Comments::new(author(options), date);
    let kicker = words.get("compare-kicker");
    let subtitle = view.authors.as_ref().map_or(kicker.clone(), |a| format!("{kicker} – {a}"));
    let mut body = paragraph("Kicker", "", &run(&subtitle, Look::PLAIN));
    body.push_str(&paragraph("Title", "", &run(&capitalised(&view.title), Look::PLAIN)));
    let annexed = options.form == Form::Annexe;
    if annexed {
        body.push_str(&heads(&view, &words, Layout::LANDSCAPE));
        body.push_str(&summary(&view, &words, Layout::LANDSCAPE, "Heading1"));
        body.push_str(&Layout::LANDSCAPE.end());
    }
    body.push_str(&paragraph("Heading1", "", &run(&words.get("docx-tracked"), Look::PLAIN)));
    body.push_str(&paragraph("", "", &run(&words.get("docx-tracked-help"), Look::SOFT)));
    let document = |i: usize| texts.get(i).map(|t| t.document);
    body.push_str(&tracked::body(comparison, document(0), document(1), &comments));
    // What went at the end must not run into what follows.
    body.push_str(&ruled_line());
    body.push_str(&back(&view, &words));
    package::package(&Parts {
        title: &view.title,
        author: author(options),
        header: [&capitalised(&view.title), &kicker],
        footer: &view.program,
        program: &view.program,
        lang: view.lang,
        date,
        body,
        comments: &comments,
        layouts: if annexed { &[Layout::LANDSCAPE, Layout::PORTRAIT] } else { &[Layout::PORTRAIT] },
        logo: options.logo.as_ref(),
    })
}

fn back(view: &Changes, words: &Words) -> String {
    let [old, new] = &view.sha;
    let mut lines = vec![
        words.get("compare-colophon"),
        format!("{}{}{} (SHA-256 {old})", words.get("compare-old"), colon(words), view.old.file),
        format!("{}{}{} (SHA-256 {new})", words.get("compare-new"), colon(words), view.new.file),
        format!("{}{}{} (SHA-256 {})", words.get("colophon-grid"), colon(words), view.grid, view.grid_sha256),
        format!("{}{}{}", words.get("colophon-program"), colon(words), view.program),
    ];
    lines.extend(view.ocr.iter().map(|o| format!("{}{}{o}", words.get("colophon-ocr"), colon(words))));
    lines.extend(options_line(&view.options, words));
    colophon(&lines, words)
}

/// Both texts side by side, and how much changed.
fn heads(view: &Changes, words: &Words, layout: Layout) -> String {
    let half = layout.width() / 2;
    let one = |key: &str, head: &crate::head::Head| {
        let mut lines = vec![run(&words.get(key), Look::SOFT), run(&capitalised(&head.cite), Look::BOLD)];
        lines.extend(head.object.as_ref().map(|o| run(&capitalised(o), Look::PLAIN)));
        let pages = head.pages.map(|p| format!(" ({})", words.count("n-pages", p as usize))).unwrap_or_default();
        lines.push(run(&format!("{}{pages}", head.file), Look::SOFT));
        cell(half, 1, "", &lines.iter().map(|l| paragraph("TableText", "", l)).collect::<String>())
    };
    let cells = one("compare-old", &view.old) + &one("compare-new", &view.new);
    let mut out = open_table(&[half, half], &row(false, true, &cells));
    out.push_str(&paragraph("Heading1", "", &run(&words.get("compare-counts"), Look::PLAIN)));
    out.push_str(&counts(view));
    if view.identical {
        out.push_str(&paragraph("", "", &run(&words.get("compare-identical"), Look::BOLD)));
    }
    out
}

/// How much changed, and what the program noticed.
pub(super) fn counts(view: &Changes) -> String {
    let counts: Vec<String> = view.counts.iter().map(|(label, n)| format!("{n} {label}")).collect();
    let out = paragraph("", "", &run(&format!("{}.", counts.join(", ")), Look::PLAIN));
    view.notices.iter().fold(out, |out, notice| out + &paragraph("", "", &run(notice, Look::PLAIN)))
}

/// Advances, setbacks, what to watch, each under a heading of the style `level`: before | after | analysis | what to
/// ask for.
pub(super) fn summary(view: &Changes, words: &Words, layout: Layout, level: &str) -> String {
    let all = layout.width();
    let widths = [all * 31 / 100, all * 31 / 100, all * 19 / 100, all - all * 31 / 100 * 2 - all * 19 / 100];
    let mut out = String::new();
    for section in &view.summary {
        let title = format!("{} {} ({})", sign(section.tone), section.title, section.lines.len());
        out.push_str(&paragraph(level, "", &run(&title, Look::PLAIN)));
        if section.lines.is_empty() {
            out.push_str(&paragraph("", "", &run(&section.empty, Look::SOFT)));
            continue;
        }
        let labels: Vec<String> =
            ["was", "is", "docx-analysis", "docx-request"].iter().map(|key| words.get(key)).collect();
        let mut rows = header_row(&widths, shade(section.tone), &labels);
        for line in &section.lines {
            let concerns: Vec<&str> = line.concerns.iter().map(|c| c.label.as_str()).collect();
            let mut analysis = paragraph("TableText", "", &run(&line.label, Look::PLAIN));
            if !concerns.is_empty() {
                analysis.push_str(&paragraph("TableText", "", &run(&concerns.join(", "), Look::SOFT)));
            }
            let contents = [
                side(line.old.as_ref(), "absent-old", words),
                side(line.new.as_ref(), "absent-new", words),
                analysis,
                String::new(),
            ];
            let cells: String = contents.iter().zip(widths).map(|(c, w)| cell(w, 1, "", c)).collect();
            let length: usize = line.old.iter().chain(&line.new).map(|s| s.text.len()).sum();
            rows.push_str(&row(false, length < 1500, &cells));
        }
        out.push_str(&table(&widths, &rows));
    }
    out
}

/// The words of one side, what shows the effect marked, what went struck through.
fn side(side: Option<&Side>, absent: &str, words: &Words) -> String {
    let Some(side) = side else {
        return paragraph("TableText", "", &run(&words.get(absent), Look::ASIDE));
    };
    let mut runs = String::new();
    for segment in &side.segments {
        let mut look = if segment.is("ev") { Look::TRIGGER } else { Look::PLAIN };
        look.struck = segment.is("del");
        look.bold = segment.is("ins");
        look.underline = look.underline && !look.struck;
        runs.push_str(&run(&segment.text, look));
    }
    paragraph("Quote", "", &(runs + &run(&format!(" ({})", side.place), Look::SOFT)))
}
