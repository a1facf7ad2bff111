//! A piece and what the passes have found it to be.

use glose_model::BlockKind;

use super::flow::{Hint, Piece};
use super::wording::LabelRole;

/// A piece with its role.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    /// The piece.
    pub(crate) piece: Piece,
    /// What it is; `None` until a pass knows.
    pub(crate) kind: Option<BlockKind>,
    /// Depth of a heading or item.
    pub(crate) level: Option<u8>,
    /// Number of a heading, as sections are named.
    pub(crate) number: Option<String>,
    /// The label of the head under which it stands.
    pub(crate) under: Option<LabelRole>,
    /// Index of the stem of an item.
    pub(crate) stem: Option<usize>,
}

impl Marked {
    /// A piece of which only its source has spoken.
    pub(crate) fn new(piece: Piece) -> Self {
        let kind = match piece.hint {
            Hint::Row => Some(BlockKind::TableRow),
            Hint::HeaderRow => Some(BlockKind::TableHeader),
            Hint::Note => Some(BlockKind::Footnote),
            Hint::Furniture => Some(BlockKind::Furniture),
            Hint::Contents => Some(BlockKind::Label),
            _ => None,
        };
        Self { piece, kind, level: None, number: None, under: None, stem: None }
    }

    /// Its characters.
    pub(crate) fn text(&self) -> &str {
        &self.piece.text
    }

    /// Gives it a kind.
    pub(crate) fn set(&mut self, kind: BlockKind) {
        self.kind = Some(kind);
    }

    /// Whether no pass has claimed it yet.
    pub(crate) fn is_open(&self) -> bool {
        self.kind.is_none()
    }
}

/// Whether the text ends as a sentence or the item of a list does.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['»', '"', ')', ' ', '”']);
    text.ends_with(['.', ';', '!', '?', '…']) && !ends_in_abbreviation(text)
}

fn ends_in_abbreviation(text: &str) -> bool {
    let mut end: Vec<char> = text.chars().rev().take(4).flat_map(char::to_lowercase).collect();
    end.reverse();
    [['e', 't', 'c', '.'], ['a', 'r', 't', '.'], ['p', '.', 'j', '.'], ['r', 'é', 'f', '.']].iter().any(|a| end == a)
}

/// Number of words.
pub(crate) fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).count()
}

/// Whether every letter is a capital, and there are some.
pub(crate) fn is_caps(text: &str) -> bool {
    let mut letters = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() {
            return false;
        }
        letters += 1;
    }
    letters > 2
}
