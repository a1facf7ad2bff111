//! The modal verbs: devoir, pouvoir, avoir and their idioms.

use super::{
    ladder::{Case, Ladder, Rung},
    syntax::{Negation, Subject},
    table::{Noun, Rule, table},
};
use crate::{
    Modality, Party, Side, WordKind,
    verb::{self, class, form},
};
use Modality::{Constat, Droit, Faculte, Interdiction, Obligation, Recommandation};

impl Ladder<'_, '_> {
    pub(super) fn devoir(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        if case.is(form::CONDITIONAL) {
            return made(Recommandation, "devrait", v + 1);
        }
        made(case.turn(Obligation, Interdiction), "devoir", v + 1)
    }

    /// The infinitive that `verb` governs, its participle where it is passive, and the token after them.
    pub(super) fn infinitive(&self, v: usize) -> Option<(usize, Option<usize>)> {
        let i = (v + 1..(v + 16).min(self.words.len()))
            .take_while(|i| !matches!(self.words.folded(*i), ";" | ":" | "."))
            .find(|i| {
                self.adverbs.get(*i).is_none_or(Option::is_none)
                    && verb::lookup(self.words.lower(*i)).is_some_and(|f| f.mask & form::INFINITIVE != 0)
            })?;
        if self.words.lower(i) != "être" {
            return Some((i, None));
        }
        Some((i, self.predicate(i).filter(|p| verb::participle(self.words.lower(*p)).is_some())))
    }

    pub(super) fn pouvoir(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let infinitive = self.infinitive(v);
        let lemma_of = |i: usize| verb::lookup(self.words.lower(i));
        let active = infinitive.filter(|(_, p)| p.is_none()).and_then(|(i, _)| lemma_of(i));
        let passive = infinitive.and_then(|(_, p)| p).and_then(|p| verb::participle(self.words.lower(p)));
        let end = infinitive.map_or(v + 1, |(i, p)| p.unwrap_or(i) + 1);
        let states = |f: &verb::Form| f.class & (class::ETAT | class::FAIT) != 0 && f.class & class::ACTE == 0;
        let general = matches!(case.noun, Some(Noun::Phenomene)) || case.side() == Some(Side::MisEnCause);
        if case.denied() && active.is_some_and(|f| f.lemma == "suffire") {
            return made(Constat, "", v + 1);
        }
        // « elle peut se faire assister »: a right of whoever is assisted.
        if !case.denied()
            && active.is_some_and(|f| f.lemma == "faire")
            && infinitive.is_some_and(|(i, _)| {
                self.words.folded(i - 1) == "se"
                    && matches!(
                        lemma_of(i + 1).map_or("", |f| f.lemma),
                        "assister" | "accompagner" | "représenter" | "aider" | "conseiller" | "rembourser" | "soigner"
                    )
            })
        {
            return made(Droit, "peut-droit", end);
        }
        if case.denied() {
            // « ne peut se reconstruire que si »: a truth, not a prohibition.
            let truth = active.is_some_and(|f| f.class & class::FAIT != 0 && f.class & class::ACTE == 0)
                && !case.agent()
                && case.main.negation == Negation::Only
                || general && active.is_none_or(|f| f.class & class::ACTE == 0) && passive.is_none();
            return made(if truth { Constat } else { Interdiction }, if truth { "" } else { "ne-peut" }, v + 1);
        }
        if case.main.subject == Subject::Il && matches!(active.map(|f| f.lemma), Some("agir" | "arriver" | "exister")) {
            return made(Constat, "il-peut-s-agir", end);
        }
        // « se constituer partie civile » is a right of whoever may.
        if active.is_some_and(|f| f.lemma == "constituer") && (end..end + 3).any(|i| self.words.folded(i) == "partie") {
            return made(Droit, "peut-droit", end);
        }
        // « une affiche pourrait utilement être apposée ».
        let usefully =
            (v..end).any(|i| self.words.folded(i) == "utilement") || self.words.folded(v + 1) == "avantageusement";
        if usefully {
            return made(Recommandation, "peut-utilement", end);
        }
        if case.is(form::CONDITIONAL) && case.agent() {
            return made(Recommandation, "pourriez", end);
        }
        if case.is(form::CONDITIONAL) && !case.person() {
            return made(Constat, "pourrait", end);
        }
        if general
            && passive.is_none_or(|f| f.class & class::ACTE == 0)
            && active.is_none_or(|f| f.class & class::ACTE == 0)
        {
            return made(Constat, "peut-de-fait", end);
        }
        if let Some(f) = active
            && states(&f)
            && !case.agent()
            && !case.person()
            && !case.is(form::FUTURE)
        {
            return made(Constat, "peut-de-fait", end);
        }
        if case.main.subject == Subject::Vous {
            return made(Faculte, "vous-pouvez", end);
        }
        // « peut se voir délivrer »: granted by others.
        let granted = active.is_some_and(|f| f.lemma == "voir")
            && infinitive.is_some_and(|(i, _)| matches!(self.words.folded(i - 1), "se"));
        if granted {
            return made(Faculte, "peut-se-voir", end);
        }
        if passive.is_some_and(|f| f.lemma == "obtenir") {
            return made(Droit, "peut-droit", end);
        }
        if let Some(f) = passive {
            let right = if case.person() {
                f.class & class::AU_PROFIT != 0 && f.class & class::A_CHARGE == 0
            } else {
                table().steps.0.contains(&case.head) && table().steps.1.contains(f.lemma) && !self.by_agent(end)
            };
            let defined = infinitive
                .and_then(|(i, _)| self.predicate_rule(i))
                .is_some_and(|(r, _)| r.name == "predicat-constat" && f.class & class::ACTE == 0);
            let force = if defined {
                Constat
            } else if right {
                Droit
            } else {
                Faculte
            };
            return made(force, if right { "peut-droit" } else { "peut-passif" }, end);
        }
        let association = case.party.is_some_and(|p| p.id == "association");
        let exercises = active.is_some_and(|f| f.class & (class::DE_LA_PERSONNE | class::GARANTIE) != 0);
        if case.person()
            || association && exercises
            || active.is_some_and(|f| f.class & class::GARANTIE != 0) && !case.agent()
        {
            return made(Droit, "peut-droit", end);
        }
        made(Faculte, "pouvoir", end)
    }

    pub(super) fn by_agent(&self, from: usize) -> bool {
        (from..(from + 4).min(self.words.len())).any(|i| {
            self.words.folded(i) == "par"
                && (i + 1..i + 4).any(|k| Party::at(self.words, k).is_some_and(|(p, _)| p.side == Side::Agent))
        })
    }

    pub(super) fn avoir(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Option<Rung> {
        let v = case.main.verb;
        // « n’a pas à justifier », « ont à produire »
        let direct = (v + 1..(v + 4).min(self.words.len())).find(|i| {
            !matches!(
                self.words.folded(*i),
                "pas" | "plus" | "donc" | "toutefois" | "egalement" | "point" | "cependant"
            )
        });
        if let Some(i) = direct {
            let (w, next) = (self.words.folded(i), verb::lookup(self.words.lower(i + 1)));
            if w == "a" && self.words.lower(i) == "à" && next.is_some_and(|f| f.mask & form::INFINITIVE != 0) {
                let force = match (case.denied(), case.main.negation) {
                    (true, Negation::Only) => Constat,
                    // « n’a pas à être regardée comme »: no right of hers.
                    (true, _) if self.words.lower(i + 1) == "être" => Constat,
                    (true, _) if case.person() || case.side().is_none() && case.main.subject == Subject::Pronoun => {
                        Droit
                    }
                    (true, _) => Constat,
                    _ => Obligation,
                };
                return Some(made(force, "avoir-a", i + 2));
            }
        }
        // « a déposé »: the compound past.
        let p = (v + 1..(v + 5).min(self.words.len())).find(|i| {
            !matches!(
                self.words.folded(*i),
                "pas" | "plus" | "jamais" | "ete" | "deja" | "egalement" | "aussi" | "en" | "outre" | "notamment"
            ) && !self.words.folded(*i).ends_with("ment")
        })?;
        let participle = verb::participle(self.words.lower(p));
        (participle.is_some() && self.words.folded(p) != "droit" && self.idiom("avoir", v).is_none())
            .then(|| made(Constat, "", v + 1))
    }

    /// An idiom of the table within a few words after the verb.
    pub(super) fn idiom(&self, lemma: &str, v: usize) -> Option<(&'static Rule, usize)> {
        let list = table().idioms.get(lemma)?;
        (v + 1..(v + 6).min(self.words.len()))
            .take_while(|i| self.words.kind(*i) != WordKind::Mark || self.words.folded(*i) == ",")
            .find_map(|i| {
                list.iter()
                    .find(|(words, _)| words.iter().enumerate().all(|(k, w)| self.words.folded(i + k) == w))
                    .map(|(words, rule)| (rule, i + words.len()))
            })
    }

    pub(super) fn idiomatic(
        &self,
        case: &Case,
        rule: &Rule,
        end: usize,
        made: &dyn Fn(Modality, &str, usize) -> Rung,
    ) -> Rung {
        let force = self.apply(rule, case);
        let announced = matches!(case.noun, Some(Noun::Texte)) || self.announced(case);
        if force == Obligation
            && (announced
                || matches!(case.noun, Some(Noun::Phenomene | Noun::National)) && !case.future()
                || self.factual(case.main.verb))
        {
            return made(Constat, &rule.name, end);
        }
        if rule.name == "a-droit"
            && force == Droit
            && !case.person()
            && case.party.is_none()
            && case.main.subject != Subject::Pronoun
            && case.main.subject != Subject::Il
        {
            return made(Constat, &rule.name, end);
        }
        made(force, &rule.name, end)
    }
}
