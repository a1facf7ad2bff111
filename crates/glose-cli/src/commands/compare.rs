//! `glose compare`: what changed between successive texts.

use std::process::ExitCode;

use clap::ArgMatches;
use glose_grid::Grid;
use glose_model::{Change, Comparison};
use glose_report::{Compared, ReportFormat, ReportOptions, TextOf};

use super::json_line;
use crate::outputs::Output;
use crate::reading::{self, Read, Reading};
use crate::status::Status;
use crate::{args, many, reporting};

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
    let json = args::text(matches, "format") == Some("json");
    let (bytes, change) = compared(&reads, &grid, format, json, &options, status);
    let written = bytes.is_some_and(|bytes| output.write(&bytes, status));
    let wanted = matches.get_flag("exit-code") && written && status.clean();
    wanted.then(|| ExitCode::from(exit_code(change)))
}

/// What is to be written of the texts, and how deep the deepest change goes.
fn compared(
    reads: &[Read],
    grid: &Grid,
    format: Option<ReportFormat>,
    json: bool,
    options: &ReportOptions,
    status: &Status,
) -> (Option<Vec<u8>>, Change) {
    let texts: Vec<TextOf<'_>> =
        reads.iter().map(|r| TextOf { document: &r.extraction.document, raw_pages: &r.extraction.raw_pages }).collect();
    let write = |compared: Compared<'_>, line: &dyn Fn() -> Vec<u8>| match format {
        _ if json => Some(line()),
        Some(format) => {
            let names: Vec<&str> = reads.iter().map(|r| r.input.name.as_str()).collect();
            let made = glose_report::compare_report(compared, &texts, &grid.head, format, options);
            reporting::made(&names.join(", "), made, status)
        }
        None => Some(line()),
    };
    if let [old, new] = reads {
        let comparison = glose_compare::compare(&old.analysis, &new.analysis, grid, status.lang);
        let change = deepest(&comparison);
        return (write(Compared::Pair(&comparison), &|| json_line(&comparison)), change);
    }
    status.fail(crate::status::Outcome::Partial, "format-not-built", &[]);
    (None, Change::None)
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
