//! Identifiers with their labels.

use glose_model::GridHead;
use serde::Serialize;

use crate::typography;
use crate::words::Words;

/// The name of a unit variant as the JSON writes it (`a-ameliorer`).
pub(crate) fn key<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// An identifier with its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) label: String,
}

/// The concerns of a grid, in its order.
pub(crate) fn concerns(grid: &GridHead, words: &Words) -> Vec<Named> {
    grid.concerns.iter().map(|c| Named { id: c.id.clone(), label: typography::tight(&c.label, words.lang) }).collect()
}

/// The concern `id` among `concerns`; one that the grid does not name keeps its identifier.
pub(crate) fn concern(concerns: &[Named], id: &str) -> Named {
    let found = concerns.iter().find(|c| c.id == id).cloned();
    found.unwrap_or_else(|| Named { id: id.to_owned(), label: id.to_owned() })
}
