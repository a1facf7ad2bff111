//! What follows « être »: adjectives of the table, the passive.

use super::{
    closed::ADVERB,
    ladder::{Case, Ladder, Rung},
    syntax::Subject,
    table::{Adverb, Noun, Rule, key, table},
};
use crate::{
    Modality, Party, Side, WordKind,
    verb::{self, class, form},
};
use Modality::{Constat, Droit, Faculte, Interdiction, Obligation, Recommandation};

impl Ladder<'_, '_> {
    /// The token of what follows « être » at `v`: the first word that is no adverb and no negation.
    pub(super) fn predicate(&self, v: usize) -> Option<usize> {
        let mut i = v + 1;
        let mut inside = false;
        while i < self.words.len() && i < v + 14 {
            let w = self.words.folded(i);
            let adverb =
                self.sentence.is(i, ADVERB) || w.ends_with("ment") && verb::lookup(self.words.lower(i)).is_none();
            if self.words.kind(i) == WordKind::Mark {
                match w {
                    "," => inside = !inside,
                    "(" | ")" => {}
                    _ => return None,
                }
            } else if !inside
                && !adverb
                && self.adverbs.get(i).is_none_or(|a| a.is_none_or(|a| a == Adverb::Fact && !w.ends_with("ment")))
            {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    pub(super) fn predicate_rule(&self, v: usize) -> Option<(&'static Rule, usize)> {
        let p = self.predicate(v)?;
        // « est à la charge de »: the preposition is part of the phrase; « en » and « par » were passed over.
        for at in [p, p.saturating_sub(1)] {
            if at <= v {
                continue;
            }
            let found = table().predicates.get(key(self.words.folded(at))).and_then(|list| {
                list.iter().find(|(rest, _)| {
                    rest.iter().enumerate().all(|(k, w)| {
                        let word = self.words.folded(at + 1 + k);
                        word == w || w == "de" && word == "d'" || key(self.words.folded(at + 1 + k)) == key(w)
                    })
                })
            });
            if let Some((rest, rule)) = found
                && (at == p || !rest.is_empty())
            {
                return Some((rule, at + 1 + rest.len()));
            }
        }
        None
    }

    pub(super) fn etre(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let Some(p) = self.predicate(v) else { return made(Constat, "", v + 1) };
        let conditional = case.is(form::CONDITIONAL);
        if self.words.lower(p) == "été" {
            return made(Constat, "", v + 1);
        }
        let participle = verb::participle(self.words.lower(p));
        // « présentée » is no « présente ».
        let attitude = |r: &Rule| r.name != "predicat-attitude" || participle.is_none();
        if let Some((rule, end)) = self.predicate_rule(v).filter(|(r, _)| attitude(r)) {
            // « Il est rappelé que », « il est précisé »: said, not ordered.
            let mut force = self.apply(rule, case);
            let binds = |f: verb::Form| f.class & class::ACTE != 0 && case.future() && rule.force == Constat;
            if let Some(f) = participle.filter(|f| binds(*f) && end == p + 1) {
                return self.passive(case, f, p, made);
            }
            // « est autorisé par le directeur »: who decides, not what is open.
            if rule.name == "predicat-possible"
                && force == Faculte
                && participle.is_some()
                && self.words.folded(end) == "par"
                && Party::at(self.words, end + 2)
                    .or(Party::at(self.words, end + 1))
                    .is_some_and(|(q, _)| q.side == Side::Agent)
            {
                return made(Obligation, "passif-present", end);
            }
            let right = matches!(case.head.as_str(), "droit" | "recour" | "acce");
            if rule.name == "predicat-possible" && right && !case.denied() {
                force = Droit;
            }
            if rule.name == "predicat-possible" && case.person() && !case.denied() {
                force = Droit;
            }
            if rule.name == "predicat-tenu" && case.denied() && (case.person() || case.main.subject == Subject::Pronoun)
            {
                force = Droit;
            }
            if conditional && matches!(force, Obligation | Faculte) {
                force = if force == Faculte { Constat } else { Recommandation };
            }
            return made(force, &rule.name, end);
        }
        if self.words.lower(p) == "à"
            && verb::lookup(self.words.lower(p + 1)).is_some_and(|f| f.mask & form::INFINITIVE != 0)
        {
            return made(case.turn(Obligation, Interdiction), "est-a-faire", p + 2);
        }
        let Some(f) = participle else { return made(Constat, "", v + 1) };
        let said = matches!(
            f.lemma,
            "rappeler"
                | "préciser"
                | "souligner"
                | "indiquer"
                | "signaler"
                | "constater"
                | "observer"
                | "noter"
                | "relever"
        );
        if said && case.main.subject == Subject::Il {
            return made(Constat, "", p + 1);
        }
        // « Sont agréées, au sens du présent texte, … »: a definition.
        if (p..p + 4).any(|i| self.words.folded(i) == "sens") && (p..p + 4).any(|i| self.words.folded(i) == "au") {
            return made(Constat, "", p + 1);
        }
        if f.class & class::PASSE_ETRE != 0 || conditional || case.main.reflexive {
            return made(Constat, "", v + 1);
        }
        self.passive(case, f, p, made)
    }

    /// « est remis », « sont avisés », « il est procédé ».
    pub(super) fn passive(
        &self,
        case: &Case,
        f: verb::Form,
        p: usize,
        made: &dyn Fn(Modality, &str, usize) -> Rung,
    ) -> Rung {
        let rule = if case.future() { "passif-futur" } else { "passif-present" };
        let by_fact = (p..(p + 4).min(self.words.len())).any(|i| table().made_by.at(self.words, i).is_some());
        // « il est fait interdiction de ».
        if f.lemma == "faire" && matches!(self.words.folded(p + 1), "interdiction" | "defense") {
            return made(Interdiction, "fait-interdiction", p + 2);
        }
        let states = f.class != 0
            && !(f.lemma == "laisser" && (p + 1..p + 4).any(|i| self.words.folded(i) == "disposition"))
            && !(f.lemma == "recevoir" && case.noun != Some(Noun::Phenomene))
            && !(matches!(f.lemma, "doubler" | "tripler" | "majorer") && case.noun == Some(Noun::Temps))
            && f.class
                & (class::ACTE | class::PROCEDURE | class::AU_PROFIT | class::DE_LA_PERSONNE | class::PERMISSION)
                == 0;
        let world = case.side() == Some(Side::MisEnCause) && !case.future() && f.class & class::A_CHARGE == 0;
        // « la prescription est interrompue par tout acte »: a rule of law.
        let cause = matches!(case.noun, Some(Noun::Temps | Noun::Phenomene))
            && (p + 1..p + 3).any(|i| self.words.folded(i) == "par");
        if cause || by_fact || states || world || self.announced(case) || self.factual(case.main.verb) {
            return made(Constat, "", p + 1);
        }
        made(case.turn(Obligation, Interdiction), rule, p + 1)
    }

    /// Whether the issuer announces what he or his tools will do.
    pub(super) fn announced(&self, case: &Case) -> bool {
        if !case.future() {
            return false;
        }
        let act = (case.main.verb..(case.main.verb + 6).min(self.words.len())).any(|i| {
            table().issuer_acts.iter().any(|p| p.iter().enumerate().all(|(k, w)| key(self.words.folded(i + k)) == w))
        });
        table().issuer_nouns.contains(&case.head)
            || act && !case.person()
            || case.noun == Some(Noun::National)
            || case.noun == Some(Noun::Texte)
            || act && case.main.subject == Subject::Pronoun && self.context.previous.is_some_and(|p| p.about_text)
    }

    /// Whether the sentence tells of a habit or a tendency.
    pub(super) fn factual(&self, verb: usize) -> bool {
        let opening = (0..verb).take_while(|i| self.words.folded(*i) != ",").count();
        let fronted = if opening < verb { opening } else { 0 };
        self.adverbs
            .iter()
            .enumerate()
            .any(|(i, a)| *a == Some(Adverb::Fact) && (i < fronted || i + 2 >= verb && i < verb + 5))
    }
}
