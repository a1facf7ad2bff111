//! `glose compare`: what changed between successive texts.

use std::process::ExitCode;

use clap::ArgMatches;
use glose_grid::Grid;
use glose_model::{Analysis, Change, Comparison};
use glose_report::{Compared, ReportError, ReportFormat, ReportOptions, Terminal, TextOf};

use super::json_line;
use crate::outputs::Output;
use crate::reading::{self, Read, Reading};
use crate::status::Status;
use crate::{args, console, many, reporting};

pub(crate) fn run(matches: &ArgMatches, status: &Status) -> Option<ExitCode> {
    let reading = Reading::new(matches, status)?;
    let grid = reading::grid(matches, status)?;
    let options = reporting::options(matches, status)?;
    let path = args::path(matches, "output");
    let format = match &path {
        Some(path) if path.as_os_str() != "-" => Some(reporting::format(path, status)?),
        _ => None,
    };
    let output = Output::new(path, matches.get_flag("force"));
    if !output.check(status) {
        return None;
    }
    let files = args::paths(matches, "files");
    let bar = many::bar(files.len(), status.quiet());
    let mut reads = Vec::new();
    many::in_order(
        &files,
        |path| reading.analyze(path, &grid),
        |_, read| {
            bar.inc(1);
            reads.extend(read);
        },
    );
    bar.finish_and_clear();
    if reads.len() < files.len() {
        return None;
    }
    let shape = match format {
        _ if args::text(matches, "format") == Some("json") => Shape::Line,
        Some(format) => Shape::Report(format),
        None => Shape::Table(console::for_output(&output)),
    };
    let (bytes, change) = compared(&reads, &grid, shape, &options, status);
    let written = bytes.is_some_and(|bytes| output.write(&bytes, status));
    let wanted = matches.get_flag("exit-code") && written && status.clean();
    wanted.then(|| ExitCode::from(exit_code(change)))
}

/// What is written of a comparison.
#[derive(Clone, Copy)]
enum Shape {
    /// One line of JSON.
    Line,
    /// What a terminal shows.
    Table(Terminal),
    /// A file to read.
    Report(ReportFormat),
}

/// What is to be written of the texts, and how deep the deepest change goes.
fn compared(
    reads: &[Read],
    grid: &Grid,
    shape: Shape,
    options: &ReportOptions,
    status: &Status,
) -> (Option<Vec<u8>>, Change) {
    let texts: Vec<TextOf<'_>> =
        reads.iter().map(|r| TextOf { document: &r.extraction.document, raw_pages: &r.extraction.raw_pages }).collect();
    let made = |compared: Compared<'_>| -> Result<Vec<u8>, ReportError> {
        match (shape, compared) {
            (Shape::Line, Compared::Pair(pair)) => Ok(json_line(pair)),
            (Shape::Line, Compared::Ledger(ledger)) => Ok(json_line(ledger)),
            (Shape::Table(terminal), Compared::Pair(pair)) => {
                glose_report::terminal_comparison(pair, &grid.head, options, terminal).map(String::into_bytes)
            }
            (Shape::Table(terminal), Compared::Ledger(ledger)) => {
                glose_report::terminal_ledger(ledger, &grid.head, options, terminal).map(String::into_bytes)
            }
            (Shape::Report(format), compared) => {
                glose_report::compare_report(compared, &texts, &grid.head, format, options)
            }
        }
    };
    let names: Vec<&str> = reads.iter().map(|r| r.input.name.as_str()).collect();
    let write = |compared| reporting::made(&names.join(", "), made(compared), status);
    if let [old, new] = reads {
        let comparison = glose_compare::compare(&old.analysis, &new.analysis, grid, status.lang);
        return (write(Compared::Pair(&comparison)), deepest(&comparison));
    }
    let analyses: Vec<&Analysis> = reads.iter().map(|r| &r.analysis).collect();
    let ledger = glose_compare::ledger(&analyses, grid, status.lang);
    let change = ledger.comparisons.iter().map(deepest).max().unwrap_or(Change::None);
    (write(Compared::Ledger(&ledger)), change)
}

fn deepest(comparison: &Comparison) -> Change {
    comparison.pairs.iter().map(|p| p.change).max().unwrap_or(Change::None)
}

/// 0 no change, 10 cosmetic only, 11 changes of substance.
fn exit_code(change: Change) -> u8 {
    match change {
        Change::None => 0,
        Change::Cosmetic => 10,
        Change::Factual | Change::Normative => 11,
    }
}
