use std::collections::BTreeSet;

use glose_model::{Analysis, Comparison, Document, GridHead, Ledger};

use minijinja::Value;
use minijinja::value::Serde;

use crate::{
    Disordered, ReportError, ReportOptions, changes, csv, docx, html, json, jsonld, ledger, markdown, pdf, templates,
    verify_quotes,
};

/// What a report is about.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The text.
    pub document: &'a Document,
    /// The text of each page as the reader of the file gave it, before any layout.
    pub raw_pages: &'a [String],
    /// What was found in it.
    pub analysis: &'a Analysis,
    /// The bytes of the file, for the annotated PDF.
    pub source: &'a [u8],
}

/// One way to write a report.
pub trait Format {
    /// The bytes of the report. Same subject and options, same bytes.
    ///
    /// # Errors
    /// When the source or a template does not allow it.
    fn write(&self, subject: &Verified<'_>, options: &ReportOptions) -> Result<Vec<u8>, ReportError>;
}

/// A subject whose quotes were found again; only [`verify`] makes one.
#[derive(Clone, Debug)]
pub struct Verified<'a> {
    pub(crate) subject: Subject<'a>,
    /// Clauses whose words are on their page, but in another order.
    pub(crate) disordered: Disordered,
}

/// The clauses that the points of a report rest on, and those on the reach. What its tables and the passages nearest to
/// a silence would quote in another order than the file is left out of them.
fn quoted(analysis: &Analysis) -> BTreeSet<&str> {
    let points = analysis.findings.iter().flat_map(|f| f.clauses.iter().chain(&f.exceptions));
    let reach = analysis.reach.iter().flat_map(|r| &r.clauses);
    points.chain(reach).map(String::as_str).collect()
}

/// Searches every quote of `subject` again in its raw pages.
///
/// # Errors
/// When a quote is not found again.
pub fn verify<'a>(subject: &Subject<'a>) -> Result<Verified<'a>, ReportError> {
    let quoted = quoted(subject.analysis);
    let clauses = &subject.analysis.clauses;
    let disordered = verify_quotes(subject.document, subject.raw_pages, clauses, &|id| quoted.contains(id))?;
    Ok(Verified { subject: *subject, disordered })
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// One self-contained page.
    Html,
    /// Word processor.
    Docx,
    /// Markdown.
    Markdown,
    /// `glose.analysis/1`.
    Json,
    /// A line a quote of a point.
    Csv,
    /// W3C Web Annotation.
    JsonLd,
    /// The source with highlights, notes and bookmarks.
    Pdf,
}

impl ReportFormat {
    /// The format that a file extension (without dot, any case) asks for.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Self> {
        Some(match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" => Self::Html,
            "docx" => Self::Docx,
            "md" | "markdown" => Self::Markdown,
            "json" => Self::Json,
            "csv" => Self::Csv,
            "jsonld" => Self::JsonLd,
            "pdf" => Self::Pdf,
            _ => return None,
        })
    }

    /// The usual extension, without dot.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::JsonLd => "jsonld",
            Self::Pdf => "pdf",
        }
    }

    fn writer(self) -> &'static dyn Format {
        match self {
            Self::Html => &html::Html,
            Self::Markdown => &markdown::Markdown,
            Self::Json => &json::Json,
            Self::Csv => &csv::Csv,
            Self::Docx => &docx::Docx,
            Self::Pdf => &pdf::Pdf,
            Self::JsonLd => &jsonld::JsonLd,
        }
    }
}

/// The report of one text. Every quote is first searched again in `subject.raw_pages`.
///
/// # Errors
/// When a quote is not found again, or the format cannot be made from this source.
pub fn report(subject: &Subject<'_>, format: ReportFormat, options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
    write(&verify(subject)?, format, options)
}

/// The report of a text whose quotes were found again.
///
/// # Errors
/// When the format cannot be made from this source.
pub fn write(verified: &Verified<'_>, format: ReportFormat, options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
    format.writer().write(verified, options)
}

/// A compared text with the words of its file.
#[derive(Clone, Copy, Debug)]
pub struct TextOf<'a> {
    /// The text.
    pub document: &'a Document,
    /// The text of each page before any layout.
    pub raw_pages: &'a [String],
}

/// What a comparison report is about.
#[derive(Clone, Copy, Debug)]
pub enum Compared<'a> {
    /// Two texts.
    Pair(&'a Comparison),
    /// Three or more.
    Ledger(&'a Ledger),
}

/// The report of a comparison; `texts` are those compared, in the same order, `grid` the one they
/// were read against. Every quote is first searched again in its own text.
///
/// # Errors
/// When a quote is not found again, or there is no such report (`csv`, `jsonld`, `pdf`).
pub fn compare_report(
    compared: Compared<'_>,
    texts: &[TextOf<'_>],
    grid: &GridHead,
    format: ReportFormat,
    options: &ReportOptions,
) -> Result<Vec<u8>, ReportError> {
    let (clauses, quoted) = match compared {
        Compared::Pair(c) => (vec![&c.old.clauses, &c.new.clauses], summarised(c)),
        Compared::Ledger(l) => {
            let mut quoted = vec![BTreeSet::new(); l.texts.len()];
            for (i, step) in l.comparisons.iter().enumerate() {
                quoted.iter_mut().skip(i).zip(summarised(step)).for_each(|(all, of_step)| all.extend(of_step));
            }
            (l.texts.iter().map(|t| &t.clauses).collect(), quoted)
        }
    };
    let mut disordered: Vec<Disordered> = Vec::new();
    for ((text, clauses), quoted) in texts.iter().zip(clauses).zip(quoted) {
        disordered.push(verify_quotes(text.document, text.raw_pages, clauses, &|id| quoted.contains(id))?);
    }
    match (format, compared) {
        (ReportFormat::Json, Compared::Pair(c)) => json::bytes(c),
        (ReportFormat::Json, Compared::Ledger(l)) => json::bytes(l),
        (ReportFormat::Docx, Compared::Pair(c)) => docx::changes_docx(c, texts, grid, options),
        (ReportFormat::Docx, Compared::Ledger(l)) => docx::ledger_docx(l, texts, &disordered, grid, options),
        (ReportFormat::Html | ReportFormat::Markdown, _) => {
            let words = templates::words(options)?;
            let html = format == ReportFormat::Html;
            match compared {
                Compared::Pair(c) => {
                    let view = Value::from(Serde(&changes::changes(c, grid, texts, &words, options)));
                    templates::render(if html { "compare.html" } else { "compare.md" }, &view, &words, options)
                }
                Compared::Ledger(l) => {
                    let view = Value::from(Serde(&ledger::ledger(l, grid, texts, &disordered, &words, options)));
                    templates::render(if html { "ledger.html" } else { "ledger.md" }, &view, &words, options)
                }
            }
        }
        _ => {
            let code = "compare-formats";
            Err(ReportError::Unsupported { code, message: glose_model::messages::text(options.lang, code, &[]) })
        }
    }
}

/// The clauses that the summary of a comparison quotes, of the old text and of the new one.
fn summarised(comparison: &Comparison) -> Vec<BTreeSet<&str>> {
    let summary = &comparison.summary;
    let lines = summary.advances.iter().chain(&summary.setbacks).chain(&summary.watch);
    let pairs: BTreeSet<&str> = lines.map(|l| l.pair.as_str()).collect();
    let mut out = vec![BTreeSet::new(), BTreeSet::new()];
    for pair in comparison.pairs.iter().filter(|p| pairs.contains(p.id.as_str())) {
        for (set, ids) in out.iter_mut().zip([&pair.old, &pair.new]) {
            set.extend(ids.iter().map(String::as_str));
        }
    }
    out
}
