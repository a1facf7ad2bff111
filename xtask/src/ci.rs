//! All that must pass before a change lands.

use crate::{cargo, packages, regen};
use anyhow::Result;

/// Installs what the tests need; then formatting, lints, docs, generated files and tests.
pub(crate) fn run() -> Result<()> {
    packages::install(packages::FOR_TESTS)?;
    packages::install_browser_checks()?;
    packages::install_office_checks()?;
    let cargo = cargo();
    crate::run(&cargo, &["fmt", "--all", "--check"])?;
    crate::run(&cargo, &["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    run_docs(&cargo)?;
    crate::run(&cargo, &["test", "--locked", "--workspace"])?;
    regen::run(true)
}

fn run_docs(cargo: &str) -> Result<()> {
    crate::run("env", &["RUSTDOCFLAGS=-D warnings", cargo, "doc", "--locked", "--workspace", "--no-deps"])
}
