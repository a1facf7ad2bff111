//! The report's own words: `templates/words.toml`, in French and in English.

use std::collections::BTreeMap;

use glose_model::messages::Lang;
use serde::Deserialize;

use crate::ReportError;

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
