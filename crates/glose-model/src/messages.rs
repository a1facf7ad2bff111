//! The one table of messages for users: `messages.toml`, each in French and in English.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

/// The language of reports and messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// French, the default.
    #[default]
    Fr,
    /// English.
    En,
}

#[derive(Deserialize)]
struct Message {
    fr: String,
    en: String,
}

static TABLE: LazyLock<BTreeMap<String, Message>> =
    LazyLock::new(|| toml::from_str(include_str!("messages.toml")).unwrap_or_default());

/// The message `code` in `lang`, with each `{name}` replaced from `args`; the code itself when
/// the table does not know it (a test keeps that from happening).
#[must_use]
pub fn text(lang: Lang, code: &str, args: &[(&str, &str)]) -> String {
    let Some(message) = TABLE.get(code) else { return code.to_owned() };
    let mut out = match lang {
        Lang::Fr => message.fr.clone(),
        Lang::En => message.en.clone(),
    };
    for (name, value) in args {
        out = out.replace(&format!("{{{name}}}"), value);
    }
    out
}

/// Whether the table knows `code`.
#[must_use]
pub fn known(code: &str) -> bool {
    TABLE.contains_key(code)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_read() {
        assert!(super::known("off-topic"));
    }
}
