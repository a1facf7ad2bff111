//! What the words of a clause and its setting speak for, weighed together: the last word on a force
//! that the ladder alone would give by one rule. The signs are those of grammar (which rule of the
//! ladder, which verb, tense, subject, negation), of the setting (stem, clause before, heading,
//! list, row) and the words themselves; what they weigh is learnt (`data/force-weights.tsv`).

use std::sync::LazyLock;

use glose_weigh::Table;

use super::{
    Context, Force, Place, TextKind,
    ladder::{Case, Reading},
    syntax::{Negation, Subject},
    table::{Adverb, Noun},
};
use crate::{
    Cue, Modality, Side, Span, WordKind, Words,
    verb::{self, class, form},
};

/// The table that the program uses.
pub(super) static TABLE: LazyLock<Table> = LazyLock::new(|| {
    // A test reads it: what stands here cannot be seen by a user.
    Table::parse(include_str!("../../data/force-weights.tsv")).unwrap_or_default()
});

/// The name of a force in the table.
const fn name(modality: Modality) -> &'static str {
    match modality {
        Modality::Obligation => "obligation",
        Modality::Interdiction => "interdiction",
        Modality::Droit => "droit",
        Modality::Faculte => "faculte",
        Modality::Recommandation => "recommandation",
        Modality::Constat => "constat",
    }
}

/// The forces, in the order of the answers of a table.
pub(super) const FORCES: [Modality; 6] = [
    Modality::Obligation,
    Modality::Interdiction,
    Modality::Droit,
    Modality::Faculte,
    Modality::Recommandation,
    Modality::Constat,
];

/// One sign, as it was seen.
#[derive(Clone, Copy, Debug)]
pub struct ForceSign<'s> {
    /// Its name in the table.
    pub name: &'s str,
    /// How much of it.
    pub value: f32,
    /// The words of the clause that are the sign; `None` for what is about its setting.
    pub span: Option<Span>,
}

/// Shows signs to a sink, under a name that is built once.
struct Reader<'s> {
    name: String,
    sink: &'s mut dyn FnMut(ForceSign<'_>),
}

impl Reader<'_> {
    fn see(&mut self, span: Option<Span>, parts: &[&str]) {
        self.name.clear();
        parts.iter().for_each(|p| self.name.push_str(p));
        (self.sink)(ForceSign { name: &self.name, value: 1.0, span });
    }
}

/// Shows `sink` every sign of the force of a clause that the ladder read as `found`.
pub(super) fn signs(
    words: &Words<'_>,
    context: &Context<'_>,
    found: &Force,
    reading: &Reading,
    adverbs: &[Option<Adverb>],
    sink: &mut dyn FnMut(ForceSign<'_>),
) {
    let mut reader = Reader { name: String::with_capacity(48), sink };
    setting(context, &mut reader);
    let place = place(context.place);
    let ladder = name(reading.force);
    let norm = if context.text == TextKind::Norm { "norme" } else { "instruction" };
    reader.see(None, &["echelle:", ladder]);
    reader.see(None, &["echelle:", ladder, " lieu:", place]);
    reader.see(None, &["echelle:", ladder, " texte:", norm]);
    reader.see(None, &["regle:", &reading.rule]);
    if let Some(stem) = context.stem {
        reader.see(None, &["echelle:", ladder, " chapeau:", name(stem.modality)]);
    }
    match &reading.case {
        Some(case) => of_case(words, case, norm, &mut reader),
        None => reader.see(None, &["sans-verbe"]),
    }
    for rule in &reading.others {
        reader.see(None, &["autre.regle:", rule]);
    }
    for (i, adverb) in adverbs.iter().enumerate() {
        let kind = match adverb {
            Some(Adverb::Conseil) => "conseil",
            Some(Adverb::Attenuator) => "attenuateur",
            Some(Adverb::Intensifier) => "intensif",
            Some(Adverb::Fact) => "fait",
            None => continue,
        };
        reader.see(Some(words.span(i, i + 1)), &["adverbe:", kind]);
    }
    for cue in found.attenuators.iter().chain(&found.intensifiers) {
        reader.see(Some(cue.span), &["adverbe:", &cue.rule]);
    }
    let said: Vec<usize> = (0..words.len()).filter(|i| words.kind(*i) != WordKind::Mark).collect();
    for i in &said {
        let span = Some(words.span(*i, *i + 1));
        reader.see(span, &["mot:", &words.stem(*i)]);
        if let Some(found) = verb::lookup(words.lower(*i)).filter(|f| !f.homograph) {
            let mood = mood(found.mask);
            reader.see(span, &["forme:", mood]);
            reader.see(span, &["forme:", found.lemma, " ", mood]);
        }
    }
    if let [first, rest @ ..] = said.as_slice() {
        reader.see(Some(words.span(*first, *first + 1)), &["debut:", words.folded(*first)]);
        let mood = verb::lookup(words.lower(*first)).map_or("", |f| mood(f.mask));
        reader.see(None, &["debut.forme:", mood, " lieu:", place]);
        if let Some(second) = rest.first() {
            let span = Some(words.span(*first, *second + 1));
            reader.see(span, &["debut:", words.folded(*first), " ", words.folded(*second)]);
        }
    }
    for pair in said.windows(2) {
        let [a, b] = pair else { continue };
        reader.see(Some(words.span(*a, *b + 1)), &["suite:", words.folded(*a), " ", words.folded(*b)]);
    }
    if said.len() < 7 {
        reader.see(None, &["court"]);
    }
    if words.text().trim_end().ends_with(':') {
        reader.see(None, &["est-chapeau"]);
    }
    if words.text().trim_end().ends_with('?') {
        reader.see(None, &["question"]);
    }
}

fn setting(context: &Context<'_>, reader: &mut Reader<'_>) {
    let place = place(context.place);
    reader.see(None, &["lieu:", place]);
    reader.see(None, &["texte:", if context.text == TextKind::Norm { "norme" } else { "instruction" }]);
    if let Some(stem) = context.stem {
        reader.see(None, &["chapeau:", name(stem.modality)]);
        reader.see(None, &["chapeau:", name(stem.modality), " lieu:", place]);
    }
    match context.previous {
        Some(previous) => {
            reader.see(None, &["avant:", name(previous.modality)]);
            reader.see(None, &["avant:", name(previous.modality), " lieu:", place]);
        }
        None => reader.see(None, &["avant:rien"]),
    }
    for word in context.heading {
        reader.see(None, &["titre:", word]);
    }
}

fn place(place: Place) -> &'static str {
    match place {
        Place::Body => "corps",
        Place::ListItem => "liste",
        Place::TableRow => "ligne",
        Place::Footnote => "note",
        Place::Visa | Place::Head => "tete",
    }
}

/// The first mood and tense that a form may stand for.
fn mood(mask: u16) -> &'static str {
    const MOODS: [(u16, &str); 8] = [
        (form::INFINITIVE, "infinitif"),
        (form::FUTURE, "futur"),
        (form::CONDITIONAL, "conditionnel"),
        (form::PRESENT_3S | form::PRESENT_3P | form::PRESENT_1 | form::PRESENT_2P, "present"),
        (form::PAST, "passe"),
        (form::SUBJUNCTIVE, "subjonctif"),
        (form::PAST_PARTICIPLE, "participe"),
        (form::PRESENT_PARTICIPLE, "gerondif"),
    ];
    MOODS.iter().find(|(bits, _)| mask & bits != 0).map_or("", |(_, name)| name)
}

/// The tense of the main verb.
fn tense(case: &Case) -> &'static str {
    if case.future() {
        "futur"
    } else if case.past() {
        "passe"
    } else if case.is(form::CONDITIONAL) {
        "conditionnel"
    } else if case.is(form::PRESENT_2P) {
        "imperatif"
    } else {
        "present"
    }
}

fn of_case(words: &Words<'_>, case: &Case, norm: &str, reader: &mut Reader<'_>) {
    let v = case.main.verb;
    let span = Some(words.span(v, v + 1));
    let (tense, lemma) = (tense(case), case.main.form.lemma);
    let subject = match case.main.subject {
        Subject::Vous => "vous",
        Subject::Issuer => "je",
        Subject::On => "on",
        Subject::Il => "il",
        Subject::Pronoun => "pronom",
        Subject::This => "cela",
        Subject::Noun(_) => "nom",
        Subject::None => "aucun",
    };
    let side = match case.side() {
        Some(Side::Agent) => "agent",
        Some(Side::Personne) => "personne",
        Some(Side::Tiers) => "tiers",
        Some(Side::MisEnCause) => "mis-en-cause",
        None => subject,
    };
    let noun = match case.noun {
        Some(Noun::Acte) => "acte",
        Some(Noun::Texte) => "texte",
        Some(Noun::Phenomene) => "phenomene",
        Some(Noun::National) => "national",
        Some(Noun::Temps) => "temps",
        None => "",
    };
    let denied = match case.main.negation {
        Negation::No => "",
        Negation::Full => "nie",
        Negation::Only => "seulement",
    };
    reader.see(span, &["verbe:", lemma]);
    reader.see(span, &["verbe:", lemma, " ", tense]);
    reader.see(span, &["verbe:", lemma, " ", denied]);
    reader.see(span, &["verbe:", lemma, " ", side]);
    reader.see(span, &["temps:", tense, " ", denied]);
    reader.see(span, &["temps:", tense, " ", side, " ", denied]);
    reader.see(span, &["temps:", tense, " nom:", noun, " ", denied]);
    reader.see(span, &["temps:", tense, " texte:", norm]);
    reader.see(span, &["sujet:", subject, " nom:", noun]);
    reader.see(None, &["tete:", &case.head]);
    if let Some(party) = case.party {
        reader.see(None, &["partie:", party.id]);
    }
    for (bit, name) in [
        (class::ACTE, "acte"),
        (class::PROCEDURE, "procedure"),
        (class::GARANTIE, "garantie"),
        (class::PERMISSION, "permission"),
        (class::EXIGENCE, "exigence"),
        (class::ETAT, "etat"),
        (class::FAIT, "fait"),
        (class::PAROLE, "parole"),
    ] {
        if case.classed(bit) {
            reader.see(span, &["classe:", name, " ", tense, " ", denied]);
            reader.see(span, &["classe:", name, " ", tense, " ", side]);
        }
    }
    if case.main.reflexive {
        reader.see(span, &["pronominal ", tense]);
    }
    // What follows « est », « doit », « peut »: the participle, the infinitive, the adjective.
    let after = (v + 1..(v + 5).min(words.len())).filter(|i| words.kind(*i) == WordKind::Word);
    for i in after.take(3) {
        let span = Some(words.span(v, i + 1));
        let Some(next) = verb::lookup(words.lower(i)) else {
            if matches!(lemma, "être" | "rester" | "demeurer" | "avoir" | "faire") {
                reader.see(span, &["verbe:", lemma, " mot:", &words.stem(i)]);
            }
            continue;
        };
        if next.mask & (form::PAST_PARTICIPLE | form::INFINITIVE) != 0 {
            reader.see(span, &["verbe:", lemma, " + ", next.lemma]);
            reader.see(span, &["+ ", next.lemma, " ", tense, " ", denied]);
            for (bit, name) in [
                (class::ACTE, "acte"),
                (class::PROCEDURE, "procedure"),
                (class::FAIT, "fait"),
                (class::ETAT, "etat"),
                (class::A_CHARGE, "a-charge"),
                (class::AU_PROFIT, "au-profit"),
                (class::DE_LA_PERSONNE, "de-la-personne"),
            ] {
                if next.class & bit != 0 {
                    reader.see(span, &["verbe:", lemma, " + classe:", name, " ", tense, " ", denied]);
                    reader.see(span, &["verbe:", lemma, " + classe:", name, " ", side]);
                }
            }
            break;
        }
    }
}

/// Weighs the signs and gives the force that they speak for most, with the words that weighed most where
/// it is not the ladder's.
pub(super) fn weigh(found: &mut Force, table: &Table, seen: &[(String, f32, Option<Span>)]) {
    let mut odds = table.bias().to_vec();
    for (name, value, _) in seen {
        table.add(&mut odds, name, *value);
    }
    let mut best = (found.modality, f32::NEG_INFINITY);
    for force in FORCES {
        let odds = table.answer(name(force)).and_then(|k| odds.get(k)).copied().unwrap_or(f32::NEG_INFINITY);
        if odds > best.1 {
            best = (force, odds);
        }
    }
    let force = best.0;
    if force == found.modality {
        return;
    }
    found.modality = force;
    found.inherited = false;
    found.cues.clear();
    let Some(answer) = table.answer(name(force)).filter(|_| force != Modality::Constat) else { return };
    let weight = |name: &str| table.row(name).and_then(|r| r.get(answer)).copied().unwrap_or(0.0);
    let mut said: Vec<(f32, Span, &str)> =
        seen.iter().filter_map(|(name, value, span)| Some((weight(name) * value, (*span)?, name.as_str()))).collect();
    said.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let most = said.first().map_or(0.0, |s| s.0);
    let mut cues: Vec<Cue> = Vec::new();
    for (weight, span, rule) in said.iter().take_while(|s| s.0 > 0.0 && s.0 >= most / 2.0) {
        let _ = weight;
        if cues.len() < 3 && !cues.iter().any(|c| c.span.start < span.end && span.start < c.span.end) {
            cues.push(Cue { span: *span, rule: (*rule).to_owned() });
        }
    }
    cues.sort_by_key(|c| c.span);
    if cues.is_empty() {
        cues.extend(found.verb.map(|span| Cue { span, rule: "verbe".to_owned() }));
    }
    found.cues = cues;
}
