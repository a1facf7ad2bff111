//! Bookmarks.

use std::collections::BTreeMap;
use std::ops::Bound;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Object, ObjectIdentifier, String as PdfString};
use hayro_syntax::xref::XRef;
use rustc_hash::{FxHashMap, FxHashSet};

use super::strings;
use crate::layout::Bookmark;

/// Bookmarks read of a file.
const MAX_BOOKMARKS: usize = 5_000;
/// Nodes of the tree of named destinations read of a file.
const MAX_NODES: usize = 20_000;

/// The bookmarks of a file in order; `pages` leads from the object of a page to its number.
pub(super) fn read(pdf: &Pdf, pages: &FxHashMap<ObjectIdentifier, u32>) -> Vec<Bookmark> {
    let xref = pdf.xref();
    let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) else { return Vec::new() };
    let Some(outlines) = root.get::<Dict<'_>>("Outlines") else { return Vec::new() };
    let mut out = Vec::new();
    let mut leads: Vec<Leads> = Vec::new();
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
        out.push(Bookmark { title, level, page: None, top: None });
        leads.push(destination(&item, pages));
        stack.push((item.get_ref("Next").map(ObjectIdentifier::from), level));
        stack.push((item.get_ref("First").map(ObjectIdentifier::from), level.saturating_add(1)));
    }
    let names = Names::of(xref, &root, pages, &leads);
    for (bookmark, leads) in out.iter_mut().zip(&leads) {
        bookmark.page = match leads {
            Leads::Nowhere => None,
            Leads::To(page) => Some(*page),
            Leads::By(name) => names.page(name),
        };
    }
    out
}

/// Where a bookmark leads to.
enum Leads {
    Nowhere,
    To(u32),
    By(Vec<u8>),
}

fn destination(item: &Dict<'_>, pages: &FxHashMap<ObjectIdentifier, u32>) -> Leads {
    let own = item.get::<Object<'_>>("Dest");
    match own.or_else(|| item.get::<Dict<'_>>("A").and_then(|action| action.get::<Object<'_>>("D"))) {
        Some(Object::Array(array)) => first_page(&array, pages).map_or(Leads::Nowhere, Leads::To),
        Some(Object::Name(name)) => Leads::By(name.as_ref().to_vec()),
        Some(Object::String(name)) => Leads::By(name.as_bytes().to_vec()),
        _ => Leads::Nowhere,
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

/// Destinations by name: in the catalogue's `/Dests`, or in the tree of names, from which those that
/// are wanted are read at once.
struct Names<'p> {
    xref: &'p XRef,
    pages: &'p FxHashMap<ObjectIdentifier, u32>,
    listed: Dict<'p>,
    known: BTreeMap<&'p [u8], Option<Destination>>,
}

/// Where a name of the tree leads to: a page, or an object that says which.
enum Destination {
    Page(u32),
    Object(ObjectIdentifier),
}

impl<'p> Names<'p> {
    fn of(xref: &'p XRef, root: &Dict<'p>, pages: &'p FxHashMap<ObjectIdentifier, u32>, leads: &'p [Leads]) -> Self {
        let listed = root.get::<Dict<'p>>("Dests").unwrap_or_default();
        let wanted = leads.iter().filter_map(|l| match l {
            Leads::By(name) => Some((name.as_slice(), None)),
            _ => None,
        });
        let mut names = Self { xref, pages, listed, known: wanted.collect() };
        if let Some(tree) = root.get::<Dict<'p>>("Names").and_then(|names| names.get::<Dict<'p>>("Dests")) {
            let mut left = MAX_NODES;
            names.gather(&tree, &mut left, 0);
        }
        names
    }

    fn page(&self, name: &[u8]) -> Option<u32> {
        if let Some(listed) = self.listed.get::<Object<'_>>(name) {
            return page_of(&listed, self.pages);
        }
        match self.known.get(name)?.as_ref()? {
            Destination::Page(page) => Some(*page),
            Destination::Object(id) => page_of(&self.xref.get::<Object<'_>>(*id)?, self.pages),
        }
    }

    fn gather(&mut self, node: &Dict<'_>, left: &mut usize, depth: usize) {
        if depth > 16 || *left == 0 || !self.wants_some_of(node) {
            return;
        }
        *left -= 1;
        if let Some(names) = node.get::<Array<'_>>("Names") {
            let mut items = names.raw_iter();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                let MaybeRef::NotRef(Object::String(name)) = key else { continue };
                let Some(known) = self.known.get_mut(name.as_bytes()) else { continue };
                *known = match value {
                    MaybeRef::Ref(r) => Some(Destination::Object(r.into())),
                    MaybeRef::NotRef(object) => page_of(&object, self.pages).map(Destination::Page),
                };
            }
        }
        if let Some(kids) = node.get::<Array<'_>>("Kids") {
            for kid in kids.iter::<Dict<'_>>() {
                self.gather(&kid, left, depth + 1);
            }
        }
    }

    /// Whether a name that is wanted is between the first and the last of a node.
    fn wants_some_of(&self, node: &Dict<'_>) -> bool {
        let Some(limits) = node.get::<Array<'_>>("Limits") else { return !self.known.is_empty() };
        let mut limits = limits.iter::<PdfString<'_>>();
        let (Some(first), Some(last)) = (limits.next(), limits.next()) else { return true };
        let (first, last) = (first.as_bytes(), last.as_bytes());
        first <= last && self.known.range::<[u8], _>((Bound::Included(first), Bound::Included(last))).next().is_some()
    }
}
