//! A small circular, its analysis and its raw pages, for the tests of this crate.
#![allow(clippy::unwrap_used)]

use glose_model::{
    Analysis, Block, BlockKind, Clause, ComparedText, Comparison, ConcernHead, Document, DocumentHead, Evidence,
    Finding, FindingKind, GridHead, Ledger, Meta, Modality, OptionsUsed, PageInfo, Polarity, Program, Runs, Source,
    SourceKind, Summary, Tag, TextLayer, TextSpan,
};

pub(crate) const TEXT: [&str; 3] = [
    "I. Le séjour",
    "La carte peut être délivrée à la victime.",
    "Elle acquitte une taxe de 30 euros ; aucun titre n’est remis avant.",
];

/// Two pages; the last sentence runs from the first to the second.
pub(crate) fn raw_pages() -> Vec<String> {
    vec![
        "I. Le séjour\nLa carte peut être déli-\nvrée à la victime. Elle acquitte une taxe\n3".to_owned(),
        "de 30 euros ; aucun titre n'est remis\navant.".to_owned(),
    ]
}

fn block(id: &str, kind: BlockKind, text: &str, parts: &[(u32, usize)]) -> Block {
    let mut start = 0;
    let spans = parts
        .iter()
        .enumerate()
        .map(|(i, (page, end))| {
            let y = 100.0 + 20.0 * i as f32;
            let span = TextSpan {
                page: *page,
                bbox: [50.0, y, 250.0, y + 12.0],
                start,
                end: *end,
                stops: Vec::new(),
                runs: Runs::Right,
            };
            start = *end;
            span
        })
        .collect();
    Block {
        id: id.to_owned(),
        kind,
        level: (kind == BlockKind::Heading).then_some(1),
        number: None,
        text: text.to_owned(),
        cells: Vec::new(),
        page: parts.first().map(|p| p.0),
        bbox: None,
        spans,
        section: "I".to_owned(),
        parent: None,
        calls: Vec::new(),
        doubtful: Vec::new(),
    }
}

fn evidence(clause: Option<&str>, start: usize, end: usize) -> Evidence {
    Evidence { clause: clause.map(str::to_owned), block: None, start, end, rule: "essai".to_owned() }
}

fn clause(id: &str, text: &str, offset: usize, pages: &[u32], polarity: Polarity) -> Clause {
    Clause {
        id: id.to_owned(),
        text: text.to_owned(),
        page: pages.first().copied(),
        pages: pages.to_vec(),
        section: "I".to_owned(),
        headings: vec![TEXT[0].to_owned()],
        stem: None,
        blocks: vec!["b2".to_owned()],
        offset,
        concerns: vec![Tag { id: "droit-au-sejour".to_owned(), score: 1.0, evidence: vec![evidence(None, 3, 8)] }],
        modality: Modality::Faculte,
        modality_evidence: vec![evidence(None, 9, 13)],
        actor: None,
        beneficiary: None,
        attenuators: Vec::new(),
        intensifiers: Vec::new(),
        durations: Vec::new(),
        references: Vec::new(),
        values: Vec::new(),
        polarity,
        polarity_reason: None,
        polarity_chances: std::collections::BTreeMap::new(),
    }
}

fn finding(id: &str, kind: FindingKind, polarity: Polarity, clauses: &[&str]) -> Finding {
    Finding {
        id: id.to_owned(),
        kind,
        concern: if clauses.is_empty() { "mineurs" } else { "droit-au-sejour" }.to_owned(),
        polarity,
        clauses: clauses.iter().map(|c| (*c).to_owned()).collect(),
        evidence: clauses.iter().map(|c| evidence(Some(c), 9, 13)).collect(),
        exceptions: Vec::new(),
        searched: if clauses.is_empty() { vec!["mineur".to_owned()] } else { Vec::new() },
        nearest: Vec::new(),
        why: "Une simple faculté : rien n’oblige.".to_owned(),
        standards: vec!["Convention de Varsovie, art. 14".to_owned()],
        weight: 1.0,
    }
}

pub(crate) fn document() -> Document {
    let prose = format!("{} {}", TEXT[1], TEXT[2]);
    let cut = TEXT[1].chars().count() + 1 + "Elle acquitte une taxe ".chars().count();
    let all = prose.chars().count();
    let page = |page| PageInfo {
        page,
        width: 300.0,
        height: 400.0,
        rotation: 0,
        text_layer: TextLayer::Native,
        ocr_confidence: None,
    };
    Document {
        format: Document::FORMAT.to_owned(),
        program: Program::default(),
        options: OptionsUsed::default(),
        source: source(),
        pages_info: vec![page(1), page(2)],
        meta: meta(),
        blocks: vec![
            block("b1", BlockKind::Heading, TEXT[0], &[(1, 12)]),
            block("b2", BlockKind::Paragraph, &prose, &[(1, 23), (1, cut), (2, all)]),
        ],
        diagnostics: Vec::new(),
    }
}

fn source() -> Source {
    Source {
        file: "essai.pdf".to_owned(),
        sha256: "0".repeat(64),
        pages: Some(2),
        kind: SourceKind::Pdf,
        text_layer: Some(TextLayer::Native),
    }
}

fn meta() -> Meta {
    Meta {
        kind: Some("instruction".to_owned()),
        nor: Some("INTV1500001J".to_owned()),
        date: Some("2015-05-01".to_owned()),
        ..Meta::default()
    }
}

pub(crate) fn analysis() -> Analysis {
    let label = |id: &str, label: &str| ConcernHead { id: id.to_owned(), label: label.to_owned() };
    Analysis {
        format: Analysis::FORMAT.to_owned(),
        program: Program::default(),
        options: OptionsUsed::default(),
        document: DocumentHead { source: source(), meta: meta() },
        grid: GridHead {
            id: "essai".to_owned(),
            version: "1".to_owned(),
            sha256: "1".repeat(64),
            concerns: vec![label("mineurs", "Victimes mineures"), label("droit-au-sejour", "Droit au séjour")],
        },
        clauses: vec![
            clause("c1", TEXT[1], 0, &[1], Polarity::AAmeliorer),
            clause("c2", TEXT[2], TEXT[1].chars().count() + 1, &[1, 2], Polarity::Probleme),
        ],
        reach: Vec::new(),
        coverage: Vec::new(),
        periods: Vec::new(),
        findings: vec![
            finding("f1", FindingKind::WeakModality, Polarity::AAmeliorer, &["c1"]),
            finding("f2", FindingKind::Silence, Polarity::Probleme, &[]),
        ],
        diagnostics: Vec::new(),
    }
}

/// Three texts that say the same; each step sums up what it says of the first clause.
pub(crate) fn ledger() -> Ledger {
    let Analysis { program, options, document, clauses, .. } = analysis();
    let text = ComparedText { document, clauses };
    let pairs: Vec<serde_json::Value> = ["c1", "c2"]
        .iter()
        .map(|id| {
            serde_json::json!({
                "id": format!("p-{id}"), "old": [id], "new": [id], "relation": "unchanged", "effects": [],
                "effects_evidence": [], "change": "none", "diff": [], "concerns": [], "why": "", "weight": 0.0,
            })
        })
        .collect();
    let line = serde_json::json!({ "text": "À suivre.", "pair": "p-c1", "concerns": [], "weight": 1.0 });
    let step = Comparison {
        format: Comparison::FORMAT.to_owned(),
        program: program.clone(),
        options: options.clone(),
        old: text.clone(),
        new: text.clone(),
        pairs: serde_json::from_value(pairs.into()).unwrap(),
        summary: Summary { watch: vec![serde_json::from_value(line).unwrap()], ..Summary::default() },
        diagnostics: Vec::new(),
    };
    let state = |text: usize| serde_json::json!({ "text": text, "state": "present", "clauses": ["c1"] });
    let row = serde_json::json!({ "concern": "droit-au-sejour", "states": [state(0), state(1), state(2)] });
    Ledger {
        format: Ledger::FORMAT.to_owned(),
        program,
        options,
        texts: vec![text.clone(), text.clone(), text],
        comparisons: vec![step.clone(), step],
        ledger: vec![serde_json::from_value(row).unwrap()],
        threads: Vec::new(),
        diagnostics: Vec::new(),
    }
}
