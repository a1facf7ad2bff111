//! W3C Web Annotation Data Model: each quote of each point, with the words around it and its place.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::annex;
use crate::context::Quote;
use crate::{Format, ReportError, ReportOptions, Verified, docx, templates};

/// An annotation collection in JSON-LD.
pub(crate) struct JsonLd;

/// Characters of context on each side of a quote.
const CONTEXT: usize = 32;

impl Format for JsonLd {
    fn write(&self, verified: &Verified<'_>, options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
        let words = templates::words(options)?;
        let annex = annex::annex(verified, &words, options);
        let subject = &verified.subject;
        let body = Body::new(subject.document, &subject.analysis.clauses);
        let source = format!("urn:sha256:{}", annex.colophon.source_sha256);
        let mut items = Vec::new();
        for (section, point) in annex.sections.iter().flat_map(|s| s.points.iter().map(move |p| (s, p))) {
            let mut bodies =
                vec![json!({ "type": "TextualBody", "value": docx::comment_lines(point, &words).join("\n"),
                        "format": "text/plain", "language": annex.lang, "purpose": "commenting" })];
            for tag in [&point.concern.label, &point.kind_label, &point.polarity_label] {
                bodies.push(json!({ "type": "TextualBody", "value": tag, "purpose": "tagging" }));
            }
            let quotes: Vec<&Quote> = point.quotes.iter().chain(&point.exceptions).collect();
            let targets: Vec<Value> = quotes.iter().map(|q| body.target(&source, q)).collect();
            let target = if targets.is_empty() { json!(source) } else { Value::Array(targets) };
            let mut item = json!({
                "id": format!("urn:sha256:{}#{}", annex.colophon.source_sha256, point.id),
                "type": "Annotation",
                "motivation": if section.id == "positif" { "highlighting" } else { "assessing" },
                "body": bodies,
                "target": target,
            });
            if let (Some(authors), Some(item)) = (&annex.authors, item.as_object_mut()) {
                item.insert("creator".to_owned(), json!({ "type": "Person", "name": authors }));
            }
            items.push(item);
        }
        let collection = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": format!("{source}#annotations"),
            "type": "AnnotationCollection",
            "label": annex.title,
            "total": items.len(),
            "generator": { "type": "Software", "name": annex.colophon.program },
            "first": { "id": format!("{source}#page1"), "type": "AnnotationPage", "startIndex": 0, "items": items },
        });
        crate::json::bytes(&collection)
    }
}

/// The text that positions count in: the body's blocks joined by line ends, as `extract` prints it.
struct Body {
    chars: Vec<char>,
    /// First and past-last character of each clause.
    places: BTreeMap<String, (usize, usize)>,
}

impl Body {
    fn new(document: &glose_model::Document, clauses: &[glose_model::Clause]) -> Self {
        let mut chars = Vec::new();
        let mut starts: BTreeMap<&str, (usize, &glose_model::Block)> = BTreeMap::new();
        for block in document.body() {
            starts.insert(&block.id, (chars.len(), block));
            chars.extend(block.text.chars());
            chars.push('\n');
        }
        let place = |clause: &glose_model::Clause| {
            let (start, block) = starts.get(clause.blocks.first()?.as_str())?;
            let from = start + crate::quotes::locate(block, clause)?;
            Some((clause.id.clone(), (from, from + clause.text.chars().count())))
        };
        let places = clauses.iter().filter_map(place).collect();
        Self { chars, places }
    }

    fn target(&self, source: &str, quote: &Quote) -> Value {
        let mut exact = json!({ "type": "TextQuoteSelector", "exact": quote.text });
        let mut selectors = Vec::new();
        if let Some((from, to)) = self.places.get(&quote.clause) {
            let part = |a: usize, b: usize| self.chars.get(a..b).unwrap_or_default().iter().collect::<String>();
            exact["prefix"] = json!(part(from.saturating_sub(CONTEXT), *from));
            exact["suffix"] = json!(part(*to, (to + CONTEXT).min(self.chars.len())));
            selectors.push(json!({ "type": "TextPositionSelector", "start": from, "end": to }));
        }
        selectors.insert(0, exact);
        if let Some(page) = quote.page {
            // RFC 8118: the fragment of a PDF names its page.
            selectors.push(json!({ "type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
                                   "value": format!("page={page}") }));
        }
        json!({ "source": source, "selector": selectors })
    }
}
