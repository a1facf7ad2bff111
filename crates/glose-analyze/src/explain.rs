//! Why a clause was read as it was, what nearly applied, and what in the grid would change it.

use glose_grid::{Concern, Grid, Hit, Terms, When};
use glose_model::messages::Lang;
use glose_model::{Clause, Document, Evidence, Polarity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::tags::Sight;
use crate::text::Text;
use crate::{polarity, tags, topic};

/// Why a clause was read as it was: `glose.explanation/1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Explanation {
    /// Always `glose.explanation/1`.
    pub format: String,
    /// The clause, with its tags, its force and their words.
    pub clause: Clause,
    /// Concerns of which the clause says something, without carrying them.
    pub near_concerns: Vec<NearConcern>,
    /// Rules on the worth of the clause that did not decide, though little was missing.
    pub near_rules: Vec<NearRule>,
}

/// A concern that nearly applied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NearConcern {
    /// Its identifier.
    pub concern: String,
    /// What kept it out.
    pub kept_out: KeptOut,
    /// How probable it was found to be, from 0 to 1.
    pub score: f32,
    /// The words that weighed for it, in the clause and in what it stands under.
    pub evidence: Vec<Evidence>,
    /// The words of the clause that the grid names for it: their list there, the term, the words.
    pub words: Vec<NearWords>,
}

/// What kept a concern out of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KeptOut {
    /// A term of its list `never`.
    Never,
    /// Its words have another sense here: its list `except`.
    OtherSense,
    /// Its words and its setting do not weigh enough.
    TooWeak,
}

/// Words that speak for a concern.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearWords {
    /// Key of the list in the grid.
    pub list: String,
    /// The term as written there.
    pub term: String,
    /// First character in the clause.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// A rule that did not decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NearRule {
    /// Its identifier.
    pub rule: String,
    /// What it would have said.
    pub verdict: Polarity,
    /// The one condition that did not hold, by its key; `None` where all held and others decided.
    pub missing: Option<String>,
}

impl Explanation {
    /// The format's name and version.
    pub const FORMAT: &'static str = "glose.explanation/1";
}

/// Explains the clause `id` of `document`; `None` where there is no such clause.
#[must_use]
pub fn explain(document: &Document, grid: &Grid, lang: Lang, id: &str) -> Option<Explanation> {
    let mut text = Text::new(document, grid, lang);
    let sight = tags::look(&text);
    if topic::on_topic(&text, &sight) {
        tags::fill(&mut text, &sight);
        polarity::fill(&mut text);
    }
    let at = text.clauses.iter().position(|c| c.id == id)?;
    let clause = text.clauses.get(at)?.clone();
    let left_out = grid.file.concern.iter().enumerate().filter(|(_, c)| !clause.concerns(&c.id));
    let mut near_concerns: Vec<NearConcern> =
        left_out.filter_map(|(k, c)| near_concern(&text, &sight, at, (k, c))).collect();
    near_concerns.sort_by(|a, b| b.score.total_cmp(&a.score));
    let near_rules = if clause.concerns.is_empty() { Vec::new() } else { near_rules(&text, at, &clause) };
    Some(Explanation { format: Explanation::FORMAT.to_owned(), clause, near_concerns, near_rules })
}

/// A concern of less than this share of the threshold is not near.
const NEAR: f32 = 0.4;

fn near_concern(text: &Text<'_>, sight: &Sight, at: usize, (k, concern): (usize, &Concern)) -> Option<NearConcern> {
    let reading = text.readings.get(at)?;
    let excepted = reading.hits(concern.except.set());
    let lists: [(&str, &Terms); 3] = [("strong", &concern.strong), ("weak", &concern.weak), ("hint", &concern.hint)];
    let mut words = Vec::new();
    let (mut free, mut telling) = (false, false);
    for (list, terms) in lists {
        for hit in reading.hits(terms.set()) {
            free |= !excepted.iter().any(|e| meet(e, hit));
            telling |= list != "hint";
            words.push(NearWords {
                list: list.to_owned(),
                term: terms.list.get(hit.term as usize).cloned().unwrap_or_default(),
                start: hit.span.start,
                end: hit.span.end,
            });
        }
    }
    let chance = sight.of(text, &concern.id).get(at).copied().unwrap_or(0.0);
    let kept_out = match () {
        () if telling && reading.any(concern.never.set()) => KeptOut::Never,
        () if telling && !free => KeptOut::OtherSense,
        () if chance >= NEAR * text.grid.weights().threshold => KeptOut::TooWeak,
        () => return None,
    };
    let evidence = tags::weighed(text, at, sight, &[k]).pop().unwrap_or_default();
    let score = (chance * 100.0).round() / 100.0;
    Some(NearConcern { concern: concern.id.clone(), kept_out, score, evidence, words })
}

fn meet(a: &Hit, b: &Hit) -> bool {
    a.span.start < b.span.end && b.span.start < a.span.end
}

fn near_rules(text: &Text<'_>, at: usize, clause: &Clause) -> Vec<NearRule> {
    let decided = clause.polarity_reason.as_ref().map(|r| r.code.as_str());
    let mut out = Vec::new();
    for rule in text.grid.file.polarity.iter().filter(|r| decided != Some(r.id.as_str())) {
        let conditions = conditions(&rule.when);
        let failed: Vec<&str> =
            conditions.iter().filter(|(_, when)| !polarity::holds(text, at, when)).map(|(key, _)| *key).collect();
        // A rule whose own words are not there is not near; nor is one that has no words.
        let worded = conditions.iter().any(|(key, _)| *key == "words");
        let missing = match failed[..] {
            [] => None,
            [one] if worded && one != "words" => Some(one.to_owned()),
            _ => continue,
        };
        out.push(NearRule { rule: rule.id.clone(), verdict: rule.verdict, missing });
    }
    out
}

/// Each condition of a rule alone, by its key.
fn conditions(when: &When) -> Vec<(&'static str, When)> {
    let none = When::default;
    let all = [
        ("words", When { words: when.words.clone(), ..none() }),
        ("with", When { with: when.with.clone(), ..none() }),
        ("around", When { around: when.around.clone(), ..none() }),
        ("without", When { without: when.without.clone(), ..none() }),
        ("force", When { force: when.force.clone(), ..none() }),
        ("not_force", When { not_force: when.not_force.clone(), ..none() }),
        ("negated", When { negated: when.negated, ..none() }),
        ("limited", When { limited: when.limited, ..none() }),
        ("attenuated", When { attenuated: when.attenuated, ..none() }),
        ("actor", When { actor: when.actor.clone(), ..none() }),
        ("beneficiary", When { beneficiary: when.beneficiary.clone(), ..none() }),
        ("concerns", When { concerns: when.concerns.clone(), ..none() }),
    ];
    all.into_iter().filter(|(_, alone)| *alone != none()).collect()
}
