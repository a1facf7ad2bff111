//! All terms of all lists of a grid, in one pass over the words of a text.

use glose_french::{Span, Words};
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

#[derive(Clone, Debug)]
struct Compiled {
    set: SetId,
    term: u32,
    groups: Vec<Phrases>,
}

/// The terms of a grid, ready to match.
#[derive(Clone, Debug, Default)]
pub(crate) struct Matcher {
    base: FxHashMap<String, AtomId>,
    exact: FxHashMap<String, AtomId>,
    stem: FxHashMap<String, AtomId>,
    /// Prefixes by their first two bytes.
    prefix: FxHashMap<[u8; 2], Vec<(String, AtomId)>>,
    atoms: u32,
    terms: Vec<Compiled>,
    regexes: Vec<(SetId, u32, Regex)>,
    /// Terms whose first word is the atom.
    by_atom: Vec<Vec<u32>>,
    /// Terms that begin with the list.
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
                let Some(key) = key(w) else { return next };
                let bucket = self.prefix.entry(key).or_default();
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
        let id = u32::try_from(self.terms.len()).unwrap_or(u32::MAX);
        let Some(first) = compiled.first().and_then(|p| p.0.first()).and_then(|(_, places)| places.first()) else {
            return Ok(());
        };
        for allowed in first {
            let list = match allowed {
                Allowed::Words(atoms) => atoms.first().and_then(|a| self.by_atom.get_mut(*a as usize)),
                Allowed::List(list) => self.by_list.get_mut(*list as usize),
            };
            if let Some(list) = list {
                list.push(id);
            }
        }
        self.terms.push(Compiled { set, term: index, groups: compiled });
        Ok(())
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
        let mut pass = Pass { matcher: self, lists: vec![Vec::new(); atoms.len()], atoms };
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

    fn atoms_of(&self, all: &Words<'_>, i: usize) -> Vec<AtomId> {
        let mut out = Vec::new();
        let folded = all.folded(i);
        out.extend(self.base.get(&words::form(all, i)));
        if let Some(bucket) = key(folded).and_then(|k| self.prefix.get(&k)) {
            out.extend(bucket.iter().filter(|(p, _)| folded.starts_with(p.as_str())).map(|(_, id)| id));
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

fn key(word: &str) -> Option<[u8; 2]> {
    match word.as_bytes() {
        [a, b, ..] => Some([*a, *b]),
        _ => None,
    }
}

/// One text being read.
struct Pass<'a> {
    matcher: &'a Matcher,
    /// Atoms of each word that counts.
    atoms: Vec<Vec<AtomId>>,
    /// Matches of the named lists that begin at each word: the list, and where they end.
    lists: Vec<Vec<(u32, usize)>>,
}

impl Pass<'_> {
    fn run(&self, which: std::ops::Range<usize>, found: &mut impl FnMut(&Compiled, usize, usize)) {
        let matcher = self.matcher;
        for at in 0..self.atoms.len() {
            let by_atom = self.atoms.get(at).into_iter().flatten();
            let by_atom = by_atom.filter_map(|a| matcher.by_atom.get(*a as usize)).flatten();
            let by_list = self.lists.get(at).into_iter().flatten();
            let by_list = by_list.filter_map(|(list, _)| matcher.by_list.get(*list as usize)).flatten();
            for id in by_atom.chain(by_list) {
                let id = *id as usize;
                if !which.contains(&id) {
                    continue;
                }
                let Some(term) = matcher.terms.get(id) else { continue };
                self.try_term(term, at, found);
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
