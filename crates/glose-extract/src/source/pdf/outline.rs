//! Bookmarks.

use std::cell::OnceCell;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, String as PdfString};
use hayro_syntax::xref::XRef;
use rustc_hash::{FxHashMap, FxHashSet};

use super::strings;
use crate::layout::Bookmark;

/// Bookmarks read of a file.
const MAX_BOOKMARKS: usize = 5_000;
/// Named destinations read of a file, and nodes of their tree.
const MAX_NAMES: usize = 100_000;
const MAX_NODES: usize = 20_000;

/// The bookmarks of a file in order; `pages` leads from the object of a page to its number.
pub(super) fn read(pdf: &Pdf, pages: &FxHashMap<ObjectIdentifier, u32>) -> Vec<Bookmark> {
    let xref = pdf.xref();
    let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) else { return Vec::new() };
    let Some(outlines) = root.get::<Dict<'_>>("Outlines") else { return Vec::new() };
    let names = Names::new(xref, &root, pages);
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
        out.push(Bookmark { title, level, page: page(&names, &item), top: None });
        stack.push((item.get_ref("Next").map(ObjectIdentifier::from), level));
        stack.push((item.get_ref("First").map(ObjectIdentifier::from), level.saturating_add(1)));
    }
    out
}

/// The page that a bookmark leads to.
fn page(names: &Names<'_>, item: &Dict<'_>) -> Option<u32> {
    let destination = item
        .get::<Object<'_>>("Dest")
        .or_else(|| item.get::<Dict<'_>>("A").and_then(|action| action.get::<Object<'_>>("D")))?;
    match destination {
        Object::Array(array) => first_page(&array, names.pages),
        Object::Name(name) => names.page(name.as_ref()),
        Object::String(name) => names.page(name.as_bytes()),
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

fn page_of(destination: &Object<'_>, pages: &FxHashMap<ObjectIdentifier, u32>) -> Option<u32> {
    match destination {
        Object::Array(array) => first_page(array, pages),
        Object::Dict(dict) => first_page(&dict.get::<Array<'_>>("D")?, pages),
        _ => None,
    }
}

/// Destinations by name: in the catalogue's `/Dests`, or in the tree of names, which is read once.
struct Names<'p> {
    xref: &'p XRef,
    pages: &'p FxHashMap<ObjectIdentifier, u32>,
    listed: Dict<'p>,
    tree: Option<Dict<'p>>,
    known: OnceCell<FxHashMap<Vec<u8>, Destination>>,
}

/// Where a name of the tree leads to: a page, or an object that says which.
enum Destination {
    Page(u32),
    Object(ObjectIdentifier),
}

impl<'p> Names<'p> {
    fn new(xref: &'p XRef, root: &Dict<'p>, pages: &'p FxHashMap<ObjectIdentifier, u32>) -> Self {
        Self {
            xref,
            pages,
            listed: root.get::<Dict<'p>>("Dests").unwrap_or_default(),
            tree: root.get::<Dict<'p>>("Names").and_then(|names| names.get::<Dict<'p>>("Dests")),
            known: OnceCell::new(),
        }
    }

    fn page(&self, name: &[u8]) -> Option<u32> {
        if let Some(listed) = self.listed.get::<Object<'_>>(name) {
            return page_of(&listed, self.pages);
        }
        let known = self.known.get_or_init(|| {
            let (mut out, mut left) = (FxHashMap::default(), MAX_NODES);
            if let Some(tree) = &self.tree {
                self.gather(tree, &mut left, 0, &mut out);
            }
            out
        });
        match known.get(name)? {
            Destination::Page(page) => Some(*page),
            Destination::Object(id) => page_of(&self.xref.get::<Object<'_>>(*id)?, self.pages),
        }
    }

    fn gather(&self, node: &Dict<'_>, left: &mut usize, depth: usize, out: &mut FxHashMap<Vec<u8>, Destination>) {
        if depth > 16 || *left == 0 {
            return;
        }
        *left -= 1;
        if let Some(names) = node.get::<Array<'_>>("Names") {
            let mut items = names.raw_iter();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                let destination = match value {
                    MaybeRef::Ref(r) => Some(Destination::Object(r.into())),
                    MaybeRef::NotRef(object) => page_of(&object, self.pages).map(Destination::Page),
                };
                if let (MaybeRef::NotRef(Object::String(name)), Some(destination)) = (key, destination)
                    && out.len() < MAX_NAMES
                {
                    out.insert(name.as_bytes().to_vec(), destination);
                }
            }
        }
        if let Some(kids) = node.get::<Array<'_>>("Kids") {
            for kid in kids.iter::<Dict<'_>>() {
                self.gather(&kid, left, depth + 1, out);
            }
        }
    }
}
