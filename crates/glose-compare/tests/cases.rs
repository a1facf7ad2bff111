//! The cases of `tests/cases/*.txt`, and the labelled pairs of the corpus.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "../examples/gold/labels.rs"]
mod labels;

use std::collections::{BTreeMap, BTreeSet};

use glose_compare::compare;
use glose_french::{ReferenceContext, Words, durations, references};
use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, Clause, Comparison, Tag};
use serde_json::Value;

fn grid() -> Grid {
    Grid::default_grid(Lang::Fr)
}

/// One side of a case: its lines begin with `sign`.
fn side(lines: &[&str], sign: char) -> Analysis {
    let mut out = labels::analysis("case", r#"{"sections": [], "clauses": []}"#).unwrap();
    let mut heading: Vec<String> = Vec::new();
    for line in lines.iter().filter_map(|l| l.strip_prefix(sign)) {
        if let Some(title) = line.strip_prefix('#') {
            heading = vec![title.trim().to_owned()];
            continue;
        }
        let (text, marks) = line.trim().strip_suffix(']').and_then(|l| l.rsplit_once('[')).unwrap_or((line, ""));
        out.clauses.push(clause(out.clauses.len(), text.trim(), marks, &heading));
    }
    out
}

fn clause(n: usize, text: &str, marks: &str, heading: &[String]) -> Clause {
    let word = |m: &str| Value::String(m.to_owned());
    let words = Words::new(text);
    let mut clause: Clause = serde_json::from_value(serde_json::json!({
        "id": format!("c{}", n + 1), "text": text, "page": 1, "pages": [1], "section": "", "headings": heading, "stem": null,
        "blocks": [], "concerns": [], "modality": "constat", "modality_evidence": [], "actor": null, "beneficiary": null,
        "attenuators": [], "intensifiers": [], "durations": durations(&words).into_iter().map(|d| d.iso).collect::<Vec<_>>(),
        "references": references(&words, &mut ReferenceContext::default()).into_iter().map(|r| r.form).collect::<Vec<_>>(),
        "values": [], "polarity": "neutre", "polarity_reason": null,
    }))
    .unwrap();
    for mark in marks.split_whitespace() {
        if let Ok(modality) = serde_json::from_value(word(mark)) {
            clause.modality = modality;
        } else if let Ok(polarity) = serde_json::from_value(word(mark)) {
            clause.polarity = polarity;
        } else {
            clause.concerns.push(Tag { id: mark.to_owned(), score: 1.0, evidence: Vec::new() });
        }
    }
    clause
}

fn every_clause_once(c: &Comparison) {
    for (clauses, in_pairs) in [
        (&c.old.clauses, c.pairs.iter().flat_map(|p| &p.old).collect::<Vec<_>>()),
        (&c.new.clauses, c.pairs.iter().flat_map(|p| &p.new).collect::<Vec<_>>()),
    ] {
        assert_eq!(in_pairs.len(), clauses.len());
        assert_eq!(in_pairs.into_iter().collect::<BTreeSet<_>>().len(), clauses.len());
    }
}

/// « split 1 > 1,2 strengthened » of each pair.
fn described(c: &Comparison) -> Vec<String> {
    let numbers = |ids: &[String]| ids.iter().map(|i| i.trim_start_matches('c')).collect::<Vec<_>>().join(",");
    let name = |v: Value| v.as_str().unwrap_or_default().to_owned();
    c.pairs
        .iter()
        .map(|p| {
            let effects: Vec<String> = p.effects.iter().map(|e| name(serde_json::to_value(e).unwrap())).collect();
            let relation = name(serde_json::to_value(p.relation).unwrap());
            let all = format!("{relation} {} > {} {}", numbers(&p.old), numbers(&p.new), effects.join(" "));
            all.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

fn run(table: &str) {
    let mut failed = Vec::new();
    let mut count = 0;
    for case in table.split("\n--- ").skip(1) {
        let (name, body) = case.split_once(" ---\n").unwrap();
        let lines: Vec<&str> = body.lines().collect();
        let comparison = compare(&side(&lines, '-'), &side(&lines, '+'), &grid(), Lang::Fr);
        every_clause_once(&comparison);
        let got = described(&comparison);
        for want in lines.iter().filter_map(|l| l.strip_prefix("= ")) {
            count += 1;
            let want = want.split_whitespace().collect::<Vec<_>>().join(" ");
            if !got.contains(&want) {
                failed.push(format!("{name}\n   wanted {want}\n   got    {}", got.join("\n          ")));
            }
        }
    }
    assert!(count > 10, "the table was read");
    assert!(failed.is_empty(), "{} of {count} fail\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn relations() {
    run(include_str!("cases/compare-relations.txt"));
}

#[test]
fn effects() {
    run(include_str!("cases/compare-effects.txt"));
}

fn corpus(name: &str) -> String {
    std::fs::read_to_string(format!("{}/../../corpus/development/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn gold(name: &str) -> Analysis {
    labels::analysis(name, &corpus(&format!("{name}.gold.json"))).unwrap()
}

/// Links and the effects on them, as quotes.
type Links = BTreeMap<(Option<String>, Option<String>), (String, BTreeSet<String>)>;

fn links(pairs: impl Iterator<Item = (Vec<String>, Vec<String>, String, BTreeSet<String>)>) -> Links {
    let mut out = Links::new();
    for (old, new, relation, effects) in pairs {
        let ends = |v: Vec<String>| if v.is_empty() { vec![None] } else { v.into_iter().map(Some).collect() };
        for a in ends(old) {
            for b in ends(new.clone()) {
                out.insert((a.clone(), b), (relation.clone(), effects.clone()));
            }
        }
    }
    out
}

#[test]
fn labelled_pairs_stay_above_their_floors() {
    for (a, b, least) in [
        ("instruction-2015", "instruction-2021", [0.95, 0.92, 0.80]),
        ("circulaire-penale-2013", "circulaire-penale-2019", [0.95, 0.90, 0.80]),
    ] {
        let (old, new) = (gold(a), gold(b));
        let got = compare(&old, &new, &grid(), Lang::Fr);
        every_clause_once(&got);
        let words = |v: &Value| -> Vec<String> {
            v.as_array().into_iter().flatten().filter_map(|q| q.as_str().map(str::to_owned)).collect()
        };
        let quotes =
            |side: &Analysis, ids: &[String]| ids.iter().map(|i| side.clause(i).unwrap().text.clone()).collect();
        let got = links(got.pairs.iter().map(|p| {
            let effects = words(&serde_json::to_value(&p.effects).unwrap()).into_iter().collect();
            let relation = serde_json::to_value(p.relation).unwrap().as_str().unwrap().to_owned();
            (quotes(&old, &p.old), quotes(&new, &p.new), relation, effects)
        }));
        let label: Value = serde_json::from_str(&corpus(&format!("{a}--{b}.compare.json"))).unwrap();
        let want = links(label["pairs"].as_array().unwrap().iter().map(|p| {
            let effects = words(&p["effects"]).into_iter().filter(|e| e != "none").collect();
            (words(&p["old"]), words(&p["new"]), p["relation"].as_str().unwrap().to_owned(), effects)
        }));
        let both: Vec<_> = want.keys().filter(|k| got.contains_key(*k)).collect();
        let f1 = |hit: usize, got: usize, want: usize| 2.0 * hit as f64 / (got + want) as f64;
        let related = both.iter().filter(|k| got[**k].0 == want[**k].0).count();
        let hits: usize = both.iter().map(|k| got[*k].1.intersection(&want[*k].1).count()).sum();
        let all = |l: &Links| l.values().map(|(_, e)| e.len()).sum::<usize>();
        let figures = [
            f1(both.len(), got.len(), want.len()),
            related as f64 / want.len() as f64,
            f1(hits, all(&got), all(&want)),
        ];
        for (figure, floor) in figures.iter().zip(least) {
            assert!(*figure >= floor, "{a}: links, relations, effects {figures:.3?} under {least:?}");
        }
    }
}

#[test]
fn a_text_against_itself_and_against_another() {
    let codes = |c: &Comparison| c.diagnostics.iter().map(|d| d.code.clone()).collect::<Vec<_>>();
    let (text, other) = (gold("instruction-2015"), gold("circulaire-chasse-2019"));
    let same = compare(&text, &text, &grid(), Lang::Fr);
    assert_eq!(codes(&same), ["identical"]);
    assert!(same.summary.advances.is_empty() && same.summary.setbacks.is_empty() && same.summary.watch.is_empty());
    let strange = compare(&text, &other, &grid(), Lang::Fr);
    every_clause_once(&strange);
    assert_eq!(codes(&strange), ["unrelated"]);
    assert!(strange.summary.setbacks.is_empty());
    every_clause_once(&compare(
        &text,
        &labels::analysis("", r#"{"sections": [], "clauses": []}"#).unwrap(),
        &grid(),
        Lang::Fr,
    ));
}

/// Letters that a scanner misreads, one in `one_in` of those it may.
fn scanned(text: &str, one_in: u64, seed: &mut u64) -> String {
    let mut out = String::new();
    for c in text.chars() {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let misread = match c {
            'e' => "c",
            'i' => "l",
            'l' => "1",
            'm' => "rn",
            'n' => "u",
            's' => "8",
            'é' => "e",
            ' ' if (*seed >> 40).is_multiple_of(3) => "",
            _ => "",
        };
        if (*seed >> 33).is_multiple_of(one_in) && !(misread.is_empty() && c != ' ') {
            out.push_str(misread)
        } else {
            out.push(c)
        }
    }
    out
}

#[test]
fn a_text_against_its_own_scan_shows_no_effect() {
    let mut seed = 7;
    for name in ["instruction-2015", "circulaire-penale-2019", "note-police-2014", "circulaire-mineurs-2017"] {
        let text = gold(name);
        let mut scan = text.clone();
        scan.clauses.iter_mut().for_each(|c| c.text = scanned(&c.text, 60, &mut seed));
        let got = compare(&text, &scan, &grid(), Lang::Fr);
        let kept = got.pairs.iter().filter(|p| p.old == p.new && p.effects.is_empty()).count();
        assert!(kept as f64 >= 0.98 * text.clauses.len() as f64, "{name}: {kept} of {}", text.clauses.len());
    }
}

#[test]
fn a_line_of_texts_keeps_what_vanishes_in_sight() {
    let texts = [
        side(
            &[
                "- Les mineurs sont présumés tels. [mineurs]",
                "- La carte est délivrée. [droit-au-sejour obligation positif]",
            ],
            '-',
        ),
        side(&["- Le préfet signe.", "- La carte peut être délivrée. [droit-au-sejour faculte a-ameliorer]"], '-'),
        side(&["- Le préfet signe.", "- La carte est délivrée. [droit-au-sejour obligation positif]"], '-'),
    ];
    let ledger = glose_compare::ledger(&texts.iter().collect::<Vec<_>>(), &grid(), Lang::Fr);
    let states = |concern: &str| -> Vec<String> {
        let row = ledger.ledger.iter().find(|r| r.concern == concern).unwrap();
        row.states.iter().map(|s| format!("{:?}", s.state)).collect()
    };
    assert_eq!(states("mineurs"), ["Present", "Silent", "Silent"]);
    assert_eq!(states("droit-au-sejour"), ["Present", "Weaker", "Stronger"]);
    let thread = [vec!["c2".to_owned()], vec!["c2".to_owned()], vec!["c2".to_owned()]];
    assert!(ledger.threads.iter().any(|t| t[..] == thread[..]));
}
