//! The table of messages: every code that the program uses is there, in both languages, with
//! French typography.
#![allow(clippy::unwrap_used, reason = "tests")]

use glose_model::messages::known;
use glose_tests::root;
use regex::Regex;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn table() -> BTreeMap<String, BTreeMap<String, String>> {
    let file = fs::read_to_string(root().join("crates/glose-model/src/messages.toml")).unwrap();
    toml::from_str(&file).unwrap()
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The codes that stand in the program's source where a message is asked for.
#[test]
fn every_code_used_is_in_the_table() {
    let mut files = Vec::new();
    sources(&root().join("crates"), &mut files);
    let calls = Regex::new(
        r#"(?s)(?:messages::text\(\s*[\w.()]+,|Diagnostic::new\(\s*[\w.()]+,\s*Severity::\w+,|ExtractError::new\(\s*[\w.()]+,|GridFault::new\(\s*[\w.()]+,\s*Severity::\w+,|\.note\(|\.say\(|\.fail\(\s*(?:crate::status::)?Outcome::\w+,|\bwarning\(\s*[\w.()]+,)\s*"([a-z][a-z0-9-]*)""#,
    )
    .unwrap();
    let mut used = 0;
    for file in files {
        let source = fs::read_to_string(&file).unwrap();
        for call in calls.captures_iter(&source) {
            let code = &call[1];
            assert!(known(code), "{}: the table does not know « {code} »", file.display());
            used += 1;
        }
    }
    assert!(used > 40, "only {used} calls were found: the pattern no longer fits the code");
}

#[test]
fn every_message_has_both_languages_and_the_same_places() {
    let place = Regex::new(r"\{([a-z-]+)\}").unwrap();
    for (code, texts) in table() {
        let places = |lang: &str| {
            let text = texts.get(lang).unwrap_or_else(|| panic!("{code} has no {lang}"));
            let mut found: Vec<String> = place.captures_iter(text).map(|c| c[1].to_owned()).collect();
            found.sort();
            found.dedup();
            found
        };
        assert_eq!(places("fr"), places("en"), "{code}");
    }
}

#[test]
fn french_messages_have_french_typography() {
    let faults = [
        (r"[^\u{a0}\u{202f}\s({\[«:;!?/0-9][!?;»](?:\s|$|\.)", "no-break space before « ; ! ? » and after words"),
        (r"[\p{L}»)\]}] :|[\p{L}»)\]}]:(?:\s|$)", "no-break space before « : »"),
        (r" [;!?»]", "a plain space before « ; ! ? »"),
        (r"« |«[^\u{a0}\u{202f}]", "no-break space after «"),
        (r"\p{L}'\p{L}", "’ and not '"),
        (r"\.\.\.", "… and not ..."),
        (r#""[^"]*""#, "« » and not \"\""),
    ]
    .map(|(pattern, why)| (Regex::new(pattern).unwrap(), why));
    let mut found = Vec::new();
    for (code, texts) in table() {
        let text = &texts["fr"];
        for (fault, why) in &faults {
            if let Some(here) = fault.find(text) {
                found.push(format!("{code}: « {} »: {why}", here.as_str()));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
