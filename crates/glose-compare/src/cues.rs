//! The table of words that show an effect (`cues.toml`), and where they stand in a clause.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::words::Word;

/// Which way a period serves the person it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Better {
    Longer,
    Shorter,
    None,
}

#[derive(Debug, Default, Deserialize)]
struct File {
    condition: Vec<String>,
    exception: Vec<String>,
    limit: Vec<String>,
    demand: Vec<String>,
    price: Vec<String>,
    waiver: Vec<String>,
    wide: Vec<String>,
    narrow: Vec<String>,
    exclusion: Vec<String>,
    adverse: Vec<String>,
    burden: Vec<String>,
    good: Vec<String>,
    proof: Vec<String>,
    prompt: Vec<String>,
    renewal: Vec<String>,
    endless: Vec<String>,
    benefit: Vec<String>,
    soft: Vec<String>,
    firm: Vec<String>,
    papers: Vec<String>,
    competence: Vec<String>,
    denial: Vec<String>,
    period: Vec<PeriodEntry>,
}

#[derive(Debug, Deserialize)]
struct PeriodEntry {
    better: Better,
    words: Vec<String>,
}

/// One list of the table: phrases, each a sequence of words.
#[derive(Debug, Default)]
pub(crate) struct Cues(Vec<Vec<Pattern>>);

#[derive(Debug)]
struct Pattern {
    letters: String,
    open: bool,
}

impl Pattern {
    fn fits(&self, form: &str) -> bool {
        if self.open { form.starts_with(&self.letters) } else { form == self.letters }
    }
}

impl Cues {
    fn new(list: &[String]) -> Self {
        let phrase = |p: &String| -> Vec<Pattern> {
            p.split_whitespace()
                .map(|w| Pattern { letters: w.trim_end_matches('*').to_owned(), open: w.ends_with('*') })
                .collect()
        };
        let mut phrases: Vec<Vec<Pattern>> = list.iter().map(phrase).collect();
        phrases.sort_by_key(|p| std::cmp::Reverse(p.len()));
        Self(phrases)
    }

    /// Whether there is no phrase.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every place where a phrase stands, as ranges of words (marks not counted), in order, the
    /// longest phrase at each place.
    pub(crate) fn find(&self, words: &[&Word]) -> Vec<std::ops::Range<usize>> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < words.len() {
            let here = self.0.iter().find(|phrase| {
                phrase.iter().enumerate().all(|(k, p)| words.get(i + k).is_some_and(|w| p.fits(&w.form)))
            });
            match here {
                Some(phrase) => {
                    out.push(i..i + phrase.len());
                    i += phrase.len();
                }
                None => i += 1,
            }
        }
        out
    }
}

impl Table {
    /// The conditions among `words`, those apart that say when an exception holds (« sauf en cas de vol »).
    pub(crate) fn conditions(&self, words: &[&Word]) -> Vec<std::ops::Range<usize>> {
        let exceptions = self.exception.find(words);
        let mut out = self.condition.find(words);
        out.retain(|c| !exceptions.iter().any(|e| e.end <= c.start && c.start <= e.end + 1));
        out
    }
}

/// How a period is meant.
#[derive(Debug)]
pub(crate) struct Period {
    /// Which way serves the person.
    pub(crate) better: Better,
    /// The words that tell; none for what is left.
    pub(crate) cues: Cues,
}

/// The table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) condition: Cues,
    pub(crate) exception: Cues,
    pub(crate) limit: Cues,
    pub(crate) demand: Cues,
    pub(crate) price: Cues,
    pub(crate) waiver: Cues,
    pub(crate) wide: Cues,
    pub(crate) narrow: Cues,
    pub(crate) exclusion: Cues,
    pub(crate) adverse: Cues,
    pub(crate) burden: Cues,
    pub(crate) good: Cues,
    pub(crate) proof: Cues,
    pub(crate) prompt: Cues,
    pub(crate) renewal: Cues,
    pub(crate) endless: Cues,
    pub(crate) benefit: Cues,
    pub(crate) soft: Cues,
    pub(crate) firm: Cues,
    pub(crate) papers: Cues,
    pub(crate) competence: Cues,
    pub(crate) denial: Cues,
    pub(crate) periods: Vec<Period>,
}

/// The table of this version of the program.
pub(crate) fn table() -> &'static Table {
    static TABLE: LazyLock<Table> = LazyLock::new(|| {
        let file: File = toml::from_str(include_str!("cues.toml")).unwrap_or_default();
        let period = |p: &PeriodEntry| Period { better: p.better, cues: Cues::new(&p.words) };
        Table {
            condition: Cues::new(&file.condition),
            exception: Cues::new(&file.exception),
            limit: Cues::new(&file.limit),
            demand: Cues::new(&file.demand),
            price: Cues::new(&file.price),
            waiver: Cues::new(&file.waiver),
            wide: Cues::new(&file.wide),
            narrow: Cues::new(&file.narrow),
            exclusion: Cues::new(&file.exclusion),
            adverse: Cues::new(&file.adverse),
            burden: Cues::new(&file.burden),
            good: Cues::new(&file.good),
            proof: Cues::new(&file.proof),
            prompt: Cues::new(&file.prompt),
            renewal: Cues::new(&file.renewal),
            endless: Cues::new(&file.endless),
            benefit: Cues::new(&file.benefit),
            soft: Cues::new(&file.soft),
            firm: Cues::new(&file.firm),
            papers: Cues::new(&file.papers),
            competence: Cues::new(&file.competence),
            denial: Cues::new(&file.denial),
            periods: file.period.iter().map(period).collect(),
        }
    });
    &TABLE
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::words::words;

    #[test]
    fn the_table_is_read_and_its_words_are_folded() {
        let file: File = toml::from_str(include_str!("cues.toml")).unwrap();
        assert!(!table().condition.0.is_empty());
        for list in
            [&file.condition, &file.exception, &file.limit, &file.demand, &file.price, &file.waiver, &file.adverse]
        {
            for phrase in list {
                let folded: Vec<String> = words(phrase).into_iter().filter(|w| w.counts()).map(|w| w.form).collect();
                assert_eq!(folded.join(" "), phrase.replace('*', ""), "fold this");
            }
        }
    }

    #[test]
    fn phrases_are_found_in_order() {
        let all = words("Sauf si l’intéressé coopère, sous réserve des places");
        let counted: Vec<&Word> = all.iter().filter(|w| w.counts()).collect();
        assert_eq!(table().condition.find(&counted), [1..2, 5..7]);
        assert_eq!(table().exception.find(&counted).first(), Some(&(0..1)));
    }
}
