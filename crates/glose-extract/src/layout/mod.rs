//! From glyphs to lines in reading order, and from lines to text that is whole again.

#![allow(dead_code, reason = "the readers of these types are being built")]

mod join;
mod page;

pub(crate) use join::{Joined, Joiner, Slice};
pub(crate) use page::{Bookmark, Cell, Element, Laid, Line, LineEnd, Page, Rule, RuleKind, Run};
