//! What a text does in law, as points for a lawyer to check.

use serde::Serialize;

use crate::context::{Context, Quote};
use crate::named::key;

/// A point on the reach of the text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ReachView {
    /// `imperative`, `repeal` or `publication`.
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) why: String,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) authorities: Vec<String>,
}

/// The points of the analysis, in its order.
pub(crate) fn reach(context: &Context<'_>) -> Vec<ReachView> {
    let view = |point: &glose_model::ReachPoint| {
        let kind = key(&point.kind);
        ReachView {
            title: context.words.get(&format!("reach-{kind}")),
            kind,
            why: context.tight(&point.why),
            quotes: context.quotes(&point.clauses, &point.evidence, &|clause| &clause.modality_evidence),
            authorities: point.authorities.iter().map(|a| context.tight(a)).collect(),
        }
    };
    context.analysis.reach.iter().map(view).collect()
}
