//! `glose explain`: why a clause has its concerns, force and worth, what nearly applied, and what
//! in the grid would change it.

use clap::ArgMatches;
use glose_analyze::{Explanation, KeptOut, NearConcern};
use glose_grid::Grid;
use glose_model::messages::{self, Lang};
use glose_model::{Analysis, Clause, Document, Evidence, Modality, Polarity, Span};

use super::json_line;
use crate::args;
use crate::outputs::Output;
use crate::reading::{self, Read, Reading};
use crate::status::{Outcome, Status};

pub(crate) fn run(matches: &ArgMatches, status: &Status) {
    let Some(reading) = Reading::new(matches, status) else { return };
    let Some(grid) = reading::grid(matches, status) else { return };
    let (Some(path), Some(id)) = (args::path(matches, "file"), args::text(matches, "clause")) else { return };
    let Some(Read { input, extraction, analysis }) = reading.analyze(&path, &grid) else { return };
    let Some(explanation) = glose_analyze::explain(&extraction.document, &grid, status.lang, id) else {
        let count = analysis.clauses.len().to_string();
        status.fail(Outcome::Usage, "usage-clause", &[("file", &input.name), ("value", id), ("count", &count)]);
        return;
    };
    let bytes = match args::text(matches, "format") {
        Some("json") => json_line(&explanation),
        _ => Page {
            explanation: &explanation,
            document: &extraction.document,
            analysis: &analysis,
            grid: &grid,
            lang: status.lang,
        }
        .written()
        .into_bytes(),
    };
    Output::Stdout.write(&bytes, status);
}

/// The explanation of one clause, as it is printed.
struct Page<'a> {
    explanation: &'a Explanation,
    document: &'a Document,
    analysis: &'a Analysis,
    grid: &'a Grid,
    lang: Lang,
}

impl Page<'_> {
    fn say(&self, code: &str, args: &[(&str, &str)]) -> String {
        messages::text(self.lang, code, args)
    }

    fn written(&self) -> String {
        let clause = &self.explanation.clause;
        let mut lines = vec![self.head(clause), format!("  {}", clause.text.replace('\t', " | ")), String::new()];
        lines.extend(self.concerns(clause));
        lines.push(String::new());
        lines.extend(self.force(clause));
        lines.push(String::new());
        lines.extend(self.worth(clause));
        if !self.explanation.near_concerns.is_empty() {
            lines.push(String::new());
            lines.push(self.say("explain-near", &[]));
            lines.extend(self.explanation.near_concerns.iter().flat_map(|near| self.near(clause, near)));
        }
        let findings: Vec<_> = self.analysis.findings.iter().filter(|f| f.clauses.contains(&clause.id)).collect();
        if !findings.is_empty() {
            lines.push(String::new());
            lines.push(self.say("explain-findings", &[]));
            lines.extend(findings.iter().map(|f| format!("  – {} : {}", self.concern(&f.concern), f.why)));
        }
        lines.push(String::new());
        lines.join("\n")
    }

    fn head(&self, clause: &Clause) -> String {
        let mut places = Vec::new();
        if let Some(page) = clause.page {
            places.push(self.say("explain-page", &[("page", &page.to_string())]));
        }
        places.extend(clause.headings.iter().map(|h| h.trim().to_owned()));
        format!("{}  {}", clause.id, places.join(" › "))
    }

    /// A probability with two decimals, as the language writes it.
    fn chance(&self, chance: f32) -> String {
        let written = format!("{chance:.2}");
        if self.lang == Lang::Fr { written.replace('.', ",") } else { written }
    }

    /// `mineurs (Victimes mineures)`.
    fn concern(&self, id: &str) -> String {
        let label = self.grid.head.concerns.iter().find(|c| c.id == id).map_or("", |c| c.label.as_str());
        format!("{id} ({label})")
    }

    fn concerns(&self, clause: &Clause) -> Vec<String> {
        let mut out = vec![self.say("explain-concerns", &[])];
        if clause.concerns.is_empty() {
            out.push(format!("  {}", self.say("explain-none", &[])));
        }
        for tag in &clause.concerns {
            out.push(format!("  {}\u{a0}: {}", self.concern(&tag.id), self.chance(tag.score)));
            out.extend(tag.evidence.iter().map(|e| format!("    {}", self.words(clause, e))));
        }
        out
    }

    fn force(&self, clause: &Clause) -> Vec<String> {
        let mut out = vec![self.say("explain-force", &[("force", self.modality(clause.modality))])];
        out.extend(clause.modality_evidence.iter().map(|e| format!("  {}", self.words(clause, e))));
        let spans = |code: &str, spans: &[Span]| {
            let words: Vec<String> = spans.iter().map(|s| self.quoted(s.slice(&clause.text))).collect();
            (!words.is_empty()).then(|| format!("  {}", self.say(code, &[("words", &words.join(", "))])))
        };
        out.extend(spans("explain-softened", &clause.attenuators));
        out.extend(spans("explain-strengthened", &clause.intensifiers));
        for (code, party) in [("explain-actor", &clause.actor), ("explain-beneficiary", &clause.beneficiary)] {
            out.extend(party.as_ref().map(|p| format!("  {}", self.say(code, &[("who", p)]))));
        }
        out
    }

    fn worth(&self, clause: &Clause) -> Vec<String> {
        let mut out = vec![self.say("explain-worth", &[("worth", self.polarity(clause.polarity))])];
        if let Some(reason) = &clause.polarity_reason {
            out.push(format!("  {} [{}]", reason.why, reason.code));
        }
        for near in &self.explanation.near_rules {
            let args = [
                ("rule", near.rule.as_str()),
                ("worth", self.polarity(near.verdict)),
                ("condition", near.missing.as_deref().unwrap_or_default()),
            ];
            let code = if near.missing.is_some() { "explain-rule-near" } else { "explain-rule-later" };
            out.push(format!("  {}", self.say(code, &args)));
        }
        out
    }

    fn near(&self, clause: &Clause, near: &NearConcern) -> Vec<String> {
        let mut out = vec![format!("  {}\u{a0}: {}", self.concern(&near.concern), self.chance(near.score))];
        out.extend(near.evidence.iter().map(|e| format!("    {}", self.words(clause, e))));
        for word in &near.words {
            let said = self.quoted(Span::new(word.start, word.end).slice(&clause.text));
            out.push(format!("    {said} [{}: {}]", word.list, word.term));
        }
        let code = match near.kept_out {
            KeptOut::Never => "explain-kept-never",
            KeptOut::OtherSense => "explain-kept-sense",
            KeptOut::TooWeak => "explain-kept-weak",
        };
        let threshold = self.chance(self.grid.weights().threshold);
        let args = [("concern", near.concern.as_str()), ("threshold", &threshold)];
        out.push(format!("    → {}", self.say(code, &args)));
        out
    }

    /// The words of `evidence`, where they stand, and the rule that they matched.
    fn words(&self, clause: &Clause, evidence: &Evidence) -> String {
        let span = Span::new(evidence.start, evidence.end);
        let (text, place) = match (&evidence.clause, &evidence.block) {
            (Some(id), _) => {
                let other = self.analysis.clause(id).map_or("", |c| c.text.as_str());
                (other, format!(" {}", self.say("explain-in-clause", &[("clause", id)])))
            }
            (_, Some(id)) => {
                let block = self.document.block(id).map_or("", |b| b.text.as_str());
                (block, format!(" {}", self.say("explain-in-heading", &[("heading", block)])))
            }
            _ => (clause.text.as_str(), String::new()),
        };
        format!("{}{place} [{}]", self.quoted(span.slice(text)), evidence.rule)
    }

    fn quoted(&self, words: &str) -> String {
        match self.lang {
            Lang::Fr => format!("«\u{a0}{words}\u{a0}»"),
            Lang::En => format!("“{words}”"),
        }
    }

    fn modality(&self, modality: Modality) -> &'static str {
        let (fr, en) = match modality {
            Modality::Obligation => ("obligation", "duty"),
            Modality::Interdiction => ("interdiction", "prohibition"),
            Modality::Droit => ("droit", "right"),
            Modality::Faculte => ("faculté", "permission"),
            Modality::Recommandation => ("recommandation", "recommendation"),
            Modality::Constat => ("constat", "statement"),
        };
        if self.lang == Lang::Fr { fr } else { en }
    }

    fn polarity(&self, polarity: Polarity) -> &'static str {
        let (fr, en) = match polarity {
            Polarity::Positif => ("positif", "positive"),
            Polarity::Probleme => ("problème", "problem"),
            Polarity::AAmeliorer => ("à améliorer", "to improve"),
            Polarity::Neutre => ("neutre", "neutral"),
        };
        if self.lang == Lang::Fr { fr } else { en }
    }
}
