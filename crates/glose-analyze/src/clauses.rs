//! Clauses in their context, from whole blocks: sentences, list items, table rows, notes, visas.

use glose_french::sentences;
use glose_model::{Block, BlockKind, Clause, Document, Modality, Polarity};
use rustc_hash::FxHashMap;

/// Where a clause stands, beside what [`Clause`] tells its readers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Setting {
    /// Index of its block in the document.
    pub(crate) block: usize,
    /// Indices of the heading blocks above it, outermost first.
    pub(crate) headings: Vec<usize>,
    /// Index of the clause that is its stem.
    pub(crate) stem: Option<usize>,
    /// Index of the clause before it in the same section.
    pub(crate) before: Option<usize>,
    /// Whether it stands in an annex.
    pub(crate) annex: bool,
}

/// The clauses of a document, in reading order, and where each stands.
pub(crate) fn clauses(document: &Document) -> (Vec<Clause>, Vec<Setting>) {
    let mut cutter = Cutter::new(document);
    for index in 0..document.blocks.len() {
        cutter.block(index);
    }
    (cutter.clauses, cutter.settings)
}

struct Cutter<'a> {
    document: &'a Document,
    by_id: FxHashMap<&'a str, usize>,
    clauses: Vec<Clause>,
    settings: Vec<Setting>,
    /// Open headings with their level.
    headings: Vec<(u8, usize)>,
    /// The headings open where a note was called: a note at the foot of the page may stand under the next one.
    called: FxHashMap<&'a str, Vec<usize>>,
    /// Last clause of each block.
    last_of: FxHashMap<usize, usize>,
    /// The clause that introduces the table being read.
    table_stem: Option<usize>,
    /// Open stems of lists without a parent, with the depth of their items.
    before: Option<usize>,
    annex: bool,
}

impl<'a> Cutter<'a> {
    fn new(document: &'a Document) -> Self {
        let by_id = document.blocks.iter().enumerate().map(|(i, b)| (b.id.as_str(), i)).collect();
        Self {
            document,
            by_id,
            clauses: Vec::new(),
            settings: Vec::new(),
            headings: Vec::new(),
            called: FxHashMap::default(),
            last_of: FxHashMap::default(),
            table_stem: None,
            before: None,
            annex: false,
        }
    }

    fn block(&mut self, index: usize) {
        let Some(block) = self.document.blocks.get(index) else { return };
        if !matches!(
            block.kind,
            BlockKind::TableRow | BlockKind::TableHeader | BlockKind::Footnote | BlockKind::Furniture
        ) {
            self.table_stem = None;
        }
        for call in &block.calls {
            let open = self.open();
            self.called.entry(call.note.as_str()).or_insert(open);
        }
        match block.kind {
            BlockKind::Heading => self.heading(index, block),
            BlockKind::Title
            | BlockKind::Letterhead
            | BlockKind::Addressees
            | BlockKind::Signature
            | BlockKind::Label
            | BlockKind::Furniture => {}
            BlockKind::TableHeader => self.table_stem = self.table_stem.or(self.before),
            BlockKind::TableRow => {
                self.table_stem = self.table_stem.or(self.before);
                let stem = self.parent(block).or_else(|| self.introduces_table());
                self.push(index, block, 0, &block.text, stem);
            }
            BlockKind::Object => {
                let from = label_end(&block.text);
                self.push_part(index, block, from);
            }
            BlockKind::Visa | BlockKind::Attachment => {
                let from = label_end(&block.text);
                self.push_part(index, block, from);
            }
            BlockKind::Footnote => {
                let from = mark_end(block);
                let before = self.before;
                self.sentences(index, block, from, None);
                // A note does not stand between a sentence and the next.
                self.before = before;
            }
            BlockKind::ListItem => {
                let stem = self.parent(block).or_else(|| self.open_stem(block));
                self.sentences(index, block, 0, stem);
            }
            BlockKind::Paragraph | BlockKind::Box => self.sentences(index, block, label_end(&block.text), None),
        }
    }

    /// The open headings, outermost first.
    fn open(&self) -> Vec<usize> {
        self.headings.iter().map(|(_, i)| *i).collect()
    }

    fn heading(&mut self, index: usize, block: &Block) {
        let level = block.level.unwrap_or(1);
        self.headings.retain(|(l, _)| *l < level);
        self.headings.push((level, index));
        self.before = None;
        let folded = glose_french::fold(block.text.trim_start());
        if level == 1 || folded.starts_with("annexe") {
            self.annex = folded.starts_with("annexe");
        }
    }

    /// The last clause of the block that a list item or a row hangs on.
    fn parent(&self, block: &Block) -> Option<usize> {
        let parent = self.by_id.get(block.parent.as_deref()?)?;
        self.last_of.get(parent).copied()
    }

    /// For an item that knows no parent: the clause before the list, if it ends with a colon; the
    /// stem of the item before, if that has one of the same depth.
    fn open_stem(&self, block: &Block) -> Option<usize> {
        let before = self.before?;
        if self.clauses.get(before)?.text.trim_end().ends_with(':') {
            return Some(before);
        }
        let setting = self.settings.get(before)?;
        let other = self.document.blocks.get(setting.block)?;
        (other.kind == BlockKind::ListItem && other.level == block.level).then_some(setting.stem).flatten()
    }

    fn introduces_table(&self) -> Option<usize> {
        let stem = self.table_stem?;
        let text = self.clauses.get(stem)?.text.trim_end();
        let folded = glose_french::fold(text);
        (text.ends_with(':')
            || folded.contains("tableau")
            || folded.contains("ci-apres")
            || folded.contains("ci-dessous"))
        .then_some(stem)
    }

    fn push_part(&mut self, index: usize, block: &Block, from: usize) {
        let text: String = block.text.chars().skip(from).collect();
        self.push(index, block, from, &text, None);
    }

    fn sentences(&mut self, index: usize, block: &Block, from: usize, stem: Option<usize>) {
        let text: String = if from == 0 { String::new() } else { block.text.chars().skip(from).collect() };
        let text = if from == 0 { block.text.as_str() } else { text.as_str() };
        let mut chars = text.char_indices().map(|(b, _)| b).chain([text.len()]);
        let mut seen = 0;
        let mut byte_of = |at: usize| {
            let byte = chars.nth(usize::checked_sub(at, seen)?);
            seen = at + 1;
            byte
        };
        let mut last_end = None;
        for span in sentences(text) {
            if span.end <= span.start {
                continue;
            }
            // Sentences do not overlap; two that touch share a boundary.
            let start = match last_end {
                Some((end, byte)) if end == span.start => Some(byte),
                _ => byte_of(span.start),
            };
            let end = byte_of(span.end);
            let (Some(start), Some(end)) = (start, end) else { continue };
            last_end = Some((span.end, end));
            if let Some(sentence) = text.get(start..end) {
                self.push(index, block, from + span.start, sentence, stem);
            }
        }
    }

    fn push(&mut self, index: usize, block: &Block, from: usize, text: &str, stem: Option<usize>) {
        let lead = text.chars().take_while(|c| c.is_whitespace()).count();
        let text = text.trim();
        if !text.chars().any(char::is_alphanumeric) {
            return;
        }
        let offset = from + lead;
        let length = text.chars().count();
        let page = block.page_at(offset);
        let mut pages: Vec<u32> = block
            .spans
            .iter()
            .filter(|s| s.start < offset + length && s.end > offset)
            .map(|s| s.page)
            .chain(page)
            .collect();
        pages.sort_unstable();
        pages.dedup();
        let at = self.clauses.len();
        let headings = self.called.get(block.id.as_str()).cloned().unwrap_or_else(|| self.open());
        self.clauses.push(Clause {
            id: format!("c{}", at + 1),
            text: text.to_owned(),
            page,
            pages,
            section: block.section.clone(),
            headings: headings.iter().filter_map(|i| self.document.blocks.get(*i)).map(|b| b.text.clone()).collect(),
            stem: stem.and_then(|s| self.clauses.get(s)).map(|c| c.id.clone()),
            blocks: vec![block.id.clone()],
            offset,
            concerns: Vec::new(),
            modality: Modality::Constat,
            modality_evidence: Vec::new(),
            actor: None,
            beneficiary: None,
            attenuators: Vec::new(),
            intensifiers: Vec::new(),
            durations: Vec::new(),
            references: Vec::new(),
            values: Vec::new(),
            polarity: Polarity::Neutre,
            polarity_reason: None,
            polarity_chances: std::collections::BTreeMap::new(),
        });
        self.settings.push(Setting { block: index, headings, stem, before: self.before, annex: self.annex });
        self.last_of.insert(index, at);
        self.before = Some(at);
    }
}

/// Characters of a label at the head of a line: « Objet : », « P.J. : », « Réf. : ».
fn label_end(text: &str) -> usize {
    const LABELS: [&str; 17] = [
        "objet",
        "p.j",
        "pj",
        "piece jointe",
        "pieces jointes",
        "ref",
        "reference",
        "references",
        "textes de reference",
        "texte de reference",
        "annexe(s)",
        "resume",
        "mots-cles",
        "mots cles",
        "date d’application",
        "nota",
        "nb",
    ];
    let Some((label, _)) = text.split_once(':') else { return 0 };
    let folded = glose_french::fold(label.trim());
    let folded = folded.trim_end_matches(['.', ' ', '\u{a0}']);
    if label.chars().count() <= 24 && LABELS.contains(&folded) { label.chars().count() + 1 } else { 0 }
}

/// Characters of the mark of a note, with what follows it before its words.
fn mark_end(block: &Block) -> usize {
    let text = &block.text;
    let printed = block.number.as_deref().unwrap_or("");
    let after = if !printed.is_empty() && text.starts_with(printed) {
        printed.chars().count()
    } else {
        text.chars().take_while(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | '*' | '[' | ']')).count()
    };
    after
        + text
            .chars()
            .skip(after)
            .take_while(|c| c.is_whitespace() || matches!(c, '.' | ')' | ']' | '\u{a0}' | '\u{202f}'))
            .count()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::testing::{block, document};

    #[test]
    fn a_stem_is_a_clause_and_its_items_know_it() {
        let mut item = block(BlockKind::ListItem, "la copie du passeport ;");
        item.parent = Some("b2".to_owned());
        let doc = document(vec![
            block(BlockKind::Heading, "1. Pièces"),
            block(BlockKind::Paragraph, "Le dossier est simple. Il comprend :"),
            item,
        ]);
        let (found, _) = clauses(&doc);
        let texts: Vec<_> = found.iter().map(|c| c.text.as_str()).collect();
        assert_eq!(texts, ["Le dossier est simple.", "Il comprend :", "la copie du passeport ;"]);
        assert_eq!(found[2].stem.as_deref(), Some("c2"));
        assert_eq!(found[1].offset, 23);
        assert_eq!(found[0].headings, ["1. Pièces"]);
    }

    #[test]
    fn marks_and_labels_are_not_part_of_a_clause() {
        let mut note = block(BlockKind::Footnote, "2 Voir la circulaire.");
        note.number = Some("2".to_owned());
        let doc = document(vec![block(BlockKind::Object, "Objet : La chasse"), note]);
        let (found, _) = clauses(&doc);
        assert_eq!(found[0].text, "La chasse");
        assert_eq!((found[1].text.as_str(), found[1].offset), ("Voir la circulaire.", 2));
    }
}
