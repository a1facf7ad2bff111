//! Gold labels as an analysis.

use glose_model::{
    Analysis, Clause, DocumentHead, GridHead, Meta, Modality, Polarity, Program, Source, SourceKind, Tag,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    sections: Vec<Heading>,
    clauses: Vec<Label>,
}

#[derive(Deserialize)]
struct Heading {
    number: String,
    title: String,
    level: usize,
}

#[derive(Deserialize)]
struct Label {
    quote: String,
    page: Option<u32>,
    section: String,
    concerns: Vec<String>,
    modality: Modality,
    durations: Vec<String>,
    references: Vec<String>,
    polarity: Polarity,
    #[serde(default)]
    why: String,
}

/// The analysis that a perfect reader of `json` (NAME.gold.json) would hand over.
pub(crate) fn analysis(file: &str, json: &str) -> serde_json::Result<Analysis> {
    let gold: Gold = serde_json::from_str(json)?;
    let mut stack: Vec<String> = Vec::new();
    let mut paths = std::collections::BTreeMap::new();
    for h in &gold.sections {
        stack.truncate(h.level.saturating_sub(1));
        stack.push(format!("{} {}", h.number, h.title));
        paths.insert(h.number.clone(), stack.clone());
    }
    let clause = |(i, l): (usize, Label)| Clause {
        id: format!("c{}", i + 1),
        text: l.quote,
        page: l.page,
        pages: l.page.into_iter().collect(),
        headings: paths.get(&l.section).cloned().unwrap_or_default(),
        section: l.section,
        stem: None,
        blocks: Vec::new(),
        offset: 0,
        concerns: l.concerns.into_iter().map(|id| Tag { id, score: 1.0, evidence: Vec::new() }).collect(),
        modality: l.modality,
        modality_evidence: Vec::new(),
        actor: None,
        beneficiary: None,
        attenuators: Vec::new(),
        intensifiers: Vec::new(),
        durations: l.durations,
        references: l.references,
        values: Vec::new(),
        polarity: l.polarity,
        polarity_reason: (!l.why.is_empty()).then(|| glose_model::Reason {
            code: "gold".into(),
            why: l.why,
            evidence: Vec::new(),
        }),
        polarity_chances: Default::default(),
    };
    let clauses = gold.clauses.into_iter().enumerate().map(clause).collect();
    Ok(Analysis {
        format: Analysis::FORMAT.into(),
        program: Program::default(),
        options: Default::default(),
        document: DocumentHead {
            source: Source {
                file: file.rsplit('/').next().unwrap_or(file).into(),
                sha256: String::new(),
                pages: None,
                kind: SourceKind::Pdf,
                text_layer: None,
            },
            meta: Meta::default(),
        },
        grid: GridHead { id: "traite".into(), version: String::new(), sha256: String::new(), concerns: Vec::new() },
        clauses,
        findings: Vec::new(),
        reach: Vec::new(),
        coverage: Vec::new(),
        periods: Vec::new(),
        diagnostics: Vec::new(),
    })
}
