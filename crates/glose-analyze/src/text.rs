//! A text being read: everything that tags, polarity and checks look at.

use glose_french::{Context, Force, Place, ReferenceContext, TextKind, Words, force};
use glose_grid::{Grid, Reading};
use glose_model::messages::Lang;
use glose_model::{BlockKind, Clause, Document, Evidence};
use rustc_hash::FxHashMap;

use crate::clauses::{self, Setting};
use crate::stems::Stems;
use crate::values;

/// A text being read against a grid.
pub(crate) struct Text<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// The grid.
    pub(crate) grid: &'a Grid,
    /// The language of reasons.
    pub(crate) lang: Lang,
    /// Its clauses, in reading order.
    pub(crate) clauses: Vec<Clause>,
    /// Where each clause stands.
    pub(crate) settings: Vec<Setting>,
    /// Which terms of the grid match in each clause.
    pub(crate) readings: Vec<Reading>,
    /// The words of each clause.
    pub(crate) stems: Vec<Stems>,
    /// The force of each clause.
    pub(crate) forces: Vec<Force>,
    /// How each clause leans on the one before.
    pub(crate) leans: Vec<Option<glose_french::AnaphoraKind>>,
    /// Which terms of the grid match in each heading, by index of the block.
    pub(crate) headings: FxHashMap<usize, Reading>,
    /// The words of each heading, by index of the block.
    pub(crate) heading_stems: FxHashMap<usize, Stems>,
    /// The clauses under the same heading, for each clause.
    sections: Vec<std::ops::Range<usize>>,
    /// Which terms of the grid match in the title and the object, or else in how the text opens.
    pub(crate) title: Vec<Reading>,
}

/// Blocks with which a text without a title opens.
const OPENING: usize = 3;

impl<'a> Text<'a> {
    /// Cuts the document into clauses and reads each: force, values, terms of the grid.
    pub(crate) fn new(document: &'a Document, grid: &'a Grid, lang: Lang) -> Self {
        Self::read_by(document, grid, lang, &mut |words, context| force(words, context))
    }

    /// The same, the force of each clause given by `force`.
    pub(crate) fn read_by(
        document: &'a Document,
        grid: &'a Grid,
        lang: Lang,
        force: &mut dyn FnMut(&Words<'_>, &Context<'_>) -> Force,
    ) -> Self {
        let (mut clauses, settings) = clauses::clauses(document);
        let (mut headings, mut heading_stems) = (FxHashMap::default(), FxHashMap::default());
        let mut heading_words: FxHashMap<usize, Vec<String>> = FxHashMap::default();
        let mut title = Vec::new();
        for (i, block) in document.blocks.iter().enumerate() {
            match block.kind {
                BlockKind::Heading => {
                    let words = Words::new(&block.text);
                    let stems = Stems::of_heading(&words);
                    headings.insert(i, grid.read(&words));
                    heading_words.insert(i, stems.0.iter().map(|w| w.stem.clone()).collect());
                    heading_stems.insert(i, stems);
                }
                BlockKind::Title | BlockKind::Object => title.push(grid.read(&Words::new(&block.text))),
                _ => {}
            }
        }
        if title.is_empty() {
            // A text that says no title begins with what it is about.
            title.extend(document.blocks.iter().take(OPENING).map(|block| grid.read(&Words::new(&block.text))));
        }
        let mut readings = Vec::with_capacity(clauses.len());
        let mut stems = Vec::with_capacity(clauses.len());
        let mut forces: Vec<Force> = Vec::with_capacity(clauses.len());
        let mut leans = Vec::with_capacity(clauses.len());
        let mut references = ReferenceContext::default();
        let kind = if document.meta.kind.is_none() { TextKind::Norm } else { TextKind::Instruction };
        for (i, clause) in clauses.iter_mut().enumerate() {
            let text = std::mem::take(&mut clause.text);
            let words = Words::new(&text);
            let setting = settings.get(i);
            let block = setting.and_then(|s| document.blocks.get(s.block));
            let context = Context {
                stem: setting.and_then(|s| s.stem).and_then(|s| forces.get(s)),
                place: block.map_or(Place::Body, |b| place(b.kind)),
                text: kind,
                previous: setting.and_then(|s| s.before).and_then(|p| forces.get(p)),
                heading: setting
                    .and_then(|s| s.headings.last())
                    .and_then(|h| heading_words.get(h))
                    .map_or(&[], Vec::as_slice),
            };
            if let Some(setting) = setting.filter(|_| block.is_some_and(|b| b.kind == BlockKind::TableRow)) {
                name_columns(document, setting.block, &mut references);
            }
            let found = force(&words, &context);
            fill_force(clause, &found);
            values::fill(clause, &words, &mut references);
            readings.push(grid.read(&words));
            stems.push(Stems::new(&words));
            leans.push(glose_french::anaphora(&words).map(|a| a.kind));
            forces.push(found);
            clause.text = text;
        }
        show_inherited(&mut clauses);
        let sections = sections(&settings);
        Self {
            document,
            grid,
            lang,
            clauses,
            settings,
            readings,
            stems,
            forces,
            leans,
            headings,
            heading_stems,
            sections,
            title,
        }
    }

    /// The clauses under the same heading as clause `i`, itself included.
    pub(crate) fn section_of(&self, i: usize) -> std::ops::Range<usize> {
        self.sections.get(i).cloned().unwrap_or(i..i + 1)
    }

    /// The kind of the block that clause `i` stands in.
    pub(crate) fn kind(&self, i: usize) -> BlockKind {
        let block = self.settings.get(i).and_then(|s| self.document.blocks.get(s.block));
        block.map_or(BlockKind::Paragraph, |b| b.kind)
    }
}

/// Runs of clauses under one heading.
fn sections(settings: &[Setting]) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::with_capacity(settings.len());
    let mut from = 0;
    while let Some(first) = settings.get(from) {
        let length = settings
            .get(from..)
            .unwrap_or(&[])
            .iter()
            .take_while(|s| s.headings.last() == first.headings.last())
            .count();
        let run = from..from + length.max(1);
        out.extend(std::iter::repeat_n(run.clone(), run.len()));
        from = run.end;
    }
    out
}

fn place(kind: BlockKind) -> Place {
    match kind {
        BlockKind::ListItem => Place::ListItem,
        BlockKind::TableRow => Place::TableRow,
        BlockKind::Footnote => Place::Footnote,
        BlockKind::Visa => Place::Visa,
        BlockKind::Object | BlockKind::Attachment => Place::Head,
        _ => Place::Body,
    }
}

fn fill_force(clause: &mut Clause, force: &Force) {
    clause.modality = force.modality;
    clause.modality_evidence = force
        .cues
        .iter()
        .map(|cue| Evidence {
            clause: if force.inherited { clause.stem.clone() } else { None },
            block: None,
            start: cue.span.start,
            end: cue.span.end,
            rule: cue.rule.clone(),
        })
        .collect();
    clause.actor = force.actor.map(|p| p.id.to_owned());
    clause.beneficiary = force.beneficiary.map(|p| p.id.to_owned());
    clause.attenuators = force.attenuators.iter().map(|c| c.span).collect();
    clause.intensifiers = force.intensifiers.iter().map(|c| c.span).collect();
}

/// A clause whose own words show no force has it from its stem, which is its evidence then; one
/// without a stem (a nominal order) has it as a whole.
fn show_inherited(clauses: &mut [Clause]) {
    for i in 0..clauses.len() {
        let Some(clause) = clauses.get(i) else { continue };
        if clause.modality == glose_model::Modality::Constat || !clause.modality_evidence.is_empty() {
            continue;
        }
        let stem = clause.stem.as_ref().and_then(|id| clauses.iter().take(i).find(|c| c.id == *id));
        let source = stem.unwrap_or(clause);
        let evidence = Evidence {
            clause: stem.map(|s| s.id.clone()),
            block: None,
            start: 0,
            end: source.text.chars().count(),
            rule: if stem.is_some() { "stem" } else { "nominal" }.to_owned(),
        };
        if let Some(clause) = clauses.get_mut(i) {
            clause.modality_evidence.push(evidence);
        }
    }
}

/// At the first row of a table, tells the reader of references which text each column speaks of:
/// « article 10 » under « Convention de Varsovie » is its article.
fn name_columns(document: &Document, row: usize, references: &mut ReferenceContext) {
    match row.checked_sub(1).and_then(|i| document.blocks.get(i)) {
        Some(before) if before.kind == BlockKind::TableRow => {}
        Some(before) if before.kind == BlockKind::TableHeader => {
            references.columns(&before.cells.iter().map(String::as_str).collect::<Vec<_>>());
        }
        _ => references.columns(&[]),
    }
}
