//! The annotated PDF over files of many makes: the original is the beginning of it byte for byte,
//! `qpdf --check` finds nothing, what the file had stays, and the boxes lie over the quoted words.
//!
//! qpdf and poppler are installed by `cargo xtask ci`; without them this fails.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use glose_tests::annotated::{Drawn, Objects, under, words};
use glose_tests::json::{list, parsed, text};
use glose_tests::{corpus, glose, ran};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

const WRITTEN: &[&str] = &[
    "development/circulaire-chasse-2019.pdf",
    "development/circulaire-mineurs-2017.pdf",
    "development/circulaire-penale-2013.pdf",
    "development/circulaire-penale-2019.pdf",
    "development/directive-transposition.pdf",
    "development/instruction-2015.pdf",
    "development/instruction-2021.pdf",
    "development/note-police-2014.pdf",
    "registers/circulaire-travail-2018.pdf",
    "registers/circulaire-voirie-2017.pdf",
    "registers/depeche-parquet-2020.pdf",
    "registers/instruction-sante-2016.pdf",
    "registers/instruction-sante-2022.pdf",
    "small/note-exception-2018.pdf",
    "small/note-renvois-2022.pdf",
];

/// The share of the words that must be right, both ways.
const RIGHT: f64 = 0.98;

/// Words counted over all files.
#[derive(Default)]
struct Tally {
    wanted: usize,
    found: usize,
    right: usize,
    files: usize,
}

/// Words without case, accents and punctuation.
fn bag(text: &str) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    let plain = text.to_lowercase().replace('\u{2019}', "'").replace(['\u{a0}', '\u{202f}'], " ");
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *out.entry(word.to_owned()).or_default() += 1;
    }
    out
}

/// Annotates `source` and holds the result to what is promised; the file that was made.
#[track_caller]
fn held(source: &Path, password: &str, tally: &mut Tally) -> PathBuf {
    held_over(source, password, None, tally)
}

/// The same, the words and their places being those of `twin`, where the file is a picture of one.
#[track_caller]
fn held_over(source: &Path, password: &str, twin: Option<&Path>, tally: &mut Tally) -> PathBuf {
    let out = source.with_extension("annotated.pdf");
    let (from, to) = (source.display().to_string(), out.display().to_string());
    let ran_glose = glose(&["report", "-q", "--force", "--password", password, "-o", &to, &from]);
    assert_eq!(ran_glose.code, 0, "{from}: {}", ran_glose.err);
    let (before, after) = (std::fs::read(source).unwrap(), std::fs::read(&out).unwrap());
    assert!(after.starts_with(&before) && after.len() > before.len(), "{from}: the original was touched");
    let checked = ran(Command::new("qpdf").arg(format!("--password={password}")).arg("--check").arg(&out));
    assert_eq!(checked.code, 0, "{from}: {}{}", checked.out, checked.err);

    let (had, has) = (Objects::read(source, password), Objects::read(&out, password));
    let there: Vec<String> = has.annotations().iter().map(|(p, a)| format!("{p} {a}")).collect();
    for (page, annotation) in had.annotations() {
        assert!(there.contains(&format!("{page} {annotation}")), "{from}: an annotation is gone: {annotation}");
    }
    assert!(has.bookmarks().starts_with(&had.bookmarks()), "{from}: bookmarks are gone");
    assert_eq!(has.form(), had.form(), "{from}: the form is another");

    let analysis = glose(&["analyze", "--format", "json", "--password", password, &from]);
    let analysis = parsed(analysis.out.trim());
    let points: usize = list(&analysis, "findings").iter().map(|f| list(f, "clauses").len()).sum();
    let highlights = has.highlights();
    assert_eq!(points > 0, !highlights.is_empty(), "{from}: {points} quotes, {} highlights", highlights.len());
    assert!(has.bookmarks().len() >= had.bookmarks().len() + list(&analysis, "findings").len(), "{from}: bookmarks");

    let words = words(twin.unwrap_or(&out), password);
    let mut shown: BTreeMap<&str, String> = BTreeMap::new();
    // A clause that an earlier report had highlighted is there twice: the boxes of one are enough.
    let mut seen = std::collections::BTreeSet::new();
    for highlight in highlights.iter().filter(|h| seen.insert((&h.clause, h.page))) {
        let said = shown.entry(&highlight.clause).or_default();
        let more = under(highlight, &words);
        said.push_str(&more);
    }
    let mut here = Tally::default();
    for (id, said) in shown {
        let clause = list(&analysis, "clauses").iter().find(|c| c["id"] == id).expect("a clause of the text");
        let (wanted, found) = (bag(text(clause, "text")), bag(&said));
        here.wanted += wanted.values().sum::<usize>();
        here.found += found.values().sum::<usize>();
        here.right += wanted.iter().map(|(w, n)| n.min(found.get(w).unwrap_or(&0))).sum::<usize>();
    }
    let share = |of: usize| if of == 0 { 1.0 } else { here.right as f64 / of as f64 };
    assert!(share(here.wanted) >= RIGHT, "{from}: {:.3} of the words are under the boxes", share(here.wanted));
    assert!(share(here.found) >= RIGHT, "{from}: {:.3} of the words under the boxes are right", share(here.found));
    tally.wanted += here.wanted;
    tally.found += here.found;
    tally.right += here.right;
    tally.files += 1;
    out
}

#[test]
fn files_as_they_were_written_are_annotated_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let mut tally = Tally::default();
    for name in WRITTEN {
        let copy = folder.path().join(name.replace('/', "-"));
        std::fs::copy(corpus(name), &copy).unwrap();
        held(&copy, "", &mut tally);
    }
    assert!(tally.wanted > 8000, "{} words", tally.wanted);
}

/// A change to a page of a file.
type Change = fn(&mut Document, ObjectId);

fn page(document: &mut Document, id: ObjectId) -> &mut Dictionary {
    document.get_dictionary_mut(id).unwrap()
}

fn boxed(numbers: [i64; 4]) -> Object {
    Object::Array(numbers.map(Object::Integer).to_vec())
}

fn cropped(document: &mut Document, id: ObjectId) {
    page(document, id).set("CropBox", boxed([50, 40, 560, 800]));
}

fn turned(document: &mut Document, id: ObjectId, degrees: i64) {
    page(document, id).set("Rotate", degrees);
}

fn moved(document: &mut Document, id: ObjectId) {
    let content = document.get_page_content(id);
    let content = [b"q 1 0 0 1 -300 200 cm\n", &content[..], b"\nQ"].concat();
    document.change_page_content(id, content).unwrap();
    page(document, id).set("MediaBox", boxed([-300, 200, 295, 1042]));
}

fn note(place: i64) -> Dictionary {
    dictionary! {
        "Type" => "Annot", "Subtype" => "Text", "Rect" => boxed([place, 700, place + 20, 720]),
        "Contents" => Object::string_literal("une note"), "NM" => Object::string_literal("glose-c1-1"),
    }
}

fn noted(document: &mut Document, id: ObjectId) {
    let other = document.add_object(note(40));
    page(document, id).set("Annots", vec![Object::Dictionary(note(10)), Object::Reference(other)]);
}

fn noted_by_reference(document: &mut Document, id: ObjectId) {
    noted(document, id);
    let list = page(document, id).get(b"Annots").unwrap().clone();
    let list = document.add_object(list);
    page(document, id).set("Annots", Object::Reference(list));
}

fn with_a_field(document: &mut Document, id: ObjectId) {
    let field = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Tx", "T" => Object::string_literal(format!("nom-{}", id.0)),
        "V" => Object::string_literal("Dupont"), "Rect" => boxed([400, 20, 560, 40]), "F" => 4,
        "DA" => Object::string_literal("/Helv 10 Tf 0 g"),
    });
    page(document, id).set("Annots", vec![Object::Reference(field)]);
    let root = document.catalog_mut().unwrap();
    root.set("AcroForm", dictionary! { "Fields" => vec![Object::Reference(field)] });
}

/// A signature of the whole file, as far as its objects go: nothing of them may be written again.
fn signed(document: &mut Document, id: ObjectId) {
    let signature = document.add_object(dictionary! {
        "Type" => "Sig", "Filter" => "Adobe.PPKLite", "SubFilter" => "adbe.pkcs7.detached",
        "ByteRange" => boxed([0, 840, 960, 240]), "Contents" => Object::string_literal(vec![0x30; 60]),
        "M" => Object::string_literal("D:20150522120000+02'00'"),
    });
    let field = document.add_object(dictionary! {
        "Type" => "Annot", "Subtype" => "Widget", "FT" => "Sig", "V" => signature, "F" => 132,
        "T" => Object::string_literal(format!("signature-{}", id.0)), "Rect" => boxed([0, 0, 0, 0]),
    });
    page(document, id).set("Annots", vec![Object::Reference(field)]);
    let root = document.catalog_mut().unwrap();
    root.set("AcroForm", dictionary! { "Fields" => vec![Object::Reference(field)], "SigFlags" => 3 });
}

/// Boxes and turn on the node above the pages.
fn inheriting(document: &mut Document, id: ObjectId) {
    let own = page(document, id);
    let media = own.remove(b"MediaBox");
    own.remove(b"Rotate");
    let parent = own.get(b"Parent").and_then(Object::as_reference).unwrap();
    let above = page(document, parent);
    if let Some(media) = media {
        above.set("MediaBox", media);
    }
    above.set("Rotate", 90);
}

const CHANGES: &[(&str, Change)] = &[
    ("turned-90", |d, p| turned(d, p, 90)),
    ("turned-180", |d, p| turned(d, p, 180)),
    ("turned-270", |d, p| turned(d, p, 270)),
    ("turned-minus-90", |d, p| turned(d, p, -90)),
    ("cropped", cropped),
    ("cropped-turned", |d, p| {
        cropped(d, p);
        turned(d, p, 90);
    }),
    ("moved", moved),
    ("inheriting", inheriting),
    ("noted", noted),
    ("noted-by-reference", noted_by_reference),
    ("with-a-field", with_a_field),
    ("signed", signed),
];

/// Words of qpdf, and the password that opens what it makes.
const MADE_BY_QPDF: &[(&str, &[&str], &str)] = &[
    ("linearised", &["--linearize"], ""),
    ("object-streams", &["--object-streams=generate"], ""),
    ("linearised-object-streams", &["--linearize", "--object-streams=generate"], ""),
    ("plain-table", &["--object-streams=disable", "--force-version=1.3"], ""),
    ("rc4-40", &["--allow-weak-crypto", "--encrypt", "", "maitre", "40", "--"], ""),
    ("rc4-128", &["--allow-weak-crypto", "--encrypt", "", "maitre", "128", "--use-aes=n", "--"], ""),
    ("aes-128", &["--encrypt", "", "maitre", "128", "--use-aes=y", "--"], ""),
    ("aes-256", &["--encrypt", "", "maitre", "256", "--"], ""),
    ("aes-256-streams", &["--object-streams=generate", "--encrypt", "", "maitre", "256", "--"], ""),
    ("aes-256-password", &["--encrypt", "sesame", "maitre", "256", "--"], "sesame"),
];

#[test]
fn files_of_other_makes_are_annotated_in_place() {
    let folder = tempfile::tempdir().unwrap();
    let source = corpus("development/instruction-2015.pdf");
    let mut tally = Tally::default();
    for (name, change) in CHANGES {
        let mut document = Document::load(&source).unwrap();
        for id in document.get_pages().into_values().collect::<Vec<_>>() {
            change(&mut document, id);
        }
        let made = folder.path().join(format!("{name}.pdf"));
        document.save(&made).unwrap();
        held(&made, "", &mut tally);
    }
    for (name, words, password) in MADE_BY_QPDF {
        let made = folder.path().join(format!("{name}.pdf"));
        let ran_qpdf = ran(Command::new("qpdf").args(*words).arg(&source).arg(&made));
        assert!(ran_qpdf.code == 0 || ran_qpdf.code == 3, "{name}: {}", ran_qpdf.err);
        let out = held(&made, password, &mut tally);
        let info = ran(Command::new("pdfinfo").args(["-upw", password]).arg(&out));
        assert_eq!(info.out.contains("Encrypted:       yes"), words.contains(&"--encrypt"), "{name}: {}", info.out);
    }
    // What came out goes in again.
    let again = held(&folder.path().join("noted.annotated.pdf"), "", &mut tally);
    held(&again, "", &mut tally);
    assert!(tally.files + WRITTEN.len() >= 30, "{} files", tally.files);
}

#[test]
fn a_scan_is_annotated_over_the_words_of_its_picture() {
    let folder = tempfile::tempdir().unwrap();
    let pages = |name: &str| {
        let out = folder.path().join(name);
        let source = corpus(&format!("development/{name}"));
        let cut = ran(Command::new("qpdf").arg(source).args(["--pages", ".", "3-4", "--"]).arg(&out));
        assert_eq!(cut.code, 0, "{name}: {}", cut.err);
        out
    };
    let (scan, written) = (pages("instruction-2015-scan.pdf"), pages("instruction-2015.pdf"));
    let mut tally = Tally::default();
    held_over(&scan, "", Some(&written), &mut tally);
    assert!(tally.wanted > 200, "{} words", tally.wanted);
}

#[test]
fn words_are_seen_through_the_tint() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("annotated.pdf");
    let made = glose(&[
        "report",
        "-q",
        "-o",
        &out.display().to_string(),
        &corpus("development/instruction-2015.pdf").display().to_string(),
    ]);
    assert_eq!(made.code, 0, "{}", made.err);
    let highlights = Objects::read(&out, "").highlights();
    let mut boxes = 0;
    for page in [3, 6] {
        let drawn = Drawn::new(&out, page);
        for highlight in highlights.iter().filter(|h| h.page == page) {
            for corners in &highlight.boxes {
                let (dark, coloured) = drawn.within(corners);
                assert!(dark > 0.02, "{}: {dark:.3} of a box is ink", highlight.clause);
                assert!(coloured > 0.4, "{}: {coloured:.3} of a box is tinted", highlight.clause);
                boxes += 1;
            }
        }
    }
    assert!(boxes > 30, "{boxes} boxes");
}
