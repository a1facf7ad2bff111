//! The seeds of the fuzz targets: the documents of `corpus/` and the grids, small ones first.

use crate::root;
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// A seed larger than this slows every mutation.
const LARGEST: u64 = 512 * 1024;

/// Target, folder under the root, extension.
const SEEDS: &[(&str, &str, &str)] = &[
    ("pdf", "corpus/small", "pdf"),
    ("pdf", "corpus/development", "pdf"),
    ("docx", "corpus/development", "docx"),
    ("grid", "grids", "toml"),
];

/// Copies the seeds into `fuzz/corpus/TARGET/`.
pub(crate) fn run() -> Result<()> {
    for (target, from, extension) in SEEDS {
        let into = root().join("fuzz/corpus").join(target);
        fs::create_dir_all(&into)?;
        let mut count = 0;
        for path in listed(&root().join(from), extension)? {
            if fs::metadata(&path)?.len() <= LARGEST {
                fs::copy(&path, into.join(path.file_name().context("a file has a name")?))?;
                count += 1;
            }
        }
        println!("{target}: {count} seeds from {from}");
    }
    Ok(())
}

fn listed(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == std::ffi::OsStr::new(extension)));
    paths.sort();
    Ok(paths)
}
