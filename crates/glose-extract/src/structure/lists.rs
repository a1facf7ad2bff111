//! Lists: items, their depth, and the stem that introduces them.

use glose_model::BlockKind;

use super::bullets;
use super::flow::Hint;
use super::numbering::{self, Close, Family};
use super::role::{Marked, ends_sentence};

/// What opens an item.
#[derive(Clone, Debug, PartialEq)]
enum Sign {
    Bullet(char),
    Number(Family, Close),
    /// The source says that it is an item, of this depth.
    Given(u8),
}

/// A level of the list being read.
struct Open {
    sign: Sign,
    indent: f32,
    level: u8,
    /// Last item at this level.
    last: usize,
    stem: Option<usize>,
}

/// Marks the items among `marked[from..]` and ties each to its stem.
pub(crate) fn mark(marked: &mut [Marked], from: usize) {
    let mut open: Vec<Open> = Vec::new();
    let mut stem: Option<usize> = None;
    for i in from..marked.len() {
        let Some(m) = marked.get(i) else { continue };
        if matches!(m.kind, Some(BlockKind::Footnote | BlockKind::Furniture)) {
            continue;
        }
        if !m.is_open() {
            open.clear();
            stem = None;
            continue;
        }
        if let Hint::ItemContinued(level) = m.piece.hint
            && let Some(o) = open.iter().rev().find(|o| o.level <= level)
        {
            let (level, parent) = (o.level, o.last);
            set_item(marked, i, level, Some(parent));
            continue;
        }
        let text = m.text();
        let indent = m.piece.style.indent;
        let Some(sign) = sign_of(m) else {
            // Running text closes the list, and may open the next.
            open.clear();
            stem = introduces(text).then_some(i);
            continue;
        };
        // A numbered paragraph of prose without a stem is no list.
        if matches!(sign, Sign::Number(Family::Arabic | Family::Roman | Family::Upper, _))
            && open.is_empty()
            && stem.is_none()
        {
            if let Some(m) = marked.get_mut(i) {
                m.set(BlockKind::Paragraph);
            }
            stem = introduces(marked.get(i).map_or("", Marked::text)).then_some(i);
            continue;
        }
        let level = match &sign {
            Sign::Given(level) => {
                open.retain(|o| o.level <= *level);
                *level
            }
            _ => match open.iter().position(|o| o.sign == sign && (o.indent - indent).abs() < 9.0) {
                Some(at) => {
                    open.truncate(at + 1);
                    open.last().map_or(1, |o| o.level)
                }
                None => {
                    // Further left than what is open: back to the level that stands there.
                    open.retain(|o| o.indent <= indent + 2.0 || indent == 0.0);
                    open.last().map_or(1, |o| o.level + 1)
                }
            },
        };
        let parent = open.iter().rev().find(|o| o.level < level).map(|o| o.last).or(stem);
        let bullet = matches!(sign, Sign::Bullet(_));
        match open.iter_mut().find(|o| o.level == level) {
            Some(o) => {
                o.last = i;
                o.sign = sign;
                let parent = o.stem;
                set_item(marked, i, level, parent);
            }
            None => {
                open.push(Open { sign, indent, level, last: i, stem: parent });
                set_item(marked, i, level, parent);
            }
        }
        if bullet && let Some(m) = marked.get_mut(i) {
            super::head::drop_bullet(m);
        }
    }
}

fn set_item(marked: &mut [Marked], i: usize, level: u8, stem: Option<usize>) {
    if let Some(m) = marked.get_mut(i) {
        m.set(BlockKind::ListItem);
        m.level = Some(level.clamp(1, 9));
        m.stem = stem;
    }
}

fn sign_of(m: &Marked) -> Option<Sign> {
    if let Hint::Item(level) = m.piece.hint {
        return Some(Sign::Given(level));
    }
    let text = m.text();
    if bullets::bullet(text).is_some() {
        return text.chars().next().map(Sign::Bullet);
    }
    let n = numbering::parse(text)?;
    let sure = !matches!(n.family, Family::Word(_)) && n.close != Close::Space && n.depth == 1;
    (sure && (n.close == Close::Parenthesis || !n.is_weak())).then_some(Sign::Number(n.family, n.close))
}

/// Whether a list may hang on this text.
fn introduces(text: &str) -> bool {
    text.ends_with(':') || !ends_sentence(text)
}
