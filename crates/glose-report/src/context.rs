//! Look-ups shared while the view of an analysis is built, and quotes with their place and marks.

use std::collections::BTreeMap;

use glose_model::{Analysis, Block, Clause, Document, Evidence, Finding, FindingKind, Polarity};
use serde::Serialize;

use crate::named::{self, Named};
use crate::segments::{Mark, Segment, segments};
use crate::typography;
use crate::words::Words;

/// The sections of the annex, in order.
pub(crate) const SECTIONS: [&str; 4] = ["positif", "probleme", "a-ameliorer", "silence"];

/// The exact words of a clause, and where they stand.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Quote {
    pub(crate) clause: String,
    pub(crate) page: Option<u32>,
    pub(crate) section: String,
    /// « p. 3, section 2.1 ».
    pub(crate) place: String,
    /// Runs; `t` marks the words that triggered a point, `d` those that OCR was not sure of.
    pub(crate) segments: Vec<Segment>,
    /// The words alone, unchanged.
    pub(crate) text: String,
    /// Whether the quote has guillemets of its own at both ends.
    pub(crate) quoted: bool,
    /// The heading or sentence elsewhere whose words made the point; none where the quote's own did.
    pub(crate) origin: Option<Origin>,
}

/// Words outside a quote that give it its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Origin {
    /// « d’après le titre », « d’après une phrase voisine ».
    pub(crate) label: String,
    /// The whole heading or sentence.
    pub(crate) segments: Vec<Segment>,
    /// The words in it, or how they begin.
    pub(crate) words: String,
    /// Where it stands in the glossed text.
    pub(crate) anchor: String,
}

/// Look-ups shared while the view is built.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    pub(crate) analysis: &'a Analysis,
    pub(crate) words: &'a Words,
    pub(crate) concerns: Vec<Named>,
    pub(crate) clauses: BTreeMap<&'a str, &'a Clause>,
    blocks: BTreeMap<&'a str, &'a Block>,
    /// Findings in the order they are printed, with their section.
    pub(crate) points: Vec<(&'static str, &'a Finding)>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(document: &'a Document, analysis: &'a Analysis, words: &'a Words) -> Self {
        let section = |f: &Finding| match (f.kind, f.polarity) {
            (FindingKind::Silence, _) => "silence",
            (_, Polarity::Positif) => "positif",
            (_, Polarity::AAmeliorer) => "a-ameliorer",
            _ => "probleme",
        };
        let points = SECTIONS
            .iter()
            .flat_map(|s| analysis.findings.iter().filter(move |f| section(f) == *s).map(move |f| (*s, f)))
            .collect();
        Self {
            document,
            analysis,
            words,
            concerns: named::concerns(&analysis.grid, words),
            clauses: analysis.clauses.iter().map(|c| (c.id.as_str(), c)).collect(),
            blocks: document.blocks.iter().map(|b| (b.id.as_str(), b)).collect(),
            points,
        }
    }

    pub(crate) fn concern(&self, id: &str) -> Named {
        named::concern(&self.concerns, id)
    }

    /// What the program wrote of its own accord, with the spaces of its language.
    pub(crate) fn tight(&self, text: &str) -> String {
        typography::tight(text, self.words.lang)
    }

    /// The point that the finding `id` makes: its number, from 1.
    pub(crate) fn number(&self, id: &str) -> Option<usize> {
        self.points.iter().position(|(_, f)| f.id == id).map(|i| i + 1)
    }

    /// « p. 3, section 2.1 ».
    pub(crate) fn place(&self, clause: &Clause) -> String {
        self.words.place(&pages_of(clause), &clause.section)
    }

    /// The block that a clause begins in, and the character at which it does.
    pub(crate) fn home(&self, clause: &Clause) -> Option<(&'a Block, usize)> {
        let block = *self.blocks.get(clause.blocks.first()?.as_str())?;
        Some((block, crate::quotes::locate(block, clause)?))
    }

    /// The words of a clause that OCR was not sure of.
    pub(crate) fn doubts(&self, clause: &Clause) -> Vec<Mark> {
        let Some((block, at)) = self.home(clause) else { return Vec::new() };
        let doubts = block.doubtful.iter().filter(|d| d.end > at);
        doubts.map(|d| (d.start.saturating_sub(at), d.end - at, "d")).collect()
    }

    pub(crate) fn quote(&self, clause: &Clause, marks: &[Mark]) -> Quote {
        let text = clause.text.trim();
        let marks = [marks, &self.doubts(clause)].concat();
        Quote {
            clause: clause.id.clone(),
            page: clause.page,
            section: clause.section.clone(),
            place: self.place(clause),
            segments: segments(&clause.text, &marks),
            text: clause.text.clone(),
            quoted: text.starts_with('«') && text.ends_with('»') && text.matches('«').count() == 1,
            origin: None,
        }
    }

    /// The clauses `ids` as quotes; the words of `evidence` that stand in each are marked `t`. Where
    /// none do, those that `otherwise` gives are, or the place where they stand is named.
    pub(crate) fn quotes(
        &self,
        ids: &[String],
        evidence: &[Evidence],
        otherwise: &dyn Fn(&'a Clause) -> &'a [Evidence],
    ) -> Vec<Quote> {
        let of = |clause: &&'a Clause| {
            let here = evidence.iter().filter(|e| e.clause.as_deref() == Some(clause.id.as_str()));
            let mut marks: Vec<Mark> = here.map(|e| (e.start, e.end, "t")).collect();
            let tied = if marks.is_empty() { otherwise(clause) } else { &[] };
            marks.extend(own(tied).map(|e| (e.start, e.end, "t")));
            let origin = tied.first().filter(|_| marks.is_empty()).and_then(|e| self.origin(e));
            Quote { origin, ..self.quote(clause, &marks) }
        };
        ids.iter().filter_map(|id| self.clauses.get(id.as_str())).map(of).collect()
    }

    /// Where the words of `evidence` stand, when that is not the clause itself.
    pub(crate) fn origin(&self, evidence: &Evidence) -> Option<Origin> {
        let clause = evidence.clause.as_deref().and_then(|id| self.clauses.get(id));
        let block = evidence.block.as_deref().and_then(|id| self.blocks.get(id));
        let (label, text, anchor) = match (clause, block) {
            (Some(clause), _) => ("origin-clause", &clause.text, &clause.id),
            (None, Some(block)) => ("origin-heading", &block.text, &block.id),
            (None, None) => return None,
        };
        let segments = segments(text, &[(evidence.start, evidence.end, "t")]);
        let marked: String = segments.iter().filter(|s| s.is("t")).map(|s| s.text.as_str()).collect();
        Some(Origin { label: self.words.get(label), words: begun(&marked), segments, anchor: anchor.clone() })
    }
}

/// The beginning of a long run of words, cut between two of them.
fn begun(text: &str) -> String {
    const MOST: usize = 48;
    let Some((at, _)) = text.char_indices().nth(MOST) else { return text.to_owned() };
    let kept = text.get(..at).unwrap_or_default();
    format!("{}…", kept.rsplit_once(' ').map_or(kept, |(kept, _)| kept).trim_end_matches([',', ' ']))
}

/// Evidence that stands in the clause itself.
pub(crate) fn own(list: &[Evidence]) -> impl Iterator<Item = &Evidence> {
    list.iter().filter(|e| e.clause.is_none() && e.block.is_none())
}

/// The pages that a clause stands on.
pub(crate) fn pages_of(clause: &Clause) -> Vec<u32> {
    if clause.pages.is_empty() { clause.page.into_iter().collect() } else { clause.pages.clone() }
}
