//! The zip of an office document, opened under a budget: a few kilobytes can unpack to gigabytes.

use std::cell::{Cell, RefCell};
use std::io::{Cursor, Read};

use glose_model::messages::Lang;
use zip::ZipArchive;

use crate::ExtractError;

/// Most entries that a document may have; Word writes some twenty, and one more a picture.
const MAX_ENTRIES: usize = 20_000;
/// Most bytes that the parts read may unpack to, all together.
const MAX_BYTES: u64 = 256 << 20;

/// An office document's parts, by name.
pub(crate) struct Archive<'a> {
    zip: RefCell<ZipArchive<Cursor<&'a [u8]>>>,
    left: Cell<u64>,
    lang: Lang,
}

impl<'a> Archive<'a> {
    /// Opens the zip in `bytes`.
    pub(crate) fn open(bytes: &'a [u8], lang: Lang) -> Result<Self, ExtractError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ExtractError::new(lang, "office-damaged", &[]))?;
        if zip.len() > MAX_ENTRIES {
            return Err(ExtractError::new(lang, "office-too-large", &[]));
        }
        Ok(Self { zip: RefCell::new(zip), left: Cell::new(MAX_BYTES), lang })
    }

    /// Whether there is a part called `name`.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.borrow().index_for_name(name).is_some()
    }

    /// The text of the part called `name`; `None` where there is none or it is damaged.
    ///
    /// # Errors
    /// When the budget of unpacked bytes is spent.
    pub(crate) fn read(&self, name: &str) -> Result<Option<String>, ExtractError> {
        let mut zip = self.zip.borrow_mut();
        let Ok(entry) = zip.by_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let done = entry.take(self.left.get() + 1).read_to_end(&mut bytes);
        let size = bytes.len() as u64;
        if size > self.left.get() {
            return Err(ExtractError::new(self.lang, "office-too-large", &[]));
        }
        self.left.set(self.left.get() - size);
        // A damaged end still leaves the beginning.
        if done.is_err() && bytes.is_empty() {
            return Ok(None);
        }
        Ok(Some(super::text::decode(&bytes)))
    }

    /// The main part of a Word document that is not called `word/document.xml`, from its relations.
    pub(crate) fn main_document(&self) -> Option<String> {
        let rels = self.read("_rels/.rels").ok()??;
        let at = rels.find("/relationships/officeDocument\"")?;
        let start = rels.get(..at)?.rfind('<')?;
        let tag = rels.get(start..)?.split('>').next()?;
        let target = tag.split("Target=\"").nth(1)?.split('"').next()?.trim_start_matches('/');
        (self.has(target) && target.starts_with("word")).then(|| target.to_owned())
    }
}
