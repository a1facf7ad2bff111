//! Generated files that are committed: JSON Schemas and the reference page of the grid language.

use crate::{cargo, reference, root};
use anyhow::{Context as _, Result, bail};
use std::fs;
use std::process::Command;

/// File under `docs/`, and the words of the `glose` command that prints it.
const GENERATED: &[(&str, &[&str])] = &[
    ("docs/schema/document.json", &["schema", "document"]),
    ("docs/schema/analysis.json", &["schema", "analysis"]),
    ("docs/schema/comparison.json", &["schema", "comparison"]),
    ("docs/schema/ledger.json", &["schema", "ledger"]),
    ("docs/schema/grid.json", &["grid", "schema"]),
];

/// The page made from the schema of grids.
const REFERENCE: &str = "docs/grille.md";

/// Writes the generated files, or with `check` fails when one is not up to date.
pub(crate) fn run(check: bool) -> Result<()> {
    for (path, words) in GENERATED {
        let out = Command::new(cargo())
            .args(["run", "--quiet", "--locked", "-p", "glose-cli", "--"])
            .args(*words)
            .current_dir(root())
            .output()?;
        if !out.status.success() {
            bail!("glose {}: {}", words.join(" "), String::from_utf8_lossy(&out.stderr));
        }
        settle(path, &out.stdout, check)?;
        if words.first() == Some(&"grid") {
            settle(REFERENCE, reference::page(&serde_json::from_slice(&out.stdout)?).as_bytes(), check)?;
        }
    }
    Ok(())
}

/// Writes `path`, or with `check` fails when it is not `made`.
fn settle(path: &str, made: &[u8], check: bool) -> Result<()> {
    let target = root().join(path);
    if check {
        let have = fs::read(&target).with_context(|| format!("{path} is missing: cargo xtask regen"))?;
        if have != made {
            bail!("{path} is not up to date: cargo xtask regen");
        }
        return Ok(());
    }
    fs::create_dir_all(target.parent().context("a file in a folder")?)?;
    Ok(fs::write(target, made)?)
}
