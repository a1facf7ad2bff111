//! **reference-updated**
//!
//! *What it does.* Reports a pair whose cited articles, codes or numbered texts differ.
//!
//! *Why.* An article renumbered by a new code is not a change of substance, and an article replaced
//! may hide one: the reader must see both, apart from the rest.
//!
//! *Known problems.* A citation that appears where there was none is not reported: nothing was
//! updated. Texts cited by their date alone, and the text's own sections, are no references.
//!
//! *Example.* « En application de l’article L. 316-1 » → « En application de l’article L. 425-1 ».

use glose_french::Span;
use glose_french::concordance::same_article;
use glose_model::{Effect, ValueKind};

use crate::effects::Seen;
use crate::view::{Half, View};
use crate::words::WordKind;

pub(crate) fn look(view: &View<'_>) -> Vec<Seen> {
    let (old, new) = (cited(&view.old), cited(&view.new));
    if view.is_pair() && old == new {
        return renumbered(view).into_iter().collect();
    }
    if !view.is_pair() || old.is_empty() || new.is_empty() {
        return Vec::new();
    }
    let only = |half: &Half<'_>, there: &[&str]| -> Vec<Span> {
        let values = half.clauses.iter().enumerate().flat_map(|(i, c)| c.values.iter().map(move |v| (i, v)));
        values
            .filter(|(_, v)| v.kind == ValueKind::Reference && !there.contains(&v.value.as_str()))
            .map(|(i, v)| half.place(i, v.start, v.end))
            .collect()
    };
    vec![Seen {
        effect: Effect::ReferenceUpdated,
        old: only(&view.old, &new),
        new: only(&view.new, &old),
        push: 0.0,
        bound: false,
    }]
}

/// « Article L. 316-1 » that becomes « Article L. 425-1 » where no code is named, as in the code itself: the
/// concordance joins the two numbers, and knows one code.
fn renumbered(view: &View<'_>) -> Option<Seen> {
    let number = |half: &Half<'_>| -> Option<(String, Span)> {
        let counted = half.counted();
        let mut changed = (0..counted.len()).filter(|i| half.touches_change(&(*i..*i + 1)));
        let at = changed.by_ref().find(|i| counted.get(*i).is_some_and(|w| w.kind == WordKind::Number))?;
        let series = counted.get(at.checked_sub(1)?).filter(|w| matches!(w.form.as_str(), "l" | "r" | "d"))?;
        let name = format!("CESEDA {}{}", series.form.to_uppercase(), counted.get(at)?.form);
        changed.next().is_none().then(|| (name, half.span(&(at - 1..at + 1))))
    };
    let ((was, old), (is, new)) = (number(&view.old)?, number(&view.new)?);
    same_article(&was, &is).then(|| Seen {
        effect: Effect::ReferenceUpdated,
        old: vec![old],
        new: vec![new],
        push: 0.0,
        bound: false,
    })
}

fn cited<'a>(half: &Half<'a>) -> Vec<&'a str> {
    let mut all: Vec<&str> = half.clauses.iter().flat_map(|c| c.references.iter().map(String::as_str)).collect();
    all.sort_unstable();
    all.dedup();
    all
}
