//! A line of three or more texts: each concern in each of them, what each step changed, every passage.

use glose_model::{GridHead, Ledger};

use super::changes_form;
use super::comments::Comments;
use super::front::{colophon, options as options_line, shade, sign};
use super::package::{self, Layout, Parts};
use super::xml::{Look, cell, header_row, paragraph, row, run, table};
use super::{author, colon, guillemets};
use crate::ledger::{self, LedgerView, ThreadCell};
use crate::typography::capitalised;
use crate::words::Words;
use crate::{Disordered, ReportError, ReportOptions, TextOf, templates};

const LAYOUT: Layout = Layout::LANDSCAPE;

/// The file's bytes.
pub(crate) fn ledger_docx(
    ledger: &Ledger,
    texts: &[TextOf<'_>],
    disordered: &[Disordered],
    grid: &GridHead,
    options: &ReportOptions,
) -> Result<Vec<u8>, ReportError> {
    let words = templates::words(options)?;
    let view = ledger::ledger(ledger, grid, texts, disordered, &words, options);
    let newest = ledger.texts.last().and_then(|t| t.document.meta.date.as_deref());
    let date = options.date.as_deref().or(newest);
    let comments = Comments::new(author(options), date);
    let kicker = words.get("ledger-kicker");
    let subtitle = view.authors.as_ref().map_or(kicker.clone(), |a| format!("{kicker} – {a}"));
    let mut body = paragraph("Kicker", "", &run(&subtitle, Look::PLAIN));
    body.push_str(&paragraph("Title", "", &run(&capitalised(&view.title), Look::PLAIN)));
    body.push_str(&texts_of(&view, &words));
    body.push_str(&states(&view, &words));
    for step in &view.steps {
        let title = format!("{} → {}", capitalised(&step.old.short), step.new.short);
        body.push_str(&paragraph("Heading1", "", &run(&title, Look::PLAIN)));
        body.push_str(&changes_form::counts(step));
        body.push_str(&changes_form::summary(step, &words, LAYOUT, "Heading2"));
    }
    body.push_str(&passages(&view, &words));
    body.push_str(&threads(&view, &words));
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
        layouts: &[LAYOUT],
        logo: options.logo.as_ref(),
    })
}

/// The texts in order.
fn texts_of(view: &LedgerView, words: &Words) -> String {
    let mut out = paragraph("Heading1", "", &run(&words.get("ledger-texts"), Look::PLAIN));
    for (i, text) in view.texts.iter().enumerate() {
        let object = text.head.object.as_ref().map(|o| format!(" – {o}")).unwrap_or_default();
        let pages = text.head.pages.map(|p| format!(" ({})", words.count("n-pages", p as usize))).unwrap_or_default();
        let runs = [
            run(&format!("{}. {}", i + 1, capitalised(&text.head.cite)), Look::BOLD),
            run(&object, Look::PLAIN),
            run(&format!(" – {}{pages}", text.head.file), Look::SOFT),
        ];
        out.push_str(&paragraph("", "", &runs.concat()));
    }
    view.notices.iter().fold(out, |out, notice| out + &paragraph("", "", &run(notice, Look::PLAIN)))
}

/// Widths of a first column and one a text, or of the latter alone.
fn widths(first: usize, texts: usize) -> Vec<usize> {
    let all = LAYOUT.width();
    let first = all * first / 100;
    let rest = (all - first) / texts.max(1);
    (first > 0).then_some(first).into_iter().chain(std::iter::repeat_n(rest, texts)).collect()
}

/// Each concern in each text.
fn states(view: &LedgerView, words: &Words) -> String {
    let mut out = paragraph("Heading1", "", &run(&words.get("ledger-table"), Look::PLAIN));
    out.push_str(&paragraph("", "<w:keepNext/>", &run(&words.get("ledger-table-help"), Look::SOFT)));
    let widths = widths(26, view.texts.len());
    let names = view.texts.iter().map(|t| t.short.clone());
    let labels: Vec<String> = std::iter::once(words.get("forces-concern")).chain(names).collect();
    let mut rows = header_row(&widths, "E7E6E6", &labels);
    for line in &view.rows {
        let concern = paragraph("TableText", "", &run(&line.concern.label, Look::PLAIN));
        let states = line.cells.iter().map(|c| {
            let mut runs = run(&format!("{} {}", sign(c.tone), c.label), Look::BOLD);
            if let Some(first) = c.quotes.first() {
                let page = if first.page.is_empty() { String::new() } else { format!(", {}", first.page) };
                runs.push_str(&run(&format!(" {}{page}", c.count), Look::SOFT));
            }
            (if c.tone == "neutre" { "" } else { shade(c.tone) }, paragraph("TableText", "", &runs))
        });
        let cells = std::iter::once(("", concern)).chain(states).zip(&widths);
        rows.push_str(&row(false, true, &cells.map(|((s, text), w)| cell(*w, 1, s, &text)).collect::<String>()));
    }
    out + &table(&widths, &rows)
}

/// All that each text says of each concern.
fn passages(view: &LedgerView, words: &Words) -> String {
    let mut out = paragraph("Heading1", "", &run(&words.get("ledger-passages"), Look::PLAIN));
    out.push_str(&paragraph("", "<w:keepNext/>", &run(&words.get("ledger-passages-help"), Look::SOFT)));
    for line in &view.rows {
        out.push_str(&paragraph("Heading2", "", &run(&line.concern.label, Look::PLAIN)));
        for (text, state) in view.texts.iter().zip(&line.cells) {
            let name =
                run(&text.short, Look::BOLD) + &run(&format!(" {} {}", sign(state.tone), state.label), Look::SOFT);
            let keep = if state.quotes.is_empty() { "" } else { "<w:keepNext/>" };
            out.push_str(&paragraph("", keep, &name));
            out.extend(state.quotes.iter().map(|q| quoted(q, words)));
        }
    }
    out
}

/// Passages whose words changed, through all the texts.
fn threads(view: &LedgerView, words: &Words) -> String {
    if view.threads.is_empty() {
        return String::new();
    }
    let mut out = paragraph("Heading1", "", &run(&words.get("ledger-threads"), Look::PLAIN));
    out.push_str(&paragraph("", "<w:keepNext/>", &run(&words.get("ledger-threads-help"), Look::SOFT)));
    let widths = widths(0, view.texts.len());
    let names: Vec<String> = view.texts.iter().map(|t| t.short.clone()).collect();
    let mut rows = header_row(&widths, "E7E6E6", &names);
    for thread in &view.threads {
        let none = || paragraph("TableText", "", &run("–", Look::SOFT));
        let said = thread.iter().map(|c| c.as_ref().map_or_else(none, |c| quoted(c, words)));
        let length: usize = thread.iter().flatten().map(|c| c.text.len()).max().unwrap_or(0);
        let cells: String = said.zip(&widths).map(|(text, w)| cell(*w, 1, "", &text)).collect();
        rows.push_str(&row(false, length < 1500, &cells));
    }
    out + &table(&widths, &rows)
}

/// « the words » (p. 3, section 2.1).
fn quoted(said: &ThreadCell, words: &Words) -> String {
    let [open, close] = guillemets(words);
    let words = run(&format!("{open}{}{close}", said.text), Look::PLAIN);
    paragraph("Quote", "", &(words + &run(&format!(" ({})", said.place), Look::SOFT)))
}

fn back(view: &LedgerView, words: &Words) -> String {
    let mut lines = vec![words.get("compare-colophon")];
    lines.extend(
        view.texts
            .iter()
            .map(|t| format!("{}{}{} (SHA-256 {})", capitalised(&t.short), colon(words), t.head.file, t.sha256)),
    );
    lines.push(format!("{}{}{} (SHA-256 {})", words.get("colophon-grid"), colon(words), view.grid, view.grid_sha256));
    lines.push(format!("{}{}{}", words.get("colophon-program"), colon(words), view.program));
    lines.extend(view.ocr.iter().map(|o| format!("{}{}{o}", words.get("colophon-ocr"), colon(words))));
    lines.extend(options_line(&view.options, words));
    colophon(&lines, words)
}
