//! From the main clause to its rung: modal verbs, impersonal turns, what follows « être » and
//! « avoir », and the plain present and future by the class of verb and subject.

use super::{
    Context, Force,
    syntax::{Main, Negation, Sentence, Subject},
    table::{Adverb, Noun, Rule, key, singular, table},
};
use crate::{
    Cue, Modality, Party, PartyMention, Side, Words, parties,
    verb::{self, class, form},
};
use Modality::{Constat, Droit, Faculte, Interdiction, Obligation, Recommandation};

/// A rung, the rule that gave it, and the tokens that show it.
pub(super) struct Rung {
    pub(super) force: Modality,
    pub(super) rule: String,
    pub(super) tokens: (usize, usize),
}

pub(super) struct Ladder<'a, 't> {
    pub(super) words: &'a Words<'t>,
    pub(super) adverbs: &'a [Option<Adverb>],
    pub(super) context: &'a Context<'a>,
    pub(super) sentence: Sentence<'a, 't>,
}

/// One main verb with what was found out about its subject.
pub(super) struct Case {
    pub(super) main: Main,
    pub(super) party: Option<Party>,
    pub(super) noun: Option<Noun>,
    pub(super) head: String,
}

impl Case {
    pub(super) fn side(&self) -> Option<Side> {
        self.party.map(|p| p.side)
    }
    pub(super) fn person(&self) -> bool {
        self.side() == Some(Side::Personne)
    }
    pub(super) fn agent(&self) -> bool {
        self.main.subject == Subject::Vous || (self.side() == Some(Side::Agent) && self.noun != Some(Noun::National))
    }
    pub(super) fn denied(&self) -> bool {
        self.main.negation != Negation::No
    }
    pub(super) fn turn(&self, plain: Modality, denied: Modality) -> Modality {
        if self.denied() { denied } else { plain }
    }
    pub(super) fn is(&self, mask: u16) -> bool {
        self.main.form.mask & mask != 0
    }
    pub(super) fn classed(&self, class: u16) -> bool {
        self.main.form.class & class != 0
    }
    /// The tense is future, and no other form reads the same.
    pub(super) fn future(&self) -> bool {
        self.is(form::FUTURE) && !self.is(form::PRESENT_3S)
    }
    pub(super) fn past(&self) -> bool {
        self.is(form::PAST) && !self.is(form::PRESENT_3S | form::PRESENT_3P)
    }
}

/// What the ladder read of a clause by itself.
pub(super) struct Reading {
    /// Its rung.
    pub(super) force: Modality,
    /// The rule that gave it.
    pub(super) rule: String,
    /// The main verb that decided; `None` without one.
    pub(super) case: Option<Case>,
    /// The rules that the other main verbs gave.
    pub(super) others: Vec<String>,
}

impl Default for Reading {
    fn default() -> Self {
        Self { force: Constat, rule: String::new(), case: None, others: Vec::new() }
    }
}

impl<'a, 't> Ladder<'a, 't> {
    pub(super) fn new(words: &'a Words<'t>, adverbs: &'a [Option<Adverb>], context: &'a Context<'a>) -> Self {
        Self { words, adverbs, context, sentence: Sentence::new(words) }
    }

    /// Fills in the force, its cues, the verb, the actor and the beneficiary.
    pub(super) fn climb(&self, found: &mut Force) -> Reading {
        let mut reading = Reading::default();
        if matches!(self.words.folded(0), "considerant" | "vu") {
            return reading;
        }
        // « Il en est de même lorsque… »: the force of the clause before.
        let same = (0..4).any(|i| {
            matches!(self.words.folded(i), "est" | "va" | "sera" | "ira")
                && self.words.folded(i + 1) == "de"
                && self.words.folded(i + 2) == "meme"
        });
        if same
            && self.words.folded(0) == "il"
            && let Some(previous) = self.context.previous
        {
            found.modality = previous.modality;
            found.inherited = true;
            found.actor = previous.actor;
            found.beneficiary = previous.beneficiary;
            reading.force = previous.modality;
            reading.rule = "de-meme".to_owned();
            return reading;
        }
        let nominal = matches!(self.words.folded(0), "pas" | "aucun" | "aucune") && !self.has_ne();
        if (nominal || self.begins_with_infinitive())
            && let Some(rung) = self.verbless()
        {
            self.keep(found, &rung);
            (reading.force, reading.rule) = (rung.force, rung.rule);
            return reading;
        }
        let mains = self.sentence.mains();
        let mut chosen: Option<(Rung, Case)> = None;
        for main in mains {
            let (party, noun) = self.sentence.nature(main.subject);
            let head = match main.subject {
                Subject::Noun(h) => singular(self.words.folded(h)).to_owned(),
                _ => String::new(),
            };
            let case = Case { main, party, noun, head };
            let rung = self.rung(&case);
            // The first main verb, unless it only states and a later one of the same rank orders.
            if chosen.as_ref().is_none_or(|(r, _)| r.force == Constat && rung.force != Constat) {
                reading.others.extend(chosen.replace((rung, case)).map(|(r, _)| r.rule));
            } else {
                reading.others.push(rung.rule);
            }
        }
        let Some((mut rung, case)) = chosen else {
            if let Some(rung) = self.verbless() {
                self.keep(found, &rung);
                (reading.force, reading.rule) = (rung.force, rung.rule);
            }
            return reading;
        };
        // « comporte obligatoirement »: the adverb orders.
        let ordered = (case.main.verb + 1..case.main.verb + 4)
            .find(|i| matches!(self.words.folded(*i), "obligatoirement" | "imperativement"));
        if rung.force == Constat
            && let Some(at) = ordered.filter(|_| !case.past())
        {
            rung = Rung { force: Obligation, rule: "adverbe-imperatif".to_owned(), tokens: (case.main.verb, at + 1) };
        }
        if rung.force == Constat
            && let Some(at) = self.invited()
        {
            rung = Rung { force: Recommandation, rule: "sont-invites".to_owned(), tokens: (at, at + 1) };
        }
        if matches!(rung.force, Obligation | Droit) && self.adverbs.contains(&Some(Adverb::Conseil)) {
            rung.force = Recommandation;
        }
        found.verb = Some(self.words.span(case.main.verb, case.main.verb + 1));
        found.about_text = case.noun == Some(Noun::Texte) && case.party.is_none()
            || case.main.subject == Subject::Pronoun && self.context.previous.is_some_and(|p| p.about_text);
        found.negated = case.main.negation == Negation::Full;
        self.keep(found, &rung);
        self.people(found, &case);
        (reading.force, reading.rule, reading.case) = (rung.force, rung.rule, Some(case));
        reading
    }

    /// « … à laquelle les magistrats sont invités à s’inscrire ».
    pub(super) fn invited(&self) -> Option<usize> {
        (1..self.words.len()).find(|i| {
            matches!(key(self.words.folded(*i)), "invit" | "encourag" | "convi" | "incit")
                && self.words.lower(*i + 1) == "à"
                && verb::lookup(self.words.lower(i - 1)).is_some_and(|f| f.lemma == "être")
        })
    }

    pub(super) fn keep(&self, found: &mut Force, rung: &Rung) {
        found.modality = rung.force;
        if rung.force != Constat || !rung.rule.is_empty() {
            found.cues.push(Cue { span: self.words.span(rung.tokens.0, rung.tokens.1), rule: rung.rule.clone() });
        }
        if rung.force == Recommandation
            && let Some(cue) = found.attenuators.iter().find(|c| c.rule.starts_with("conseil"))
        {
            found.cues.push(cue.clone());
        }
    }

    /// « Séparer l’enfant des adultes qui parlent en son nom »: the only finite verb is a relative's.
    fn begins_with_infinitive(&self) -> bool {
        let at = match self.words.folded(0) {
            "ne" => 2,
            "lui" | "leur" | "les" | "l'" | "le" | "la" | "y" | "s'" | "se" | "en" => 1,
            _ => 0,
        };
        verb::lookup(self.words.lower(at)).is_some_and(|f| f.mask & form::INFINITIVE != 0 && !f.homograph)
    }

    /// Whether a verb is denied anywhere.
    fn has_ne(&self) -> bool {
        (0..self.words.len()).any(|i| matches!(self.words.folded(i), "ne" | "n'"))
    }

    /// A sentence without a finite verb: « Ne pas divulguer l’adresse. », « Interdiction de… ».
    pub(super) fn verbless(&self) -> Option<Rung> {
        let w = |i: usize| self.words.folded(i);
        let rung = |force, rule: &str, n| Some(Rung { force, rule: rule.to_owned(), tokens: (0, n) });
        if w(0) == "ne" && matches!(w(1), "pas" | "jamais" | "plus") {
            return rung(Interdiction, "infinitif-nie", 3);
        }
        match w(0) {
            "interdiction" => return rung(Interdiction, "interdiction-de", 1),
            "obligation" => return rung(Obligation, "obligation-de", 1),
            // « Pas de visite sans accord préalable. », « Aucune copie à des tiers. »
            "pas" if matches!(w(1), "de" | "d'") || matches!(w(1), "davantage" | "plus" | "non") => {
                return rung(Interdiction, "nominale-niee", 2);
            }
            "aucun" | "aucune" if !self.has_ne() => return rung(Interdiction, "nominale-niee", 1),
            // « Un correspondant par service. »
            "un" | "une"
                if Party::at(self.words, 1)
                    .is_some_and(|(p, n)| p.side == Side::Agent && w(1 + n) == "par" && self.words.len() < 12) =>
            {
                return rung(Obligation, "nominale", 2);
            }
            "possibilite" | "faculte" => return rung(Faculte, "possibilite-de", 1),
            _ => {}
        }
        let at = usize::from(matches!(w(0), "lui" | "leur" | "les" | "l'" | "le" | "la" | "y" | "s'" | "se" | "en"));
        let first = verb::lookup(self.words.lower(at))
            .filter(|f| f.mask & form::INFINITIVE != 0 && !f.homograph && f.lemma != "voir")?;
        if table().turns.get(first.lemma).is_some_and(|r| r.force == Interdiction) {
            return rung(Interdiction, "infinitif", 1);
        }
        rung(Obligation, "infinitif", 1)
    }

    pub(super) fn rung(&self, case: &Case) -> Rung {
        let v = case.main.verb;
        let start = v.saturating_sub(usize::from(case.denied()));
        let made =
            |force, rule: &str, end: usize| Rung { force, rule: rule.to_owned(), tokens: (start, end.max(v + 1)) };
        let lemma = case.main.form.lemma;
        if case.past() {
            return made(Constat, "", v + 1);
        }
        match lemma {
            "devoir" => return self.devoir(case, &made),
            "pouvoir" => return self.pouvoir(case, &made),
            "savoir" if case.denied() && case.is(form::CONDITIONAL) => {
                return made(Interdiction, "ne-saurait", v + 1);
            }
            "vouloir" if case.main.subject == Subject::Vous => {
                return made(case.turn(Obligation, Interdiction), "vous-voudrez-bien", v + 1);
            }
            "être" => return self.etre(case, &made),
            // « demeure envisageable », « paraît souhaitable », « reste interdit ».
            "rester" | "demeurer" | "paraître" | "sembler" | "apparaître" | "avérer" => {
                if let Some((rule, end)) = self
                    .predicate_rule(v)
                    .filter(|(r, _)| r.force != Constat && r.force != Obligation || r.agent.is_some() && case.agent())
                {
                    return made(self.apply(rule, case), &rule.name, end);
                }
            }
            // « le service fait rechercher ».
            "faire"
                if case.agent()
                    && verb::lookup(self.words.lower(v + 1)).is_some_and(|f| f.mask & form::INFINITIVE != 0)
                    && !case.is(form::CONDITIONAL) =>
            {
                return made(case.turn(Obligation, Interdiction), "fait-faire", v + 2);
            }
            "voir" if case.main.reflexive => {
                let acts = (v + 1..(v + 4).min(self.words.len())).find_map(|i| {
                    verb::lookup(self.words.lower(i))
                        .filter(|f| f.mask & (form::INFINITIVE | form::PAST_PARTICIPLE) != 0)
                });
                let given = acts.is_some_and(|f| {
                    matches!(
                        f.lemma,
                        "offrir" | "accorder" | "reconnaître" | "attribuer" | "délivrer" | "proposer" | "octroyer"
                    )
                });
                if given && case.person() {
                    return made(case.turn(Droit, Interdiction), "se-voit-accorder", v + 2);
                }
                if acts.is_some_and(|f| f.class & class::ACTE != 0) {
                    return made(case.turn(Obligation, Interdiction), "se-voit", v + 2);
                }
            }
            _ => {}
        }
        let impersonal = case.main.subject == Subject::Il;
        if impersonal && let Some(rule) = table().impersonal.get(lemma) {
            let conditional = case.is(form::CONDITIONAL);
            if lemma == "falloir" && (0..v).any(|i| self.words.folded(i) == "encore") {
                return made(Constat, "", v + 1);
            }
            let hesitate = case.denied() && self.infinitive(v).is_some_and(|(i, _)| self.words.folded(i) == "hesiter");
            let force = if hesitate || conditional && rule.force == Obligation {
                Recommandation
            } else {
                self.apply(rule, case)
            };
            return made(force, &rule.name, v + 1);
        }
        if lemma == "avoir"
            && let Some(rung) = self.avoir(case, &made)
        {
            return rung;
        }
        // « fera l’objet d’une note distincte »: the issuer will write.
        if lemma == "faire"
            && case.future()
            && (v + 1..v + 7).any(|i| {
                matches!(self.words.folded(i), "note" | "circulaire" | "instruction" | "depeche" | "decret" | "arrete")
            })
            && (v + 1..v + 9).any(|i| {
                matches!(
                    key(self.words.folded(i)),
                    "distinct" | "ulterieur" | "specifique" | "prochain" | "particulier"
                )
            })
        {
            return made(Constat, "", v + 1);
        }
        if let Some((rule, end)) = self.idiom(lemma, v) {
            return self.idiomatic(case, rule, end, &made);
        }
        if lemma == "avoir" {
            return made(Constat, "", v + 1);
        }
        match case.main.subject {
            Subject::Vous => self.vous(case, &made),
            Subject::Issuer => self.issuer(case, &made),
            _ => self.third(case, &made),
        }
    }

    pub(super) fn apply(&self, rule: &Rule, case: &Case) -> Modality {
        if case.denied() {
            rule.negated
        } else if case.agent() {
            rule.agent.unwrap_or(rule.force)
        } else if case.person() {
            rule.person.unwrap_or(rule.force)
        } else {
            rule.force
        }
    }

    /// Who is bound and who benefits.
    pub(super) fn people(&self, found: &mut Force, case: &Case) {
        let mentions: Vec<PartyMention> = parties(self.words);
        let after = |side: &dyn Fn(Side) -> bool| {
            mentions.iter().find(|m| m.token > case.main.verb && side(m.party.side)).map(|m| m.party)
        };
        found.actor = match case.main.subject {
            Subject::Vous => Party::named("service"),
            _ if case.agent()
                || case.person() && found.modality != Droit && !matches!(case.main.form.lemma, "être") =>
            {
                case.party
            }
            _ => mentions
                .iter()
                .find(|m| {
                    m.token > case.main.verb
                        && m.party.side != Side::MisEnCause
                        && (m.token.saturating_sub(3)..m.token)
                            .any(|i| matches!(self.words.folded(i), "par" | "au" | "aux" | "a"))
                })
                .filter(|m| m.party.side == Side::Agent)
                .map(|m| m.party),
        };
        found.beneficiary = if case.person() && (found.modality == Droit || case.main.form.lemma == "être") {
            case.party
        } else {
            after(&|s| s == Side::Personne)
        };
        if found.actor.is_none()
            && let Some(previous) = self.context.previous
            && case.main.subject == Subject::Pronoun
        {
            found.actor = previous.actor;
        }
    }
}
