//! The plain present and future: by person, by subject, by class of verb.

use super::{
    TextKind,
    ladder::{Case, Ladder, Rung},
    syntax::{Negation, Subject},
    table::{Noun, singular, table},
};
use crate::{
    Modality, Party, Side,
    verb::{self, class, form},
};
use Modality::{Constat, Droit, Faculte, Interdiction, Obligation, Recommandation};
use rustc_hash::FxHashSet;

/// Verbs that run an act when they are pronominal: « l’audition se déroule », « la remise s’effectue ».
const RUNNING: [&str; 12] = [
    "effectuer",
    "dérouler",
    "faire",
    "tenir",
    "opérer",
    "réunir",
    "organiser",
    "réaliser",
    "accomplir",
    "dater",
    "porter",
    "concentrer",
];

impl Ladder<'_, '_> {
    pub(super) fn vous(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        if let Some(rule) = table().turns.get(case.main.form.lemma) {
            return made(self.apply(rule, case), &rule.name, v + 1);
        }
        if case.is(form::CONDITIONAL) {
            return made(Recommandation, "vous-conditionnel", v + 1);
        }
        let rule = if case.future() { "vous-futur" } else { "vous-present" };
        made(case.turn(Obligation, Interdiction), rule, v + 1)
    }

    pub(super) fn issuer(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let addressed = (v.saturating_sub(3)..(v + 4).min(self.words.len())).any(|i| self.words.folded(i) == "vous");
        let lemma = case.main.form.lemma;
        if table().issuer_advice.contains(lemma) {
            return made(Recommandation, "je-vous-invite", v + 1);
        }
        if addressed && table().issuer_orders.contains(lemma) {
            return made(Obligation, "je-vous-demande", v + 1);
        }
        made(Constat, "", v + 1)
    }

    /// The plain present and future, third person.
    pub(super) fn third(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let lemma = case.main.form.lemma;
        let state = || made(Constat, "", v + 1);
        if lemma == "gagner" && self.words.folded(v + 1) == "a" {
            return made(Recommandation, "gagne-a", v + 2);
        }
        if case.is(form::CONDITIONAL)
            || self.factual(v)
            || case.side() == Some(Side::MisEnCause)
            || self.announced(case)
        {
            return state();
        }
        let states_by_nature = match case.noun {
            Some(Noun::National) => true,
            Some(Noun::Texte) => case.party.is_none() && !(case.denied() && lemma == "admettre"),
            _ => false,
        };
        if states_by_nature {
            return state();
        }
        let turn = table().turns.get(lemma);
        if let Some(rule) = turn.filter(|r| {
            case.main.reflexive && matches!(lemma, "abstenir" | "efforcer")
                || r.force == Interdiction && (case.agent() || case.main.subject == Subject::On)
                || lemma == "hésiter"
        }) {
            return made(self.apply(rule, case), &rule.name, v + 1);
        }
        // « rien ne s’oppose à ce que »: allowed.
        if lemma == "opposer" && case.denied() && (0..v).any(|i| self.words.folded(i) == "rien") {
            return made(Faculte, "rien-ne-s-oppose", v + 1);
        }
        if lemma == "relever" && matches!(self.words.folded(v + 1), "de" | "du" | "des" | "d'") {
            return state();
        }
        // « constituent un indice » states; « constitue un dossier » is an act.
        let formed =
            ["dossier", "equipe", "comite", "garanties", "commission", "stock", "provision", "groupe", "partie"];
        if lemma == "constituer" && !(v + 1..v + 5).any(|i| formed.contains(&self.words.folded(i))) {
            return state();
        }
        if lemma == "incomber" && case.noun != Some(Noun::Phenomene) && !case.denied() && self.agent_near(v) {
            return made(Obligation, "incombe", v + 1);
        }
        if let Some(rung) = self.barred(case, made) {
            return rung;
        }
        // « apprécie l’opportunité de »: left to its judgement.
        if lemma == "apprécier"
            && !case.denied()
            && !case.person()
            && (v + 1..v + 5).any(|i| matches!(self.words.folded(i), "opportunite" | "utilite" | "suite" | "suites"))
        {
            return made(Faculte, "apprecie", v + 1);
        }
        // « ne se conçoit que si », « se conçoit lorsque »: open under a condition.
        if lemma == "concevoir" && case.main.reflexive {
            return made(case.turn(Faculte, Interdiction), "se-concoit", v + 1);
        }
        // « donne de bons résultats ».
        if matches!(lemma, "donner" | "produire") && (v + 1..v + 5).any(|i| self.words.folded(i) == "resultats") {
            return state();
        }
        // « L’épreuve dure deux heures »: how long an act must last.
        if lemma == "durer" && case.noun == Some(Noun::Acte) && crate::number::at(self.words, v + 1).is_some() {
            return Self::bind(case, "acte", made);
        }
        // « en tient compte », « requiert l’accord de »: an act or a body that must.
        let after = |list: &[&str]| (v + 1..v + 4).any(|i| list.contains(&self.words.folded(i)));
        if lemma == "tenir" && after(&["compte"]) && case.noun.is_none()
            || matches!(lemma, "requérir" | "nécessiter" | "exiger")
                && after(&["accord", "assentiment", "autorisation", "consentement"])
                && case.noun != Some(Noun::Phenomene)
        {
            return Self::bind(case, "exigence", made);
        }
        if case.main.reflexive {
            return self.pronominal(case, made);
        }
        if case.agent() {
            self.agent_acts(case, made)
        } else if case.person() {
            self.person_acts(case, made)
        } else {
            self.thing_acts(case, made)
        }
    }

    /// A negation that forbids: what may not last longer, be renewed, depend on a condition, cost a right,
    /// or be let happen.
    fn barred(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Option<Rung> {
        if case.main.negation != Negation::Full || case.noun == Some(Noun::Phenomene) {
            return None;
        }
        let v = case.main.verb;
        let lemma = case.main.form.lemma;
        let near =
            |list: &FxHashSet<String>, n: usize| (v + 1..v + n).any(|i| list.contains(singular(self.words.folded(i))));
        let (limits, repeats, losses) = &table().barred;
        let barred = if case.main.reflexive {
            repeats.contains(lemma)
        } else {
            match lemma {
                "laisser" => verb::lookup(self.words.lower(v + 2)).is_some_and(|f| f.mask & form::INFINITIVE != 0),
                "dépendre" => self.words.folded(v + 1) == "d'" || self.words.folded(v + 1) == "pas",
                "entraîner" | "emporter" | "valoir" | "justifier" => near(losses, 5),
                _ => {
                    limits.contains(lemma)
                        && (case.noun.is_some()
                            || case.party.is_some()
                            || crate::number::at(self.words, v + 2).is_some())
                }
            }
        };
        barred.then(|| made(Interdiction, "present-nie", v + 1))
    }

    /// Names the rule after the tense and the subject.
    fn bind(case: &Case, subject: &str, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let tense = if case.future() { "futur" } else { "present" };
        made(case.turn(Obligation, Interdiction), &format!("{tense}-{subject}"), case.main.verb + 1)
    }

    fn agent_near(&self, v: usize) -> bool {
        (v + 1..(v + 6).min(self.words.len()))
            .any(|i| Party::at(self.words, i).is_some_and(|(p, _)| p.side == Side::Agent))
    }

    fn pronominal(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let lemma = case.main.form.lemma;
        let acts = case.classed(class::ACTE);
        let thing = case.party.is_none() && case.noun != Some(Noun::Phenomene);
        let running = RUNNING.contains(&lemma) && (thing || case.agent());
        let future = case.future() && thing && case.classed(class::ACTE | class::PROCEDURE);
        let agent = case.agent() && (acts || case.future()) && !matches!(lemma, "appliquer" | "inscrire" | "appuyer");
        // « les parquets ne s’en tiendront plus à… »: what is given up, not forbidden.
        let gives_up = lemma == "tenir" && case.denied();
        if running || future || agent {
            let force = if gives_up { Obligation } else { case.turn(Obligation, Interdiction) };
            return made(force, "pronominal", case.main.verb + 1);
        }
        made(Constat, "", case.main.verb + 1)
    }

    /// A service, an authority, an association does.
    fn agent_acts(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let lemma = case.main.form.lemma;
        let states = case.classed(class::ETAT | class::FAIT | class::PAROLE);
        let acts = case.classed(class::ACTE);
        let norm = self.context.text == TextKind::Norm && !case.classed(class::FAIT);
        // « ne reçoit que », « ne conserve que »: what an agent may do.
        if case.main.negation == Negation::Only && case.classed(class::ACTE | class::GARANTIE | class::PROCEDURE) {
            return Self::bind(case, "agent", made);
        }
        // « le département compte douze centres », « déterminent librement ».
        if matches!(lemma, "compter" | "comprendre")
            && !matches!(self.words.folded(v + 1), "un" | "une")
            && crate::number::at(self.words, v + 1).is_some()
        {
            return made(Constat, "", v + 1);
        }
        if (v + 1..v + 3).any(|i| self.words.folded(i) == "librement") {
            return made(case.turn(Faculte, Interdiction), "librement", v + 2);
        }
        if !case.denied() && !case.future() && self.observed(v) {
            return made(Constat, "", v + 1);
        }
        // « en fait la synthèse », « fait mention de ».
        let makes = lemma == "faire"
            && (v + 1..v + 3).any(|i| {
                matches!(
                    self.words.folded(i),
                    "synthese" | "bilan" | "mention" | "copie" | "inventaire" | "rapport" | "releve" | "declaration"
                )
            });
        if makes {
            return Self::bind(case, "agent", made);
        }
        // « reçoivent une formation », « bénéficient d’une sensibilisation ».
        let trained = case.classed(class::GARANTIE)
            && (v + 1..v + 5).any(|i| {
                matches!(self.words.folded(i), "formation" | "formations" | "instruction" | "sensibilisation")
            });
        let binds = if norm && states || trained || case.future() && !case.classed(class::FAIT) {
            true
        } else {
            // What a service does in the present is prescribed, unless the verb tells how it is or what befalls it.
            acts || !states && !case.classed(class::GARANTIE) && !table().agent_states.contains(lemma)
                || table().agent_rules.contains(lemma)
        };
        if binds { Self::bind(case, "agent", made) } else { made(Constat, "", v + 1) }
    }

    /// Whether the verb at `v` tells what bodies meet with: « constatent une hausse », « prononcent peu de », « traitent
    /// plus de mille demandes par an », « depuis longtemps ».
    fn observed(&self, v: usize) -> bool {
        let next = self.words.folded(v + 1);
        let few = matches!(next, "peu" | "trop" | "beaucoup" | "davantage");
        let lemma = verb::lookup(self.words.lower(v)).map_or("", |f| f.lemma);
        let meets = matches!(lemma, "constater" | "observer" | "relever" | "rencontrer" | "noter" | "enregistrer")
            && (next == "que"
                || (v + 2..v + 4).any(|i| table().nouns.get(singular(self.words.folded(i))) == Some(&Noun::Phenomene)));
        let ago = (v + 1..self.words.len()).any(|i| {
            self.words.folded(i) == "depuis"
                && matches!(self.words.folded(i + 1), "longtemps" | "toujours" | "plusieurs" | "quelques")
        });
        let yearly = matches!(next, "plus" | "pres" | "environ" | "moins")
            && (v + 1..self.words.len()).any(|i| {
                self.words.folded(i) == "par" && matches!(self.words.folded(i + 1), "an" | "mois" | "semaine" | "jour")
            });
        few || meets || ago || yearly
    }

    /// The person does or receives.
    fn person_acts(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        if case.classed(class::GARANTIE) {
            return made(case.turn(Droit, Interdiction), "droit-present", v + 1);
        }
        if case.classed(class::ACTE) && (!case.classed(class::FAIT) || case.future()) {
            Self::bind(case, "personne", made)
        } else {
            made(Constat, "", v + 1)
        }
    }

    /// An act, a paper, a thing, or what a pronoun stands for.
    fn thing_acts(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let lemma = case.main.form.lemma;
        let state = || made(Constat, "", v + 1);
        let acts = case.classed(class::ACTE);
        let states = case.classed(class::ETAT | class::FAIT | class::PAROLE);
        let future = case.future();
        if table().contents.0.contains(&case.head) && table().contents.1.contains(lemma) {
            return Self::bind(case, "contenu", made);
        }
        match (case.main.subject, case.noun) {
            (Subject::Noun(_), Some(Noun::Acte)) => {
                if case.classed(class::PERMISSION) {
                    // « l’enquête permet de… » describes; « la carte autorise son titulaire à… » gives.
                    let gives = lemma != "permettre"
                        || (v + 1..v + 5)
                            .any(|i| Party::at(self.words, i).is_some_and(|(p, _)| p.side == Side::Personne));
                    made(if gives { case.turn(Droit, Constat) } else { Constat }, "permet", v + 1)
                } else if case.classed(class::EXIGENCE) && !acts {
                    state()
                } else if case.denied() && acts && (!states || case.main.negation == Negation::Only)
                    || case.classed(class::PROCEDURE)
                    || future && (acts || states)
                    || acts && table().agent_only.contains(lemma)
                {
                    Self::bind(case, "acte", made)
                } else {
                    state()
                }
            }
            (Subject::Noun(_), noun) => {
                // A noun that no table knows, with an act that only people do: « les patrouilles renseignent la grille ».
                let only = class::PROCEDURE | class::GARANTIE | class::EXIGENCE | class::PERMISSION;
                let human = acts && !states && !case.classed(only) && noun.is_none();
                let circulates = case.main.negation == Negation::Only && noun.is_none() && acts;
                if human
                    || circulates
                    || future && noun != Some(Noun::Phenomene) && (acts || case.classed(class::PROCEDURE))
                {
                    Self::bind(case, "chose", made)
                } else {
                    state()
                }
            }
            (Subject::On, _) if future => Self::bind(case, "on", made),
            // A pronoun: its noun stands in the sentence before.
            (Subject::Pronoun | Subject::Il, _) => self.pronoun_acts(case, made),
            (Subject::None, _) if case.is(form::PRESENT_2P) => Self::bind(case, "imperatif", made),
            // « Y participent le procureur et… »: the subject comes after.
            (Subject::None, _) if acts && !states && self.agent_near(v) => Self::bind(case, "inverse", made),
            _ => state(),
        }
    }

    fn pronoun_acts(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let text = self.context.previous.is_some_and(|p| p.about_text);
        let states = case.classed(class::ETAT | class::FAIT | class::PAROLE);
        // « Il lui expose », « elle leur remet »: only people have someone to do it to.
        let dative = (v.saturating_sub(2)..v).any(|i| matches!(self.words.folded(i), "lui" | "leur"));
        // « Il prend… » after « Le préfet… ».
        let someone = self.context.previous.and_then(|p| p.actor).is_some_and(|p| p.side == Side::Agent)
            && case.main.subject != Subject::This;
        let acts = case.classed(class::ACTE) && (!states || case.future() || dative || someone);
        let provides = dative && someone && !table().agent_states.contains(case.main.form.lemma);
        if provides && !case.classed(class::PERMISSION | class::PAROLE) {
            return Self::bind(case, "pronom", made);
        }
        let about = case.main.form.lemma == "porter" && (v + 1..v + 4).any(|i| self.words.folded(i) == "sur");
        if about && !text {
            return Self::bind(case, "pronom", made);
        }
        if text && !dative {
            return made(Constat, "", v + 1);
        }
        if case.classed(class::GARANTIE) {
            made(case.turn(Droit, Interdiction), "droit-present", v + 1)
        } else if case.classed(class::PERMISSION) {
            made(case.turn(Droit, Constat), "permet", v + 1)
        } else if acts || case.classed(class::PROCEDURE) && !matches!(case.main.form.lemma, "porter" | "prendre") {
            Self::bind(case, "pronom", made)
        } else {
            made(Constat, "", v + 1)
        }
    }
}
