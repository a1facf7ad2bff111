//! All terms of all lists of a grid, in one pass over the words of a text.

use glose_french::{Span, WordKind, Words};
use regex::Regex;
use rustc_hash::FxHashMap;

use crate::SetId;
use crate::term::{Atom, Choice, Near, Term};
use crate::words;

/// Words of a text that a term of a list matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The list.
    pub set: SetId,
    /// Index of the term in the list as written.
    pub term: u32,
    /// The characters of the text.
    pub span: Span,
}

/// Every term that matched in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// By list, then term, then place.
    hits: Vec<Hit>,
    /// Number of words of the text.
    pub words: usize,
}

impl Reading {
    /// The matches of the terms of one list, by term, then place.
    #[must_use]
    pub fn hits(&self, set: SetId) -> &[Hit] {
        let from = self.hits.partition_point(|h| h.set < set);
        let to = self.hits.partition_point(|h| h.set <= set);
        self.hits.get(from..to).unwrap_or(&[])
    }

    /// Every match, by list, then term, then place.
    #[must_use]
    pub fn all(&self) -> &[Hit] {
        &self.hits
    }

    /// Whether a term of the list matched.
    #[must_use]
    pub fn any(&self, set: SetId) -> bool {
        !self.hits(set).is_empty()
    }
}

type AtomId = u32;

/// A place of a phrase, compiled.
type Place = Vec<Allowed>;

#[derive(Clone, Debug)]
enum Allowed {
    Words(Vec<AtomId>),
    List(u32),
}

#[derive(Clone, Debug)]
struct Phrases(Vec<(usize, Vec<Place>)>);

impl Phrases {
    fn places(&self) -> impl Iterator<Item = &Place> {
        self.0.iter().flat_map(|(_, places)| places)
    }
}

#[derive(Clone, Debug)]
struct Compiled {
    set: SetId,
    term: u32,
    groups: Vec<Phrases>,
    /// Of every place but the rarest, that no list may stand at: the first words that may, rarest place first.
    needs: Vec<Vec<AtomId>>,
}

impl Compiled {
    /// Every place, in the order of the term.
    fn places(&self) -> impl Iterator<Item = &Place> {
        self.groups.iter().flat_map(Phrases::places)
    }
}

/// A phrase in which every word counts.
#[derive(Clone, Debug)]
struct Literal {
    set: SetId,
    term: u32,
    /// Place of its most telling word.
    key: usize,
    places: Vec<Vec<String>>,
}

/// The terms of a grid, ready to match.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matcher {
    base: FxHashMap<String, AtomId>,
    exact: FxHashMap<String, AtomId>,
    stem: FxHashMap<String, AtomId>,
    /// Prefixes by their first bytes, up to [`KEY`].
    prefix: FxHashMap<Box<[u8]>, Vec<(String, AtomId)>>,
    atoms: u32,
    terms: Vec<Compiled>,
    regexes: Vec<(SetId, u32, Regex)>,
    /// Phrases in which every word counts, by the form of their most telling word.
    literals: FxHashMap<String, Vec<Literal>>,
    /// Terms of which one place, the rarest, may be the atom; made once all terms are known.
    by_atom: Vec<Vec<u32>>,
    /// The same for the lists that may stand there.
    by_list: Vec<Vec<u32>>,
    /// Terms of the named lists come first, so that others may use them.
    lists: FxHashMap<String, u32>,
    list_terms: usize,
    sets: u32,
}

impl Matcher {
    /// Opens a new list and returns its name.
    pub(crate) fn open(&mut self) -> SetId {
        self.sets += 1;
        self.by_list.push(Vec::new());
        SetId(self.sets - 1)
    }

    /// Says that the list `set` is called `name`; all its terms must be added before any other's.
    pub(crate) fn name(&mut self, name: &str, set: SetId) {
        self.lists.insert(name.to_owned(), set.0);
    }

    /// Ends the named lists.
    pub(crate) fn close_lists(&mut self) {
        self.list_terms = self.terms.len();
    }

    fn atom(&mut self, atom: &Atom) -> AtomId {
        let next = self.atoms;
        let id = match atom {
            Atom::Base(w) => *self.base.entry(w.clone()).or_insert(next),
            Atom::Exact(w) => *self.exact.entry(w.clone()).or_insert(next),
            Atom::Stem(w) => *self.stem.entry(w.clone()).or_insert(next),
            Atom::Prefix(w) => {
                let bucket = self.prefix.entry(w.as_bytes().iter().copied().take(KEY).collect()).or_default();
                match bucket.iter().find(|(p, _)| p == w) {
                    Some((_, id)) => *id,
                    None => {
                        bucket.push((w.clone(), next));
                        next
                    }
                }
            }
        };
        if id == next {
            self.atoms += 1;
            self.by_atom.push(Vec::new());
        }
        id
    }

    /// Adds a term; the name of a list that is not known is returned.
    pub(crate) fn add(&mut self, set: SetId, index: u32, parsed: &Term) -> Result<(), String> {
        let groups = match parsed {
            Term::Regex(pattern) => {
                // The pattern was parsed before; what fails here is its size.
                let regex = regex::RegexBuilder::new(pattern)
                    .case_insensitive(true)
                    .size_limit(1 << 20)
                    .build()
                    .map_err(|_| String::new())?;
                self.regexes.push((set, index, regex));
                return Ok(());
            }
            Term::Phrase(places) => {
                let telling = |choices: &Vec<String>| choices.iter().map(String::len).min();
                let key = places.iter().enumerate().max_by_key(|(_, p)| telling(p));
                let Some((key, choices)) = key else { return Ok(()) };
                for word in choices {
                    let literal = Literal { set, term: index, key, places: places.clone() };
                    self.literals.entry(word.clone()).or_default().push(literal);
                }
                return Ok(());
            }
            Term::All(groups) => groups,
        };
        let mut compiled = Vec::with_capacity(groups.len());
        for Near { phrases } in groups {
            let mut out = Vec::with_capacity(phrases.len());
            for (gap, slots) in phrases {
                let mut places = Vec::with_capacity(slots.len());
                for slot in slots {
                    let mut place = Vec::with_capacity(slot.len());
                    for choice in slot {
                        place.push(match choice {
                            Choice::Words(atoms) => Allowed::Words(atoms.iter().map(|a| self.atom(a)).collect()),
                            Choice::List(name) => Allowed::List(*self.lists.get(name).ok_or_else(|| name.clone())?),
                        });
                    }
                    places.push(place);
                }
                out.push((*gap, places));
            }
            compiled.push(Phrases(out));
        }
        self.terms.push(Compiled { set, term: index, groups: compiled, needs: Vec::new() });
        Ok(())
    }

    /// Ends the terms: each is looked for where its rarest place may stand.
    pub(crate) fn close(&mut self) {
        let mut uses = vec![0_u32; self.atoms as usize];
        let first = |allowed: &Allowed| match allowed {
            Allowed::Words(atoms) => atoms.first().copied(),
            Allowed::List(_) => None,
        };
        for atom in self.terms.iter().flat_map(Compiled::places).flatten().filter_map(first) {
            if let Some(slot) = uses.get_mut(atom as usize) {
                *slot += 1;
            }
        }
        // A word of many terms is thought to be a usual word; lists are thought to stand anywhere.
        let use_of = |atom: AtomId| uses.get(atom as usize).copied().unwrap_or(0);
        let weight = |place: &&Place| -> u32 { place.iter().map(|a| first(a).map_or(1000, use_of)).sum() };
        for (id, term) in (0_u32..).zip(&mut self.terms) {
            let mut places: Vec<&Place> = term.groups.iter().flat_map(Phrases::places).collect();
            places.sort_by_key(weight);
            let mut places = places.into_iter();
            for allowed in places.next().into_iter().flatten() {
                let list = match allowed {
                    Allowed::Words(atoms) => atoms.first().and_then(|a| self.by_atom.get_mut(*a as usize)),
                    Allowed::List(list) => self.by_list.get_mut(*list as usize),
                };
                if let Some(list) = list {
                    list.push(id);
                }
            }
            term.needs = places.filter_map(|place| place.iter().map(first).collect()).collect();
        }
    }

    /// Every term that matches in a text.
    pub(crate) fn read(&self, all: &Words<'_>) -> Reading {
        let mut content: Vec<Span> = Vec::with_capacity(all.len());
        let mut atoms: Vec<Vec<AtomId>> = Vec::with_capacity(all.len());
        for (i, token) in all.tokens().iter().enumerate() {
            if !words::joins(all, i) {
                atoms.push(self.atoms_of(all, i));
                content.push(token.span);
            }
        }
        let text = all.text();
        let mut pass = Pass::new(self, atoms);
        let mut hits = Vec::new();
        // The named lists first, then the terms that may use them.
        pass.run(0..self.list_terms, &mut |term, from, to| {
            hits.push((term.set, term.term, from, to));
        });
        for (set, _, from, to) in &hits {
            if let Some(here) = pass.lists.get_mut(*from) {
                here.push((set.0, *to));
            }
        }
        pass.run(self.list_terms..self.terms.len(), &mut |term, from, to| {
            hits.push((term.set, term.term, from, to));
        });
        let mut out: Vec<Hit> = hits
            .into_iter()
            .filter_map(|(set, term, from, to)| {
                let (first, last) = (content.get(from)?, content.get(to.checked_sub(1)?)?);
                Some(Hit { set, term, span: Span::new(first.start, last.end) })
            })
            .collect();
        self.literals(all, &mut out);
        for (set, term, regex) in &self.regexes {
            for found in regex.find_iter(text) {
                let start = text.get(..found.start()).map_or(0, |t| t.chars().count());
                let length = found.as_str().chars().count();
                if length > 0 {
                    out.push(Hit { set: *set, term: *term, span: Span::new(start, start + length) });
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        Reading { hits: out, words: content.len() }
    }

    /// The phrases in which every word counts.
    fn literals(&self, all: &Words<'_>, out: &mut Vec<Hit>) {
        if self.literals.is_empty() {
            return;
        }
        let said: Vec<usize> = (0..all.len()).filter(|i| all.kind(*i) != WordKind::Mark).collect();
        let forms: Vec<String> = said.iter().map(|i| words::full_form(all, *i)).collect();
        for (at, form) in forms.iter().enumerate() {
            for literal in self.literals.get(form).into_iter().flatten() {
                let Some(from) = at.checked_sub(literal.key) else { continue };
                let to = from + literal.places.len();
                let Some(there) = forms.get(from..to) else { continue };
                let follows = literal.places.iter().zip(there).all(|(place, word)| place.contains(word));
                let ends =
                    said.get(from).zip(said.get(to - 1)).filter(|(first, last)| **last + 1 - **first == to - from);
                if let Some((first, last)) = ends.filter(|_| follows) {
                    out.push(Hit { set: literal.set, term: literal.term, span: all.span(*first, *last + 1) });
                }
            }
        }
    }

    fn atoms_of(&self, all: &Words<'_>, i: usize) -> Vec<AtomId> {
        let mut out = Vec::new();
        let folded = all.folded(i);
        out.extend(self.base.get(&words::form(all, i)));
        for length in 2..=KEY {
            let bucket = folded.as_bytes().get(..length).and_then(|k| self.prefix.get(k)).into_iter().flatten();
            out.extend(bucket.filter(|(p, _)| folded.starts_with(p.as_str())).map(|(_, id)| id));
        }
        if !self.exact.is_empty() {
            out.extend(self.exact.get(all.printed(i)));
        }
        if !self.stem.is_empty() {
            out.extend(self.stem.get(&all.stem(i)));
        }
        out
    }
}

/// Bytes of a prefix by which it is found.
const KEY: usize = 4;

/// One text being read.
struct Pass<'a> {
    matcher: &'a Matcher,
    /// Atoms of each word that counts.
    atoms: Vec<Vec<AtomId>>,
    /// Atoms that stand somewhere, as bits.
    present: Vec<u64>,
    /// Matches of the named lists that begin at each word: the list, and where they end.
    lists: Vec<Vec<(u32, usize)>>,
}

impl<'a> Pass<'a> {
    fn new(matcher: &'a Matcher, atoms: Vec<Vec<AtomId>>) -> Self {
        let mut present = vec![0; matcher.atoms as usize / 64 + 1];
        for atom in atoms.iter().flatten() {
            if let Some(bits) = present.get_mut(*atom as usize / 64) {
                *bits |= 1_u64 << (atom % 64);
            }
        }
        Self { matcher, lists: vec![Vec::new(); atoms.len()], atoms, present }
    }

    fn stands(&self, atom: AtomId) -> bool {
        self.present.get(atom as usize / 64).is_some_and(|bits| bits >> (atom % 64) & 1 == 1)
    }

    fn run(&self, which: std::ops::Range<usize>, found: &mut impl FnMut(&Compiled, usize, usize)) {
        let matcher = self.matcher;
        let by_atom = self.atoms.iter().flatten().filter_map(|a| matcher.by_atom.get(*a as usize)).flatten();
        let by_list = self.lists.iter().flatten().filter_map(|(list, _)| matcher.by_list.get(*list as usize)).flatten();
        let mut ids: Vec<u32> = by_atom.chain(by_list).copied().filter(|id| which.contains(&(*id as usize))).collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let Some(term) = matcher.terms.get(id as usize) else { continue };
            if term.needs.iter().all(|place| place.iter().any(|a| self.stands(*a))) {
                for at in 0..self.atoms.len() {
                    self.try_term(term, at, found);
                }
            }
        }
    }

    fn try_term(&self, term: &Compiled, at: usize, found: &mut impl FnMut(&Compiled, usize, usize)) {
        let Some((first, others)) = term.groups.split_first() else { return };
        let Some(end) = self.phrases(&first.0, at) else { return };
        let mut spans = vec![(at, end)];
        for group in others {
            let Some(span) = (0..self.atoms.len()).find_map(|i| self.phrases(&group.0, i).map(|e| (i, e))) else {
                return;
            };
            spans.push(span);
        }
        for (from, to) in spans {
            found(term, from, to);
        }
    }

    /// The end of the phrases that begin at word `at`, if they stand there.
    fn phrases(&self, phrases: &[(usize, Vec<Place>)], at: usize) -> Option<usize> {
        let ((_, first), rest) = phrases.split_first()?;
        let mut end = self.phrase(first, at)?;
        for (gap, places) in rest {
            end = (end..=end + gap).take_while(|i| *i < self.atoms.len()).find_map(|i| self.phrase(places, i))?;
        }
        Some(end)
    }

    fn phrase(&self, places: &[Place], at: usize) -> Option<usize> {
        let Some((place, rest)) = places.split_first() else { return Some(at) };
        place.iter().find_map(|allowed| match allowed {
            Allowed::Words(atoms) => {
                let there = |(k, a): (usize, &AtomId)| self.atoms.get(at + k).is_some_and(|here| here.contains(a));
                if atoms.iter().enumerate().all(there) { self.phrase(rest, at + atoms.len()) } else { None }
            }
            Allowed::List(list) => {
                let here = self.lists.get(at)?.iter().rev().filter(|(l, _)| l == list);
                here.map(|(_, end)| *end).find_map(|end| self.phrase(rest, end))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::term::Parser;

    /// The words of `text` that `term` matches.
    fn found(term: &str, text: &str) -> Vec<String> {
        let mut matcher = Matcher::default();
        let list = matcher.open();
        matcher.name("refuge", list);
        matcher.add(list, 0, &Parser::default().parse("abri|foyer").unwrap()).unwrap();
        matcher.close_lists();
        let set = matcher.open();
        matcher.add(set, 0, &Parser::default().parse(term).unwrap()).unwrap();
        matcher.close();
        let slice = |h: &Hit| text.chars().skip(h.span.start).take(h.span.end - h.span.start).collect();
        matcher.read(&Words::new(text)).hits(set).iter().map(slice).collect()
    }

    #[test]
    fn terms_match_what_their_language_says() {
        for (term, text, wanted) in [
            ("récépissé", "Les récépissés sont remis.", &["récépissés"][..]),
            ("titre séjour", "un titre de séjour", &["titre de séjour"]),
            ("héberg*", "Elles hébergent, un hébergement.", &["hébergent", "hébergement"]),
            ("ASE", "l’ASE, mais pas ase", &["ASE"]),
            ("victime … plainte", "La victime qui dépose plainte", &["victime qui dépose plainte"]),
            ("victime …1 plainte", "La victime qui dépose enfin plainte", &[]),
            ("mineur & foyer", "Au foyer, un mineur", &["mineur", "foyer"]),
            ("carte|titre séjour", "la carte de séjour", &["carte de séjour"]),
            ("sans {refuge}", "sans foyer", &["sans foyer"]),
            ("« à la rue »", "laissées à la rue, dans la rue", &["à la rue"]),
            ("« en danger »", "ce danger ; en danger ; dangers", &["en danger"]),
            ("« droit à|aux »", "le droit aux soins, le droit des soins", &["droit aux"]),
            ("« la veille de »", "la veille d’un départ", &["la veille d’"]),
            ("/n°\\d+/", "le n°12", &["n°12"]),
        ] {
            let mut said = found(term, text);
            said.sort_unstable_by_key(|s| text.find(s.as_str()));
            let mut wanted = wanted.to_vec();
            wanted.sort_unstable_by_key(|s| text.find(s));
            assert_eq!(said, wanted, "{term} in {text}");
        }
    }
}
