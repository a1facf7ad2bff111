//! What is doubtful in a grid that can be used: names that mean nothing, rules that never decide,
//! two concerns that want the same words.

use std::collections::{BTreeMap, BTreeSet};

use glose_model::Severity;
use glose_model::messages::Lang;

use crate::source::{Concern, GridFile, PolarityRule};
use crate::strings::Strings;
use crate::{GridFault, term};

/// A fault, and the string of the file that it is about.
struct Doubt {
    severity: Severity,
    code: &'static str,
    args: Vec<(&'static str, String)>,
    at: String,
}

/// The faults (errors and warnings) of what the file says, each at its place.
pub(crate) fn faults(file: &GridFile, source: &str, lang: Lang) -> Vec<GridFault> {
    let mut doubts = Vec::new();
    twins(file.concern.iter().map(|c| &c.id), &mut doubts);
    twins(file.check.iter().map(|c| &c.common().id), &mut doubts);
    let known: BTreeSet<&str> = file.concern.iter().map(|c| c.id.as_str()).collect();
    for concern in &file.concern {
        if [&concern.strong, &concern.weak, &concern.hint, &concern.heading].iter().all(|t| t.is_empty()) {
            doubts.push(warn("grid-no-terms", &concern.id, &concern.id));
        }
    }
    for id in file.polarity.iter().flat_map(|rule| &rule.when.concerns) {
        unknown(id, &known, &mut doubts);
    }
    repeated(&file.polarity, &mut doubts);
    for check in &file.check {
        let id = &check.common().concern;
        if !id.is_empty() {
            unknown(id, &known, &mut doubts);
        }
    }
    rivals(&file.concern, &mut doubts);
    wide(file, &mut doubts);
    let strings = Strings::of(source);
    doubts
        .into_iter()
        .map(|doubt| {
            let args: Vec<(&str, &str)> = doubt.args.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let fault = GridFault::new(lang, doubt.severity, doubt.code, &args);
            match strings.find(source, &doubt.at, None) {
                Some(bytes) => fault.at(source, bytes),
                None => fault,
            }
        })
        .collect()
}

fn warn(code: &'static str, name: &str, at: &str) -> Doubt {
    Doubt { severity: Severity::Warning, code, args: vec![("name", name.to_owned())], at: at.to_owned() }
}

/// Two concerns, or two checks, of one name.
fn twins<'f>(ids: impl Iterator<Item = &'f String>, doubts: &mut Vec<Doubt>) {
    let mut seen = BTreeSet::new();
    for id in ids {
        if !seen.insert(id) {
            doubts.push(Doubt { severity: Severity::Error, ..warn("grid-twice", id, id) });
        }
    }
}

fn unknown(id: &str, known: &BTreeSet<&str>, doubts: &mut Vec<Doubt>) {
    if !known.contains(id) {
        let list = known.iter().copied().collect::<Vec<_>>().join(", ");
        let mut doubt = Doubt { severity: Severity::Error, ..warn("grid-concern-unknown", id, id) };
        doubt.args.push(("known", list));
        doubts.push(doubt);
    }
}

/// Rules with the same conditions as one before.
fn repeated(rules: &[PolarityRule], doubts: &mut Vec<Doubt>) {
    for (at, rule) in rules.iter().enumerate() {
        if let Some(first) = rules.iter().take(at).find(|r| r.when == rule.when) {
            let mut doubt = warn("grid-unreachable", &rule.id, &rule.id);
            doubt.args.push(("first", first.id.clone()));
            doubts.push(doubt);
        }
    }
}

/// Terms that are enough alone for two concerns.
fn rivals(concerns: &[Concern], doubts: &mut Vec<Doubt>) {
    let mut owners: BTreeMap<&str, &str> = BTreeMap::new();
    for concern in concerns {
        for written in &concern.strong.list {
            match owners.get(written.as_str()) {
                Some(other) if *other != concern.id => {
                    let mut doubt = warn("grid-rivals", &concern.id, written);
                    doubt.args.extend([("other", (*other).to_owned()), ("term", written.clone())]);
                    doubts.push(doubt);
                }
                _ => {
                    owners.insert(written, &concern.id);
                }
            }
        }
    }
}

/// Patterns that match the empty text.
fn wide(file: &GridFile, doubts: &mut Vec<Doubt>) {
    let own = file.concern.iter().flat_map(|c| [&c.strong, &c.weak, &c.hint, &c.heading, &c.anaphora, &c.never]);
    for written in own.chain([&file.topic.terms]).flat_map(|t| &t.list) {
        if term::parse(written).is_ok_and(|t| term::is_wide(&t)) {
            doubts.push(warn("grid-term-everything", written, written));
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use glose_model::messages::Lang;

    use crate::Grid;

    const HEAD: &str =
        "[grid]\nid = 'x'\nversion = '1'\nlabel = { fr = 'X', en = 'X' }\nowners = { fr = 'Y', en = 'Y' }\n";

    fn codes(rest: &str) -> Vec<(String, usize)> {
        let found = match Grid::parse(&format!("{HEAD}{rest}"), Lang::Fr) {
            Ok(grid) => grid.warnings,
            Err(faults) => faults,
        };
        found.into_iter().map(|f| (f.code, f.place.map_or(0, |p| p.line))).collect()
    }

    #[test]
    fn what_is_doubtful_is_said_at_its_line() {
        let concern = "[[concern]]\nid = 'a'\nlabel = { fr = 'A', en = 'A' }\nstrong = ['plainte']\n";
        let other = concern.replace("'a'", "'b'");
        assert_eq!(codes(concern), []);
        assert_eq!(codes(&format!("{concern}{concern}")), [("grid-twice".to_owned(), 7)]);
        assert_eq!(codes(&format!("{concern}{other}")), [("grid-rivals".to_owned(), 9)]);
        let empty = "[[concern]]\nid = 'a'\nlabel = { fr = 'A', en = 'A' }\n";
        assert_eq!(codes(empty), [("grid-no-terms".to_owned(), 7)]);
        assert_eq!(codes(&concern.replace("plainte", "/a*/")), [("grid-term-everything".to_owned(), 9)]);
    }

    #[test]
    fn a_rule_after_one_that_always_decides_is_unreachable() {
        let rule = |id: &str, when: &str| {
            format!(
                "[[concern.polarity]]\nid = '{id}'\nverdict = 'positif'\nreason = {{ fr = 'r', en = 'r' }}\nwhen = {{ {when} }}\n"
            )
        };
        let concern = "[[concern]]\nid = 'a'\nlabel = { fr = 'A', en = 'A' }\nstrong = ['plainte']\n";
        let both = format!("{concern}{}{}", rule("always", ""), rule("never", "words = ['x']"));
        assert_eq!(codes(&both), [("grid-unreachable".to_owned(), 16)]);
        let other = format!("{concern}{}", rule("far", "concerns = ['z']"));
        assert_eq!(codes(&other), [("grid-concern-unknown".to_owned(), 14)]);
    }
}
