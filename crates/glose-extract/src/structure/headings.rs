//! Headings: which pieces are, their number, their depth.

use glose_model::BlockKind;

use super::flow::{Align, Hint, Style};
use super::numbering::{self, ANNEX, ARTICLE, Close, Family, Number};
use super::role::{Marked, ends_sentence, is_caps, word_count};
use super::wording::wording;

/// Longest heading, in characters; the titles of articles in codes are shorter.
const LONGEST: usize = 240;

/// The looks of running text: those of most characters of the body.
pub(crate) fn body_style(marked: &[Marked]) -> Style {
    let mut weights: Vec<(Style, usize)> = Vec::new();
    for m in marked.iter().filter(|m| m.piece.is_text()) {
        let style = m.piece.style;
        let chars = m.piece.text.len();
        let alike = |s: &Style| (s.size - style.size).abs() < 0.3 && s.bold == style.bold && s.italic == style.italic;
        match weights.iter_mut().find(|(s, _)| alike(s)) {
            Some((_, n)) => *n += chars,
            None => weights.push((style, chars)),
        }
    }
    weights.into_iter().max_by_key(|(_, n)| *n).map_or_else(Style::default, |(s, _)| s)
}

/// How a candidate stands out from the running text.
#[derive(Clone, Copy, Debug, Default)]
struct Looks {
    larger: bool,
    bold: bool,
    caps: bool,
    other: bool,
    /// The source says nothing of looks: plain text.
    unknown: bool,
}

impl Looks {
    fn of(m: &Marked, body: &Style) -> Self {
        let style = &m.piece.style;
        Self {
            larger: style.size > body.size * 1.05 && body.size > 0.0,
            bold: style.bold && !body.bold,
            caps: is_caps(m.text()) || (style.caps && !body.caps),
            other: (style.italic && !body.italic)
                || style.underline
                || (style.align == Align::Centre && body.align != Align::Centre),
            unknown: body.size == 0.0,
        }
    }

    fn any(self) -> bool {
        self.larger || self.bold || self.caps || self.other
    }

    fn strong(self) -> bool {
        self.larger || self.bold || self.caps
    }
}

/// Puts the title of a division under its number into one piece with it: « FICHE 1 » and, on the
/// next line, « LA PLACE DU PLAIDEUR ».
pub(crate) fn join_titles(marked: &mut Vec<Marked>) {
    let body = body_style(marked);
    let bare = |m: &Marked| {
        numbering::parse(m.text()).is_some_and(|n| matches!(n.family, Family::Word(_)) && n.rest >= m.text().len())
    };
    for i in (1..marked.len()).rev() {
        let (Some(number), Some(title)) = (marked.get(i - 1), marked.get(i)) else { continue };
        if !number.is_open() || !title.is_open() || !bare(number) {
            continue;
        }
        let (a, b) = (&number.piece.style, &title.piece.style);
        let looks = Looks::of(title, &body);
        let alike = (a.size - b.size).abs() < 0.6 && a.align == b.align && (a.bold == b.bold || a.caps == b.caps);
        let stands = looks.strong() || looks.other;
        let text = title.text();
        let titles = matches!(title.piece.hint, Hint::Text | Hint::Heading(_))
            && word_count(text) <= 25
            && !ends_sentence(text)
            && !text.ends_with([':', ','])
            && numbering::parse(text).is_none_or(|n| n.is_weak());
        // Far below stands the next heading, not the title of this one.
        if alike && stands && titles && b.above < 1.5 * b.size {
            let title = marked.remove(i);
            if let Some(number) = marked.get_mut(i - 1) {
                number.piece.append(title.piece);
            }
        }
    }
}

/// A heading found, before its depth is known.
struct Candidate {
    at: usize,
    /// Depth that the source gives.
    given: Option<u8>,
    class: Class,
}

/// Headings of one class have one depth, unless their number says otherwise.
#[derive(Clone, Debug, PartialEq)]
enum Class {
    Numbered { family: Family, depth: u8, close: Close },
    Plain { size: i32, bold: bool, italic: bool, caps: bool, centred: bool },
}

/// Marks the headings among `marked[from..]`.
pub(crate) fn mark(marked: &mut [Marked], from: usize) {
    let body = body_style(marked.get(from..).unwrap_or_default());
    let mut found: Vec<Candidate> = Vec::new();
    let numbered = numbered_styles(marked, from, &body);
    for i in from..marked.len() {
        let Some(m) = marked.get(i) else { continue };
        if !m.is_open() {
            continue;
        }
        let looks = Looks::of(m, &body);
        let given = match m.piece.hint {
            Hint::Heading(level) => Some(level),
            _ => None,
        };
        let text = m.text();
        let number = numbering::parse(text);
        let chars = text.chars().count();
        let verdict = if given.is_some() {
            if chars > LONGEST || (chars > 120 && ends_sentence(text)) { Verdict::No } else { Verdict::Heading }
        } else if m.piece.hint == Hint::Title {
            Verdict::Heading
        } else {
            judge(marked, i, from, looks, number, &numbered)
        };
        match verdict {
            Verdict::No => {}
            Verdict::Label => {
                if let Some(m) = marked.get_mut(i) {
                    m.set(BlockKind::Label);
                }
            }
            Verdict::Heading => {
                let class = class_of(m, number.filter(|n| keeps_number(n, &found, marked)));
                found.push(Candidate { at: i, given, class });
            }
        }
    }
    set_levels(marked, &found, &body);
}

enum Verdict {
    No,
    Label,
    Heading,
}

/// The looks of the pieces that are surely numbered headings.
fn numbered_styles(marked: &[Marked], from: usize, body: &Style) -> Vec<Style> {
    marked
        .iter()
        .skip(from)
        .filter(|m| m.is_open())
        .filter(|m| {
            let text = m.text();
            let strong = matches!(m.piece.hint, Hint::Heading(_)) || Looks::of(m, body).strong();
            strong
                && word_count(text) < 30
                && !ends_sentence(text)
                && numbering::parse(text).is_some_and(|n| !n.is_weak())
        })
        .map(|m| m.piece.style)
        .collect()
}

/// Whether a line in the style `s` looks like one of these headings.
fn looks_like(styles: &[Style], s: &Style) -> bool {
    styles.iter().any(|o| {
        (o.size - s.size).abs() < 0.3
            && o.bold == s.bold
            && o.italic == s.italic
            && o.caps == s.caps
            && o.align == s.align
    })
}

fn judge(
    marked: &[Marked],
    i: usize,
    from: usize,
    looks: Looks,
    number: Option<Number<'_>>,
    numbered: &[Style],
) -> Verdict {
    let Some(m) = marked.get(i) else { return Verdict::No };
    let text = m.text();
    let chars = text.chars().count();
    // In a frame stands a summary or a reminder; or the title of an annex.
    let framed = m.piece.boxed && !(looks.strong() && number.is_some_and(|n| n.family == Family::Word(ANNEX)));
    if chars > LONGEST || framed || text.ends_with([';', ',']) || matches!(m.piece.hint, Hint::ItemContinued(_)) {
        return Verdict::No;
    }
    let title = number.map_or(text, |n| text.get(n.rest..).unwrap_or(""));
    let opens_low = title.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    if let Some(n) = number {
        if let Family::Word(rank) = n.family {
            return judge_word(m, n, rank, title, looks);
        }
        if title.is_empty() || title.chars().all(|c| !c.is_alphabetic()) {
            return Verdict::No;
        }
        if (n.is_weak() && !in_series(marked, i, from, n)) || (n.family == Family::Arabic && n.value > 40) {
            // « M. Durand », « 30 jours »: no number.
            return judge_plain(m, text, looks, opens_low, numbered);
        }
        if ends_sentence(text) && !(looks.strong() && chars < 120) {
            return Verdict::No;
        }
        if text.ends_with(':') && !(looks.strong() || looks.any() && !opens_low) {
            return Verdict::No;
        }
        if looks.larger || ((looks.bold || looks.caps) && !opens_low) {
            return Verdict::Heading;
        }
        // Neighbours in the same series with nothing between make a list, not headings.
        let crowded = has_neighbour(marked, i, n);
        if looks.any() && !opens_low && !crowded {
            return Verdict::Heading;
        }
        let quiet = !opens_low && !crowded && chars <= 110 && !text.ends_with(':') && in_series(marked, i, from, n);
        let item = matches!(m.piece.hint, Hint::Item(_));
        return if quiet && (looks.unknown || !item) && (n.close != Close::Space || n.depth > 1) {
            Verdict::Heading
        } else {
            Verdict::No
        };
    }
    judge_plain(m, text, looks, opens_low, numbered)
}

/// « Article 2 », « ANNEXE 1 – Grille »: a heading where it stands alone or with a short title.
fn judge_word(m: &Marked, n: Number<'_>, rank: u8, title: &str, looks: Looks) -> Verdict {
    let count = word_count(title);
    // « Annexe 2 du présent texte », « Article 3 de la loi »
    let low = title.chars().next().is_some_and(char::is_lowercase);
    if low && !looks.strong() {
        return Verdict::No;
    }
    if title.is_empty() || looks.strong() {
        return if ends_sentence(title) && count > 12 { Verdict::No } else { Verdict::Heading };
    }
    let closed = n.close != Close::Space;
    let short = count <= if rank == ARTICLE { 12 } else { 25 };
    if closed && short && !ends_sentence(title) && !m.text().ends_with(':') { Verdict::Heading } else { Verdict::No }
}

/// An unnumbered heading: it must be larger, bold or in capitals, short, and end in no mark.
fn judge_plain(m: &Marked, text: &str, looks: Looks, opens_low: bool, numbered: &[Style]) -> Verdict {
    if wording().is_operative_verb(text) {
        return Verdict::Label;
    }
    let style = &m.piece.style;
    let count = word_count(text);
    if matches!(m.piece.hint, Hint::Item(_))
        || count == 0
        || count > 25
        || (ends_sentence(text) && !text.ends_with('?'))
    {
        return Verdict::No;
    }
    if text.ends_with(':') || (opens_low && !looks.larger) {
        // A bold « À noter : » on its own introduces what follows.
        return if looks.bold && count <= 8 && text.ends_with(':') { Verdict::Label } else { Verdict::No };
    }
    if text.chars().filter(|c| c.is_alphabetic()).count() < 3 || style.align == Align::Right {
        return Verdict::No;
    }
    if looks.larger && (looks.bold || looks.caps || looks.other || count <= 15) {
        return Verdict::Heading;
    }
    if looks.bold || (looks.caps && count <= 15) || (looks.other && style.underline && count <= 15) {
        // In a text whose headings are numbered, a bold line in the size of the text names no section.
        return if numbered.len() >= 3 && !looks.larger && !looks_like(numbered, style) {
            Verdict::Label
        } else {
            Verdict::Heading
        };
    }
    Verdict::No
}

/// Whether the piece next to `i` counts in the same series: an enumeration.
fn has_neighbour(marked: &[Marked], i: usize, n: Number<'_>) -> bool {
    let text_at = |j: Option<usize>| {
        let m = marked.get(j?)?;
        m.piece.is_text().then_some(m.text())
    };
    let next = text_at(i.checked_add(1)).and_then(numbering::parse).is_some_and(|o| o.follows(&n));
    let before = text_at(i.checked_sub(1)).and_then(numbering::parse).is_some_and(|o| n.follows(&o));
    next || before
}

/// Whether `n` begins a series, or an earlier piece of the body (no farther than 400) has the number before.
fn in_series(marked: &[Marked], i: usize, from: usize, n: Number<'_>) -> bool {
    let low = from.max(i.saturating_sub(400));
    let mut others = marked.get(low..i).unwrap_or_default().iter().rev().filter(|m| m.piece.is_text());
    if n.is_first() {
        // A first « A. » must have a second.
        let high = marked.len().min(i + 400);
        let mut later = marked.get(i + 1..high).unwrap_or_default().iter().filter(|m| m.piece.is_text());
        return later.any(|m| numbering::parse(m.text()).is_some_and(|o| o.follows(&n)));
    }
    others.any(|m| numbering::parse(m.text()).is_some_and(|o| n.follows(&o)))
}

/// « V » after « U » is a letter, after « IV » a number; either way it is one. An initial is not.
fn keeps_number(n: &Number<'_>, found: &[Candidate], marked: &[Marked]) -> bool {
    if !n.is_weak() || n.is_first() {
        return true;
    }
    found.iter().rev().any(|c| marked.get(c.at).and_then(|m| numbering::parse(m.text())).is_some_and(|o| n.follows(&o)))
}

fn class_of(m: &Marked, number: Option<Number<'_>>) -> Class {
    match number {
        Some(n) => {
            Class::Numbered { family: n.family, depth: n.depth, close: if n.depth > 1 { Close::Dot } else { n.close } }
        }
        None => {
            let s = &m.piece.style;
            Class::Plain {
                size: size_step(s.size),
                bold: s.bold,
                italic: s.italic,
                caps: is_caps(m.text()) || s.caps,
                centred: s.align == Align::Centre,
            }
        }
    }
}

/// Sizes in half points.
#[expect(clippy::cast_possible_truncation, reason = "type sizes are small")]
fn size_step(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

/// A heading above, while depths are given.
struct Open {
    class: Class,
    level: u8,
    number: Option<String>,
    size: f32,
}

/// Gives each heading its depth and its number as sections are named.
fn set_levels(marked: &mut [Marked], found: &[Candidate], body: &Style) {
    let mut open: Vec<Open> = Vec::new();
    for candidate in found {
        let Some(m) = marked.get(candidate.at) else { continue };
        let text = m.text().to_owned();
        let numbered = matches!(candidate.class, Class::Numbered { .. });
        let number = numbering::parse(&text).filter(|_| numbered);
        let size = m.piece.style.size;
        let plain = class_of(m, None);
        let level =
            candidate.given.unwrap_or_else(|| depth(&candidate.class, number.as_ref(), size, &plain, &open, body));
        // Depths of the source are taken as they are, but never a step of two.
        let level = if candidate.given.is_some() { level } else { level.min(open.last().map_or(1, |o| o.level) + 1) };
        open.retain(|o| o.level < level);
        let above = open.iter().rev().find_map(|o| o.number.as_deref());
        let name = number.map(|n| section_name(&n, above));
        if let Some(m) = marked.get_mut(candidate.at) {
            m.set(BlockKind::Heading);
            m.level = Some(level.clamp(1, 9));
            m.number = name.clone();
        }
        open.push(Open { class: candidate.class.clone(), level, number: name, size });
    }
}

/// Depth of a heading under those still open; `plain`: how it looks, its number aside.
fn depth(class: &Class, number: Option<&Number<'_>>, size: f32, plain: &Class, open: &[Open], body: &Style) -> u8 {
    if let Some(number) = number {
        if let Family::Word(rank) = number.family {
            if rank == ANNEX {
                return 1;
            }
            // Below what is larger in the order of codes, beside its like.
            let above = open.iter().rev().find(|o| match o.class {
                Class::Numbered { family: Family::Word(r), .. } => r < rank && r != ANNEX,
                _ => false,
            });
            let like = open.iter().find(|o| o.class == *class).map(|o| o.level);
            return like.unwrap_or_else(|| above.map_or(1, |o| o.level + 1));
        }
        if number.depth > 1 {
            // « 2.1 » stands under « 2 » or « II »; « 2.1.1 » under « 2.1 ».
            let prefix = number.printed.rsplit_once(['.', '-']).map(|(p, _)| p);
            if let Some(o) = open.iter().rev().find(|o| o.number.as_deref() == prefix) {
                return o.level + 1;
            }
            if let Some(o) = open.iter().find(|o| o.class == *class) {
                return o.level;
            }
            let base = open.iter().rev().find(|o| is_division(&o.class)).map_or(0, |o| o.level);
            return base.max(number.depth - 1).min(open.len().try_into().unwrap_or(u8::MAX)) + 1;
        }
        if let Some(o) = open.iter().find(|o| o.class == *class) {
            return o.level;
        }
        return open.last().map_or(1, |o| {
            // « Introduction », « 1. Contexte »: what looks alike stands side by side.
            if o.class == *plain || matches!(o.class, Class::Plain { .. }) && o.size <= size + 0.2 && o.level > 1 {
                o.level
            } else {
                o.level + 1
            }
        });
    }
    if let Some(o) = open.iter().find(|o| o.class == *class) {
        return o.level;
    }
    // An unnumbered heading as large as a numbered one stands beside it.
    if size > body.size
        && let Some(o) = open.iter().find(|o| o.size <= size + 0.2)
    {
        return o.level;
    }
    open.last().map_or(1, |o| o.level + 1)
}

fn is_division(class: &Class) -> bool {
    matches!(class, Class::Numbered { family: Family::Word(_) | Family::Roman | Family::Upper, depth: 1, .. })
}

/// The number as sections are named: « 3.1 a) » for « a) » under « 3.1 », « Annexe A » for « A. » under « Annexe ».
fn section_name(number: &Number<'_>, above: Option<&str>) -> String {
    let own = number.printed;
    // What names itself whole needs no other; nor does the outermost.
    let whole = matches!(number.family, Family::Word(_) | Family::Roman) || number.depth > 1;
    match above {
        Some(above) if !whole => format!("{above} {own}"),
        _ => own.to_owned(),
    }
}
