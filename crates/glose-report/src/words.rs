//! The report's own words: `templates/words.toml`, in French and in English.

use std::collections::BTreeMap;

use glose_model::messages::Lang;
use serde::Deserialize;

use crate::{ReportError, typography};

/// The built-in table.
pub(crate) const SOURCE: &str = include_str!("../templates/words.toml");

#[derive(Clone, Debug, Deserialize)]
struct Entry {
    fr: String,
    en: String,
}

/// The words of a report in one language.
#[derive(Clone, Debug)]
pub(crate) struct Words {
    entries: BTreeMap<String, Entry>,
    /// The language.
    pub(crate) lang: Lang,
}

impl Words {
    /// The built-in words, and over them those of `own`, a table of the same make.
    pub(crate) fn new(lang: Lang, own: Option<&str>) -> Result<Self, ReportError> {
        let read = |source: &str| {
            toml::from_str::<BTreeMap<String, Entry>>(source).map_err(|e| ReportError::Template {
                name: "words.toml".to_owned(),
                line: e.span().and_then(|s| source.get(..s.start)).map(|before| before.matches('\n').count() + 1),
                detail: e.message().to_owned(),
            })
        };
        let mut entries = read(SOURCE)?;
        if let Some(own) = own {
            entries.extend(read(own)?);
        }
        Ok(Self { entries, lang })
    }

    /// The words for `key`; the key itself when there are none.
    pub(crate) fn get(&self, key: &str) -> String {
        match (self.entries.get(key), self.lang) {
            (Some(entry), Lang::Fr) => entry.fr.clone(),
            (Some(entry), Lang::En) => entry.en.clone(),
            (None, _) => key.to_owned(),
        }
    }

    /// The language as pages name it.
    pub(crate) fn tag(&self) -> &'static str {
        if self.lang == Lang::Fr { "fr" } else { "en" }
    }

    /// « p. 3-4 », “pp. 3–4”.
    pub(crate) fn pages(&self, pages: &[u32]) -> String {
        typography::pages(pages, self.lang)
    }

    /// Where words stand: « p. 3, section 2.1 », « p. 8, annexe A ».
    pub(crate) fn place(&self, pages: &[u32], section: &str) -> String {
        let pages = self.pages(pages);
        // « Annexe A », « Article 2 », « Fiche n° 3 » name themselves; « 2.1 », « IV.B », « a) » do not.
        let first = section.split([' ', '\u{a0}']).next().unwrap_or_default();
        let named = first.chars().count() > 3 && first.chars().all(char::is_alphabetic);
        let section = match (section, named) {
            ("", _) => String::new(),
            (_, false) => self.fill("section-numbered", &[("section", section)]),
            (_, true) => typography::nbsp(section),
        };
        match (pages.as_str(), section.as_str()) {
            ("", "") => self.get("no-page"),
            (one, "") | ("", one) => one.to_owned(),
            (pages, section) => format!("{pages}, {section}"),
        }
    }

    /// The words for `key` with `n` of them: « singular|plural » with `{n}`. French counts 0 and
    /// 1 as singular, English only 1.
    pub(crate) fn count(&self, key: &str, n: usize) -> String {
        let words = self.get(key);
        let singular = if self.lang == Lang::Fr { n < 2 } else { n == 1 };
        let form = match words.split_once('|') {
            Some((one, more)) => {
                if singular {
                    one
                } else {
                    more
                }
            }
            None => &words,
        };
        form.replace("{n}", &n.to_string())
    }

    /// The words for `key`, each `{name}` filled in.
    pub(crate) fn fill(&self, key: &str, args: &[(&str, &str)]) -> String {
        let mut words = self.get(key);
        for (name, value) in args {
            words = words.replace(&format!("{{{name}}}"), value);
        }
        words
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_read_and_counts() {
        let fr = Words::new(Lang::Fr, None).unwrap();
        assert_eq!(fr.count("n-points", 0), "0\u{a0}point");
        assert_eq!(fr.count("n-points", 2), "2\u{a0}points");
        let en = Words::new(Lang::En, None).unwrap();
        assert_eq!(en.count("n-points", 0), "0\u{a0}points");
    }

    #[test]
    fn a_section_that_names_itself_is_not_called_a_section() {
        let words = Words::new(Lang::Fr, None).unwrap();
        assert_eq!(words.place(&[3, 4], "2.1"), "p.\u{a0}3-4, section\u{a0}2.1");
        assert_eq!(words.place(&[8], "Annexe A"), "p.\u{a0}8, Annexe A");
        assert_eq!(words.place(&[], "III"), "section\u{a0}III");
        assert_eq!(words.place(&[], ""), "sans page");
    }

    #[test]
    fn french_words_keep_french_typography() {
        let fr = Words::new(Lang::Fr, None).unwrap();
        for (key, entry) in &fr.entries {
            for bad in [" :", " ;", " ?", " !", " »", "« ", "'"] {
                assert!(!entry.fr.contains(bad), "{key}: {bad:?} in {:?}", entry.fr);
            }
            assert!(!entry.en.contains('\''), "{key}: straight apostrophe");
        }
    }

    #[test]
    fn a_fault_in_the_table_names_its_line() {
        let fault = Words::new(Lang::Fr, Some("a = { fr = \"x\", en = \"y\" }\nb = nothing\n")).unwrap_err();
        assert!(matches!(fault, ReportError::Template { line: Some(2), .. }), "{fault:?}");
    }
}
