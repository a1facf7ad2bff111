//! The head of a text as people write it, and what made a report.

use glose_model::{Document, DocumentHead, OptionsUsed, TextLayer};
use serde::Serialize;

use crate::words::Words;
use crate::{ReportOptions, Subject, typography};

/// The head of the circular, as people write it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Head {
    pub(crate) kind: String,
    pub(crate) nor: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) iso_date: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) object: Option<String>,
    pub(crate) signatory: Option<String>,
    pub(crate) addressees: Vec<String>,
    pub(crate) references: Vec<String>,
    pub(crate) repeals: Vec<String>,
    pub(crate) file: String,
    pub(crate) pages: Option<u32>,
    /// « circulaire du 19 mai 2015 ».
    pub(crate) short: String,
    /// « circulaire du 19 mai 2015 (NOR INTV…) ».
    pub(crate) cite: String,
}

/// What made the report.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Colophon {
    pub(crate) program: String,
    pub(crate) grid: String,
    pub(crate) grid_sha256: String,
    pub(crate) source: String,
    pub(crate) source_sha256: String,
    pub(crate) options: Vec<(String, String)>,
    /// Pages read by OCR, and how sure it was.
    pub(crate) ocr: Option<String>,
}

/// The head of `document`, as people write it.
pub(crate) fn head(head: &DocumentHead, words: &Words) -> Head {
    let (meta, source) = (&head.meta, &head.source);
    let kind = meta.kind.as_deref().map_or_else(|| words.get("kind-of-text"), |k| words.get(&format!("text-{k}")));
    let kind = kind.strip_prefix("text-").map_or(kind.clone(), str::to_owned);
    let date = meta.date.as_deref().map(|d| typography::date(d, words.lang));
    let short = match &date {
        Some(date) => words.fill("cite-dated", &[("kind", &kind), ("date", date)]),
        None if meta.kind.is_none() => source.file.clone(),
        None => kind.clone(),
    };
    // What the text says of itself stays French, whatever the report speaks.
    let tight = |text: &str| typography::nbsp(text);
    let all = |list: &[String]| list.iter().map(|l| tight(l)).collect::<Vec<_>>();
    Head {
        kind,
        nor: meta.nor.clone(),
        date,
        iso_date: meta.date.clone(),
        issuer: meta.issuer.as_deref().map(tight),
        object: meta.object.as_deref().map(tight),
        signatory: meta.signatory.as_deref().map(tight),
        addressees: all(&meta.addressees),
        references: all(&meta.references),
        repeals: all(&meta.repeals),
        file: source.file.clone(),
        pages: source.pages,
        cite: meta.nor.as_ref().map_or_else(|| short.clone(), |nor| format!("{short} (NOR\u{a0}{nor})")),
        short,
    }
}

/// The pages of `document` that were read by OCR, and how sure it was; `None` when there are none.
pub(crate) fn pages_by_ocr(document: &Document, words: &Words) -> Option<String> {
    let ocr: Vec<_> = document.pages_info.iter().filter(|p| p.text_layer == TextLayer::Ocr).collect();
    let sure: Vec<f32> = ocr.iter().filter_map(|p| p.ocr_confidence).collect();
    let pages = typography::pages(&ocr.iter().map(|p| p.page).collect::<Vec<_>>(), words.lang);
    if ocr.is_empty() || sure.is_empty() {
        return (!ocr.is_empty()).then_some(pages);
    }
    let mean = 100.0 * sure.iter().sum::<f32>() / sure.len() as f32;
    Some(words.fill("ocr-pages", &[("pages", &pages), ("sure", &format!("{mean:.0}"))]))
}

/// What made the report: program, grid, source, options, pages read by OCR.
pub(crate) fn colophon(subject: &Subject<'_>, words: &Words, options: &ReportOptions) -> Colophon {
    let (analysis, source) = (subject.analysis, &subject.analysis.document.source);
    Colophon {
        program: format!("{} {}", analysis.program.name, analysis.program.version),
        grid: format!("{} {}", analysis.grid.id, analysis.grid.version),
        grid_sha256: analysis.grid.sha256.clone(),
        source: source.file.clone(),
        source_sha256: source.sha256.clone(),
        options: used(&analysis.options, options),
        ocr: pages_by_ocr(subject.document, words),
    }
}

/// The options that made a report: those of the analysis, then those of the report, by name.
pub(crate) fn used(analysis: &OptionsUsed, options: &ReportOptions) -> Vec<(String, String)> {
    let mut used = analysis.clone();
    let mut add = |name: &str, value: Option<String>| used.extend(value.map(|v| (name.to_owned(), v)));
    add("title", options.title.clone());
    add("authors", options.authors.clone());
    add("logo", options.logo.as_ref().and_then(|l| l.media_type()).map(str::to_owned));
    let templates: Vec<&str> = options.templates.keys().map(String::as_str).collect();
    add("template", (!templates.is_empty()).then(|| templates.join(", ")));
    used.into_iter().collect()
}
