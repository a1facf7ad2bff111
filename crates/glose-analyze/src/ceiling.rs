//! What the checks find when every clause is read without a fault: the labels of a person in place of
//! tags, force and polarity. It shows what the checks are worth by themselves, and bounds what the
//! whole can find.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use glose_evaluate::{Evaluation, Figures, Gold};
use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, Block, BlockKind, Document, Meta, Tag};

use crate::findings;
use crate::testing::{block, document};
use crate::text::Text;

/// One block a labelled clause, under the headings of its section.
pub(crate) fn document_of(gold: &Gold) -> (Document, Vec<Option<usize>>) {
    let (mut blocks, mut labels): (Vec<Block>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    let (mut section, mut stem): (Option<&str>, Option<usize>) = (None, None);
    let mut sections = gold.sections.iter();
    for (at, clause) in gold.clauses.iter().enumerate() {
        if section != Some(&clause.section) {
            section = Some(&clause.section);
            stem = None;
            let wanted = sections.clone().position(|s| s.number == clause.section);
            for heading in sections.by_ref().take(wanted.map_or(0, |n| n + 1)) {
                let mut made = block(BlockKind::Heading, &format!("{} {}", heading.number, heading.title));
                (made.level, made.page) = (heading.level, clause.page);
                blocks.push(made);
                labels.push(None);
            }
        }
        let kind = if stem.is_some() { BlockKind::ListItem } else { BlockKind::Paragraph };
        let mut made = block(kind, &clause.quote);
        made.parent = stem.map(|s| format!("b{}", s + 1));
        (made.page, made.section) = (clause.page, clause.section.clone());
        blocks.push(made);
        labels.push(Some(at));
        let text = clause.quote.trim_end();
        stem = if text.ends_with(':') { Some(blocks.len() - 1) } else { stem.filter(|_| !text.ends_with('.')) };
    }
    let mut made = document(blocks);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    made.source.file.clone_from(&gold.document);
    made.meta = Meta {
        kind: some(&gold.meta.kind),
        date: some(&gold.meta.date),
        object: some(&gold.meta.object),
        ..Meta::default()
    };
    (made, labels)
}

/// The analysis that perfect clauses give.
pub(crate) fn with_labels(gold: &Gold, grid: &Grid) -> Analysis {
    let (document, labels) = document_of(gold);
    let mut analysis = crate::analyze(&document, grid, Lang::Fr);
    let mut text = Text::new(&document, grid, Lang::Fr);
    for (clause, setting) in text.clauses.iter_mut().zip(&text.settings) {
        let Some(label) = labels.get(setting.block).copied().flatten().and_then(|at| gold.clauses.get(at)) else {
            continue;
        };
        let tag = |id: &String| Tag { id: id.clone(), score: 1.0, evidence: Vec::new() };
        clause.concerns = label.concerns.iter().map(tag).collect();
        clause.modality = label.modality;
        clause.polarity = label.polarity;
        clause.durations.clone_from(&label.durations);
        clause.references.clone_from(&label.references);
    }
    let labelled = text.clauses.iter().any(|c| !c.concerns.is_empty());
    analysis.findings = if labelled { findings::findings(&text) } else { Vec::new() };
    analysis.clauses = text.clauses;
    analysis
}

fn golds() -> Vec<Gold> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus/development");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|p| p.to_string_lossy().ends_with(".gold.json"));
    files.sort();
    files.iter().map(|p| Gold::parse(&std::fs::read_to_string(p).unwrap()).unwrap()).collect()
}

fn figures(golds: &[Gold], grid: &Grid) -> Figures {
    let mut evaluation = Evaluation::default();
    for gold in golds {
        evaluation.analysed(gold, &with_labels(gold, grid));
    }
    evaluation.figures()
}

#[test]
fn perfect_clauses_give_most_of_the_annex() {
    let grid = Grid::default_grid(Lang::Fr);
    let golds = golds();
    for gold in &golds {
        let one = figures(std::slice::from_ref(gold), &grid);
        let get = |name: &str| one.get(name).unwrap_or(f64::NAN);
        println!(
            "{:32} precision {:.3} recall {:.3} strict {:.3} polarity {:.3}",
            gold.document,
            get("finding.precision"),
            get("finding.recall"),
            get("finding.strict_recall"),
            get("finding.polarity_accuracy")
        );
        println!("{}", lines(&with_labels(gold, &grid)));
    }
    let all = figures(&golds, &grid);
    println!("{}", glose_evaluate::table(&all, 80, Lang::Fr));
    assert!(all.get("finding.recall").unwrap() >= 0.80, "{:?}", all.get("finding.recall"));
    assert!(all.get("finding.precision").unwrap() >= 0.60, "{:?}", all.get("finding.precision"));
}

/// The annex as lines of text, for whoever works on the checks (`cargo test -- --nocapture`).
fn lines(analysis: &Analysis) -> String {
    let mut out = String::new();
    for f in &analysis.findings {
        out.push_str(&format!("[{:?}|{}|{:?}|{}] {}\n", f.kind, f.concern, f.polarity, f.weight, f.why));
        for (mark, list) in [("«", &f.clauses), ("MAIS «", &f.exceptions)] {
            for clause in list.iter().filter_map(|id| analysis.clause(id)) {
                out.push_str(&format!("      {mark} {}\n", clause.text));
            }
        }
    }
    out
}
