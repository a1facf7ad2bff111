//! `glose schema`: the JSON Schemas of what the program writes.

use clap::ArgMatches;
use glose_model::{Analysis, Comparison, Document, Ledger};
use schemars::schema_for;

use crate::args;
use crate::outputs::Output;
use crate::status::Status;

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    let schema = match args::text(matches, "schema-of") {
        Some("analysis") => schema_for!(Analysis),
        Some("comparison") => schema_for!(Comparison),
        Some("ledger") => schema_for!(Ledger),
        _ => schema_for!(Document),
    };
    print(&schema, status);
}

/// Prints a schema, indented: it is read by people too.
pub(crate) fn print(schema: &schemars::Schema, status: &Status) {
    let mut bytes = serde_json::to_vec_pretty(schema).unwrap_or_default();
    bytes.push(b'\n');
    Output::Stdout.write(&bytes, status);
}
