//! The original PDF with an incremental update: highlights on the quoted words, notes that carry
//! the point and its reason, bookmarks to the points (ISO 32000-1, 7.5.6, 12.3.3 and 12.5).

mod highlight;
mod outline;
mod page;
mod summary;

use std::collections::{BTreeMap, BTreeSet};

use glose_model::{Block, Clause, Rect, Runs, Span};
use lopdf::{Dictionary, IncrementalDocument, LoadOptions, Object, ObjectId, StringFormat};

use self::highlight::Note;
use self::page::Page;
use crate::annex::{self, Annex, Point};
use crate::docx::{author, comment_lines};
use crate::{Format, ReportError, ReportOptions, Verified, templates};

/// What one stream of the source may decompress to, in bytes.
const STREAM_BUDGET: usize = 256 << 20;

/// The annotated original.
pub(crate) struct Pdf;

impl Format for Pdf {
    fn write(&self, verified: &Verified<'_>, options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
        let subject = &verified.subject;
        let unsupported = |code| {
            let message = glose_model::messages::text(options.lang, code, &[]);
            Err(ReportError::Unsupported { code, message })
        };
        if subject.document.source.kind != glose_model::SourceKind::Pdf {
            return unsupported("pdf-source-only");
        }
        let words = templates::words(options)?;
        let annex = annex::annex(verified, &words, options);
        let mut load = LoadOptions::with_max_decompressed_size(STREAM_BUDGET);
        load.password.clone_from(&options.password);
        let source = lopdf::Document::load_mem_with_options(subject.source, load).map_err(fault)?;
        // Offsets count from the header: after a foreign beginning an update could not be found.
        if !subject.source.starts_with(b"%PDF-") || source.xref_start == 0 || source.xref_recovery.is_some() {
            return unsupported("pdf-table-damaged");
        }
        let pages = source.get_pages();
        if pages.is_empty() {
            return unsupported("pdf-locked");
        }
        let mut update = IncrementalDocument::create_from(subject.source.to_vec(), source);
        let notes = notes(verified, &annex, &words);
        let date = options.date.as_deref().or(subject.analysis.document.meta.date.as_deref());
        let signature = highlight::Signature { author: author(options), date };
        for (at, (number, id)) in pages.iter().enumerate() {
            let notes = notes.get(number).map(Vec::as_slice).unwrap_or_default();
            if at > 0 && notes.is_empty() {
                continue;
            }
            let page = Page::of(update.get_prev_documents(), *id);
            let mut names = taken(update.get_prev_documents(), *id);
            let mut made = Vec::new();
            for note in notes {
                let name = free_name(&note.name, &mut names);
                made.push(highlight::annotation(&mut update, *id, &page, note, &name, &signature).map_err(fault)?);
            }
            if at == 0 {
                let (text, name) = (summary::text(&annex, &words), free_name("glose", &mut names));
                made.push(summary::annotation(&mut update, *id, &page, &name, &text, &signature).map_err(fault)?);
            }
            add_annotations(&mut update, *id, &made).map_err(fault)?;
        }
        outline::append(&mut update, &annex, &targets(&notes, &pages), &words).map_err(fault)?;
        let mut out = Vec::with_capacity(subject.source.len() + 65_536);
        update.save_to(&mut out).map_err(|e| ReportError::Pdf(e.to_string()))?;
        Ok(out)
    }
}

fn fault(error: lopdf::Error) -> ReportError {
    ReportError::Pdf(error.to_string())
}

/// The notes of each page: one for each quoted clause, with every point that quotes it.
fn notes(verified: &Verified<'_>, annex: &Annex, words: &crate::words::Words) -> BTreeMap<u32, Vec<Note>> {
    let subject = &verified.subject;
    let blocks: BTreeMap<&str, &Block> = subject.document.blocks.iter().map(|b| (b.id.as_str(), b)).collect();
    let mut of_clause: BTreeMap<&str, Vec<&Point>> = BTreeMap::new();
    for point in annex.points() {
        for quote in point.quotes.iter().chain(&point.exceptions) {
            let points = of_clause.entry(&quote.clause).or_default();
            if points.last().is_none_or(|p| p.number != point.number) {
                points.push(point);
            }
        }
    }
    let mut out: BTreeMap<u32, Vec<Note>> = BTreeMap::new();
    for clause in &subject.analysis.clauses {
        let Some(points) = of_clause.get(clause.id.as_str()) else { continue };
        let mut boxes: BTreeMap<u32, Vec<(Rect, Runs)>> = BTreeMap::new();
        for (page, rect, runs) in boxes_of(&blocks, clause) {
            boxes.entry(page).or_default().push((rect, runs));
        }
        let worst =
            ["probleme", "a-ameliorer", "positif"].into_iter().find(|p| points.iter().any(|q| q.polarity == *p));
        let texts: Vec<String> = points
            .iter()
            .map(|p| format!("{} {}. {}", words.get("point"), p.number, comment_lines(p, words).join("\n")))
            .collect();
        for (page, boxes) in boxes {
            out.entry(page).or_default().push(Note {
                name: format!("glose-{}-{page}", clause.id),
                polarity: worst.unwrap_or("positif"),
                text: texts.join("\n\n"),
                points: points.iter().map(|p| p.number).collect(),
                boxes,
            });
        }
    }
    out
}

/// The boxes of the words of a clause.
fn boxes_of(blocks: &BTreeMap<&str, &Block>, clause: &Clause) -> Vec<(u32, Rect, Runs)> {
    let Some(block) = clause.blocks.first().and_then(|id| blocks.get(id.as_str())) else { return Vec::new() };
    let Some(start) = crate::quotes::locate(block, clause) else { return Vec::new() };
    block.boxes(Span::new(start, start + clause.text.chars().count()))
}

/// Where each point is first quoted: its page object, and the top of its words as displayed.
fn targets(notes: &BTreeMap<u32, Vec<Note>>, pages: &BTreeMap<u32, ObjectId>) -> BTreeMap<usize, (ObjectId, f32)> {
    let mut out = BTreeMap::new();
    for (number, notes) in notes {
        let Some(id) = pages.get(number) else { continue };
        for note in notes {
            let top = note.boxes.iter().map(|(b, _)| b[1]).fold(f32::MAX, f32::min);
            for point in &note.points {
                out.entry(*point).or_insert((*id, top));
            }
        }
    }
    out
}

/// `name`, numbered when an annotation of the page has it already (of an earlier report).
fn free_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut count = 1;
    while !taken.insert(free.clone()) {
        count += 1;
        free = format!("{name}-{count}");
    }
    free
}

/// The names of the annotations that a page has; a name is that of one only (12.5.2).
fn taken(document: &lopdf::Document, page: ObjectId) -> BTreeSet<String> {
    let listed = listed(document, page);
    let annotations = listed.iter().filter_map(|o| document.dereference(o).ok()?.1.as_dict().ok());
    annotations.filter_map(|a| lopdf::decode_text_string(a.get(b"NM").ok()?).ok()).collect()
}

/// The annotations that a page has.
fn listed(document: &lopdf::Document, page: ObjectId) -> Vec<Object> {
    let held = document.get_dictionary(page).and_then(|p| p.get(b"Annots")).and_then(|a| document.dereference(a));
    held.ok().and_then(|(_, list)| list.as_array().ok().cloned()).unwrap_or_default()
}

/// Adds `made` to the annotations of a page, after those that are there. The list is the page's own
/// from then on: several pages may hold one list together.
fn add_annotations(update: &mut IncrementalDocument, page: ObjectId, made: &[ObjectId]) -> lopdf::Result<()> {
    let before = listed(update.get_prev_documents(), page);
    let list: Vec<Object> = before.into_iter().chain(made.iter().map(|id| Object::Reference(*id))).collect();
    update.opt_clone_object_to_new_document(page)?;
    update.new_document.get_dictionary_mut(page)?.set("Annots", list);
    Ok(())
}

/// A text string (ISO 32000-1, 7.9.2.2): UTF-16, big end first, with its mark.
pub(crate) fn text_string(text: &str) -> Object {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A dictionary of the pairs.
pub(crate) fn dictionary(pairs: Vec<(&str, Object)>) -> Dictionary {
    let mut out = Dictionary::new();
    for (key, value) in pairs {
        out.set(key, value);
    }
    out
}

/// A name.
pub(crate) fn name(name: &str) -> Object {
    Object::Name(name.as_bytes().to_vec())
}
