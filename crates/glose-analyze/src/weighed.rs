//! The words that weighed most for an answer of a learnt table, as evidence.

use glose_french::Span;
use glose_model::Evidence;

use crate::text::Text;
use crate::wording::{Seen, Source};

/// Words that are shown at most.
const SHOWN: usize = 4;
/// A sign that weighs less than this share of the heaviest is not shown.
const SHARE: f32 = 0.25;
/// A sign that weighs less is not shown.
const LEAST: f32 = 0.08;

/// What weighed for an answer, while the signs of a clause are read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weighed(Vec<(f32, Source, Span, String)>);

impl Weighed {
    /// Keeps a sign that weighs `weight` for the answer.
    pub(crate) fn see(&mut self, seen: &Seen<'_>, weight: f32) {
        let weight = weight * seen.value;
        if let Some((source, span)) = seen.at.filter(|_| weight >= LEAST && tells(seen.name)) {
            self.0.push((weight, source, span, seen.name.to_owned()));
        }
    }

    /// The heaviest, no two over the same words: of the clause itself, then of what it stands under.
    pub(crate) fn evidence(mut self, text: &Text<'_>) -> Vec<Evidence> {
        self.0.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.cmp(&b.2)).then(a.3.cmp(&b.3)));
        let most = self.0.first().map_or(0.0, |s| s.0);
        let mut kept: Vec<(Source, Span, String)> = Vec::new();
        for (weight, source, span, name) in self.0 {
            let covered = kept.iter().any(|(s, k, _)| *s == source && k.start < span.end && span.start < k.end);
            if weight < most * SHARE || kept.len() >= SHOWN {
                break;
            }
            if !covered {
                kept.push((source, span, name));
            }
        }
        kept.into_iter().filter_map(|(source, span, rule)| evidence(text, source, span, rule)).collect()
    }
}

/// Whether the words of a sign say something to a reader: not a number alone, nor a letter of a list.
fn tells(name: &str) -> bool {
    let Some((_, words)) = name.rsplit_once(':') else { return true };
    let number = |w: &str| w.chars().all(|c| c.is_ascii_digit()) || w.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    words.split([' ', '-']).any(|w| w.chars().count() > 1 && !number(w))
}

fn evidence(text: &Text<'_>, source: Source, span: Span, rule: String) -> Option<Evidence> {
    let (clause, block) = match source {
        Source::Own => (None, None),
        Source::Heading(block) => (None, Some(text.document.blocks.get(block)?.id.clone())),
        Source::Clause(clause) => (Some(text.clauses.get(clause)?.id.clone()), None),
    };
    Some(Evidence { clause, block, start: span.start, end: span.end, rule })
}

#[cfg(test)]
mod tests {
    use super::tells;

    #[test]
    fn a_number_persuades_nobody() {
        assert!(["mot:7", "partie.mot:ii", "titre.mot:2", "suite:l 316"].iter().all(|n| !tells(n)));
        assert!(["mot:plaint", "suite:articl l", "sur:mineurs liste:ages"].iter().all(|n| tells(n)));
    }
}
