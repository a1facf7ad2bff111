//! Learns the tables of the comparison from the labelled pairs of texts of `corpus/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use glose_analyze::learning::{Learnt, analyze_by};
use glose_compare::learning::{self, LabelledChange, LabelledPair, Tables};
use glose_evaluate::{Evaluation, GoldComparison, changes_of, labelled_pairs};
use glose_grid::Grid;
use glose_model::{Analysis, Clause};

use crate::learn::{Text, put, show};
use crate::root;

/// Two texts, analysed by tables that their family did not teach, and the labels of what changed.
struct Pair {
    old: Analysis,
    new: Analysis,
    gold: GoldComparison,
    folder: PathBuf,
}

/// Learns the tables of comparison; `measure` prints the figures on each pair left out.
pub(crate) fn run(
    folders: &[PathBuf],
    texts: &[Text],
    learnt: &Learnt,
    grid: &Grid,
    (measure, write): (bool, bool),
) -> Result<()> {
    let pairs = read(folders, texts, learnt, grid)?;
    let labelled: Vec<LabelledPair<'_>> = pairs.iter().map(labelled).collect();
    let tables = learning::learn_from(&labelled, grid);
    println!("{} pairs of texts", pairs.len());
    if measure {
        for folder in folders {
            let mut evaluation = Evaluation::default();
            let (mut wanted, mut ours, mut plain) = (0, 0, 0);
            for (pair, tables) in pairs.iter().zip(&tables.without).filter(|(p, _)| p.folder == *folder) {
                let found = learning::compare_by(tables, &pair.old, &pair.new, grid);
                evaluation.compared(&pair.gold, &found);
                let gold = linked(changes_of(&pair.gold, &pair.old.clauses, &pair.new.clauses));
                let place = |side: &[Clause], ids: &[String]| -> Vec<usize> {
                    ids.iter().filter_map(|id| side.iter().position(|c| c.id == *id)).collect()
                };
                let pairs = found.pairs.iter();
                let here =
                    linked(pairs.map(|p| (place(&pair.old.clauses, &p.old), place(&pair.new.clauses, &p.new), p)));
                let word_diff = glose_compare::word_diff_links(&pair.old.clauses, &pair.new.clauses);
                wanted += gold.len();
                ours += gold.intersection(&here).count();
                plain += word_diff.iter().filter(|l| gold.contains(l)).count();
            }
            if wanted > 0 {
                println!("{wanted} links: {ours} found, {plain} by a plain word difference");
            }
            show(&format!("{}, each pair left out", folder.display()), &evaluation.figures(), 0);
        }
    }
    if write { write_tables(&tables.all, pairs.len()) } else { Ok(()) }
}

/// The labelled pairs of the folders, in the order of their names.
fn read(folders: &[PathBuf], texts: &[Text], learnt: &Learnt, grid: &Grid) -> Result<Vec<Pair>> {
    let by_name: BTreeMap<(&Path, &str), &Text> =
        texts.iter().map(|t| ((t.folder.as_path(), t.lesson.name.as_str()), t)).collect();
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
            files.push(entry?.path());
        }
    }
    files.sort();
    let mut out = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".pairs.txt").or(name.strip_suffix(".compare.json")) else { continue };
        let (old, new) = stem.split_once("--").with_context(|| name.clone())?;
        let folder = file.parent().unwrap_or(file);
        let text = |name: &str| by_name.get(&(folder, name)).copied().with_context(|| format!("{name} has no labels"));
        let (old, new) = (text(old)?, text(new)?);
        let source = fs::read_to_string(file)?;
        let gold = if name.ends_with(".json") {
            GoldComparison::parse(&source)
        } else {
            labelled_pairs(&source, &old.lesson.gold, &new.lesson.gold)
        };
        let gold = gold.map_err(|e| anyhow::anyhow!("{name}, line {}: {e}", e.line))?;
        let analysis = |t: &Text| analyze_by(learnt.without(t.family), &t.lesson.document, grid);
        out.push(Pair { old: analysis(old), new: analysis(new), gold, folder: folder.to_path_buf() });
    }
    Ok(out)
}

/// The links between an old clause and a new one.
fn linked<T>(changes: impl IntoIterator<Item = (Vec<usize>, Vec<usize>, T)>) -> BTreeSet<(usize, usize)> {
    changes
        .into_iter()
        .flat_map(|(a, b, _)| a.into_iter().flat_map(move |i| b.clone().into_iter().map(move |j| (i, j))))
        .collect()
}

fn labelled(pair: &Pair) -> LabelledPair<'_> {
    let changes = changes_of(&pair.gold, &pair.old.clauses, &pair.new.clauses)
        .into_iter()
        .map(|(old, new, gold)| LabelledChange { old, new, relation: gold.relation, effects: gold.effects.clone() });
    LabelledPair { old: &pair.old, new: &pair.new, changes: changes.collect() }
}

fn write_tables(tables: &Tables, pairs: usize) -> Result<()> {
    let folder = root().join("crates/glose-compare/data");
    let made = format!(
        "Learnt from the {pairs} labelled pairs of texts of corpus/ by `cargo xtask learn`; do not edit by hand."
    );
    let all = [
        ("likeness.tsv", &tables.likeness, "What speaks for two clauses being versions of one another, as log odds."),
        (
            "parts.tsv",
            &tables.parts,
            "What speaks for a clause being a part of one that was cut or joined, as log odds.",
        ),
        (
            "direction.tsv",
            &tables.direction,
            "What speaks for a change serving those whom the grid protects, as log odds.",
        ),
    ];
    for (name, table, what) in all {
        put(&folder.join(name), &table.to_text(&format!("{made}\n{what}"), 0.0))?;
    }
    Ok(())
}
