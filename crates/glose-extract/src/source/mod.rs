//! The readers: one a kind of file.

pub(crate) mod docx;
mod docx_numbering;
mod docx_styles;
mod docx_table;
pub(crate) mod html;
mod html_tree;
pub(crate) mod kind;
pub(crate) mod markdown;
pub(crate) mod odt;
mod odt_styles;
pub(crate) mod office_archive;
pub(crate) mod outline;
pub(crate) mod paragraph;
pub(crate) mod pdf;
pub(crate) mod text;
pub(crate) mod xml;
