//! The pages that the program writes, opened in a browser as the group opens them: `browser/check.mjs`
//! says what each must hold to; here, what is on paper.
//!
//! Chromium, Node and axe-core are installed by `cargo xtask ci`; without them this fails.
#![allow(clippy::unwrap_used, reason = "tests")]

use glose_tests::json::{list, parsed, text};
use glose_tests::{corpus, glose, ran, root};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

fn path(name: &str) -> String {
    corpus(&format!("development/{name}")).display().to_string()
}

/// Runs `glose` and fails when it does.
#[track_caller]
fn made(args: &[&str]) {
    let ran = glose(args);
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
}

/// A picture of one dot.
const DOT: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><circle r=\"1\"/></svg>";

#[test]
fn pages_hold_in_a_browser_and_on_paper() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).display().to_string();
    std::fs::write(at("logo.svg"), DOT).unwrap();
    let [old, new, note, other] =
        ["instruction-2015.pdf", "instruction-2021.pdf", "note-police-2014.docx", "circulaire-chasse-2019.pdf"]
            .map(path);
    made(&["report", &old, "-q", "-o", &at("annexe.html")]);
    let named = ["--title", "What <it> says", "--authors", "A & B", "--logo", &at("logo.svg")];
    made(&[&["--lang", "en", "report", &new, "-q", "-o", &at("annex.html")], &named[..]].concat());
    // On small sheets every quote takes many lines, and would be cut where nothing held it together.
    let small = folder.path().join("petit");
    std::fs::create_dir(&small).unwrap();
    std::fs::write(small.join("page.css"), "@media print { @page { size: 105mm 148mm; margin: 10mm; } }").unwrap();
    made(&["report", &old, "-q", "--template", small.to_str().unwrap(), "-o", &at("petit.html")]);
    made(&["compare", &old, &new, "-q", "-o", &at("comparaison.html")]);
    made(&["compare", &note, &old, &new, "-q", "-o", &at("registre.html")]);
    made(&["report", &note, &other, "-q", "-o", folder.path().to_str().unwrap()]);
    let pages = [
        "annexe",
        "annex",
        "comparaison",
        "registre",
        "index",
        "note-police-2014.rapport",
        "circulaire-chasse-2019.rapport",
    ];
    let check = root().join("tests/browser/check.mjs");
    let mut files = pages.map(|name| at(&format!("{name}.html"))).to_vec();
    files.push(format!("print:{}", at("petit.html")));
    let mut node = Command::new("node");
    let ran = ran(node.arg(check).arg(folder.path()).args(&files));
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    for name in pages {
        on_paper(&folder.path().join(format!("{name}.pdf")));
    }
    uncut(&folder.path().join("annexe.pdf"), &old);
    uncut(&folder.path().join("petit.pdf"), &old);
}

/// The text of each page.
fn printed(pdf: &Path) -> Vec<String> {
    let mut poppler = Command::new("pdftotext");
    let ran = ran(poppler.arg(pdf).arg("-"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.split_terminator('\u{c}').map(str::to_owned).collect()
}

/// Every page is A4, and says what it is a page of.
#[track_caller]
fn on_paper(pdf: &Path) {
    let mut poppler = Command::new("pdfinfo");
    let info = ran(poppler.arg(pdf)).out;
    assert!(info.contains("(A4)"), "{}: {info}", pdf.display());
    let pages = printed(pdf);
    for (i, page) in pages.iter().enumerate() {
        let foot = format!("{}/{}", i + 1, pages.len());
        assert!(page.replace(' ', "").contains(&foot), "{}: no « {foot} » on page {}", pdf.display(), i + 1);
        assert!(page.contains("glose 0."), "{}: no program on page {}", pdf.display(), i + 1);
    }
}

/// Letters and figures alone.
fn bare(text: &str) -> String {
    let joined = text.replace('\u{fb01}', "fi").replace('\u{fb02}', "fl").replace('\u{fb00}', "ff");
    joined.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// No quote of a point is cut by the end of a page.
fn uncut(pdf: &Path, source: &str) {
    let analysis = glose(&["analyze", "--format", "json", source]);
    let analysis = parsed(analysis.out.trim());
    let mut pages: Vec<String> = printed(pdf).iter().map(|p| bare(p)).collect();
    // The points end where the reach begins, within a page.
    let reach = "Pointsàvérifierparunjuriste";
    let last = pages.iter().position(|p| p.contains(reach)).expect("the reach is told");
    pages.truncate(last + 1);
    let end = pages[last].find(reach).expect("it is there");
    pages[last].truncate(end);
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for clause in list(&analysis, "findings").iter().flat_map(|f| list(f, "clauses")) {
        *wanted.entry(clause.as_str().expect("an identifier")).or_default() += 1;
    }
    let mut quotes = 0;
    for (id, times) in wanted {
        let clause = list(&analysis, "clauses").iter().find(|c| c["id"] == id).expect("a quoted clause");
        let quote = bare(text(clause, "text"));
        let whole: usize = pages.iter().map(|p| p.matches(&quote).count()).sum();
        assert!(whole >= times, "cut {times} - {whole} times in {}: {}", pdf.display(), text(clause, "text"));
        quotes += times;
    }
    assert!(quotes > 20, "{quotes} quotes");
}
