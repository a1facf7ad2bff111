//! The whole text, block by block and clause by clause, with what the margin says of each.

use std::collections::BTreeMap;

use glose_model::{Block, BlockKind, Clause, Polarity};
use serde::Serialize;

use crate::context::{Context, Origin, own};
use crate::named::{Named, key};
use crate::segments::{Call, Mark, Segment, annotated, cells, segments};
use crate::{Disordered, typography};

/// A block of the text, or a run of table rows.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GlossItem {
    /// `heading`, `para`, `item`, `note`, `box`, `table`, `head`.
    pub(crate) shape: &'static str,
    pub(crate) block: String,
    /// Depth of a heading or list item, 1 the outermost.
    pub(crate) level: u8,
    /// The page that begins with this item.
    pub(crate) page: Option<u32>,
    /// The block's own text, where it has no clause.
    pub(crate) text: String,
    /// Mark of a note.
    pub(crate) mark: Option<String>,
    /// Words before the first clause that are in none: « Objet : ».
    pub(crate) lead: String,
    pub(crate) clauses: Vec<GlossClause>,
    pub(crate) rows: Vec<GlossRow>,
    /// 1-based number of a table.
    pub(crate) number: usize,
}

/// A row of a table.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GlossRow {
    pub(crate) header: bool,
    pub(crate) cells: Vec<Vec<Segment>>,
    pub(crate) clause: Option<GlossClause>,
}

/// A clause with its margin.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct GlossClause {
    pub(crate) id: String,
    pub(crate) segments: Vec<Segment>,
    pub(crate) concerns: Vec<Named>,
    pub(crate) modality: String,
    pub(crate) modality_label: String,
    pub(crate) polarity: String,
    pub(crate) polarity_label: String,
    pub(crate) reason: Option<String>,
    /// Numbers and identifiers of the points that quote it.
    pub(crate) points: Vec<(usize, String)>,
    /// Words elsewhere that gave it a concern or its force.
    pub(crate) origins: Vec<Origin>,
    /// Whether the margin has anything to say.
    pub(crate) silent: bool,
    /// Whether the file holds its words in another order.
    pub(crate) disordered: bool,
}

/// The text of `context` with its margin.
pub(crate) fn gloss(context: &Context<'_>, disordered: &Disordered) -> Vec<GlossItem> {
    let mut of_block: BTreeMap<&str, Vec<&Clause>> = BTreeMap::new();
    for clause in &context.analysis.clauses {
        if let Some(block) = clause.blocks.first() {
            of_block.entry(block).or_default().push(clause);
        }
    }
    let mut points: BTreeMap<&str, Vec<(usize, String)>> = BTreeMap::new();
    for (i, (_, finding)) in context.points.iter().enumerate() {
        for id in finding.clauses.iter().chain(&finding.exceptions) {
            let list = points.entry(id).or_default();
            if list.last().is_none_or(|(n, _)| *n != i + 1) {
                list.push((i + 1, finding.id.clone()));
            }
        }
    }
    let mut out: Vec<GlossItem> = Vec::new();
    let (mut page, mut tables) = (None, 0);
    for block in context.document.body() {
        let begins = block.page.filter(|p| page.is_none_or(|before| before < *p));
        page = begins.or(page);
        let clauses: Vec<GlossClause> = of_block
            .get(block.id.as_str())
            .into_iter()
            .flatten()
            .map(|c| GlossClause {
                disordered: disordered.contains(&c.id),
                ..clause_of(context, c, points.get(c.id.as_str()).cloned().unwrap_or_default())
            })
            .collect();
        let shape = shape(block.kind);
        if shape == "table" {
            let row = row(block, clauses);
            match out.last_mut() {
                Some(table) if table.shape == "table" && begins.is_none() => table.rows.push(row),
                _ => {
                    tables += 1;
                    out.push(GlossItem { rows: vec![row], number: tables, ..item(block, shape, begins) });
                }
            }
            continue;
        }
        let first = of_block.get(block.id.as_str()).and_then(|list| list.first());
        let lead = first.filter(|_| block.kind != BlockKind::Footnote).map_or("", |c| lead(block, c));
        out.push(GlossItem { clauses, lead: typography::nbsp(lead), ..item(block, shape, begins) });
    }
    out
}

/// The words of a block before its first clause.
pub(crate) fn lead<'b>(block: &'b Block, first: &Clause) -> &'b str {
    let before = crate::quotes::locate(block, first).and_then(|at| block.text.char_indices().nth(at));
    before.map_or("", |(at, _)| block.text[..at].trim())
}

fn item(block: &Block, shape: &'static str, page: Option<u32>) -> GlossItem {
    GlossItem {
        shape,
        block: block.id.clone(),
        level: block.level.unwrap_or(1).clamp(1, 6),
        page,
        text: typography::nbsp(&block.text),
        lead: String::new(),
        mark: (block.kind == BlockKind::Footnote).then(|| block.number.clone()).flatten(),
        clauses: Vec::new(),
        rows: Vec::new(),
        number: 0,
    }
}

fn shape(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::ListItem => "item",
        BlockKind::TableRow | BlockKind::TableHeader => "table",
        BlockKind::Footnote => "note",
        BlockKind::Box => "box",
        BlockKind::Paragraph | BlockKind::Object | BlockKind::Visa => "para",
        _ => "head",
    }
}

fn row(block: &Block, mut clauses: Vec<GlossClause>) -> GlossRow {
    let header = block.kind == BlockKind::TableHeader;
    let whole = segments(&block.text, &[]);
    let clause = if clauses.is_empty() { None } else { Some(clauses.remove(0)) };
    let cut = cells(clause.as_ref().map_or(whole, |c| c.segments.clone()));
    // A clause that holds only part of the row would leave cells out: the block's own then.
    let cells =
        if cut.len() < block.cells.len() { block.cells.iter().map(|c| segments(c, &[])).collect() } else { cut };
    GlossRow { header, cells, clause }
}

/// The calls to notes inside a clause.
fn calls(context: &Context<'_>, clause: &Clause) -> Vec<Call> {
    let Some((block, at)) = context.home(clause) else { return Vec::new() };
    let end = at + clause.text.chars().count();
    let inside = block.calls.iter().filter(|c| at < c.at && c.at <= end);
    let mark = |note: &str| context.document.block(note).and_then(|b| b.number.clone());
    inside.filter_map(|c| Some((c.at - at, mark(&c.note)?, c.note.clone()))).collect()
}

fn clause_of(context: &Context<'_>, clause: &Clause, points: Vec<(usize, String)>) -> GlossClause {
    let words = context.words;
    let mut marks: Vec<Mark> =
        clause.concerns.iter().flat_map(|t| own(&t.evidence)).map(|e| (e.start, e.end, "t")).collect();
    let mut origins: Vec<Origin> = Vec::new();
    let mut elsewhere = |list: &[glose_model::Evidence]| {
        // A list item stands under its stem: there is no need to say where that is.
        let under = |e: &&glose_model::Evidence| e.clause.is_none() || e.clause != clause.stem;
        let first = list.first().filter(|_| own(list).next().is_none()).filter(under);
        origins.extend(first.and_then(|e| context.origin(e)).filter(|o| !origins.contains(o)));
    };
    clause.concerns.iter().for_each(|t| elsewhere(&t.evidence));
    if !clause.concerns.is_empty() {
        elsewhere(&clause.modality_evidence);
        marks.extend(own(&clause.modality_evidence).map(|e| (e.start, e.end, "f")));
        marks.extend(clause.attenuators.iter().map(|s| (s.start, s.end, "a")));
        marks.extend(clause.intensifiers.iter().map(|s| (s.start, s.end, "i")));
    }
    marks.extend(context.doubts(clause));
    let (modality, polarity) = (key(&clause.modality), key(&clause.polarity));
    GlossClause {
        id: clause.id.clone(),
        segments: annotated(&clause.text, &marks, calls(context, clause)),
        concerns: clause.concerns.iter().map(|t| context.concern(&t.id)).collect(),
        modality_label: words.get(&format!("modality-{modality}")),
        polarity_label: words.get(&format!("polarity-{polarity}")),
        modality,
        silent: clause.concerns.is_empty() && clause.polarity == Polarity::Neutre && points.is_empty(),
        disordered: false,
        polarity,
        reason: clause.polarity_reason.as_ref().map(|r| context.tight(&r.why)),
        points,
        origins,
    }
}
