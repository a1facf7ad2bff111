//! Compares two gold-labelled texts, so that the comparison can be scored apart from what reads
//! and tags: `score.py --bin target/release/examples/gold --what compare corpus`.
//!
//! usage: `gold compare OLD NEW [--format json]`; for each NAME.ext, NAME.gold.json beside it is read.
//! With `GLOSE_BASELINE` set, the pairs are those of a plain word difference.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "gold/labels.rs"]
mod labels;

use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, Change, Pair, Relation};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names: Vec<String> = std::env::args().skip(2).take(2).collect();
    let [old, new] = names.as_slice() else { return Err("usage: gold compare OLD NEW".into()) };
    let read = |name: &str| -> Result<_, Box<dyn std::error::Error>> {
        let path = std::path::Path::new(name).with_extension("gold.json");
        Ok(labels::analysis(name, &std::fs::read_to_string(path)?)?)
    };
    let (old, new) = (read(old)?, read(new)?);
    let mut comparison = glose_compare::compare(&old, &new, &Grid::default_grid(Lang::Fr), Lang::Fr);
    if std::env::var_os("GLOSE_BASELINE").is_some() {
        comparison.pairs = baseline(&old, &new);
    }
    println!("{}", serde_json::to_string(&comparison)?);
    Ok(())
}

fn baseline(old: &Analysis, new: &Analysis) -> Vec<Pair> {
    let links = glose_compare::word_diff_links(&old.clauses, &new.clauses);
    let alone_old = (0..old.clauses.len()).filter(|i| !links.iter().any(|l| l.0 == *i)).map(|i| (Some(i), None));
    let alone_new = (0..new.clauses.len()).filter(|j| !links.iter().any(|l| l.1 == *j)).map(|j| (None, Some(j)));
    let all = links.iter().map(|(i, j)| (Some(*i), Some(*j))).chain(alone_old).chain(alone_new);
    all.map(|(i, j)| {
        let id = |i: Option<usize>, side: &Analysis| i.and_then(|i| side.clauses.get(i)).map(|c| c.id.clone());
        let same =
            i.zip(j).is_some_and(|(i, j)| old.clauses.get(i).map(|c| &c.text) == new.clauses.get(j).map(|c| &c.text));
        Pair {
            id: String::new(),
            old: id(i, old).into_iter().collect(),
            new: id(j, new).into_iter().collect(),
            relation: match (i, j) {
                (None, _) => Relation::Added,
                (_, None) => Relation::Removed,
                _ if same => Relation::Unchanged,
                _ => Relation::Reworded,
            },
            effects: Vec::new(),
            effects_evidence: Vec::new(),
            change: Change::None,
            diff: Vec::new(),
            concerns: Vec::new(),
            why: String::new(),
            weight: 0.0,
        }
    })
    .collect()
}
