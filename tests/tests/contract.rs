//! The published JSON: every field is there, spans stay inside their texts, every clause has its
//! pair, and the same input gives the same bytes.

use glose_tests::json::{has, inside, lengths, list, parsed, text};
use glose_tests::{corpus, glose, program, ran, root};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

const TEXTS: &[&str] = &[
    "development/instruction-2015.pdf",
    "development/circulaire-penale-2013.pdf",
    "development/note-police-2014.docx",
    "development/circulaire-chasse-2019.pdf",
    "small/note-exception-2018.pdf",
];

fn paths(names: &[&str]) -> Vec<String> {
    names.iter().map(|n| corpus(n).display().to_string()).collect()
}

/// One JSON object for each of `names`, of `glose COMMAND --format json`.
fn objects(command: &str, names: &[&str]) -> Vec<Value> {
    let mut args = vec![command.to_owned(), "--format".to_owned(), "json".to_owned()];
    args.extend(paths(names));
    let ran = glose(&args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.lines().map(parsed).collect()
}

#[track_caller]
fn common(object: &Value, format: &str) {
    has(object, format, "format program options diagnostics");
    assert_eq!(text(object, "format"), format);
    has(&object["program"], "program", "name version");
    assert!(object["options"].is_object());
    for diagnostic in list(object, "diagnostics") {
        has(diagnostic, "diagnostic", "code severity message span");
    }
    let whole = object.to_string();
    assert!(!whole.contains(&root().display().to_string()), "a folder of the user's stands in {format}");
}

#[track_caller]
fn source_and_meta(object: &Value) {
    has(object, "document", "source meta");
    has(&object["source"], "source", "file sha256 pages kind text_layer");
    assert!(!text(&object["source"], "file").contains('/'));
    has(&object["meta"], "meta", "kind nor date issuer object signatory addressees references repeals attachments");
}

#[test]
fn documents_have_every_field_and_their_spans_stay_inside() {
    for document in objects("extract", TEXTS) {
        common(&document, "glose.document/1");
        source_and_meta(&document);
        for page in list(&document, "pages_info") {
            has(page, "page", "page width height rotation text_layer ocr_confidence");
        }
        let blocks = list(&document, "blocks");
        let known = lengths(blocks);
        let pages = document["source"]["pages"].as_u64();
        for block in blocks {
            let id = text(block, "id");
            has(block, id, "kind level number text cells page bbox spans section parent calls doubtful");
            let length = known[id];
            assert!(length > 0, "{id} is empty");
            let mut last = 0;
            for span in list(block, "spans") {
                has(span, "span", "page bbox start end");
                inside(span, length, id);
                assert!(span["start"].as_u64() >= Some(last), "the spans of {id} go back");
                last = span["start"].as_u64().unwrap_or(0);
                assert!(span["page"].as_u64() >= Some(1) && span["page"].as_u64() <= pages);
            }
            assert_eq!(block["page"].is_null(), pages.is_none(), "the page of {id}");
            for call in list(block, "calls") {
                assert!(call["at"].as_u64() <= Some(length as u64) && known.contains_key(text(call, "note")));
            }
            list(block, "doubtful").iter().for_each(|d| inside(d, length, id));
            assert!(block["parent"].is_null() || known.contains_key(text(block, "parent")), "parent of {id}");
        }
    }
}

const CONCERNS: &str = "mineurs motifs-raisonnables delai-retablissement associations formes-exploitation non-sanction \
                        conditions-de-vie droit-au-sejour pilotage suspicion information-droits acces-justice";

/// Fails unless the words of `evidence` stand where it says.
#[track_caller]
fn evidence(evidence: &Value, own: usize, clauses: &BTreeMap<String, usize>, blocks: &BTreeMap<String, usize>) {
    has(evidence, "evidence", "clause block start end rule");
    let within = match (evidence["clause"].as_str(), evidence["block"].as_str()) {
        (None, None) => own,
        (Some(clause), None) => clauses[clause],
        (None, Some(block)) => blocks[block],
        both => panic!("a clause and a block: {both:?}"),
    };
    inside(evidence, within, "evidence");
}

#[track_caller]
fn clauses(all: &[Value], blocks: &BTreeMap<String, usize>) -> BTreeMap<String, usize> {
    let known = lengths(all);
    for clause in all {
        let id = text(clause, "id");
        has(
            clause,
            id,
            "text page pages section headings stem blocks concerns modality modality_evidence actor beneficiary \
             attenuators intensifiers durations references values polarity polarity_reason polarity_chances",
        );
        let length = known[id];
        let words = |e: &Value| evidence(e, length, &known, blocks);
        list(clause, "modality_evidence").iter().for_each(words);
        for tag in list(clause, "concerns") {
            has(tag, "tag", "id score evidence");
            assert!(CONCERNS.split_whitespace().any(|c| c == text(tag, "id")));
            assert!(!list(tag, "evidence").is_empty(), "a tag of {id} without its words");
            list(tag, "evidence").iter().for_each(words);
        }
        for field in ["attenuators", "intensifiers"] {
            list(clause, field).iter().for_each(|s| inside(s, length, id));
        }
        for value in list(clause, "values") {
            has(value, "value", "kind value bound from start end");
            inside(value, length, id);
        }
        assert!(["positif", "probleme", "a-ameliorer", "neutre"].contains(&text(clause, "polarity")));
        let forces = ["obligation", "interdiction", "droit", "faculte", "recommandation", "constat"];
        let force = text(clause, "modality");
        assert!(forces.contains(&force));
        let shown = !list(clause, "modality_evidence").is_empty();
        assert!(shown || force == "constat", "the force of {id} ({force}) shows no words: {}", text(clause, "text"));
        if !clause["polarity_reason"].is_null() {
            has(&clause["polarity_reason"], "reason", "code why");
        }
        assert!(clause["stem"].is_null() || known.contains_key(text(clause, "stem")));
    }
    known
}

#[test]
fn analyses_have_every_field_and_their_evidence_stays_inside() {
    let documents = objects("extract", TEXTS);
    for (analysis, document) in objects("analyze", TEXTS).iter().zip(&documents) {
        common(analysis, "glose.analysis/1");
        source_and_meta(&analysis["document"]);
        has(&analysis["grid"], "grid", "id version sha256 concerns");
        list(&analysis["grid"], "concerns").iter().for_each(|c| has(c, "concern", "id label"));
        let blocks = lengths(list(document, "blocks"));
        let known = clauses(list(analysis, "clauses"), &blocks);
        let mut names = BTreeMap::new();
        let mut weight = f64::INFINITY;
        for finding in list(analysis, "findings") {
            let id = text(finding, "id");
            has(finding, id, "kind concern polarity clauses exceptions searched nearest why standards weight");
            assert!(names.insert(id, ()).is_none(), "two findings are called {id}");
            for field in ["clauses", "exceptions", "nearest"] {
                for clause in list(finding, field) {
                    assert!(clause.as_str().is_some_and(|c| known.contains_key(c)), "{id}: {clause}");
                }
            }
            assert!(!text(finding, "why").is_empty());
            let here = finding["weight"].as_f64().unwrap_or(f64::NAN);
            assert!(here <= weight, "findings go by weight");
            weight = here;
        }
    }
}

#[test]
fn a_text_on_something_else_has_no_finding_and_says_why() {
    let chasse = &objects("analyze", &["development/circulaire-chasse-2019.pdf"])[0];
    assert!(list(chasse, "findings").is_empty());
    assert!(list(chasse, "diagnostics").iter().any(|d| text(d, "code") == "off-topic"));
}

/// Fails unless every clause of both texts is in exactly one pair, with spans inside the texts.
#[track_caller]
fn comparison(object: &Value) {
    has(object, "comparison", "old new pairs summary");
    has(&object["summary"], "summary", "advances setbacks watch");
    let mut left: [BTreeMap<String, String>; 2] = Default::default();
    for (side, left) in ["old", "new"].iter().zip(&mut left) {
        source_and_meta(&object[*side]["document"]);
        for clause in list(&object[*side], "clauses") {
            left.insert(text(clause, "id").to_owned(), text(clause, "text").to_owned());
        }
    }
    let texts = left.clone();
    for pair in list(object, "pairs") {
        let id = text(pair, "id");
        has(pair, id, "old new relation effects effects_evidence change diff concerns why weight");
        let mut lengths = [0; 2];
        for (k, side) in ["old", "new"].iter().enumerate() {
            let ids: Vec<&str> = list(pair, side).iter().filter_map(Value::as_str).collect();
            for clause in &ids {
                assert!(left[k].remove(*clause).is_some(), "{side} {clause} is in two pairs, or in no text ({id})");
            }
            let joined: Vec<&str> = ids.iter().map(|c| texts[k][*c].as_str()).collect();
            lengths[k] = joined.join(" ").chars().count();
        }
        let counts = (list(pair, "old").len(), list(pair, "new").len());
        let fits = match text(pair, "relation") {
            "added" => counts.0 == 0 && counts.1 == 1,
            "removed" => counts.0 == 1 && counts.1 == 0,
            "split" => counts.1 > 1 && counts.0 >= 1,
            "merged" => counts.0 > 1 && counts.1 >= 1,
            _ => counts == (1, 1),
        };
        assert!(fits, "{id}: {} of {counts:?}", text(pair, "relation"));
        for shown in list(pair, "effects_evidence") {
            assert!(list(pair, "effects").contains(&shown["effect"]));
            list(shown, "old").iter().for_each(|s| inside(s, lengths[0], id));
            list(shown, "new").iter().for_each(|s| inside(s, lengths[1], id));
        }
        for op in list(pair, "diff") {
            has(op, "diff", "op old new");
            for (k, side) in ["old", "new"].iter().enumerate() {
                let ends: Vec<usize> = list(op, side).iter().filter_map(|n| Some(n.as_u64()? as usize)).collect();
                assert!(ends.len() == 2 && ends[0] <= ends[1] && ends[1] <= lengths[k], "{id}: {op}");
            }
        }
    }
    assert!(left.iter().all(BTreeMap::is_empty), "clauses in no pair: {left:?}");
}

#[test]
fn comparisons_put_every_clause_in_exactly_one_pair() {
    for names in [
        ["development/instruction-2015.pdf", "development/instruction-2021.pdf"],
        ["development/circulaire-penale-2013.pdf", "development/circulaire-penale-2019.docx"],
        ["development/instruction-2015.pdf", "development/circulaire-chasse-2019.pdf"],
    ] {
        let found = &objects("compare", &names)[0];
        common(found, "glose.comparison/1");
        comparison(found);
    }
}

#[test]
fn a_text_against_itself_has_not_changed() {
    let same = corpus("development/instruction-2015.pdf").display().to_string();
    let ran = glose(&["compare", "--format", "json", "--exit-code", &same, &same]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found = parsed(ran.out.trim());
    comparison(&found);
    assert!(list(&found, "pairs").iter().all(|p| text(p, "relation") == "unchanged" && text(p, "change") == "none"));
    let other = corpus("development/instruction-2021.pdf").display().to_string();
    assert_eq!(glose(&["compare", "--format", "json", "--exit-code", &same, &other]).code, 11);
}

#[test]
fn ledgers_say_each_concern_of_each_text() {
    let names =
        ["development/note-police-2014.pdf", "development/instruction-2015.pdf", "development/instruction-2021.pdf"];
    let ledger = &objects("compare", &names)[0];
    common(ledger, "glose.ledger/1");
    has(ledger, "ledger", "texts comparisons ledger threads");
    assert_eq!((list(ledger, "texts").len(), list(ledger, "comparisons").len()), (3, 2));
    list(ledger, "comparisons").iter().for_each(comparison);
    let known: Vec<_> = list(ledger, "texts").iter().map(|t| lengths(list(t, "clauses"))).collect();
    let rows = list(ledger, "ledger");
    assert_eq!(rows.iter().map(|r| text(r, "concern")).collect::<Vec<_>>().join(" "), CONCERNS);
    for row in rows {
        for (k, state) in list(row, "states").iter().enumerate() {
            has(state, "state", "text state clauses");
            assert_eq!(state["text"].as_u64(), Some(k as u64));
            let there = list(state, "clauses");
            assert!(there.iter().all(|c| c.as_str().is_some_and(|c| known[k].contains_key(c))));
            assert_eq!(text(state, "state") == "silent", there.is_empty(), "{row}");
        }
        assert_eq!(list(row, "states").len(), 3);
    }
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_the_threads() {
    let names = paths(TEXTS);
    let pair = paths(&["development/instruction-2015.pdf", "development/instruction-2021.pdf"]);
    let small = paths(&["small/note-exception-2018.pdf"]);
    let runs: [(&[&str], &[String]); 6] = [
        (&["extract", "--format", "json"], &names),
        (&["analyze", "--format", "json"], &names),
        (&["analyze", "--format", "csv"], &names),
        (&["compare", "--format", "json"], &pair),
        (&["report", "-o", "-"], &small),
        (&["compare", "--format", "table"], &pair),
    ];
    for (words, files) in runs {
        let run = |threads: &str| {
            let mut command = Command::new(program());
            ran(command.args(words).args(files).env("RAYON_NUM_THREADS", threads).current_dir(root()))
        };
        let (first, second) = (run("1"), run("3"));
        assert_eq!(first.code, 0, "{words:?} {}", first.err);
        assert!(first.out == second.out && first.err == second.err, "two runs of {words:?} differ");
    }
}
