//! A second look at the worth of clauses, which knows what the first thought of those around: a text that
//! grants in one paragraph and takes in the next, or that is hostile from end to end, is read so.

use crate::polarity::{VERDICTS, verdict_name};
use crate::text::Text;
use crate::wording;

/// Log odds of each verdict, in the order of [`VERDICTS`].
pub(crate) type Odds = [f32; VERDICTS.len()];

fn chances(odds: &Odds) -> Odds {
    odds.map(crate::tags::chance)
}

/// Shows `sink` what the first look thought of clause `i` and of those around it; `first` holds the clauses
/// that carry a concern.
pub(crate) fn signs(text: &Text<'_>, first: &[Option<Odds>], i: usize, sink: &mut dyn FnMut(&str, f32)) {
    let at = |j: Option<usize>| j.and_then(|j| first.get(j)).copied().flatten();
    let (Some(own), Some(setting), Some(clause)) = (at(Some(i)), text.settings.get(i), text.clauses.get(i)) else {
        return;
    };
    let mut name = String::with_capacity(32);
    let mut see = |parts: &[&str], value: f32| {
        name.clear();
        parts.iter().for_each(|p| name.push_str(p));
        sink(&name, value);
    };
    let section = text.section_of(i);
    let after = section.contains(&(i + 1)).then_some(i + 1);
    let mean = |range: std::ops::Range<usize>| {
        let others: Vec<Odds> = range.filter(|j| *j != i).filter_map(|j| at(Some(j))).map(|o| chances(&o)).collect();
        let mut out = [0.0; VERDICTS.len()];
        for other in &others {
            out.iter_mut().zip(other).for_each(|(o, c)| *o += c);
        }
        #[expect(clippy::cast_precision_loss, reason = "numbers of clauses")]
        let count = (others.len() + 1) as f32;
        out.map(|o| o / count)
    };
    for (verdict, odds) in VERDICTS.iter().zip(own) {
        see(&["clause:", verdict_name(*verdict)], odds.clamp(-6.0, 6.0));
    }
    for (prefix, found) in [
        ("avant:", at(setting.before).map(|o| chances(&o))),
        ("apres:", at(after).map(|o| chances(&o))),
        ("chapeau:", at(setting.stem).map(|o| chances(&o))),
        ("section:", Some(mean(section))),
        ("texte:", Some(mean(0..first.len()))),
    ] {
        for (verdict, chance) in VERDICTS.iter().zip(found.unwrap_or_default()) {
            see(&[prefix, verdict_name(*verdict)], chance);
        }
    }
    see(&["force:", wording::force_name(clause.modality)], 1.0);
    for tag in &clause.concerns {
        see(&["sur:", &tag.id], 1.0);
        // What is barely on a concern is seldom more than a statement.
        see(&["surete"], tag.score);
    }
}
