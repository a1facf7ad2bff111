//! `glose compare`: what changed between successive texts.

use std::process::ExitCode;

use clap::ArgMatches;

use super::json_line;
use crate::outputs::Output;
use crate::reading::{self, Reading};
use crate::status::Status;
use crate::{args, many};

pub(crate) fn run(matches: &ArgMatches, status: &Status) -> Option<ExitCode> {
    let reading = Reading::new(matches, status)?;
    let grid = reading::grid(matches, status)?;
    let output = Output::new(args::path(matches, "output"), matches.get_flag("force"));
    if !output.check(status) {
        return None;
    }
    let mut analyses = Vec::new();
    many::in_order(
        &args::paths(matches, "files"),
        |path| reading.analyze(path, &grid),
        |_, read| analyses.extend(read.map(|r| r.analysis)),
    );
    if !status.clean() {
        return None;
    }
    if let [old, new] = &analyses[..] {
        let comparison = glose_compare::compare(old, new, &grid, status.lang);
        output.write(&json_line(&comparison), status);
    }
    None
}
