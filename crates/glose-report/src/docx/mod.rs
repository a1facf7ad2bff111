//! Word-processor files: the annex, the text with comments in its margin, tracked changes.

mod annex_form;
mod changes_form;
mod comments;
mod margin_form;
mod package;
mod xml;

pub(crate) use changes_form::changes_docx;

use self::comments::Comments;
use self::xml::{Look, paragraph, run};
use crate::annex::{self, Annex, Point};
use crate::words::Words;
use crate::{Form, Format, ReportError, ReportOptions, Verified, templates, typography};

/// The annex, or the text with comments in its margin.
pub(crate) struct Docx;

impl Format for Docx {
    fn write(&self, subject: &Verified<'_>, options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
        let words = templates::words(options)?;
        let annex = annex::annex(subject, &words, options);
        let date = options.date.as_deref().or(subject.subject.analysis.document.meta.date.as_deref());
        let mut comments = Comments::new(author(options), date);
        let (body, landscape) = match options.form {
            Form::Annexe => (annex_form::body(&annex, &words, &mut comments), true),
            Form::Marge => (margin_form::body(&annex, &words, &mut comments), false),
        };
        package::package(&package::Parts {
            title: &annex.title,
            author: author(options),
            header: [&typography::capitalised(&annex.title), &words.get("document-title")],
            footer: &annex.colophon.program,
            program: &annex.colophon.program,
            lang: annex.lang,
            date,
            body,
            comments: &comments,
            landscape,
            logo: options.logo.as_ref(),
        })
    }
}

/// Whom comments and revisions are signed by.
pub(crate) fn author(options: &ReportOptions) -> &str {
    options.authors.as_deref().filter(|a| !a.trim().is_empty()).unwrap_or("Glose")
}

/// French puts a no-break space before a colon.
pub(crate) fn colon(words: &Words) -> &'static str {
    if words.lang == glose_model::messages::Lang::Fr { "\u{a0}: " } else { ": " }
}

/// What a comment says of a point: a line each for its kind, its reason, its standards.
pub(crate) fn comment_lines(point: &Point, words: &Words) -> Vec<String> {
    let mut lines = vec![
        format!("{} – {}", typography::capitalised(&point.polarity_label), point.kind_label),
        format!("{}{}{}", point.concern.label, colon(words), point.why),
    ];
    if !point.standards.is_empty() {
        lines.push(format!("{}{}{}", words.get("standards"), colon(words), point.standards.join("\u{a0}; ")));
    }
    lines
}

/// Title, authors, and the head of the circular.
pub(crate) fn front(annex: &Annex, words: &Words) -> String {
    let mut out = paragraph("Title", "", &run(&typography::capitalised(&annex.title), Look::PLAIN));
    let mut subtitle = words.get("document-title");
    if let Some(authors) = &annex.authors {
        subtitle = format!("{subtitle} – {authors}");
    }
    out.push_str(&paragraph("Subtitle", "", &run(&subtitle, Look::PLAIN)));
    let head = &annex.head;
    let lists = [head.addressees.join("\u{a0}; "), head.repeals.join("\u{a0}; ")];
    let pages = head.pages.map(|p| format!(" ({})", words.count("n-pages", p as usize))).unwrap_or_default();
    let file = format!("{}{pages}", head.file);
    for (key, value) in [
        ("head-nor", head.nor.as_deref()),
        ("head-date", head.date.as_deref()),
        ("head-issuer", head.issuer.as_deref()),
        ("head-object", head.object.as_deref()),
        ("head-signatory", head.signatory.as_deref()),
        ("head-addressees", lists.first().map(String::as_str)),
        ("head-repeals", lists.get(1).map(String::as_str)),
        ("head-file", Some(file.as_str())),
    ] {
        let Some(value) = value.filter(|v| !v.is_empty()) else { continue };
        let label = run(&format!("{}{}", words.get(key), colon(words)), Look::SOFT);
        let value = run(&typography::capitalised(value), Look::PLAIN);
        let value = if key == "head-file" { run(&file, Look::PLAIN) } else { value };
        out.push_str(&paragraph("", "<w:spacing w:after=\"20\"/>", &(label + &value)));
    }
    out
}

/// Program, grid, source, options.
pub(crate) fn back(annex: &Annex, words: &Words) -> String {
    let c = &annex.colophon;
    let mut out = paragraph("Heading1", "", &run(&words.get("colophon"), Look::PLAIN));
    let mut lines = vec![
        words.get("colophon-draft"),
        format!("{}{}{}", words.get("colophon-program"), colon(words), c.program),
        format!("{}{}{} (SHA-256 {})", words.get("colophon-grid"), colon(words), c.grid, c.grid_sha256),
        format!("{}{}{} (SHA-256 {})", words.get("colophon-source"), colon(words), c.source, c.source_sha256),
    ];
    if let Some(ocr) = &c.ocr {
        lines.push(format!("{}{}{ocr}", words.get("colophon-ocr"), colon(words)));
    }
    if !c.options.is_empty() {
        let options: Vec<String> = c.options.iter().map(|(k, v)| format!("{k} = {v}")).collect();
        lines.push(format!("{}{}{}", words.get("colophon-options"), colon(words), options.join(", ")));
    }
    for line in lines {
        out.push_str(&paragraph("Small", "", &run(&line, Look::PLAIN)));
    }
    out
}
