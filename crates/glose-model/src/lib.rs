//! What the rooms of Glose hand to each other: plain data, its JSON, and pure look-ups on it.
//!
//! Characters are Unicode scalar values; `start` and `end` count them in the `text` of the same
//! object. Pages are 1-based, `None` for inputs without pages. Boxes are `[x0, y0, x1, y1]` in
//! points, origin at the top left of the page as displayed (rotated and cropped).

mod analysis;
mod comparison;
mod diagnostic;
mod document;
pub mod messages;

pub use analysis::*;
pub use comparison::*;
pub use diagnostic::*;
pub use document::*;
pub use glose_french::{Bound, Modality, Span};
