//! W3C Web Annotation Data Model: each quote of each point, with the words around it and its place;
//! then the points on the reach of the text, as questions.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::annex::{self, Annex};
use crate::context::Quote;
use crate::{Format, ReportError, ReportOptions, Verified, docx, extract_text, templates};

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
        let source = named_by_hash(&annex.colophon.source_sha256);
        let made = Made { annex: &annex, source: &source, date: options.date.as_deref(), body: &body };
        let mut items = Vec::new();
        for (section, point) in annex.sections.iter().flat_map(|s| s.points.iter().map(move |p| (s, p))) {
            let motivation = if section.id == "positif" { "highlighting" } else { "assessing" };
            let text = docx::comment_lines(point, &words).join("\n");
            let tags = [&point.concern.label, &point.kind_label, &section.title];
            items.push(made.annotation(
                &point.id,
                motivation,
                &text,
                &tags,
                point.quotes.iter().chain(&point.exceptions),
            ));
        }
        for reach in &annex.reach {
            let text = [std::slice::from_ref(&reach.why), &reach.authorities].concat().join("\n");
            let id = format!("reach-{}", reach.kind);
            items.push(made.annotation(
                &id,
                "questioning",
                &text,
                &[&words.get("reach"), &reach.title],
                reach.quotes.iter(),
            ));
        }
        crate::json::bytes(&made.collection(&items))
    }
}

/// The name of a file by its SHA-256 (RFC 6920): the same wherever the file lies.
fn named_by_hash(hex: &str) -> String {
    let pairs = hex.as_bytes().chunks(2).filter_map(|p| u8::from_str_radix(std::str::from_utf8(p).ok()?, 16).ok());
    format!("ni:///sha-256;{}", URL_SAFE_NO_PAD.encode(pairs.collect::<Vec<u8>>()))
}

/// What all annotations of a report share.
struct Made<'a> {
    annex: &'a Annex,
    source: &'a str,
    /// ISO 8601.
    date: Option<&'a str>,
    body: &'a Body,
}

impl Made<'_> {
    fn annotation<'q>(
        &self,
        id: &str,
        motivation: &str,
        text: &str,
        tags: &[&String],
        quotes: impl Iterator<Item = &'q Quote>,
    ) -> Value {
        let lang = self.annex.lang;
        let comment = json!({ "type": "TextualBody", "value": text, "format": "text/plain", "language": lang,
                              "purpose": "commenting" });
        let tag = |tag: &&String| json!({ "type": "TextualBody", "value": tag, "format": "text/plain", "language": lang, "purpose": "tagging" });
        let targets: Vec<Value> = quotes.map(|q| self.body.target(self.source, q)).collect();
        let mut out = json!({
            "id": format!("{}#{id}", self.source),
            "type": "Annotation",
            "motivation": motivation,
            "body": std::iter::once(comment).chain(tags.iter().map(tag)).collect::<Vec<_>>(),
            // A silence is about the whole text.
            "target": if targets.is_empty() { json!(self.source) } else { Value::Array(targets) },
        });
        if let Some(object) = out.as_object_mut() {
            self.signed(object);
        }
        out
    }

    /// Who says it, and when.
    fn signed(&self, object: &mut serde_json::Map<String, Value>) {
        if let Some(authors) = &self.annex.authors {
            object.insert("creator".to_owned(), json!({ "name": authors }));
        }
        if let Some(date) = self.date {
            object.insert("created".to_owned(), json!(format!("{date}T00:00:00Z")));
        }
    }

    fn collection(&self, items: &[Value]) -> Value {
        let colophon = &self.annex.colophon;
        let id = format!("{}#annotations", self.source);
        let options: Vec<String> = colophon.options.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut out = json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "id": id,
            "type": "AnnotationCollection",
            "label": self.annex.title,
            "total": items.len(),
            "generator": { "type": "Software", "name": colophon.program },
            "dcterms:source": { "id": self.source, "dcterms:title": colophon.source },
            "dcterms:conformsTo": { "id": named_by_hash(&colophon.grid_sha256), "dcterms:title": colophon.grid },
            "dcterms:description": options.join(", "),
            "first": {
                "id": format!("{}#page1", self.source),
                "type": "AnnotationPage",
                "partOf": id,
                "startIndex": 0,
                "items": items,
            },
        });
        if let Some(object) = out.as_object_mut() {
            self.signed(object);
        }
        out
    }
}

/// The text that positions count in: what `extract` prints.
struct Body {
    chars: Vec<char>,
    /// First and past-last character of each clause.
    places: BTreeMap<String, (usize, usize)>,
}

impl Body {
    fn new(document: &glose_model::Document, clauses: &[glose_model::Clause]) -> Self {
        let (text, starts) = extract_text::with_starts(document.body());
        let blocks: BTreeMap<&str, (usize, &glose_model::Block)> =
            document.body().zip(starts).map(|(block, start)| (block.id.as_str(), (start, block))).collect();
        let place = |clause: &glose_model::Clause| {
            let (start, block) = blocks.get(clause.blocks.first()?.as_str())?;
            let from = start + crate::quotes::locate(block, clause)?;
            Some((clause.id.clone(), (from, from + clause.text.chars().count())))
        };
        Self { chars: text.chars().collect(), places: clauses.iter().filter_map(place).collect() }
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
            // RFC 3778, which the model names for PDF: the fragment names its page.
            selectors.push(json!({ "type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc3778",
                                   "value": format!("page={page}") }));
        }
        json!({ "source": source, "selector": selectors })
    }
}

#[cfg(test)]
mod tests {
    use super::named_by_hash;

    #[test]
    fn a_file_is_named_by_its_hash() {
        // RFC 6920, section 8.1: the hash of « Hello World! ».
        let hex = "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069";
        assert_eq!(named_by_hash(hex), "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk");
    }
}
