//! The words of a reason: the template of the grid, its places filled.

use glose_french::{closes_negation, fold, is_function_word};
use glose_model::messages::Lang;
use glose_model::{Evidence, Span};

use crate::text::Text;

/// Words between two pieces that are still quoted as one phrase.
const BETWEEN: usize = 4;
/// Words looked at before a verb for the beginning of its negation.
const PRONOUNS: usize = 3;
/// Characters of a phrase beyond which no more is joined to it.
const PHRASE: usize = 90;

/// The words that `evidence` points at, as a reader quotes them: at most `most` phrases, each once, in the order of
/// the text; where there are more, the longest of each clause before a second one of any.
pub(crate) fn said(text: &Text<'_>, evidence: &[Evidence], most: usize) -> Vec<String> {
    let mut clauses: Vec<&str> = evidence.iter().filter_map(|e| e.clause.as_deref()).collect();
    clauses.dedup();
    let mut found: Vec<Said> = Vec::new();
    for id in clauses {
        let Some(clause) = text.clauses.iter().find(|c| c.id == id) else { continue };
        let here = evidence.iter().filter(|e| e.clause.as_deref() == Some(id)).map(|e| Span::new(e.start, e.end));
        let mut of_clause: Vec<Said> = Vec::new();
        for (i, phrase) in phrases(&clause.text, here).into_iter().enumerate() {
            let words = bare(&phrase);
            of_clause.push(Said { rank: 0, at: found.len() + i, length: phrase.chars().count(), words, phrase });
        }
        of_clause.sort_by_key(|s| std::cmp::Reverse(s.length));
        found.extend(of_clause.into_iter().enumerate().map(|(rank, s)| Said { rank, ..s }));
    }
    let holds = |a: &Said, b: &Said| a.words.windows(b.words.len().max(1)).any(|w| w == b.words);
    let said_elsewhere = |s: &Said| {
        found.iter().any(|other| other.at != s.at && holds(other, s) && (!holds(s, other) || other.at < s.at))
    };
    let mut kept: Vec<&Said> = found.iter().filter(|s| !said_elsewhere(s)).collect();
    if kept.iter().any(|s| s.tells()) {
        kept.retain(|s| s.tells());
    }
    kept.sort_by_key(|s| (s.rank, std::cmp::Reverse(s.length)));
    kept.truncate(most);
    kept.sort_by_key(|s| s.at);
    kept.into_iter().map(|s| s.phrase.clone()).collect()
}

/// A phrase among those that a reason may quote.
struct Said {
    /// How many of its clause are longer.
    rank: usize,
    /// Its place among all.
    at: usize,
    /// In characters.
    length: usize,
    /// Its words, folded, number aside.
    words: Vec<String>,
    phrase: String,
}

impl Said {
    /// Whether it says more than grammar does: not « hors » or « non » alone.
    fn tells(&self) -> bool {
        self.words.iter().any(|w| w.chars().count() > 1 && !is_function_word(w) && w.chars().any(char::is_alphabetic))
    }
}

/// The words of a phrase, folded, number aside.
fn bare(phrase: &str) -> Vec<String> {
    let folded = fold(phrase);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words.map(|w| w.trim_end_matches(['s', 'x']).to_owned()).collect()
}

/// The pieces of `clause` as phrases: whole words with their negation, those close to each other together.
pub(crate) fn phrases(clause: &str, pieces: impl Iterator<Item = Span>) -> Vec<String> {
    let chars: Vec<char> = clause.chars().collect();
    let mut spans: Vec<Span> = pieces.map(|p| whole(&chars, p)).filter(|p| p.start < p.end).collect();
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if near(&chars, *last, span) => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    let mut out: Vec<String> = Vec::new();
    for span in joined {
        let said: String = chars.get(span.start..span.end).unwrap_or_default().iter().collect();
        let said = said.trim().to_owned();
        if !said.is_empty() && !out.iter().any(|known| bare(known) == bare(&said)) {
            out.push(said);
        }
    }
    out
}

/// Whether two pieces in order are quoted as one.
fn near(chars: &[char], a: Span, b: Span) -> bool {
    if b.start <= a.end {
        return true;
    }
    let between: String = chars.get(a.end..b.start).unwrap_or_default().iter().collect();
    let free = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '’' | '\'' | '-');
    let words = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).count();
    between.chars().all(free) && words <= BETWEEN && b.end - a.start <= PHRASE
}

/// A piece with the rest of its first and last word, and the negation of its verb: « n’appartient pas », not « appartient ».
fn whole(chars: &[char], piece: Span) -> Span {
    let at = |i: usize| chars.get(i).copied().unwrap_or(' ');
    let inside = |i: usize| {
        let hyphen = matches!(at(i), '-' | '\u{2011}') && i > 0 && at(i - 1).is_alphanumeric();
        at(i).is_alphanumeric() || hyphen && at(i + 1).is_alphanumeric()
    };
    let Span { mut start, mut end } = Span::new(piece.start, piece.end.min(chars.len()));
    if start >= end {
        return Span::new(start, start);
    }
    while start > 0 && inside(start) && inside(start - 1) {
        start -= 1;
    }
    while inside(end) && inside(end - 1) {
        end += 1;
    }
    let text = |from: usize, to: usize| -> String {
        fold(&chars.get(from..to).unwrap_or_default().iter().collect::<String>()).into()
    };
    // « n’y suffisent pas »: what stands between the two parts of a negation goes with them.
    let mut from = start;
    for _ in 0..PRONOUNS {
        let mut gap = from;
        while gap > 0 && from - gap < 2 && !inside(gap - 1) {
            gap -= 1;
        }
        let mut word = gap;
        while word > 0 && inside(word - 1) {
            word -= 1;
        }
        from = word;
        match text(word, gap).as_str() {
            "n" | "ne" => {
                start = word;
                break;
            }
            pronoun if is_function_word(pronoun) => {}
            _ => break,
        }
    }
    // What is elided goes with the word that it leans on.
    while matches!(at(end - 1), '’' | '\'') && inside(end) {
        let word = end;
        while inside(end) {
            end += 1;
        }
        if is_function_word(&text(word, end)) && at(end) == ' ' && inside(end + 1) {
            end += 1;
            while inside(end) {
                end += 1;
            }
        }
    }
    let mut next = end;
    while next < chars.len() && at(next).is_whitespace() {
        next += 1;
    }
    let from = next;
    while inside(next) {
        next += 1;
    }
    let denied = text(start, end).split(|c: char| !c.is_alphanumeric()).any(|w| matches!(w, "n" | "ne"));
    if denied && closes_negation(&text(from, next)) {
        end = next;
    }
    Span::new(start, end)
}

/// Items in a sentence: « a, b et c ».
pub(crate) fn list(items: &[String], lang: Lang) -> String {
    let and = match lang {
        Lang::Fr => "et",
        Lang::En => "and",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

/// Words as quoted in a sentence: « a », « b ».
pub(crate) fn quoted(words: &[String], lang: Lang) -> String {
    let quote = |w: &String| match lang {
        Lang::Fr => format!("«\u{a0}{w}\u{a0}»"),
        Lang::En => format!("“{w}”"),
    };
    words.iter().map(quote).collect::<Vec<_>>().join(", ")
}

/// Fills the `{name}` places of `template`. A part between square brackets is left out when one of
/// its places has nothing to say: « Le délai est court[ ({duree})]. »
pub(crate) fn fill(template: &str, places: &[(&'static str, String)]) -> String {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(&places_of(before, places).0);
        let (part, tail) = after.split_once(']').unwrap_or((after, ""));
        let (words, whole) = places_of(part, places);
        if whole {
            out.push_str(&words);
        }
        rest = tail;
    }
    out.push_str(&places_of(rest, places).0);
    out
}

/// The text with its places filled, and whether each had something to say.
fn places_of(text: &str, places: &[(&'static str, String)]) -> (String, bool) {
    let (mut out, mut rest, mut whole) = (String::new(), text, true);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            break;
        };
        match places.iter().find(|(n, _)| *n == name).map(|(_, v)| v.as_str()) {
            Some(value) if !value.is_empty() => out.push_str(value),
            _ => whole = false,
        }
        rest = tail;
    }
    out.push_str(rest);
    (out, whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_parts_are_left_out() {
        let places = [("duree", "30 jours".to_owned()), ("plancher", String::new())];
        assert_eq!(fill("Durée{duree}[, sous {plancher}][ : {duree}].", &places), "Durée30 jours : 30 jours.");
    }

    fn of(clause: &str, pieces: &[&str]) -> Vec<String> {
        let spans = pieces.iter().map(|p| {
            let at = clause.find(p).unwrap_or(usize::MAX);
            let start = clause[..at].chars().count();
            Span::new(start, start + p.chars().count())
        });
        phrases(clause, spans)
    }

    #[test]
    fn words_are_quoted_with_what_gives_them_their_sense() {
        let clause = "La situation des mineurs n’appelle pas de mesure particulière de votre part.";
        assert_eq!(of(clause, &["appelle", "mesure", "particulière"]), ["n’appelle pas de mesure particulière"]);
        let clause = "Il n’est pas tenu de produire le procès-verbal ; une plainte et des plaintes suffisent.";
        assert_eq!(of(clause, &["procès", "plainte", "plaintes"]), ["procès-verbal", "plainte et des plaintes"]);
        let clause = "Le préfet ne peut refuser, sauf fraude.";
        assert_eq!(of(clause, &["peut refuser", "fraude"]), ["ne peut refuser", "fraude"]);
        let clause = "Une association agréée, ou deux associations agréées.";
        assert_eq!(of(clause, &["association agréée", "associations agréées"]), ["association agréée"]);
        let clause = "De simples déclarations n’y suffisent pas ; elles ne visent qu’à faire échec à tout.";
        assert_eq!(of(clause, &["suffisent", "visent qu’"]), ["n’y suffisent pas", "ne visent qu’à faire"]);
        assert_eq!(of("Non, l’un pas l’autre.", &["l’un"]), ["l’un"]);
        assert_eq!(of("Fin", &["Fin"]), ["Fin"]);
    }

    #[test]
    fn lists_read_as_sentences() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items, Lang::Fr), "a, b et c");
        assert_eq!(list(&items, Lang::En), "a, b and c");
        assert_eq!(quoted(&items[..1], Lang::Fr), "«\u{a0}a\u{a0}»");
    }
}
