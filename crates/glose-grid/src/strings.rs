//! Where the strings of a grid's file stand, so that a fault in one is shown at its own column.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

/// Every string of a file, by place.
#[derive(Debug, Default)]
pub(crate) struct Strings(Vec<(Range<usize>, String)>);

impl Strings {
    /// The strings of `source`; none where it is no TOML.
    pub(crate) fn of(source: &str) -> Self {
        let mut out = Self::default();
        if let Ok(table) = DeTable::parse(source) {
            for (_, value) in table.get_ref() {
                out.walk(value.get_ref(), value.span());
            }
        }
        out.0.sort_by_key(|(at, _)| at.start);
        out
    }

    fn walk(&mut self, value: &DeValue<'_>, at: Range<usize>) {
        match value {
            DeValue::String(text) => self.0.push((at, text.to_string())),
            DeValue::Array(items) => items.iter().for_each(|v| self.walk(v.get_ref(), v.span())),
            DeValue::Table(table) => table.iter().for_each(|(_, v)| self.walk(v.get_ref(), v.span())),
            _ => {}
        }
    }

    /// The bytes of the first string that is `text`, at `part` of it (bytes of the string) where
    /// the file holds the string as it is, without escapes.
    pub(crate) fn find(&self, source: &str, text: &str, part: Option<Range<usize>>) -> Option<Range<usize>> {
        let (at, _) = self.0.iter().find(|(_, s)| s == text)?;
        let written = source.get(at.clone())?;
        let inner = written.find(text).filter(|_| !text.is_empty());
        Some(match (inner, part) {
            (Some(inner), Some(part)) => at.start + inner + part.start..at.start + inner + part.end.min(text.len()),
            _ => at.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Strings;

    #[test]
    fn a_part_of_a_string_has_its_own_bytes() {
        let source = "[a]\nlist = ['un', '/déla[i/']\n";
        let strings = Strings::of(source);
        let found = strings.find(source, "/déla[i/", Some(6..7)).unwrap();
        assert_eq!(source.get(found), Some("["));
        assert!(strings.find(source, "deux", None).is_none());
    }
}
