//! From drafts to the lines of the annex: which are kept, their reason, name, weight and order.

use std::collections::BTreeMap;

use glose_grid::{Check, Common};
use glose_model::{Finding, FindingKind, Polarity};
use sha2::{Digest, Sha256};

use crate::checks::{self, draft::Draft};
use crate::polarity;
use crate::reason;
use crate::text::Text;

/// Trigger words that a reason quotes at most.
const QUOTED: usize = 4;

/// The lines of the annex, by weight, then position.
pub(crate) fn findings(text: &Text<'_>) -> Vec<Finding> {
    let drafts = once_each(text, checks::drafts(text));
    let places: BTreeMap<&str, usize> = text.clauses.iter().enumerate().map(|(i, c)| (c.id.as_str(), i)).collect();
    let mut lines: Vec<(usize, Finding)> = drafts.into_iter().filter_map(|d| line(text, &places, d)).collect();
    lines.sort_by(|(at, a), (bt, b)| b.weight.total_cmp(&a.weight).then(at.cmp(bt)).then(a.kind.cmp(&b.kind)));
    let mut out: Vec<Finding> = Vec::with_capacity(lines.len());
    for (_, mut finding) in lines {
        let twins = out.iter().filter(|f| f.id.split('.').next() == Some(&finding.id)).count();
        if twins > 0 {
            finding.id = format!("{}.{}", finding.id, twins + 1);
        }
        out.push(finding);
    }
    out
}

/// A welcome clause with two concerns makes lines for both; a favourable line whose quotes all stand in
/// larger ones says nothing more, and goes. What is wrong is said for each concern that it harms.
fn once_each(text: &Text<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let own = |d: &Draft| text.grid.file.check.get(d.check).is_some_and(|c| !c.common().concern.is_empty());
    let mut order: Vec<(usize, &Draft)> =
        drafts.iter().enumerate().filter(|(_, d)| d.kind == FindingKind::Positive).collect();
    order.sort_by_key(|(i, d)| (std::cmp::Reverse(d.clauses.len()), !own(d), *i));
    let mut said = vec![false; text.clauses.len()];
    let mut drop = vec![false; drafts.len()];
    for (i, draft) in order {
        let new = draft.clauses.iter().any(|c| said.get(*c) == Some(&false));
        if let Some(slot) = drop.get_mut(i) {
            *slot = !new;
        }
        for c in &draft.clauses {
            if let Some(slot) = said.get_mut(*c) {
                *slot = true;
            }
        }
    }
    drafts.into_iter().zip(drop).filter(|(_, drop)| !drop).map(|(draft, _)| draft).collect()
}

/// The line that a draft makes, with its position; `places` are those of the clauses.
fn line(text: &Text<'_>, places: &BTreeMap<&str, usize>, mut draft: Draft) -> Option<(usize, Finding)> {
    let check = text.grid.file.check.get(draft.check)?;
    let common = check.common();
    let polarity = draft.polarity.or(common.polarity).unwrap_or_else(|| verdict(text, &draft));
    draft.clauses.sort_unstable();
    draft.exceptions.sort_unstable();
    draft.evidence.sort_by_key(|e| {
        let place = e.clause.as_deref().and_then(|id| places.get(id));
        (place.copied().unwrap_or(usize::MAX), e.start, e.end)
    });
    let why = why(text, check, common, &mut draft, polarity);
    let ids = |list: &[usize]| list.iter().filter_map(|i| text.clauses.get(*i)).map(|c| c.id.clone()).collect();
    let concern = text.grid.concern(&draft.concern);
    let standards = if common.standards.is_empty() {
        concern.map(|c| c.standards.clone()).unwrap_or_default()
    } else {
        common.standards.clone()
    };
    #[expect(clippy::cast_precision_loss, reason = "a few clauses")]
    let breadth = (draft.clauses.len().saturating_sub(1).min(5) as f32) * 0.05;
    let side = match polarity {
        Polarity::Probleme => 0.5,
        Polarity::AAmeliorer => 0.2,
        Polarity::Positif | Polarity::Neutre => 0.0,
    };
    let position = draft.clauses.first().or(draft.nearest.first()).copied().unwrap_or(usize::MAX);
    let finding = Finding {
        id: id(text, common, &draft),
        kind: draft.kind,
        concern: draft.concern.clone(),
        polarity,
        clauses: ids(&draft.clauses),
        evidence: draft.evidence,
        exceptions: ids(&draft.exceptions),
        searched: draft.searched,
        nearest: ids(&draft.nearest),
        why,
        standards,
        weight: ((common.weight + side + breadth + draft.weight * 0.5) * 100.0).round() / 100.0,
    };
    Some((position, finding))
}

/// The side of a kind; of a kind that can go either way, the worst of the clauses quoted.
fn verdict(text: &Text<'_>, draft: &Draft) -> Polarity {
    match draft.kind {
        FindingKind::Positive => Polarity::Positif,
        FindingKind::WeakModality | FindingKind::UndefinedTerm => Polarity::AAmeliorer,
        FindingKind::MissingGuarantee if !draft.clauses.is_empty() && draft.searched.is_empty() => {
            let of = |p| draft.clauses.iter().filter_map(|i| text.clauses.get(*i)).any(|c| c.polarity == p);
            if of(Polarity::AAmeliorer) && !of(Polarity::Probleme) { Polarity::AAmeliorer } else { Polarity::Probleme }
        }
        _ => Polarity::Probleme,
    }
}

fn why(text: &Text<'_>, check: &Check, common: &Common, draft: &mut Draft, polarity: Polarity) -> String {
    let words = reason::said(text, &draft.evidence, QUOTED);
    let mut places = std::mem::take(&mut draft.places);
    for (_, iso) in places.iter_mut().filter(|(name, _)| *name == "duree") {
        *iso = checks::in_words(iso, text.lang);
    }
    if let Check::ShortDuration(c) = check {
        for (name, limit) in [("plancher", &c.floor), ("souhait", &c.wish)] {
            places.push((name, limit.as_deref().map_or_else(String::new, |iso| checks::in_words(iso, text.lang))));
        }
    }
    places.push(("mots", reason::quoted(&words, text.lang)));
    places.push(("nombre", if draft.clauses.len() > 1 { draft.clauses.len().to_string() } else { String::new() }));
    let label = text.grid.concern(&draft.concern).map_or("", |c| c.label.get(text.lang));
    places.push(("sujet", label.to_owned()));
    let quoted = draft.clauses.iter().filter_map(|i| text.clauses.get(*i));
    let motif = quoted.filter(|c| c.polarity == polarity).find_map(|c| c.polarity_reason.as_ref());
    places.push(("motif", motif.map_or_else(String::new, |r| polarity::motif(text, r))));
    reason::fill(common.reason.get(text.lang), &places)
}

/// A name made of what the line says: its check, its concern, and its quotes.
fn id(text: &Text<'_>, common: &Common, draft: &Draft) -> String {
    let mut hash = Sha256::new();
    hash.update(common.id.as_bytes());
    hash.update([0]);
    hash.update(draft.concern.as_bytes());
    for clause in draft.clauses.iter().filter_map(|i| text.clauses.get(*i)) {
        hash.update([0]);
        hash.update(clause.text.as_bytes());
    }
    let digest = hash.finalize();
    let hex: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
    format!("f{hex}")
}
