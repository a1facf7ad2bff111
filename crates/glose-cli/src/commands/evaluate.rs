//! `glose evaluate`: the program against labelled documents, or two sets of labels against each
//! other.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use glose_evaluate::{Evaluation, Gold, GoldComparison};
use glose_grid::Grid;

use super::json_line;
use crate::args;
use crate::outputs::Output;
use crate::reading::{self, Reading};
use crate::status::{Outcome, Status};

/// Errors of each kind that `--errors` shows.
const WORST: usize = 40;

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    let Some(reading) = Reading::new(matches, status) else { return };
    let Some(grid) = reading::grid(matches, status) else { return };
    let Some(folder) = args::path(matches, "folder") else { return };
    let json = args::text(matches, "format") == Some("json");
    let output = match args::path(matches, "agreement") {
        Some(other) => agreement(&folder, &other, json, status),
        None => figures(matches, &reading, &grid, &folder, json),
    };
    if let Some(bytes) = output {
        Output::Stdout.write(&bytes, status);
    }
}

fn figures(matches: &ArgMatches, reading: &Reading<'_>, grid: &Grid, folder: &Path, json: bool) -> Option<Vec<u8>> {
    let status = reading.status;
    let what: Vec<&String> = matches.get_many::<String>("what").into_iter().flatten().collect();
    let wants = |name: &str| what.iter().any(|w| *w == name);
    let labels = labels(folder, ".gold.json", status)?;
    let mut evaluation = Evaluation::default();
    for path in &labels {
        let Some(gold) = parsed(path, status, Gold::parse) else { continue };
        let Some(read) = reading.analyze(&folder.join(&gold.document), grid) else { continue };
        if wants("extract") {
            evaluation.extracted(&gold, &read.extraction.document);
        }
        if wants("analyze") {
            evaluation.analysed(&gold, &read.analysis);
        }
    }
    if wants("compare") {
        for path in listed(folder, ".compare.json") {
            let Some(gold) = parsed(&path, status, GoldComparison::parse) else { continue };
            let side = |name: &str| reading.analyze(&folder.join(name), grid);
            let (Some(old), Some(new)) = (side(&gold.old), side(&gold.new)) else { continue };
            let comparison = glose_compare::compare(&old.analysis, &new.analysis, grid, status.lang);
            evaluation.compared(&gold, &comparison);
        }
    }
    let figures = evaluation.figures();
    let worst = if matches.get_flag("errors") { WORST } else { 0 };
    Some(if json { json_line(&figures) } else { glose_evaluate::table(&figures, worst, status.lang).into_bytes() })
}

fn agreement(first: &Path, second: &Path, json: bool, status: &Status) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for path in labels(first, ".gold.json", status)? {
        let twin = second.join(path.file_name()?);
        if !twin.is_file() {
            continue;
        }
        let (Some(a), Some(b)) = (parsed(&path, status, Gold::parse), parsed(&twin, status, Gold::parse)) else {
            continue;
        };
        let agreement = glose_evaluate::agreement(&a, &b);
        if json {
            out.extend(json_line(&agreement));
        } else {
            out.extend(format!("{}\n", a.document).into_bytes());
            out.extend(glose_evaluate::agreement_table(&agreement, status.lang).into_bytes());
        }
    }
    Some(out)
}

/// The files of `folder` whose name ends so, by name; said when there are none.
fn labels(folder: &Path, ending: &str, status: &Status) -> Option<Vec<PathBuf>> {
    let found = listed(folder, ending);
    if found.is_empty() {
        status.fail(Outcome::Unreadable, "input-no-documents", &[("file", &folder.display().to_string())]);
        return None;
    }
    Some(found)
}

fn listed(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> =
        entries.filter_map(|e| Some(e.ok()?.path())).filter(|p| p.to_string_lossy().ends_with(ending)).collect();
    paths.sort();
    paths
}

fn parsed<T, E: std::fmt::Display>(path: &Path, status: &Status, parse: impl Fn(&str) -> Result<T, E>) -> Option<T> {
    let said = |reason: String| {
        let args = [("file", &*path.display().to_string()), ("reason", &*reason)];
        status.fail(Outcome::Unreadable, "input-bad-labels", &args);
    };
    let text = std::fs::read_to_string(path).map_err(|e| said(e.to_string())).ok()?;
    parse(&text).map_err(|e| said(e.to_string())).ok()
}
