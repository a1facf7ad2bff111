//! The tables of a report: concerns by force, periods beside their standards, forms that are named.

use glose_model::{Clause, Modality, Polarity, ValueKind};
use serde::Serialize;

use crate::context::{Context, Quote, pages_of};
use crate::named::{Named, key};
use crate::{Disordered, typography};

/// The forces, strongest first.
pub(crate) const MODALITIES: [Modality; 6] = [
    Modality::Obligation,
    Modality::Interdiction,
    Modality::Droit,
    Modality::Faculte,
    Modality::Recommandation,
    Modality::Constat,
];

/// A concern, how often it is said with which force, and how it is judged.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ForceRow {
    pub(crate) concern: Named,
    /// For each force: the number, and 0 to 4 for how large it is beside the largest of the table.
    pub(crate) forces: Vec<(usize, usize)>,
    pub(crate) total: usize,
    pub(crate) share: String,
    pub(crate) positif: usize,
    pub(crate) probleme: usize,
    pub(crate) a_ameliorer: usize,
    pub(crate) first_page: Option<u32>,
    pub(crate) first_clause: Option<String>,
    /// Number, identifier and section of the points about it.
    pub(crate) points: Vec<(usize, String, &'static str)>,
}

/// A period that the text sets in a matter of the grid.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DurationRow {
    pub(crate) concern: Named,
    pub(crate) duration: String,
    pub(crate) bound: String,
    pub(crate) quote: Quote,
    /// What binds, and what the group asks for; none where the grid measures no such period.
    pub(crate) floor: Option<String>,
    pub(crate) wish: Option<String>,
    pub(crate) measured: bool,
    /// `positif` (long enough), `probleme`, `a-ameliorer`, or `neutre` where nothing measures it.
    pub(crate) verdict: String,
    pub(crate) verdict_label: String,
    pub(crate) point: Option<(usize, String)>,
    pub(crate) standards: Vec<String>,
}

/// A list of forms or persons, and what the text names of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageList {
    pub(crate) concern: Named,
    pub(crate) named: usize,
    pub(crate) elements: Vec<CoverageRow>,
    pub(crate) point: Option<(usize, String)>,
}

/// A form or a person of the grid.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageRow {
    pub(crate) label: String,
    /// How many times it is named, and on which pages.
    pub(crate) count: String,
    pub(crate) pages: String,
    /// Whether it is named at all, and the first passage that does.
    pub(crate) named: bool,
    pub(crate) first: Option<Quote>,
}

/// Concerns by force.
pub(crate) fn forces(context: &Context<'_>) -> Vec<ForceRow> {
    let clauses = &context.analysis.clauses;
    let total = clauses.len().max(1);
    let of = |id: &str| -> Vec<&Clause> { clauses.iter().filter(|c| c.concerns(id)).collect() };
    let count = |of: &[&Clause], m: Modality| of.iter().filter(|c| c.modality == m).count();
    let ids = context.concerns.iter().map(|c| c.id.as_str());
    let largest = ids.flat_map(|id| MODALITIES.map(|m| count(&of(id), m))).max().unwrap_or(0).max(1);
    let row = |concern: &Named| {
        let of = of(&concern.id);
        let judged = |p: Polarity| of.iter().filter(|c| c.polarity == p).count();
        let share = 100.0 * of.len() as f64 / total as f64;
        let shade = |n: usize| if n == 0 { 0 } else { (n * 4).div_ceil(largest) };
        let points = context.points.iter().enumerate().filter(|(_, (_, f))| f.concern == concern.id);
        ForceRow {
            concern: concern.clone(),
            forces: MODALITIES.map(|m| count(&of, m)).map(|n| (n, shade(n))).to_vec(),
            total: of.len(),
            share: context.words.fill("percent", &[("n", &format!("{share:.0}"))]),
            positif: judged(Polarity::Positif),
            probleme: judged(Polarity::Probleme),
            a_ameliorer: judged(Polarity::AAmeliorer),
            first_page: of.first().and_then(|c| c.page),
            first_clause: of.first().map(|c| c.id.clone()),
            points: points.map(|(i, (section, f))| (i + 1, f.id.clone(), *section)).collect(),
        }
    };
    context.concerns.iter().map(row).collect()
}

/// Every period of a clause that falls under the grid, by concern; clauses whose order is not sure
/// (`disordered`) are not quoted.
pub(crate) fn durations(context: &Context<'_>, disordered: &Disordered) -> Vec<DurationRow> {
    let (analysis, words) = (context.analysis, context.words);
    let mut out = Vec::new();
    for clause in analysis.clauses.iter().filter(|c| !disordered.contains(&c.id)) {
        let Some(tag) = clause.concerns.first() else { continue };
        for value in clause.values.iter().filter(|v| v.kind == ValueKind::Duration) {
            let here = |p: &&glose_model::Period| p.clause == clause.id && (p.start, p.end) == (value.start, value.end);
            let period = analysis.periods.iter().find(here);
            let quotes = |f: &&glose_model::Finding| {
                f.evidence.iter().any(|e| {
                    e.clause.as_deref() == Some(clause.id.as_str()) && (e.start, e.end) == (value.start, value.end)
                }) && period.is_some_and(|p| f.evidence.iter().any(|e| e.rule == p.check))
            };
            let finding = analysis.findings.iter().find(quotes);
            let verdict = match period.map(|p| p.verdict) {
                Some(Polarity::Probleme) => "probleme",
                Some(Polarity::AAmeliorer) => "a-ameliorer",
                Some(_) => "positif",
                None => "neutre",
            };
            let said = |iso: &Option<String>| iso.as_deref().map(|d| typography::duration(d, words.lang));
            out.push(DurationRow {
                concern: context.concern(period.map_or(tag.id.as_str(), |p| &p.concern)),
                duration: typography::duration(&value.value, words.lang),
                bound: value.bound.map(|b| words.get(&format!("bound-{}", key(&b)))).unwrap_or_default(),
                quote: context.quote(clause, &[(value.start, value.end, "t")]),
                floor: period.and_then(|p| said(&p.floor)),
                wish: period.and_then(|p| said(&p.wish)),
                measured: period.is_some(),
                verdict: verdict.to_owned(),
                verdict_label: words.get(&verdict_key(verdict, period)),
                point: finding.and_then(|f| Some((context.number(&f.id)?, f.id.clone()))),
                standards: period.iter().flat_map(|p| &p.standards).map(|s| context.tight(s)).collect(),
            });
        }
    }
    let order = |id: &str| context.concerns.iter().position(|c| c.id == id);
    out.sort_by_key(|d| order(&d.concern.id));
    out
}

fn verdict_key(verdict: &str, period: Option<&glose_model::Period>) -> String {
    let way = if period.is_some_and(|p| p.longer_is_worse) { "long" } else { "short" };
    match verdict {
        "neutre" => "duration-neutre".to_owned(),
        "probleme" if period.is_some_and(|p| p.below_floor) => format!("duration-{way}-floor"),
        _ => format!("duration-{way}-{verdict}"),
    }
}

/// The lists of forms or persons, and what the text names of each; clauses whose order is not sure
/// (`disordered`) are counted, not quoted.
pub(crate) fn coverage(context: &Context<'_>, disordered: &Disordered) -> Vec<CoverageList> {
    let row = |element: &glose_model::CoveredElement| {
        let clauses = element.mentions.iter().filter_map(|e| context.clauses.get(e.clause.as_deref()?).copied());
        let mut pages: Vec<u32> = clauses.flat_map(pages_of).collect();
        pages.sort_unstable();
        pages.dedup();
        let sure = element.mentions.iter().filter_map(|e| e.clause.as_ref()).find(|id| !disordered.contains(*id));
        let first = sure.cloned();
        CoverageRow {
            label: typography::capitalised(&context.tight(&element.label)),
            count: context.words.count("n-mentions", element.mentions.len()),
            named: !element.mentions.is_empty(),
            pages: typography::pages(&pages, context.words.lang),
            first: first.and_then(|id| context.quotes(&[id], &element.mentions, &|_| &[]).pop()),
        }
    };
    let list = |list: &glose_model::Coverage| {
        let about =
            |f: &&glose_model::Finding| f.concern == list.concern && f.evidence.iter().any(|e| e.rule == list.check);
        let finding = context.analysis.findings.iter().find(about);
        CoverageList {
            concern: context.concern(&list.concern),
            named: list.elements.iter().filter(|e| !e.mentions.is_empty()).count(),
            elements: list.elements.iter().map(row).collect(),
            point: finding.and_then(|f| Some((context.number(&f.id)?, f.id.clone()))),
        }
    };
    context.analysis.coverage.iter().map(list).collect()
}
