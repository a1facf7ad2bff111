//! The main clause of a sentence: its finite verb, its subject, its negation. Subordinate and
//! relative clauses, words in guillemets and in brackets are passed over.

use crate::{
    WordKind, Words,
    force::closed::{SUBJECT_PRONOUN, closed},
    verb::{self, Form, form},
};

/// Who or what the verb agrees with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Subject {
    Vous,
    /// « je », « nous ».
    Issuer,
    On,
    /// « il », impersonal or not.
    Il,
    /// « elle », « ils », « celle-ci »…: a person or thing named before.
    Pronoun,
    /// « cela », « ce ».
    This,
    /// A noun, at a token.
    Noun(usize),
    /// None was found: « Sont exclus… », « Veuillez… ».
    None,
}

/// How the verb is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Negation {
    No,
    /// « ne … pas », « ne … ni », « aucun … ne ».
    Full,
    /// « ne … que ».
    Only,
}

/// A finite verb of the main level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Main {
    pub(super) verb: usize,
    pub(super) form: Form,
    pub(super) subject: Subject,
    /// The token after the subject's own words began: where its noun phrase starts.
    pub(super) negation: Negation,
    pub(super) reflexive: bool,
}

/// A sentence made ready.
pub(super) struct Sentence<'w, 't> {
    pub(super) words: &'w Words<'t>,
    /// Words that the grammar passes over: quotes, brackets.
    pub(super) hidden: Vec<bool>,
    /// The closed classes of each word.
    classes: Vec<u8>,
}

impl<'w, 't> Sentence<'w, 't> {
    pub(super) fn new(words: &'w Words<'t>) -> Self {
        let mut hidden = vec![false; words.len()];
        let (mut quote, mut bracket) = (0usize, 0usize);
        for (i, h) in hidden.iter_mut().enumerate() {
            let mark = words.kind(i) == WordKind::Mark;
            match words.folded(i) {
                "«" | "“" => quote += 1,
                "(" | "[" => bracket += 1,
                "»" | "”" => {
                    *h = quote > 0;
                    quote = quote.saturating_sub(1);
                }
                ")" | "]" => {
                    *h = bracket > 0;
                    bracket = bracket.saturating_sub(1);
                }
                _ => {}
            }
            *h |= quote > 0 || bracket > 0;
            let _ = mark;
        }
        // An opened mark that is never closed, or a sentence that is all quote, hides nothing.
        if quote > 0 || bracket > 0 || hidden.iter().filter(|h| !**h).count() < 3 {
            hidden.iter_mut().for_each(|h| *h = false);
        }
        let classes = (0..words.len()).map(|i| closed().of(words.folded(i))).collect();
        Self { words, hidden, classes }
    }

    /// Whether the word is of one of these closed classes.
    pub(super) fn is(&self, i: usize, class: u8) -> bool {
        self.classes.get(i).is_some_and(|c| c & class != 0)
    }

    /// The finite verbs of the main level, in order: the first of each part between « ; » and « : ».
    pub(super) fn mains(&self) -> Vec<Main> {
        let n = self.words.len();
        let mut out: Vec<Main> = Vec::new();
        let mut frames: Vec<bool> = Vec::new();
        let (mut first_np, mut comma_np, mut pronoun): (Option<usize>, Option<usize>, Option<usize>) =
            (None, None, None);
        let mut fallback: Option<(usize, Form)> = None;
        let mut found = false;
        let mut restrictive_until = 0usize;
        let mut i = 0;
        while i < n {
            if self.hidden.get(i).copied().unwrap_or(false) {
                i += 1;
                continue;
            }
            let w = self.word(i);
            if self.words.kind(i) == WordKind::Mark {
                match w {
                    "," | "–" | "—" => {
                        frames.retain(|seen| !*seen);
                        comma_np = None;
                    }
                    // What explains, after « : », changes no force that was given before.
                    ":" if !out.is_empty() => break,
                    ";" | ":" => {
                        frames.clear();
                        (first_np, comma_np, pronoun, found) = (None, None, None, false);
                    }
                    _ => {}
                }
                i += 1;
                continue;
            }
            if self.starts(i)
                && let Some((&(), n)) = closed().false_subjects.at(self.words, i)
            {
                i += n;
                continue;
            }
            if self.opens(i) && i >= restrictive_until {
                frames.push(false);
                i += 1;
                continue;
            }
            let free = frames.is_empty();
            if self.is(i, SUBJECT_PRONOUN)
                && !self
                    .before(i)
                    .is_some_and(|p| self.is_preposition(p) || self.words.tokens().get(i).is_some_and(|t| t.hyphen))
                && (w != "ce" || matches!(self.word(i + 1), "sont" | "ne" | "n'" | "sera" | "seront"))
            {
                // A pronoun subject after a fronted subordinate without its comma closes it.
                if free
                    || frames.iter().all(|s| *s) && !matches!(self.before(i).map_or("", |p| self.word(p)), "et" | "ou")
                {
                    frames.clear();
                    pronoun = Some(i);
                    // « quiconque entre doit… »: its own verb comes first.
                    if w == "quiconque" {
                        frames.push(false);
                    }
                }
                i += 1;
                continue;
            }
            if free
                && self.is_determiner(i)
                && !self.before(i).is_some_and(|p| self.is_preposition(p) || self.word(p) == "et" && first_np.is_some())
            {
                // A clitic before a verb is no article.
                let clitic = matches!(w, "le" | "la" | "les" | "l'" | "leur" | "nous" | "vous")
                    && verb::guess(self.words.lower(i + 1))
                        .is_some_and(|f| f.mask & form::FINITE != 0 && !f.homograph && self.is_verb(i + 1, f));
                if !clitic {
                    first_np = first_np.or(Some(i));
                    comma_np = comma_np.or(Some(i));
                }
            }
            if self.words.kind(i) != WordKind::Word {
                i += 1;
                continue;
            }
            let candidate =
                verb::guess(self.words.lower(i)).filter(|f| f.mask & form::FINITE != 0 && self.is_verb(i, *f));
            let Some(f) = candidate else {
                i += 1;
                continue;
            };
            // Innermost clause that still lacks its verb.
            let start = self.clitics_start(i);
            let prev = self.before(start).map_or("", |p| self.word(p));
            let coordinated = matches!(prev, "et" | "ou" | "ni" | "puis" | "mais");
            if let Some(k) = frames.iter().rposition(|seen| !*seen) {
                frames.truncate(k + 1);
                if let Some(last) = frames.last_mut() {
                    *last = true;
                }
                fallback = Some((i, f));
                i += 1;
                continue;
            }
            if !frames.is_empty() && (coordinated || prev == "," && first_np.is_none() && pronoun.is_none()) {
                i += 1;
                continue;
            }
            frames.clear();
            if f.mask & form::FINITE == form::SUBJUNCTIVE {
                i += 1;
                continue;
            }
            // « les agents des ports, des gares et des aéroports reçoivent »: « des » goes on with the list.
            let listed = comma_np.is_some_and(|np| self.word(np) == "des") && first_np.is_some();
            let np = if listed { first_np } else { comma_np.or(first_np) };
            let subject = self.subject(i, start, f, pronoun, np);
            let initial =
                self.before(start).is_none_or(|p| matches!(self.word(p), "," | ";" | ":" | ".") && first_np.is_none());
            if subject == Subject::None
                && !initial
                && !(w == "sont" || w == "est" || w == "peuvent" || w == "doivent" || w == "seront")
            {
                fallback = fallback.or(Some((i, f)));
                i += 1;
                continue;
            }
            let negation = self.negation(i, start);
            if negation == Negation::Only {
                restrictive_until = self.restriction(i).map_or(0, |q| q + 1);
            }
            if !found {
                out.push(Main { verb: i, form: f, subject, negation, reflexive: self.reflexive(start, i) });
                found = true;
            } else if coordinated
                || self.before(start).is_some_and(|p| self.word(p) == ",")
                || pronoun.is_some_and(|p| out.last().is_some_and(|m| p > m.verb))
            {
                let subject = if pronoun.is_some_and(|p| out.last().is_some_and(|m| p > m.verb)) {
                    subject
                } else {
                    out.last().map_or(subject, |m| m.subject)
                };
                out.push(Main { verb: i, form: f, subject, negation, reflexive: self.reflexive(start, i) });
            }
            i += 1;
        }
        if out.is_empty()
            && let Some((i, f)) = fallback
        {
            let start = self.clitics_start(i);
            let subject = self.subject(i, start, f, pronoun, first_np);
            out.push(Main {
                verb: i,
                form: f,
                subject,
                negation: self.negation(i, start),
                reflexive: self.reflexive(start, i),
            });
        }
        out
    }
}
