//! What a clause says and stands under, as named signs for the learnt tables: its words, two words
//! that follow each other, lists of words of the grid, those of its headings, its stem and the
//! clause before, its kind and its force.

use glose_french::Span;
use glose_grid::{Reading, Signal};
use glose_model::{BlockKind, Modality};

use crate::signals::Signals;
use crate::stems::Stems;
use crate::text::Text;

/// Where the words of a sign stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// In the clause itself.
    Own,
    /// In the heading block of this index.
    Heading(usize),
    /// In the clause of this index: its stem, or the one before.
    Clause(usize),
}

/// One sign as it was seen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'s> {
    /// Its name in the tables.
    pub(crate) name: &'s str,
    /// How much of it: 1, less for what stands further away.
    pub(crate) value: f32,
    /// Where its words stand; `None` for what has no words.
    pub(crate) at: Option<(Source, Span)>,
}

/// Reads signs into one reused name.
struct Reader<'s, F> {
    name: String,
    sink: &'s mut F,
}

impl<F: FnMut(Seen<'_>)> Reader<'_, F> {
    fn see(&mut self, parts: &[&str], value: f32, at: Option<(Source, Span)>) {
        self.name.clear();
        parts.iter().for_each(|p| self.name.push_str(p));
        (self.sink)(Seen { name: &self.name, value, at });
    }

    fn words(&mut self, prefix: &str, stems: &Stems, value: f32, source: Source) {
        for word in stems.0.iter().filter(|w| !w.grammar) {
            self.see(&[prefix, "mot:", &word.stem], value, Some((source, word.span)));
        }
    }

    fn pairs(&mut self, stems: &Stems) {
        for pair in stems.0.windows(2) {
            let [a, b] = pair else { continue };
            if !(a.grammar && b.grammar) {
                let span = Span::new(a.span.start, b.span.end);
                self.see(&["suite:", &a.stem, " ", &b.stem], 1.0, Some((Source::Own, span)));
            }
        }
    }

    fn lists(&mut self, prefix: &str, text: &Text<'_>, reading: &Reading, value: f32, source: Source) {
        for hit in reading.all() {
            let Some(list) = text.grid.list(hit.set) else { break };
            self.see(&[prefix, "liste:", list], value, Some((source, hit.span)));
        }
    }
}

/// Shows `sink` every sign of clause `i`; `signals` are those of the clause, by concern.
pub(crate) fn read<'s>(
    text: &Text<'_>,
    i: usize,
    signals: impl Iterator<Item = &'s Signals>,
    sink: &mut impl FnMut(Seen<'_>),
) {
    let (Some(clause), Some(setting), Some(reading), Some(stems)) =
        (text.clauses.get(i), text.settings.get(i), text.readings.get(i), text.stems.get(i))
    else {
        return;
    };
    let mut reader = Reader { name: String::with_capacity(48), sink };
    reader.words("", stems, 1.0, Source::Own);
    reader.pairs(stems);
    reader.lists("", text, reading, 1.0, Source::Own);
    for (depth, index) in setting.headings.iter().rev().enumerate() {
        let prefix = if depth == 0 { "titre." } else { "partie." };
        if let (Some(stems), Some(reading)) = (text.heading_stems.get(index), text.headings.get(index)) {
            reader.words(prefix, stems, 1.0, Source::Heading(*index));
            reader.lists(prefix, text, reading, 1.0, Source::Heading(*index));
        }
    }
    let mut other = |prefix: &str, value: f32, at: Option<usize>| {
        let Some(at) = at else { return };
        if let (Some(stems), Some(reading)) = (text.stems.get(at), text.readings.get(at)) {
            reader.words(prefix, stems, value, Source::Clause(at));
            reader.lists(prefix, text, reading, value, Source::Clause(at));
        }
    };
    other("chapeau.", 1.0, setting.stem);
    other("avant.", 0.5, setting.before);
    for (concern, signals) in text.grid.file.concern.iter().zip(signals) {
        for (signal, name) in SEEN {
            let value = signals.get(signal);
            if value > 0.0 {
                reader.see(&["terme:", &concern.id, ".", name], value, None);
            }
        }
    }
    let kind = match text.kind(i) {
        BlockKind::TableRow => "ligne",
        BlockKind::Footnote => "note",
        BlockKind::ListItem => "point",
        BlockKind::Object | BlockKind::Visa | BlockKind::Attachment => "tete",
        _ => "phrase",
    };
    reader.see(&["genre:", kind], 1.0, None);
    if setting.annex {
        reader.see(&["genre:annexe"], 1.0, None);
    }
    if setting.headings.is_empty() {
        reader.see(&["genre:avant-titre"], 1.0, None);
    }
    if text.leans.get(i).is_some_and(Option::is_some) {
        reader.see(&["genre:renvoi"], 1.0, None);
    }
    if reading.words < 7 {
        reader.see(&["genre:court"], 1.0, None);
    }
    reader.see(&["force:", force_name(clause.modality)], 1.0, None);
}

/// The signals that the tables may weigh by concern, with their names there.
const SEEN: [(Signal, &str); 21] = [
    (Signal::Theme, "theme"),
    (Signal::ThemeTwice, "theme-deux"),
    (Signal::ThemeThrice, "theme-trois"),
    (Signal::ThemeShare, "theme-part"),
    (Signal::ThemeHeading, "theme-titre"),
    (Signal::ThemeStem, "theme-chapeau"),
    (Signal::ThemeSection, "theme-section"),
    (Signal::Strong, "fort"),
    (Signal::StrongTwice, "fort-deux"),
    (Signal::Weak, "faible"),
    (Signal::WeakTwice, "faible-deux"),
    (Signal::WeakInContext, "faible-en-contexte"),
    (Signal::Hint, "indice"),
    (Signal::HintInContext, "indice-en-contexte"),
    (Signal::PointsBack, "renvoi"),
    (Signal::Heading, "titre"),
    (Signal::HeadingAbove, "partie"),
    (Signal::Stem, "chapeau"),
    (Signal::Before, "avant"),
    (Signal::Leans, "suite"),
    (Signal::Section, "section"),
];

/// The name of a force in the tables.
pub(crate) const fn force_name(modality: Modality) -> &'static str {
    match modality {
        Modality::Obligation => "obligation",
        Modality::Interdiction => "interdiction",
        Modality::Droit => "droit",
        Modality::Faculte => "faculte",
        Modality::Recommandation => "recommandation",
        Modality::Constat => "constat",
    }
}
