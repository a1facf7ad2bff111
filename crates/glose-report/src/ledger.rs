//! What a line of three or more texts says, concern by concern, whatever its format.

use glose_model::{Clause, ConcernState, GridHead, Ledger};
use serde::Serialize;

use crate::changes::{self, Changes};
use crate::context::pages_of;
use crate::head::{self, Head};
use crate::named::{self, Named, key};
use crate::words::Words;
use crate::{Disordered, ReportOptions, TextOf, segments, typography};

/// Everything that a ledger report prints.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LedgerView {
    pub(crate) lang: &'static str,
    pub(crate) title: String,
    pub(crate) authors: Option<String>,
    pub(crate) logo: Option<String>,
    pub(crate) texts: Vec<LedgerText>,
    pub(crate) rows: Vec<LedgerLine>,
    pub(crate) concerns: Vec<Named>,
    pub(crate) effects: Vec<Named>,
    pub(crate) steps: Vec<Changes>,
    pub(crate) threads: Vec<Vec<Option<ThreadCell>>>,
    pub(crate) notices: Vec<String>,
    pub(crate) program: String,
    pub(crate) grid: String,
    pub(crate) grid_sha256: String,
    pub(crate) ocr: Vec<String>,
    pub(crate) options: Vec<(String, String)>,
}

/// One of the texts.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LedgerText {
    pub(crate) head: Head,
    pub(crate) sha256: String,
    pub(crate) short: String,
}

/// A concern through the texts.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LedgerLine {
    pub(crate) concern: Named,
    pub(crate) cells: Vec<LedgerCell>,
}

/// A concern in a text.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LedgerCell {
    pub(crate) state: String,
    pub(crate) label: String,
    pub(crate) tone: &'static str,
    pub(crate) count: String,
    pub(crate) quotes: Vec<ThreadCell>,
}

/// The words of a clause with their place.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ThreadCell {
    /// « p. 3 », without the section.
    pub(crate) page: String,
    pub(crate) place: String,
    pub(crate) text: String,
}

/// The whole view of `ledger`.
pub(crate) fn ledger(
    ledger: &Ledger,
    grid: &GridHead,
    texts: &[TextOf<'_>],
    disordered: &[Disordered],
    words: &Words,
    options: &ReportOptions,
) -> LedgerView {
    let concerns = &named::concerns(grid, words);
    let concern = |id: &str| named::concern(concerns, id);
    // What the file gives in another order is not quoted.
    let sure = |text: usize, id: &str| disordered.get(text).is_none_or(|d| !d.contains(id));
    let find =
        |text: usize, id: &str| ledger.texts.get(text)?.clauses.iter().find(|c| c.id == id).filter(|_| sure(text, id));
    let cell = |c: &Clause| ThreadCell {
        page: words.pages(&c.page.into_iter().collect::<Vec<_>>()),
        place: words.place(&pages_of(c), &c.section),
        text: typography::nbsp(&segments::in_line(&c.text)),
    };
    let heads: Vec<Head> = ledger.texts.iter().map(|t| head::head(&t.document, words)).collect();
    let rows = ledger
        .ledger
        .iter()
        .map(|row| LedgerLine {
            concern: concern(&row.concern),
            cells: row
                .states
                .iter()
                .map(|s| LedgerCell {
                    state: key(&s.state),
                    label: words.get(&format!("state-{}", key(&s.state))),
                    tone: match s.state {
                        ConcernState::Stronger => "positif",
                        ConcernState::Weaker => "probleme",
                        ConcernState::Silent => "silence",
                        ConcernState::Present | ConcernState::Moved => "neutre",
                    },
                    count: words.count("n-clauses", s.clauses.len()),
                    quotes: s.clauses.iter().filter_map(|id| find(s.text, id)).map(cell).collect(),
                })
                .collect(),
        })
        .collect();
    // A thread is worth its place when a clause of it is about something and its words changed.
    let telling = |thread: &&Vec<Vec<String>>| {
        let clauses: Vec<Vec<&Clause>> =
            thread.iter().enumerate().map(|(text, ids)| ids.iter().filter_map(|id| find(text, id)).collect()).collect();
        let about = clauses.iter().flatten().any(|c| !c.concerns.is_empty());
        let said: Vec<Vec<&str>> = clauses.iter().map(|cs| cs.iter().map(|c| c.text.as_str()).collect()).collect();
        about && said.iter().filter(|s| !s.is_empty()).count() > 1 && said.windows(2).any(|w| w.first() != w.last())
    };
    let threads = ledger
        .threads
        .iter()
        .filter(telling)
        .map(|thread| {
            thread
                .iter()
                .enumerate()
                .map(|(text, ids)| {
                    let cells: Vec<ThreadCell> = ids.iter().filter_map(|id| find(text, id)).map(cell).collect();
                    cells.into_iter().reduce(|a, b| ThreadCell { text: format!("{} {}", a.text, b.text), ..a })
                })
                .collect()
        })
        .collect();
    let steps = ledger
        .comparisons
        .iter()
        .enumerate()
        .map(|(i, c)| changes::changes(c, grid, texts.get(i..i + 2).unwrap_or_default(), words, options))
        .collect();
    LedgerView {
        lang: words.tag(),
        title: options.title.clone().unwrap_or_else(|| words.get("ledger-title")),
        authors: options.authors.clone(),
        logo: options.logo.as_ref().and_then(crate::Logo::data_uri),
        texts: heads
            .into_iter()
            .zip(&ledger.texts)
            .map(|(head, t)| LedgerText {
                short: head.date.clone().unwrap_or_else(|| head.file.clone()),
                sha256: t.document.source.sha256.clone(),
                head,
            })
            .collect(),
        rows,
        concerns: concerns.to_vec(),
        effects: changes::effects(words),
        steps,
        threads,
        notices: ledger.diagnostics.iter().map(|d| typography::nbsp(&d.message)).collect(),
        grid: format!("{} {}", grid.id, grid.version),
        grid_sha256: grid.sha256.clone(),
        ocr: changes::ocr(texts, words),
        program: format!("{} {}", ledger.program.name, ledger.program.version),
        options: head::used(&ledger.options, options),
    }
}
