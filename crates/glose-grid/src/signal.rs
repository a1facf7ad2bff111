use std::collections::BTreeMap;

use glose_model::Polarity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sign that speaks for or against a concern in a clause. Its value is 0 to 1; the grid says
/// what it weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Signal {
    /// Always 1.
    Always,
    /// A strong term.
    Strong,
    /// Two or more.
    StrongTwice,
    /// A weak term.
    Weak,
    /// Two or more.
    WeakTwice,
    /// A weak term under a heading or stem on the concern.
    WeakInContext,
    /// A hint.
    Hint,
    /// Two or more.
    HintTwice,
    /// A hint under a heading or stem on the concern.
    HintInContext,
    /// A list of words on the concern, of the vocabulary.
    Theme,
    /// Two or more lists.
    ThemeTwice,
    /// Three or more.
    ThemeThrice,
    /// Share that the lists on the concern have in those of all concerns.
    ThemeShare,
    /// A heading says one.
    ThemeHeading,
    /// The stem does.
    ThemeStem,
    /// The clause before does.
    ThemeBefore,
    /// Mean, over the other clauses of the section, of the lists on the concern that they say, to three.
    ThemeSection,
    /// Words that point back to the concern: « ce délai ».
    PointsBack,
    /// The nearest heading is on the concern.
    Heading,
    /// A heading above it is.
    HeadingAbove,
    /// The nearest heading is on another concern only.
    RivalHeading,
    /// No heading stands above.
    NoHeading,
    /// The stem speaks of the concern.
    Stem,
    /// The clause before speaks of it.
    Before,
    /// The clause leans on the one before, which speaks of it.
    Leans,
    /// Share of the other clauses of the section that speak of it.
    Section,
    /// The clause speaks of another concern.
    Rival,
    /// Words of running a service.
    Logistics,
    /// Two or more.
    LogisticsTwice,
    /// Words of running a service, under a heading on the concern.
    AsideInContext,
    /// Words of other matters.
    Matters,
    /// Two or more.
    MattersTwice,
    /// A row of a table.
    TableRow,
    /// A note.
    Footnote,
    /// An item of a list or a row, with a stem.
    ListItem,
    /// A statement that orders nothing.
    Statement,
    /// Someone benefits.
    Person,
    /// Fewer than seven words.
    Short,
    /// Probability at first sight that the clause itself carries it, as log odds.
    First,
    /// That the clause before does.
    FirstBefore,
    /// That the clause before does, where this one leans on it.
    FirstLeans,
    /// That the clause after does.
    FirstAfter,
    /// That the stem does.
    FirstStem,
    /// Mean over the other clauses of the section.
    FirstSection,
    /// Mean over the text.
    FirstText,
    /// Highest probability of another concern.
    FirstRival,
}

/// How many signals there are.
pub const SIGNALS: usize = Signal::FirstRival as usize + 1;

impl Signal {
    /// All of them, in order.
    pub const ALL: [Self; SIGNALS] = [
        Self::Always,
        Self::Strong,
        Self::StrongTwice,
        Self::Weak,
        Self::WeakTwice,
        Self::WeakInContext,
        Self::Hint,
        Self::HintTwice,
        Self::HintInContext,
        Self::Theme,
        Self::ThemeTwice,
        Self::ThemeThrice,
        Self::ThemeShare,
        Self::ThemeHeading,
        Self::ThemeStem,
        Self::ThemeBefore,
        Self::ThemeSection,
        Self::PointsBack,
        Self::Heading,
        Self::HeadingAbove,
        Self::RivalHeading,
        Self::NoHeading,
        Self::Stem,
        Self::Before,
        Self::Leans,
        Self::Section,
        Self::Rival,
        Self::Logistics,
        Self::LogisticsTwice,
        Self::AsideInContext,
        Self::Matters,
        Self::MattersTwice,
        Self::TableRow,
        Self::Footnote,
        Self::ListItem,
        Self::Statement,
        Self::Person,
        Self::Short,
        Self::First,
        Self::FirstBefore,
        Self::FirstLeans,
        Self::FirstAfter,
        Self::FirstStem,
        Self::FirstSection,
        Self::FirstText,
        Self::FirstRival,
    ];
}

/// What each signal weighs, in several looks: each after the first sees what the one before it thought of
/// the clauses around. The sum is the log odds that the clause carries the concern.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Weights {
    /// The first look: the clause, its headings, its stem.
    pub first: BTreeMap<Signal, f32>,
    /// Those after it, in order.
    pub looks: Vec<Look>,
    /// Probability from which a clause carries a concern.
    pub threshold: f32,
    /// What speaks for each verdict on a clause that carries a concern.
    pub verdict: BTreeMap<Polarity, BTreeMap<Clue, f32>>,
}

/// A sign that speaks for or against a verdict. Its value is 0 to 1 (votes: 0 to 2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Clue {
    /// Always 1.
    Always,
    /// The clause obliges.
    Obligation,
    /// It forbids.
    Interdiction,
    /// It gives a right.
    Droit,
    /// It permits.
    Faculte,
    /// It advises.
    Recommandation,
    /// Its main verb is denied.
    Denied,
    /// It is softened.
    Attenuated,
    /// It is made stronger.
    Intensified,
    /// A person benefits.
    Person,
    /// Rules for `positif` that hold, by weight.
    Good,
    /// Rules for `probleme`.
    Bad,
    /// Rules for `a-ameliorer`.
    Soft,
    /// Rules for `neutre`.
    Plain,
    /// A rule for `positif`, and one for `probleme` or `a-ameliorer`: it gives and takes.
    Mixed,
    /// Rules for `positif` that hold for the stem.
    GoodStem,
    /// Rules for `probleme` that hold for the stem.
    BadStem,
    /// An item of a list.
    ListItem,
    /// A row of a table.
    TableRow,
    /// A note.
    Footnote,
    /// It carries two concerns or more.
    Several,
    /// Ends with a colon.
    Stem,
    /// No rule holds.
    Silent,
}

/// How many clues there are.
pub const CLUES: usize = Clue::Silent as usize + 1;

impl Clue {
    /// All of them, in order.
    pub const ALL: [Self; CLUES] = [
        Self::Always,
        Self::Obligation,
        Self::Interdiction,
        Self::Droit,
        Self::Faculte,
        Self::Recommandation,
        Self::Denied,
        Self::Attenuated,
        Self::Intensified,
        Self::Person,
        Self::Good,
        Self::Bad,
        Self::Soft,
        Self::Plain,
        Self::Mixed,
        Self::GoodStem,
        Self::BadStem,
        Self::ListItem,
        Self::TableRow,
        Self::Footnote,
        Self::Several,
        Self::Stem,
        Self::Silent,
    ];
}

/// What each signal weighs in a look after the first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Whatever the concern.
    pub all: BTreeMap<Signal, f32>,
    /// What is added for one concern, by its identifier: a text on children has them in every clause, one on
    /// residence does not.
    pub of: BTreeMap<String, BTreeMap<Signal, f32>>,
}

impl Look {
    /// The weights for the concern `id`, by signal.
    #[must_use]
    pub fn row(&self, id: &str) -> [f32; SIGNALS] {
        let mut row = Weights::row(&self.all);
        for (signal, weight) in self.of.get(id).into_iter().flatten() {
            if let Some(slot) = row.get_mut(*signal as usize) {
                *slot += *weight;
            }
        }
        row
    }
}

impl Weights {
    /// The weights of one look, by signal.
    #[must_use]
    pub fn row(look: &BTreeMap<Signal, f32>) -> [f32; SIGNALS] {
        let mut row = [0.0; SIGNALS];
        for (signal, weight) in look {
            if let Some(slot) = row.get_mut(*signal as usize) {
                *slot = *weight;
            }
        }
        row
    }
}
