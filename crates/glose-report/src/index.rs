//! The first page of a folder of reports: each text, its points counted, and the way to its report.

use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::{ReportError, ReportOptions, Verified, annex, templates};

/// A report in a folder, as the index tells of it.
#[derive(Clone, Debug, Serialize)]
pub struct IndexEntry {
    /// The file of the report, beside the index.
    href: String,
    head: annex::Head,
    /// Sign and number of points of each section of the annex.
    counts: Vec<(String, usize)>,
}

#[derive(Serialize)]
struct Index<'e> {
    lang: &'static str,
    title: String,
    authors: Option<String>,
    logo: Option<String>,
    program: String,
    columns: Vec<(String, String)>,
    texts: &'e [IndexEntry],
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
        counts: annex.sections.iter().map(|s| (s.id.to_owned(), s.points.len())).collect(),
        head: annex.head,
    })
}

/// The page that leads to the reports of `entries`, in their order.
///
/// # Errors
/// When a template or the words table of `options` has a fault.
pub fn index_page(entries: &[IndexEntry], options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
    let words = templates::words(options)?;
    let program = glose_model::Program::default();
    let columns = entries.first().map(|e| e.counts.iter().map(|(id, _)| id.clone()).collect()).unwrap_or_default();
    let columns: Vec<String> = columns;
    let index = Index {
        lang: if words.lang == glose_model::messages::Lang::Fr { "fr" } else { "en" },
        title: options.title.clone().unwrap_or_else(|| words.get("index-title")),
        authors: options.authors.clone(),
        logo: options.logo.as_ref().and_then(crate::Logo::data_uri),
        program: format!("{} {}", program.name, program.version),
        columns: columns.into_iter().map(|id| (words.get(&format!("section-{id}")), id)).collect(),
        texts: entries,
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
