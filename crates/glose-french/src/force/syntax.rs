//! The main clause of a sentence: its finite verb, its subject, its negation. Subordinate and
//! relative clauses, words in guillemets and in brackets are passed over.

use crate::{
    Party, Side, WordKind, Words,
    force::table::{Noun, singular, table},
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
}

const PREPOSITIONS: [&str; 38] = [
    "a",
    "au",
    "aux",
    "de",
    "du",
    "d'",
    "en",
    "dans",
    "par",
    "pour",
    "sur",
    "sous",
    "sans",
    "avec",
    "entre",
    "chez",
    "des",
    "vers",
    "contre",
    "depuis",
    "pendant",
    "durant",
    "avant",
    "apres",
    "selon",
    "lors",
    "hors",
    "outre",
    "malgre",
    "jusqu'",
    "envers",
    "parmi",
    "suivant",
    "moyennant",
    "via",
    "concernant",
    "voire",
    "comme",
];

const DETERMINERS: [&str; 32] = [
    "le",
    "la",
    "les",
    "l'",
    "un",
    "une",
    "des",
    "ce",
    "cet",
    "cette",
    "ces",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "tout",
    "toute",
    "tous",
    "toutes",
    "chaque",
    "aucun",
    "aucune",
    "nul",
    "nulle",
    "certains",
    "certaines",
    "plusieurs",
    "quelques",
    "votre",
    "vos",
    "seuls",
];

const PRENOMINAL: [&str; 60] = [
    "nouvelle",
    "nouvelles",
    "nouveau",
    "nouveaux",
    "nouvel",
    "premiere",
    "premieres",
    "premier",
    "premiers",
    "seconde",
    "second",
    "deuxieme",
    "troisieme",
    "presente",
    "present",
    "presents",
    "presentes",
    "meme",
    "memes",
    "autre",
    "autres",
    "simple",
    "simples",
    "seule",
    "seules",
    "seul",
    "seuls",
    "certaine",
    "bonne",
    "bon",
    "grande",
    "grand",
    "grands",
    "grandes",
    "ancienne",
    "ancien",
    "telle",
    "tel",
    "pleine",
    "reelle",
    "veritable",
    "eventuelle",
    "eventuelles",
    "eventuel",
    "eventuels",
    "haute",
    "principale",
    "derniere",
    "dernier",
    "dernieres",
    "derniers",
    "petite",
    "courte",
    "longue",
    "double",
    "triple",
    "mauvaise",
    "prochaine",
    "prochain",
    "differents",
];

const CLITICS: [&str; 20] = [
    "ne", "n'", "se", "s'", "me", "m'", "y", "lui", "vous", "nous", "il", "elle", "ils", "elles", "on", "je", "j'",
    "qui", "ce", "c'",
];

/// Openings that look like a subject and are none: « le cas échéant », « chaque année ».
const FALSE_SUBJECTS: [&[&str]; 16] = [
    &["le", "cas", "echeant"],
    &["le", "plus", "souvent"],
    &["la", "plupart", "du", "temps"],
    &["le", "moment", "venu"],
    &["chaque", "annee"],
    &["chaque", "mois"],
    &["chaque", "semaine"],
    &["chaque", "trimestre"],
    &["chaque", "fois"],
    &["tous", "les"],
    &["tout", "d'"],
    &["la", "nuit"],
    &["une", "fois"],
    &["un", "an"],
    &["tout", "au"],
    &["toutes", "les"],
];

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
        Self { words, hidden }
    }

    fn word(&self, i: usize) -> &str {
        self.words.folded(i)
    }

    /// The visible token before `i`.
    fn before(&self, i: usize) -> Option<usize> {
        (0..i).rev().find(|k| !self.hidden.get(*k).copied().unwrap_or(false))
    }

    fn is_preposition(&self, i: usize) -> bool {
        let w = self.word(i);
        PREPOSITIONS.contains(&w)
            && !(w == "des" && self.words.lower(i) == "des" && self.starts(i))
            && !(w == "a" && self.words.lower(i) == "a" && i > 0)
    }

    /// Whether `i` begins the sentence or follows a mark.
    fn starts(&self, i: usize) -> bool {
        self.before(i).is_none_or(|p| self.words.kind(p) == WordKind::Mark)
    }

    fn is_determiner(&self, i: usize) -> bool {
        let w = self.word(i);
        if w == "des" {
            return self.words.lower(i) == "des" && self.starts(i);
        }
        DETERMINERS.contains(&w) || (w == "quiconque")
    }

    /// Whether the finite form at `i` is a verb here, not a noun, an adjective or a participle.
    fn is_verb(&self, i: usize, f: Form) -> bool {
        let Some(p) = self.before(i) else {
            return !f.homograph
                && f.mask & (form::PRESENT_3S | form::PRESENT_3P | form::FUTURE | form::PRESENT_2P) != 0
                && self.words.lower(i) != "a";
        };
        let prev = self.word(p);
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
        if CLITICS.contains(&prev) {
            return !(prev == "ce" && f.homograph);
        }
        if matches!(prev, "le" | "la" | "les" | "l'" | "leur" | "en") {
            return !f.homograph && self.before(p).is_some();
        }
        let noun_before = self.is_determiner(p)
            || DETERMINERS.contains(&prev)
            || self.is_preposition(p)
            || PRENOMINAL.contains(&prev)
            || self.words.kind(p) == WordKind::Number
            || matches!(prev, "leurs" | "quel" | "quelle" | "quels" | "quelles" | "deux" | "trois" | "non")
            || prev == "ci" && f.mask & form::PAST_PARTICIPLE != 0;
        if noun_before {
            return false;
        }
        if f.homograph {
            let coordinated = matches!(prev, "et" | "ou" | "ni");
            return self.words.kind(p) == WordKind::Word && !coordinated;
        }
        // « pièces jointes », « document produit par »: an ambiguous participle before « par ».
        !(f.mask & form::PAST_PARTICIPLE != 0 && matches!(self.word(i + 1), "par" | "au" | "aux" | "en"))
    }

    fn follows_auxiliary(&self, i: usize) -> bool {
        (i.saturating_sub(4)..i).rev().any(|k| {
            verb::lookup(self.words.lower(k))
                .is_some_and(|f| matches!(f.lemma, "être" | "avoir") && f.mask & form::PAST_PARTICIPLE == 0)
                || self.words.lower(k) == "été"
        }) && (i.saturating_sub(4)..i).all(|k| self.words.kind(k) != WordKind::Mark || k + 4 <= i)
    }

    /// Whether the token opens a subordinate clause that will have a finite verb of its own.
    fn opens(&self, i: usize) -> bool {
        let w = self.word(i);
        match w {
            "lorsque" | "lorsqu'" | "quand" | "qui" | "dont" | "ou" | "lequel" | "laquelle" | "lesquels"
            | "lesquelles" | "auquel" | "auxquels" | "auxquelles" | "duquel" | "desquels" | "desquelles"
            | "puisque" | "puisqu'" | "quoique" | "quoiqu'" | "combien" => {
                // « où » is not « ou ».
                w != "ou" || self.words.lower(i) == "où"
            }
            "si" => !matches!(self.word(i + 1), "possible" | "necessaire" | "besoin" | "elevee" | "grave" | "grand"),
            "s'" => matches!(self.word(i + 1), "il" | "ils") && self.starts_or_conj(i),
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
            _ => false,
        }
    }

    fn starts_or_conj(&self, i: usize) -> bool {
        let _ = i;
        true
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
                    ";" | ":" => {
                        frames.clear();
                        (first_np, comma_np, pronoun, found) = (None, None, None, false);
                    }
                    _ => {}
                }
                i += 1;
                continue;
            }
            if let Some(phrase) =
                FALSE_SUBJECTS.iter().find(|p| p.iter().enumerate().all(|(k, x)| self.word(i + k) == *x))
                && self.starts(i)
            {
                i += phrase.len();
                continue;
            }
            if self.opens(i) && i >= restrictive_until {
                frames.push(false);
                i += 1;
                continue;
            }
            let free = frames.is_empty();
            if matches!(
                w,
                "il" | "elle"
                    | "ils"
                    | "elles"
                    | "on"
                    | "je"
                    | "j'"
                    | "cela"
                    | "ceci"
                    | "celui"
                    | "celle"
                    | "ceux"
                    | "celles"
                    | "quiconque"
                    | "chacun"
                    | "chacune"
                    | "ce"
                    | "c'"
            ) && !self
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
            let subject = self.subject(i, start, f, pronoun, comma_np.or(first_np));
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

    /// The first of the clitics that stand before the verb `i`.
    fn clitics_start(&self, i: usize) -> usize {
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

    fn reflexive(&self, start: usize, verb: usize) -> bool {
        (start..verb).any(|k| matches!(self.word(k), "se" | "s'"))
    }

    fn subject(&self, verb: usize, start: usize, f: Form, pronoun: Option<usize>, np: Option<usize>) -> Subject {
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
            Some("il") => Subject::Il,
            Some("on") => Subject::On,
            Some("je" | "j'") => Subject::Issuer,
            Some("cela" | "ceci" | "ce" | "c'") => Subject::This,
            Some(_) => Subject::Pronoun,
            None => Subject::None,
        }
    }

    /// The noun of the phrase that begins with the article `np`: « l’ensemble des demandes » gives « demandes ».
    fn head(&self, np: usize, until: usize) -> Option<usize> {
        let mut k = np;
        while k < until {
            let w = self.word(k);
            let skip = DETERMINERS.contains(&w)
                || PRENOMINAL.contains(&w)
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

    fn negation(&self, verb: usize, start: usize) -> Negation {
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

    /// What the subject stands for: its party and its class of noun.
    pub(super) fn nature(&self, subject: Subject) -> (Option<Party>, Option<Noun>) {
        let Subject::Noun(head) = subject else { return (None, None) };
        let noun = table().nouns.get(singular(self.word(head))).copied();
        let found = Party::at(self.words, head);
        let party = found.map(|(p, _)| p);
        match (noun, party) {
            // « le ministère public », « la commission d’indemnisation »: a longer name says more than the noun.
            (_, Some(p)) if found.is_some_and(|(_, n)| n > 1) => (Some(p), None),
            // « la commission », « le conseil » are bodies first; « la présente circulaire » never is.
            (Some(Noun::Acte), Some(p)) if p.side == Side::Agent => (Some(p), None),
            (n, p) => (p, n),
        }
    }
}
