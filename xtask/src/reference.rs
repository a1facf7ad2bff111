//! The reference page of the grid language, from its JSON Schema.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The page of `schema`: a section a table of the language, a row a key.
pub(crate) fn page(schema: &Value) -> String {
    let mut out = String::from(
        "<!-- Written by `cargo xtask regen` from the types of glose-grid: change it there. -->\n\n\
         # The grid language\n\n\
         A grid is a TOML file. `glose grid new GRID.toml` writes a commented one to begin from, `glose grid check` says\n\
         what is wrong with it, and [`grids/traite.toml`](../grids/traite.toml) is the whole of the default one.\n",
    );
    section(&mut out, "The file", schema);
    for (name, part) in schema["$defs"].as_object().into_iter().flatten() {
        section(&mut out, name, part);
    }
    out
}

fn section(out: &mut String, name: &str, part: &Value) {
    let _ = write!(out, "\n## {name}\n\n{}\n", prose(part));
    let alternatives: Vec<&Value> = ["oneOf", "anyOf"].iter().filter_map(|k| part[*k].as_array()).flatten().collect();
    if alternatives.is_empty() {
        rows(out, part, &BTreeSet::new());
        if let Some(values) = part["enum"].as_array() {
            let _ = write!(out, "\nOne of: {}\n", listed(values));
        }
        return;
    }
    // Keys that every alternative has are told once.
    let keys = |v: &Value| -> BTreeSet<String> {
        v["properties"].as_object().into_iter().flatten().map(|(k, _)| k.clone()).collect()
    };
    let common = alternatives.iter().map(|v| keys(v)).reduce(|a, b| &a & &b).unwrap_or_default();
    if alternatives.len() > 1
        && let Some(first) = alternatives.first().filter(|_| common.len() > 1)
    {
        let special: BTreeSet<String> = &keys(first) - &common;
        rows(out, first, &special);
    }
    for alternative in alternatives {
        let kind = alternative["properties"]["kind"]["const"].as_str().or(alternative["const"].as_str());
        match kind {
            Some(kind) => {
                let told = prose(alternative);
                let colon = if told.is_empty() { "" } else { ": " };
                let _ = write!(out, "\n**`{kind}`**{colon}{told}\n");
            }
            None if alternative["enum"].is_array() => {
                let _ = write!(
                    out,
                    "\nOne of: {}\n",
                    alternative["enum"].as_array().map_or_else(String::new, |v| listed(v))
                );
            }
            None => {}
        }
        let mut hidden = common.clone();
        hidden.insert("kind".to_owned());
        if keys(alternative).iter().any(|k| !hidden.contains(k)) {
            rows(out, alternative, &hidden);
        }
    }
}

fn rows(out: &mut String, part: &Value, hidden: &BTreeSet<String>) {
    let Some(properties) = part["properties"].as_object() else { return };
    let required: BTreeSet<&str> =
        part["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    out.push_str("\n| key | value | meaning |\n|---|---|---|\n");
    for (key, value) in properties.iter().filter(|(k, _)| !hidden.contains(*k)) {
        let must = if required.contains(key.as_str()) { " (must be there)" } else { "" };
        let default = match &value["default"] {
            Value::Number(n) => format!(" Default: `{n}`."),
            Value::String(s) if !s.is_empty() => format!(" Default: `{s}`."),
            _ => String::new(),
        };
        let _ = writeln!(out, "| `{key}`{must} | {} | {}{default} |", kind(value), prose(value).replace('\n', " "));
    }
}

/// What a value is, with a link where it has a section.
fn kind(value: &Value) -> String {
    if let Some(name) = value["$ref"].as_str().and_then(|r| r.rsplit('/').next()) {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(constant) = value.get("const") {
        return format!("`{constant}`");
    }
    for either in ["anyOf", "oneOf", "allOf"] {
        if let Some(parts) = value[either].as_array() {
            let kinds: Vec<String> = parts.iter().filter(|p| p["type"] != "null").map(kind).collect();
            return kinds.join(" or ");
        }
    }
    let names: Vec<&str> = match &value["type"] {
        Value::String(s) => vec![s.as_str()],
        Value::Array(list) => list.iter().filter_map(Value::as_str).filter(|t| *t != "null").collect(),
        _ => Vec::new(),
    };
    match names.first() {
        Some(&"array") => format!("list of {}", kind(&value["items"])),
        Some(&"object") if value["additionalProperties"].is_object() => {
            format!("table of {}", kind(&value["additionalProperties"]))
        }
        Some(&"string") => "text".to_owned(),
        Some(&"integer" | &"number") => "number".to_owned(),
        Some(&"boolean") => "`true` or `false`".to_owned(),
        Some(other) => (*other).to_owned(),
        None => String::new(),
    }
}

/// The description, without links that only the API documentation has.
fn prose(value: &Value) -> String {
    value["description"]
        .as_str()
        .unwrap_or_default()
        .replace("[`crate::Reading`]", "readings")
        .replace("[`", "`")
        .replace("`]", "`")
}

fn listed(values: &[Value]) -> String {
    values.iter().filter_map(Value::as_str).map(|v| format!("`{v}`")).collect::<Vec<_>>().join(", ")
}
