//! Tables for a spreadsheet (RFC 4180). French ones are cut by « ; » and carry a byte-order mark,
//! as spreadsheets set to French expect; English ones by a comma.

use glose_model::messages::Lang;
use glose_model::{Analysis, Document};

use crate::annex;
use crate::context::{Context, Quote};
use crate::named::key;
use crate::words::Words;
use crate::{Format, ReportError, ReportOptions, Verified, templates};

/// The points of the annex, a line a quote.
pub(crate) struct Csv;

impl Format for Csv {
    fn write(&self, subject: &Verified<'_>, options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
        let words = templates::words(options)?;
        let annex = annex::annex(subject, &words, options);
        let mut table = Table::new(
            &words,
            &[
                "csv-point",
                "csv-id",
                "csv-polarity",
                "csv-kind",
                "csv-concern",
                "csv-role",
                "csv-quote",
                "csv-page",
                "csv-section",
                "csv-why",
                "csv-standards",
                "csv-file",
                "csv-file-sha",
                "csv-grid",
                "csv-program",
            ],
        );
        let made = &annex.colophon;
        let grid = format!("{} ({})", made.grid, made.grid_sha256);
        for (section, point) in annex.sections.iter().flat_map(|s| s.points.iter().map(move |p| (s, p))) {
            let roles = [("quote", &point.quotes), ("exception", &point.exceptions), ("nearest", &point.nearest)];
            let mut lines: Vec<(&str, Option<&Quote>)> =
                roles.iter().flat_map(|(role, quotes)| quotes.iter().map(|q| (*role, Some(q)))).collect();
            if lines.is_empty() {
                lines.push(("none", None));
            }
            for (role, quote) in lines {
                let page = quote.and_then(|q| q.page).map(|p| p.to_string()).unwrap_or_default();
                table.row(&[
                    &point.number.to_string(),
                    &point.id,
                    &section.title,
                    &point.kind_label,
                    &point.concern.label,
                    &words.get(&format!("csv-role-{role}")),
                    quote.map_or("", |q| q.text.as_str()),
                    &page,
                    quote.map_or("", |q| q.section.as_str()),
                    &point.why,
                    &point.standards.join(" ; "),
                    &made.source,
                    &made.source_sha256,
                    &grid,
                    &made.program,
                ]);
            }
        }
        Ok(table.out.into_bytes())
    }
}

/// Every clause, a line each, with its tags, force, values and polarity: what `analyze` prints.
///
/// # Errors
/// When the words table of `options` has a fault.
pub fn clauses_csv(document: &Document, analysis: &Analysis, options: &ReportOptions) -> Result<String, ReportError> {
    let words = templates::words(options)?;
    let context = Context::new(document, analysis, &words);
    let mut table = Table::new(
        &words,
        &[
            "csv-clause",
            "csv-file",
            "csv-page",
            "csv-section",
            "csv-quote",
            "csv-concerns",
            "csv-force",
            "csv-durations",
            "csv-references",
            "csv-polarity",
            "csv-why",
        ],
    );
    for clause in &analysis.clauses {
        let concerns: Vec<String> = clause.concerns.iter().map(|t| context.concern(&t.id).label).collect();
        table.row(&[
            &clause.id,
            &analysis.document.source.file,
            &clause.page.map(|p| p.to_string()).unwrap_or_default(),
            &clause.section,
            &clause.text,
            &concerns.join(" ; "),
            &words.get(&format!("modality-{}", key(&clause.modality))),
            &clause.durations.join(" ; "),
            &clause.references.join(" ; "),
            &words.get(&format!("polarity-{}", key(&clause.polarity))),
            clause.polarity_reason.as_ref().map_or("", |r| r.why.as_str()),
        ]);
    }
    Ok(table.out)
}

struct Table {
    out: String,
    separator: char,
}

impl Table {
    fn new(words: &Words, headers: &[&str]) -> Self {
        let (separator, mark) = if words.lang == Lang::Fr { (';', "\u{feff}") } else { (',', "") };
        let mut table = Self { out: mark.to_owned(), separator };
        let headers: Vec<String> = headers.iter().map(|h| words.get(h)).collect();
        table.row(&headers.iter().map(String::as_str).collect::<Vec<_>>());
        table
    }

    fn row(&mut self, cells: &[&str]) {
        for (i, cell) in cells.iter().enumerate() {
            if i > 0 {
                self.out.push(self.separator);
            }
            // A spreadsheet would run a cell that begins so as a formula.
            let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
            if guard.is_empty() && !cell.contains([self.separator, '"', '\n', '\r']) {
                self.out.push_str(cell);
            } else {
                self.out.push_str(&format!("\"{guard}{}\"", cell.replace('"', "\"\"")));
            }
        }
        self.out.push_str("\r\n");
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_disarmed() {
        let words = Words::new(Lang::En, None).unwrap();
        let mut table = Table::new(&words, &[]);
        table.out.clear();
        table.row(&["a", "b, \"c\"", "=1+1"]);
        assert_eq!(table.out, "a,\"b, \"\"c\"\"\",\"'=1+1\"\r\n");
    }
}
