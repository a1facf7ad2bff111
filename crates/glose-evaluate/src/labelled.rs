//! Labelled texts as a person writes them: one clause a line, its labels before it.
//!
//! ```text
//! @kind circulaire
//! @date 2015-05-19
//! @object Accueil des victimes
//!
//! # 2.1 | Hébergement
//! 1 ¶ [conditions-de-vie|obligation|positif|P3M|CASF L345-1] L’hébergement dure trois mois. // ouvert à toutes
//! 2 - [mineurs associations|faculte|a-ameliorer] un point de liste ;
//! ! positive conditions-de-vie positif: 1 // L’hébergement est assuré.
//! ```
//!
//! A line of a clause is its number, what it is, its labels between square brackets (concerns,
//! force, polarity, durations, references) and its words; after ` // `, why it has its polarity.
//! What it is: `O` the object, `V` a visa, `¶` the first sentence of a paragraph, `+` a sentence
//! that goes on with it, `-` an item of a list, `--` an item of a list in a list, `^` a note, `|`
//! a row of a table (its header begins with `||`). A line `! kind concern polarity: clauses // why`
//! is a finding. Pairs of successive texts stand in a file of their own ([`pairs`]).

use glose_model::{
    Block, BlockKind, Document, Effect, FindingKind, Meta, Modality, Polarity, Program, Relation, Source, SourceKind,
};
use serde::de::DeserializeOwned;

use crate::gold::{Gold, GoldClause, GoldComparison, GoldError, GoldFinding, GoldMeta, GoldPair, GoldSection};

/// A labelled text: the document it is, and its labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// The text, without pages.
    pub document: Document,
    /// Its labels.
    pub gold: Gold,
}

impl Labelled {
    /// Reads the labelled text `text` of the file `name`.
    ///
    /// # Errors
    /// The first line that is not of the form above.
    pub fn parse(text: &str, name: &str) -> Result<Self, GoldError> {
        let mut reader = Reader::new(name);
        for (at, line) in text.lines().enumerate() {
            reader.line(line.trim_end()).map_err(|message| GoldError { line: at + 1, column: 1, message })?;
        }
        Ok(reader.done())
    }
}

/// Reads the pairs of the labelled texts `old` and `new`: one line a pair,
/// `1,2 > 3 | merged | weakened condition-added | mineurs | why`; `-` where there is no clause. Lines that
/// begin with `+ ` or `- ` are advances and setbacks in words.
///
/// # Errors
/// The first line that is not so.
pub fn pairs(text: &str, old: &Gold, new: &Gold) -> Result<GoldComparison, GoldError> {
    let mut out = GoldComparison { old: old.document.clone(), new: new.document.clone(), pairs: Vec::new() };
    for (at, line) in text.lines().enumerate() {
        let line = line.trim();
        let sentence = line.starts_with("+ ") || (line.starts_with("- ") && !line.starts_with("- >"));
        if line.is_empty() || sentence {
            continue;
        }
        let pair = pair(line, old, new);
        out.pairs.push(pair.map_err(|message| GoldError { line: at + 1, column: 1, message })?);
    }
    Ok(out)
}

fn pair(line: &str, old: &Gold, new: &Gold) -> Result<GoldPair, String> {
    let mut parts = line.split('|').map(str::trim);
    let (a, b) = parts.next().and_then(|p| p.split_once('>')).ok_or("expected « 1 > 2 »")?;
    let relation: Relation = named(parts.next().unwrap_or_default())?;
    let effects: Vec<Effect> = match parts.next().unwrap_or_default() {
        "" | "none" => Vec::new(),
        names => names.split_whitespace().map(named).collect::<Result<_, _>>()?,
    };
    let quotes = |list: &str, gold: &Gold| -> Result<Vec<String>, String> {
        let list = list.trim();
        if list == "-" {
            return Ok(Vec::new());
        }
        numbers(list).into_iter().map(|n| quote(gold, n)).collect()
    };
    Ok(GoldPair { old: quotes(a, old)?, new: quotes(b, new)?, relation, effects })
}

fn numbers(list: &str) -> Vec<usize> {
    list.split([',', ' ']).filter_map(|n| n.trim().parse().ok()).collect()
}

fn quote(gold: &Gold, number: usize) -> Result<String, String> {
    let clause = number.checked_sub(1).and_then(|i| gold.clauses.get(i));
    clause.map(|c| c.quote.clone()).ok_or_else(|| format!("no clause {number}"))
}

/// What a name of the published contract stands for.
fn named<T: DeserializeOwned>(name: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).map_err(|_| format!("unknown: {name:?}"))
}

struct Reader {
    blocks: Vec<Block>,
    gold: Gold,
    section: String,
    /// The block of the last clause that ends in a colon: what list items hang on.
    stem: Option<usize>,
    notes: usize,
}

impl Reader {
    fn new(name: &str) -> Self {
        let gold = Gold {
            document: name.to_owned(),
            meta: GoldMeta::default(),
            sections: Vec::new(),
            text: Vec::new(),
            furniture: Vec::new(),
            clauses: Vec::new(),
            findings: Vec::new(),
        };
        Self { blocks: Vec::new(), gold, section: String::new(), stem: None, notes: 0 }
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        if line.is_empty() {
            return Ok(());
        }
        if let Some(meta) = line.strip_prefix('@') {
            let (key, value) = meta.split_once(' ').unwrap_or((meta, ""));
            let value = value.trim().to_owned();
            match key {
                "kind" => self.gold.meta.kind = value,
                "nor" => self.gold.meta.nor = value,
                "date" => self.gold.meta.date = value,
                "object" => self.gold.meta.object = value,
                _ => {}
            }
            return Ok(());
        }
        if let Some(header) = line.strip_prefix("||") {
            self.row(BlockKind::TableHeader, header);
            return Ok(());
        }
        if line.starts_with('#') {
            return self.heading(line);
        }
        if let Some(finding) = line.strip_prefix("! ") {
            return self.finding(finding);
        }
        self.clause(line)
    }

    fn heading(&mut self, line: &str) -> Result<(), String> {
        let title = line.trim_start_matches('#');
        let level = u8::try_from(line.len() - title.len()).map_err(|e| e.to_string())?;
        let (number, title) = title.split_once('|').ok_or("a heading without « | »")?;
        let (number, title) = (number.trim(), title.trim());
        number.clone_into(&mut self.section);
        self.stem = None;
        let text = format!("{number} {title}").trim().to_owned();
        let block = self.push(BlockKind::Heading, &text);
        block.level = Some(level);
        block.number = (!number.is_empty()).then(|| number.to_owned());
        let section = GoldSection { number: number.to_owned(), title: title.to_owned(), level: Some(level) };
        self.gold.sections.push(section);
        Ok(())
    }

    fn row(&mut self, kind: BlockKind, cells: &str) {
        let cells: Vec<String> = cells.split(" | ").map(|c| c.trim().to_owned()).collect();
        let block = self.push(kind, &cells.join("\t"));
        block.cells = cells;
    }

    fn push(&mut self, kind: BlockKind, text: &str) -> &mut Block {
        self.gold.text.push(text.to_owned());
        let at = self.blocks.len();
        self.blocks.push(Block {
            id: format!("b{}", at + 1),
            kind,
            level: None,
            number: None,
            text: text.to_owned(),
            cells: Vec::new(),
            page: None,
            bbox: None,
            spans: Vec::new(),
            section: self.section.clone(),
            parent: None,
            calls: Vec::new(),
            doubtful: Vec::new(),
        });
        // Just pushed.
        let last = self.blocks.len() - 1;
        #[expect(clippy::indexing_slicing, reason = "the block just pushed")]
        &mut self.blocks[last]
    }

    fn clause(&mut self, line: &str) -> Result<(), String> {
        let (head, rest) = line.split_once(" [").ok_or("not understood")?;
        let (labels, words) = rest.split_once("] ").ok_or("labels without an end")?;
        let (number, kind) = head.split_once(' ').ok_or("a clause without its kind")?;
        let number: usize = number.parse().map_err(|_| format!("not a number: {number}"))?;
        if number != self.gold.clauses.len() + 1 {
            return Err(format!("the number should be {}", self.gold.clauses.len() + 1));
        }
        let words = words.split_once(" // ").map_or(words, |(w, _)| w).trim();
        let quote = self.place(kind, words)?;
        let mut labels = labels.split('|').map(str::trim);
        let concerns = labels.next().unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        let modality: Modality = named(labels.next().unwrap_or_default())?;
        let polarity: Polarity = named(labels.next().unwrap_or_default())?;
        let durations = labels.next().unwrap_or_default().split_whitespace().map(str::to_owned).collect();
        let references = labels.next().unwrap_or_default().split(';').map(str::trim);
        let references = references.filter(|r| !r.is_empty()).map(str::to_owned).collect();
        let section = self.section.clone();
        self.gold.clauses.push(GoldClause {
            quote,
            page: None,
            section,
            concerns,
            modality,
            durations,
            references,
            polarity,
        });
        Ok(())
    }

    /// Puts the words of a clause into its block; returns them as they stand there.
    fn place(&mut self, kind: &str, words: &str) -> Result<String, String> {
        match kind {
            "+" => {
                let block = self.blocks.last_mut().ok_or("nothing to go on with")?;
                block.text.push(' ');
                block.text.push_str(words);
                if let Some(text) = self.gold.text.last_mut() {
                    text.clone_from(&block.text);
                }
            }
            "|" => {
                self.row(BlockKind::TableRow, words);
                return Ok(words.split(" | ").map(str::trim).collect::<Vec<_>>().join("\t"));
            }
            "^" => {
                self.notes += 1;
                let mark = self.notes.to_string();
                let block = self.push(BlockKind::Footnote, &format!("{mark} {words}"));
                block.number = Some(mark);
                return Ok(words.to_owned());
            }
            "-" | "--" => {
                let parent = self.stem.map(|s| format!("b{}", s + 1));
                let block = self.push(BlockKind::ListItem, words);
                block.level = Some(if kind == "-" { 1 } else { 2 });
                block.parent = parent;
                return Ok(words.to_owned());
            }
            "O" | "V" | "¶" => {
                let kind = match kind {
                    "O" => BlockKind::Object,
                    "V" => BlockKind::Visa,
                    _ => BlockKind::Paragraph,
                };
                self.push(kind, words);
            }
            other => return Err(format!("unknown kind: {other}")),
        }
        let colon = words.ends_with(':');
        self.stem = colon.then_some(self.blocks.len().saturating_sub(1));
        Ok(words.to_owned())
    }

    fn finding(&mut self, line: &str) -> Result<(), String> {
        let (head, why) = line.split_once("//").unwrap_or((line, ""));
        let (head, list) = head.split_once(':').ok_or("a finding without « : »")?;
        let mut words = head.split_whitespace();
        let kind: FindingKind = named(words.next().unwrap_or_default())?;
        let concern = words.next().unwrap_or_default().to_owned();
        let polarity: Polarity = named(words.next().unwrap_or_default())?;
        let quotes = numbers(list).into_iter().map(|n| quote(&self.gold, n)).collect::<Result<_, _>>()?;
        let why = why.trim().to_owned();
        self.gold.findings.push(GoldFinding { kind, concern, polarity, quotes, pages: Vec::new(), why });
        Ok(())
    }

    fn done(self) -> Labelled {
        let some = |text: &String| (!text.is_empty()).then(|| text.clone());
        let head = &self.gold.meta;
        let meta = Meta {
            kind: some(&head.kind),
            nor: some(&head.nor),
            date: some(&head.date),
            object: some(&head.object),
            ..Meta::default()
        };
        let document = Document {
            format: Document::FORMAT.to_owned(),
            program: Program::default(),
            options: std::collections::BTreeMap::default(),
            source: Source {
                file: self.gold.document.clone(),
                sha256: String::new(),
                pages: None,
                kind: SourceKind::Text,
                text_layer: None,
            },
            pages_info: Vec::new(),
            meta,
            blocks: self.blocks,
            diagnostics: Vec::new(),
        };
        Labelled { document, gold: self.gold }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const TEXT: &str = "@kind note\n@date 2019-03-01\n\n# 2 | Accueil\n1 ¶ [|constat|neutre] Le service est ouvert.\n\
        2 + [conditions-de-vie|obligation|positif|P3M|CASF L345-1 ; CIDE 3] Il comprend : // ouvert à toutes\n\
        3 - [conditions-de-vie|obligation|neutre] un lit ;\n|| Qui | Quoi\n\
        4 | [|constat|neutre] préfet | dossier\n5 ^ [|constat|neutre] Voir l’annexe.\n\
        ! positive conditions-de-vie positif: 2 3 // Un toit.\n";

    #[test]
    fn a_labelled_text_is_a_document_and_its_labels() {
        let read = Labelled::parse(TEXT, "note.txt").unwrap();
        let kinds: Vec<BlockKind> = read.document.blocks.iter().map(|b| b.kind).collect();
        use BlockKind::{Footnote, Heading, ListItem, Paragraph, TableHeader, TableRow};
        assert_eq!(kinds, [Heading, Paragraph, ListItem, TableHeader, TableRow, Footnote]);
        assert_eq!(read.document.blocks[1].text, "Le service est ouvert. Il comprend :");
        assert_eq!(read.document.blocks[2].parent.as_deref(), Some("b2"));
        assert_eq!(read.gold.clauses[1].references, ["CASF L345-1", "CIDE 3"]);
        assert_eq!(read.gold.clauses[3].quote, "préfet\tdossier");
        assert_eq!(read.gold.findings[0].quotes, ["Il comprend :", "un lit ;"]);
        assert_eq!(read.document.meta.kind.as_deref(), Some("note"));
    }

    #[test]
    fn a_fault_names_its_line() {
        let fault = Labelled::parse("# 1 | A\n2 ¶ [|constat|neutre] Non.\n", "x").unwrap_err();
        assert_eq!((fault.line, fault.message.as_str()), (2, "the number should be 1"));
        assert!(Labelled::parse("1 ¶ [|ordre|neutre] Non.\n", "x").unwrap_err().message.contains("ordre"));
    }

    #[test]
    fn pairs_name_clauses_by_number() {
        let gold = Labelled::parse(TEXT, "note.txt").unwrap().gold;
        let text = "1,2 > 1 | merged | weakened condition-added | mineurs | moins\n- > 3 | added | none\n- un recul\n";
        let read = pairs(text, &gold, &gold).unwrap();
        assert_eq!(read.pairs[0].old, ["Le service est ouvert.", "Il comprend :"]);
        assert_eq!(read.pairs[0].effects, [Effect::Weakened, Effect::ConditionAdded]);
        assert_eq!((read.pairs[1].old.len(), read.pairs[1].new.len(), read.pairs.len()), (0, 1, 2));
        assert_eq!(pairs("9 > 1 | reworded", &gold, &gold).unwrap_err().message, "no clause 9");
    }
}
