//! The argument parser's errors, in the user's language: clap's own texts are English.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use glose_model::messages::{self, Lang};

fn values(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(s)) => vec![s.clone()],
        Some(ContextValue::Strings(v)) => v.clone(),
        Some(ContextValue::Number(n)) => vec![n.to_string()],
        Some(ContextValue::StyledStr(s)) => vec![s.to_string()],
        Some(ContextValue::StyledStrs(v)) => v.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// What was wrong with the command line, and what to write instead.
pub(crate) fn explain(error: &clap::Error, lang: Lang) -> String {
    let first = |kind| values(error, kind).into_iter().next().unwrap_or_default();
    let argument = values(error, ContextKind::InvalidArg).join(", ");
    let value = first(ContextKind::InvalidValue);
    let code = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => "usage-no-value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-invalid-value",
        ErrorKind::UnknownArgument => "usage-unknown-argument",
        ErrorKind::InvalidSubcommand => "usage-unknown-command",
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => "usage-no-command",
        ErrorKind::MissingRequiredArgument => "usage-missing",
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => "usage-too-few",
        ErrorKind::ArgumentConflict => "usage-twice",
        ErrorKind::InvalidUtf8 => "usage-utf8",
        _ => "usage-other",
    };
    let command = first(ContextKind::InvalidSubcommand);
    let given = first(ContextKind::ActualNumValues);
    let wanted = first(ContextKind::MinValues);
    let mut out = messages::text(
        lang,
        code,
        &[("argument", &argument), ("value", &value), ("command", &command), ("given", &given), ("wanted", &wanted)],
    );
    let hints: [(&str, &[ContextKind]); 2] = [
        ("usage-allowed", &[ContextKind::ValidValue]),
        (
            "usage-suggested",
            &[ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue],
        ),
    ];
    for (hint, kinds) in hints {
        let found: Vec<String> = kinds.iter().flat_map(|k| values(error, *k)).collect();
        if !found.is_empty() {
            out.push('\n');
            out.push_str(&messages::text(lang, hint, &[("values", &found.join(", "))]));
        }
    }
    out.push('\n');
    out.push_str(&messages::text(lang, "usage-help", &[]));
    out
}
