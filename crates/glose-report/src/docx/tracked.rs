//! The new text with tracked changes against the old: accepting all of them gives the new text,
//! refusing all of them gives back the old, blocks without clauses (headings, labels) included.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use glose_model::{Block, BlockKind, Clause, Comparison, DiffKind, Document, Pair, Relation};

use super::comments::Comments;
use super::xml::{Look, deleted_run, paragraph, run};
use crate::gloss::lead;

/// What stands at a place of a text: a clause, or words that are in none (a heading, a label, « Objet : »).
#[derive(Clone, Copy)]
enum Unit<'a> {
    Clause(&'a Clause),
    Words(BlockKind, &'a str),
}

/// A text as its units, each with the block it stands in.
struct Side<'a> {
    units: Vec<(Unit<'a>, Option<&'a Block>)>,
    at: BTreeMap<&'a str, usize>,
}

impl<'a> Side<'a> {
    fn new(document: Option<&'a Document>, clauses: &'a [Clause]) -> Self {
        let mut of_block: BTreeMap<&str, Vec<&Clause>> = BTreeMap::new();
        for clause in clauses {
            of_block.entry(clause.blocks.first().map_or("", String::as_str)).or_default().push(clause);
        }
        let mut units: Vec<(Unit<'_>, Option<&Block>)> = Vec::new();
        let blocks = document.map(|d| d.blocks.as_slice()).unwrap_or_default();
        for block in blocks.iter().filter(|b| b.kind != BlockKind::Furniture) {
            match of_block.remove(block.id.as_str()) {
                Some(clauses) => {
                    let lead = clauses.first().map_or("", |c| lead(block, c));
                    units.extend((!lead.is_empty()).then_some((Unit::Words(block.kind, lead), Some(block))));
                    units.extend(clauses.into_iter().map(|c| (Unit::Clause(c), Some(block))));
                }
                None => units.push((Unit::Words(block.kind, &block.text), Some(block))),
            }
        }
        // Clauses whose block is not there come last rather than not at all.
        units.extend(of_block.into_values().flatten().map(|c| (Unit::Clause(c), None)));
        let at = units.iter().enumerate().filter_map(|(i, (unit, _))| match unit {
            Unit::Clause(clause) => Some((clause.id.as_str(), i)),
            Unit::Words(..) => None,
        });
        Self { at: at.collect(), units }
    }
}

/// The paragraphs of the new text, with what came and went.
pub(crate) fn body(
    comparison: &Comparison,
    old: Option<&Document>,
    new: Option<&Document>,
    comments: &Comments,
) -> String {
    let old = Side::new(old, &comparison.old.clauses);
    let new = Side::new(new, &comparison.new.clauses);
    let links = links(comparison, &old, &new);
    let mut out = Writer { comments, revision: Cell::new(0), text: String::new(), open: None };
    // Old units that are shown where their new ones stand.
    let shown: BTreeSet<usize> = links.iter().flat_map(|l| l.old.iter().copied()).collect();
    let hidden: BTreeSet<usize> = links.iter().flat_map(|l| l.new.iter().copied().skip(1)).collect();
    let by_new: BTreeMap<usize, &Link<'_>> = links.iter().filter_map(|l| Some((*l.new.first()?, l))).collect();
    let mut next = 0;
    for (i, (unit, block)) in new.units.iter().enumerate() {
        if hidden.contains(&i) {
            continue;
        }
        let link = by_new.get(&i);
        if let Some(to) = link.and_then(|l| l.old.first().copied()) {
            out.gone(&old, next..to, &shown);
            next = next.max(to + 1);
        }
        let runs = match (link.map(|l| l.pair), unit) {
            (Some(Some(pair)), _) => out.changed(pair, &old, &new),
            (Some(None), unit) => run(text_of(*unit), Look::PLAIN),
            (None, unit) => out.mark("ins", &run(text_of(*unit), Look::PLAIN)),
        };
        out.push(*block, &runs, link.is_none());
    }
    out.gone(&old, next..old.units.len(), &shown);
    out.close();
    out.text
}

fn text_of<'a>(unit: Unit<'a>) -> &'a str {
    match unit {
        Unit::Clause(clause) => &clause.text,
        Unit::Words(_, words) => words,
    }
}

/// Units of both texts that stand for each other and keep their order.
struct Link<'a> {
    old: Vec<usize>,
    new: Vec<usize>,
    /// None for words outside clauses that read the same in both.
    pair: Option<&'a Pair>,
}

fn links<'a>(comparison: &'a Comparison, old: &Side<'a>, new: &Side<'a>) -> Vec<Link<'a>> {
    let places =
        |ids: &[String], side: &Side<'_>| ids.iter().filter_map(|id| side.at.get(id.as_str()).copied()).collect();
    let pairs = comparison.pairs.iter().filter(|p| p.relation != Relation::Moved);
    let pairs = pairs.map(|p| Link { old: places(&p.old, old), new: places(&p.new, new), pair: Some(p) });
    let mut all: Vec<Link<'_>> = pairs.filter(|l| in_a_row(&l.old) && in_a_row(&l.new)).collect();
    let mut free: BTreeMap<(BlockKind, &str), Vec<usize>> = BTreeMap::new();
    for (i, (unit, _)) in old.units.iter().enumerate().rev() {
        if let Unit::Words(kind, words) = unit {
            free.entry((*kind, *words)).or_default().push(i);
        }
    }
    for (i, (unit, _)) in new.units.iter().enumerate() {
        let Unit::Words(kind, words) = unit else { continue };
        if let Some(at) = free.get_mut(&(*kind, *words)).and_then(Vec::pop) {
            all.push(Link { old: vec![at], new: vec![i], pair: None });
        }
    }
    all.sort_by(|a, b| a.new.cmp(&b.new));
    let order: Vec<usize> = all.iter().filter_map(|l| l.old.first().copied()).collect();
    let kept: BTreeSet<usize> = rising(&order).into_iter().collect();
    all.into_iter().enumerate().filter(|(i, _)| kept.contains(i)).map(|(_, l)| l).collect()
}

/// Whether the places follow each other, and there are some: only such clauses make one run.
fn in_a_row(places: &[usize]) -> bool {
    !places.is_empty() && places.windows(2).all(|w| w[0] + 1 == w[1])
}

/// The paragraph that is being written.
struct Open<'a> {
    block: Option<&'a Block>,
    runs: String,
    /// Whether all of it is new, so that refusing the changes leaves no empty paragraph.
    new: bool,
}

struct Writer<'a> {
    comments: &'a Comments,
    revision: Cell<usize>,
    text: String,
    open: Option<Open<'a>>,
}

impl<'a> Writer<'a> {
    fn next_id(&self) -> usize {
        self.revision.set(self.revision.get() + 1);
        100_000 + self.revision.get()
    }

    fn mark(&self, element: &str, runs: &str) -> String {
        if runs.is_empty() {
            return String::new();
        }
        let id = self.next_id();
        format!("<w:{element} w:id=\"{id}\" {}>{runs}</w:{element}>", self.comments.signature())
    }

    /// The mark of a paragraph that came or went whole.
    fn paragraph_mark(&self, element: &str) -> String {
        format!("<w:rPr><w:{element} w:id=\"{}\" {}/></w:rPr>", self.next_id(), self.comments.signature())
    }

    /// Adds runs to the paragraph of `block`, a new one where another is open.
    fn push(&mut self, block: Option<&'a Block>, runs: &str, new: bool) {
        let same = |o: &Open<'_>| o.block.map(|b| b.id.as_str()) == block.map(|b| b.id.as_str());
        if !self.open.as_ref().is_some_and(same) {
            self.close();
            self.open = Some(Open { block, runs: String::new(), new: true });
        }
        let space = if new { self.mark("ins", &run(" ", Look::PLAIN)) } else { run(" ", Look::PLAIN) };
        if let Some(open) = &mut self.open {
            if !open.runs.is_empty() {
                open.runs.push_str(&space);
            }
            open.runs.push_str(runs);
            open.new &= new;
        }
    }

    fn close(&mut self) {
        if let Some(Open { block, runs, new }) = self.open.take() {
            let mark = if new { self.paragraph_mark("ins") } else { String::new() };
            let text = styled(block, &mark, &runs);
            self.text.push_str(&text);
        }
    }

    /// The old units of `range` that are shown nowhere else, as gone from here, a paragraph a block.
    fn gone(&mut self, old: &Side<'_>, range: std::ops::Range<usize>, shown: &BTreeSet<usize>) {
        let units: Vec<usize> = range.filter(|i| !shown.contains(i)).collect();
        if units.is_empty() {
            return;
        }
        self.close();
        let block = |i: &usize| old.units.get(*i).and_then(|u| u.1).map(|b| b.id.as_str());
        for group in units.chunk_by(|a, b| block(a).is_some() && block(a) == block(b)) {
            let units: Vec<_> = group.iter().filter_map(|i| old.units.get(*i)).collect();
            let text = units.iter().map(|u| text_of(u.0)).collect::<Vec<_>>().join(" ");
            let runs = self.mark("del", &deleted_run(&text, Look::PLAIN));
            let mark = self.paragraph_mark("del");
            self.text.push_str(&styled(units.first().and_then(|u| u.1), &mark, &runs));
        }
    }

    /// The clauses of a pair: plain where nothing changed, else what went and what came.
    fn changed(&self, pair: &Pair, old: &Side<'_>, new: &Side<'_>) -> String {
        let join = |ids: &[String], side: &Side<'_>| {
            let units = ids.iter().filter_map(|id| side.units.get(*side.at.get(id.as_str())?));
            units.map(|u| text_of(u.0)).collect::<Vec<_>>().join(" ")
        };
        let (old, new) = (join(&pair.old, old), join(&pair.new, new));
        if old == new {
            return run(&new, Look::PLAIN);
        }
        let (before, after): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
        let covers = pair.diff.last().is_some_and(|op| op.old[1] == before.len() && op.new[1] == after.len());
        if !covers {
            return self.mark("del", &deleted_run(&old, Look::PLAIN)) + &self.mark("ins", &run(&new, Look::PLAIN));
        }
        let part =
            |chars: &[char], [from, to]: [usize; 2]| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
        let mut out = String::new();
        for op in &pair.diff {
            let (went, came) = (part(&before, op.old), part(&after, op.new));
            if op.op == DiffKind::Equal && went == came {
                out.push_str(&run(&came, Look::PLAIN));
                continue;
            }
            out.push_str(&self.mark("del", &deleted_run(&went, Look::PLAIN)));
            out.push_str(&self.mark("ins", &run(&came, Look::PLAIN)));
        }
        out
    }
}

/// A paragraph as its block looks; `mark` is what happened to the whole of it.
fn styled(block: Option<&Block>, mark: &str, runs: &str) -> String {
    let Some(block) = block else { return paragraph("", mark, runs) };
    let level = usize::from(block.level.unwrap_or(1));
    let (style, list) = match block.kind {
        BlockKind::Title => ("Heading2".to_owned(), String::new()),
        BlockKind::Heading => (format!("Heading{}", (level + 1).clamp(2, 4)), String::new()),
        BlockKind::ListItem => (
            "ListParagraph".to_owned(),
            format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr>", level.clamp(1, 4) - 1),
        ),
        BlockKind::Footnote => ("FootnoteText".to_owned(), String::new()),
        BlockKind::Paragraph | BlockKind::Box | BlockKind::TableRow | BlockKind::TableHeader => {
            (String::new(), String::new())
        }
        _ => ("Letterhead".to_owned(), String::new()),
    };
    paragraph(&style, &format!("{list}{mark}"), runs)
}

/// Indices of a longest rising run of `values` (not necessarily side by side), by patience.
fn rising(values: &[usize]) -> Vec<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (i, value) in values.iter().enumerate() {
        let at = tails.partition_point(|t| values.get(*t).is_some_and(|v| v < value));
        before.push(at.checked_sub(1).and_then(|b| tails.get(b).copied()));
        if at == tails.len() {
            tails.push(i);
        } else if let Some(tail) = tails.get_mut(at) {
            *tail = i;
        }
    }
    let mut out = Vec::new();
    let mut at = tails.last().copied();
    while let Some(i) = at {
        out.push(i);
        at = before.get(i).copied().flatten();
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn the_longest_rising_run_is_kept() {
        assert_eq!(rising(&[3, 0, 1, 5, 2, 4]), [1, 2, 4, 5]);
        assert_eq!(rising(&[]), [] as [usize; 0]);
    }
}
