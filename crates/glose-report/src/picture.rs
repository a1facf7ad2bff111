//! The picture of a text: its length across, the grid's concerns down, a sign where a clause
//! carries a concern. Positions are per cent of the text's characters.

use glose_model::{Modality, Polarity};
use serde::Serialize;

use crate::annex::{Context, Named, key};

/// The whole picture.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Picture {
    pub(crate) pages: Vec<PageTick>,
    pub(crate) rows: Vec<Row>,
}

/// Where a page begins.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PageTick {
    pub(crate) page: u32,
    pub(crate) x: String,
    /// Whether its number is printed (a long text would crowd them).
    pub(crate) shown: bool,
}

/// A concern along the text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) concern: Named,
    pub(crate) marks: Vec<PictureMark>,
    pub(crate) first_page: Option<u32>,
    pub(crate) summary: String,
}

/// A clause that carries the concern.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PictureMark {
    pub(crate) x: String,
    pub(crate) polarity: String,
    /// Whether the clause binds or gives a right; the others are drawn hollow.
    pub(crate) strong: bool,
    pub(crate) clause: String,
    pub(crate) title: String,
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
    // The marks keep clear of the right edge: a sign is about one per cent wide.
    let x = |at: usize| format!("{:.2}", 1.0 + 98.0 * at as f64 / total.max(1) as f64);
    let mut pages: Vec<PageTick> = Vec::new();
    let last = clauses.iter().filter_map(|c| c.page).max().unwrap_or(0);
    let step = last.div_ceil(16).max(1);
    for (clause, start) in clauses.iter().zip(&starts) {
        if let Some(page) = clause.page.filter(|p| pages.last().is_none_or(|t| t.page < *p)) {
            pages.push(PageTick { page, x: x(*start), shown: (page - 1) % step == 0 });
        }
    }
    let words = context.words;
    let row = |id: &str| {
        let mut marks: Vec<PictureMark> = clauses
            .iter()
            .zip(&starts)
            .filter(|(c, _)| c.concerns(id))
            .map(|(c, start)| PictureMark {
                x: x(*start),
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
        let first = clauses.iter().find(|c| c.concerns(id));
        let count = |p: Polarity| clauses.iter().filter(|c| c.concerns(id) && c.polarity == p).count();
        let summary = first.map_or_else(
            || words.get("picture-silent"),
            |first| {
                let place = context.place(first);
                words.count("n-clauses", marks.len())
                    + &words.fill(
                        "picture-row",
                        &[
                            ("place", &place),
                            ("good", &count(Polarity::Positif).to_string()),
                            ("bad", &count(Polarity::Probleme).to_string()),
                            ("better", &count(Polarity::AAmeliorer).to_string()),
                        ],
                    )
            },
        );
        Row { concern: context.concern(id), marks, first_page: first.and_then(|c| c.page), summary }
    };
    Picture { pages, rows: context.analysis.grid.concerns.iter().map(|c| row(&c.id)).collect() }
}
