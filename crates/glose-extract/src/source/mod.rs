//! The readers: one a kind of file.

pub(crate) mod docx;
pub(crate) mod html;
pub(crate) mod kind;
pub(crate) mod markdown;
pub(crate) mod odt;
pub(crate) mod office_archive;
pub(crate) mod pdf;
pub(crate) mod text;
