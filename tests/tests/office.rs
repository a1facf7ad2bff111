//! The word-processor files: valid against the schema, whole after LibreOffice, the same bytes each
//! time, comments on the words that made a point, tracked changes that give back both texts.
//!
//! LibreOffice and the validators are installed by `cargo xtask ci`; without them this fails.
#![allow(clippy::unwrap_used, reason = "tests")]

use glose_tests::json::{list, parsed, text};
use glose_tests::office::{Changes, paragraphs, part, saved_by_libreoffice, valid};
use glose_tests::{corpus, glose, program, ran};
use std::path::Path;
use std::process::Command;

fn path(name: &str) -> String {
    corpus(&format!("development/{name}")).display().to_string()
}

#[track_caller]
fn made(out: &Path, args: &[&str]) {
    let out = out.display().to_string();
    let ran = glose(&[args, &["-q", "--force", "-o", &out]].concat());
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
}

/// A space for each run of spaces, and nothing that a word processor adds between them.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_form_is_valid_and_the_same_each_time() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let [note, text, newer, other, office] = [
        "note-police-2014.docx",
        "instruction-2015.pdf",
        "instruction-2021.pdf",
        "circulaire-chasse-2019.pdf",
        "circulaire-penale-2019.docx",
    ]
    .map(path);
    // A dot of one pixel.
    let dot = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";
    std::fs::write(at("logo.png"), dot).unwrap();
    let logo = at("logo.png").display().to_string();
    let named = ["--authors", "A & B <c>", "--title", "« Titre »", "--logo", &logo];
    for (name, args) in [
        ("annexe.docx", vec!["report", &text]),
        ("marge.docx", vec!["report", &text, "--form", "marge"]),
        ("english.docx", [&["--lang", "en", "report", office.as_str()][..], &named].concat()),
        ("other.docx", vec!["report", &other]),
        ("changes.docx", vec!["compare", &text, &newer]),
        ("ledger.docx", vec!["compare", &note, &text, &newer]),
    ] {
        made(&at(name), &args);
        valid(&at(name));
        let first = std::fs::read(at(name)).unwrap();
        made(&at(name), &args);
        assert!(first == std::fs::read(at(name)).unwrap(), "two runs of {args:?} differ");
    }
}

#[test]
fn libreoffice_keeps_what_the_annex_says_and_who_commented() {
    let folder = tempfile::tempdir().unwrap();
    let source = path("instruction-2015.pdf");
    let analysis = parsed(glose(&["analyze", "--format", "json", &source]).out.trim());
    for form in ["annexe", "marge"] {
        let file = folder.path().join(format!("{form}.docx"));
        made(&file, &["report", &source, "--form", form, "--authors", "Le collectif", "--date", "2026-01-31"]);
        let comments = part(&file, "word/comments.xml");
        let signed = |xml: &str| xml.matches("w:author=\"Le collectif\" w:date=\"2026-01-31T00:00:00Z\"").count();
        assert!(signed(&comments) > 30, "{} comments", signed(&comments));
        let again = saved_by_libreoffice(&file, "docx", folder.path());
        let kept = part(&again, "word/comments.xml").matches("<w:comment ").count();
        assert_eq!(kept, signed(&comments), "LibreOffice lost comments of {form}");
        // The words of every paragraph, and every quoted clause, after LibreOffice.
        let words = |file: &Path| spaced(&paragraphs(&part(file, "word/document.xml"), Changes::Accepted).join(" "));
        assert_eq!(words(&file), words(&again), "{form} does not read back");
        let plain = words(&file);
        for finding in list(&analysis, "findings") {
            for id in list(finding, "clauses") {
                let clause = list(&analysis, "clauses").iter().find(|c| c["id"] == *id).unwrap();
                // Cells stand apart, a note call inside.
                for piece in text(clause, "text").split('\t') {
                    assert!(plain.contains(&spaced(piece)), "{form} does not quote: {piece}");
                }
            }
        }
    }
}

#[test]
fn the_ledger_says_in_a_word_processor_what_it_says_as_data() {
    let folder = tempfile::tempdir().unwrap();
    let texts = ["note-police-2014.docx", "instruction-2015.pdf", "instruction-2021.pdf"].map(path);
    let said = |name: &str| {
        let file = folder.path().join(name);
        made(&file, &[&["compare"][..], &texts.each_ref().map(String::as_str)].concat());
        file
    };
    let data = parsed(&std::fs::read_to_string(said("ledger.json")).unwrap());
    let again = saved_by_libreoffice(&said("ledger.docx"), "docx", folder.path());
    let plain = spaced(&paragraphs(&part(&again, "word/document.xml"), Changes::Accepted).join(" "));
    let mut passages = 0;
    for row in list(&data, "ledger") {
        for (state, text_of) in list(row, "states").iter().zip(list(&data, "texts")) {
            for id in list(state, "clauses") {
                let clause = list(text_of, "clauses").iter().find(|c| c["id"] == *id).unwrap();
                for piece in text(clause, "text").split('\t') {
                    assert!(plain.contains(&spaced(piece)), "the ledger does not quote: {piece}");
                }
                passages += 1;
            }
        }
    }
    assert!(passages > 100, "{passages} passages");
}

#[test]
fn changes_accepted_give_the_new_text_and_refused_the_old() {
    let folder = tempfile::tempdir().unwrap();
    for (old, new) in [
        ("instruction-2015.pdf", "instruction-2021.pdf"),
        ("circulaire-penale-2013.pdf", "circulaire-penale-2019.docx"),
    ] {
        let (old, new) = (path(old), path(new));
        let file = folder.path().join("changes.docx");
        made(&file, &["compare", &old, &new]);
        let again = saved_by_libreoffice(&file, "docx", folder.path());
        for file in [&file, &again] {
            let xml = part(file, "word/document.xml");
            for (changes, source) in [(Changes::Accepted, &new), (Changes::Refused, &old)] {
                let all = paragraphs(&xml, changes);
                let first = all.iter().position(|p| p.contains("modifications suivies")).expect("the heading");
                let last = all.iter().rposition(|p| p.contains("Comment ce document")).expect("the end");
                let said = ran(Command::new(program()).args(["extract", source.as_str()])).out;
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                assert_eq!(bare(&all[first + 2..last].concat()), bare(&said), "{changes:?} is not {source}");
            }
        }
    }
}
