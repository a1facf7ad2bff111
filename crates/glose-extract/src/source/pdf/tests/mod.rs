#![allow(clippy::unwrap_used)]

mod faults;
mod layout;
mod reading;
mod small;
mod structure;

use super::lay_out;
use crate::layout::{Line, Page};
use crate::{ExtractError, Options};

/// The first page of a PDF.
fn first(bytes: &[u8]) -> Page {
    try_first(bytes).unwrap()
}

fn try_first(bytes: &[u8]) -> Result<Page, ExtractError> {
    let opened = lay_out(bytes, &Options::default(), None)?;
    Ok(opened.pages.laid.pages.into_iter().next().unwrap())
}

/// The texts of its lines.
fn texts(bytes: &[u8]) -> Vec<String> {
    first(bytes).lines.into_iter().map(|l| l.text).collect()
}

/// The one line of a page.
fn only(bytes: &[u8]) -> Line {
    let mut lines = first(bytes).lines;
    assert_eq!(lines.len(), 1, "{lines:?}");
    lines.remove(0)
}
