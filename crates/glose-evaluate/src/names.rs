//! The names of labels as the files of labels write them.

use glose_model::{FindingKind, Modality, Polarity};

/// `obligation`, `faculte`…
#[must_use]
pub fn force(force: Modality) -> &'static str {
    match force {
        Modality::Obligation => "obligation",
        Modality::Interdiction => "interdiction",
        Modality::Droit => "droit",
        Modality::Faculte => "faculte",
        Modality::Recommandation => "recommandation",
        Modality::Constat => "constat",
    }
}

/// `positif`, `probleme`…
#[must_use]
pub fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positif => "positif",
        Polarity::Probleme => "probleme",
        Polarity::AAmeliorer => "a-ameliorer",
        Polarity::Neutre => "neutre",
    }
}

/// `positive`, `late-mention`…
#[must_use]
pub fn kind(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Positive => "positive",
        FindingKind::Silence => "silence",
        FindingKind::LateMention => "late-mention",
        FindingKind::WeakModality => "weak-modality",
        FindingKind::ShortDuration => "short-duration",
        FindingKind::UndefinedTerm => "undefined-term",
        FindingKind::NarrowCoverage => "narrow-coverage",
        FindingKind::ExclusivePower => "exclusive-power",
        FindingKind::ConditionalRight => "conditional-right",
        FindingKind::Suspicion => "suspicion",
        FindingKind::VictimPenalised => "victim-penalised",
        FindingKind::MissingGuarantee => "missing-guarantee",
        FindingKind::OutdatedReference => "outdated-reference",
    }
}
