//! What the file itself says of its parts: bookmarks, and the structure tree of a tagged PDF. Used
//! where it is true.

use rustc_hash::FxHashMap;

use super::flow::{Hint, Style};
use super::pages::Placed;
use super::paragraphs::Measures;
use super::wording::fold;
use crate::layout::{Laid, Line};

/// Bookmarks and elements, ready for looking up.
pub(crate) struct Marks {
    /// Words and level, by page.
    bookmarks: FxHashMap<u32, Vec<(String, u8)>>,
    /// For each element: the nearest block that holds it, and the level of a heading.
    blocks: Vec<(Option<u32>, Option<u8>)>,
    /// Whether the tree tells paragraphs apart.
    tagged: bool,
}

impl Marks {
    /// Those of a document.
    pub(crate) fn of(laid: &Laid) -> Self {
        let mut bookmarks: FxHashMap<u32, Vec<(String, u8)>> = FxHashMap::default();
        for bookmark in &laid.bookmarks {
            let words = key(&bookmark.title);
            if let Some(page) = bookmark.page.filter(|_| words.len() > 1) {
                bookmarks.entry(page).or_default().push((words, bookmark.level));
            }
        }
        let blocks: Vec<(Option<u32>, Option<u8>)> = (0..laid.elements.len())
            .map(|i| {
                let mut at = u32::try_from(i).ok();
                for _ in 0..40 {
                    let Some(element) = at.and_then(|a| laid.elements.get(a as usize)) else { break };
                    if let Some(level) = heading_level(&element.role) {
                        return (at, Some(level));
                    }
                    if matches!(
                        element.role.as_str(),
                        "P" | "LI" | "TD" | "TH" | "Note" | "FENote" | "Caption" | "Title" | "TOCI" | "BlockQuote"
                    ) {
                        return (at, None);
                    }
                    at = element.parent;
                }
                (None, None)
            })
            .collect();
        let paragraphs = blocks.iter().filter(|(b, _)| b.is_some()).count();
        let lines: Vec<&Line> = laid.pages.iter().flat_map(|p| &p.lines).filter(|l| !l.artifact).collect();
        let held = lines.iter().filter(|l| l.runs.first().and_then(|r| r.element).is_some()).count();
        // A tree that holds one line in two, or as many paragraphs as lines, is not to be trusted.
        let tagged = paragraphs > 5 && held * 10 > lines.len() * 8 && paragraphs < lines.len();
        Self { bookmarks, blocks, tagged }
    }

    fn block(&self, line: &Line) -> Option<u32> {
        self.blocks.get(line.runs.first()?.element? as usize)?.0
    }

    /// Whether the tree puts two lines into different headings or one of them into a heading.
    pub(crate) fn parts(&self, before: &Line, line: &Line) -> bool {
        if !self.tagged {
            return false;
        }
        let (a, b) = (self.block(before), self.block(line));
        let heading = |l: &Line| self.level(l).is_some();
        a.is_some() && b.is_some() && a != b && (heading(before) || heading(line))
    }

    fn level(&self, line: &Line) -> Option<u8> {
        self.blocks.get(line.runs.first()?.element? as usize)?.1
    }

    /// What the file says that these lines are.
    pub(crate) fn hint(&self, lines: &[Placed<'_>], text: &str, style: &Style, measures: &Measures) -> Hint {
        let Some((page, _, first)) = lines.first() else { return Hint::Text };
        let short = text.chars().count() < 250;
        if self.tagged
            && short
            && let Some(level) = self.level(first)
            && lines.iter().all(|(_, _, l)| self.level(l) == Some(level))
        {
            return Hint::Heading(level);
        }
        if short && let Some(bookmarks) = self.bookmarks.get(page) {
            let words = key(text);
            let stands_out =
                style.bold || style.italic || style.caps || style.size > measures.size + 0.4 || lines.len() <= 2;
            let found = bookmarks.iter().find(|(title, _)| {
                *title == words
                    || (words.len() > title.len() && words.len() < title.len() + 8 && words.ends_with(title.as_str()))
            });
            if let Some((_, level)) = found.filter(|_| stands_out) {
                return Hint::Heading(*level);
            }
        }
        Hint::Text
    }
}

fn heading_level(role: &str) -> Option<u8> {
    if role == "H" {
        return Some(1);
    }
    role.strip_prefix('H')?.parse().ok().filter(|n| (1..=9).contains(n))
}

/// Letters and digits only.
fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}
