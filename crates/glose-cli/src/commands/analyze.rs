//! `glose analyze`: clauses, concerns, force and findings.

use clap::ArgMatches;

use super::json_line;
use crate::outputs::Output;
use crate::reading::{self, Reading};
use crate::status::Status;
use crate::{args, many};

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    let Some(reading) = Reading::new(matches, status) else { return };
    let Some(grid) = reading::grid(matches, status) else { return };
    let output = Output::new(args::path(matches, "output"), matches.get_flag("force"));
    if !output.check(status) {
        return;
    }
    let files = args::paths(matches, "files");
    let bar = many::bar(files.len(), status.quiet());
    let mut out = Vec::new();
    many::in_order(
        &files,
        |path| reading.analyze(path, &grid).map(|read| json_line(&read.analysis)),
        |_, bytes| {
            bar.inc(1);
            out.extend(bytes.unwrap_or_default());
        },
    );
    bar.finish_and_clear();
    if !out.is_empty() {
        output.write(&out, status);
    }
}
