//! Bookmarks to the points, after those that the file has (ISO 32000-1, 12.3.3).

use std::collections::BTreeMap;

use lopdf::{Dictionary, IncrementalDocument, Object, ObjectId};

use super::page::Page;
use super::{dictionary, name, text_string};
use crate::annex::Annex;
use crate::words::Words;

/// A bookmark to be written, with those under it.
struct Entry {
    title: String,
    target: Option<(ObjectId, f32)>,
    under: Vec<Entry>,
}

/// Appends one closed bookmark, with the sections and the points under it.
pub(crate) fn append(
    update: &mut IncrementalDocument,
    annex: &Annex,
    targets: &BTreeMap<usize, (ObjectId, f32)>,
    words: &Words,
) -> lopdf::Result<()> {
    let sections = annex.sections.iter().filter(|s| !s.points.is_empty()).map(|s| {
        let points = s.points.iter().map(|p| Entry {
            title: format!("{}. {} – {}", p.number, p.concern.label, p.kind_label),
            target: targets.get(&p.number).copied(),
            under: Vec::new(),
        });
        let under: Vec<Entry> = points.collect();
        let target = under.iter().find_map(|e| e.target);
        Entry { title: format!("{} ({})", s.title, s.points.len()), target, under }
    });
    let under: Vec<Entry> = sections.collect();
    let first = targets.values().copied().min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let top = Entry { title: words.get("document-title"), target: first, under };
    if top.under.is_empty() {
        return Ok(());
    }
    let root_id = update.get_prev_documents().trailer.get(b"Root")?.as_reference()?;
    update.opt_clone_object_to_new_document(root_id)?;
    let held = update.new_document.get_dictionary(root_id)?.get(b"Outlines").cloned();
    let (outlines, mut list) = match held {
        Ok(Object::Reference(id)) if update.get_prev_documents().get_dictionary(id).is_ok() => {
            (id, update.get_prev_documents().get_dictionary(id)?.clone())
        }
        Ok(Object::Dictionary(list)) => (update.new_document.try_new_object_id()?, list),
        _ => (update.new_document.try_new_object_id()?, dictionary(vec![("Type", name("Outlines"))])),
    };
    let before = list.get(b"Last").and_then(Object::as_reference).ok();
    let before = before.filter(|id| update.get_prev_documents().get_dictionary(*id).is_ok());
    let made = write(update, &top, outlines, before)?;
    if let Some(before) = before {
        update.opt_clone_object_to_new_document(before)?;
        update.new_document.get_dictionary_mut(before)?.set("Next", Object::Reference(made));
    } else {
        list.set("First", Object::Reference(made));
    }
    list.set("Last", Object::Reference(made));
    let count = list.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
    list.set("Count", Object::Integer(if count < 0 { count - 1 } else { count + 1 }));
    update.new_document.set_object(outlines, list);
    update.new_document.get_dictionary_mut(root_id)?.set("Outlines", Object::Reference(outlines));
    Ok(())
}

/// Writes `entry` and those under it, closed; its number.
fn write(
    update: &mut IncrementalDocument,
    entry: &Entry,
    parent: ObjectId,
    before: Option<ObjectId>,
) -> lopdf::Result<ObjectId> {
    let id = update.new_document.try_new_object_id()?;
    let mut item: Dictionary =
        dictionary(vec![("Title", text_string(&entry.title)), ("Parent", Object::Reference(parent))]);
    if let Some(before) = before {
        item.set("Prev", Object::Reference(before));
    }
    if let Some((page_id, top)) = entry.target {
        let page = Page::of(update.get_prev_documents(), page_id);
        let (x, y) = page.user(0.0, (top - 24.0).max(0.0));
        let place = [Object::Reference(page_id), name("XYZ"), Object::Real(x), Object::Real(y), Object::Null];
        item.set("Dest", Object::Array(place.to_vec()));
    }
    let mut children: Vec<ObjectId> = Vec::new();
    for child in &entry.under {
        let made = write(update, child, id, children.last().copied())?;
        if let Some(last) = children.last() {
            update.new_document.get_dictionary_mut(*last)?.set("Next", Object::Reference(made));
        }
        children.push(made);
    }
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        item.set("First", Object::Reference(*first));
        item.set("Last", Object::Reference(*last));
        item.set("Count", Object::Integer(-i64::try_from(children.len()).unwrap_or(0)));
    }
    update.new_document.set_object(id, item);
    Ok(id)
}
