//! # silence
//!
//! *What it does.* Reports a concern of the grid that no clause carries, with the terms that were looked
//! for and the nearest passages.
//!
//! *Why it matters.* « The recovery period is nowhere to be seen »: silence is a finding.
//!
//! *Known problems.* As good as the tags: a concern said in words that the grid does not know is
//! silent, one false tag hides a silence.
//!
//! *Example.* Twelve pages on permits, without a word on the recovery and reflection period.

use glose_grid::SilenceCheck;
use glose_model::FindingKind;

use std::cell::LazyCell;

use super::draft::Draft;
use crate::tags;
use crate::text::Text;

/// Terms that the point lists at most.
const SHOWN: usize = 12;

/// Least probability of a passage that is shown as near.
const NEAR: f32 = 0.05;

pub(super) fn draw_up(text: &Text<'_>, index: usize, check: &SilenceCheck) -> Vec<Draft> {
    let mut out = Vec::new();
    let sight = LazyCell::new(|| tags::look(text));
    for concern in &text.grid.file.concern {
        let asked = check.common.concern.is_empty() || check.common.concern == concern.id;
        if !asked || check.except.contains(&concern.id) || text.clauses.iter().any(|c| c.concerns(&concern.id)) {
            continue;
        }
        let mut draft = Draft::new(FindingKind::Silence, index, &concern.id);
        draft.searched = concern.strong.list.iter().map(|t| plain(t)).filter(|t| !t.is_empty()).take(SHOWN).collect();
        let chances = sight.of(text, &concern.id);
        let mut near: Vec<(usize, f32)> = chances.iter().copied().enumerate().filter(|(_, c)| *c > NEAR).collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        draft.nearest = near.into_iter().take(3).map(|(i, _)| i).collect();
        draft.nearest.sort_unstable();
        out.push(draft);
    }
    out
}

/// A term of the grid without its signs: « héberg* » as « héberg… ».
fn plain(term: &str) -> String {
    if term.starts_with('/') || term.contains('{') {
        return String::new();
    }
    let words = term.split_whitespace().map(|w| {
        let first = w.split('|').next().unwrap_or(w).trim_start_matches(['~', '=']);
        match first.strip_suffix('*') {
            Some(start) => format!("{start}…"),
            None if first.starts_with('…') => "…".to_owned(),
            None if first == "&" => "…".to_owned(),
            None => first.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn terms_are_shown_without_their_signs() {
        assert_eq!(super::plain("héberg* … mineur|enfant"), "héberg… … mineur");
        assert_eq!(super::plain("/n°/"), "");
    }
}
