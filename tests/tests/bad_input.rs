//! Bad input: a clear message that names the file, the right exit status, nothing overwritten.
#![allow(clippy::unwrap_used, reason = "tests")]

use glose_tests::{Ran, corpus, glose, glose_in};
use std::fs;
use std::path::Path;

fn file(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path.display().to_string()
}

#[track_caller]
fn refused(ran: &Ran, code: i32, words: &[&str]) {
    assert_eq!(ran.code, code, "{}{}", ran.out, ran.err);
    for word in words {
        assert!(ran.err.contains(word), "« {word} » is not in: {}", ran.err);
    }
    assert!(!ran.err.contains("panicked") && !ran.err.contains("RUST_BACKTRACE"), "{}", ran.err);
}

#[test]
fn a_missing_file_is_named() {
    refused(&glose(&["report", "nulle-part.pdf"]), 3, &["nulle-part.pdf", "n’existe pas"]);
}

#[test]
fn an_empty_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "vide.pdf", b"");
    refused(&glose(&["extract", &path]), 3, &["vide.pdf", "vide"]);
}

#[test]
fn a_text_renamed_pdf_is_told_from_a_pdf() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "faux.pdf", "Ceci n’est qu’un texte.\n".repeat(20).as_bytes());
    refused(&glose(&["extract", &path]), 3, &["faux.pdf", "c’est un texte"]);
}

#[test]
fn a_folder_is_not_a_file() {
    let folder = tempfile::tempdir().unwrap();
    refused(&glose(&["report", &folder.path().display().to_string()]), 3, &["dossier"]);
}

#[test]
fn an_unknown_extension_says_what_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "image.xyz", &[0, 1, 2, 3, 254, 255, 0, 9]);
    refused(&glose(&["extract", &path]), 3, &["image.xyz", "PDF"]);
}

#[test]
fn a_pdf_cut_to_its_first_bytes_is_said_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let whole = fs::read(corpus("development/note-police-2014.pdf")).unwrap();
    let path = file(folder.path(), "coupé.pdf", &whole[..200]);
    refused(&glose(&["extract", &path]), 3, &["coupé.pdf"]);
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let good = corpus("small/note-exception-2018.pdf").display().to_string();
    let ran = glose(&["extract", "--format", "json", "nulle-part.pdf", &good]);
    refused(&ran, 3, &["nulle-part.pdf"]);
    assert_eq!(ran.out.lines().count(), 1);
    assert!(ran.out.contains("délai de rétablissement"));
}

#[test]
fn an_existing_report_is_never_replaced_without_force() {
    let folder = tempfile::tempdir().unwrap();
    let good = corpus("small/note-exception-2018.pdf").display().to_string();
    let kept = folder.path().join("note-exception-2018.rapport.html");
    fs::write(&kept, "à moi").unwrap();
    refused(&glose_in(folder.path(), &["report", &good]), 1, &["existe déjà", "--force"]);
    assert_eq!(fs::read_to_string(&kept).unwrap(), "à moi");
    let ran = glose_in(folder.path(), &["report", "--force", &good]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(fs::read_to_string(&kept).unwrap().contains("<html"));
}

#[test]
fn a_missing_output_folder_is_named_and_nothing_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let good = corpus("small/note-exception-2018.pdf").display().to_string();
    let ran = glose_in(folder.path(), &["report", &good, "-o", "nulle/part.html"]);
    refused(&ran, 1, &["nulle", "n’existe pas"]);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn the_argument_parser_speaks_french_and_english_on_request() {
    refused(&glose(&["raport"]), 2, &["«\u{a0}raport\u{a0}»", "Vouliez-vous dire", "rapport"]);
    refused(&glose(&["extract", "--ocr", "parfois", "x.pdf"]), 2, &["parfois", "auto, always, never"]);
    refused(&glose(&["extract", "--lang", "en", "--colour", "x"]), 2, &["not a known option"]);
    refused(&glose(&["extract", "--pages", "5-3", "x.pdf"]), 2, &["5-3", "suite de pages"]);
}

#[test]
fn the_highest_status_wins_usage_then_input_then_output() {
    let folder = tempfile::tempdir().unwrap();
    let good = corpus("small/note-exception-2018.pdf").display().to_string();
    fs::write(folder.path().join("note-exception-2018.rapport.html"), "à moi").unwrap();
    assert_eq!(glose_in(folder.path(), &["report", &good]).code, 1);
    let ran = glose_in(folder.path(), &["report", "nulle-part.pdf", &good]);
    assert_eq!(ran.code, 3, "{}", ran.err);
}

#[test]
fn a_grid_with_a_fault_shows_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(folder.path(), "grille.toml", b"[grid]\nid = \n");
    refused(&glose(&["grid", "check", &path]), 3, &["grille.toml", "2"]);
}

/// `/proc` refuses new files to everyone, root included.
#[cfg(target_os = "linux")]
#[test]
fn an_output_that_cannot_be_written_is_told() {
    let good = corpus("small/note-exception-2018.pdf").display().to_string();
    refused(&glose(&["report", &good, "-o", "/proc/rapport.html"]), 1, &["/proc/rapport.html"]);
}
