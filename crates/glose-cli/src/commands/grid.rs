//! `glose grid`: write, check and show a grid of concerns.

use clap::ArgMatches;
use glose_grid::{Grid, GridFile};

use super::schema;
use crate::outputs::Output;
use crate::status::Status;
use crate::{args, reading};

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    match matches.subcommand() {
        Some(("check", m)) => check(m, status),
        Some(("schema", _)) => schema::print(&schemars::schema_for!(GridFile), status),
        _ => {}
    }
}

fn check(matches: &ArgMatches, status: &Status) {
    let Some(path) = args::path(matches, "grid-file") else { return };
    let Some(grid) = reading::grid_of(&path, status) else { return };
    let concerns = grid.head.concerns.len().to_string();
    status.note("grid-good", &[("file", &path.display().to_string()), ("concerns", &concerns)]);
}
