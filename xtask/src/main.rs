//! What a developer runs: `cargo xtask ci`, `cargo xtask bench`, `cargo xtask regen`.
#![allow(clippy::print_stdout, reason = "a program for the terminal")]

mod bench;
mod bench_compare;
mod ci;
mod fuzz_seeds;
#[cfg(feature = "learn")]
mod learn;
#[cfg(feature = "learn")]
mod learn_changes;
mod packages;
mod reference;
mod regen;
mod words;

use anyhow::{Result, bail};
use std::path::PathBuf;
use std::process::Command;

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["ci"] => ci::run(),
        ["bench"] => bench::run(),
        #[cfg(feature = "learn")]
        ["learn", ref rest @ ..] => learn::run(rest),
        #[cfg(not(feature = "learn"))]
        ["learn", ref rest @ ..] => run(
            &cargo(),
            &[&["run", "--release", "--quiet", "-p", "xtask", "--features", "learn", "--", "learn"], rest].concat(),
        ),
        ["fuzz-seeds"] => fuzz_seeds::run(),
        ["regen"] => regen::run(false),
        ["regen", "--check"] => regen::run(true),
        _ => bail!("usage: cargo xtask ci | bench | regen [--check] | fuzz-seeds | learn [--measure] [--dry]"),
    }
}

/// The root of the workspace.
fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// Runs a command at the root and fails when it fails.
fn run(program: &str, args: &[&str]) -> Result<()> {
    println!("$ {program} {}", args.join(" "));
    let status = Command::new(program).args(args).current_dir(root()).status()?;
    if !status.success() {
        bail!("{program} {}: {status}", args.join(" "));
    }
    Ok(())
}

/// The cargo that runs this.
fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
