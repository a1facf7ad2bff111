//! What is to be said of two texts as a whole: identical, renumbered or reworded only, unrelated.

use glose_model::messages::Lang;
use glose_model::{Change, Diagnostic, Effect, Pair, Relation, Severity};

use crate::side::Side;

/// Below this share of the shorter text that found a counterpart, two texts have nothing to do with
/// each other: the letter-head and the closing formula may still be common.
const RELATED: f32 = 0.12;

/// The diagnostics of a comparison.
pub(crate) fn verdict(pairs: &[Pair], old: &Side<'_>, new: &Side<'_>, lang: Lang) -> Vec<Diagnostic> {
    let say = |severity, code: &str| vec![Diagnostic::new(lang, severity, code, &[])];
    let (a, b) = (old.clauses.len(), new.clauses.len());
    if a == 0 || b == 0 {
        return if a == b { Vec::new() } else { say(Severity::Warning, "unrelated") };
    }
    let linked: usize = pairs.iter().filter(|p| !p.new.is_empty()).map(|p| p.old.len()).sum();
    if (linked as f32) < RELATED * a.min(b) as f32 {
        return say(Severity::Warning, "unrelated");
    }
    if pairs.iter().all(|p| p.relation == Relation::Unchanged) {
        return say(Severity::Info, "identical");
    }
    let quiet = |p: &Pair| {
        p.effects.iter().all(|e| *e == Effect::ReferenceUpdated)
            && !matches!(p.relation, Relation::Added | Relation::Removed)
    };
    let renumbered = |p: &Pair| p.change == Change::None || !p.effects.is_empty();
    if pairs.iter().all(|p| quiet(p) && renumbered(p)) && pairs.iter().any(|p| !p.effects.is_empty()) {
        return say(Severity::Info, "only-renumbered");
    }
    if pairs.iter().all(|p| quiet(p) && p.change != Change::Normative) {
        return say(Severity::Info, "only-reworded");
    }
    Vec::new()
}
