//! Learns the tables of weights from the labelled texts of `corpus/`, and says what they are worth.
//!
//! `cargo xtask learn` writes the tables; `--measure` learns without each part of the texts in turn and
//! prints the figures on what was left out; `--dry` writes nothing; `--lists` says which lists of words tell of
//! their concern, and how often; `--words FILE` tries other lists; `--test FOLDER` prints the figures on a folder
//! that teaches nothing; `--errors` prints the errors too.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use glose_analyze::learning::{Learnt, Tables};
use glose_evaluate::{Evaluation, Figures, Gold, Lesson, lesson};
use glose_french::Words;
use glose_grid::{Grid, Vocabulary};
use glose_model::messages::Lang;

use crate::{learn_changes, root};

/// A labelled text and where it lies.
pub(crate) struct Text {
    pub(crate) lesson: Lesson,
    pub(crate) family: usize,
    pub(crate) folder: PathBuf,
}

pub(crate) fn run(args: &[&str]) -> Result<()> {
    let (mut measure, mut lists, mut write, mut errors) = (false, false, true, 0);
    let mut words = None;
    let (mut test, mut folders) = (Vec::new(), Vec::new());
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match *arg {
            "--measure" => measure = true,
            "--dry" => write = false,
            "--lists" => lists = true,
            "--errors" => errors = ALL,
            "--words" => words = Some(*args.next().context("--words FILE")?),
            "--test" => test.push(PathBuf::from(args.next().context("--test FOLDER")?)),
            folder => folders.push(PathBuf::from(folder)),
        }
    }
    if folders.is_empty() {
        folders = ["development", "registers", "annotated", "passages"].map(|f| root().join("corpus").join(f)).into();
    }
    let grid = match words {
        None => Grid::default_grid(Lang::Fr),
        Some(file) => {
            let vocabulary = Vocabulary::of_words(&fs::read_to_string(file)?)?;
            let grid = Grid::parse_with(Grid::DEFAULT_SOURCE, vocabulary, Lang::Fr);
            grid.map_err(|faults| {
                anyhow::anyhow!(faults.into_iter().map(|f| f.message).collect::<Vec<_>>().join("\n"))
            })?
        }
    };
    let texts = read(&folders)?;
    let mut lessons: Vec<Lesson> = texts.iter().map(|t| t.lesson.clone()).collect();
    lessons.push(sentences()?);
    println!("{} texts, {} clauses", lessons.len(), lessons.iter().map(|l| l.labels.len()).sum::<usize>());
    if lists {
        return show_lists(&lessons, &grid);
    }
    let learnt = lesson::learn(&lessons, &grid);
    if measure {
        for folder in &folders {
            let mut evaluation = Evaluation::default();
            for text in texts.iter().filter(|t| t.folder == *folder) {
                judge(&text.lesson, &grid, learnt.without(text.family), &mut evaluation);
            }
            show(&format!("{}, each text left out", folder.display()), &evaluation.figures(), errors);
        }
    }
    for folder in &test {
        let unseen = read(std::slice::from_ref(folder))?;
        let mut evaluation = Evaluation::default();
        unseen.iter().for_each(|text| judge(&text.lesson, &grid, &learnt.all, &mut evaluation));
        show(&folder.display().to_string(), &evaluation.figures(), errors);
    }
    if write {
        write_tables(&learnt, lessons.len())?;
    }
    learn_changes::run(&folders, &texts, &learnt, &grid, (measure, write))
}

/// For each list of words on a concern, and each of its terms: labelled clauses that say it, with the concern and without.
fn show_lists(lessons: &[Lesson], grid: &Grid) -> Result<()> {
    let mut counts: BTreeMap<(usize, &str, &str), [usize; 2]> = BTreeMap::new();
    for clause in lessons.iter().flat_map(|t| &t.gold.clauses) {
        let reading = grid.read(&Words::new(&clause.quote));
        for hit in reading.all() {
            let (Some(list), Some(theme)) = (grid.list(hit.set), grid.theme(hit.set)) else { continue };
            let concern = grid.file.concern.get(theme).map_or("", |c| c.id.as_str());
            let without = usize::from(!clause.concerns.iter().any(|c| c == concern));
            let terms = grid.file.words.get(list).map(|t| t.list.as_slice()).unwrap_or_default();
            let term = terms.get(hit.term as usize).map_or("", String::as_str);
            for key in [(theme, list, ""), (theme, list, term)] {
                if let Some(slot) = counts.entry(key).or_default().get_mut(without) {
                    *slot += 1;
                }
            }
        }
    }
    println!("concern\tlist\tterm\twith\twithout");
    for ((theme, list, term), [with, without]) in counts {
        let concern = grid.file.concern.get(theme).map_or("", |c| c.id.as_str());
        println!("{concern}\t{list}\t{term}\t{with}\t{without}");
    }
    Ok(())
}

fn judge(text: &Lesson, grid: &Grid, tables: &Tables, evaluation: &mut Evaluation) {
    if !lesson::judge(text, grid, tables, evaluation) {
        println!("{}: {}", text.name, if text.carries() { "not seen as on the subject" } else { "seen as on it" });
    }
}

/// More errors than any text has.
const ALL: usize = 10_000;

pub(crate) fn show(what: &str, figures: &Figures, errors: usize) {
    println!("--- {what}");
    print!("{}", glose_evaluate::table(figures, errors, Lang::Fr));
}

/// The labelled texts of the folders, in the order of their names.
fn read(folders: &[PathBuf]) -> Result<Vec<Text>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            files.push(entry?.path());
        }
    }
    files.sort();
    let mut read = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (document, gold) = if let Some(stem) = name.strip_suffix(".labels.txt") {
            let read = glose_evaluate::Labelled::parse(&fs::read_to_string(file)?, stem);
            let read = read.map_err(|e| anyhow::anyhow!("{name}, line {}: {e}", e.line))?;
            (read.document, read.gold)
        } else if name.ends_with(".gold.json") {
            let gold = Gold::parse(&fs::read_to_string(file)?)?;
            let source = file.with_file_name(&gold.document);
            let read = glose_extract::extract(&fs::read(&source)?, &gold.document, &Default::default(), None);
            (read.map_err(|e| anyhow::anyhow!("{}: {e}", source.display()))?.document, gold)
        } else {
            continue;
        };
        let name = name.trim_end_matches(".labels.txt").trim_end_matches(".gold.json").to_owned();
        read.push((Lesson::new(name, document, gold), file.parent().map(Path::to_path_buf).unwrap_or_default()));
    }
    if read.is_empty() {
        bail!("no labelled text");
    }
    let (lessons, folders): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    let families = lesson::families(&lessons);
    let text = |((lesson, folder), family)| Text { lesson, family, folder };
    Ok(lessons.into_iter().zip(folders).zip(families).map(text).collect())
}

/// The sentences of `tests/cases/force.txt` as one text, a paragraph each.
fn sentences() -> Result<Lesson> {
    let file = root().join("tests/cases/force.txt");
    let mut text = String::new();
    let table = fs::read_to_string(&file)?;
    let lines = table.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).filter_map(|l| l.split_once('\t'));
    for (i, (force, sentence)) in lines.enumerate() {
        // A heading before each, so that none stands beside another.
        text += &format!("# | {}\n{} ¶ [|{force}|neutre] {sentence}\n", i + 1, i + 1);
    }
    let read = glose_evaluate::Labelled::parse(&text, "force");
    let read = read.map_err(|e| anyhow::anyhow!("{}, sentence {}: {e}", file.display(), e.line / 2))?;
    Ok(Lesson { force_alone: true, ..Lesson::new("force".to_owned(), read.document, read.gold) })
}

/// A weight that is nearer to zero is not worth its place in a table.
const LEAST: f32 = 0.03;

fn write_tables(learnt: &Learnt, texts: usize) -> Result<()> {
    let made =
        format!("Learnt from the {texts} labelled texts of corpus/ by `cargo xtask learn`; do not edit by hand.");
    let folder = root().join("grids/traite");
    let vocabulary = &learnt.all.vocabulary;
    let concerns =
        format!("{made}\nWhat signs speak for which concern, as log odds; the signs are explained in docs/poids.md.");
    let polarity = format!("{made}\nWhat signs speak for which worth of a clause that carries a concern, as log odds.");
    let force = format!("{made}\nWhat signs speak for which force, as log odds.");
    put(&root().join("crates/glose-french/data/force-weights.tsv"), &learnt.all.force.to_text(&force, LEAST))?;
    put(&folder.join("concerns.tsv"), &vocabulary.concerns.to_text(&concerns, LEAST))?;
    put(&folder.join("polarity.tsv"), &vocabulary.polarity.to_text(&polarity, LEAST))?;
    let stance = format!("{made}\nWhat a second look at worth weighs, which knows the verdicts around, as log odds.");
    put(&folder.join("stance.tsv"), &vocabulary.stance.to_text(&stance, LEAST))?;
    let topic = format!("{made}\nWhat signs of a text as a whole speak for its being on the subject, as log odds.");
    put(&folder.join("topic.tsv"), &vocabulary.topic.to_text(&topic, LEAST))?;
    put(&folder.join("weights.toml"), &format!("# {made}\n{}", toml::to_string(&vocabulary.weights)?))?;
    let usual =
        format!("# {made}\n# For grids without a vocabulary. The signs are explained at `Signal` and `Clue`.\n");
    put(&root().join("crates/glose-grid/src/weights.toml"), &format!("{usual}{}", toml::to_string(&learnt.usual)?))
}

pub(crate) fn put(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| path.display().to_string())
}
