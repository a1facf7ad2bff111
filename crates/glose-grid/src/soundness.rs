//! What is doubtful in a grid that can be used: names that mean nothing, rules that never hold or
//! always do, rules and concerns that fight.

use std::collections::{BTreeMap, BTreeSet};

use glose_model::Severity;
use glose_model::messages::Lang;

use crate::source::{Concern, GridFile, When};
use crate::strings::Strings;
use crate::{Check, GridFault, PolarityRule, term};

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
    twins(file.polarity.iter().map(|r| &r.id), &mut doubts);
    rules(&file.polarity, &known, &mut doubts);
    for check in &file.check {
        let id = &check.common().concern;
        if !id.is_empty() {
            unknown(id, &known, &mut doubts);
        }
        if when(check).is_some_and(impossible) {
            doubts.push(warn("grid-never-holds", &check.common().id, &check.common().id));
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

/// The conditions as written, whatever the matcher calls their lists.
fn bare(when: &When) -> When {
    let mut bare = when.clone();
    for (_, terms) in bare.terms() {
        terms.set = crate::SetId::default();
    }
    bare
}

/// Rules on the worth of clauses: without conditions, with impossible ones, or with the same ones
/// and another verdict.
fn rules(rules: &[PolarityRule], known: &BTreeSet<&str>, doubts: &mut Vec<Doubt>) {
    for (i, rule) in rules.iter().enumerate() {
        for id in &rule.when.concerns {
            unknown(id, known, doubts);
        }
        let bare = bare(&rule.when);
        if bare == When::default() {
            doubts.push(warn("grid-always-holds", &rule.id, &rule.id));
        }
        if impossible(&rule.when) {
            doubts.push(warn("grid-never-holds", &rule.id, &rule.id));
        }
        let same = rules.iter().take(i).find(|other| self::bare(&other.when) == bare && other.verdict != rule.verdict);
        if let Some(other) = same {
            let mut doubt = warn("grid-rules-fight", &rule.id, &rule.id);
            doubt.args.push(("other", other.id.clone()));
            doubts.push(doubt);
        }
    }
}

/// Whether the conditions contradict each other: every force that is asked for is refused.
fn impossible(when: &When) -> bool {
    !when.force.is_empty() && when.force.iter().all(|f| when.not_force.contains(f))
}

/// The conditions of a check, where its kind has some.
fn when(check: &Check) -> Option<&When> {
    match check {
        Check::Positive(c)
        | Check::WeakModality(c)
        | Check::ExclusivePower(c)
        | Check::ConditionalRight(c)
        | Check::Suspicion(c)
        | Check::VictimPenalised(c) => Some(&c.when),
        Check::ShortDuration(c) => Some(&c.when),
        Check::NarrowCoverage(c) | Check::MissingGuarantee(c) => Some(&c.when),
        Check::Silence(_) | Check::LateMention(_) | Check::UndefinedTerm(_) | Check::OutdatedReference(_) => None,
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
        if term::is_wide(written) {
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
    fn rules_that_always_or_never_hold_or_fight_are_said() {
        let rule = |id: &str, verdict: &str, when: &str| {
            format!(
                "[[polarity]]\nid = '{id}'\nverdict = '{verdict}'\nreason = {{ fr = 'r', en = 'r' }}\nwhen = {{ {when} }}\n"
            )
        };
        let concern = "[[concern]]\nid = 'a'\nlabel = { fr = 'A', en = 'A' }\nstrong = ['plainte']\n";
        let with = |rules: &str| codes(&format!("{concern}{rules}"));
        assert_eq!(with(&rule("r", "positif", "")), [("grid-always-holds".to_owned(), 11)]);
        let never = rule("r", "positif", "force = ['droit'], not_force = ['droit']");
        assert_eq!(with(&never), [("grid-never-holds".to_owned(), 11)]);
        let fight = rule("r", "positif", "words = ['x']") + &rule("s", "probleme", "words = ['x']");
        assert_eq!(with(&fight), [("grid-rules-fight".to_owned(), 16)]);
        assert_eq!(with(&rule("far", "positif", "concerns = ['z']")), [("grid-concern-unknown".to_owned(), 14)]);
    }
}
