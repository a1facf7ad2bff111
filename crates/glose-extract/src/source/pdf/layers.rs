//! Optional content: layers that the file shows only on demand are not read (ISO 32000-1, 8.11).

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use rustc_hash::FxHashSet;

/// Which layers are off when the file is opened.
#[derive(Debug, Default)]
pub(super) struct Layers {
    off: FxHashSet<ObjectIdentifier>,
}

impl Layers {
    /// The layers of a file, by its default configuration.
    pub(super) fn read(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        if !xref.has_optional_content_groups() {
            return Self::default();
        }
        let Some(root) = xref.get::<Dict<'_>>(xref.root_id()) else { return Self::default() };
        let Some(properties) = root.get::<Dict<'_>>("OCProperties") else { return Self::default() };
        let Some(config) = properties.get::<Dict<'_>>("D") else { return Self::default() };
        let mut off = FxHashSet::default();
        if config.get::<Name<'_>>("BaseState").is_some_and(|s| s.as_str() == "OFF") {
            off.extend(references(&properties, "OCGs"));
            for on in references(&config, "ON") {
                off.remove(&on);
            }
        }
        off.extend(references(&config, "OFF"));
        Self { off }
    }

    /// Whether the layer or group of layers under `key` hides what belongs to it.
    pub(super) fn hides(&self, dict: &Dict<'_>, key: impl AsRef<[u8]>) -> bool {
        if self.off.is_empty() || !dict.contains_key(key.as_ref()) {
            return false;
        }
        if dict.get_ref(key.as_ref()).is_some_and(|r| self.off.contains(&ObjectIdentifier::from(r))) {
            return true;
        }
        let Some(group) = dict.get::<Dict<'_>>(key.as_ref()) else { return false };
        let mut members = references(&group, "OCGs");
        members.extend(group.get_ref("OCGs").map(ObjectIdentifier::from));
        if members.is_empty() {
            return false;
        }
        let off = |id: &ObjectIdentifier| self.off.contains(id);
        match group.get::<Name<'_>>("P").as_ref().map(|n| n.as_str()) {
            Some("AllOn") => members.iter().any(off),
            Some("AnyOff") => !members.iter().any(off),
            Some("AllOff") => !members.iter().all(off),
            _ => members.iter().all(off),
        }
    }
}

/// The objects that an array refers to.
fn references(dict: &Dict<'_>, key: &str) -> Vec<ObjectIdentifier> {
    let Some(Object::Array(array)) = dict.get::<Object<'_>>(key) else { return Vec::new() };
    refs(&array)
}

fn refs(array: &Array<'_>) -> Vec<ObjectIdentifier> {
    array
        .raw_iter()
        .filter_map(|item| match item {
            MaybeRef::Ref(r) => Some(ObjectIdentifier::from(r)),
            MaybeRef::NotRef(_) => None,
        })
        .collect()
}
