//! Word-processor files: the annex, the text with comments in its margin, tracked changes.

mod annex_form;
mod changes_form;
mod comments;
mod front;
mod ledger_form;
mod margin_form;
mod package;
mod tracked;
mod xml;

pub(crate) use changes_form::changes_docx;
pub(crate) use ledger_form::ledger_docx;

use self::comments::Comments;
use self::package::Layout;
use crate::annex::{self, Point};
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
        let (body, layout) = match options.form {
            Form::Annexe => (annex_form::body(&annex, &words, &mut comments), annex_form::LAYOUT),
            Form::Marge => (margin_form::body(&annex, &words, &mut comments), Layout::PORTRAIT),
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
            layouts: &[layout],
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

/// What stands around a quote.
fn guillemets(words: &Words) -> [&'static str; 2] {
    if words.lang == glose_model::messages::Lang::Fr { ["«\u{a0}", "\u{a0}»"] } else { ["“", "”"] }
}

/// A bookmark's name: letters, figures and underscores, at most 40.
fn bookmark(anchor: &str) -> String {
    let clean: String = anchor.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(30).collect();
    format!("_Toc{clean}")
}

/// A heading that the table of contents can point to.
fn heading(level: usize, anchor: &str, title: &str) -> String {
    let name = bookmark(anchor);
    // The number of a bookmark only has to be unlike the others: its name's hash is.
    let id = anchor.bytes().fold(7u32, |h, b| h.wrapping_mul(31).wrapping_add(u32::from(b))) & 0x3fff_ffff;
    let title = xml::run(title, xml::Look::PLAIN);
    let marked = format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{name}\"/>{title}<w:bookmarkEnd w:id=\"{id}\"/>");
    xml::paragraph(&format!("Heading{level}"), "", &marked)
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
