//! All figures of a set of texts.

use std::collections::BTreeMap;

use glose_model::{Analysis, Comparison, Document, Program};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::analysis::{self, ClauseCounts};
use crate::comparison::{self, PairCounts};
use crate::counts::Counts;
use crate::errors::{self, Error};
use crate::extraction::{self, Extraction};
use crate::findings::{self, FindingCounts};
use crate::gold::{Gold, GoldComparison};
use crate::names;

/// Counts of several texts, as they come in.
#[derive(Clone, Debug, Default)]
pub struct Evaluation {
    extractions: Vec<Extraction>,
    analysed: Vec<String>,
    clauses: ClauseCounts,
    findings: FindingCounts,
    compared: Vec<String>,
    pairs: PairCounts,
    errors: Vec<Error>,
}

/// Figures over all texts that were counted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Figures {
    /// Always `glose.evaluation/1`.
    pub format: String,
    /// The program that wrote it.
    pub program: Program,
    /// The texts whose analysis was counted, in the order given.
    pub documents: Vec<String>,
    /// The pairs of texts whose comparison was counted, in the order given.
    pub comparisons: Vec<String>,
    /// `tag.f1`, `finding.recall`… rounded to four decimals; only those that something was counted for.
    pub figures: BTreeMap<String, f64>,
    /// Concern by concern.
    pub concerns: Vec<Row>,
    /// Forces: one row a labelled force, `found` to number of clauses.
    pub forces: Vec<ConfusionRow>,
    /// Findings, kind by kind.
    pub findings: Vec<Row>,
    /// What went wrong: by kind of error, the worst first.
    pub errors: Vec<Error>,
}

/// The figures of one concern or one kind of finding.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// Its identifier.
    pub id: String,
    /// Its counts.
    pub counts: Counts,
    /// Right over found.
    pub precision: f64,
    /// Right over wanted.
    pub recall: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

/// What the clauses of one labelled force were taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConfusionRow {
    /// The labelled force.
    pub wanted: String,
    /// Given force to number of clauses.
    pub found: BTreeMap<String, usize>,
}

impl Figures {
    /// The format's name and version.
    pub const FORMAT: &'static str = "glose.evaluation/1";

    /// The figure `name`.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<f64> {
        self.figures.get(name).copied()
    }
}

impl Row {
    fn new(id: &str, counts: Counts) -> Self {
        let (precision, recall, f1) = (round(counts.precision()), round(counts.recall()), round(counts.f1()));
        Self { id: id.to_owned(), counts, precision, recall, f1 }
    }
}

impl Evaluation {
    /// Counts how well a document was read.
    pub fn extracted(&mut self, gold: &Gold, document: &Document) {
        self.extractions.push(extraction::extraction(gold, document));
    }

    /// Counts how well a document was analysed.
    pub fn analysed(&mut self, gold: &Gold, analysis: &Analysis) {
        let mut errors = Vec::new();
        self.clauses.add(&analysis::clauses(gold, analysis, &mut errors));
        self.findings.add(&findings::findings(gold, analysis, &mut errors));
        self.note(&gold.document, errors);
        self.analysed.push(gold.document.clone());
    }

    /// Counts how well two documents were compared.
    pub fn compared(&mut self, gold: &GoldComparison, comparison: &Comparison) {
        let mut errors = Vec::new();
        self.pairs.add(&comparison::pairs(gold, comparison, &mut errors));
        let name = format!("{} → {}", gold.old, gold.new);
        self.note(&name, errors);
        self.compared.push(name);
    }

    fn note(&mut self, document: &str, errors: Vec<Error>) {
        self.errors.extend(errors.into_iter().map(|e| Error { document: document.to_owned(), ..e }));
    }

    /// The figures of all that was counted.
    #[must_use]
    pub fn figures(&self) -> Figures {
        let mut figures = BTreeMap::new();
        if !self.extractions.is_empty() {
            self.extraction_figures(&mut figures);
        }
        if !self.analysed.is_empty() {
            self.analysis_figures(&mut figures);
        }
        if !self.compared.is_empty() {
            let pairs = &self.pairs;
            three(&mut figures, "align", pairs.links);
            figures.insert("align.relation_accuracy".into(), pairs.relation.value());
            three(&mut figures, "effect", pairs.effects);
            figures.insert("effect.weakened_recall".into(), pairs.weakened.value());
        }
        for value in figures.values_mut() {
            *value = round(*value);
        }
        let mut errors = self.errors.clone();
        errors::sort(&mut errors);
        Figures {
            format: Figures::FORMAT.to_owned(),
            program: Program::default(),
            documents: self.analysed.clone(),
            comparisons: self.compared.clone(),
            figures,
            concerns: self.clauses.by_concern.iter().map(|(id, c)| Row::new(id, *c)).collect(),
            forces: self.forces(),
            findings: self.findings.by_kind.iter().map(|(k, c)| Row::new(names::kind(*k), *c)).collect(),
            errors,
        }
    }

    fn extraction_figures(&self, out: &mut BTreeMap<String, f64>) {
        let all = &self.extractions;
        let mean = |of: fn(&Extraction) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
        let leaks: usize = all.iter().map(|e| e.furniture_leaks).sum();
        for (name, value) in [
            ("word_f1", mean(|e| e.word_f1)),
            ("heading_recall", mean(|e| e.heading_recall)),
            ("heading_precision", mean(|e| e.heading_precision)),
            ("furniture_leaks", leaks as f64),
            ("meta_accuracy", mean(|e| e.meta_accuracy)),
        ] {
            out.insert(format!("extract.{name}"), value);
        }
    }

    fn analysis_figures(&self, out: &mut BTreeMap<String, f64>) {
        let (clauses, findings) = (&self.clauses, &self.findings);
        three(out, "tag", clauses.tags);
        let wanted: Vec<f64> = clauses.by_concern.values().filter(|c| c.right + c.missed > 0).map(|c| c.f1()).collect();
        let macro_f1 = if wanted.is_empty() { 1.0 } else { wanted.iter().sum::<f64>() / wanted.len() as f64 };
        out.insert("tag.macro_f1".into(), macro_f1);
        for (concern, counts) in &clauses.by_concern {
            out.insert(format!("tag.f1.{concern}"), counts.f1());
        }
        three(out, "duration", clauses.durations);
        three(out, "reference", clauses.references);
        three(out, "polarity", clauses.polarity);
        three(out, "finding", findings.lines);
        for (name, share) in [
            ("modality.accuracy", clauses.force),
            ("segment.start_recall", clauses.start_recall),
            ("segment.start_precision", clauses.start_precision),
            ("page.accuracy", clauses.page),
            ("clause.lost_share", clauses.lost),
            ("finding.strict_recall", findings.strict),
            ("finding.polarity_accuracy", findings.polarity),
        ] {
            if share.all > 0 || name.starts_with("finding.strict") {
                out.insert(name.into(), share.value());
            }
        }
    }

    fn forces(&self) -> Vec<ConfusionRow> {
        let mut rows: BTreeMap<_, BTreeMap<String, usize>> = BTreeMap::new();
        for ((wanted, found), n) in &self.clauses.confusion {
            rows.entry(*wanted).or_default().insert(names::force(*found).to_owned(), *n);
        }
        rows.into_iter()
            .map(|(wanted, found)| ConfusionRow { wanted: names::force(wanted).to_owned(), found })
            .collect()
    }
}

fn three(out: &mut BTreeMap<String, f64>, name: &str, counts: Counts) {
    out.insert(format!("{name}.precision"), counts.precision());
    out.insert(format!("{name}.recall"), counts.recall());
    out.insert(format!("{name}.f1"), counts.f1());
}

fn round(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}
