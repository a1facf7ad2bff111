//! What every format of a report promises, whatever its shape: where it comes from, anchors that are
//! found again, the model that annotations follow, tables that a spreadsheet reads, French typography.
#![allow(clippy::unwrap_used, reason = "tests")]

use glose_tests::annotated::Objects;
use glose_tests::json::{list, parsed, text};
use glose_tests::office::{Changes, paragraphs, part};
use glose_tests::{corpus, glose, root};
use serde_json::Value;
use std::path::Path;

fn path(name: &str) -> String {
    corpus(name).display().to_string()
}

/// A report of `source` as text: what a reader sees of it.
#[track_caller]
fn made(source: &str, format: &str, folder: &Path, more: &[&str]) -> String {
    let out = folder.join(format!("out.{format}"));
    let shown = out.display().to_string();
    let ran = glose(&[&["report", source, "-q", "--force", "-o", &shown], more].concat());
    assert_eq!(ran.code, 0, "{format}: {}", ran.err);
    match format {
        "docx" => {
            let comments = paragraphs(&part(&out, "word/comments.xml"), Changes::Accepted);
            let body = paragraphs(&part(&out, "word/document.xml"), Changes::Accepted);
            [body, comments].concat().join("\n")
        }
        "pdf" => {
            let objects = Objects::read(&out, "");
            let annotations = objects.annotations();
            let notes = annotations.iter().map(|(_, a)| a["/Contents"].as_str().unwrap_or("").to_owned());
            notes.chain(objects.bookmarks()).collect::<Vec<_>>().join("\n")
        }
        _ => std::fs::read_to_string(&out).unwrap(),
    }
}

const FORMATS: [&str; 7] = ["html", "docx", "md", "csv", "json", "jsonld", "pdf"];

#[test]
fn every_format_says_what_made_it_and_names_no_folder() {
    let folder = tempfile::tempdir().unwrap();
    let source = path("small/note-exception-2018.pdf");
    let analysis = parsed(glose(&["analyze", "--format", "json", &source]).out.trim());
    let sha = text(&analysis["document"]["source"], "sha256").to_owned();
    let grid = text(&analysis["grid"], "sha256").to_owned();
    for format in FORMATS {
        let said = made(&source, format, folder.path(), &["--title", "Un titre", "--date", "2026-01-31"]);
        // The annotations name files by their hash in another alphabet (RFC 6920).
        let hashes = if format == "jsonld" { vec!["ni:///sha-256;"] } else { vec![sha.as_str(), grid.as_str()] };
        let program = if format == "json" { "\"version\":\"0." } else { "glose 0." };
        // What is not in the file itself is the analysis's own, as `analyze` prints it.
        let options = if matches!(format, "json" | "csv") { "" } else { "Un titre" };
        for part in [&hashes[..], &[program, "note-exception-2018.pdf", options]].concat() {
            assert!(said.contains(part), "{format} does not say {part}");
        }
        assert!(!said.contains(&root().display().to_string()), "{format} names a folder of the machine");
        assert!(!said.contains(&folder.path().display().to_string()), "{format} names a folder of the machine");
    }
}

/// An absolute IRI: a scheme, and no space (RFC 3987, section 2.2).
#[track_caller]
fn iri(value: &Value) {
    let text = value.as_str().unwrap_or_default();
    let (scheme, rest) = text.split_once(':').unwrap_or_default();
    let lead = scheme.starts_with(|c: char| c.is_ascii_alphabetic());
    let rest = !rest.is_empty() && !rest.contains([' ', '<', '>', '"', '\n']);
    assert!(lead && rest && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)), "no IRI: {value}");
}

/// `2026-01-31T00:00:00Z`: xsd:dateTime with its zone (model, 3.3.1).
#[track_caller]
fn date_time(value: &Value) {
    let text = value.as_str().unwrap_or_default();
    assert!(text.len() == 20 && text.ends_with('Z') && text.as_bytes()[10] == b'T', "no date: {value}");
}

const MOTIVATIONS: &[&str] = &[
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

/// A textual body (model, 3.2.4): one value, at most one format and language, a purpose of the list.
#[track_caller]
fn body(body: &Value) {
    assert_eq!(body["type"], "TextualBody");
    assert!(!text(body, "value").is_empty() && text(body, "format").contains('/'));
    assert!(["fr", "en"].contains(&text(body, "language")));
    assert!(MOTIVATIONS.contains(&text(body, "purpose")));
}

/// A specific resource (model, 4): one source, and selectors of the kinds that the model defines, each
/// with what it must have (4.2.1, 4.2.4, 4.2.5).
#[track_caller]
fn target(target: &Value) -> [&Value; 3] {
    iri(&target["source"]);
    let selectors = list(target, "selector");
    let of = |kind: &str| {
        let mut found = selectors.iter().filter(|s| s["type"] == kind);
        let one = found.next().unwrap_or_else(|| panic!("no {kind} in {target}"));
        assert!(found.next().is_none(), "two {kind} in {target}");
        one
    };
    let [quote, position, fragment] = ["TextQuoteSelector", "TextPositionSelector", "FragmentSelector"].map(of);
    assert!(["exact", "prefix", "suffix"].iter().all(|k| quote[*k].is_string()), "{quote}");
    assert!(position["start"].as_u64().unwrap() < position["end"].as_u64().unwrap());
    iri(&fragment["conformsTo"]);
    assert!(text(fragment, "value").strip_prefix("page=").is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 0)));
    assert_eq!(selectors.len(), 3);
    [quote, position, fragment]
}

#[test]
fn annotations_follow_the_model_and_their_anchors_are_found_again() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["development/instruction-2015.pdf", "development/circulaire-penale-2019.pdf"] {
        let source = path(name);
        let said = made(&source, "jsonld", folder.path(), &["--date", "2026-01-31", "--authors", "Le collectif"]);
        let collection = parsed(said.trim());
        let plain: Vec<char> = glose(&["extract", &source]).out.chars().collect();
        // 5.1 and 5.2: the collection and its page.
        assert_eq!(collection["@context"], "http://www.w3.org/ns/anno.jsonld");
        assert_eq!(collection["type"], "AnnotationCollection");
        iri(&collection["id"]);
        let page = &collection["first"];
        assert_eq!(page["type"], "AnnotationPage");
        iri(&page["id"]);
        assert_eq!(page["partOf"], collection["id"]);
        assert_eq!(page["startIndex"], 0);
        let items = list(page, "items");
        assert_eq!(collection["total"].as_u64(), Some(items.len() as u64));
        assert_eq!(collection["generator"]["type"], "Software");
        // Every other property is of a vocabulary that the context names.
        let known = "@context id type label total generator creator created first";
        for key in collection.as_object().unwrap().keys() {
            assert!(known.split(' ').any(|k| k == key) || key.starts_with("dcterms:"), "{key}");
        }
        let mut ids = std::collections::BTreeSet::new();
        for item in items {
            // 3.1: one type, an identifier of its own, at least one target.
            assert_eq!(item["type"], "Annotation");
            iri(&item["id"]);
            assert!(ids.insert(text(item, "id")), "{} twice", item["id"]);
            assert!(MOTIVATIONS.contains(&text(item, "motivation")));
            date_time(&item["created"]);
            assert_eq!(item["creator"]["name"], "Le collectif");
            list(item, "body").iter().for_each(body);
            if item["target"].is_string() {
                iri(&item["target"]);
                continue;
            }
            for one in list(item, "target") {
                let [quote, position, _] = target(one);
                let at = |k: &str| usize::try_from(position[k].as_u64().unwrap()).unwrap();
                let part = |from: usize, to: usize| plain[from..to].iter().collect::<String>();
                assert_eq!(part(at("start"), at("end")), text(quote, "exact"));
                let (before, after) = (text(quote, "prefix"), text(quote, "suffix"));
                assert_eq!(part(at("start") - before.chars().count(), at("start")), before);
                assert_eq!(part(at("end"), at("end") + after.chars().count()), after);
            }
        }
        let questions = items.iter().filter(|i| i["motivation"] == "questioning").count();
        assert!(questions >= 1 && items.len() > 20, "{} annotations, {questions} on the reach", items.len());
    }
}

/// The cells of a table (RFC 4180), cut by `separator`.
fn cells(table: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = table.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            '\r' if !quoted => {}
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c if c == separator && !quoted => row.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "a table that does not end");
    rows
}

#[test]
fn tables_have_a_line_for_every_quote() {
    let folder = tempfile::tempdir().unwrap();
    let source = path("development/instruction-2015.pdf");
    let analysis = parsed(glose(&["analyze", "--format", "json", &source]).out.trim());
    let quotes: usize = list(&analysis, "findings")
        .iter()
        .map(|f| ["clauses", "exceptions", "nearest"].map(|k| list(f, k).len()).iter().sum::<usize>().max(1))
        .sum();
    for (lang, separator, mark) in [("fr", ';', "\u{feff}"), ("en", ',', "")] {
        let table = made(&source, "csv", folder.path(), &["--lang", lang]);
        let rows = cells(table.strip_prefix(mark).expect("a byte-order mark"), separator);
        assert_eq!(rows.len(), quotes + 1);
        assert!(rows.iter().all(|r| r.len() == rows[0].len() && r.len() == 15), "{:?}", rows[0]);
        let said: Vec<&str> = rows.iter().skip(1).map(|r| r[6].as_str()).collect();
        for clause in list(&analysis, "findings").iter().flat_map(|f| list(f, "clauses")) {
            let clause = list(&analysis, "clauses").iter().find(|c| c["id"] == *clause).unwrap();
            assert!(said.contains(&text(clause, "text")), "{clause}");
        }
    }
}

/// Text without its markup.
fn bare(html: &str) -> String {
    let body = html.split("</style>").nth(1).unwrap_or(html).split("<script>").next().unwrap_or_default();
    body.split('<').map(|p| p.split_once('>').map_or("", |p| p.1)).collect::<Vec<_>>().join(" ")
}

#[test]
fn french_typography_holds_in_every_format_for_people() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["development/instruction-2015.pdf", "development/circulaire-penale-2019.docx"] {
        for format in ["html", "docx", "md", "pdf"] {
            if format == "pdf" && !name.ends_with(".pdf") {
                continue;
            }
            let said = made(&path(name), format, folder.path(), &[]);
            let said = if format == "html" { bare(&said) } else { said };
            let letters: Vec<char> = said.chars().collect();
            for (i, around) in letters.windows(3).enumerate() {
                let [a, b, c] = around else { continue };
                // A plain space that a line may break at, where French wants none: « mot : », « mot » ».
                let loose = *b == ' ' && ((matches!(c, '»' | '?' | '!') && a.is_alphanumeric()) || *a == '«');
                let shown: String = letters[i.saturating_sub(30)..(i + 30).min(letters.len())].iter().collect();
                assert!(!loose, "{format} of {name}: {shown:?}");
                assert!(*b != '\'' || !a.is_alphabetic() || !c.is_alphabetic(), "{format} of {name}: {shown:?}");
            }
            for words in ["p. 1", "art. 1", "n° 2", "30 jours", "un 1 mois", "1 er "] {
                assert!(!said.contains(words), "{format} of {name} may break « {words} »");
            }
        }
    }
}

#[test]
fn the_group_replaces_words_and_looks() {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("modeles");
    std::fs::create_dir(&own).unwrap();
    std::fs::write(
        own.join("words.toml"),
        "section-positif = { fr = \"Ce dont nous nous félicitons\", en = \"Welcome\" }\n",
    )
    .unwrap();
    std::fs::write(own.join("page.css"), "body { color: teal }\n").unwrap();
    let own = own.display().to_string();
    let source = path("small/note-exception-2018.pdf");
    let html = made(&source, "html", folder.path(), &["--template", &own]);
    assert!(html.contains("Ce dont nous nous félicitons") && html.contains("body { color: teal }"));
    assert!(!html.contains("@bottom-right"), "the built-in page.css is replaced");
    assert!(made(&source, "docx", folder.path(), &["--template", &own]).contains("Ce dont nous nous félicitons"));
    std::fs::write(folder.path().join("modeles/report.html"), "{{ head. }}").unwrap();
    let ran =
        glose(&["report", &source, "--template", &own, "-o", &folder.path().join("x.html").display().to_string()]);
    assert!(ran.code == 1 && ran.err.contains("report.html"), "{} {}", ran.code, ran.err);
}

#[test]
fn several_texts_go_to_a_folder_and_one_failure_stops_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let bad = folder.path().join("rien.pdf");
    std::fs::write(&bad, "rien").unwrap();
    let out = folder.path().join("rapports");
    let files = [path("small/note-exception-2018.pdf"), bad.display().to_string(), path("small/note-renvois-2022.pdf")];
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let ran = glose(&[&["report"], &files[..], &["-o", &format!("{}/", out.display())]].concat());
    assert!(ran.code == 3 && ran.err.contains("rien.pdf"), "{} {}", ran.code, ran.err);
    let index = std::fs::read_to_string(out.join("index.html")).unwrap();
    for name in ["note-exception-2018", "note-renvois-2022"] {
        assert!(out.join(format!("{name}.rapport.html")).exists(), "{name}");
        assert!(index.contains(&format!("href=\"{name}.rapport.html\"")), "{name}");
    }
    assert!(index.contains("rien.pdf") && !index.contains("rien.rapport.html"), "the index names what it lacks");
}

#[test]
fn fifty_pages_make_a_page_that_can_be_sent() {
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join("long.pdf");
    let texts = [
        "instruction-2021",
        "circulaire-penale-2019",
        "instruction-2015",
        "note-police-2014",
        "circulaire-mineurs-2017",
    ];
    let texts = texts.map(|t| path(&format!("development/{t}.pdf")));
    let parts = texts.iter().chain(&texts).map(String::as_str);
    let mut qpdf = std::process::Command::new("qpdf");
    let merged = glose_tests::ran(qpdf.args(["--empty", "--pages"]).args(parts).arg("--").arg(&long));
    assert_eq!(merged.code, 0, "{}", merged.err);
    let long = long.display().to_string();
    let pages =
        parsed(glose(&["analyze", "--format", "json", &long]).out.trim())["document"]["source"]["pages"].as_u64();
    assert!(pages > Some(50), "{pages:?} pages");
    let html = made(&long, "html", folder.path(), &[]);
    assert!(html.len() < 2_000_000, "{} bytes", html.len());
}
