//! Outputs: whole or not at all, and never over an existing file unless the user says so.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::status::{Outcome, Status};

/// Where an output goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Output {
    /// Standard output.
    Stdout,
    /// A file; written over only when `force` is set.
    File {
        /// Its path.
        path: PathBuf,
        /// Whether an existing file may be replaced.
        force: bool,
    },
}

impl Output {
    /// `-o PATH`, `-` or nothing for standard output.
    pub(crate) fn new(path: Option<PathBuf>, force: bool) -> Self {
        match path {
            Some(path) if path.as_os_str() != "-" => Self::File { path, force },
            _ => Self::Stdout,
        }
    }

    /// Whether the output can be written, before the work is done; says why when it cannot.
    pub(crate) fn check(&self, status: &Status) -> bool {
        let Self::File { path, force } = self else { return true };
        let folder = folder_of(path);
        let code = if path.is_dir() {
            "output-is-folder"
        } else if !folder.is_dir() {
            "output-no-folder"
        } else if path.exists() && !force {
            "output-exists"
        } else {
            return true;
        };
        let folder = folder.display().to_string();
        status.fail(Outcome::Partial, code, &[("file", &path.display().to_string()), ("folder", &folder)]);
        false
    }

    /// Writes `bytes`; what cannot be written is said, and is the status.
    pub(crate) fn write(&self, bytes: &[u8], status: &Status) -> bool {
        let Some(mut sink) = self.open(status) else { return false };
        sink.push(bytes);
        sink.finish()
    }

    /// Opens the output for results that come one by one; said when that cannot be.
    pub(crate) fn open<'o>(&'o self, status: &'o Status) -> Option<Sink<'o>> {
        let mut sink = Sink { output: self, status, file: None, failed: false };
        if let Self::File { path, .. } = self {
            match temporary(folder_of(path)) {
                Ok(file) => sink.file = Some(file),
                Err(error) => {
                    sink.fail(&error);
                    return None;
                }
            }
        }
        Some(sink)
    }
}

/// An open output: standard output as it goes, or a file that is put in place at the end.
pub(crate) struct Sink<'o> {
    output: &'o Output,
    status: &'o Status,
    file: Option<tempfile::NamedTempFile>,
    failed: bool,
}

impl Sink<'_> {
    /// Writes some more; after a failure nothing more is tried.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if self.failed {
            return;
        }
        let done = match &mut self.file {
            Some(file) => file.write_all(bytes),
            None => write_stdout(bytes),
        };
        if let Err(error) = done {
            self.fail(&error);
        }
    }

    /// Puts a file in place in one step; whether all was written.
    pub(crate) fn finish(mut self) -> bool {
        if let (Some(file), Output::File { path, force }, false) = (self.file.take(), self.output, self.failed) {
            let kept = file.as_file().sync_all().and_then(|()| {
                let kept = if *force { file.persist(path) } else { file.persist_noclobber(path) };
                kept.map(|_| ()).map_err(|e| e.error)
            });
            if let Err(error) = kept {
                self.fail(&error);
            }
        }
        !self.failed
    }

    fn fail(&mut self, error: &io::Error) {
        self.failed = true;
        let name = match self.output {
            Output::Stdout => "stdout".to_owned(),
            Output::File { path, .. } => path.display().to_string(),
        };
        let code = match error.kind() {
            io::ErrorKind::AlreadyExists => "output-exists",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "output-forbidden",
            io::ErrorKind::StorageFull => "output-full",
            _ => "output-failed",
        };
        self.status.fail(Outcome::Partial, code, &[("file", &name), ("reason", &error.to_string())]);
    }
}

/// The folder that `path` stands in; the current one for a bare name.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Writes to standard output; a reader that has gone away is not an error.
fn write_stdout(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// A file beside the target, with the rights that a new file gets.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".glose-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// A bare file name without its extension; standard input has a name of its own.
pub(crate) fn stem(name: &str) -> &str {
    match name.rsplit_once('.') {
        _ if name == "-" => "entree-standard",
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}
