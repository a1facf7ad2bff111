//! What the commands that write reports share: their options, formats and failures.

use std::collections::BTreeMap;
use std::path::Path;

use clap::ArgMatches;
use glose_report::{Form, Logo, ReportError, ReportFormat, ReportOptions};

use crate::args;
use crate::inputs;
use crate::status::{Outcome, Status};

/// Largest logo or template, in bytes.
const LIMIT: u64 = 8 << 20;

/// The options of a report; `None`, said, where one makes no sense.
pub(crate) fn options(matches: &ArgMatches, status: &Status) -> Option<ReportOptions> {
    let text = |name: &str| matches.try_get_one::<String>(name).ok().flatten().cloned();
    let path = |name: &str| matches.try_get_one::<std::path::PathBuf>(name).ok().flatten().cloned();
    let date = text("date");
    if let Some(value) = date.as_deref().filter(|d| !is_date(d)) {
        status.fail(Outcome::Usage, "usage-date", &[("value", value)]);
        return None;
    }
    let logo = match path("logo") {
        None => None,
        Some(path) => {
            let logo = Logo { bytes: inputs::read(&path, LIMIT, status)?.bytes };
            if logo.media_type().is_none() {
                status.fail(Outcome::Unreadable, "input-not-picture", &[("file", &path.display().to_string())]);
                return None;
            }
            Some(logo)
        }
    };
    let templates = match path("template") {
        None => BTreeMap::new(),
        Some(folder) => templates(&folder, status)?,
    };
    Some(ReportOptions {
        lang: status.lang,
        title: text("title"),
        authors: text("authors"),
        logo,
        date,
        form: if text("form").as_deref() == Some("marge") { Form::Marge } else { Form::Annexe },
        password: args::text(matches, "password").map(str::to_owned),
        templates,
    })
}

/// The templates that stand in `folder` under the names of the program's own.
fn templates(folder: &Path, status: &Status) -> Option<BTreeMap<String, String>> {
    let shown = folder.display().to_string();
    let mut found = BTreeMap::new();
    for (name, _) in glose_report::template_names() {
        let path = folder.join(name);
        if path.is_file() {
            let bytes = inputs::read(&path, LIMIT, status)?.bytes;
            found.insert((*name).to_owned(), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    if found.is_empty() {
        let known: Vec<&str> = glose_report::template_names().iter().map(|(name, _)| *name).collect();
        status.fail(Outcome::Unreadable, "input-no-templates", &[("file", &shown), ("known", &known.join(", "))]);
        return None;
    }
    Some(found)
}

/// The format that the extension of `path` asks for; `-` is HTML.
pub(crate) fn format(path: &Path, status: &Status) -> Option<ReportFormat> {
    if path.as_os_str() == "-" {
        return Some(ReportFormat::Html);
    }
    let found = path.extension().and_then(|e| e.to_str()).and_then(ReportFormat::from_extension);
    if found.is_none() {
        let known = "html, docx, md, json, csv, jsonld, pdf";
        status.fail(Outcome::Usage, "usage-extension", &[("file", &path.display().to_string()), ("known", known)]);
    }
    found
}

/// What was made of a report; why it could not be made is said.
pub(crate) fn made<T>(file: &str, made: Result<T, ReportError>, status: &Status) -> Option<T> {
    made.map_err(|error| {
        let message = error.message(status.lang);
        status.fail(Outcome::Partial, "file-message", &[("file", file), ("message", &message)]);
    })
    .ok()
}

/// `2026-01-31`: a day that the calendar knows.
fn is_date(text: &str) -> bool {
    let parts: Vec<Option<u32>> = text.split('-').map(|p| p.parse().ok()).collect();
    let [Some(year), Some(month), Some(day)] = parts[..] else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    text.len() == 10 && (1..=days).contains(&day)
}

#[cfg(test)]
mod tests {
    use super::is_date;

    #[test]
    fn a_date_is_a_day_of_the_calendar() {
        assert!(is_date("2026-01-31") && is_date("2024-02-29"));
        for bad in ["2026-02-29", "2026-13-01", "31/01/2026", "2026-1-31", ""] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
