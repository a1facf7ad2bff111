//! The graded deontic ladder: what force a clause has, and the words that show it.

use crate::{Cue, Modality, Party, Span, Words};

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
    let mut found = Force {
        modality: Modality::Constat,
        cues: Vec::new(),
        inherited: false,
        actor: None,
        beneficiary: None,
        attenuators: Vec::new(),
        intensifiers: Vec::new(),
        verb: None,
        negated: false,
        grade: 0.0,
    };
    if let Some(stem) = context.stem {
        found.modality = stem.modality;
        found.inherited = true;
        return found;
    }
    for i in 0..words.len() {
        let modality = match words.folded(i) {
            "doit" | "doivent" | "devra" | "devront" | "veillerez" => Modality::Obligation,
            "peut" | "peuvent" | "pourra" | "pourront" => Modality::Faculte,
            "souhaitable" | "invites" => Modality::Recommandation,
            "beneficie" | "beneficient" => Modality::Droit,
            _ => continue,
        };
        found.modality = modality;
        found.cues.push(Cue { span: words.span(i, i + 1), rule: "provisoire".to_owned() });
        break;
    }
    found.grade = grade(found.modality, 0, 0);
    found
}
