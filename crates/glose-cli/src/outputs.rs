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
        let done = match self {
            Self::Stdout => write_stdout(bytes),
            Self::File { path, force } => write_file(path, bytes, *force),
        };
        let Err(error) = done else { return true };
        let name = match self {
            Self::Stdout => "stdout".to_owned(),
            Self::File { path, .. } => path.display().to_string(),
        };
        let code = match error.kind() {
            io::ErrorKind::AlreadyExists => "output-exists",
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => "output-forbidden",
            io::ErrorKind::StorageFull => "output-full",
            _ => "output-failed",
        };
        status.fail(Outcome::Partial, code, &[("file", &name), ("reason", &error.to_string())]);
        false
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

/// Writes beside the target, then puts it in place in one step.
fn write_file(path: &Path, bytes: &[u8], force: bool) -> io::Result<()> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".glose-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    kept.map(|_| ()).map_err(|e| e.error)
}
