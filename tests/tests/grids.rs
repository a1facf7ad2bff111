//! The grids that the program comes with: what they find, and that the engine knows no subject.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;
use std::fs;

use glose_analyze::analyze;
use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, Document};
use glose_tests::root;

fn grid(name: &str) -> Grid {
    let text = fs::read_to_string(root().join("grids").join(name)).unwrap();
    Grid::parse(&text, Lang::Fr).unwrap()
}

fn read(text: &str) -> Document {
    glose_extract::extract(text.as_bytes(), "texte.md", &Default::default(), None).unwrap().document
}

/// What is said of the first clause with these words: concerns, then worth.
fn said(analysis: &Analysis, words: &str) -> String {
    let clause = analysis.clauses.iter().find(|c| c.text.contains(words)).unwrap();
    let concerns: Vec<&str> = clause.concerns.iter().map(|t| t.id.as_str()).collect();
    format!("{} {:?}", concerns.join(" "), clause.polarity)
}

#[test]
fn another_subject_needs_only_another_grid() {
    let text = fs::read_to_string(root().join("tests/texts/hebergement-2023.md")).unwrap();
    let housing = analyze(&read(&text), &grid("logement.toml"), Lang::Fr);
    for (words, wanted) in [
        ("Toute personne à la rue", "hebergement-urgence Positif"),
        ("dans la limite des places", "hebergement-urgence Probleme"),
        ("haltes de nuit", "hebergement-urgence AAmeliorer"),
        ("Aucune expulsion", "expulsions Positif"),
        ("Le concours de la force publique", "expulsions Probleme"),
        ("Le refus d’élection", "domiciliation Positif"),
        ("par messagerie", " Neutre"),
    ] {
        assert_eq!(said(&housing, words), wanted, "{words}");
    }
    let points: BTreeSet<String> = housing.findings.iter().map(|f| format!("{:?} {}", f.kind, f.concern)).collect();
    for point in [
        "ShortDuration hebergement-urgence",
        "ShortDuration expulsions",
        "ExclusivePower expulsions",
        "ConditionalRight hebergement-urgence",
        "WeakModality hebergement-urgence",
        "Positive domiciliation",
        "Silence habitat-indigne",
        "Silence droit-opposable",
    ] {
        assert!(points.contains(point), "{point}: {points:?}");
    }
    assert!(!points.contains("Silence domiciliation"), "{points:?}");
}

/// Of the sentences of `tests/cases/concerns.txt`, at most this share may be tagged otherwise than said there.
const WRONG: f64 = 0.15;

#[test]
fn sentences_carry_the_concerns_that_a_lawyer_gave_them() {
    let table = fs::read_to_string(root().join("tests/cases/concerns.txt")).unwrap();
    let cases: Vec<[&str; 3]> = table
        .lines()
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
        .map(|l| l.split('\t').collect::<Vec<_>>().try_into().unwrap())
        .collect();
    assert!(cases.len() >= 60);
    // Each stands under a heading, so that none leans on another.
    let mut text = String::from("# Préambule\n\nLa présente instruction concerne les victimes de traite.\n\n");
    for (i, [_, heading, sentence]) in cases.iter().enumerate() {
        let heading = if *heading == "-" { format!("Point {}", i + 1) } else { (*heading).to_owned() };
        text += &format!("# {heading}\n\n{sentence}\n\n");
    }
    let analysis = analyze(&read(&text), &Grid::default_grid(Lang::Fr), Lang::Fr);
    let mut wrong = Vec::new();
    for [concerns, _, sentence] in &cases {
        let clause = analysis.clauses.iter().find(|c| c.text == *sentence);
        let clause = clause.unwrap_or_else(|| panic!("« {sentence} » is not one clause"));
        let found: BTreeSet<&str> = clause.concerns.iter().map(|t| t.id.as_str()).collect();
        let wanted: BTreeSet<&str> = concerns.split(' ').filter(|c| *c != "-").collect();
        if wanted.is_empty() && !found.is_empty() || !wanted.is_subset(&found) {
            wrong.push(format!("{wanted:?} not {found:?}: {sentence}"));
        }
    }
    let share = wrong.len() as f64 / cases.len() as f64;
    assert!(share <= WRONG, "{share:.2} wrong:\n{}", wrong.join("\n"));
}
