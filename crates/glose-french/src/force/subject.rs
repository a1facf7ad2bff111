//! The subject of a verb, its clitics and its negation.

use super::{
    closed::{DETERMINER, PRENOMINAL},
    syntax::{Negation, Sentence, Subject},
    table::{Noun, singular, table},
};
use crate::{
    Party, Side, WordKind,
    verb::{Form, form},
};

impl Sentence<'_, '_> {
    /// The first of the clitics that stand before the verb `i`.
    pub(super) fn clitics_start(&self, i: usize) -> usize {
        let mut k = i;
        while let Some(p) = self.before(k) {
            let w = self.word(p);
            let clitic = matches!(
                w,
                "ne" | "n'" | "se" | "s'" | "me" | "m'" | "y" | "en" | "lui" | "leur" | "le" | "la" | "les" | "l'"
            ) || (matches!(w, "vous" | "nous")
                && self.before(p).is_some_and(|q| matches!(self.word(q), "je" | "il" | "ne")));
            if !clitic {
                break;
            }
            k = p;
        }
        k
    }

    pub(super) fn reflexive(&self, start: usize, verb: usize) -> bool {
        (start..verb).any(|k| matches!(self.word(k), "se" | "s'"))
    }

    pub(super) fn subject(
        &self,
        verb: usize,
        start: usize,
        f: Form,
        pronoun: Option<usize>,
        np: Option<usize>,
    ) -> Subject {
        let near = self.before(start);
        let direct = near.map_or("", |p| self.word(p));
        if f.mask & (form::PRESENT_2P | form::FUTURE_2P) != 0 && f.mask & (form::PRESENT_3S | form::FUTURE_3) == 0 {
            return Subject::Vous;
        }
        if f.mask & (form::FUTURE_1) != 0 || matches!(direct, "je" | "j'" | "nous") {
            return Subject::Issuer;
        }
        let direct = if matches!(direct, "ci" | "la")
            && near
                .and_then(|p| self.before(p))
                .is_some_and(|q| matches!(self.word(q), "celui" | "celle" | "ceux" | "celles"))
        {
            "elle"
        } else {
            direct
        };
        match direct {
            "vous" => return Subject::Vous,
            "on" => return Subject::On,
            "il" => return Subject::Il,
            "elle" | "ils" | "elles" => return Subject::Pronoun,
            "cela" | "ceci" | "ce" | "c'" => return Subject::This,
            _ => {}
        }
        // « est-il », « peut-elle »: after the verb.
        let after = self.word(verb + 1);
        if self.words.tokens().get(verb + 1).is_some_and(|t| t.hyphen)
            && matches!(after, "il" | "elle" | "ils" | "elles" | "on")
        {
            return if after == "il" { Subject::Il } else { Subject::Pronoun };
        }
        if let Some(np) = np
            && pronoun.is_none_or(|p| p < np)
        {
            return self.head(np, verb).map_or(Subject::None, Subject::Noun);
        }
        match pronoun.map(|p| self.word(p)) {
            // « ceux qui… », « quiconque… »: persons.
            Some("celui" | "celle" | "ceux" | "celles" | "quiconque" | "chacun" | "chacune")
                if !pronoun.is_some_and(|p| matches!(self.word(p + 1), "ci" | "la")) =>
            {
                pronoun.map_or(Subject::None, Subject::Noun)
            }
            Some("il") => Subject::Il,
            Some("on") => Subject::On,
            Some("je" | "j'") => Subject::Issuer,
            Some("cela" | "ceci" | "ce" | "c'") => Subject::This,
            Some(_) => Subject::Pronoun,
            None => Subject::None,
        }
    }

    /// The noun of the phrase that begins with the article `np`: « l’ensemble des demandes » gives « demandes ».
    pub(super) fn head(&self, np: usize, until: usize) -> Option<usize> {
        let mut k = np;
        while k < until {
            let w = self.word(k);
            let skip = self.is(k, DETERMINER)
                || self.is(k, PRENOMINAL)
                || self.hidden.get(k).copied().unwrap_or(false)
                || self.words.kind(k) != WordKind::Word
                || self.is_preposition(k)
                || matches!(w, "deux" | "trois" | "quatre" | "cinq" | "six" | "quelconque");
            if !skip {
                let quantity = matches!(
                    w,
                    "ensemble"
                        | "plupart"
                        | "majorite"
                        | "totalite"
                        | "partie"
                        | "moitie"
                        | "integralite"
                        | "type"
                        | "sorte"
                        | "cas"
                        | "chacun"
                        | "chacune"
                        | "charge"
                        | "qualite"
                ) && matches!(self.word(k + 1), "de" | "des" | "du" | "d'");
                if !quantity {
                    return Some(k);
                }
            }
            k += 1;
        }
        None
    }

    pub(super) fn negation(&self, verb: usize, start: usize) -> Negation {
        let ne = (start..verb).any(|k| matches!(self.word(k), "ne" | "n'"));
        if !ne {
            return Negation::No;
        }
        for k in verb + 1..(verb + 20).min(self.words.len()) {
            match self.word(k) {
                "pas" | "point" | "jamais" | "plus" | "guere" | "aucun" | "aucune" | "nul" | "nulle" | "rien" => {
                    return Negation::Full;
                }
                "que" | "qu'" => return Negation::Only,
                ";" | ":" => break,
                _ => {}
            }
        }
        Negation::Full
    }

    /// The « que » of « ne … que » after the verb.
    pub(super) fn restriction(&self, verb: usize) -> Option<usize> {
        (verb + 1..(verb + 14).min(self.words.len())).find(|k| matches!(self.word(*k), "que" | "qu'"))
    }

    /// Whether the word is written as the acronym of a body.
    fn acronym(&self, i: usize) -> bool {
        const OTHERS: [&str; 33] = [
            "ada", "alt", "aj", "ajo", "aps", "ame", "apl", "asile", "caf", "cdd", "cdi", "cedh", "ceseda", "cgct",
            "cide", "cjm", "cpp", "dalo", "gav", "hcr", "itt", "nor", "oqtf", "puma", "rgpd", "rsa", "smic", "teh",
            "tfue", "ue", "vih", "ist", "adn",
        ];
        let raw = self.words.slice(i, i + 1);
        (3..=8).contains(&raw.chars().count())
            && raw.chars().all(char::is_uppercase)
            && !OTHERS.contains(&self.word(i))
            && self.words.text().chars().any(char::is_lowercase)
    }

    /// What the subject stands for: its party and its class of noun.
    pub(super) fn nature(&self, subject: Subject) -> (Option<Party>, Option<Noun>) {
        let Subject::Noun(head) = subject else { return (None, None) };
        let noun = table().nouns.get(singular(self.word(head))).copied();
        let found = Party::at(self.words, head);
        let party = found.map(|(p, _)| p);
        // « la présente note », « le présent guide » are the text itself.
        if head > 0 && matches!(self.word(head - 1), "present" | "presente" | "presents" | "presentes") {
            return (None, Some(Noun::Texte));
        }
        // « L’UDAF », « la CPAM »: an acronym that is no party, no text and no allowance is taken for a body.
        if party.is_none() && noun.is_none() && self.acronym(head) {
            return (Party::named("service"), None);
        }
        match (noun, party) {
            // « le ministère public », « la commission d’indemnisation »: a longer name says more than the noun.
            (_, Some(p)) if found.is_some_and(|(_, n)| n > 1) => (Some(p), None),
            // « la commission », « le conseil » are bodies first; « la présente circulaire » never is.
            (Some(Noun::Acte), Some(p)) if p.side == Side::Agent => (Some(p), None),
            (n, p) => (p, n),
        }
    }
}
