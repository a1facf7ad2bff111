//! The structure tree of a tagged PDF: which element each piece of marked content belongs to.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::xref::XRef;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::layout::Element;

/// Elements read of a tree.
const MAX_ELEMENTS: usize = 200_000;
/// Depth of the tree.
const MAX_DEPTH: usize = 64;

/// Which element holds the marked content `MCID` of a page.
#[derive(Debug, Default)]
pub(super) struct Marks {
    by_mark: FxHashMap<(ObjectIdentifier, u32), u32>,
}

impl Marks {
    /// The element of a mark.
    pub(super) fn element(&self, page: ObjectIdentifier, mark: u32) -> Option<u32> {
        self.by_mark.get(&(page, mark)).copied()
    }
}

/// The elements of a file, and where their content stands; both empty when it is not tagged.
pub(super) fn read(pdf: &Pdf) -> (Vec<Element>, Marks) {
    let xref = pdf.xref();
    let mut tree = Tree {
        xref,
        roles: Dict::default(),
        elements: Vec::new(),
        marks: Marks::default(),
        seen: FxHashSet::default(),
        visits: 0,
    };
    if let Some(root) = xref.get::<Dict<'_>>(xref.root_id())
        && let Some(structure) = root.get::<Dict<'_>>("StructTreeRoot")
    {
        tree.roles = structure.get::<Dict<'_>>("RoleMap").unwrap_or_default();
        if let Some(kids) = structure.get::<Object<'_>>("K") {
            tree.kids(structure.get_ref("K").map(ObjectIdentifier::from), kids, None, None, 0);
        }
    }
    (tree.elements, tree.marks)
}

struct Tree<'a> {
    xref: &'a XRef,
    roles: Dict<'a>,
    elements: Vec<Element>,
    marks: Marks,
    seen: FxHashSet<ObjectIdentifier>,
    visits: usize,
}

impl<'a> Tree<'a> {
    fn kids(
        &mut self,
        id: Option<ObjectIdentifier>,
        object: Object<'a>,
        parent: Option<u32>,
        page: Option<ObjectIdentifier>,
        depth: usize,
    ) {
        self.visits += 1;
        if depth > MAX_DEPTH || self.elements.len() > MAX_ELEMENTS || self.visits > 8 * MAX_ELEMENTS {
            return;
        }
        match object {
            Object::Number(n) => self.mark(page, n.as_i64(), parent),
            Object::Array(array) => {
                for item in array.raw_iter() {
                    match item {
                        MaybeRef::Ref(r) => {
                            let id = ObjectIdentifier::from(r);
                            if let Some(object) = self.xref.get::<Object<'a>>(id) {
                                self.kids(Some(id), object, parent, page, depth + 1);
                            }
                        }
                        MaybeRef::NotRef(object) => self.kids(None, object, parent, page, depth + 1),
                    }
                }
            }
            Object::Dict(dict) => self.dict(id, &dict, parent, page, depth),
            _ => {}
        }
    }

    fn dict(
        &mut self,
        id: Option<ObjectIdentifier>,
        dict: &Dict<'a>,
        parent: Option<u32>,
        page: Option<ObjectIdentifier>,
        depth: usize,
    ) {
        let page = dict.get_ref("Pg").map(ObjectIdentifier::from).or(page);
        let Some(kind) = dict.get::<Name<'_>>("S") else {
            // A reference to marked content; those of other streams and of annotations are left out.
            if let Some(mark) = dict.get::<i32>("MCID")
                && !dict.contains_key("Stm")
            {
                self.mark(page, i64::from(mark), parent);
            }
            return;
        };
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        let element = u32::try_from(self.elements.len()).unwrap_or(u32::MAX);
        self.elements.push(Element { role: self.role(kind.as_str()), parent });
        if let Some(kids) = dict.get::<Object<'a>>("K") {
            self.kids(dict.get_ref("K").map(ObjectIdentifier::from), kids, Some(element), page, depth + 1);
        }
    }

    fn mark(&mut self, page: Option<ObjectIdentifier>, mark: i64, parent: Option<u32>) {
        if let (Some(page), Ok(mark), Some(parent)) = (page, u32::try_from(mark), parent) {
            self.marks.by_mark.insert((page, mark), parent);
        }
    }

    /// The standard type of a type that the file made up.
    fn role(&self, kind: &str) -> String {
        let mut role = kind.to_owned();
        for _ in 0..8 {
            match self.roles.get::<Name<'_>>(role.as_bytes()) {
                Some(next) if next.as_str() != role => role = next.as_str().to_owned(),
                _ => break,
            }
        }
        role
    }
}
