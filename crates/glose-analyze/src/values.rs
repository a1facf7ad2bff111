//! Durations, amounts, dates and references of a clause, with their words.

use glose_french::{ReferenceContext, Span, Words, amounts, dates, durations, references};
use glose_model::{Clause, Value, ValueKind};

/// Fills the values of `clause`; `context` follows the text from clause to clause.
pub(crate) fn fill(clause: &mut Clause, words: &Words<'_>, context: &mut ReferenceContext) {
    let mut values = Vec::new();
    let plain = |kind, value: &str, span: Span| Value {
        kind,
        value: value.to_owned(),
        bound: None,
        from: None,
        start: span.start,
        end: span.end,
    };
    for d in durations(words) {
        clause.durations.push(d.iso.clone());
        let mut value = plain(ValueKind::Duration, &d.iso, d.span);
        value.bound = Some(d.bound);
        value.from = d.from.map(|s| s.slice(words.text()).to_owned());
        values.push(value);
    }
    for r in references(words, context) {
        clause.references.push(r.form.clone());
        values.push(plain(ValueKind::Reference, &r.form, r.span));
    }
    for a in amounts(words) {
        values.push(plain(ValueKind::Amount, &a.value, a.span));
    }
    for d in dates(words) {
        values.push(plain(ValueKind::Date, &d.iso, d.span));
    }
    let mut seen = Vec::new();
    clause.references.retain(|r| {
        let new = !seen.contains(r);
        if new {
            seen.push(r.clone());
        }
        new
    });
    values.sort_by(|a, b| (a.start, a.end, a.kind, &a.value).cmp(&(b.start, b.end, b.kind, &b.value)));
    clause.values = values;
}
