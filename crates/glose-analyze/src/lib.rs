//! A document and a grid to clauses, tags, force, polarity and findings.

#[cfg(test)]
mod ceiling;
mod checks;
mod clauses;
mod explain;
mod findings;
pub mod learning;
mod polarity;
mod reach;
mod reason;
mod signals;
mod stance;
mod stems;
mod tags;
#[cfg(test)]
mod testing;
mod text;
mod topic;
mod values;
mod weighed;
mod wording;

pub use explain::{Explanation, KeptOut, NearConcern, NearRule, NearWords, explain};

use glose_grid::Grid;
use glose_model::messages::Lang;
use glose_model::{Analysis, Diagnostic, Document, DocumentHead, Program, Severity};

use text::Text;

/// Analyses `document` against `grid`. Never fails: what is strange is a diagnostic.
#[must_use]
pub fn analyze(document: &Document, grid: &Grid, lang: Lang) -> Analysis {
    analysis_of(Text::new(document, grid, lang))
}

/// The analysis of a text that was read.
fn analysis_of(mut text: Text<'_>) -> Analysis {
    let (document, grid, lang) = (text.document, text.grid, text.lang);
    let (mut findings, mut reach) = (Vec::new(), Vec::new());
    let (mut coverage, mut periods) = (Vec::new(), Vec::new());
    let mut diagnostics = document.diagnostics.clone();
    let sight = tags::look(&text);
    if topic::on_topic(&text, &sight) {
        tags::fill(&mut text, &sight);
        polarity::fill(&mut text);
        findings = findings::findings(&text);
        reach = reach::points(&text);
        coverage = checks::coverage(&text);
        periods = checks::periods(&text);
    } else {
        let name = grid.file.grid.label.get(lang);
        diagnostics.push(Diagnostic::new(lang, Severity::Info, "off-topic", &[("grid", name)]));
    }
    Analysis {
        format: Analysis::FORMAT.to_owned(),
        program: Program::default(),
        options: document.options.clone(),
        document: DocumentHead { source: document.source.clone(), meta: document.meta.clone() },
        grid: grid.head.clone(),
        clauses: text.clauses,
        findings,
        reach,
        coverage,
        periods,
        diagnostics,
    }
}
