//! What a word is where it stands: verb or noun, preposition or article, opener of a subordinate.

use super::{
    closed::{CLITIC, DETERMINER, PRENOMINAL, PREPOSITION, SUBORDINATOR},
    syntax::Sentence,
};
use crate::{
    WordKind,
    verb::{self, Form, form},
};

impl Sentence<'_, '_> {
    pub(super) fn word(&self, i: usize) -> &str {
        self.words.folded(i)
    }

    /// The visible token before `i`.
    pub(super) fn before(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|k| !self.hidden.get(*k).copied().unwrap_or(false))
    }

    pub(super) fn is_preposition(&self, i: usize) -> bool {
        let w = self.word(i);
        self.is(i, PREPOSITION)
            && !(w == "des" && self.words.lower(i) == "des" && self.starts(i))
            && !(w == "a" && self.words.lower(i) == "a" && i > 0)
    }

    /// Whether `i` begins the sentence or follows a mark.
    pub(super) fn starts(&self, i: usize) -> bool {
        self.before(i).is_none_or(|p| self.words.kind(p) == WordKind::Mark)
    }

    pub(super) fn is_determiner(&self, i: usize) -> bool {
        let w = self.word(i);
        if w == "des" {
            return self.words.lower(i) == "des" && self.starts(i);
        }
        self.is(i, DETERMINER)
    }

    /// Whether the finite form at `i` is a verb here, not a noun, an adjective or a participle.
    pub(super) fn is_verb(&self, i: usize, f: Form) -> bool {
        let Some(p) = self.before(i) else {
            return !f.homograph
                && f.mask & (form::PRESENT_3S | form::PRESENT_3P | form::FUTURE | form::PRESENT_2P) != 0
                && self.words.lower(i) != "a";
        };
        let prev = self.word(p);
        // « c’est-à-dire ».
        if self.words.tokens().get(i + 1).is_some_and(|t| t.hyphen) && self.words.folded(i + 1) == "a" {
            return false;
        }
        if f.mask & form::FINITE == form::PRESENT_1 {
            return matches!(prev, "je" | "j'" | "nous")
                || self.before(p).is_some_and(|q| matches!(self.word(q), "je" | "j'" | "nous"));
        }
        if f.mask & form::FINITE == form::SUBJUNCTIVE {
            return true;
        }
        // A participle after an auxiliary: « a produit », « est joint », « sera inscrit », « par écrit ».
        if f.mask & form::PAST_PARTICIPLE != 0 && self.follows_auxiliary(i) {
            return false;
        }
        if self.is(p, CLITIC) {
            return !(prev == "ce" && f.homograph);
        }
        // « Le greffe en porte la mention »: an article after it, a noun before it.
        if prev == "en" && f.homograph && self.before(p).is_some() {
            return matches!(self.word(i + 1), "le" | "la" | "les" | "l'" | "un" | "une")
                && self.before(p).is_some_and(|q| self.words.kind(q) == WordKind::Word && !self.follows_auxiliary(p))
                && f.mask & (form::PRESENT_3S | form::PRESENT_3P) != 0
                && f.lemma != "causer";
        }
        if matches!(prev, "le" | "la" | "les" | "l'" | "leur" | "en") {
            return !f.homograph && self.before(p).is_some();
        }
        let noun_before = self.is_determiner(p)
            || self.is(p, DETERMINER)
            || self.is_preposition(p)
            || self.is(p, PRENOMINAL)
                && !(matches!(prev, "autre" | "autres")
                    && matches!(self.words.lower(i), "ont" | "sont" | "peuvent" | "doivent"))
            || self.words.kind(p) == WordKind::Number
            || matches!(prev, "leurs" | "quel" | "quelle" | "quels" | "quelles" | "deux" | "trois" | "non")
            || prev == "ci" && f.mask & form::PAST_PARTICIPLE != 0;
        if noun_before {
            return false;
        }
        // « un niveau équivalent sont exclus »: before another finite verb, an adjective or a noun.
        let next = self.words.lower(i + 1);
        let follows = if matches!(next, "ne" | "n'") { self.words.lower(i + 2) } else { next };
        let auxiliary = verb::lookup(follows)
            .is_some_and(|g| matches!(g.lemma, "être" | "avoir" | "pouvoir" | "devoir") && g.mask & form::FINITE != 0);
        if auxiliary && (f.homograph || f.mask & form::PAST_PARTICIPLE != 0) {
            return false;
        }
        if f.homograph {
            let coordinated = matches!(prev, "et" | "ou" | "ni");
            return self.words.kind(p) == WordKind::Word && !coordinated;
        }
        // « pièces jointes », « document produit par »: an ambiguous participle before « par ».
        !(f.mask & form::PAST_PARTICIPLE != 0 && matches!(self.word(i + 1), "par" | "au" | "aux" | "en"))
    }

    pub(super) fn follows_auxiliary(&self, i: usize) -> bool {
        (i.saturating_sub(4)..i).rev().any(|k| {
            verb::lookup(self.words.lower(k))
                .is_some_and(|f| matches!(f.lemma, "être" | "avoir") && f.mask & form::PAST_PARTICIPLE == 0)
                || self.words.lower(k) == "été"
        }) && (i.saturating_sub(4)..i).all(|k| self.words.kind(k) != WordKind::Mark || k + 4 <= i)
    }

    /// Whether the token opens a subordinate clause that will have a finite verb of its own.
    pub(super) fn opens(&self, i: usize) -> bool {
        let w = self.word(i);
        match w {
            "ou" => self.words.lower(i) == "où",
            "si" => !matches!(self.word(i + 1), "possible" | "necessaire" | "besoin" | "elevee" | "grave" | "grand"),
            "s'" => matches!(self.word(i + 1), "il" | "ils"),
            "que" | "qu'" => {
                let prev = self.before(i).map_or("", |p| self.word(p));
                !matches!(
                    prev,
                    "ainsi"
                        | "tel"
                        | "telle"
                        | "tels"
                        | "telles"
                        | "autre"
                        | "autres"
                        | "plutot"
                        | "meme"
                        | "moins"
                        | "autant"
                        | "aussi"
                ) || matches!(self.word(i + 1), "il" | "elle" | "ils" | "elles" | "le" | "on" | "les" | "la" | "l'")
                    && prev == "ainsi"
            }
            "comme" => matches!(self.word(i + 1), "il" | "ils" | "elle" | "le") && self.starts(i),
            _ => self.is(i, SUBORDINATOR),
        }
    }
}
