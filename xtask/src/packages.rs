//! Debian packages that tests and benchmarks need: installed when missing, never skipped.

use crate::run;
use anyhow::{Result, bail};
use std::process::Command;

/// What the tests run: OCR, the checks on annotated PDFs and DOCX files, and the browser.
pub(crate) const FOR_TESTS: &[&str] = &["tesseract-ocr", "tesseract-ocr-fra", "poppler-utils", "qpdf"];

/// The peers of the benchmark.
pub(crate) const FOR_BENCH: &[&str] = &["poppler-utils", "mupdf-tools", "time"];

fn installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["-W", "-f=${Status}", package])
        .output()
        .is_ok_and(|o| String::from_utf8_lossy(&o.stdout).contains("install ok installed"))
}

/// Installs those of `packages` that are missing.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> = packages.iter().copied().filter(|p| !installed(p)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if Command::new("apt-get").arg("--version").output().is_err() {
        bail!("the tests need these programs, please install them: {}", missing.join(" "));
    }
    let root = Command::new("id").arg("-u").output().is_ok_and(|o| o.stdout.starts_with(b"0\n"));
    let apt = |args: &[&str]| {
        if root { run("apt-get", args) } else { run("sudo", &[&["apt-get"], args].concat()) }
    };
    apt(&["update", "-q"])?;
    apt(&[&["install", "-q", "-y", "--no-install-recommends"], &missing[..]].concat())
}
