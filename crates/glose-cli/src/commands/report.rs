//! `glose report`: the main job, a circular in, the annex out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ArgMatches;
use glose_report::{ReportFormat, ReportOptions, Subject};

use crate::outputs::{self, Output};
use crate::reading::{self, Read, Reading};
use crate::reporting;
use crate::status::{Outcome, Status};
use crate::{args, console, inputs, many};

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    let Some(reading) = Reading::new(matches, status) else { return };
    let Some(grid) = reading::grid(matches, status) else { return };
    let Some(options) = reporting::options(matches, status) else { return };
    let Some(jobs) = jobs(matches, status) else { return };
    let bar = many::bar(jobs.len(), status.quiet());
    let terminal = console::for_messages();
    let index = index(matches, &jobs, status);
    let mut entries = Vec::new();
    let mut left_out = Vec::new();
    let work = |job: &Job| {
        if !job.output.check(status) {
            return None;
        }
        let read = reading.analyze(&job.input, &grid)?;
        let Read { input, extraction, analysis } = &read;
        let subject = Subject {
            document: &extraction.document,
            raw_pages: &extraction.raw_pages,
            analysis,
            source: &input.bytes,
        };
        let options = ReportOptions { password: reading.password_of(&job.input), ..options.clone() };
        let verified = reporting::made(&input.name, glose_report::verify(&subject), status)?;
        let made = glose_report::write(&verified, job.format, &options);
        let bytes = reporting::made(&input.name, made, status)?;
        let summary = glose_report::terminal_summary(&verified, &options, terminal);
        let summary = reporting::made(&input.name, summary, status).unwrap_or_default();
        let entry = match &job.output {
            Output::File { path, .. } if index.is_some() => {
                let entry = glose_report::index_entry(&verified, &inputs::bare_name(path), &options);
                reporting::made(&input.name, entry, status)
            }
            _ => None,
        };
        Some((summary, bytes, entry))
    };
    many::in_order(&jobs, work, |job, made| {
        bar.inc(1);
        let Some((summary, bytes, entry)) = made else {
            left_out.push(inputs::bare_name(&job.input));
            return;
        };
        if job.output.write(&bytes, status)
            && let Output::File { path, .. } = &job.output
        {
            entries.extend(entry);
            bar.suspend(|| {
                status.note_with(&summary);
                status.note("output-done", &[("file", &path.display().to_string())]);
            });
        }
    });
    bar.finish_and_clear();
    if let Some(index) = index.filter(|_| !entries.is_empty()) {
        let page = glose_report::index_page(&entries, &left_out, &options);
        if let Some(page) = reporting::made(INDEX, page, status) {
            index.write(&page, status);
        }
    }
}

/// The page that leads to the reports of a folder.
const INDEX: &str = "index.html";

/// Where the index goes: beside the reports, when several go to a folder that was asked for.
fn index(matches: &ArgMatches, jobs: &[Job], status: &Status) -> Option<Output> {
    let given = args::path(matches, "output").filter(|_| jobs.len() > 1)?;
    let index = Output::File { path: given.join(INDEX), force: matches.get_flag("force") };
    // A folder that is not there is told once, of the first report.
    (given.is_dir() && index.check(status)).then_some(index)
}

/// One file to read and the report to write of it.
struct Job {
    input: PathBuf,
    output: Output,
    format: ReportFormat,
}

/// What is to be written where, settled before anything is read.
fn jobs(matches: &ArgMatches, status: &Status) -> Option<Vec<Job>> {
    let files = args::paths(matches, "files");
    let force = matches.get_flag("force");
    let given = args::path(matches, "output");
    let folder = match &given {
        None => Some(PathBuf::new()),
        Some(path) if path.is_dir() || path.to_string_lossy().ends_with(['/', '\\']) => Some(path.clone()),
        Some(_) => None,
    };
    if let Some(folder) = folder {
        // A folder that was named as one is made; where it cannot be, each report says so.
        if given.is_some() && !folder.exists() {
            std::fs::create_dir(&folder).ok();
        }
        let mut taken = BTreeSet::new();
        let job = |input: PathBuf| {
            let path = folder.join(own_name(&input, &mut taken));
            Job { input, output: Output::File { path, force }, format: ReportFormat::Html }
        };
        return Some(files.into_iter().map(job).collect());
    }
    let path = given.unwrap_or_default();
    let shown = path.display().to_string();
    let [input] = &files[..] else {
        status.fail(Outcome::Usage, "usage-many-one", &[("file", &shown)]);
        return None;
    };
    let format = reporting::format(&path, status)?;
    Some(vec![Job { input: input.clone(), output: Output::new(Some(path), force), format }])
}

/// `NAME.rapport.html`; a second file of the same name is `NAME-2.rapport.html`.
fn own_name(input: &Path, taken: &mut BTreeSet<String>) -> String {
    let name = inputs::bare_name(input);
    let stem = outputs::stem(&name);
    let mut free = stem.to_owned();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        free = format!("{stem}-{count}");
    }
    format!("{free}.rapport.html")
}

#[cfg(test)]
mod tests {
    use super::own_name;
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn two_files_of_one_name_get_two_reports() {
        let mut taken = BTreeSet::new();
        assert_eq!(own_name(Path::new("2015/note.pdf"), &mut taken), "note.rapport.html");
        assert_eq!(own_name(Path::new("2021/note.docx"), &mut taken), "note-2.rapport.html");
    }
}
