//! The built-in templates, and those that the group puts in their place.

use glose_model::messages::Lang;
use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Value};

use crate::words::{self, Words};
use crate::{ReportError, ReportOptions, typography};

/// Name and source of each built-in template.
const BUILT_IN: &[(&str, &str)] = &[
    ("page.html", include_str!("../templates/page.html")),
    ("macros.html", include_str!("../templates/macros.html")),
    ("report.html", include_str!("../templates/report.html")),
    ("glance.html", include_str!("../templates/glance.html")),
    ("first.html", include_str!("../templates/first.html")),
    ("picture.html", include_str!("../templates/picture.html")),
    ("filters.html", include_str!("../templates/filters.html")),
    ("point.html", include_str!("../templates/point.html")),
    ("reach.html", include_str!("../templates/reach.html")),
    ("tables.html", include_str!("../templates/tables.html")),
    ("gloss.html", include_str!("../templates/gloss.html")),
    ("identity.html", include_str!("../templates/identity.html")),
    ("style.css", include_str!("../templates/style.css")),
    ("report.css", include_str!("../templates/report.css")),
    ("script.js", include_str!("../templates/script.js")),
    ("report.md", include_str!("../templates/report.md")),
    ("signs.html", include_str!("../templates/signs.html")),
    ("page.css", include_str!("../templates/page.css")),
    ("compared.html", include_str!("../templates/compared.html")),
    ("made.html", include_str!("../templates/made.html")),
    ("compare.html", include_str!("../templates/compare.html")),
    ("compare.css", include_str!("../templates/compare.css")),
    ("compare.js", include_str!("../templates/compare.js")),
    ("compare.md", include_str!("../templates/compare.md")),
    ("ledger.html", include_str!("../templates/ledger.html")),
    ("ledger.md", include_str!("../templates/ledger.md")),
    ("index.html", include_str!("../templates/index.html")),
    ("words.toml", words::SOURCE),
];

/// The templates that a folder given to `--template` may replace, with their built-in source.
#[must_use]
pub fn template_names() -> &'static [(&'static str, &'static str)] {
    BUILT_IN
}

/// The words of a report, the group's own over the built-in ones.
pub(crate) fn words(options: &ReportOptions) -> Result<Words, ReportError> {
    Words::new(options.lang, options.templates.get("words.toml").map(String::as_str))
}

/// `name` filled from `context`.
pub(crate) fn render(
    name: &str,
    context: &Value,
    words: &Words,
    options: &ReportOptions,
) -> Result<Vec<u8>, ReportError> {
    let mut env = Environment::new();
    env.set_auto_escape_callback(|name| if name.ends_with(".html") { AutoEscape::Html } else { AutoEscape::None });
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build().map_err(fault)?);
    for (name, source) in BUILT_IN {
        let own = options.templates.get(*name).map_or(*source, String::as_str);
        if !name.ends_with(".toml") {
            env.add_template(name, own).map_err(fault)?;
        }
    }
    let table = words.clone();
    env.add_function("t", move |key: &str| table.get(key));
    let table = words.clone();
    env.add_function("count", move |key: &str, n: usize| table.count(key, n));
    let lang = words.lang;
    env.add_filter("duration", move |iso: &str| typography::duration(iso, lang));
    env.add_filter("cap", |text: &str| typography::capitalised(text));
    env.add_filter("css_string", css_string);
    env.add_filter("md", markdown_escaped);
    let quotes = move |open: bool| match (lang, open) {
        (Lang::Fr, true) => "«\u{a0}",
        (Lang::Fr, false) => "\u{a0}»",
        (Lang::En, true) => "“",
        (Lang::En, false) => "”",
    };
    env.add_global("lq", quotes(true));
    env.add_global("rq", quotes(false));
    env.add_global("colon", if lang == Lang::Fr { "\u{a0}:" } else { ":" });
    // Quotes stay in the language of the text.
    env.add_global(
        "quote_lang",
        Value::from_safe_string(if lang == Lang::Fr { "" } else { " lang=\"fr\"" }.to_owned()),
    );
    let template = env.get_template(name).map_err(fault)?;
    Ok(template.render(context).map_err(fault)?.into_bytes())
}

fn fault(error: minijinja::Error) -> ReportError {
    ReportError::Template {
        name: error.name().unwrap_or_default().to_owned(),
        line: error.line(),
        detail: error.detail().map_or_else(|| error.kind().to_string(), str::to_owned),
    }
}

/// Text inside a CSS string between double quotes.
fn css_string(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' | '>' | '\n' | '\r' => out.push_str(&format!("\\{:x} ", u32::from(c))),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Text that Markdown would take for its own signs.
pub(crate) fn markdown_escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let begins_a_list = text.starts_with(['-', '+']) && text[1..].starts_with([' ', '\t', '\u{a0}']);
    for (i, c) in text.char_indices() {
        let at_start = i == 0 && (c == '#' || begins_a_list);
        if at_start || matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '|' | '\\') {
            out.push('\\');
        }
        out.push(if c == '\n' || c == '\t' { ' ' } else { c });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_markdown_would_take_for_a_sign_is_escaped() {
        assert_eq!(markdown_escaped("a*b_c | # d"), "a\\*b\\_c \\| # d");
        assert_eq!(markdown_escaped("- un"), "\\- un");
        assert_eq!(markdown_escaped("-verbal"), "-verbal");
        assert_eq!(markdown_escaped("# un"), "\\# un");
    }

    /// The keys that templates ask for by name: `t("key")`, `count("key", …)`, `label("key")`.
    #[test]
    fn every_word_that_a_template_asks_for_is_in_the_table() {
        let mut asked = 0;
        for (name, source) in BUILT_IN.iter().filter(|(name, _)| !name.ends_with(".toml")) {
            for call in ["t(\"", "count(\"", "label(\""] {
                for (at, _) in source.match_indices(call) {
                    let before = source[..at].chars().next_back().unwrap_or(' ');
                    let rest = &source[at + call.len()..];
                    let (Some((key, after)), false) = (rest.split_once('"'), before.is_alphanumeric()) else {
                        continue;
                    };
                    // `t("tone-" ~ k)` is put together.
                    if after.starts_with([')', ',']) {
                        asked += 1;
                        assert!(words::SOURCE.contains(&format!("\n{key} = ")), "{name} asks for « {key} »");
                    }
                }
            }
        }
        assert!(asked > 100, "{asked} words");
    }
}
