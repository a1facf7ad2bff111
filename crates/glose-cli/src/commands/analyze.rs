//! `glose analyze`: clauses, concerns, force, values and findings; or the passages on some
//! concerns over many texts.

use clap::ArgMatches;
use glose_grid::Grid;
use glose_report::{ReportOptions, Terminal};

use super::json_line;
use crate::outputs::Output;
use crate::reading::{self, Read, Reading};
use crate::status::{Outcome, Status};
use crate::{args, console, many};

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    let Some(reading) = Reading::new(matches, status) else { return };
    let Some(grid) = reading::grid(matches, status) else { return };
    let Some(concerns) = concerns(matches, &grid, status) else { return };
    let output = Output::new(args::path(matches, "output"), matches.get_flag("force"));
    if !output.check(status) {
        return;
    }
    let format = args::text(matches, "format").unwrap_or("table");
    let options = ReportOptions::new(status.lang);
    let files = args::paths(matches, "files");
    let terminal = console::for_output(&output);
    let table = Table { options, terminal, several: files.len() > 1 };
    many::into(&output, &files, status, |path| {
        let mut read = reading.analyze(path, &grid)?;
        if !concerns.is_empty() {
            read.analysis.clauses.retain(|c| concerns.iter().any(|id| c.concerns(id)));
            read.analysis.findings.retain(|f| concerns.contains(&f.concern));
        }
        written(&read, format, &table, files.first() == Some(path), status)
    });
}

/// How the tables of a run look.
struct Table {
    options: ReportOptions,
    terminal: Terminal,
    several: bool,
}

/// An analysis in `format`; only the first CSV has its header line, and each table of several
/// stands under the name of its file.
fn written(read: &Read, format: &str, table: &Table, first: bool, status: &Status) -> Option<Vec<u8>> {
    let (document, analysis, options) = (&read.extraction.document, &read.analysis, &table.options);
    match format {
        "json" => Some(json_line(analysis)),
        "table" => {
            let lines = glose_report::terminal_clauses(document, analysis, None, options, table.terminal);
            let lines = crate::reporting::made(&read.input.name, lines, status)?;
            let name = &read.input.name;
            Some(if table.several { format!("==> {name} <==\n{lines}\n") } else { lines }.into_bytes())
        }
        _ => {
            let table = glose_report::clauses_csv(document, analysis, options).map(String::into_bytes);
            let mut bytes = crate::reporting::made(&read.input.name, table, status)?;
            if !first {
                let header = bytes.iter().position(|b| *b == b'\n').map_or(0, |at| at + 1);
                bytes.drain(..header);
            }
            Some(bytes)
        }
    }
}

/// The concerns of `--concern`, all known to the grid.
fn concerns(matches: &ArgMatches, grid: &Grid, status: &Status) -> Option<Vec<String>> {
    let wanted: Vec<String> = matches.get_many("concern").into_iter().flatten().cloned().collect();
    let known: Vec<&str> = grid.head.concerns.iter().map(|c| c.id.as_str()).collect();
    for id in &wanted {
        if !known.contains(&id.as_str()) {
            status.fail(Outcome::Usage, "usage-concern", &[("value", id), ("known", &known.join(", "))]);
            return None;
        }
    }
    Some(wanted)
}
