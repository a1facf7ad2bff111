//! What an annex says, whatever its format: the one view that templates and writers read.

use std::collections::BTreeMap;

use glose_model::{Analysis, Clause, Document, Finding, FindingKind, GridHead, Modality, Polarity, TextLayer};
use serde::Serialize;

use crate::gloss::{self, GlossItem};
use crate::picture::{self, Picture};
use crate::segments::{Mark, Segment, segments};
use crate::words::Words;
use crate::{ReportOptions, Subject, Verified, typography};

/// The name of a unit variant as the JSON writes it (`a-ameliorer`).
pub(crate) fn key<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// An identifier with its label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Named {
    pub(crate) id: String,
    pub(crate) label: String,
}

/// The concerns of a grid, in its order.
pub(crate) fn concerns(grid: &GridHead) -> Vec<Named> {
    grid.concerns.iter().map(|c| Named { id: c.id.clone(), label: typography::nbsp(&c.label) }).collect()
}

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
    pub(crate) concerns: Vec<Named>,
    pub(crate) picture: Picture,
    pub(crate) forces: Vec<ForceRow>,
    pub(crate) modalities: Vec<Named>,
    pub(crate) durations: Vec<DurationRow>,
    pub(crate) gloss: Vec<GlossItem>,
    pub(crate) notices: Vec<String>,
    pub(crate) colophon: Colophon,
}

/// The head of the circular, as people write it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Head {
    pub(crate) kind: String,
    pub(crate) nor: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) iso_date: Option<String>,
    pub(crate) issuer: Option<String>,
    pub(crate) object: Option<String>,
    pub(crate) signatory: Option<String>,
    pub(crate) addressees: Vec<String>,
    pub(crate) references: Vec<String>,
    pub(crate) repeals: Vec<String>,
    pub(crate) file: String,
    pub(crate) pages: Option<u32>,
    /// « circulaire du 19 mai 2015 (INTV…) ».
    pub(crate) cite: String,
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

/// The exact words of a clause, and where they stand.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Quote {
    pub(crate) clause: String,
    pub(crate) page: Option<u32>,
    pub(crate) section: String,
    /// « p. 3, section 2.1 ».
    pub(crate) place: String,
    pub(crate) segments: Vec<Segment>,
    /// The words alone, unchanged.
    pub(crate) text: String,
    /// Whether the quote has guillemets of its own at both ends.
    pub(crate) quoted: bool,
}

/// A concern, how often it is said with which force, and how it is judged.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ForceRow {
    pub(crate) concern: Named,
    pub(crate) forces: Vec<usize>,
    pub(crate) total: usize,
    pub(crate) share: String,
    pub(crate) positif: usize,
    pub(crate) probleme: usize,
    pub(crate) a_ameliorer: usize,
    pub(crate) first_page: Option<u32>,
    pub(crate) first_clause: Option<String>,
}

/// A duration that the text sets in a matter of the grid.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DurationRow {
    pub(crate) concern: Named,
    pub(crate) duration: String,
    pub(crate) bound: String,
    pub(crate) from: Option<String>,
    pub(crate) quote: Quote,
    pub(crate) point: Option<usize>,
    pub(crate) point_id: Option<String>,
    pub(crate) why: Option<String>,
    pub(crate) standards: Vec<String>,
}

/// What made the report.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Colophon {
    pub(crate) program: String,
    pub(crate) grid: String,
    pub(crate) grid_sha256: String,
    pub(crate) source: String,
    pub(crate) source_sha256: String,
    pub(crate) options: Vec<(String, String)>,
    /// Pages read by OCR, and how sure it was.
    pub(crate) ocr: Option<String>,
}

/// Look-ups shared while the view is built.
pub(crate) struct Context<'a> {
    pub(crate) document: &'a Document,
    pub(crate) analysis: &'a Analysis,
    pub(crate) words: &'a Words,
    pub(crate) clauses: BTreeMap<&'a str, &'a Clause>,
    /// Findings in the order they are printed, with their section.
    pub(crate) points: Vec<(&'static str, &'a Finding)>,
}

/// The sections of the annex, in order.
const SECTIONS: [&str; 4] = ["positif", "probleme", "a-ameliorer", "silence"];

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
            clauses: analysis.clauses.iter().map(|c| (c.id.as_str(), c)).collect(),
            points,
        }
    }

    pub(crate) fn concern(&self, id: &str) -> Named {
        let label = self.analysis.grid.concerns.iter().find(|c| c.id == id).map_or(id, |c| c.label.as_str());
        Named { id: id.to_owned(), label: typography::nbsp(label) }
    }

    /// « p. 3, section 2.1 ».
    pub(crate) fn place(&self, clause: &Clause) -> String {
        let pages: Vec<u32> =
            if clause.pages.is_empty() { clause.page.into_iter().collect() } else { clause.pages.clone() };
        let mut parts = vec![typography::pages(&pages)];
        if !clause.section.is_empty() {
            let letters = clause.section.chars().any(char::is_lowercase) && clause.section.chars().count() > 6;
            let key = if letters { "section-named" } else { "section-numbered" };
            parts.push(self.words.fill(key, &[("section", &clause.section)]));
        }
        parts.retain(|p| !p.is_empty());
        if parts.is_empty() { self.words.get("no-page") } else { parts.join(", ") }
    }

    fn quote(&self, clause: &Clause, marks: &[Mark]) -> Quote {
        let text = clause.text.trim();
        Quote {
            clause: clause.id.clone(),
            page: clause.page,
            section: clause.section.clone(),
            place: self.place(clause),
            segments: segments(&clause.text.replace('\t', " "), marks),
            text: clause.text.clone(),
            quoted: text.starts_with('«') && text.ends_with('»') && text.matches('«').count() == 1,
        }
    }

    /// The quotes of a point; the words that triggered it are marked `t`.
    fn quotes(&self, ids: &[String], finding: &Finding) -> Vec<Quote> {
        ids.iter()
            .filter_map(|id| self.clauses.get(id.as_str()))
            .map(|clause| {
                let mut marks: Vec<Mark> = finding
                    .evidence
                    .iter()
                    .filter(|e| e.clause.as_deref() == Some(clause.id.as_str()))
                    .map(|e| (e.start, e.end, "t"))
                    .collect();
                if marks.is_empty() {
                    let tag = clause.concerns.iter().find(|t| t.id == finding.concern);
                    let own =
                        tag.into_iter().flat_map(|t| &t.evidence).filter(|e| e.clause.is_none() && e.block.is_none());
                    marks.extend(own.map(|e| (e.start, e.end, "t")));
                }
                self.quote(clause, &marks)
            })
            .collect()
    }

    fn point(&self, number: usize, finding: &Finding) -> Point {
        let (kind, polarity) = (key(&finding.kind), key(&finding.polarity));
        Point {
            number,
            id: finding.id.clone(),
            polarity_label: self.words.get(&format!("polarity-{polarity}")),
            kind_label: self.words.get(&format!("kind-{kind}")),
            polarity,
            kind,
            concern: self.concern(&finding.concern),
            why: typography::nbsp(&finding.why),
            quotes: self.quotes(&finding.clauses, finding),
            exceptions: self.quotes(&finding.exceptions, finding),
            nearest: self.quotes(&finding.nearest, finding),
            searched: finding.searched.iter().map(|s| typography::nbsp(s)).collect(),
            standards: finding.standards.iter().map(|s| typography::nbsp(s)).collect(),
        }
    }

    fn forces(&self) -> Vec<ForceRow> {
        let total = self.analysis.clauses.len().max(1);
        let row = |id: &str| {
            let of: Vec<&Clause> = self.analysis.clauses.iter().filter(|c| c.concerns(id)).collect();
            let judged = |p: Polarity| of.iter().filter(|c| c.polarity == p).count();
            let share = 100.0 * of.len() as f64 / total as f64;
            let share = format!("{share:.0}\u{a0}%");
            ForceRow {
                concern: self.concern(id),
                forces: MODALITIES.iter().map(|m| of.iter().filter(|c| c.modality == *m).count()).collect(),
                total: of.len(),
                share,
                positif: judged(Polarity::Positif),
                probleme: judged(Polarity::Probleme),
                a_ameliorer: judged(Polarity::AAmeliorer),
                first_page: of.first().and_then(|c| c.page),
                first_clause: of.first().map(|c| c.id.clone()),
            }
        };
        self.analysis.grid.concerns.iter().map(|c| row(&c.id)).collect()
    }

    fn durations(&self) -> Vec<DurationRow> {
        let mut out = Vec::new();
        for clause in &self.analysis.clauses {
            let Some(tag) = clause.concerns.first() else { continue };
            for value in clause.values.iter().filter(|v| v.kind == glose_model::ValueKind::Duration) {
                let point = self
                    .points
                    .iter()
                    .position(|(_, f)| f.kind == FindingKind::ShortDuration && f.clauses.contains(&clause.id));
                let finding = point.and_then(|i| self.points.get(i)).map(|(_, f)| *f);
                let concern = finding.map_or(tag.id.as_str(), |f| f.concern.as_str());
                out.push(DurationRow {
                    concern: self.concern(concern),
                    duration: typography::duration(&value.value, self.words.lang),
                    bound: value.bound.map(|b| self.words.get(&format!("bound-{}", key(&b)))).unwrap_or_default(),
                    from: value.from.clone(),
                    quote: self.quote(clause, &[(value.start, value.end, "t")]),
                    point: point.map(|i| i + 1),
                    point_id: finding.map(|f| f.id.clone()),
                    why: finding.map(|f| typography::nbsp(&f.why)),
                    standards: finding.map(|f| f.standards.clone()).unwrap_or_default(),
                });
            }
        }
        let order = |id: &str| self.analysis.grid.concerns.iter().position(|c| c.id == id);
        out.sort_by_key(|d| order(&d.concern.id));
        out
    }
}

/// The forces, strongest first.
pub(crate) const MODALITIES: [Modality; 6] = [
    Modality::Obligation,
    Modality::Interdiction,
    Modality::Droit,
    Modality::Faculte,
    Modality::Recommandation,
    Modality::Constat,
];

/// The head of `document`, as people write it.
pub(crate) fn head(head: &glose_model::DocumentHead, words: &Words) -> Head {
    let (meta, source) = (&head.meta, &head.source);
    let kind = meta.kind.as_deref().map_or_else(|| words.get("kind-of-text"), |k| words.get(&format!("text-{k}")));
    let kind = kind.strip_prefix("text-").map_or(kind.clone(), str::to_owned);
    let date = meta.date.as_deref().map(|d| typography::date(d, words.lang));
    let mut cite = kind.clone();
    if let Some(date) = &date {
        cite = words.fill("cite-dated", &[("kind", &cite), ("date", date)]);
    }
    if meta.date.is_none() && meta.kind.is_none() {
        cite.clone_from(&source.file);
    }
    if let Some(nor) = &meta.nor {
        cite = format!("{cite} (NOR\u{a0}{nor})");
    }
    let tight = |list: &[String]| list.iter().map(|l| typography::nbsp(l)).collect::<Vec<_>>();
    Head {
        kind,
        nor: meta.nor.clone(),
        date,
        iso_date: meta.date.clone(),
        issuer: meta.issuer.as_deref().map(typography::nbsp),
        object: meta.object.as_deref().map(typography::nbsp),
        signatory: meta.signatory.as_deref().map(typography::nbsp),
        addressees: tight(&meta.addressees),
        references: tight(&meta.references),
        repeals: tight(&meta.repeals),
        file: source.file.clone(),
        pages: source.pages,
        cite,
    }
}

/// The pages of `document` that were read by OCR, and how sure it was; `None` when there are none.
pub(crate) fn pages_by_ocr(document: &Document, words: &Words) -> Option<String> {
    let ocr: Vec<_> = document.pages_info.iter().filter(|p| p.text_layer == TextLayer::Ocr).collect();
    let sure: Vec<f32> = ocr.iter().filter_map(|p| p.ocr_confidence).collect();
    let pages = typography::pages(&ocr.iter().map(|p| p.page).collect::<Vec<_>>());
    if ocr.is_empty() || sure.is_empty() {
        return (!ocr.is_empty()).then_some(pages);
    }
    let mean = 100.0 * sure.iter().sum::<f32>() / sure.len() as f32;
    Some(words.fill("ocr-pages", &[("pages", &pages), ("sure", &format!("{mean:.0}"))]))
}

/// What made the report: program, grid, source, options, pages read by OCR.
pub(crate) fn colophon(subject: &Subject<'_>, words: &Words) -> Colophon {
    let (analysis, source) = (subject.analysis, &subject.analysis.document.source);
    let ocr = pages_by_ocr(subject.document, words);
    Colophon {
        program: format!("{} {}", analysis.program.name, analysis.program.version),
        grid: format!("{} {}", analysis.grid.id, analysis.grid.version),
        grid_sha256: analysis.grid.sha256.clone(),
        source: source.file.clone(),
        source_sha256: source.sha256.clone(),
        options: analysis.options.iter().map(|(k, v)| (k.clone(), v.clone())).collect(),
        ocr,
    }
}

/// The whole view of `subject`.
pub(crate) fn annex(verified: &Verified<'_>, words: &Words, options: &ReportOptions) -> Annex {
    let subject = &verified.subject;
    let context = Context::new(subject.document, subject.analysis, words);
    let head = head(&subject.analysis.document, words);
    let points: Vec<(&str, Point)> =
        context.points.iter().enumerate().map(|(i, (section, f))| (*section, context.point(i + 1, f))).collect();
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
    let mut counts: BTreeMap<&'static str, usize> = sections.iter().map(|s| (s.id, s.points.len())).collect();
    counts.insert("points", points.len());
    counts.insert("clauses", subject.analysis.clauses.len());
    counts.insert("tagged", subject.analysis.clauses.iter().filter(|c| !c.concerns.is_empty()).count());
    let worst = subject.analysis.findings.iter().filter(|f| f.polarity != Polarity::Positif).take(5);
    let worst = worst
        .filter_map(|f| points.iter().find(|(_, p)| p.id == f.id))
        .map(|(_, p)| Worst {
            number: p.number,
            id: p.id.clone(),
            polarity: if p.kind == "silence" { "silence".to_owned() } else { p.polarity.clone() },
            concern: p.concern.label.clone(),
            kind: p.kind_label.clone(),
            why: p.why.clone(),
            place: p.quotes.first().map(|q| q.place.clone()).unwrap_or_default(),
        })
        .collect();
    let mut notices: Vec<String> = subject.analysis.diagnostics.iter().map(|d| typography::nbsp(&d.message)).collect();
    if !verified.disordered.is_empty() {
        notices.push(words.count("n-disordered", verified.disordered.len()));
    }
    Annex {
        lang: if words.lang == glose_model::messages::Lang::Fr { "fr" } else { "en" },
        title: options.title.clone().unwrap_or_else(|| words.fill("title", &[("cite", &head.cite)])),
        authors: options.authors.clone(),
        logo: options.logo.as_ref().and_then(crate::Logo::data_uri),
        head,
        counts,
        worst,
        sections,
        concerns: concerns(&subject.analysis.grid),
        picture: picture::picture(&context),
        forces: context.forces(),
        modalities: MODALITIES
            .iter()
            .map(|m| Named { id: key(m), label: words.get(&format!("modality-{}", key(m))) })
            .collect(),
        durations: context.durations(),
        gloss: gloss::gloss(&context, &verified.disordered),
        notices,
        colophon: colophon(subject, words),
    }
}
