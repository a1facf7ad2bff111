//! From the text of a grid to the grid that reads clauses.

use std::sync::{Arc, LazyLock};

use glose_french::Words;
use glose_model::messages::Lang;
use glose_model::{ConcernHead, GridHead, Severity};
use sha2::{Digest, Sha256};

use crate::matcher::{Matcher, Reading};
use crate::source::{Concern, GridFile};
use crate::strings::Strings;
use crate::vocabulary::Vocabulary;
use crate::{GridFault, SetId, Terms, Weights, soundness, term};

/// A grid, compiled.
#[derive(Clone, Debug)]
pub struct Grid {
    /// Its name and concerns.
    pub head: GridHead,
    /// What its file says; the lists of terms in it name their matches ([`Terms::set`]).
    pub file: Arc<GridFile>,
    /// What is doubtful in its file.
    pub warnings: Vec<GridFault>,
    matcher: Arc<Matcher>,
    vocabulary: Arc<Vocabulary>,
    /// Names of the lists of words, by [`SetId`].
    lists: Arc<Vec<String>>,
    /// The concern that each tells of, by [`SetId`].
    themes: Arc<Vec<Option<usize>>>,
}

const TRAITE: &str = include_str!("../../../grids/traite.toml");
const STARTER: &str = include_str!("../../../grids/modele.toml");

impl Grid {
    /// The text of the default grid, on trafficking in human beings.
    pub const DEFAULT_SOURCE: &'static str = TRAITE;

    /// The text of a commented grid to begin from.
    pub const STARTER: &'static str = STARTER;

    /// The default grid, on trafficking in human beings.
    #[must_use]
    pub fn default_grid(lang: Lang) -> Self {
        // A test parses it: what stands here cannot be seen by a user.
        Self::parse(TRAITE, lang).unwrap_or_else(|_| Self::empty())
    }

    /// Reads and compiles the text of a grid.
    ///
    /// # Errors
    /// Every fault of the text that keeps it from being used, in the order of the file.
    pub fn parse(text: &str, lang: Lang) -> Result<Self, Vec<GridFault>> {
        let file: GridFile = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                let fault = GridFault::new(lang, Severity::Error, "grid-toml", &[("error", error.message())]);
                return Err(vec![match error.span() {
                    Some(span) => fault.at(text, span),
                    None => fault,
                }]);
            }
        };
        let name = file.grid.vocabulary.as_deref();
        let Some(vocabulary) = Vocabulary::named(name) else {
            let name = name.unwrap_or_default();
            let mut found = Found { source: text, strings: None, faults: Vec::new(), lang };
            found.push("grid-vocabulary-unknown", &[("name", name)], name, None);
            return Err(found.faults);
        };
        Self::compile(file, text, vocabulary, lang)
    }

    /// Reads and compiles the text of a grid, its vocabulary replaced by another.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn parse_with(text: &str, vocabulary: Vocabulary, lang: Lang) -> Result<Self, Vec<GridFault>> {
        let file: GridFile = toml::from_str(text)
            .map_err(|e| vec![GridFault::new(lang, Severity::Error, "grid-toml", &[("error", e.message())])])?;
        Self::compile(file, text, Arc::new(vocabulary), lang)
    }

    fn compile(
        mut file: GridFile,
        text: &str,
        vocabulary: Arc<Vocabulary>,
        lang: Lang,
    ) -> Result<Self, Vec<GridFault>> {
        let (mut matcher, mut parser) = (Matcher::default(), term::Parser::default());
        let mut found = Found { source: text, strings: None, faults: Vec::new(), lang };
        let faults = &mut found;
        for (name, terms) in &vocabulary.words {
            file.words.entry(name.clone()).or_insert_with(|| terms.clone());
        }
        let mut lists = Vec::with_capacity(file.words.len());
        let mut themes = Vec::with_capacity(file.words.len());
        for (name, terms) in &mut file.words {
            add(&mut matcher, &mut parser, terms, faults);
            matcher.name(name, terms.set());
            lists.push(name.clone());
            let theme = vocabulary.themes.get(name);
            themes.push(theme.and_then(|theme| file.concern.iter().position(|c| c.id == *theme)));
        }
        matcher.close_lists();
        add(&mut matcher, &mut parser, &mut file.topic.terms, faults);
        add(&mut matcher, &mut parser, &mut file.aside.logistics, faults);
        add(&mut matcher, &mut parser, &mut file.aside.matters, faults);
        for concern in &mut file.concern {
            for (_, terms) in concern.terms() {
                add(&mut matcher, &mut parser, terms, faults);
            }
        }
        for rule in &mut file.polarity {
            for (_, terms) in rule.when.terms() {
                add(&mut matcher, &mut parser, terms, faults);
            }
        }
        for check in &mut file.check {
            for (_, terms) in check.terms() {
                add(&mut matcher, &mut parser, terms, faults);
            }
        }
        add(&mut matcher, &mut parser, &mut file.reach.repeals, faults);
        matcher.close();
        let doubts = soundness::faults(&file, text, lang);
        let (errors, warnings): (Vec<_>, Vec<_>) = doubts.into_iter().partition(|f| f.severity == Severity::Error);
        let mut faults = found.faults;
        faults.extend(errors);
        if !faults.is_empty() {
            faults.sort_by_key(|f| f.place.as_ref().map_or(0, |p| p.bytes.start));
            return Err(faults);
        }
        let head = GridHead {
            id: file.grid.id.clone(),
            version: file.grid.version.clone(),
            sha256: Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect(),
            concerns: file
                .concern
                .iter()
                .map(|c| ConcernHead { id: c.id.clone(), label: c.label.get(lang).to_owned() })
                .collect(),
        };
        Ok(Self {
            head,
            file: Arc::new(file),
            warnings,
            matcher: Arc::new(matcher),
            vocabulary,
            lists: Arc::new(lists),
            themes: Arc::new(themes),
        })
    }

    fn empty() -> Self {
        let head = GridHead { id: String::new(), version: String::new(), sha256: String::new(), concerns: Vec::new() };
        let file = GridFile {
            grid: crate::GridInfo {
                id: String::new(),
                version: String::new(),
                vocabulary: None,
                label: crate::Bilingual::default(),
                owners: crate::Bilingual::default(),
            },
            words: std::collections::BTreeMap::default(),
            topic: crate::Topic::default(),
            aside: crate::Aside::default(),
            weights: None,
            concern: Vec::new(),
            polarity: Vec::new(),
            check: Vec::new(),
            reach: crate::Reach::default(),
        };
        Self {
            head,
            file: Arc::new(file),
            warnings: Vec::new(),
            matcher: Arc::default(),
            vocabulary: Arc::default(),
            lists: Arc::default(),
            themes: Arc::default(),
        }
    }

    /// Every term of the grid that matches in a text, found in one pass.
    #[must_use]
    pub fn read(&self, words: &Words<'_>) -> Reading {
        self.matcher.read(words)
    }

    /// What each signal weighs: the grid's own weights, else those of its vocabulary, else those of the program.
    #[must_use]
    pub fn weights(&self) -> &Weights {
        static USUAL: LazyLock<Weights> =
            LazyLock::new(|| toml::from_str(include_str!("weights.toml")).unwrap_or_default());
        let learnt = (!self.vocabulary.concerns.is_empty()).then_some(&self.vocabulary.weights);
        self.file.weights.as_ref().or(learnt).unwrap_or(&USUAL)
    }

    /// What is known of the words of the grid's subject; empty where nothing is.
    #[must_use]
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The same grid with other learnt tables.
    #[must_use]
    pub fn with_vocabulary(mut self, vocabulary: Vocabulary) -> Self {
        self.vocabulary = Arc::new(vocabulary);
        self
    }

    /// The name of the list of words `set`; `None` for other lists of terms.
    #[must_use]
    pub fn list(&self, set: SetId) -> Option<&str> {
        self.lists.get(set.0 as usize).map(String::as_str)
    }

    /// The concern that the list of words `set` tells of, by its place in the grid.
    #[must_use]
    pub fn theme(&self, set: SetId) -> Option<usize> {
        self.themes.get(set.0 as usize).copied().flatten()
    }

    /// The concern `id`.
    #[must_use]
    pub fn concern(&self, id: &str) -> Option<&Concern> {
        self.file.concern.iter().find(|c| c.id == id)
    }
}

impl Concern {
    /// Its lists of terms, by key as written.
    pub fn terms(&mut self) -> Vec<(&'static str, &mut Terms)> {
        vec![
            ("strong", &mut self.strong),
            ("weak", &mut self.weak),
            ("hint", &mut self.hint),
            ("heading", &mut self.heading),
            ("anaphora", &mut self.anaphora),
            ("except", &mut self.except),
            ("never", &mut self.never),
        ]
    }
}

/// The faults found in the terms of a file.
struct Found<'s> {
    source: &'s str,
    /// Where its strings stand; looked for at the first fault.
    strings: Option<Strings>,
    faults: Vec<GridFault>,
    lang: Lang,
}

impl Found<'_> {
    /// A fault in `part` of the term `written`.
    fn push(&mut self, code: &str, args: &[(&str, &str)], written: &str, part: Option<std::ops::Range<usize>>) {
        let strings = self.strings.get_or_insert_with(|| Strings::of(self.source));
        let fault = GridFault::new(self.lang, Severity::Error, code, args);
        self.faults.push(match strings.find(self.source, written, part) {
            Some(bytes) => fault.at(self.source, bytes),
            None => fault,
        });
    }
}

fn add(matcher: &mut Matcher, parser: &mut term::Parser, terms: &mut Terms, faults: &mut Found<'_>) {
    terms.set = matcher.open();
    for (i, written) in terms.list.iter().enumerate() {
        let index = u32::try_from(i).unwrap_or(u32::MAX);
        match parser.parse(written) {
            Ok(parsed) => {
                if let Err(name) = matcher.add(terms.set, index, &parsed) {
                    let code = if name.is_empty() { "grid-regex-large" } else { "grid-list-unknown" };
                    let part = written.find(&name).filter(|_| !name.is_empty()).map(|at| at..at + name.len());
                    faults.push(code, &[("name", &name)], written, part);
                }
            }
            Err(fault) => {
                let args = [("term", written.as_str()), ("part", fault.arg.as_str())];
                faults.push(fault.code, &args, written, Some(fault.at));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_vocabulary_that_does_not_exist_is_a_fault_at_its_line() {
        let text = STARTER.replacen("version =", "vocabulary = \"inconnu\"\nversion =", 1);
        let faults = Grid::parse(&text, Lang::Fr).unwrap_err();
        let line = text.lines().position(|l| l.contains("inconnu")).unwrap() + 1;
        let found: Vec<_> = faults.iter().map(|f| (f.code.as_str(), f.place.as_ref().map(|p| p.line))).collect();
        assert_eq!(found, [("grid-vocabulary-unknown", Some(line))]);
    }

    #[test]
    fn the_starter_is_sound() {
        assert_eq!(Grid::parse(STARTER, Lang::Fr).unwrap().warnings, []);
    }

    #[test]
    fn the_default_grid_is_sound() {
        let grid = Grid::parse(TRAITE, Lang::Fr).map_err(|f| f.into_iter().map(|f| f.message).collect::<Vec<_>>());
        assert_eq!(grid.unwrap().head.concerns.len(), 12);
    }
}
