//! The picture of a text: its length across, the grid's concerns down, a sign where a clause
//! carries a concern. Positions are per cent of the text's characters; signs that would lie on
//! each other stand on lanes of their own.

use glose_model::{Modality, Polarity};
use serde::Serialize;

use crate::context::Context;
use crate::named::{Named, key};

/// The whole picture.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Picture {
    pub(crate) pages: Vec<PageBand>,
    pub(crate) rows: Vec<Row>,
}

/// A page as a stretch of the text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PageBand {
    pub(crate) page: u32,
    pub(crate) x: String,
    pub(crate) width: String,
    /// Where its number stands, when it is printed (a long text would crowd them).
    pub(crate) label: Option<String>,
}

/// A concern along the text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) concern: Named,
    /// In pixels.
    pub(crate) height: i32,
    /// Where the axis runs, in pixels from the top.
    pub(crate) axis: i32,
    pub(crate) marks: Vec<PictureMark>,
    /// Where the concern is first met, and in words.
    pub(crate) first: Option<String>,
    pub(crate) first_place: Option<String>,
    pub(crate) summary: String,
}

/// A clause that carries the concern.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PictureMark {
    pub(crate) x: String,
    /// In pixels from the top.
    pub(crate) y: i32,
    pub(crate) polarity: String,
    /// Whether the clause binds or gives a right; the others are drawn hollow.
    pub(crate) strong: bool,
    pub(crate) clause: String,
    pub(crate) title: String,
}

/// Pixels between two lanes, and above the first and below the last.
const LANE: i32 = 14;
const EDGE: i32 = 12;
/// The lanes, from the axis outwards: a dense stretch overlaps rather than push the rest off the page.
const LANES: [i32; 5] = [0, 1, -1, 2, -2];

/// Room that a sign takes, per cent of the width of a screen.
fn room(polarity: Polarity) -> f64 {
    if polarity == Polarity::Neutre { 1.2 } else { 2.3 }
}

/// Draws the text of `context`.
pub(crate) fn picture(context: &Context<'_>) -> Picture {
    let clauses = &context.analysis.clauses;
    let mut starts = Vec::with_capacity(clauses.len());
    let mut total = 0usize;
    for clause in clauses {
        starts.push(total);
        total += clause.text.chars().count() + 1;
    }
    // The signs keep clear of both edges: a sign is about two per cent wide.
    let x = |at: usize| 1.5 + 97.0 * at as f64 / total.max(1) as f64;
    let rows = context.concerns.iter().map(|concern| {
        let found = clauses.iter().zip(&starts).filter(|(c, _)| c.concerns(&concern.id)).map(|(c, at)| (c, x(*at)));
        row(context, concern, &found.collect::<Vec<_>>())
    });
    Picture { rows: rows.collect(), pages: pages(context, &starts, &x) }
}

fn row(context: &Context<'_>, concern: &Named, found: &[(&glose_model::Clause, f64)]) -> Row {
    let words = context.words;
    // Past each lane's last sign.
    let mut ends = [f64::MIN; LANES.len()];
    let mut lanes = Vec::with_capacity(found.len());
    for (clause, x) in found {
        let half = room(clause.polarity) / 2.0;
        let lane = ends.iter().position(|end| *end <= x - half).unwrap_or(0);
        ends[lane] = x + half;
        lanes.push(LANES[lane]);
    }
    let above = -lanes.iter().copied().min().unwrap_or(0);
    let below = lanes.iter().copied().max().unwrap_or(0);
    let mut marks: Vec<PictureMark> = found
        .iter()
        .zip(&lanes)
        .map(|((c, x), lane)| PictureMark {
            x: format!("{x:.1}"),
            y: EDGE + (above + lane) * LANE,
            polarity: key(&c.polarity),
            strong: matches!(c.modality, Modality::Obligation | Modality::Interdiction | Modality::Droit),
            clause: c.id.clone(),
            title: format!(
                "{} · {} · {}",
                context.place(c),
                words.get(&format!("polarity-{}", key(&c.polarity))),
                words.get(&format!("modality-{}", key(&c.modality)))
            ),
        })
        .collect();
    // What is drawn last lies on top: the judgements over the plain statements.
    marks.sort_by_key(|m| m.polarity != "neutre");
    let first = found.first();
    let count = |p: Polarity| found.iter().filter(|(c, _)| c.polarity == p).count().to_string();
    let summary = first.map_or_else(
        || words.get("picture-silent"),
        |(first, _)| {
            let counts = [
                ("place", context.place(first)),
                ("good", count(Polarity::Positif)),
                ("bad", count(Polarity::Probleme)),
                ("better", count(Polarity::AAmeliorer)),
            ];
            let counts: Vec<(&str, &str)> = counts.iter().map(|(k, v)| (*k, v.as_str())).collect();
            words.count("n-clauses", found.len()) + &words.fill("picture-row", &counts)
        },
    );
    Row {
        concern: concern.clone(),
        height: 2 * EDGE + (above + below) * LANE,
        axis: EDGE + above * LANE,
        marks,
        first: first.map(|(_, x)| format!("{x:.1}")),
        first_place: first.map(|(c, _)| {
            let place = c.page.map_or_else(|| words.place(&[], &c.section), |page| words.pages(&[page]));
            words.fill("picture-from", &[("place", &place)])
        }),
        summary,
    }
}

fn pages(context: &Context<'_>, starts: &[usize], x: &dyn Fn(usize) -> f64) -> Vec<PageBand> {
    let clauses = &context.analysis.clauses;
    let mut begins: Vec<(u32, f64)> = Vec::new();
    for (clause, start) in clauses.iter().zip(starts) {
        if let Some(page) = clause.page.filter(|p| begins.last().is_none_or(|(last, _)| last < p)) {
            begins.push((page, if begins.is_empty() { 0.0 } else { x(*start) - 0.8 }));
        }
    }
    let last = begins.last().map_or(0, |(page, _)| *page);
    let step = last.div_ceil(16).max(1);
    let ends = begins.iter().skip(1).map(|(_, x)| *x).chain([100.0]);
    begins
        .iter()
        .zip(ends)
        .map(|((page, from), to)| PageBand {
            page: *page,
            x: format!("{from:.1}"),
            width: format!("{:.1}", to - from),
            label: ((page - 1) % step == 0).then(|| format!("{:.1}", from.midpoint(to))),
        })
        .collect()
}
