//! Debian packages that tests and benchmarks need: installed when missing, never skipped.

use crate::{root, run};
use anyhow::{Result, bail};
use std::process::Command;

/// What the tests run: OCR, the checks on annotated PDFs and DOCX files, and the browser with the
/// fonts that pages are measured in.
pub(crate) const FOR_TESTS: &[&str] = &[
    "tesseract-ocr",
    "tesseract-ocr-fra",
    "poppler-utils",
    "qpdf",
    "libreoffice-writer",
    "chromium",
    "nodejs",
    "npm",
    "fonts-liberation",
    "python3-venv",
];

/// The peers of the benchmark.
pub(crate) const FOR_BENCH: &[&str] = &["poppler-utils", "mupdf-tools", "time", "qpdf"];

/// Packages whose program often comes from elsewhere (the makers of Node ship npm with it): the
/// program is enough, and Debian's package would fight with it.
const PROGRAMS: &[(&str, &str)] =
    &[("nodejs", "node"), ("npm", "npm"), ("chromium", "chromium"), ("libreoffice-writer", "soffice")];

fn installed(package: &str) -> bool {
    let there = PROGRAMS.iter().find(|(name, _)| *name == package).is_some_and(|(_, program)| {
        Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success())
    });
    there
        || Command::new("dpkg-query")
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

/// Installs the validators of word-processor files that `tests/office/requirements.txt` pins, into
/// `target/office`.
pub(crate) fn install_office_checks() -> Result<()> {
    run("python3", &["-m", "venv", "target/office"])?;
    run("target/office/bin/pip", &["install", "--quiet", "--requirement", "tests/office/requirements.txt"])
}

/// Installs the rules of accessibility that pages are held to, as `tests/browser/package-lock.json`
/// pins them.
pub(crate) fn install_browser_checks() -> Result<()> {
    let folder = root().join("tests/browser").display().to_string();
    run("npm", &["ci", "--prefix", &folder, "--ignore-scripts", "--no-audit", "--no-fund"])
}
