//! A document and a grid to clauses, tags, force, polarity and findings.

use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, Document, DocumentHead, Program};

/// Analyses `document` against `grid`. Never fails: what is strange is a diagnostic.
#[must_use]
pub fn analyze(document: &Document, grid: &Grid, _lang: Lang) -> Analysis {
    Analysis {
        format: Analysis::FORMAT.to_owned(),
        program: Program::default(),
        options: document.options.clone(),
        document: DocumentHead { source: document.source.clone(), meta: document.meta.clone() },
        grid: grid.head.clone(),
        clauses: Vec::new(),
        findings: Vec::new(),
        diagnostics: document.diagnostics.clone(),
    }
}
