//! Kind, NOR, date, issuer, object… from the head and the foot.

use glose_french::{Words, dates};
use glose_model::{BlockKind, Meta};

use super::flow::Hint;
use super::head::{after_label, inline_to, is_place_and_date, nor};
use super::role::{Marked, ends_sentence, is_caps};
use super::wording::{LabelRole, Wording, fold, wording};

/// The meta of marked pieces whose body begins at `body`.
pub(crate) fn of(marked: &[Marked], body: usize) -> Meta {
    let words = wording();
    let head: Vec<&Marked> = marked.iter().take(body).filter(|m| m.piece.hint != Hint::Furniture).collect();
    let nor = find_nor(marked, &head);
    let mut meta = Meta {
        kind: kind(marked, &head, body, nor.as_deref(), words),
        date: date(marked, &head, body, words),
        issuer: issuer(&head, words),
        object: object(&head, words),
        signatory: signatory(marked),
        nor,
        ..Meta::default()
    };
    lists(&head, words, &mut meta);
    repeals(marked, body, words, &mut meta.repeals);
    meta
}

/// The date with its day that `text` names first, ISO 8601.
pub(crate) fn date_in(text: &str) -> Option<String> {
    // Months need letters and years digits or « mille »; most lines have neither.
    if !text.contains(|c: char| c.is_ascii_digit()) && !fold(text).contains("mil") {
        return None;
    }
    dates(&Words::new(text)).into_iter().map(|d| d.iso).find(|iso| iso.len() == 10)
}

fn find_nor(marked: &[Marked], head: &[&Marked]) -> Option<String> {
    let cited = |m: &Marked| {
        matches!(m.kind, Some(BlockKind::Visa | BlockKind::Object | BlockKind::Attachment | BlockKind::Footnote))
    };
    // « NOR : … » on its own line, then any in the head, in the running heads, and last in the title.
    let own = head.iter().filter(|m| !cited(m)).find_map(|m| nor(m.text()).filter(|(at, _)| *at < 12));
    let any = || head.iter().filter(|m| !cited(m)).find_map(|m| nor(m.text()));
    let furniture = || marked.iter().filter(|m| m.kind == Some(BlockKind::Furniture)).find_map(|m| nor(m.text()));
    own.or_else(any).or_else(furniture).map(|(_, n)| n)
}

fn kind(marked: &[Marked], head: &[&Marked], body: usize, nor: Option<&str>, words: &Wording) -> Option<String> {
    let titles = head.iter().filter(|m| m.kind == Some(BlockKind::Title));
    let titled = titles.filter_map(|m| words.kind_of(m.text())).next();
    let by_nor = || nor.and_then(|n| n.chars().last()).and_then(|c| words.kind_of_nor(c));
    // « la présente circulaire »
    let own_words = || {
        marked.iter().skip(body).take(60).find_map(|m| {
            let folded = fold(m.text());
            let (_, after) = folded.split_once("la presente ").or_else(|| folded.split_once("le present "))?;
            words.kind_of(after)
        })
    };
    titled.or_else(by_nor).or_else(own_words).map(str::to_owned)
}

fn date(marked: &[Marked], head: &[&Marked], body: usize, words: &Wording) -> Option<String> {
    let said = |m: &&&Marked| !matches!(m.kind, Some(BlockKind::Visa | BlockKind::Object | BlockKind::Attachment));
    let placed = head.iter().filter(said).filter(|m| is_place_and_date(m.text())).find_map(|m| date_in(m.text()));
    // « Paris, le », and the stamp beside it.
    let stamped = || {
        let at = head.iter().position(|m| is_place_and_date(m.text()))?;
        head.iter().skip(at).take(3).find_map(|m| date_in(m.text()).filter(|_| super::role::word_count(m.text()) < 5))
    };
    let titled = || {
        head.iter()
            .filter(|m| m.kind == Some(BlockKind::Title))
            .find_map(|m| date_in(m.text().split(" relati").next().unwrap_or("")))
    };
    let signed = || {
        let foot = marked.iter().skip(body).filter(|m| m.kind == Some(BlockKind::Signature));
        foot.filter(|m| fold(m.text()).starts_with("fait") || is_place_and_date(m.text()))
            .find_map(|m| date_in(m.text()))
    };
    let short =
        || head.iter().filter(said).filter(|m| super::role::word_count(m.text()) < 9).find_map(|m| date_in(m.text()));
    let furniture = || {
        let running = marked.iter().filter(|m| m.kind == Some(BlockKind::Furniture));
        running.filter(|m| words.kind_of(m.text()).is_some()).find_map(|m| date_in(m.text()))
    };
    placed.or_else(stamped).or_else(titled).or_else(short).or_else(signed).or_else(furniture)
}

fn object(head: &[&Marked], words: &Wording) -> Option<String> {
    let mut out = String::new();
    for m in head.iter().filter(|m| m.kind == Some(BlockKind::Object)) {
        let part = match m.piece.cells.get(1) {
            Some(cell) => cell.as_str(),
            None if m.under == Some(LabelRole::Object) && words.label(m.text()).is_some() => {
                after_label(m.text(), words)
            }
            None => m.text(),
        };
        if !out.is_empty() && !part.is_empty() {
            out.push(' ');
        }
        out.push_str(part);
    }
    if !out.trim().is_empty() {
        return Some(out.trim().to_owned());
    }
    // « Circulaire du … relative à … »: the title says it.
    let says = |t: &str| {
        let f = fold(t);
        f.contains("relati") || f.contains("portant ")
    };
    let at = head.iter().position(|m| m.kind == Some(BlockKind::Title) && says(m.text()));
    let line = at.and_then(|i| head.get(i)).map(|m| m.text()).or_else(|| {
        head.iter().map(|m| m.text()).find(|t| fold(t).starts_with("relati") || fold(t).starts_with("portant "))
    })?;
    let start = ["relative", "relatif", "relatives", "relatifs", "portant"]
        .iter()
        .filter_map(|w| line.find(w))
        .min()
        .unwrap_or(0);
    line.get(start..).map(|t| t.trim().to_owned())
}

fn issuer(head: &[&Marked], words: &Wording) -> Option<String> {
    let lines = || {
        head.iter().filter(|m| matches!(m.kind, Some(BlockKind::Letterhead | BlockKind::Title | BlockKind::Addressees)))
    };
    let ministries: Vec<String> = lines()
        .map(|m| m.text())
        .filter(|t| fold(t).starts_with("ministere"))
        .map(|t| named(t.split(" – ").next().unwrap_or(t)))
        .collect();
    if !ministries.is_empty() {
        return Some(ministries.join(", "));
    }
    let from = lines().map(|m| m.text()).find(|t| words.opens_function(t));
    if let Some(from) = from {
        let end = inline_to(from, words).unwrap_or(from.len());
        return from.get(..end).map(|t| t.trim_end_matches([',', ' ']).to_owned());
    }
    lines().map(|m| m.text()).find(|t| words.opens_office(t) && !fold(t).starts_with("republique")).map(named)
}

/// A body of the State as it is written in a sentence: « MINISTÈRE DE L’INTÉRIEUR » is « ministère de l’Intérieur ».
fn named(text: &str) -> String {
    let text = text.trim_end_matches([',', ' ', '.']);
    if !is_caps(text) {
        // Only the first word loses its capital, or all of its capitals.
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        return format!("{} {rest}", first.to_lowercase()).trim_end().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut begin = false;
    for (i, word) in text.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let lower = word.to_lowercase();
        if matches!(
            lower.as_str(),
            "de" | "des" | "du" | "la" | "et" | "le" | "les" | "à" | "aux" | "au" | "chargé" | "chargée"
        ) {
            begin = true;
            out.push_str(&lower);
            continue;
        }
        // « l’INTÉRIEUR »
        let (article, rest) = match lower.split_once(['’', '\'']) {
            Some((a, rest)) if a.len() <= 2 => (Some(a), rest),
            _ => (None, lower.as_str()),
        };
        if let Some(a) = article {
            out.push_str(a);
            out.push('’');
        }
        let mut chars = rest.chars();
        if (begin || article.is_some())
            && let Some(first) = chars.next()
        {
            out.extend(first.to_uppercase());
        }
        out.push_str(chars.as_str());
        begin = false;
    }
    out
}

/// Addressees, references, repeals and attachments of the head.
fn lists(head: &[&Marked], words: &Wording, meta: &mut Meta) {
    let mut copies = false;
    for m in head {
        let text = m.text();
        let value = match m.piece.cells.get(1) {
            Some(cell) => cell.as_str(),
            None if words.label(text).is_some() => after_label(text, words),
            None => text,
        };
        if m.under == Some(LabelRole::Copies) && words.label(text).is_some() {
            copies = true;
        } else if m.under == Some(LabelRole::Addressees) && words.label(text).is_some() {
            copies = false;
        }
        match m.kind {
            Some(BlockKind::Addressees) => {
                let value = inline_to(value, words).and_then(|at| value.get(at + 3..)).unwrap_or(value);
                if value.trim().chars().count() < 3 {
                    continue;
                }
                for part in value.split(" ; ").flat_map(|p| p.split("; ")).map(|p| p.trim_matches([' ', ';', ',', '.']))
                {
                    let told = copies && !fold(part).contains("pour information");
                    let suffix = if told { " (pour information)" } else { "" };
                    meta.addressees.push(format!("{part}{suffix}"));
                }
            }
            Some(BlockKind::Visa) if m.under == Some(LabelRole::Repeals) => meta.repeals.push(tidy(value)),
            Some(BlockKind::Visa) => {
                let value = tidy(value);
                // « Circulaire du 3 février 2009 (abrogée) »
                if fold(&value).contains("(abroge") {
                    meta.repeals.push(value.clone());
                }
                meta.references.push(value);
            }
            Some(BlockKind::Attachment) if !value.trim().is_empty() => meta.attachments.push(tidy(value)),
            _ => {}
        }
    }
}

fn tidy(text: &str) -> String {
    text.trim().trim_end_matches([';', '.', ' ', ',']).to_owned()
}

/// What the body says that it abrogates or replaces: from the verb to the end of its sentence.
fn repeals(marked: &[Marked], body: usize, words: &Wording, out: &mut Vec<String>) {
    for m in marked.iter().skip(body) {
        if !matches!(m.kind, None | Some(BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Box)) {
            continue;
        }
        let text = m.text();
        if !["brog", "mplac", "nnul", "BROG", "MPLAC", "NNUL"].iter().any(|stem| text.contains(stem)) {
            continue;
        }
        for sentence in glose_french::sentences(text).into_iter().map(|s| s.slice(text)) {
            if let Some(what) = repealed(sentence, words) {
                out.push(what);
            }
        }
    }
}

/// « la circulaire du 12 mars 2009 » of « La présente instruction abroge la circulaire du 12 mars 2009 mentionnée en référence. »
fn repealed(sentence: &str, words: &Wording) -> Option<String> {
    let folded = fold(sentence);
    let this =
        ["present", "presente", "elle ", "il ", "celle-ci", "est abrog", "sont abrog", "est remplac", "sont remplac"];
    if !this.iter().any(|t| folded.contains(t)) {
        return None;
    }
    let tokens: Vec<(usize, &str)> = folded
        .split_whitespace()
        .map(|w| (w.as_ptr() as usize - folded.as_ptr() as usize, w.trim_matches(|c: char| !c.is_alphanumeric())))
        .collect();
    let at = tokens.iter().rposition(|(_, w)| words.repeals(w))?;
    let passive = at > 0 && tokens.get(at - 1).is_some_and(|(_, w)| matches!(*w, "est" | "sont"));
    let (start, word) = tokens.get(at).copied()?;
    let (from, to) = if passive { (0, start) } else { (start + word.len(), folded.len()) };
    let phrase = folded.get(from..to)?;
    // It must be a text that is ended, not a document or a person that is replaced.
    if !words.names_source(phrase) {
        return None;
    }
    let chars = (folded.get(..from)?.chars().count(), folded.get(..to)?.chars().count());
    if sentence.chars().count() != folded.chars().count() {
        return Some(tidy(sentence));
    }
    let printed: String = sentence.chars().skip(chars.0).take(chars.1 - chars.0).collect();
    let printed = if passive {
        tidy(printed.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ')).to_owned()
    } else {
        tidy(&printed)
    };
    (!printed.is_empty()).then_some(printed)
}

fn signatory(marked: &[Marked]) -> Option<String> {
    let words = wording();
    let mut out: Vec<&str> = Vec::new();
    for m in marked.iter().filter(|m| m.kind == Some(BlockKind::Signature)) {
        let text = m.text().trim_end_matches([',', ':', ' ']);
        // Names of persons and « Signé » are not functions.
        if words.opens_signature(text)
            && !fold(text).starts_with("fait")
            && !fold(text).starts_with("signe")
            && !ends_sentence(text)
        {
            out.push(text);
        }
    }
    (!out.is_empty()).then(|| out.join(", "))
}
