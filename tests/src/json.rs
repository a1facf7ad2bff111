//! What the contract promises of every JSON object: its fields, and spans that stay inside.

use serde_json::Value;
use std::collections::BTreeMap;

/// The object that `line` holds.
///
/// # Panics
/// When it is no JSON.
#[must_use]
pub fn parsed(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|e| panic!("{e} in: {}", line.chars().take(200).collect::<String>()))
}

/// Fails unless `value` has every one of `fields` (null counts as there).
#[track_caller]
pub fn has(value: &Value, what: &str, fields: &str) {
    for field in fields.split_whitespace() {
        assert!(value.get(field).is_some(), "{what} has no « {field} »: {}", short(value));
    }
}

/// The items of the list `field`.
#[track_caller]
#[must_use]
pub fn list<'v>(value: &'v Value, field: &str) -> &'v [Value] {
    match value.get(field).and_then(Value::as_array) {
        Some(items) => items,
        None => panic!("no list « {field} » in {}", short(value)),
    }
}

/// The text `field`.
#[track_caller]
#[must_use]
pub fn text<'v>(value: &'v Value, field: &str) -> &'v str {
    match value.get(field).and_then(Value::as_str) {
        Some(text) => text,
        None => panic!("no text « {field} » in {}", short(value)),
    }
}

/// Fails unless `start` and `end` of `span` stand inside `within` characters.
#[track_caller]
pub fn inside(span: &Value, within: usize, what: &str) {
    let number = |field: &str| span.get(field).and_then(Value::as_u64).map(|n| n as usize);
    let (Some(start), Some(end)) = (number("start"), number("end")) else { panic!("{what}: {}", short(span)) };
    assert!(start < end && end <= within, "{what}: {start}..{end} of {within}");
}

/// The number of characters of each item's text, by its identifier; fails on one that is there twice.
#[track_caller]
#[must_use]
pub fn lengths(items: &[Value]) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for item in items {
        let id = text(item, "id").to_owned();
        assert!(out.insert(id.clone(), text(item, "text").chars().count()).is_none(), "{id} twice");
    }
    out
}

fn short(value: &Value) -> String {
    value.to_string().chars().take(300).collect()
}
