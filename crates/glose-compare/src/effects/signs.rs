//! What a change shows, as named signs for the table of directions (`data/direction.tsv`): what the
//! effects saw in it, and what the analysis makes of both sides.
//!
//! A sign that turns says the opposite when the two sides change places: what protects when it comes
//! takes protection away when it goes. So every labelled change teaches twice, in the order of time and
//! against it.

use glose_model::{Clause, Effect, Modality, Polarity, Relation};

use crate::effects::Seen;
use crate::effects::condition::restrictions;
use crate::effects::leaning::leaning;
use crate::view::{Half, View};

/// One sign.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sign {
    /// Its name in the table.
    pub(crate) name: String,
    /// How much of it, in the order of time.
    pub(crate) value: f32,
    /// Whether it turns.
    pub(crate) turns: bool,
}

impl Sign {
    /// Its value as seen in the order of time, or against it.
    pub(crate) fn value(&self, forward: bool) -> f32 {
        if self.turns && !forward { -self.value } else { self.value }
    }
}

/// Highest value of a sign, so that a long clause does not outweigh what it is about.
const MOST: f32 = 3.0;

/// The signs, apart as they are of a pair or of a clause that stands on one side alone.
struct Signs {
    prefix: &'static str,
    list: Vec<Sign>,
}

impl Signs {
    fn turn(&mut self, name: &str, value: f32) {
        self.add(name, value, true);
    }

    fn stay(&mut self, name: &str, value: f32) {
        self.add(name, value, false);
    }

    fn add(&mut self, name: &str, value: f32, turns: bool) {
        if value != 0.0 {
            let name = format!("{}{name}", self.prefix);
            self.list.push(Sign { name, value: value.clamp(-MOST, MOST), turns });
        }
    }
}

/// The signs of the change that `view` shows; `seen` is what the effects saw in it.
pub(crate) fn signs(view: &View<'_>, seen: &[Seen]) -> Vec<Sign> {
    let mut out = Signs { prefix: if view.is_pair() { "" } else { "seul." }, list: Vec::new() };
    pushes(view, seen, &mut out);
    if view.is_pair() {
        judged_twice(view, &mut out)
    } else {
        judged_once(view, &mut out)
    }
    let carried = |half: &Half<'_>| f32::from(u8::from(half.concerned()));
    out.stay("sujet", carried(&view.old) + carried(&view.new));
    out.stay("alentour", view.around);
    if view.relation == Relation::Moved {
        out.stay("ailleurs", 1.0);
    }
    out.list
}

/// How far the effects push, by kind and all together, and what the words lean to.
fn pushes(view: &View<'_>, seen: &[Seen], out: &mut Signs) {
    let kinds: [(&str, &[Effect]); 4] = [
        ("force", &[Effect::Weakened, Effect::Strengthened]),
        ("duree", &[Effect::DurationShortened, Effect::DurationLengthened]),
        ("condition", &[Effect::ConditionAdded, Effect::ConditionRemoved]),
        ("champ", &[Effect::ScopeNarrowed, Effect::ScopeWidened]),
    ];
    for (name, effects) in kinds {
        let push = seen.iter().filter(|s| effects.contains(&s.effect)).map(|s| s.push).sum();
        out.turn(&format!("poussee:{name}"), push);
    }
    out.turn("poussee", seen.iter().map(|s| s.push).sum());
    out.turn("penchant", leaning(&view.new) - leaning(&view.old));
    let denials = |half: &Half<'_>| {
        let denies = |form: &str| matches!(form, "ne" | "n" | "aucun" | "aucune" | "sans" | "ni");
        half.counted().iter().filter(|w| denies(&w.form)).count() as f32
    };
    out.turn("negation", denials(&view.new) - denials(&view.old));
    let bounds = |half: &Half<'_>| restrictions(half) as f32;
    out.turn("restriction", bounds(&view.new) - bounds(&view.old));
}

/// The names of the polarities in the table.
const POLARITIES: [(&str, Polarity); 4] = [
    ("positif", Polarity::Positif),
    ("probleme", Polarity::Probleme),
    ("a-ameliorer", Polarity::AAmeliorer),
    ("neutre", Polarity::Neutre),
];

/// How likely a side has each polarity, on average over its clauses.
fn chances(half: &Half<'_>) -> [f32; POLARITIES.len()] {
    let chance = |c: &Clause, polarity: Polarity| {
        if c.polarity_chances.is_empty() {
            f32::from(u8::from(c.polarity == polarity))
        } else {
            c.polarity_chances.get(&polarity).copied().unwrap_or(0.0)
        }
    };
    let n = half.clauses.len().max(1) as f32;
    POLARITIES.map(|(_, polarity)| half.clauses.iter().map(|c| chance(c, polarity)).sum::<f32>() / n)
}

/// The log odds of a chance, within bounds.
fn odds(chance: f32) -> f32 {
    let p = chance.clamp(0.005, 0.995);
    (p / (1.0 - p)).ln()
}

/// The place of the highest chance, the last of equals.
fn likeliest(chances: &[f32; POLARITIES.len()]) -> usize {
    (0..POLARITIES.len()).max_by(|x, y| chances[*x].total_cmp(&chances[*y])).unwrap_or(0)
}

/// What the analysis makes of the two sides of a pair.
fn judged_twice(view: &View<'_>, out: &mut Signs) {
    let (old, new) = (chances(&view.old), chances(&view.new));
    let (a, b) = (likeliest(&old), likeliest(&new));
    // Where both sides are judged alike, a shade of the judgement tells less.
    let shade = if a == b { "nuance" } else { "avis" };
    for (((name, _), x), y) in POLARITIES.iter().zip(old).zip(new) {
        out.turn(&format!("{shade}:{name}"), (odds(y) - odds(x)) / 3.0);
        out.stay(&format!("deux:{name}"), (x + y) / 2.0);
    }
    let name = |i: usize| POLARITIES.get(i).map_or("", |(name, _)| name);
    match a.cmp(&b) {
        std::cmp::Ordering::Less => out.turn(&format!("avis:{}>{}", name(a), name(b)), 1.0),
        std::cmp::Ordering::Greater => out.turn(&format!("avis:{}>{}", name(b), name(a)), -1.0),
        std::cmp::Ordering::Equal => {}
    }
    // A good clause that says more protects more; a bad one that says more harms more.
    let content = |half: &Half<'_>| 1.0 + half.changed_content() as f32;
    let worth = |[good, bad, ..]: [f32; POLARITIES.len()]| good - bad;
    let longer = (content(&view.new) / content(&view.old)).ln();
    out.turn("longueur.valeur", longer * (worth(old) + worth(new)) / 2.0);
}

/// What the analysis makes of a clause that stands on one side alone.
fn judged_once(view: &View<'_>, out: &mut Signs) {
    let (half, sign) = if view.old.clauses.is_empty() { (&view.new, 1.0) } else { (&view.old, -1.0) };
    for ((name, _), chance) in POLARITIES.iter().zip(chances(half)) {
        out.turn(&format!("avis:{name}"), sign * (odds(chance) + 2.0) / 3.0);
        out.stay(&format!("fort:{name}"), chance);
    }
    // What only allows or invites, and is good but weak, gives something all the same.
    let weak = half.clauses.iter().any(|c| matches!(c.modality, Modality::Faculte | Modality::Recommandation));
    let [_, _, improvable, _] = chances(half);
    out.turn("faible", if weak { sign * improvable } else { 0.0 });
}
