//! From the main clause to its rung: modal verbs, impersonal turns, what follows « être » and
//! « avoir », and the plain present and future by the class of verb and subject.

use super::{
    Context, Force,
    syntax::{Main, Negation, Sentence, Subject},
    table::{Adverb, Noun, Rule, key, singular, table},
};
use crate::{
    Cue, Modality, Party, PartyMention, Side, WordKind, Words, parties,
    verb::{self, class, form},
};
use Modality::{Constat, Droit, Faculte, Interdiction, Obligation, Recommandation};

/// A rung, the rule that gave it, and the tokens that show it.
struct Rung {
    force: Modality,
    rule: String,
    tokens: (usize, usize),
}

pub(super) struct Ladder<'a, 't> {
    words: &'a Words<'t>,
    adverbs: &'a [Option<Adverb>],
    context: &'a Context<'a>,
    sentence: Sentence<'a, 't>,
}

/// One main verb with what was found out about its subject.
struct Case {
    main: Main,
    party: Option<Party>,
    noun: Option<Noun>,
    head: String,
}

impl Case {
    fn side(&self) -> Option<Side> {
        self.party.map(|p| p.side)
    }
    fn person(&self) -> bool {
        self.side() == Some(Side::Personne)
    }
    fn agent(&self) -> bool {
        self.main.subject == Subject::Vous || (self.side() == Some(Side::Agent) && self.noun != Some(Noun::National))
    }
    fn denied(&self) -> bool {
        self.main.negation != Negation::No
    }
    fn turn(&self, plain: Modality, denied: Modality) -> Modality {
        if self.denied() { denied } else { plain }
    }
    fn is(&self, mask: u16) -> bool {
        self.main.form.mask & mask != 0
    }
    fn classed(&self, class: u16) -> bool {
        self.main.form.class & class != 0
    }
    /// The tense is future, and no other form reads the same.
    fn future(&self) -> bool {
        self.is(form::FUTURE) && !self.is(form::PRESENT_3S)
    }
    fn past(&self) -> bool {
        self.is(form::PAST) && !self.is(form::PRESENT_3S | form::PRESENT_3P)
    }
}

impl<'a, 't> Ladder<'a, 't> {
    pub(super) fn new(words: &'a Words<'t>, adverbs: &'a [Option<Adverb>], context: &'a Context<'a>) -> Self {
        Self { words, adverbs, context, sentence: Sentence::new(words) }
    }

    /// Fills in the force, its cues, the verb, the actor and the beneficiary.
    pub(super) fn climb(&self, found: &mut Force) {
        if matches!(self.words.folded(0), "considerant" | "vu") {
            return;
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
            return;
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
                chosen = Some((rung, case));
            }
        }
        let Some((mut rung, case)) = chosen else {
            if let Some(rung) = self.verbless() {
                self.keep(found, &rung);
            }
            return;
        };
        if rung.force == Constat
            && let Some(at) = self.invited()
        {
            rung = Rung { force: Recommandation, rule: "sont-invites".to_owned(), tokens: (at, at + 1) };
        }
        if rung.force == Obligation && self.adverbs.contains(&Some(Adverb::Conseil)) {
            rung.force = Recommandation;
        }
        found.verb = Some(self.words.span(case.main.verb, case.main.verb + 1));
        found.negated = case.main.negation == Negation::Full;
        self.keep(found, &rung);
        self.people(found, &case);
    }

    /// « … à laquelle les magistrats sont invités à s’inscrire ».
    fn invited(&self) -> Option<usize> {
        (1..self.words.len()).find(|i| {
            matches!(key(self.words.folded(*i)), "invit" | "encourag" | "convi" | "incit")
                && self.words.lower(*i + 1) == "à"
                && verb::lookup(self.words.lower(i - 1)).is_some_and(|f| f.lemma == "être")
        })
    }

    fn keep(&self, found: &mut Force, rung: &Rung) {
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

    /// A sentence without a finite verb: « Ne pas divulguer l’adresse. », « Interdiction de… ».
    fn verbless(&self) -> Option<Rung> {
        let w = |i: usize| self.words.folded(i);
        let rung = |force, rule: &str, n| Some(Rung { force, rule: rule.to_owned(), tokens: (0, n) });
        if w(0) == "ne" && matches!(w(1), "pas" | "jamais" | "plus") {
            return rung(Interdiction, "infinitif-nie", 3);
        }
        match w(0) {
            "interdiction" => return rung(Interdiction, "interdiction-de", 1),
            "obligation" => return rung(Obligation, "obligation-de", 1),
            "possibilite" | "faculte" => return rung(Faculte, "possibilite-de", 1),
            _ => {}
        }
        let first = verb::lookup(self.words.lower(0)).filter(|f| f.mask & form::INFINITIVE != 0 && !f.homograph)?;
        if table().turns.get(first.lemma).is_some_and(|r| r.force == Interdiction) {
            return rung(Interdiction, "infinitif", 1);
        }
        rung(Obligation, "infinitif", 1)
    }

    fn rung(&self, case: &Case) -> Rung {
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
                if let Some((rule, end)) = self.predicate_rule(v).filter(|(r, _)| r.name != "predicat-constat") {
                    return made(self.apply(rule, case), &rule.name, end);
                }
            }
            // « se voit notifier un refus »: a passive.
            "voir" if case.main.reflexive => {
                let acts = (v + 1..(v + 4).min(self.words.len())).find_map(|i| {
                    verb::lookup(self.words.lower(i))
                        .filter(|f| f.mask & (form::INFINITIVE | form::PAST_PARTICIPLE) != 0)
                });
                if acts.is_some_and(|f| f.class & class::ACTE != 0) {
                    return made(case.turn(Obligation, Interdiction), "se-voit", v + 2);
                }
            }
            _ => {}
        }
        let impersonal = case.main.subject == Subject::Il;
        if impersonal && let Some(rule) = table().impersonal.get(lemma) {
            let conditional = case.is(form::CONDITIONAL);
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

    fn apply(&self, rule: &Rule, case: &Case) -> Modality {
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

    fn devoir(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        if case.is(form::CONDITIONAL) {
            return made(Recommandation, "devrait", v + 1);
        }
        made(case.turn(Obligation, Interdiction), "devoir", v + 1)
    }

    /// The infinitive that `verb` governs, its participle where it is passive, and the token after them.
    fn infinitive(&self, v: usize) -> Option<(usize, Option<usize>)> {
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

    fn pouvoir(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let infinitive = self.infinitive(v);
        let lemma_of = |i: usize| verb::lookup(self.words.lower(i));
        let active = infinitive.filter(|(_, p)| p.is_none()).and_then(|(i, _)| lemma_of(i));
        let passive = infinitive.and_then(|(_, p)| p).and_then(|p| verb::participle(self.words.lower(p)));
        let end = infinitive.map_or(v + 1, |(i, p)| p.unwrap_or(i) + 1);
        let states = |f: &verb::Form| f.class & (class::ETAT | class::FAIT) != 0 && f.class & class::ACTE == 0;
        let general = matches!(case.noun, Some(Noun::Phenomene)) || case.side() == Some(Side::MisEnCause);
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
        if case.main.subject == Subject::Vous {
            return made(Faculte, "vous-pouvez", end);
        }
        // « se constituer partie civile » is a right of whoever may.
        if active.is_some_and(|f| f.lemma == "constituer") && (end..end + 3).any(|i| self.words.folded(i) == "partie") {
            return made(Droit, "peut-droit", end);
        }
        if case.is(form::CONDITIONAL) && !case.agent() && !case.person() {
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

    fn by_agent(&self, from: usize) -> bool {
        (from..(from + 4).min(self.words.len())).any(|i| {
            self.words.folded(i) == "par"
                && (i + 1..i + 4).any(|k| Party::at(self.words, k).is_some_and(|(p, _)| p.side == Side::Agent))
        })
    }

    fn avoir(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Option<Rung> {
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
    fn idiom(&self, lemma: &str, v: usize) -> Option<(&'static Rule, usize)> {
        let list = table().idioms.get(lemma)?;
        (v + 1..(v + 6).min(self.words.len()))
            .take_while(|i| self.words.kind(*i) != WordKind::Mark || self.words.folded(*i) == ",")
            .find_map(|i| {
                list.iter()
                    .find(|(words, _)| words.iter().enumerate().all(|(k, w)| self.words.folded(i + k) == w))
                    .map(|(words, rule)| (rule, i + words.len()))
            })
    }

    fn idiomatic(&self, case: &Case, rule: &Rule, end: usize, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
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

    /// The token of what follows « être » at `v`: the first word that is no adverb and no negation.
    fn predicate(&self, v: usize) -> Option<usize> {
        let mut i = v + 1;
        let mut inside = false;
        while i < self.words.len() && i < v + 14 {
            let w = self.words.folded(i);
            let adverb = matches!(
                w,
                "pas"
                    | "plus"
                    | "point"
                    | "jamais"
                    | "que"
                    | "qu'"
                    | "donc"
                    | "alors"
                    | "egalement"
                    | "aussi"
                    | "ainsi"
                    | "toutefois"
                    | "neanmoins"
                    | "cependant"
                    | "desormais"
                    | "ensuite"
                    | "enfin"
                    | "bien"
                    | "tous"
                    | "toutes"
                    | "toujours"
                    | "encore"
                    | "deja"
                    | "seulement"
                    | "ni"
                    | "en"
                    | "outre"
                    | "par"
                    | "ailleurs"
                    | "il"
                    | "elle"
                    | "ils"
                    | "elles"
                    | "mieux"
                    | "tout"
                    | "d'"
                    | "abord"
                    | "aucun"
                    | "cas"
                    | "effet"
                    | "consequence"
                    | "revanche"
                    | "quant"
                    | "lui"
                    | "eux"
                    | "reste"
                    | "tres"
                    | "plein"
                    | "peu"
                    | "trop"
                    | "des"
                    | "lors"
            ) || w.ends_with("ment") && verb::lookup(self.words.lower(i)).is_none();
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

    fn predicate_rule(&self, v: usize) -> Option<(&'static Rule, usize)> {
        let p = self.predicate(v)?;
        // « est à la charge de »: the preposition is part of the phrase; « en » and « par » were passed over.
        for at in [p, p.saturating_sub(1)] {
            if at <= v {
                continue;
            }
            let found = table().predicates.get(key(self.words.folded(at))).and_then(|list| {
                list.iter().find(|(rest, _)| {
                    rest.iter().enumerate().all(|(k, w)| {
                        self.words.folded(at + 1 + k) == w || key(self.words.folded(at + 1 + k)) == key(w)
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

    fn etre(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let Some(p) = self.predicate(v) else { return made(Constat, "", v + 1) };
        let conditional = case.is(form::CONDITIONAL);
        if self.words.lower(p) == "été" {
            return made(Constat, "", v + 1);
        }
        let participle = verb::participle(self.words.lower(p));
        if let Some((rule, end)) = self.predicate_rule(v) {
            let mut force = self.apply(rule, case);
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
        if f.class & class::PASSE_ETRE != 0 || conditional || case.main.reflexive {
            return made(Constat, "", v + 1);
        }
        self.passive(case, f, p, made)
    }

    /// « est remis », « sont avisés », « il est procédé ».
    fn passive(&self, case: &Case, f: verb::Form, p: usize, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let rule = if case.future() { "passif-futur" } else { "passif-present" };
        let by_fact = (p..(p + 4).min(self.words.len())).any(|i| table().made_by.at(self.words, i).is_some());
        let states = f.class != 0
            && f.class
                & (class::ACTE
                    | class::PROCEDURE
                    | class::AU_PROFIT
                    | class::MODAL
                    | class::DE_LA_PERSONNE
                    | class::PERMISSION)
                == 0;
        let world = case.side() == Some(Side::MisEnCause) && !case.future() && f.class & class::A_CHARGE == 0;
        if by_fact || states || world || self.announced(case) || self.factual(case.main.verb) {
            return made(Constat, "", p + 1);
        }
        made(case.turn(Obligation, Interdiction), rule, p + 1)
    }

    /// Whether the issuer announces what he or his tools will do.
    fn announced(&self, case: &Case) -> bool {
        if !case.future() {
            return false;
        }
        let act = (case.main.verb..(case.main.verb + 6).min(self.words.len()))
            .any(|i| table().issuer_acts.at(self.words, i).is_some());
        table().issuer_nouns.contains(&case.head)
            || act && !case.person()
            || case.noun == Some(Noun::National)
            || case.noun == Some(Noun::Texte)
    }

    /// Whether the sentence tells of a habit or a tendency.
    fn factual(&self, verb: usize) -> bool {
        let opening = (0..verb).take_while(|i| self.words.folded(*i) != ",").count();
        let fronted = if opening < verb { opening } else { 0 };
        self.adverbs
            .iter()
            .enumerate()
            .any(|(i, a)| *a == Some(Adverb::Fact) && (i < fronted || i + 2 >= verb && i < verb + 5))
    }

    fn vous(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
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

    fn issuer(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
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
    fn third(&self, case: &Case, made: &dyn Fn(Modality, &str, usize) -> Rung) -> Rung {
        let v = case.main.verb;
        let state = || made(Constat, "", v + 1);
        if case.is(form::CONDITIONAL) || self.factual(v) {
            return state();
        }
        let future = case.future();
        let rule = |subject: &str| format!("{}-{subject}", if future { "futur" } else { "present" });
        let bind = |subject: &str| made(case.turn(Obligation, Interdiction), &rule(subject), v + 1);
        let acts = case.classed(class::ACTE);
        let states = case.classed(class::ETAT | class::FAIT | class::PAROLE);
        if case.side() == Some(Side::MisEnCause) || self.announced(case) {
            return state();
        }
        if matches!(case.noun, Some(Noun::Texte | Noun::National))
            && case.party.is_none_or(|_| case.noun == Some(Noun::National))
        {
            return state();
        }
        let lemma = case.main.form.lemma;
        if let Some(rule) = table()
            .turns
            .get(lemma)
            .filter(|r| matches!(lemma, "abstenir" | "efforcer" | "hésiter") || r.force == Interdiction && case.agent())
        {
            return made(self.apply(rule, case), &rule.name, v + 1);
        }
        if lemma == "gagner" && self.words.folded(v + 1) == "a" {
            return made(Recommandation, "gagne-a", v + 2);
        }
        if matches!(lemma, "incomber" | "revenir" | "appartenir")
            && !matches!(case.noun, Some(Noun::Phenomene))
            && (v + 1..(v + 6).min(self.words.len()))
                .any(|i| Party::at(self.words, i).is_some_and(|(p, _)| p.side == Side::Agent))
        {
            return made(case.turn(Obligation, Interdiction), "incombe", v + 1);
        }
        if case.main.reflexive {
            let runs = matches!(
                lemma,
                "effectuer"
                    | "dérouler"
                    | "faire"
                    | "tenir"
                    | "opérer"
                    | "exercer"
                    | "réunir"
                    | "organiser"
                    | "réaliser"
                    | "accomplir"
            );
            let thing = case.party.is_none() && !matches!(case.noun, Some(Noun::Phenomene));
            if runs && (thing || case.agent())
                || case.agent() && acts && !matches!(lemma, "appliquer" | "inscrire" | "appuyer")
            {
                return bind("pronominal");
            }
            return state();
        }
        if case.agent() {
            let only_states = states && !acts && !case.classed(class::PROCEDURE);
            let norm = self.context.text == super::TextKind::Norm && !case.classed(class::FAIT);
            if norm && states {
                return bind("agent");
            }
            let known = case.main.form.class != 0;
            return if only_states || case.classed(class::GARANTIE) && !acts || !known && !future {
                state()
            } else {
                bind("agent")
            };
        }
        if case.person() {
            if case.classed(class::GARANTIE) {
                return made(case.turn(Droit, Interdiction), "droit-present", v + 1);
            }
            return if acts && (!case.classed(class::FAIT) || future) { bind("personne") } else { state() };
        }
        if table().contents.0.contains(&case.head) && table().contents.1.contains(lemma) {
            return bind("contenu");
        }
        match (case.main.subject, case.noun) {
            (Subject::Noun(_), Some(Noun::Acte)) => {
                // « ce bilan ne distingue ni… »; « n’appelle pas de mesure » only states.
                if case.denied() && acts && !states {
                    bind("acte-nie")
                } else if case.denied() && case.classed(class::EXIGENCE) {
                    state()
                } else if case.classed(class::PERMISSION) {
                    made(case.turn(Droit, Constat), "permet", v + 1)
                } else if case.classed(class::PROCEDURE | class::EXIGENCE) || matches!(lemma, "faire") || future && acts
                {
                    bind("acte")
                } else {
                    state()
                }
            }
            (Subject::Noun(_), _) => {
                if future && (acts || case.classed(class::PROCEDURE)) {
                    bind("chose")
                } else {
                    state()
                }
            }
            (Subject::On, _) => {
                if future {
                    bind("on")
                } else {
                    state()
                }
            }
            // A pronoun: its noun stands in the sentence before.
            (Subject::Pronoun | Subject::Il, _) => {
                if case.classed(class::GARANTIE) {
                    made(case.turn(Droit, Interdiction), "droit-present", v + 1)
                } else if case.classed(class::PERMISSION) {
                    made(case.turn(Droit, Constat), "permet", v + 1)
                } else if acts && (!states || future) || case.classed(class::PROCEDURE) {
                    bind("pronom")
                } else {
                    state()
                }
            }
            (Subject::None, _) if case.is(form::PRESENT_2P) => bind("imperatif"),
            // « Y participent le procureur et… »: the subject comes after.
            (Subject::None, _)
                if acts
                    && (v + 1..v + 5).any(|i| Party::at(self.words, i).is_some_and(|(p, _)| p.side == Side::Agent)) =>
            {
                bind("inverse")
            }
            _ => state(),
        }
    }

    /// Who is bound and who benefits.
    fn people(&self, found: &mut Force, case: &Case) {
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
