//! An analysis with the labels of a person in place of the program's: what everything after the
//! clauses would do if the clauses were read without a fault.

use glose_model::{
    Analysis, Clause, ConcernHead, DocumentHead, Finding, GridHead, Meta, Program, Source, SourceKind, Tag,
};

use crate::gold::{Gold, GoldClause};

/// The analysis that the labels amount to: clauses with their concerns, force, polarity, durations
/// and references, without evidence, values or blocks; and the labelled findings.
#[must_use]
pub fn analysis_of(gold: &Gold) -> Analysis {
    let clauses = clauses(gold);
    let findings = findings(gold, &clauses);
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut concerns: Vec<&String> = gold.clauses.iter().flat_map(|c| &c.concerns).collect();
    concerns.sort_unstable();
    concerns.dedup();
    Analysis {
        format: Analysis::FORMAT.to_owned(),
        program: Program::default(),
        options: Default::default(),
        document: DocumentHead {
            source: Source {
                file: gold.document.clone(),
                sha256: String::new(),
                pages: gold.clauses.iter().filter_map(|c| c.page).max(),
                kind: SourceKind::Pdf,
                text_layer: None,
            },
            meta: Meta {
                kind: some(&gold.meta.kind),
                nor: some(&gold.meta.nor),
                date: some(&gold.meta.date),
                object: some(&gold.meta.object),
                ..Meta::default()
            },
        },
        grid: GridHead {
            id: "gold".to_owned(),
            version: String::new(),
            sha256: String::new(),
            concerns: concerns.into_iter().map(|id| ConcernHead { id: id.clone(), label: id.clone() }).collect(),
        },
        clauses,
        findings,
        reach: Vec::new(),
        coverage: Vec::new(),
        periods: Vec::new(),
        diagnostics: Vec::new(),
    }
}

fn clauses(gold: &Gold) -> Vec<Clause> {
    // A clause that ends in a colon is the stem of what follows in its section, up to a full stop.
    let mut stem: Option<(String, &str)> = None;
    let mut out = Vec::with_capacity(gold.clauses.len());
    for (at, labels) in gold.clauses.iter().enumerate() {
        let id = format!("c{}", at + 1);
        if stem.as_ref().is_some_and(|(_, section)| *section != labels.section) {
            stem = None;
        }
        out.push(clause(gold, &id, labels, stem.as_ref().map(|(id, _)| id.clone())));
        let text = labels.quote.trim_end();
        if text.ends_with(':') {
            stem = Some((id, &labels.section));
        } else if text.ends_with('.') {
            stem = None;
        }
    }
    out
}

fn clause(gold: &Gold, id: &str, labels: &GoldClause, stem: Option<String>) -> Clause {
    Clause {
        id: id.to_owned(),
        text: labels.quote.clone(),
        page: labels.page,
        pages: labels.page.into_iter().collect(),
        section: labels.section.clone(),
        headings: headings(gold, &labels.section),
        stem,
        blocks: Vec::new(),
        offset: 0,
        concerns: labels.concerns.iter().map(|id| Tag { id: id.clone(), score: 1.0, evidence: Vec::new() }).collect(),
        modality: labels.modality,
        modality_evidence: Vec::new(),
        actor: None,
        beneficiary: None,
        attenuators: Vec::new(),
        intensifiers: Vec::new(),
        durations: labels.durations.clone(),
        references: labels.references.clone(),
        values: Vec::new(),
        polarity: labels.polarity,
        polarity_reason: None,
        polarity_chances: std::collections::BTreeMap::new(),
    }
}

/// The titles of the sections whose numbers lead to `number`: « 2 » and « 2.1 » for « 2.1 ».
fn headings(gold: &Gold, number: &str) -> Vec<String> {
    let above = |n: &str| {
        !n.is_empty() && (n == number || number.strip_prefix(n).is_some_and(|rest| rest.starts_with(['.', ' ', '-'])))
    };
    gold.sections.iter().filter(|s| above(&s.number)).map(|s| format!("{} {}", s.number, s.title)).collect()
}

fn findings(gold: &Gold, clauses: &[Clause]) -> Vec<Finding> {
    let here = crate::Located::new(clauses.iter().map(|c| c.text.as_str()));
    let clauses_of = |quote: &String| {
        let touched = here.find(quote, 0).map(|span| here.matched(span)).unwrap_or_default();
        touched.into_iter().filter_map(|t| clauses.get(t.clause)).map(|c| c.id.clone())
    };
    let line = |(at, labels): (usize, &crate::GoldFinding)| Finding {
        id: format!("f{}", at + 1),
        kind: labels.kind,
        concern: labels.concern.clone(),
        polarity: labels.polarity,
        clauses: labels.quotes.iter().flat_map(clauses_of).collect(),
        evidence: Vec::new(),
        exceptions: Vec::new(),
        searched: Vec::new(),
        nearest: Vec::new(),
        why: labels.why.clone(),
        standards: Vec::new(),
        weight: 1.0,
    };
    gold.findings.iter().enumerate().map(line).collect()
}
