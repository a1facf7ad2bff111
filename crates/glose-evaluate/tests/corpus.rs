//! The labels of the project's own documents: they are read, and they agree with themselves.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use glose_evaluate::{Evaluation, Gold, GoldComparison, agreement, agreement_table, analysis_of, table};
use glose_model::messages::Lang;

fn files(ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/development");
    let mut out: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.to_string_lossy().ends_with(ending))
        .collect();
    out.sort();
    assert!(!out.is_empty());
    out
}

#[test]
fn labels_agree_with_themselves() {
    let mut evaluation = Evaluation::default();
    for file in files(".gold.json") {
        let gold = Gold::parse(&fs::read_to_string(&file).unwrap()).unwrap();
        let analysis = analysis_of(&gold);
        assert_eq!(analysis.clauses.len(), gold.clauses.len());
        evaluation.analysed(&gold, &analysis);
    }
    let figures = evaluation.figures();
    for name in
        ["tag.f1", "tag.macro_f1", "modality.accuracy", "polarity.f1", "duration.f1", "reference.f1", "page.accuracy"]
    {
        assert!(figures.get(name).unwrap() > 0.985, "{name} {:?}", figures.get(name));
    }
    assert!(figures.get("finding.recall").unwrap() > 0.99);
    assert!(table(&figures, 2, Lang::Fr).contains("\n  mineurs "));
}

#[test]
fn an_annotator_agrees_with_himself() {
    let gold = Gold::parse(&fs::read_to_string(files("note-police-2014.gold.json").first().unwrap()).unwrap()).unwrap();
    let same = agreement(&gold, &gold);
    assert_eq!((same.clauses, same.of), (gold.clauses.len(), gold.clauses.len()));
    assert!((same.force.kappa - 1.0).abs() < 0.02, "{same:?}");
    assert!((same.concern_sets_alpha - 1.0).abs() < 0.02);
    assert!(agreement_table(&same, Lang::Fr).contains("kappa"));
}

#[test]
fn compared_labels_are_read() {
    for file in files(".compare.json") {
        let gold = GoldComparison::parse(&fs::read_to_string(&file).unwrap()).unwrap();
        assert!(gold.pairs.len() > 100);
        assert!(gold.pairs.iter().any(|p| p.old.is_empty()) && gold.pairs.iter().any(|p| p.new.is_empty()));
    }
}

#[test]
fn a_fault_in_labels_has_its_place() {
    let error = Gold::parse("{\"document\": \"a.pdf\",\n \"clauses\": [{\"quote\": \"x\", \"modality\": \"ordre\"}]}")
        .unwrap_err();
    assert_eq!(error.line, 2);
}
