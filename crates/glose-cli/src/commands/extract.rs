//! `glose extract`: what the documents say.

use clap::ArgMatches;

use super::json_line;
use crate::outputs::Output;
use crate::reading::Reading;
use crate::status::Status;
use crate::{args, many};

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    let Some(reading) = Reading::new(matches, status) else { return };
    let output = Output::new(args::path(matches, "output"), matches.get_flag("force"));
    if !output.check(status) {
        return;
    }
    let files = args::paths(matches, "files");
    let bar = many::bar(files.len(), status.quiet());
    let mut out = Vec::new();
    many::in_order(
        &files,
        |path| reading.extract(path).map(|(_, extraction)| json_line(&extraction.document)),
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
