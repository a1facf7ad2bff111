//! The first page of a folder of reports: each text, its points counted, and the way to its report.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::named::Named;
use crate::{ReportError, ReportOptions, Verified, annex, head, templates};

/// A report in a folder, as the index tells of it.
#[derive(Clone, Debug, Serialize)]
pub struct IndexEntry {
    /// The file of the report, beside the index.
    href: String,
    head: head::Head,
    sha256: String,
    /// Sign and number of points of each section of the annex.
    counts: Vec<(String, usize)>,
    /// Whether it is about something that the grid does not look for.
    off_topic: bool,
    /// What it says of each concern of the grid.
    concerns: Vec<Concern>,
    /// The grid that it was read against, its hash, and the names of its concerns.
    #[serde(skip)]
    grid: (String, String, Vec<Named>),
}

/// A concern in a text.
#[derive(Clone, Debug, Serialize)]
struct Concern {
    total: usize,
    count: String,
    /// How many passages are judged how.
    judged: [(&'static str, usize); 3],
}

#[derive(Serialize)]
struct Index<'e> {
    lang: &'static str,
    title: String,
    authors: Option<String>,
    logo: Option<String>,
    program: String,
    grid: String,
    grid_sha256: String,
    columns: Vec<(String, String)>,
    concerns: &'e [Named],
    texts: &'e [IndexEntry],
    left_out: &'e [String],
}

/// What the index tells of the report of a text in the file `href`.
///
/// # Errors
/// When the words table of `options` has a fault.
pub fn index_entry(verified: &Verified<'_>, href: &str, options: &ReportOptions) -> Result<IndexEntry, ReportError> {
    let words = templates::words(options)?;
    let annex = annex::annex(verified, &words, options);
    Ok(IndexEntry {
        href: encoded(href),
        sha256: annex.colophon.source_sha256,
        counts: annex.sections.iter().map(|s| (s.id.to_owned(), s.points.len())).collect(),
        concerns: annex
            .forces
            .iter()
            .map(|r| Concern {
                total: r.total,
                count: words.count("n-clauses", r.total),
                judged: [("positif", r.positif), ("probleme", r.probleme), ("a-ameliorer", r.a_ameliorer)],
            })
            .collect(),
        off_topic: annex.off_topic,
        grid: (annex.colophon.grid, annex.colophon.grid_sha256, annex.concerns),
        head: annex.head,
    })
}

/// The page that leads to the reports of `entries`, in their order; it names the files that have none, `left_out`.
///
/// # Errors
/// When a template or the words table of `options` has a fault.
pub fn index_page(
    entries: &[IndexEntry],
    left_out: &[String],
    options: &ReportOptions,
) -> Result<Vec<u8>, ReportError> {
    let words = templates::words(options)?;
    let program = glose_model::Program::default();
    let columns = entries.first().map(|e| e.counts.iter().map(|(id, _)| id.clone()).collect()).unwrap_or_default();
    let columns: Vec<String> = columns;
    let (grid, grid_sha256, concerns) = entries.first().map(|e| e.grid.clone()).unwrap_or_default();
    let index = Index {
        grid,
        grid_sha256,
        concerns: &concerns,
        lang: words.tag(),
        title: options.title.clone().unwrap_or_else(|| words.get("index-title")),
        authors: options.authors.clone(),
        logo: options.logo.as_ref().and_then(crate::Logo::data_uri),
        program: format!("{} {}", program.name, program.version),
        columns: columns.into_iter().map(|id| (words.get(&format!("section-{id}")), id)).collect(),
        texts: entries,
        left_out,
    };
    templates::render("index.html", &Value::from(Serde(&index)), &words, options)
}

/// A file name as the path of an address (RFC 3986: unreserved characters stand as they are).
fn encoded(name: &str) -> String {
    let mut out = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn a_file_name_is_a_path() {
        assert_eq!(encoded("note n° 2.rapport.html"), "note%20n%C2%B0%202.rapport.html");
    }
}
