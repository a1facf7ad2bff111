//! Inputs: files, standard input, and what is said of those that cannot be read.

use std::io::{self, Read as _};
use std::path::Path;

use crate::status::{Outcome, Status};

/// A file's bytes and its bare name.
#[derive(Debug)]
pub(crate) struct Input {
    /// No folder of the user's.
    pub(crate) name: String,
    /// All of it.
    pub(crate) bytes: Vec<u8>,
}

/// The bare name of `path`; `-` is standard input.
pub(crate) fn bare_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
}

/// Reads `path`, at most `limit` bytes; what cannot be read is said, and is the status.
pub(crate) fn read(path: &Path, limit: u64, status: &Status) -> Option<Input> {
    let shown = path.display().to_string();
    let fail = |code: &str, reason: &str| {
        let limit = (limit >> 20).to_string();
        status.fail(Outcome::Unreadable, code, &[("file", &shown), ("reason", reason), ("limit", &limit)]);
    };
    let mut bytes = Vec::new();
    let done = if path.as_os_str() == "-" {
        io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)
    } else if path.is_dir() {
        fail("input-folder", "");
        return None;
    } else {
        std::fs::File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes))
    };
    match done {
        Err(error) => {
            let code = match error.kind() {
                io::ErrorKind::NotFound => "input-missing",
                io::ErrorKind::PermissionDenied => "input-forbidden",
                _ => "input-failed",
            };
            fail(code, &error.to_string());
            None
        }
        Ok(_) if bytes.len() as u64 > limit => {
            fail("input-too-large", "");
            None
        }
        Ok(_) => Some(Input { name: bare_name(path), bytes }),
    }
}
