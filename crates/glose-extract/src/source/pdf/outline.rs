//! Bookmarks.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, String as PdfString};
use rustc_hash::{FxHashMap, FxHashSet};

use super::strings;
use crate::layout::Bookmark;

/// Bookmarks read of a file.
const MAX_BOOKMARKS: usize = 5_000;

/// The bookmarks of a file in order; `pages` leads from the object of a page to its number.
pub(super) fn read(pdf: &Pdf, pages: &FxHashMap<ObjectIdentifier, u32>) -> Vec<Bookmark> {
    let xref = pdf.xref();
    let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) else { return Vec::new() };
    let Some(outlines) = root.get::<Dict<'_>>("Outlines") else { return Vec::new() };
    let mut out = Vec::new();
    let mut seen = FxHashSet::default();
    // Depth first: what comes next of each level is kept while its children are read.
    let mut stack = vec![(outlines.get_ref("First").map(ObjectIdentifier::from), 1_u8)];
    while let Some((next, level)) = stack.pop() {
        let Some(id) = next.filter(|id| seen.insert(*id)) else { continue };
        let Some(item) = xref.get::<Dict<'_>>(id) else { continue };
        if out.len() >= MAX_BOOKMARKS {
            break;
        }
        let title = item.get::<PdfString<'_>>("Title").map(|t| strings::text(t.as_bytes())).unwrap_or_default();
        out.push(Bookmark { title, level, page: page(&root, &item, pages), top: None });
        stack.push((item.get_ref("Next").map(ObjectIdentifier::from), level));
        stack.push((item.get_ref("First").map(ObjectIdentifier::from), level.saturating_add(1)));
    }
    out
}

/// The page that a bookmark leads to.
fn page(root: &Dict<'_>, item: &Dict<'_>, pages: &FxHashMap<ObjectIdentifier, u32>) -> Option<u32> {
    let destination = item
        .get::<Object<'_>>("Dest")
        .or_else(|| item.get::<Dict<'_>>("A").and_then(|action| action.get::<Object<'_>>("D")))?;
    match destination {
        Object::Array(array) => first_page(&array, pages),
        Object::Name(name) => named(root, name.as_ref(), pages),
        Object::String(name) => named(root, name.as_bytes(), pages),
        _ => None,
    }
}

fn first_page(array: &Array<'_>, pages: &FxHashMap<ObjectIdentifier, u32>) -> Option<u32> {
    match array.raw_iter().next()? {
        MaybeRef::Ref(r) => pages.get(&ObjectIdentifier::from(r)).copied(),
        MaybeRef::NotRef(Object::Number(n)) => u32::try_from(n.as_i64()).ok().map(|n| n.saturating_add(1)),
        MaybeRef::NotRef(_) => None,
    }
}

/// A destination by name: in the catalog's `/Dests`, or in the name tree.
fn named(root: &Dict<'_>, name: &[u8], pages: &FxHashMap<ObjectIdentifier, u32>) -> Option<u32> {
    let found = root
        .get::<Dict<'_>>("Dests")
        .and_then(|d| d.get::<Object<'_>>(name))
        .or_else(|| search(&root.get::<Dict<'_>>("Names")?.get::<Dict<'_>>("Dests")?, name, 0))?;
    match found {
        Object::Array(array) => first_page(&array, pages),
        Object::Dict(dict) => first_page(&dict.get::<Array<'_>>("D")?, pages),
        _ => None,
    }
}

fn search<'a>(node: &Dict<'a>, name: &[u8], depth: usize) -> Option<Object<'a>> {
    if depth > 16 {
        return None;
    }
    if let Some(limits) = node.get::<Array<'_>>("Limits") {
        let mut limits = limits.iter::<PdfString<'_>>();
        if let (Some(low), Some(high)) = (limits.next(), limits.next())
            && (name < low.as_bytes() || name > high.as_bytes())
        {
            return None;
        }
    }
    if let Some(names) = node.get::<Array<'a>>("Names") {
        let mut items = names.iter::<Object<'a>>();
        while let (Some(key), Some(value)) = (items.next(), items.next()) {
            if matches!(&key, Object::String(s) if s.as_bytes() == name) {
                return Some(value);
            }
        }
    }
    let kids = node.get::<Array<'a>>("Kids")?;
    kids.iter::<Dict<'a>>().take(10_000).find_map(|kid| search(&kid, name, depth + 1))
}
