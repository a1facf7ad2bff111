//! Generated files that are committed: JSON Schemas and the reference page of the grid language.

use crate::{cargo, root};
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
        let target = root().join(path);
        if check {
            let have = fs::read(&target).with_context(|| format!("{path} is missing: cargo xtask regen"))?;
            if have != out.stdout {
                bail!("{path} is not up to date: cargo xtask regen");
            }
        } else {
            fs::create_dir_all(target.parent().context("a file in a folder")?)?;
            fs::write(target, out.stdout)?;
        }
    }
    Ok(())
}
