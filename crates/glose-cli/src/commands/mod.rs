//! One file a subcommand.

mod analyze;
mod compare;
mod evaluate;
mod explain;
mod extract;
mod grid;
mod report;
mod schema;

use std::process::ExitCode;

use clap::ArgMatches;
use serde::Serialize;

use crate::status::Status;

/// Runs the subcommand; an exit status of its own where it has one, else the run's.
pub(crate) fn run(matches: &ArgMatches, status: &Status) -> Option<ExitCode> {
    match matches.subcommand()? {
        ("extract", m) => extract::run(m, status),
        ("analyze", m) => analyze::run(m, status),
        ("rasterise", m) => {
            let number = |name| m.get_one::<u32>(name).copied().unwrap_or_default();
            return Some(crate::ocr::rasterise::child(number("page"), number("dpi")));
        }
        ("explain", m) => explain::run(m, status),
        ("report", m) => report::run(m, status),
        ("grid", m) => grid::run(m, status),
        ("evaluate", m) => evaluate::run(m, status),
        ("schema", m) => schema::run(m, status),
        ("compare", m) => return compare::run(m, status),
        _ => {}
    }
    None
}

/// `value` as one line of JSON.
fn json_line<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(value).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}
