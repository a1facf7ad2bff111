//! Figures as a table of text, in French or in English.

use glose_model::messages::{self, Lang};

use crate::agreement::Agreement;
use crate::counts::Counts;
use crate::errors::Error;
use crate::figures::{Figures, Row};

/// The figures in words: a summary, concerns, forces, findings, and the `errors` worst errors of
/// each kind.
#[must_use]
pub fn table(figures: &Figures, errors: usize, lang: Lang) -> String {
    let say = |code: &str| messages::text(lang, code, &[]);
    let mut out = String::new();
    let mut group = "";
    for (name, value) in figures.figures.iter().filter(|(name, _)| !name.starts_with("tag.f1.")) {
        let (family, _) = name.split_once('.').unwrap_or((name, ""));
        if family != group {
            heading(&mut out, &say(&format!("evaluate-{family}")));
            group = family;
        }
        let label = say(&format!("evaluate-{}", name.replace(['.', '_'], "-")));
        let value = if name.ends_with("leaks") { number(*value, 0, lang) } else { number(*value, 4, lang) };
        out.push_str(&format!("  {} {value:>8}\n", pad(&label, 44)));
    }
    rows(&mut out, &say("evaluate-by-concern"), &figures.concerns, lang);
    forces(&mut out, figures, lang);
    rows(&mut out, &say("evaluate-by-kind"), &figures.findings, lang);
    worst(&mut out, &figures.errors, errors, lang);
    out
}

fn heading(out: &mut String, title: &str) {
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(title);
    out.push('\n');
}

fn rows(out: &mut String, title: &str, rows: &[Row], lang: Lang) {
    if rows.is_empty() {
        return;
    }
    heading(out, title);
    let columns = ["precision", "recall", "f1", "right", "extra", "missed"]
        .map(|c| pad_left(&messages::text(lang, &format!("evaluate-column-{c}"), &[]), 10));
    out.push_str(&format!("  {}{}\n", pad("", 24), columns.concat()));
    for row in rows {
        let Counts { right, extra, missed } = row.counts;
        let figures = [row.precision, row.recall, row.f1].map(|v| pad_left(&number(v, 3, lang), 10)).concat();
        out.push_str(&format!("  {}{figures}{right:>10}{extra:>10}{missed:>10}\n", pad(&row.id, 24)));
    }
}

fn forces(out: &mut String, figures: &Figures, lang: Lang) {
    const FORCES: [&str; 6] = ["obligation", "interdiction", "droit", "faculte", "recommandation", "constat"];
    if figures.forces.is_empty() {
        return;
    }
    heading(out, &messages::text(lang, "evaluate-forces", &[]));
    out.push_str(&format!("  {}{}\n", pad("", 16), FORCES.map(|f| pad_left(f, 15)).concat()));
    for row in &figures.forces {
        let cells = FORCES.map(|f| format!("{:>15}", row.found.get(f).copied().unwrap_or(0))).concat();
        out.push_str(&format!("  {}{cells}\n", pad(&row.wanted, 16)));
    }
}

fn worst(out: &mut String, errors: &[Error], most: usize, lang: Lang) {
    for run in errors.chunk_by(|a, b| a.kind == b.kind) {
        let Some(first) = run.first().filter(|_| most > 0) else { continue };
        let kind = serde_json::to_value(first.kind).ok().and_then(|v| v.as_str().map(str::to_owned));
        let title = messages::text(lang, &format!("evaluate-error-{}", kind.unwrap_or_default()), &[]);
        heading(out, &format!("{title} ({})", run.len()));
        for error in run.iter().take(most) {
            let change = match (error.wanted.as_str(), error.found.as_str()) {
                ("", found) => format!("+ {found}"),
                (wanted, "") => format!("- {wanted}"),
                (wanted, found) => format!("{wanted} → {found}"),
            };
            let about = if error.concern.is_empty() || change.ends_with(&error.concern) {
                String::new()
            } else {
                format!(" ({})", error.concern)
            };
            out.push_str(&format!("  {change}{about} · {} · {}\n", error.document, short(&error.text)));
        }
    }
}

/// The agreement of two files of labels, in words.
#[must_use]
pub fn agreement_table(agreement: &Agreement, lang: Lang) -> String {
    let mut out = String::new();
    let clauses = [("clauses", agreement.clauses.to_string()), ("of", agreement.of.to_string())];
    let clauses: Vec<(&str, &str)> = clauses.iter().map(|(k, v)| (*k, v.as_str())).collect();
    heading(&mut out, &messages::text(lang, "evaluate-agreement", &clauses));
    let columns = ["observed", "kappa", "alpha"]
        .map(|c| pad_left(&messages::text(lang, &format!("evaluate-column-{c}"), &[]), 12));
    out.push_str(&format!("  {}{}\n", pad("", 24), columns.concat()));
    let (force, polarity) =
        (messages::text(lang, "evaluate-modality", &[]), messages::text(lang, "evaluate-polarity", &[]));
    let questions = [(&force, &agreement.force), (&polarity, &agreement.polarity)];
    for (id, c) in agreement.concerns.iter().chain(questions) {
        let figures = [c.observed, c.kappa, c.alpha].map(|v| pad_left(&number(v, 3, lang), 12)).concat();
        out.push_str(&format!("  {}{figures}\n", pad(id, 24)));
    }
    for (code, value) in [
        ("evaluate-agreement-sets", agreement.concern_sets_alpha),
        ("evaluate-agreement-concerns", agreement.concerns_f1),
        ("evaluate-agreement-polarity", agreement.polarity_f1),
        ("evaluate-agreement-findings-recall", agreement.findings_recall),
        ("evaluate-agreement-findings-precision", agreement.findings_precision),
    ] {
        out.push_str(&format!("  {} {:>8}\n", pad(&messages::text(lang, code, &[]), 50), number(value, 3, lang)));
    }
    out
}

fn number(value: f64, decimals: usize, lang: Lang) -> String {
    let text = format!("{value:.decimals$}");
    if lang == Lang::Fr { text.replace('.', ",") } else { text }
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.chars().count())))
}

fn pad_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(text.chars().count())))
}

fn short(text: &str) -> String {
    const MOST: usize = 160;
    let line = text.replace(['\n', '\t'], " ");
    if line.chars().count() <= MOST { line } else { line.chars().take(MOST).chain(['…']).collect() }
}
