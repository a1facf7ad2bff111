//! Who is bound and who benefits: the parties that administrative texts name (`data/parties.toml`).

use std::{collections::BTreeMap, sync::OnceLock};

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::{Span, Words};

/// A party, by its name in the table: `prefet`, `victime`, `association`…
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party {
    /// Identifier.
    pub id: &'static str,
    /// Which side it stands on.
    pub side: Side,
}

/// The sides of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// An authority or a body that orders can bind.
    Agent,
    /// A person whom guarantees protect.
    Personne,
    /// A private body or profession.
    Tiers,
    /// The suspected or the offender.
    MisEnCause,
}

/// A party where a text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartyMention {
    /// Who.
    pub party: Party,
    /// The words.
    pub span: Span,
    /// The first token.
    pub token: usize,
    /// How many tokens.
    pub tokens: usize,
}

#[derive(Deserialize)]
struct Entry {
    side: Side,
    words: Vec<String>,
}

struct Table {
    /// Phrases by their first word, longest first.
    by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, Party)>>,
    parties: Vec<Party>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let entries: BTreeMap<String, Entry> = toml::from_str(include_str!("../data/parties.toml")).unwrap_or_default();
        let mut by_first: FxHashMap<&'static str, Vec<(Vec<&'static str>, Party)>> = FxHashMap::default();
        let mut parties = Vec::new();
        for (id, entry) in entries {
            let party = Party { id: Box::leak(id.into_boxed_str()), side: entry.side };
            parties.push(party);
            for phrase in entry.words {
                let phrase: &'static str = Box::leak(phrase.replace('-', " ").into_boxed_str());
                let words: Vec<&'static str> = phrase.split_whitespace().collect();
                if let Some(first) = words.first() {
                    by_first.entry(first).or_default().push((words, party));
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
        for list in by_first.values_mut() {
            list.sort_by_key(|(words, party)| (std::cmp::Reverse(words.len()), party.id));
        }
        Table { by_first, parties }
    })
}

impl Party {
    /// The party of the table whose identifier is `id`.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        table().parties.iter().find(|p| p.id == id).copied()
    }

    /// The party that the words from token `i` name, with the number of tokens.
    #[must_use]
    pub fn at(words: &Words<'_>, i: usize) -> Option<(Self, usize)> {
        let find = |first: &str| {
            let list = table().by_first.get(first)?;
            list.iter()
                .find(|(phrase, _)| phrase.iter().enumerate().skip(1).all(|(k, w)| words.folded(i + k) == *w))
                .map(|(phrase, party)| (*party, phrase.len()))
        };
        let w = words.folded(i);
        // « bureaux », « patrouilles »: the table may give the singular alone.
        find(w).or_else(|| find(w.strip_suffix(['s', 'x']).filter(|s| s.len() > 3)?))
    }
}

/// Every party that the text names, in order, the longest phrase at each place.
#[must_use]
pub fn parties(words: &Words<'_>) -> Vec<PartyMention> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < words.len() {
        match Party::at(words, i) {
            Some((party, n)) => {
                out.push(PartyMention { party, span: words.span(i, i + n), token: i, tokens: n });
                i += n;
            }
            None => i += 1,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_the_longest_party() {
        let words = Words::new("Le procureur de la République avise l’officier de police judiciaire et la victime.");
        let ids: Vec<_> = parties(&words).into_iter().map(|m| m.party.id).collect();
        assert_eq!(ids, ["parquet", "police", "victime"]);
        assert_eq!(Party::named("mineur").unwrap().side, Side::Personne);
    }
}
