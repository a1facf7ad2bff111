use glose_french::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::messages::{self, Lang};

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something may be missing or wrong in what follows.
    Warning,
    /// Something asked for could not be had.
    Error,
}

/// What the program noticed about its input, in words for its user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diagnostic {
    /// Stable identifier, the key of the message in `messages.toml`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// The message, in the language that was asked for.
    pub message: String,
    /// The characters it is about, where there are some.
    pub span: Option<Span>,
}

impl Diagnostic {
    /// The diagnostic `code` in `lang`, its `{name}` places filled from `args`.
    #[must_use]
    pub fn new(lang: Lang, severity: Severity, code: &str, args: &[(&str, &str)]) -> Self {
        Self { code: code.to_owned(), severity, message: messages::text(lang, code, args), span: None }
    }
}

/// The program that wrote an object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Program {
    /// `glose`.
    pub name: String,
    /// Its version.
    pub version: String,
}

impl Default for Program {
    fn default() -> Self {
        Self { name: "glose".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() }
    }
}

/// The options that an object was made with, by name, so that another can make it again.
pub type OptionsUsed = std::collections::BTreeMap<String, String>;
