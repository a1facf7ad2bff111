//! The program on the command line: several files, standard input, languages, pipes, encodings.
#![allow(clippy::unwrap_used, reason = "tests")]

use glose_tests::json::{list, parsed, text};
use glose_tests::pdf::{one_page, pdf, printed, stream};
use glose_tests::{corpus, glose, glose_fed, glose_in, program, root};
use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};

fn path(name: &str) -> String {
    corpus(name).display().to_string()
}

#[test]
fn several_files_are_json_lines_in_the_order_given() {
    let files = [
        "development/note-police-2014.pdf",
        "small/note-renvois-2022.pdf",
        "development/note-police-2014.docx",
        "small/note-exception-2018.pdf",
    ];
    let mut args = vec!["analyze".to_owned(), "--format".to_owned(), "json".to_owned()];
    args.extend(files.map(path));
    let ran = glose(&args);
    let found: Vec<String> =
        ran.out.lines().map(|l| text(&parsed(l)["document"]["source"], "file").to_owned()).collect();
    let given: Vec<&str> = files.iter().map(|f| f.rsplit('/').next().unwrap()).collect();
    assert_eq!(found, given);
}

#[test]
fn standard_input_is_a_file_like_another() {
    let bytes = fs::read(corpus("small/note-exception-2018.pdf")).unwrap();
    let (fed, named) =
        (glose_fed(&["extract", "-"], &bytes), glose(&["extract".to_owned(), path("small/note-exception-2018.pdf")]));
    assert_eq!((fed.code, &fed.out), (0, &named.out), "{}", fed.err);
    let ran = glose_fed(&["extract", "-", "--format", "json"], "Le préfet délivre un récépissé.\n".as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Le préfet délivre un récépissé."));
}

#[test]
fn messages_and_reports_speak_english_on_request() {
    let folder = tempfile::tempdir().unwrap();
    let note = path("small/note-exception-2018.pdf");
    let ran = glose_in(folder.path(), &["--lang", "en", "report", &note]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = fs::read_to_string(folder.path().join("note-exception-2018.rapport.html")).unwrap();
    assert!(page.contains("lang=\"en\""), "{}", &page[..200]);
    assert!(glose(&["--lang", "en", "extract", "no-such.pdf"]).err.contains("there is no such file"));
    for (lang, word) in [("fr", "Commandes"), ("en", "Commands")] {
        let help = glose(&["--lang", lang, "--help"]);
        assert!(help.code == 0 && help.out.contains(word), "{}", help.out);
    }
}

#[test]
fn no_help_text_is_left_in_english() {
    for command in ["report", "extract", "analyze", "explain", "compare", "grid", "evaluate", "schema"] {
        let help = glose(&[command, "--help"]);
        assert_eq!(help.code, 0, "{command}: {}", help.err);
        for english in ["Usage:", "Options:", "Arguments:", "Print ", "default:", "possible values"] {
            assert!(!help.out.contains(english), "{command} --help says « {english} »: {}", help.out);
        }
    }
}

#[test]
fn french_names_of_commands_are_the_same_commands() {
    let note = path("small/note-exception-2018.pdf");
    for (french, english) in [("extraire", "extract"), ("analyser", "analyze")] {
        assert_eq!(glose(&[french, &note]).out, glose(&[english, &note]).out);
    }
    for name in ["rapport", "comparer", "expliquer", "grille", "évaluer", "schéma"] {
        assert_eq!(glose(&[name, "--help"]).code, 0, "{name}");
    }
}

/// A reader that goes away (`| head -1`) once ended in a panic of the standard library.
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let files: Vec<String> = (0..12).map(|_| path("development/instruction-2021.pdf")).collect();
    let mut child = Command::new(program())
        .args(["analyze", "--format", "json"])
        .args(&files)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 64];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.is_empty(), "{said}");
}

#[test]
fn a_text_in_windows_1252_keeps_its_letters() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("note.txt");
    // « L’œuvre coûte 20 € », then a line in the same encoding.
    let bytes = b"\xab\xa0L\x92\x9cuvre co\xfbte 20 \x80\xa0\xbb, dit le pr\xe9fet.\n\nLa victime re\xe7oit un r\xe9c\xe9piss\xe9.\n";
    fs::write(&file, bytes).unwrap();
    let ran = glose(&["extract".to_owned(), file.display().to_string()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in ["L’œuvre coûte 20 €", "dit le préfet.", "La victime reçoit un récépissé."] {
        assert!(ran.out.contains(words), "« {words} » is not in: {}", ran.out);
    }
}

/// An AES-256 file, its user password « sésame », made with qpdf (installed by `cargo xtask ci`).
#[test]
fn a_protected_pdf_opens_with_its_password_only() {
    let folder = tempfile::tempdir().unwrap();
    let locked = folder.path().join("secret.pdf").display().to_string();
    let source = path("small/note-exception-2018.pdf");
    let made = Command::new("qpdf").args(["--encrypt", "sesame", "maitre", "256", "--", &source, &locked]).status();
    assert!(made.expect("qpdf is installed").success());
    let without = glose_fed(&["extract", &locked], b"");
    assert_eq!(without.code, 3);
    assert!(without.err.contains("secret.pdf") && without.err.contains("mot de passe"), "{}", without.err);
    let wrong = glose_fed(&["extract", "--password", "simsim", &locked], b"");
    assert_eq!(wrong.code, 3);
    assert!(wrong.err.contains("mot de passe"), "{}", wrong.err);
    let right = glose(&["extract", "--password", "sesame", &locked]);
    assert_eq!((right.code, right.out), (0, glose(&["extract", &source]).out), "{}", right.err);
    let json = glose(&["extract", "--format", "json", "--password", "sesame", &locked]);
    assert!(!json.out.contains("sesame"), "the password is written into the output");
}

#[test]
fn a_pdf_without_text_says_so_when_it_may_not_be_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let blank = folder.path().join("image.pdf");
    let mut objects = one_page("");
    objects.push(stream("", b"0 0 595 842 re f"));
    fs::write(&blank, pdf(&objects)).unwrap();
    let scan = path("development/instruction-2015-scan.pdf");
    for file in [blank.display().to_string(), scan] {
        let ran = glose(&["extract", "--ocr", "never", &file]);
        assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
        assert!(ran.err.contains("images de pages"), "{}", ran.err);
    }
}

#[test]
fn a_small_pdf_made_by_hand_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("main.pdf");
    let mut objects = one_page("");
    objects.push(stream("", printed("Le prefet delivre la carte.").as_bytes()));
    fs::write(&file, pdf(&objects)).unwrap();
    let ran = glose(&["extract".to_owned(), file.display().to_string()]);
    assert_eq!((ran.code, ran.out.trim()), (0, "Le prefet delivre la carte."), "{}", ran.err);
}

#[test]
fn only_the_pages_asked_for_are_given() {
    let ran = glose(&["extract", "--pages", "2-3", "--format", "json", &path("development/instruction-2015.pdf")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let document = parsed(ran.out.trim());
    let pages: Vec<u64> = list(&document, "pages_info").iter().filter_map(|p| p["page"].as_u64()).collect();
    assert_eq!(pages, [2, 3]);
    for block in list(&document, "blocks") {
        let on = list(block, "spans").iter().filter_map(|s| s["page"].as_u64());
        assert!(on.into_iter().any(|p| p == 2 || p == 3), "{block}");
    }
    assert_eq!(text(&document["options"], "pages"), "2-3");
}

#[test]
fn reports_of_several_texts_go_to_a_folder_with_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("rapports");
    fs::create_dir(&out).unwrap();
    let names = ["small/note-exception-2018.pdf", "small/note-renvois-2022.pdf"];
    let ran =
        glose(&["report", &path(names[0]), "nulle-part.pdf", &path(names[1]), "-o", &format!("{}/", out.display())]);
    assert_eq!(ran.code, 3, "{}", ran.err);
    let index = fs::read_to_string(out.join("index.html")).unwrap();
    for name in ["note-exception-2018.rapport.html", "note-renvois-2022.rapport.html"] {
        assert!(out.join(name).is_file() && index.contains(name), "{name}");
    }
}

#[test]
fn a_clause_is_explained_by_its_words() {
    let note = path("small/note-exception-2018.pdf");
    let analysis = parsed(glose(&["analyze", "--format", "json", &note]).out.trim());
    let clause = list(&analysis, "clauses").iter().find(|c| !list(c, "concerns").is_empty()).unwrap().clone();
    let ran = glose(&["explain", &note, text(&clause, "id")]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(text(&list(&clause, "concerns")[0], "id")), "{}", ran.out);
    let unknown = glose(&["explain", &note, "c9999"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("c9999") && unknown.err.contains("c1"), "{}", unknown.err);
}

#[test]
fn a_new_grid_passes_its_own_check_and_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(glose_in(folder.path(), &["grid", "new", "ma-grille.toml"]).code, 0);
    let ran = glose_in(folder.path(), &["grid", "check", "ma-grille.toml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("aucune faute"), "{}", ran.err);
    assert_eq!(glose_in(folder.path(), &["grid", "new", "ma-grille.toml"]).code, 1);
    let shown = glose_in(folder.path(), &["grid", "show", "ma-grille.toml"]);
    assert_eq!(shown.code, 0, "{}", shown.err);
    let own = glose(&["grid", "show"]);
    assert!(own.out.contains("Convention de Varsovie"), "{}", own.out);
}

#[test]
fn a_fault_in_a_grid_is_shown_under_its_words_with_advice() {
    let folder = tempfile::tempdir().unwrap();
    let grid = "[grid]\nid = 'x'\nversion = '1'\nlabel = { fr = 'X', en = 'X' }\nowners = { fr = 'Y', en = 'Y' }\n\n\
                [[concern]]\nid = 'a'\nlabel = { fr = 'A', en = 'A' }\nstrong = ['plainte', '/déla[i/']\n";
    fs::write(folder.path().join("g.toml"), grid).unwrap();
    let ran = glose_in(folder.path(), &["grid", "check", "g.toml"]);
    assert_eq!(ran.code, 3);
    for words in ["g.toml:10:", "strong = ['plainte', '/déla[i/']", "^", "conseil"] {
        assert!(ran.err.contains(words), "« {words} » is not in: {}", ran.err);
    }
}

/// The commands that the README and the LISEZMOI show exist, with the options that they show.
#[test]
fn the_commands_of_the_readme_exist() {
    let mut seen = 0;
    for file in ["README.md", "LISEZMOI.md", "CONTRIBUTING.md"] {
        let page = fs::read_to_string(root().join(file)).unwrap();
        for line in page.lines() {
            for shown in commands(line) {
                let words: Vec<&str> = shown.split_whitespace().collect();
                let options = words.iter().filter(|w| w.starts_with("--") && **w != "--help");
                let names: Vec<&str> =
                    words.iter().copied().take_while(|w| w.chars().all(char::is_alphabetic)).collect();
                let depth = if matches!(names.first(), Some(&"grid" | &"grille")) { 2 } else { 1 };
                let command = &names[..depth.min(names.len())];
                let help = glose(&[command, &["--help"]].concat());
                assert_eq!(help.code, 0, "{file}: glose {shown}: {}", help.err);
                for option in options {
                    let name = option.split('=').next().unwrap();
                    assert!(help.out.contains(name), "{file}: glose {shown}: no {name}");
                }
                seen += 1;
            }
            for named in line.split(['(', '`', ' ']).filter(|w| w.starts_with("corpus/") && w.ends_with(".pdf")) {
                assert!(root().join(named).is_file(), "{file}: {named}");
            }
        }
        for link in page.split("](").skip(1).filter_map(|l| l.split(')').next()) {
            let target = link.split('#').next().unwrap();
            assert!(target.starts_with("http") || root().join(target).exists(), "{file}: {link} leads nowhere");
        }
    }
    assert!(seen >= 10, "{seen}");
}

/// What follows `glose` (or `cargo run … --`) in the code of a line.
fn commands(line: &str) -> Vec<String> {
    let mut out = Vec::new();
    let spans = line.split('`').skip(1).step_by(2);
    let block = (!line.contains('`')).then_some(line.trim());
    for code in spans.chain(block) {
        let code = code.split(" #").next().unwrap_or(code);
        let words = code.strip_prefix("glose ").or_else(|| code.split_once("cargo run --release -- ").map(|(_, w)| w));
        out.extend(words.filter(|w| w.starts_with(|c: char| c.is_lowercase() || c == '-')).map(str::to_owned));
    }
    out
}
