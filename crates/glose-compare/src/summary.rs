//! What the group reads first: gains, losses and what to watch, each a sentence with its quotes.

use glose_model::messages::{Lang, text};
use glose_model::{Clause, ConcernHead, Effect, Relation, Summary, SummaryLine};

use crate::pairs::{Judged, code};
use crate::side::Side;

/// Longest quote, in characters; a longer one is cut at a word.
const QUOTE: usize = 260;

/// The summary of judged pairs, each list by weight, then in reading order.
pub(crate) fn summary(
    judged: &[Judged],
    old: &Side<'_>,
    new: &Side<'_>,
    labels: &[ConcernHead],
    lang: Lang,
) -> Summary {
    let mut out = Summary::default();
    for j in judged {
        let to = if j.direction > 0.0 {
            &mut out.advances
        } else if j.direction < 0.0 {
            &mut out.setbacks
        } else if watched(j) {
            &mut out.watch
        } else {
            continue;
        };
        let label =
            j.pair.concerns.iter().filter_map(|id| labels.iter().find(|l| l.id == *id)).map(|l| l.label.as_str());
        let label: Vec<&str> = label.take(3).collect();
        to.push(SummaryLine {
            text: line(j, old, new, &label.join(", "), lang),
            pair: j.pair.id.clone(),
            concerns: j.pair.concerns.clone(),
            weight: j.pair.weight,
        });
    }
    for list in [&mut out.advances, &mut out.setbacks, &mut out.watch] {
        list.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    }
    out
}

/// Neither gain nor loss, and yet a change of substance on a concern.
fn watched(j: &Judged) -> bool {
    let substance = j.pair.effects.iter().any(|e| *e != Effect::ReferenceUpdated);
    let reshaped = matches!(j.pair.relation, Relation::Split | Relation::Merged);
    substance || !j.pair.concerns.is_empty() && (reshaped && j.pair.change == glose_model::Change::Normative)
}

fn line(j: &Judged, old: &Side<'_>, new: &Side<'_>, label: &str, lang: Lang) -> String {
    let (a, b) = (quotes(&j.pair.old, old, lang), quotes(&j.pair.new, new, lang));
    let effects: Vec<String> =
        j.pair.effects.iter().map(|e| text(lang, &format!("compare-{}", code(*e)), &[])).collect();
    let effects = effects.join(", ");
    let key = match j.pair.relation {
        Relation::Added => "compare-line-added",
        Relation::Removed => "compare-line-removed",
        _ => "compare-line-changed",
    };
    let body = text(lang, key, &[("effects", &effects), ("old", &a), ("new", &b)]);
    if label.is_empty() {
        capital(&body)
    } else {
        text(lang, "compare-line-concern", &[("concern", label), ("line", &body)])
    }
}

fn capital(s: &str) -> String {
    let mut chars = s.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The clauses `ids` as quotes with their pages.
fn quotes(ids: &[String], side: &Side<'_>, lang: Lang) -> String {
    let clauses = ids.iter().filter_map(|id| side.clauses.iter().find(|c| c.id == *id));
    let all: Vec<String> = clauses.map(|c| quote(c, lang)).collect();
    all.join(&text(lang, "compare-and", &[]))
}

fn quote(clause: &Clause, lang: Lang) -> String {
    let cut = excerpt(&clause.text.replace('\t', " – "));
    match clause.page {
        Some(page) => text(lang, "compare-quote-page", &[("page", &page.to_string()), ("quote", &cut)]),
        None => text(lang, "compare-quote", &[("quote", &cut)]),
    }
}

/// The beginning of a text, up to [`QUOTE`] characters, cut at a word.
fn excerpt(text: &str) -> String {
    if text.chars().count() <= QUOTE {
        return text.trim().trim_end_matches([';', ',', '.', ' ']).to_owned();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() > QUOTE {
            break;
        }
        out.push_str(word);
        out.push(' ');
    }
    format!("{}…", out.trim_end())
}
