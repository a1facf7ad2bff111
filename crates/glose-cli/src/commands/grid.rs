//! `glose grid`: write, check and show a grid of concerns.

use std::path::Path;

use clap::ArgMatches;
use glose_grid::{Grid, GridFile, Usage};

use super::schema;
use crate::outputs::Output;
use crate::reading::{self, Reading};
use crate::status::{Outcome, Status};
use crate::{args, console, many};

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    match matches.subcommand() {
        Some(("new", m)) => new(m, status),
        Some(("check", m)) => check(m, status),
        Some(("show", m)) => show(m, status),
        Some(("schema", _)) => schema::print(&schemars::schema_for!(GridFile), status),
        _ => {}
    }
}

fn new(matches: &ArgMatches, status: &Status) {
    let output = Output::new(args::path(matches, "grid-out"), matches.get_flag("force"));
    if output.check(status)
        && output.write(Grid::STARTER.as_bytes(), status)
        && let Output::File { path, .. } = &output
    {
        status.note("output-done", &[("file", &path.display().to_string())]);
    }
}

fn check(matches: &ArgMatches, status: &Status) {
    let Some(path) = args::path(matches, "grid-file") else { return };
    let Some((grid, source)) = reading::grid_and_source(&path, status) else { return };
    let shown = path.display().to_string();
    if let Some(folder) = args::path(matches, "against") {
        let Some(reading) = Reading::new(matches, status) else { return };
        let Some(usage) = usage(&folder, &grid, &reading) else { return };
        let colour = console::for_messages().colour;
        for fault in usage.faults(&source, status.lang) {
            status.note_with(&fault.shown(&source, &shown, status.lang, colour));
        }
    }
    let count = |n: usize| n.to_string();
    let (concerns, checks) = (count(grid.head.concerns.len()), count(grid.file.check.len()));
    status.note("grid-good", &[("file", &shown), ("concerns", &concerns), ("checks", &checks)]);
}

/// How the terms of `grid` serve in the texts of `folder`.
fn usage<'g>(folder: &Path, grid: &'g Grid, reading: &Reading<'_>) -> Option<Usage<'g>> {
    let status = reading.status;
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let readable = ["pdf", "docx", "odt", "html", "htm", "md", "txt"];
    let mut files: Vec<_> = entries
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().and_then(|e| e.to_str()).is_some_and(|e| readable.contains(&&*e.to_lowercase())))
        .collect();
    files.sort();
    if files.is_empty() {
        status.fail(Outcome::Unreadable, "input-no-texts", &[("file", &folder.display().to_string())]);
        return None;
    }
    let bar = many::bar(files.len(), status.quiet());
    let mut usage = Usage::new(grid);
    many::in_order(
        &files,
        |path| reading.extract(path),
        |_, read| {
            bar.inc(1);
            for block in read.iter().flat_map(|(_, extraction)| extraction.document.body()) {
                usage.add(&block.text);
            }
        },
    );
    bar.finish_and_clear();
    Some(usage)
}

fn show(matches: &ArgMatches, status: &Status) {
    let grid = match args::path(matches, "grid-file") {
        Some(path) => reading::grid_of(&path, status),
        None => Some(Grid::default_grid(status.lang)),
    };
    if let Some(grid) = grid {
        Output::Stdout.write(grid.page(status.lang).as_bytes(), status);
    }
}
