//! A comparison: the annex of changes, then the new text with tracked changes against the old.

use std::collections::{BTreeMap, BTreeSet};

use glose_model::{Block, BlockKind, Clause, Comparison, DiffKind, GridHead, Pair, Relation};

use super::comments::Comments;
use super::package::{self, Parts, text_width};
use super::xml::{Look, cell, deleted_run, paragraph, row, run, table};
use super::{annex_form, author, colon};
use crate::changes::{self, Changes, Side};
use crate::typography::capitalised;
use crate::words::Words;
use crate::{Form, ReportError, ReportOptions, TextOf, templates};

/// The file's bytes. Accepting every change gives the new text, refusing every one gives the old.
pub(crate) fn changes_docx(
    comparison: &Comparison,
    texts: &[TextOf<'_>],
    grid: &GridHead,
    options: &ReportOptions,
) -> Result<Vec<u8>, ReportError> {
    let words = templates::words(options)?;
    let view = changes::changes(comparison, grid, texts, &words, options);
    let date = options.date.as_deref().or(comparison.new.document.meta.date.as_deref());
    let comments = Comments::new(author(options), date);
    let mut body = paragraph("Title", "", &run(&capitalised(&view.title), Look::PLAIN));
    let kicker = words.get("compare-kicker");
    let subtitle = view.authors.as_ref().map_or(kicker.clone(), |a| format!("{kicker} – {a}"));
    body.push_str(&paragraph("Subtitle", "", &run(&subtitle, Look::PLAIN)));
    if options.form == Form::Annexe {
        body.push_str(&summary(&view, &words));
    }
    body.push_str(&paragraph("Heading1", "", &run(&words.get("docx-tracked"), Look::PLAIN)));
    body.push_str(&paragraph("", "", &run(&words.get("docx-tracked-help"), Look::SOFT)));
    let document = texts.get(1).map(|t| t.document);
    let blocks = document.map(|d| d.blocks.as_slice()).unwrap_or_default();
    body.push_str(&Tracked::new(comparison, blocks, &comments).body());
    body.push_str(&colophon(&view, &words));
    package::package(&Parts {
        title: &view.title,
        author: author(options),
        header: [&capitalised(&view.title), &kicker],
        footer: &view.program,
        program: &view.program,
        lang: view.lang,
        date,
        body,
        comments: &comments,
        landscape: false,
        logo: options.logo.as_ref(),
    })
}

fn colophon(view: &Changes, words: &Words) -> String {
    let mut out = paragraph("Heading1", "", &run(&words.get("colophon"), Look::PLAIN));
    let [old, new] = &view.sha;
    for line in [
        words.get("compare-colophon"),
        format!("{}{}{}", words.get("colophon-program"), colon(words), view.program),
        format!("{}{}{}", words.get("colophon-grid"), colon(words), view.grid),
        format!("{}{}{} (SHA-256 {old})", words.get("compare-old"), colon(words), view.old.file),
        format!("{}{}{} (SHA-256 {new})", words.get("compare-new"), colon(words), view.new.file),
    ] {
        out.push_str(&paragraph("Small", "", &run(&line, Look::PLAIN)));
    }
    out
}

/// Advances, setbacks, what to watch: before | after | analysis | what to ask for.
fn summary(view: &Changes, words: &Words) -> String {
    let all = text_width(false);
    let widths = [all * 31 / 100, all * 31 / 100, all * 22 / 100, all - all * 31 / 100 * 2 - all * 22 / 100];
    let mut out = String::new();
    for section in &view.summary {
        let title = format!("{} ({})", section.title, section.lines.len());
        out.push_str(&paragraph("Heading1", "", &run(&title, Look::PLAIN)));
        if section.lines.is_empty() {
            out.push_str(&paragraph("", "", &run(&section.empty, Look::SOFT)));
            continue;
        }
        let header: String = ["was", "is", "docx-analysis", "docx-request"]
            .iter()
            .zip(widths)
            .map(|(key, w)| {
                cell(w, 1, annex_form::shade(section.tone), &paragraph("", "", &run(&words.get(key), Look::BOLD)))
            })
            .collect();
        let mut rows = row(true, true, &header);
        for line in &section.lines {
            let side = |side: &Option<Side>, absent: &str| match side {
                None => paragraph("", "", &run(&words.get(absent), Look { italic: true, ..Look::SOFT })),
                Some(side) => {
                    let mut runs = String::new();
                    for segment in &side.segments {
                        let look = if segment.class.is_empty() { Look::PLAIN } else { Look::TRIGGER };
                        runs.push_str(&run(&segment.text, look));
                    }
                    paragraph("Quote", "", &(runs + &run(&format!(" ({})", side.place), Look::SOFT)))
                }
            };
            let concerns: Vec<&str> = line.concerns.iter().map(|c| c.label.as_str()).collect();
            let mut analysis = paragraph("", "", &run(&line.label, Look::PLAIN));
            if !concerns.is_empty() {
                analysis.push_str(&paragraph("", "", &run(&concerns.join(", "), Look::SOFT)));
            }
            let contents = [side(&line.old, "absent-old"), side(&line.new, "absent-new"), analysis, String::new()];
            let cells: String = contents.iter().zip(widths).map(|(c, w)| cell(w, 1, "", c)).collect();
            rows.push_str(&row(false, false, &cells));
        }
        out.push_str(&table(&widths, &rows));
    }
    out
}

/// The new text, block by block, with what came and went.
struct Tracked<'a> {
    comparison: &'a Comparison,
    blocks: &'a [Block],
    comments: &'a Comments,
    old: BTreeMap<&'a str, (usize, &'a Clause)>,
    new: BTreeMap<&'a str, &'a Clause>,
    revision: std::cell::Cell<usize>,
}

/// What stands at a place of the tracked text.
enum Piece<'a> {
    /// Old clauses that are gone from here.
    Gone(Vec<&'a Clause>),
    /// A pair that stands on both sides, or only in the new text.
    Here(&'a Pair),
}

impl<'a> Tracked<'a> {
    fn new(comparison: &'a Comparison, blocks: &'a [Block], comments: &'a Comments) -> Self {
        Self {
            comparison,
            blocks,
            comments,
            old: comparison.old.clauses.iter().enumerate().map(|(i, c)| (c.id.as_str(), (i, c))).collect(),
            new: comparison.new.clauses.iter().map(|c| (c.id.as_str(), c)).collect(),
            revision: std::cell::Cell::new(0),
        }
    }

    fn mark(&self, element: &str, runs: &str) -> String {
        if runs.is_empty() {
            return String::new();
        }
        let id = self.next_id();
        format!("<w:{element} w:id=\"{id}\" {}>{runs}</w:{element}>", self.comments.signature())
    }

    fn next_id(&self) -> usize {
        self.revision.set(self.revision.get() + 1);
        100_000 + self.revision.get()
    }

    /// Index in the old text of the first clause of a pair that keeps its order, else `None`.
    fn kept(&self) -> BTreeMap<&'a str, usize> {
        let both = self.comparison.pairs.iter().filter(|p| !p.new.is_empty() && p.relation != Relation::Moved);
        let placed: Vec<(&str, usize)> =
            both.filter_map(|p| Some((p.id.as_str(), self.old.get(p.old.first()?.as_str())?.0))).collect();
        let order: Vec<usize> = placed.iter().map(|p| p.1).collect();
        rising(&order).into_iter().filter_map(|i| placed.get(i).copied()).collect()
    }

    fn pieces(&self) -> Vec<Piece<'a>> {
        let kept = self.kept();
        // Clauses of kept pairs are shown where they are; every other old clause is shown as gone
        // from its place in the old order.
        let shown: BTreeSet<&str> = self
            .comparison
            .pairs
            .iter()
            .filter(|p| kept.contains_key(p.id.as_str()))
            .flat_map(|p| p.old.iter().map(String::as_str))
            .collect();
        let mut out = Vec::new();
        let mut next = 0;
        let gone = |to: usize, next: &mut usize, out: &mut Vec<Piece<'a>>| {
            let range = self.comparison.old.clauses.get(*next..to.max(*next)).unwrap_or_default();
            let list: Vec<&Clause> = range.iter().filter(|c| !shown.contains(c.id.as_str())).collect();
            if !list.is_empty() {
                out.push(Piece::Gone(list));
            }
            *next = (*next).max(to);
        };
        for pair in self.comparison.pairs.iter().filter(|p| !p.new.is_empty()) {
            if let Some(at) = kept.get(pair.id.as_str()) {
                gone(*at, &mut next, &mut out);
            }
            out.push(Piece::Here(pair));
        }
        gone(self.comparison.old.clauses.len(), &mut next, &mut out);
        out
    }

    fn body(&self) -> String {
        let kept = self.kept();
        let index: BTreeMap<&str, usize> = self.blocks.iter().enumerate().map(|(i, b)| (b.id.as_str(), i)).collect();
        let mut out = String::new();
        let mut next_block = 0;
        let mut open: Option<(usize, String)> = None;
        let close = |open: &mut Option<(usize, String)>, out: &mut String| {
            if let Some((block, runs)) = open.take() {
                out.push_str(&self.styled(self.blocks.get(block), &runs));
            }
        };
        for piece in self.pieces() {
            match piece {
                Piece::Gone(clauses) => {
                    close(&mut open, &mut out);
                    for clause in clauses {
                        let id = self.next_id();
                        let mark = format!("<w:rPr><w:del w:id=\"{id}\" {}/></w:rPr>", self.comments.signature());
                        let runs = self.mark("del", &deleted_run(&clause.text, Look::PLAIN));
                        out.push_str(&paragraph("", &mark, &runs));
                    }
                }
                Piece::Here(pair) => {
                    let first = pair.new.first().and_then(|id| self.new.get(id.as_str()));
                    let block = first.and_then(|c| c.blocks.first()).and_then(|b| index.get(b.as_str()).copied());
                    let block = block.unwrap_or(next_block.max(1) - 1);
                    if open.as_ref().is_none_or(|(b, _)| *b != block) {
                        close(&mut open, &mut out);
                        // Blocks without clauses on the way: headings, labels, the head.
                        for skipped in self.blocks.get(next_block..block).unwrap_or_default() {
                            let clauseless =
                                !self.comparison.new.clauses.iter().any(|c| c.blocks.contains(&skipped.id));
                            if clauseless && skipped.kind != BlockKind::Furniture {
                                out.push_str(&self.styled(Some(skipped), &run(&skipped.text, Look::PLAIN)));
                            }
                        }
                        next_block = next_block.max(block + 1);
                        open = Some((block, String::new()));
                    }
                    let runs = self.pair_runs(pair, kept.contains_key(pair.id.as_str()));
                    if let Some((_, text)) = &mut open {
                        if !text.is_empty() {
                            text.push_str(&run(" ", Look::PLAIN));
                        }
                        text.push_str(&runs);
                    }
                }
            }
        }
        close(&mut open, &mut out);
        for rest in self.blocks.get(next_block..).unwrap_or_default() {
            let clauseless = !self.comparison.new.clauses.iter().any(|c| c.blocks.contains(&rest.id));
            if clauseless && rest.kind != BlockKind::Furniture {
                out.push_str(&self.styled(Some(rest), &run(&rest.text, Look::PLAIN)));
            }
        }
        out
    }

    fn styled(&self, block: Option<&Block>, runs: &str) -> String {
        let Some(block) = block else { return paragraph("", "", runs) };
        let style = match block.kind {
            BlockKind::Title => "Subtitle".to_owned(),
            BlockKind::Heading => format!("Heading{}", (block.level.unwrap_or(1) + 1).clamp(2, 4)),
            BlockKind::ListItem => "ListParagraph".to_owned(),
            BlockKind::Footnote => "FootnoteText".to_owned(),
            _ => String::new(),
        };
        let bullet = if block.kind == BlockKind::ListItem { run("– ", Look::PLAIN) } else { String::new() };
        paragraph(&style, "", &(bullet + runs))
    }

    /// The clauses of a pair: plain where nothing changed, else what went and what came.
    fn pair_runs(&self, pair: &Pair, kept: bool) -> String {
        let join = |texts: Vec<&str>| texts.join(" ");
        let new = join(pair.new.iter().filter_map(|id| self.new.get(id.as_str())).map(|c| c.text.as_str()).collect());
        if !kept {
            return self.mark("ins", &run(&new, Look::PLAIN));
        }
        let old = join(pair.old.iter().filter_map(|id| self.old.get(id.as_str())).map(|c| c.1.text.as_str()).collect());
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
            if op.op == DiffKind::Equal {
                out.push_str(&run(&part(&after, op.new), Look::PLAIN));
                continue;
            }
            out.push_str(&self.mark("del", &deleted_run(&part(&before, op.old), Look::PLAIN)));
            out.push_str(&self.mark("ins", &run(&part(&after, op.new), Look::PLAIN)));
        }
        out
    }
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
