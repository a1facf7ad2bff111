//! The graded deontic ladder: what force a clause has, and the words that show it.

mod closed;
mod copula;
mod ladder;
mod modal;
mod plain;
mod shape;
mod subject;
mod syntax;
mod table;
mod weighing;

use crate::{Cue, Modality, Party, Span, Words};
use glose_weigh::Table;
use table::{Adverb, table};
pub use weighing::ForceSign;

/// What kind of text a clause stands in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    /// A circular, instruction or note: orders to services.
    #[default]
    Instruction,
    /// A directive, convention or statute: rules in articles.
    Norm,
}

/// Where a clause stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// Prose.
    #[default]
    Body,
    /// A list item: takes its stem's force.
    ListItem,
    /// A table row: takes the force of what introduces the table.
    TableRow,
    /// A note.
    Footnote,
    /// A visa, a recital, a line of « Références ».
    Visa,
    /// The object of the circular, an attachment, a label.
    Head,
}

/// What a clause's force leans on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The force of the stem of a list item, or of the clause that introduces the table.
    pub stem: Option<&'a Force>,
    /// Where the clause stands.
    pub place: Place,
    /// What kind of text it stands in.
    pub text: TextKind,
    /// The force of the clause before it in the same block, for « Il en est de même ».
    pub previous: Option<&'a Force>,
    /// Stems of the words of the heading above it.
    pub heading: &'a [String],
}

/// The force of a clause.
#[derive(Clone, Debug, PartialEq)]
pub struct Force {
    /// The rung of the ladder.
    pub modality: Modality,
    /// The words that show it; empty for some statements, and where the stem gives the force.
    pub cues: Vec<Cue>,
    /// Whether the force is that of the stem or of the clause before: the cues are there.
    pub inherited: bool,
    /// Who is bound.
    pub actor: Option<Party>,
    /// Who benefits.
    pub beneficiary: Option<Party>,
    /// « dans la mesure du possible », « le cas échéant »…
    pub attenuators: Vec<Cue>,
    /// « sans délai », « systématiquement »…
    pub intensifiers: Vec<Cue>,
    /// The finite verb of the main clause.
    pub verb: Option<Span>,
    /// Whether its subject is a text of law or the circular itself, for a pronoun that takes it up.
    pub about_text: bool,
    /// Whether the main verb is denied (« ne … pas »).
    pub negated: bool,
    /// How strongly the clause binds, from 0 (statement) to 10 (« doit, sans délai et en toute
    /// circonstance »): see [`grade`].
    pub grade: f32,
}

/// How strongly a force binds: obligation and prohibition 8, right 7, recommendation 3, faculty 2, statement 0; each
/// attenuator takes 1.5 away (never below 0.5), each intensifier adds 1 (never above 10).
/// Made for comparing two versions of one clause, not two clauses.
#[must_use]
pub fn grade(modality: Modality, attenuators: usize, intensifiers: usize) -> f32 {
    let base: f32 = match modality {
        Modality::Obligation | Modality::Interdiction => 8.0,
        Modality::Droit => 7.0,
        Modality::Recommandation => 3.0,
        Modality::Faculte => 2.0,
        Modality::Constat => return 0.0,
    };
    #[expect(clippy::cast_precision_loss, reason = "a handful")]
    let moved = base - 1.5 * attenuators as f32 + intensifiers as f32;
    moved.clamp(0.5, 10.0)
}

/// The force of the clause in its context.
#[must_use]
pub fn force(words: &Words<'_>, context: &Context<'_>) -> Force {
    force_by(words, context, &weighing::TABLE)
}

/// The force of the clause in its context, its signs weighed by `table`; by the ladder alone where the
/// table is empty.
#[must_use]
pub fn force_by(words: &Words<'_>, context: &Context<'_>, table: &Table) -> Force {
    let (mut found, reading, adverbs) = by_ladder(words, context);
    if !table.is_empty() && !matches!(context.place, Place::Visa | Place::Head) {
        let mut seen = Vec::with_capacity(128);
        weighing::signs(words, context, &found, &reading, &adverbs, &mut |s: ForceSign<'_>| {
            seen.push((s.name.to_owned(), s.value, s.span));
        });
        weighing::weigh(&mut found, table, &seen);
    }
    found.grade = grade(found.modality, found.attenuators.len(), found.intensifiers.len());
    found
}

/// Shows `sink` every sign of the force of the clause, to learn what they weigh. Answers of a table that
/// is learnt from them are the names of the forces in JSON.
pub fn signs_of_force(words: &Words<'_>, context: &Context<'_>, sink: &mut dyn FnMut(ForceSign<'_>)) {
    let (found, reading, adverbs) = by_ladder(words, context);
    if !matches!(context.place, Place::Visa | Place::Head) {
        weighing::signs(words, context, &found, &reading, &adverbs, sink);
    }
}

/// What the ladder says, and what it read.
fn by_ladder(words: &Words<'_>, context: &Context<'_>) -> (Force, ladder::Reading, Vec<Option<Adverb>>) {
    let mut found = Force {
        modality: Modality::Constat,
        cues: Vec::new(),
        inherited: false,
        actor: None,
        beneficiary: None,
        attenuators: Vec::new(),
        intensifiers: Vec::new(),
        verb: None,
        about_text: false,
        negated: false,
        grade: 0.0,
    };
    let adverbs = adverbs(words, &mut found);
    // A stem without a verb (« Au moment de la rencontre : ») gives no force: its items speak for themselves.
    let silent = |s: &&Force| s.verb.is_none() && s.cues.is_empty() && !s.inherited && context.place == Place::ListItem;
    let stem = context.stem.filter(|s| !silent(s));
    let mut own = found.clone();
    let reading = if matches!(context.place, Place::Visa | Place::Head) {
        ladder::Reading::default()
    } else {
        ladder::Ladder::new(words, &adverbs, context).climb(&mut own)
    };
    if let Some(stem) = stem.filter(|_| matches!(context.place, Place::ListItem | Place::TableRow)) {
        found.modality = stem.modality;
        found.inherited = true;
        found.actor = stem.actor;
        found.beneficiary = stem.beneficiary;
        found.negated = own.negated;
    } else if context.place == Place::TableRow {
        // « Logement ⇥ matelas au sol ⇥ photographier »: a column of things to do.
        if let Some(at) = cell_to_do(words) {
            found.modality = Modality::Obligation;
            found.cues.push(Cue { span: words.span(at, at + 1), rule: "infinitif".to_owned() });
        }
    } else {
        found = own;
    }
    (found, reading, adverbs)
}

/// The token of an infinitive that begins a cell of a table row.
fn cell_to_do(words: &Words<'_>) -> Option<usize> {
    let mut from = 0;
    for tab in words.text().match_indices('\t').map(|(at, _)| at) {
        let at = words.at_byte(tab).max(from);
        from = at + 1;
        let form = crate::verb::lookup(words.lower(at));
        if form.is_some_and(|f| f.mask & crate::verb::form::INFINITIVE != 0 && !f.homograph) {
            return Some(at);
        }
    }
    None
}

/// The words that weaken, strengthen, advise or tell of facts, token by token; the first two are also kept in `found`.
fn adverbs(words: &Words<'_>, found: &mut Force) -> Vec<Option<Adverb>> {
    let mut out = vec![None; words.len()];
    let mut i = 0;
    while i < words.len() {
        let Some((adverb, n)) = table().adverbs.at(words, i) else {
            i += 1;
            continue;
        };
        let cue = |kind: &str| Cue {
            span: words.span(i, i + n),
            rule: format!("{kind}:{}", words.slice(i, i + n).to_lowercase()),
        };
        match adverb {
            Adverb::Conseil => found.attenuators.push(cue("conseil")),
            Adverb::Attenuator => found.attenuators.push(cue("attenuateur")),
            Adverb::Intensifier => found.intensifiers.push(cue("intensif")),
            Adverb::Fact => {}
        }
        out.iter_mut().skip(i).take(n).for_each(|o| *o = Some(*adverb));
        i += n;
    }
    out
}
