//! What an annex says, whatever its format: the one view that templates and writers read.

use std::collections::BTreeMap;

use glose_model::{Finding, Polarity};
use serde::Serialize;

use crate::context::{Context, Quote, SECTIONS};
use crate::gloss::{self, GlossItem};
use crate::head::{self, Colophon, Head};
use crate::named::{Named, key};
use crate::picture::{self, Picture};
use crate::reach::{self, ReachView};
use crate::tables::{self, CoverageList, DurationRow, ForceRow, MODALITIES};
use crate::words::Words;
use crate::{Disordered, ReportOptions, Verified, typography};

/// Everything that a report prints.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Annex {
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    pub(crate) authors: Option<String>,
    pub(crate) logo: Option<String>,
    pub(crate) head: Head,
    pub(crate) counts: BTreeMap<&'static str, usize>,
    pub(crate) worst: Vec<Worst>,
    pub(crate) sections: Vec<Section>,
    pub(crate) reach: Vec<ReachView>,
    pub(crate) concerns: Vec<Named>,
    pub(crate) picture: Picture,
    pub(crate) forces: Vec<ForceRow>,
    pub(crate) modalities: Vec<Named>,
    pub(crate) coverage: Vec<CoverageList>,
    pub(crate) durations: Vec<DurationRow>,
    pub(crate) gloss: Vec<GlossItem>,
    /// Whether some words are marked as doubtful.
    pub(crate) doubtful: bool,
    pub(crate) notices: Vec<String>,
    /// Whether the text is about something that the grid does not look for.
    pub(crate) off_topic: bool,
    pub(crate) colophon: Colophon,
}

/// One of the first points to read.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Worst {
    pub(crate) number: usize,
    pub(crate) id: String,
    pub(crate) polarity: String,
    pub(crate) concern: String,
    pub(crate) kind: String,
    pub(crate) why: String,
    pub(crate) place: String,
}

/// « Points positifs », « Points posant problème »…
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Section {
    /// `positif`, `probleme`, `a-ameliorer` or `silence`.
    pub(crate) id: &'static str,
    pub(crate) title: String,
    pub(crate) intro: String,
    pub(crate) empty: String,
    pub(crate) count: String,
    pub(crate) points: Vec<Point>,
}

/// A point of the annex.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Point {
    /// 1-based, over the whole annex.
    pub(crate) number: usize,
    pub(crate) id: String,
    pub(crate) polarity: String,
    pub(crate) polarity_label: String,
    pub(crate) kind: String,
    pub(crate) kind_label: String,
    pub(crate) concern: Named,
    pub(crate) why: String,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) exceptions: Vec<Quote>,
    pub(crate) nearest: Vec<Quote>,
    pub(crate) searched: Vec<String>,
    pub(crate) standards: Vec<String>,
}

impl Annex {
    /// The points of every section, in order.
    pub(crate) fn points(&self) -> impl Iterator<Item = &Point> {
        self.sections.iter().flat_map(|s| &s.points)
    }
}

fn point(context: &Context<'_>, disordered: &Disordered, number: usize, finding: &Finding) -> Point {
    let words = context.words;
    let (kind, polarity) = (key(&finding.kind), key(&finding.polarity));
    let quotes = |ids: &[String]| {
        context.quotes(ids, &finding.evidence, &|clause| {
            let tag = clause.concerns.iter().find(|t| t.id == finding.concern);
            tag.map(|t| t.evidence.as_slice()).unwrap_or_default()
        })
    };
    let nearest: Vec<String> = finding.nearest.iter().filter(|id| !disordered.contains(*id)).cloned().collect();
    let tight = |list: &[String]| list.iter().map(|s| context.tight(s)).collect();
    Point {
        number,
        id: finding.id.clone(),
        polarity_label: words.get(&format!("polarity-{polarity}")),
        kind_label: words.get(&format!("kind-{kind}")),
        polarity,
        kind,
        concern: context.concern(&finding.concern),
        why: context.tight(&finding.why),
        quotes: quotes(&finding.clauses),
        exceptions: quotes(&finding.exceptions),
        nearest: quotes(&nearest),
        searched: tight(&finding.searched),
        standards: tight(&by_instrument(&finding.standards, &words.get("and"))),
    }
}

/// Standards of one instrument in one item: « Convention de Varsovie, art. 14 et art. 16 ».
fn by_instrument(standards: &[String], and: &str) -> Vec<String> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for standard in standards {
        let (name, part) = standard.split_once(", ").unwrap_or((standard, ""));
        let parts = part.is_empty().then(Vec::new).unwrap_or_else(|| vec![part]);
        match found.iter_mut().find(|(known, had)| *known == name && !had.is_empty() && !part.is_empty()) {
            Some((_, had)) => had.extend(parts),
            None => found.push((name, parts)),
        }
    }
    let whole = |(name, parts): (&str, Vec<&str>)| match parts.split_last() {
        None => name.to_owned(),
        Some((last, [])) => format!("{name}, {last}"),
        Some((last, first)) => format!("{name}, {} {and} {last}", first.join(", ")),
    };
    found.into_iter().map(whole).collect()
}

/// How many points are to be read first.
const FIRST: usize = 5;

fn worst(context: &Context<'_>, points: &[(&str, Point)]) -> Vec<Worst> {
    let findings = context.analysis.findings.iter().filter(|f| f.polarity != Polarity::Positif).take(FIRST);
    let worst = |(section, p): &(&str, Point)| Worst {
        number: p.number,
        id: p.id.clone(),
        polarity: (*section).to_owned(),
        concern: p.concern.label.clone(),
        kind: p.kind_label.clone(),
        why: p.why.clone(),
        place: p.quotes.first().map(|q| q.place.clone()).unwrap_or_default(),
    };
    findings.filter_map(|f| points.iter().find(|(_, p)| p.id == f.id)).map(worst).collect()
}

/// The whole view of `subject`.
pub(crate) fn annex(verified: &Verified<'_>, words: &Words, options: &ReportOptions) -> Annex {
    let subject = &verified.subject;
    let context = Context::new(subject.document, subject.analysis, words);
    let head = head::head(&subject.analysis.document, words);
    let points: Vec<(&str, Point)> = context
        .points
        .iter()
        .enumerate()
        .map(|(i, (section, f))| (*section, point(&context, &verified.disordered, i + 1, f)))
        .collect();
    let worst = worst(&context, &points);
    let sections: Vec<Section> = SECTIONS
        .iter()
        .map(|id| {
            let points: Vec<Point> = points.iter().filter(|(s, _)| s == id).map(|(_, p)| p.clone()).collect();
            Section {
                id,
                title: words.get(&format!("section-{id}")),
                intro: words.get(&format!("section-{id}-intro")),
                empty: words.get(&format!("section-{id}-empty")),
                count: words.count("n-points", points.len()),
                points,
            }
        })
        .collect();
    let clauses = &subject.analysis.clauses;
    let mut counts: BTreeMap<&'static str, usize> = sections.iter().map(|s| (s.id, s.points.len())).collect();
    counts.insert("points", points.len());
    counts.insert("clauses", clauses.len());
    counts.insert("tagged", clauses.iter().filter(|c| !c.concerns.is_empty()).count());
    let mut notices: Vec<String> = subject.analysis.diagnostics.iter().map(|d| context.tight(&d.message)).collect();
    if !verified.disordered.is_empty() {
        notices.push(words.count("n-disordered", verified.disordered.len()));
    }
    let modality = |id: String| Named { label: words.get(&format!("modality-{id}")), id };
    Annex {
        lang: words.tag(),
        title: options.title.clone().unwrap_or_else(|| typography::capitalised(&head.short)),
        authors: options.authors.clone(),
        logo: options.logo.as_ref().and_then(crate::Logo::data_uri),
        head,
        counts,
        worst,
        sections,
        reach: reach::reach(&context),
        picture: picture::picture(&context),
        forces: tables::forces(&context),
        modalities: MODALITIES.iter().map(|m| modality(key(m))).collect(),
        coverage: tables::coverage(&context, &verified.disordered),
        durations: tables::durations(&context, &verified.disordered),
        gloss: gloss::gloss(&context, &verified.disordered),
        doubtful: subject.document.blocks.iter().any(|b| !b.doubtful.is_empty()),
        notices,
        off_topic: subject.analysis.diagnostics.iter().any(|d| d.code == "off-topic"),
        colophon: head::colophon(subject, words, options),
        concerns: context.concerns,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::testing;

    #[test]
    fn what_is_welcome_is_not_read_first() {
        let (document, mut analysis, raw_pages) = (testing::document(), testing::analysis(), testing::raw_pages());
        analysis.findings[0].polarity = Polarity::Positif;
        let subject = crate::Subject { document: &document, raw_pages: &raw_pages, analysis: &analysis, source: &[] };
        let words = Words::new(glose_model::messages::Lang::Fr, None).unwrap();
        let annex = annex(&crate::verify(&subject).unwrap(), &words, &ReportOptions::default());
        assert_eq!(annex.worst.iter().map(|w| w.id.as_str()).collect::<Vec<_>>(), ["f2"]);
        assert_eq!(annex.points().map(|p| p.id.as_str()).collect::<Vec<_>>(), ["f1", "f2"]);
    }

    #[test]
    fn standards_of_one_instrument_are_one_item() {
        let said =
            ["Convention A, art. 29", "CPP", "Convention A, art. 10, § 1", "Convention A, art. 36", "CPP, art. 2"];
        let said = by_instrument(&said.map(str::to_owned), "et");
        assert_eq!(said, ["Convention A, art. 29, art. 10, § 1 et art. 36", "CPP", "CPP, art. 2"]);
    }
}
