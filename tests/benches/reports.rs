//! How long each format of a report takes once a long circular is analysed, beside the reading and
//! the analysis of it in the same run. `cargo xtask bench` makes the file and runs this.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a benchmark for the terminal")]

use glose_model::messages::Lang;
use glose_report::{Form, ReportFormat, ReportOptions, Subject};
use std::time::Instant;

const ROUNDS: usize = 15;

/// Median milliseconds of `work`, and what it gave last.
fn timed<T>(mut work: impl FnMut() -> T) -> (f64, T) {
    let mut last = work();
    let mut all: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            last = work();
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    all.sort_by(f64::total_cmp);
    (all[ROUNDS / 2], last)
}

fn main() {
    // `cargo bench` adds a word of its own.
    let Some(path) = std::env::args().skip(1).find(|a| !a.starts_with('-')) else { return };
    let bytes = std::fs::read(&path).unwrap();
    let options = glose_extract::Options::default();
    let (reading, extraction) = timed(|| glose_extract::extract(&bytes, "long.pdf", &options, None).unwrap());
    let grid = glose_grid::Grid::default_grid(Lang::Fr);
    let (analysing, analysis) = timed(|| glose_analyze::analyze(&extraction.document, &grid, Lang::Fr));
    let subject = Subject {
        document: &extraction.document,
        raw_pages: &extraction.raw_pages,
        analysis: &analysis,
        source: &bytes,
    };
    let pages = extraction.document.pages_info.len();
    println!("\nReports of {pages} pages, {} points: median of {ROUNDS} rounds", analysis.findings.len());
    println!("{:24} {:>8} {:>16} {:>8}", "", "ms", "part of reading", "kB");
    let before = reading + analysing;
    println!("{:24} {before:>8.1} {:>16.2}", "reading and analysis", 1.0);
    let (checking, verified) = timed(|| glose_report::verify(&subject).unwrap());
    println!("{:24} {checking:>8.1} {:>16.2}", "finding quotes again", checking / before);
    for (name, format, form) in [
        ("html", ReportFormat::Html, Form::Annexe),
        ("docx", ReportFormat::Docx, Form::Annexe),
        ("docx, marge", ReportFormat::Docx, Form::Marge),
        ("pdf", ReportFormat::Pdf, Form::Annexe),
        ("md", ReportFormat::Markdown, Form::Annexe),
        ("csv", ReportFormat::Csv, Form::Annexe),
        ("jsonld", ReportFormat::JsonLd, Form::Annexe),
        ("json", ReportFormat::Json, Form::Annexe),
    ] {
        let options = ReportOptions { form, ..ReportOptions::new(Lang::Fr) };
        let (writing, made) = timed(|| glose_report::write(&verified, format, &options).unwrap());
        println!("{name:24} {writing:>8.1} {:>16.2} {:>8.0}", writing / before, made.len() as f64 / 1000.0);
    }
}
