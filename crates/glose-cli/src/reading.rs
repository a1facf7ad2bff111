//! From a path to an extraction or an analysis, under the options of the command line.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::Duration;

use clap::ArgMatches;
use glose_extract::Extraction;
use glose_extract::ocr::OcrMode;
use glose_grid::Grid;
use glose_model::Analysis;

use crate::args;
use crate::inputs::{self, Input};
use crate::ocr::Tesseract;
use crate::status::{Outcome, Status};

/// How to read the files of a run, resolved once from the command line.
#[derive(Debug)]
pub(crate) struct Reading<'s> {
    /// Where messages go.
    pub(crate) status: &'s Status,
    /// Largest file, in bytes.
    max_size: u64,
    options: glose_extract::Options,
    ocr: Tesseract,
}

impl<'s> Reading<'s> {
    /// The reading options of `matches`; `None`, said, where they make no sense.
    pub(crate) fn new(matches: &ArgMatches, status: &'s Status) -> Option<Self> {
        let number = |name: &str, default| matches.get_one::<u64>(name).copied().unwrap_or(default);
        let _pages = match args::text(matches, "pages") {
            None => None,
            Some(list) => match page_list(list) {
                Some(pages) => Some(pages),
                None => {
                    status.fail(Outcome::Usage, "usage-pages", &[("value", list)]);
                    return None;
                }
            },
        };
        Some(Self {
            status,
            max_size: number("max-size", 512) << 20,
            options: glose_extract::Options {
                lang: status.lang,
                password: args::text(matches, "password").map(str::to_owned),
                ocr: match args::text(matches, "ocr") {
                    Some("always") => OcrMode::Always,
                    Some("never") => OcrMode::Never,
                    _ => OcrMode::Auto,
                },
            },
            ocr: Tesseract::new(
                status.lang,
                args::text(matches, "ocr-lang").unwrap_or("fra"),
                Duration::from_secs(number("ocr-timeout", 60)),
            ),
        })
    }

    /// The document of `path`, and the bytes it was read from; what cannot be read is said.
    pub(crate) fn extract(&self, path: &Path) -> Option<(Input, Extraction)> {
        let input = inputs::read(path, self.max_size, self.status)?;
        let extraction = self.guard(&input.name, || {
            glose_extract::extract(&input.bytes, &input.name, &self.options, Some(&self.ocr)).map_err(|e| e.message)
        })?;
        self.status.diagnostics(&input.name, &extraction.document.diagnostics);
        Some((input, extraction))
    }

    /// The analysis of `path` against `grid`.
    pub(crate) fn analyze(&self, path: &Path, grid: &Grid) -> Option<Read> {
        let (input, extraction) = self.extract(path)?;
        let analysis =
            self.guard(&input.name, || Ok(glose_analyze::analyze(&extraction.document, grid, self.status.lang)))?;
        Some(Read { input, extraction, analysis })
    }

    /// Runs `work` on one file: a failure, even one of the program itself, is said and stops no
    /// other file.
    pub(crate) fn guard<T>(&self, file: &str, work: impl FnOnce() -> Result<T, String>) -> Option<T> {
        match catch_unwind(AssertUnwindSafe(work)) {
            Ok(Ok(value)) => Some(value),
            Ok(Err(message)) => {
                self.status.fail(Outcome::Unreadable, "file-message", &[("file", file), ("message", &message)]);
                None
            }
            Err(panic) => {
                let reason = panic
                    .downcast_ref::<&str>()
                    .map(|s| (*s).to_owned())
                    .or_else(|| panic.downcast_ref::<String>().cloned())
                    .unwrap_or_default();
                self.status.fail(Outcome::Unreadable, "internal", &[("file", file), ("reason", &reason)]);
                None
            }
        }
    }
}

/// A file that was read and analysed.
#[derive(Debug)]
pub(crate) struct Read {
    /// Its name and bytes.
    pub(crate) input: Input,
    /// Its document.
    pub(crate) extraction: Extraction,
    /// What it says.
    pub(crate) analysis: Analysis,
}

/// The grid of `--grid`, or the program's own; its faults are said.
pub(crate) fn grid(matches: &ArgMatches, status: &Status) -> Option<Grid> {
    match args::path(matches, "grid") {
        None => Some(Grid::default_grid(status.lang)),
        Some(path) => grid_of(&path, status),
    }
}

/// Largest file of a grid, in bytes.
const GRID_LIMIT: u64 = 16 << 20;

/// The grid in the file `path`; its faults are said, each at its line and column.
pub(crate) fn grid_of(path: &Path, status: &Status) -> Option<Grid> {
    let input = inputs::read(path, GRID_LIMIT, status)?;
    let Ok(text) = String::from_utf8(input.bytes) else {
        status.fail(Outcome::Unreadable, "grid-not-utf8", &[("file", &path.display().to_string())]);
        return None;
    };
    let show = |fault: &glose_grid::GridFault| shown(fault, path);
    match Grid::parse(&text, status.lang) {
        Ok(grid) => {
            for warning in &grid.warnings {
                status.note_with(&show(warning));
            }
            Some(grid)
        }
        Err(faults) => {
            for fault in &faults {
                status.fail_with(Outcome::Unreadable, &show(fault));
            }
            None
        }
    }
}

/// A fault with its place.
fn shown(fault: &glose_grid::GridFault, path: &Path) -> String {
    let place = fault.place.as_ref().map_or_else(String::new, |p| format!(":{}:{}", p.line, p.column));
    let hint = fault.hint.as_ref().map_or_else(String::new, |h| format!("\n  {h}"));
    format!("{}{place}: {}{hint}", path.display(), fault.message)
}

/// `3-5,8` as pages; `None` where it is no such list.
fn page_list(list: &str) -> Option<BTreeSet<u32>> {
    let mut pages = BTreeSet::new();
    for part in list.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        let (from, to): (u32, u32) = (from.trim().parse().ok()?, to.trim().parse().ok()?);
        if from == 0 || from > to || to > 1_000_000 {
            return None;
        }
        pages.extend(from..=to);
    }
    Some(pages)
}

#[cfg(test)]
mod tests {
    use super::page_list;

    #[test]
    fn a_page_list_names_pages_and_ranges() {
        let pages = |list| page_list(list).map(|p| p.into_iter().collect::<Vec<_>>());
        assert_eq!(pages("3-5,8"), Some(vec![3, 4, 5, 8]));
        assert_eq!(pages("2"), Some(vec![2]));
        for bad in ["", "0", "5-3", "a", "1-", "1;2"] {
            assert_eq!(pages(bad), None, "{bad}");
        }
    }
}
