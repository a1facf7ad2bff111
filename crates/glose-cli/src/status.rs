//! What the program says at its end: messages on standard error, and an exit status.

use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use glose_model::messages::{self, Lang};
use glose_model::{Diagnostic, Severity};

/// Exit statuses of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Done, but something asked for could not be had.
    Partial = 1,
    /// Wrong usage.
    Usage = 2,
    /// An input could not be read.
    Unreadable = 3,
}

/// Collects what went wrong while the rest goes on; shared by the threads of a run.
#[derive(Debug)]
pub(crate) struct Status {
    /// Language of the messages.
    pub(crate) lang: Lang,
    quiet: bool,
    partial: AtomicBool,
    usage: AtomicBool,
    unreadable: AtomicBool,
}

impl Status {
    pub(crate) fn new(lang: Lang, quiet: bool) -> Self {
        Self {
            lang,
            quiet,
            partial: AtomicBool::new(false),
            usage: AtomicBool::new(false),
            unreadable: AtomicBool::new(false),
        }
    }

    /// Says the message `code`, and remembers the outcome.
    pub(crate) fn fail(&self, outcome: Outcome, code: &str, args: &[(&str, &str)]) {
        self.fail_with(outcome, &messages::text(self.lang, code, args));
    }

    /// Says `message` as it is, and remembers the outcome.
    pub(crate) fn fail_with(&self, outcome: Outcome, message: &str) {
        match outcome {
            Outcome::Partial => &self.partial,
            Outcome::Usage => &self.usage,
            Outcome::Unreadable => &self.unreadable,
        }
        .store(true, Ordering::Relaxed);
        self.print(message);
    }

    /// Says something that is no failure, unless the user wants quiet.
    pub(crate) fn note(&self, code: &str, args: &[(&str, &str)]) {
        self.note_with(&messages::text(self.lang, code, args));
    }

    /// Says `message` as it is, unless the user wants quiet.
    pub(crate) fn note_with(&self, message: &str) {
        if !self.quiet {
            self.print(message);
        }
    }

    /// Says the warnings and errors of a document, with its name.
    pub(crate) fn diagnostics(&self, file: &str, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics.iter().filter(|d| d.severity != Severity::Info) {
            let args = [("file", file), ("message", diagnostic.message.as_str())];
            self.note("file-message", &args);
        }
    }

    /// Whether the user wants nothing but failures.
    pub(crate) fn quiet(&self) -> bool {
        self.quiet
    }

    #[expect(clippy::print_stderr, reason = "the one place that speaks to the user")]
    fn print(&self, message: &str) {
        eprintln!("{message}");
    }

    /// The exit status: the highest wins in the order 2, 3, 1.
    pub(crate) fn code(&self) -> ExitCode {
        let worst =
            [(&self.usage, Outcome::Usage), (&self.unreadable, Outcome::Unreadable), (&self.partial, Outcome::Partial)];
        let found = worst.iter().find(|(flag, _)| flag.load(Ordering::Relaxed));
        ExitCode::from(found.map_or(0, |(_, outcome)| *outcome as u8))
    }

    /// Whether nothing went wrong so far.
    pub(crate) fn clean(&self) -> bool {
        self.code() == ExitCode::SUCCESS
    }
}
