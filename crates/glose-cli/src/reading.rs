//! From a path to an extraction or an analysis, under the options of the command line.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use clap::ArgMatches;
use clap::parser::ValueSource;
use glose_extract::Extraction;
use glose_extract::ocr::OcrMode;
use glose_grid::Grid;
use glose_model::messages;
use glose_model::{Analysis, OptionsUsed};

use crate::inputs::{self, Input};
use crate::ocr::Tesseract;
use crate::status::{Outcome, Status};
use crate::{args, console};

/// How to read the files of a run, resolved once from the command line.
#[derive(Debug)]
pub(crate) struct Reading<'s> {
    /// Where messages go.
    pub(crate) status: &'s Status,
    /// Largest file, in bytes.
    max_size: u64,
    options: glose_extract::Options,
    ocr: Tesseract,
    /// The options that the outputs of this run name.
    used: OptionsUsed,
    /// Passwords asked for on the terminal, by file: one question at a time, each file once.
    prompt: Mutex<BTreeMap<PathBuf, Option<String>>>,
}

impl<'s> Reading<'s> {
    /// The reading options of `matches`; `None`, said, where they make no sense.
    pub(crate) fn new(matches: &ArgMatches, status: &'s Status) -> Option<Self> {
        let number = |name: &str, default| matches.get_one::<u64>(name).copied().unwrap_or(default);
        let pages = match args::text(matches, "pages") {
            None => None,
            Some(list) => match page_list(list) {
                Some(pages) => Some(pages),
                None => {
                    status.fail(Outcome::Usage, "usage-pages", &[("value", list)]);
                    return None;
                }
            },
        };
        let max_size = number("max-size", 512).saturating_mul(1 << 20);
        Some(Self {
            status,
            max_size,
            options: glose_extract::Options {
                lang: status.lang,
                password: args::text(matches, "password").map(str::to_owned),
                ocr: match args::text(matches, "ocr") {
                    Some("always") => OcrMode::Always,
                    Some("never") => OcrMode::Never,
                    _ => OcrMode::Auto,
                },
                pages,
                max_pages: usize::try_from(number("max-pages", 2000)).unwrap_or(usize::MAX),
                max_decoded: usize::try_from(max_size.saturating_mul(2)).unwrap_or(usize::MAX),
            },
            used: used(matches),
            prompt: Mutex::new(BTreeMap::new()),
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
        let mut extraction = self.guard(&input.name, || self.opened(path, &input))?;
        extraction.document.options.clone_from(&self.used);
        self.status.diagnostics(&input.name, &extraction.document.diagnostics);
        Some((input, extraction))
    }

    /// The extraction of `input`, with a password asked for where one is needed and there is
    /// someone to ask.
    fn opened(&self, path: &Path, input: &Input) -> Result<Extraction, String> {
        let read = |options: &glose_extract::Options| {
            glose_extract::extract(&input.bytes, &input.name, options, Some(&self.ocr))
        };
        let first = read(&self.options);
        let needed = first.as_ref().is_err_and(|e| e.code == "pdf-needs-password");
        if !needed || !console::can_ask() {
            return first.map_err(|e| e.message);
        }
        match self.asked(path, &input.name) {
            None => first.map_err(|e| e.message),
            password => read(&glose_extract::Options { password, ..self.options.clone() }).map_err(|e| e.message),
        }
    }

    /// The password of the file at `path`, as typed on the terminal; nothing shows.
    fn asked(&self, path: &Path, name: &str) -> Option<String> {
        let mut known = self.prompt.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(password) = known.get(path) {
            return password.clone();
        }
        let question = messages::text(self.status.lang, "password-prompt", &[("file", name)]);
        let password = rpassword::prompt_password(question).ok().filter(|p| !p.is_empty());
        known.insert(path.to_owned(), password.clone());
        password
    }

    /// The password that opened the file at `path`: that of `--password`, or the one typed.
    pub(crate) fn password_of(&self, path: &Path) -> Option<String> {
        let known = self.prompt.lock().unwrap_or_else(PoisonError::into_inner);
        self.options.password.clone().or_else(|| known.get(path).cloned().flatten())
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

/// The options that an output names so that another can make it again: never a path nor a
/// password, and defaults only where they matter to what was read.
fn used(matches: &ArgMatches) -> OptionsUsed {
    let mut used = OptionsUsed::new();
    let given = |name: &str| matches.try_get_one::<String>(name).ok().flatten().cloned();
    for name in ["lang", "ocr", "ocr-lang", "pages", "form", "date", "what"] {
        let stated = matches.try_contains_id(name).is_ok_and(|there| there);
        let default = stated && matches.value_source(name) == Some(ValueSource::DefaultValue);
        if let Some(value) = given(name).filter(|_| !default || matches!(name, "lang" | "ocr")) {
            used.insert(name.to_owned(), value);
        }
    }
    for name in ["max-pages", "max-size"] {
        if matches.value_source(name) == Some(ValueSource::CommandLine)
            && let Some(value) = matches.get_one::<u64>(name)
        {
            used.insert(name.to_owned(), value.to_string());
        }
    }
    if matches.try_get_one::<bool>("with-furniture").ok().flatten() == Some(&true) {
        used.insert("with-furniture".to_owned(), "true".to_owned());
    }
    if let Ok(Some(concerns)) = matches.try_get_many::<String>("concern") {
        used.insert("concern".to_owned(), concerns.cloned().collect::<Vec<_>>().join(","));
    }
    used
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
    grid_and_source(path, status).map(|(grid, _)| grid)
}

/// The grid in the file `path`, and the text of the file.
pub(crate) fn grid_and_source(path: &Path, status: &Status) -> Option<(Grid, String)> {
    let input = inputs::read(path, GRID_LIMIT, status)?;
    let name = path.display().to_string();
    let Ok(text) = String::from_utf8(input.bytes) else {
        status.fail(Outcome::Unreadable, "grid-not-utf8", &[("file", &name)]);
        return None;
    };
    let colour = console::for_messages().colour;
    let show = |fault: &glose_grid::GridFault| fault.shown(&text, &name, status.lang, colour);
    match Grid::parse(&text, status.lang) {
        Ok(grid) => {
            for warning in &grid.warnings {
                status.note_with(&show(warning));
            }
            Some((grid, text))
        }
        Err(faults) => {
            for fault in &faults {
                status.fail_with(Outcome::Unreadable, &show(fault));
            }
            None
        }
    }
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
