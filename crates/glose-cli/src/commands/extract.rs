//! `glose extract`: what the documents say.

use clap::ArgMatches;
use glose_model::Document;

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
    let furniture = matches.get_flag("with-furniture");
    let format = args::text(matches, "format").unwrap_or("text");
    let several = files.len() > 1;
    let work = |path: &std::path::PathBuf| {
        let (_, extraction) = reading.extract(path)?;
        let mut document = extraction.document;
        if !furniture {
            document.blocks.retain(|b| b.kind != glose_model::BlockKind::Furniture);
        }
        Some(written(&document, format, several))
    };
    many::into(&output, &files, status, work);
}

/// A document in `format`; the text of one among several stands under its name.
fn written(document: &Document, format: &str, several: bool) -> Vec<u8> {
    let text = match format {
        "json" => return json_line(document),
        "markdown" => glose_report::extract_markdown(document),
        _ => glose_report::extract_text(document),
    };
    if several { format!("==> {} <==\n{text}\n", document.source.file).into_bytes() } else { text.into_bytes() }
}
