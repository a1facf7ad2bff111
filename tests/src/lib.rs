//! The program as its users run it: where it is, and where its documents are.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "tests")]

pub mod annotated;
pub mod json;
pub mod office;
pub mod pdf;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ is in the workspace").to_owned()
}

/// A document of the corpus: `development/instruction-2015.pdf`.
#[must_use]
pub fn corpus(name: &str) -> PathBuf {
    let path = root().join("corpus").join(name);
    assert!(path.exists(), "{} is not in the corpus", path.display());
    path
}

/// The `glose` program of this build, built when it is not there yet.
///
/// # Panics
/// When it does not build.
#[must_use]
pub fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        // target/FOLDER/deps/TEST → target/FOLDER/glose; the folder of the profile `dev` is `debug`.
        let here = std::env::current_exe().expect("a test has a path");
        let folder = here.ancestors().nth(2).expect("a profile's folder");
        let profile = match folder.file_name().and_then(|n| n.to_str()) {
            Some("debug") | None => "dev",
            Some(name) => name,
        };
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "glose-cli", "--profile", profile]).current_dir(root());
        assert!(build.status().expect("cargo runs").success(), "glose builds");
        folder.join(format!("glose{}", std::env::consts::EXE_SUFFIX))
    })
}

/// What a run of the program gave.
#[derive(Debug)]
pub struct Ran {
    /// Exit status.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// Runs `glose` with `args` in `folder`.
///
/// # Panics
/// When the program cannot be started or is killed.
#[must_use]
pub fn glose_in<S: AsRef<std::ffi::OsStr>>(folder: &Path, args: &[S]) -> Ran {
    ran(Command::new(program()).args(args).current_dir(folder))
}

/// Runs a command to its end.
///
/// # Panics
/// When it cannot be started or is killed.
#[must_use]
pub fn ran(command: &mut Command) -> Ran {
    let Output { status, stdout, stderr } = command.output().expect("glose runs");
    Ran {
        code: status.code().expect("glose ends by itself"),
        out: String::from_utf8_lossy(&stdout).into_owned(),
        err: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// Runs `glose` with `args` at the root of the workspace.
#[must_use]
pub fn glose<S: AsRef<std::ffi::OsStr>>(args: &[S]) -> Ran {
    glose_in(&root(), args)
}

/// Runs `glose` with `args` and `input` on its standard input.
///
/// # Panics
/// When the program cannot be started or is killed.
#[must_use]
pub fn glose_fed<S: AsRef<std::ffi::OsStr>>(args: &[S], input: &[u8]) -> Ran {
    use std::io::{Seek as _, Write as _};
    let mut file = tempfile::tempfile().expect("a file");
    file.write_all(input).expect("written");
    file.rewind().expect("at its start");
    ran(Command::new(program()).args(args).current_dir(root()).stdin(file))
}
