//! Which terms of a grid serve in a folder of texts.

use std::collections::BTreeMap;

use glose_french::Words;
use glose_model::Severity;
use glose_model::messages::Lang;

use crate::strings::Strings;
use crate::{Grid, GridFault, Terms};

/// A term that matches in more than this part of the passages says nothing.
const EVERYWHERE: f64 = 0.25;
/// Fewer passages than this prove nothing.
const ENOUGH: usize = 40;

/// How often each term of a grid matches.
#[derive(Clone, Debug)]
pub struct Usage<'g> {
    grid: &'g Grid,
    passages: usize,
    /// Passages in which a term matches, by list and term.
    counts: BTreeMap<(u32, u32), usize>,
}

impl<'g> Usage<'g> {
    /// No text yet.
    #[must_use]
    pub fn new(grid: &'g Grid) -> Self {
        Self { grid, passages: 0, counts: BTreeMap::new() }
    }

    /// Counts one passage: a block of a text.
    pub fn add(&mut self, passage: &str) {
        let reading = self.grid.read(&Words::new(passage));
        self.passages += 1;
        let mut last = None;
        for hit in reading.all() {
            let key = (hit.set.0, hit.term);
            if last != Some(key) {
                *self.counts.entry(key).or_default() += 1;
            }
            last = Some(key);
        }
    }

    /// Terms of concerns that matched nowhere, or nearly everywhere, each at its place in `source`.
    #[must_use]
    pub fn faults(&self, source: &str, lang: Lang) -> Vec<GridFault> {
        let strings = Strings::of(source);
        let mut out = Vec::new();
        let mut look = |concern: &str, terms: &Terms| {
            for (i, written) in terms.list.iter().enumerate() {
                let key = (terms.set().0, u32::try_from(i).unwrap_or(u32::MAX));
                let count = self.counts.get(&key).copied().unwrap_or(0);
                #[expect(clippy::cast_precision_loss, reason = "numbers of passages")]
                let everywhere = self.passages >= ENOUGH && count as f64 > EVERYWHERE * self.passages as f64;
                let (severity, code) = match (count, everywhere) {
                    (0, _) => (Severity::Info, "grid-term-unused"),
                    (_, true) => (Severity::Warning, "grid-term-everywhere"),
                    _ => continue,
                };
                let share = (100 * count).checked_div(self.passages).unwrap_or(0).to_string();
                let args = [("term", written.as_str()), ("concern", concern), ("share", &*share)];
                let fault = GridFault::new(lang, severity, code, &args);
                out.push(match strings.find(source, written, None) {
                    Some(bytes) => fault.at(source, bytes),
                    None => fault,
                });
            }
        };
        for concern in &self.grid.file.concern {
            for terms in [&concern.strong, &concern.weak, &concern.hint] {
                look(&concern.id, terms);
            }
        }
        out.sort_by_key(|f| f.place.as_ref().map_or(0, |p| p.bytes.start));
        out
    }
}
