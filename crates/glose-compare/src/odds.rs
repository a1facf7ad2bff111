//! What the signs weigh: log odds from learnt tables (`data/*.tsv`, made by `cargo xtask learn`).

use std::sync::LazyLock;

use glose_weigh::Table;

use crate::groups::PartOdds;
use crate::similarity::LikenessOdds;
use crate::{groups, similarity};

/// What each sign of a fixed set weighs for the one answer of a table, and what holds before any.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Odds<const N: usize> {
    bias: f32,
    weights: [f32; N],
}

impl<const N: usize> Odds<N> {
    /// The weights that a table of one answer gives the signs of these names.
    pub(crate) fn of(table: &Table, names: &[&str; N]) -> Self {
        let weights = names.map(|name| table.row(name).and_then(|r| r.first()).copied().unwrap_or(0.0));
        Self { bias: table.bias().first().copied().unwrap_or(0.0), weights }
    }

    /// The log odds of the answer.
    pub(crate) fn of_values(&self, values: &[f32; N]) -> f32 {
        self.bias + values.iter().zip(&self.weights).map(|(v, w)| v * w).sum::<f32>()
    }
}

/// The tables of a comparison.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// What speaks for two clauses being versions of one another.
    pub likeness: Table,
    /// What speaks for a clause being a part of one that was cut or joined.
    pub parts: Table,
    /// What speaks for a change serving those whom the grid protects.
    pub direction: Table,
}

/// The same, ready.
#[derive(Clone, Debug)]
pub(crate) struct Weighing {
    /// Of two clauses.
    pub(crate) likeness: LikenessOdds,
    /// Of a part.
    pub(crate) parts: PartOdds,
    /// Of a change.
    pub(crate) direction: Table,
}

impl Weighing {
    /// Makes tables ready.
    pub(crate) fn new(tables: &Tables) -> Self {
        Self {
            likeness: Odds::of(&tables.likeness, &similarity::NAMES),
            parts: Odds::of(&tables.parts, &groups::NAMES),
            direction: tables.direction.clone(),
        }
    }
}

/// The weights of this version of the program.
pub(crate) fn usual() -> &'static Weighing {
    static USUAL: LazyLock<Weighing> = LazyLock::new(|| {
        // A test reads these: what stands here cannot be seen by a user.
        let read = |text| Table::parse(text).unwrap_or_default();
        Weighing::new(&Tables {
            likeness: read(include_str!("../data/likeness.tsv")),
            parts: read(include_str!("../data/parts.tsv")),
            direction: read(include_str!("../data/direction.tsv")),
        })
    });
    &USUAL
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_table_can_be_read() {
        for text in [
            include_str!("../data/likeness.tsv"),
            include_str!("../data/parts.tsv"),
            include_str!("../data/direction.tsv"),
        ] {
            assert!(!Table::parse(text).unwrap().is_empty());
        }
    }
}
