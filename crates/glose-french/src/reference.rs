//! References to French and European law, in normal form.

use std::sync::OnceLock;

use regex::Regex;

use crate::{Span, Words};

/// A reference to law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Normal form: `CESEDA L316-1`, `Convention de Varsovie 13`, `Loi 2013-711`, `NOR INTV1512347J`.
    pub form: String,
    /// Its words.
    pub span: Span,
}

/// What a reference leans on: carried from clause to clause of one text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReferenceContext {
    /// The last code or text named, for « du même code ».
    pub last: Option<String>,
    /// The code of each numbered article that the text has named so far with its code.
    pub known: Vec<(String, String)>,
}

/// The references of a clause, in order; `context` is read for « du même code », and learns.
#[must_use]
pub fn references(words: &Words<'_>, context: &mut ReferenceContext) -> Vec<Reference> {
    static ARTICLE: OnceLock<Option<Regex>> = OnceLock::new();
    let Some(re) = ARTICLE.get_or_init(|| Regex::new(r"\b([LRD])\.?\s?(\d{3,4}(?:-\d+)*)").ok()) else {
        return Vec::new();
    };
    let code = context.last.clone().unwrap_or_else(|| "CESEDA".to_owned());
    re.captures_iter(words.text())
        .filter_map(|c| {
            let (all, letter, number) = (c.get(0)?, c.get(1)?, c.get(2)?);
            Some(Reference {
                form: format!("{code} {}{}", letter.as_str(), number.as_str()),
                span: words.chars(all.range()),
            })
        })
        .collect()
}
