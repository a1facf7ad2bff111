//! `glose evaluate`: the program against labelled documents, what the documents teach of each other, or two sets of
//! labels against each other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use glose_evaluate::{Evaluation, Gold, GoldComparison, Labelled, Lesson, lesson};
use glose_grid::Grid;
use glose_model::Document;

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
        None => {
            let evaluation = if matches.get_flag("leave-one-out") {
                left_out(&reading, &grid, &folder)
            } else {
                measured(matches, &reading, &grid, &folder)
            };
            evaluation.map(|e| {
                let (figures, worst) = (e.figures(), if matches.get_flag("errors") { WORST } else { 0 });
                if json {
                    json_line(&figures)
                } else {
                    glose_evaluate::table(&figures, worst, status.lang).into_bytes()
                }
            })
        }
    };
    if let Some(bytes) = output {
        Output::Stdout.write(&bytes, status);
    }
}

fn measured(matches: &ArgMatches, reading: &Reading<'_>, grid: &Grid, folder: &Path) -> Option<Evaluation> {
    let status = reading.status;
    let what: Vec<&String> = matches.get_many::<String>("what").into_iter().flatten().collect();
    let wants = |name: &str| what.iter().any(|w| *w == name);
    let mut evaluation = Evaluation::default();
    let analysis = |document: &Document| glose_analyze::analyze(document, grid, status.lang);
    // Texts that stand among their labels: nothing was extracted.
    let mut written: BTreeMap<String, Labelled> = BTreeMap::new();
    for path in labels(folder, status)? {
        if path.to_string_lossy().ends_with(WRITTEN) {
            let Some(read) = written_labels(&path, status) else { continue };
            if wants("analyze") {
                evaluation.analysed(&read.gold, &analysis(&read.document));
            }
            written.insert(named(&path, WRITTEN), read);
            continue;
        }
        let Some(gold) = parsed(&path, status, Gold::parse) else { continue };
        let Some(read) = reading.analyze(&folder.join(&gold.document), grid) else { continue };
        if wants("extract") {
            evaluation.extracted(&gold, &read.extraction.document);
        }
        if wants("analyze") {
            evaluation.analysed(&gold, &read.analysis);
        }
    }
    if !wants("compare") {
        return Some(evaluation);
    }
    for path in listed(folder, ".compare.json") {
        let Some(gold) = parsed(&path, status, GoldComparison::parse) else { continue };
        let side = |name: &str| reading.analyze(&folder.join(name), grid);
        let (Some(old), Some(new)) = (side(&gold.old), side(&gold.new)) else { continue };
        evaluation.compared(&gold, &glose_compare::compare(&old.analysis, &new.analysis, grid, status.lang));
    }
    for path in listed(folder, PAIRS) {
        let name = named(&path, PAIRS);
        let Some((old, new)) = name.split_once("--") else { continue };
        let (Some(old), Some(new)) = (written.get(old), written.get(new)) else { continue };
        let parse = |text: &str| glose_evaluate::labelled_pairs(text, &old.gold, &new.gold);
        let Some(gold) = parsed(&path, status, parse) else { continue };
        let (old, new) = (analysis(&old.document), analysis(&new.document));
        evaluation.compared(&gold, &glose_compare::compare(&old, &new, grid, status.lang));
    }
    Some(evaluation)
}

/// Each text judged by what the others teach.
fn left_out(reading: &Reading<'_>, grid: &Grid, folder: &Path) -> Option<Evaluation> {
    let status = reading.status;
    let mut lessons = Vec::new();
    for path in labels(folder, status)? {
        let lesson = if path.to_string_lossy().ends_with(WRITTEN) {
            written_labels(&path, status).map(|l| Lesson::new(named(&path, WRITTEN), l.document, l.gold))
        } else {
            parsed(&path, status, Gold::parse).and_then(|gold| {
                let (_, extraction) = reading.extract(&folder.join(&gold.document))?;
                Some(Lesson::new(named(&path, GOLD), extraction.document, gold))
            })
        };
        lessons.extend(lesson);
    }
    if lesson::families(&lessons).iter().all(|f| *f == 0) {
        status.fail(Outcome::Unreadable, "input-one-family", &[("file", &folder.display().to_string())]);
        return None;
    }
    Some(lesson::leave_one_out(&lessons, grid))
}

fn agreement(first: &Path, second: &Path, json: bool, status: &Status) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    for path in labels(first, status)? {
        let twin = second.join(path.file_name()?);
        if !twin.is_file() {
            continue;
        }
        let gold = |path: &Path| {
            if path.to_string_lossy().ends_with(WRITTEN) {
                written_labels(path, status).map(|l| l.gold)
            } else {
                parsed(path, status, Gold::parse)
            }
        };
        let (Some(a), Some(b)) = (gold(&path), gold(&twin)) else { continue };
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

/// How the name of a file of labels ends that stands beside its document.
const GOLD: &str = ".gold.json";
/// How the name of a file ends in which text and labels stand together.
const WRITTEN: &str = ".labels.txt";
/// How the name of a file ends that says what changed between two of these.
const PAIRS: &str = ".pairs.txt";

/// The name of a file without its ending.
fn named(path: &Path, ending: &str) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    name.strip_suffix(ending).map_or(name.clone(), str::to_owned)
}

fn written_labels(path: &Path, status: &Status) -> Option<Labelled> {
    parsed(path, status, |text| Labelled::parse(text, &named(path, WRITTEN)))
}

/// The files of labels of `folder`, by name; said when there are none.
fn labels(folder: &Path, status: &Status) -> Option<Vec<PathBuf>> {
    let mut found = listed(folder, GOLD);
    found.extend(listed(folder, WRITTEN));
    found.sort();
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
