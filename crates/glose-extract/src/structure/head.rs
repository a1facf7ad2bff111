//! The head of a circular: letterhead, who writes to whom, title, NOR, object, references.

use glose_model::BlockKind;

use super::bullets;
use super::flow::{Align, Hint};
use super::numbering;
use super::role::{Marked, ends_sentence, is_caps, word_count};
use super::wording::{LabelRole, Wording, wording};

/// Pieces among which the head is looked for: it is a page, two at most.
const REACH: usize = 90;

/// Marks the head and returns the index of the first piece of the body.
pub(crate) fn mark(marked: &mut [Marked]) -> usize {
    let words = wording();
    let reach = marked.len().min(REACH);
    let end = body_start(marked, reach, words);
    // Without a sign that this is a circular there is no head to mark but a title.
    let signs = marked.iter().take(end).filter(|m| m.piece.hint != Hint::Furniture && is_sign(m.text(), words)).count();
    if signs == 0 {
        return plain_title(marked);
    }
    let mut state = State::Letterhead;
    let body = super::headings::body_style(marked);
    // Without a kind of text that names itself, the title is what is set largest.
    let named = marked.iter().take(end).any(|m| is_title(m, None, words));
    let largest =
        marked.iter().take(end).filter(|m| m.piece.is_text()).map(|m| m.piece.style.size).fold(0.0_f32, f32::max);
    let mut titled = false;
    for i in 0..end {
        let under = state.role();
        let next = marked.get(i + 1).map(|m| m.text().to_owned());
        let Some(m) = marked.get_mut(i) else { break };
        if m.piece.hint == Hint::Furniture || m.kind == Some(BlockKind::Footnote) {
            continue;
        }
        let text = m.piece.text.clone();
        if let Some(kind) = row_kind(m, words) {
            m.set(kind);
            continue;
        }
        if let Some(label) = words.label(&text) {
            let bare = label.chars >= text.chars().count();
            state = State::after(label.role, bare, next.as_deref());
            m.under = Some(label.role);
            m.set(label_kind(label.role, bare, &text, words, m.piece.boxed));
            continue;
        }
        if is_to(&text) {
            m.set(BlockKind::Addressees);
            state = State::Under(LabelRole::Addressees);
            continue;
        }
        let loudest = !named && largest > body.size * 1.15 && m.piece.style.size > largest - 0.1 && body.size > 0.0;
        if !titled && (is_title(m, next.as_deref(), words) || loudest) {
            m.set(BlockKind::Title);
            titled = true;
            state = State::Letterhead;
            continue;
        }
        let folded = super::wording::fold(&text);
        if folded.starts_with("vu ") || folded.starts_with("vus ") {
            m.set(BlockKind::Visa);
            state = State::Letterhead;
            continue;
        }
        if words.opens_addressee(&text) || inline_to(&text, words).is_some() {
            m.set(BlockKind::Addressees);
            // A list under « Pour information » goes on.
            m.under = under.filter(|r| *r == LabelRole::Copies).or(Some(LabelRole::Addressees));
            if !matches!(state, State::Under(LabelRole::Copies)) {
                state = State::Under(LabelRole::Addressees);
            }
            continue;
        }
        if is_letterhead(&text, words) {
            m.set(BlockKind::Letterhead);
            state = State::Letterhead;
            continue;
        }
        m.under = under;
        match state {
            State::Under(LabelRole::Object) => {
                m.set(BlockKind::Object);
                state = State::Letterhead;
            }
            State::Under(LabelRole::References | LabelRole::Repeals) => m.set(BlockKind::Visa),
            State::Under(LabelRole::Attachments) => m.set(BlockKind::Attachment),
            State::Under(LabelRole::Addressees | LabelRole::Copies) => m.set(BlockKind::Addressees),
            State::Under(LabelRole::Summary) => {
                if ends_sentence(&text) || m.piece.boxed {
                    m.set(if m.piece.boxed { BlockKind::Box } else { BlockKind::Paragraph });
                } else {
                    m.set(BlockKind::Letterhead);
                    state = State::Letterhead;
                }
            }
            _ if m.piece.boxed => m.set(BlockKind::Box),
            _ if word_count(&text) > 14 && ends_sentence(&text) => m.set(BlockKind::Paragraph),
            _ => m.set(BlockKind::Letterhead),
        }
        if let Some(m) = marked.get_mut(i)
            && !matches!(m.kind, Some(BlockKind::Title | BlockKind::Paragraph | BlockKind::Box))
        {
            drop_bullet(m);
        }
    }
    end
}

/// Under which label the next line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Letterhead,
    Under(LabelRole),
}

impl State {
    /// Under a label; an object or a number that stands behind its label has ended, unless the next
    /// line goes on in the middle of a sentence.
    fn after(role: LabelRole, bare: bool, next: Option<&str>) -> Self {
        let goes_on = || next.is_some_and(|n| n.trim_start().starts_with(char::is_lowercase));
        let ends = matches!(role, LabelRole::Object | LabelRole::Office) && !bare && !goes_on();
        if ends { State::Letterhead } else { State::Under(role) }
    }

    fn role(self) -> Option<LabelRole> {
        match self {
            State::Letterhead => None,
            State::Under(role) => Some(role),
        }
    }
}

fn label_kind(role: LabelRole, bare: bool, text: &str, words: &Wording, boxed: bool) -> BlockKind {
    match role {
        LabelRole::Object => BlockKind::Object,
        // « Réf. : DGEF/BIF n° 2015-118 » is the office's own file number.
        LabelRole::References if !bare && !words.names_source(after_label(text, words)) => BlockKind::Letterhead,
        _ if bare => BlockKind::Label,
        LabelRole::References | LabelRole::Repeals => BlockKind::Visa,
        LabelRole::Attachments => BlockKind::Attachment,
        LabelRole::Addressees | LabelRole::Copies => BlockKind::Addressees,
        LabelRole::Summary if boxed => BlockKind::Box,
        LabelRole::Summary => BlockKind::Paragraph,
        LabelRole::Office => BlockKind::Letterhead,
    }
}

/// What follows the label of `text`.
pub(crate) fn after_label<'t>(text: &'t str, words: &Wording) -> &'t str {
    let chars = words.label(text).map_or(0, |l| l.chars);
    text.char_indices().nth(chars).map_or("", |(i, _)| text.get(i..).unwrap_or(""))
}

/// A row of the head set as a table: « Objet | Conditions d’admission ».
fn row_kind(m: &mut Marked, words: &Wording) -> Option<BlockKind> {
    if !matches!(m.piece.hint, Hint::Row | Hint::HeaderRow) {
        return None;
    }
    let label = words.label(m.piece.cells.first()?).or_else(|| words.label(&m.piece.text))?;
    m.under = Some(label.role);
    Some(match label.role {
        LabelRole::Object => BlockKind::Object,
        LabelRole::References | LabelRole::Repeals => BlockKind::Visa,
        LabelRole::Attachments => BlockKind::Attachment,
        LabelRole::Addressees | LabelRole::Copies => BlockKind::Addressees,
        _ => BlockKind::Letterhead,
    })
}

/// Index of the first piece after the head.
fn body_start(marked: &[Marked], reach: usize, words: &Wording) -> usize {
    let mut state = State::Letterhead;
    let mut last_sign = None;
    let mut seen_sign = false;
    for (i, m) in marked.iter().enumerate().take(reach) {
        if matches!(m.piece.hint, Hint::Furniture | Hint::Note) {
            continue;
        }
        let text = m.text();
        if matches!(m.piece.hint, Hint::Row | Hint::HeaderRow) {
            let label = m.piece.cells.first().and_then(|c| words.label(c));
            match label {
                Some(l) => {
                    state = State::Under(l.role);
                    last_sign = Some(i);
                    seen_sign = true;
                    continue;
                }
                None if state == State::Letterhead && seen_sign => break,
                None => continue,
            }
        }
        if let Some(label) = words.label(text) {
            if seen_sign && heading_annex(text) && label.role == LabelRole::Attachments && word_count(text) <= 1 {
                break;
            }
            let bare = label.chars >= text.chars().count();
            state = State::after(label.role, bare, marked.get(i + 1).map(Marked::text));
            last_sign = Some(i);
            seen_sign = true;
            continue;
        }
        if is_sign(text, words) {
            seen_sign = true;
            last_sign = Some(i);
            state = if is_to(text) || words.opens_addressee(text) || inline_to(text, words).is_some() {
                State::Under(LabelRole::Addressees)
            } else {
                State::Letterhead
            };
            continue;
        }
        if is_body_heading(m) || (seen_sign && words.is_operative_verb(text)) {
            break;
        }
        let continues = match state {
            State::Under(LabelRole::References | LabelRole::Repeals | LabelRole::Attachments) => {
                let item = matches!(m.piece.hint, Hint::Item(_)) || bullets::opens_item(text);
                item || (word_count(text) < 60 && words.names_source(text) && !is_prose(m)) || word_count(text) < 8
            }
            State::Under(LabelRole::Object) => true,
            State::Under(LabelRole::Summary) => m.piece.boxed,
            // A list of offices may fill a paragraph, but it is no sentence.
            State::Under(LabelRole::Addressees | LabelRole::Copies) => {
                let count = word_count(text);
                count < 45 && !is_prose(m) || count < 120 && !ends_sentence(text)
            }
            State::Under(LabelRole::Office) => word_count(text) < 12 && !ends_sentence(text),
            State::Letterhead => !is_prose(m),
        };
        if continues {
            if matches!(state, State::Under(_)) {
                last_sign = Some(i);
            }
            if state == State::Under(LabelRole::Object) {
                state = State::Letterhead;
            }
            continue;
        }
        if m.piece.boxed && seen_sign {
            continue;
        }
        // A sentence at the very start, before any sign, may be a banner; two are a body.
        break;
    }
    let Some(last) = last_sign else { return 0 };
    // A title and what stands under it, set apart from the text, belong to the head.
    let body = super::headings::body_style(marked);
    let apart = |m: &&Marked| {
        let style = &m.piece.style;
        m.piece.hint == Hint::Furniture
            || m.piece.hint == Hint::Title
            || (style.align == Align::Centre || (style.size > body.size * 1.05 && body.size > 0.0))
                && !is_prose(m)
                && !is_body_heading(m)
    };
    last + 1 + marked.iter().take(reach).skip(last + 1).take_while(apart).count()
}

/// « Annexe » alone opens an annex, it does not label a list of them.
fn heading_annex(text: &str) -> bool {
    numbering::parse(text).is_some_and(|n| matches!(n.family, numbering::Family::Word(numbering::ANNEX)))
}

/// A line that only a head has.
fn is_sign(text: &str, words: &Wording) -> bool {
    if words.is_operative_verb(text) && !super::wording::fold(text).starts_with("arrete n") {
        return false;
    }
    nor(text).is_some_and(|(at, _)| at < 12)
        || is_to(text)
        || words.label(text).is_some_and(|l| l.role != LabelRole::Office)
        || (words.opens_addressee(text) && !is_salutation(text) && word_count(text) < 45)
        || inline_to(text, words).is_some()
        || is_place_and_date(text)
        || opens_visa(text)
        || (words.kind_of(text).is_some() && (is_caps(text) || dated_title(text)))
        || (words.opens_office(text) && word_count(text) < 20 && !ends_sentence(text))
}

/// « Madame, Monsieur, » opens the body.
fn is_salutation(text: &str) -> bool {
    text.trim_end().ends_with(',') && word_count(text) < 8
}

fn opens_visa(text: &str) -> bool {
    let folded: String = super::wording::fold(text).chars().take(12).collect();
    ["vu le", "vu la", "vu l'", "vu les", "vu :", "vus "].iter().any(|v| folded.starts_with(v))
}

/// « Circulaire du 14 novembre 2013 relative à… », « INSTRUCTION N° DGOS/R2/2015/12 du… ».
fn dated_title(text: &str) -> bool {
    let folded = super::wording::fold(text);
    let head: Vec<&str> = folded.split_whitespace().take(9).collect();
    head.iter().skip(1).any(|w| {
        matches!(
            *w,
            "du" | "n°"
                | "relative"
                | "relatif"
                | "no"
                | "interministerielle"
                | "ministerielle"
                | "conjointe"
                | "technique"
        )
    }) && word_count(text) < 90
}

/// A title of the whole text.
fn is_title(m: &Marked, next: Option<&str>, words: &Wording) -> bool {
    let text = m.text();
    if m.piece.hint == Hint::Title {
        return true;
    }
    if words.is_operative_verb(text)
        || words.kind_of(text).is_none()
        || word_count(text) > 90
        || text.trim_end().ends_with([';', '.'])
    {
        return false;
    }
    let loud = m.piece.style.bold || m.piece.style.align == Align::Centre || is_caps(text) || m.piece.style.caps;
    is_caps(text) || dated_title(text) || loud || word_count(text) <= 4 && next.is_some()
}

/// « à » on a line of its own.
fn is_to(text: &str) -> bool {
    matches!(text.trim().trim_end_matches([':', ',']).trim(), "à" | "À" | "A" | "a")
}

/// Byte of « à » in « Le directeur … à Mesdames et Messieurs les préfets ».
pub(crate) fn inline_to(text: &str, words: &Wording) -> Option<usize> {
    if !words.opens_function(text) {
        return None;
    }
    text.match_indices(" à ")
        .chain(text.match_indices(" A "))
        .find(|(i, _)| words.opens_addressee(text.get(i + 3..).unwrap_or("").trim_start()))
        .map(|(i, _)| i)
}

/// « Paris, le 22 mai 2015 », « Paris, le » before a stamp.
pub(crate) fn is_place_and_date(text: &str) -> bool {
    let head: Vec<&str> = text.split_whitespace().take(9).collect();
    let Some(le) = head.iter().position(|w| matches!(*w, "le" | "Le" | "LE")) else { return false };
    let place = head.get(..le).unwrap_or_default();
    let comma = place.last().is_some_and(|w| w.ends_with(','));
    word_count(text) < if place.is_empty() { 7 } else { 14 }
        && !text.trim_end().ends_with(';')
        && (comma || place.is_empty() || place.first().is_some_and(|w| *w == "Fait"))
        && (head.len() == le + 1 || super::meta::date_in(text).is_some())
}

/// Lines of a letterhead, wherever they stand.
fn is_letterhead(text: &str, words: &Wording) -> bool {
    nor(text).is_some_and(|(at, _)| at < 12)
        || is_place_and_date(text)
        || (words.opens_office(text) && word_count(text) < 20 && !ends_sentence(text))
        || (words.opens_function(text) && word_count(text) < 25 && !ends_sentence(text))
}

/// Running prose: the body has begun.
fn is_prose(m: &Marked) -> bool {
    let text = m.text();
    let count = word_count(text);
    if m.piece.boxed {
        return false;
    }
    (count >= 12 && ends_sentence(text) && !text.trim_end().ends_with(';'))
        || count >= 60
        || (is_salutation(text) && wording().opens_addressee(text))
        || (count >= 8 && text.trim_end().ends_with(':') && wording().label(text).is_none())
}

/// A numbered heading, or one that its source marks: the body has begun.
fn is_body_heading(m: &Marked) -> bool {
    let text = m.text();
    let number = numbering::parse(text);
    if let Hint::Heading(_) = m.piece.hint {
        return number.is_some();
    }
    let loud = m.piece.style.bold
        || m.piece.style.size == 0.0
        || is_caps(text)
        || m.piece.style.caps
        || m.piece.style.underline;
    number.is_some_and(|n| n.is_first() && !n.is_weak() && loud && n.rest < text.len())
        && word_count(text) < 25
        && !text.ends_with([';', '.'])
}

/// A text that is no circular: its title is what its source calls so, or what stands at its very
/// start in a type that is found nowhere else; the lines set apart below belong to it.
fn plain_title(marked: &mut [Marked]) -> usize {
    let body = super::headings::body_style(marked);
    let texts: Vec<usize> = (0..marked.len()).filter(|i| marked.get(*i).is_some_and(|m| m.piece.is_text())).collect();
    let Some(first) = texts.first().copied() else { return 0 };
    let size = |i: usize| marked.get(i).map_or(0.0, |m| m.piece.style.size);
    let largest = texts.iter().map(|i| size(*i)).fold(0.0_f32, f32::max);
    let given = marked.get(first).is_some_and(|m| m.piece.hint == Hint::Title);
    let loud = body.size > 0.0 && largest > body.size * 1.15;
    // The line set largest, among the first that are set apart.
    let apart: Vec<usize> = texts
        .iter()
        .copied()
        .take_while(|i| {
            marked.get(*i).is_some_and(|m| {
                let style = &m.piece.style;
                let stands = m.piece.hint == Hint::Title
                    || style.align == Align::Centre
                    || (loud && style.size > body.size * 1.05);
                stands && !is_prose(m) && !is_body_heading(m)
            })
        })
        .collect();
    let title = if given { Some(first) } else { apart.iter().copied().find(|i| loud && size(*i) > largest - 0.1) };
    let Some(title) = title.filter(|t| apart.contains(t)) else { return 0 };
    let again = texts.iter().filter(|i| !apart.contains(i)).any(|i| size(*i) > largest - 0.1);
    if again && !given {
        return 0;
    }
    for i in &apart {
        if let Some(m) = marked.get_mut(*i) {
            m.set(if *i == title { BlockKind::Title } else { BlockKind::Letterhead });
        }
    }
    apart.last().map_or(0, |i| i + 1)
}

/// Takes the bullet off a piece.
pub(crate) fn drop_bullet(m: &mut Marked) {
    if let Some(bytes) = bullets::bullet(&m.piece.text) {
        let chars = m.piece.text.get(..bytes).map_or(0, |t| t.chars().count());
        m.piece.drop_start(chars);
    }
}

/// Character at which a NOR begins in `text`, and the NOR: four letters, seven digits, one letter,
/// spaces inside tolerated.
pub(crate) fn nor(text: &str) -> Option<(usize, String)> {
    let chars: Vec<char> = text.chars().collect();
    'start: for start in 0..chars.len() {
        if start > 0 && chars.get(start - 1).is_some_and(|c| c.is_alphanumeric()) {
            continue;
        }
        let mut found = String::new();
        let mut spaces = 0;
        for c in chars.iter().skip(start) {
            if c.is_whitespace() || (*c == '-' && !found.is_empty()) {
                spaces += 1;
                if spaces > 4 || found.is_empty() {
                    continue 'start;
                }
                continue;
            }
            let fits = match found.len() {
                0..=3 | 11 => c.is_ascii_uppercase(),
                4..=10 => c.is_ascii_digit(),
                _ => false,
            };
            if !fits {
                continue 'start;
            }
            found.push(*c);
            if found.len() == 12 {
                break;
            }
        }
        if found.len() < 12 {
            continue;
        }
        return Some((start, found));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nors() {
        let nor = |t: &str| nor(t).map(|(_, n)| n);
        assert_eq!(nor("NOR : INTV1512347J").as_deref(), Some("INTV1512347J"));
        assert_eq!(nor("NOR : INT V 15 12347 J").as_deref(), Some("INTV1512347J"));
        assert_eq!(nor("NOR INT/V/15/12347/J"), None);
        assert_eq!(nor("CRIM/2019-17/G2"), None);
    }

    #[test]
    fn places_and_dates() {
        assert!(is_place_and_date("Paris, le 22 mai 2015"));
        assert!(is_place_and_date("Paris, le"));
        assert!(is_place_and_date("Le 4 décembre 2019"));
        assert!(!is_place_and_date("Le directeur des services le 4 décembre 2019 en a décidé autrement"));
    }
}
