//! The words of a reason: the template of the grid, its places filled.

use glose_french::fold;
use glose_model::messages::Lang;
use glose_model::{Evidence, Span};

use crate::text::Text;

/// The words that `evidence` points at, in order, each once.
pub(crate) fn said(text: &Text<'_>, evidence: &[Evidence]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for piece in evidence {
        let clause = piece.clause.as_deref().and_then(|id| text.clauses.iter().find(|c| c.id == id));
        let Some(clause) = clause else { continue };
        let said = Span::new(piece.start, piece.end).slice(&clause.text).trim().to_owned();
        let known = |w: &String| fold(w) == fold(&said);
        if !said.is_empty() && !words.iter().any(known) {
            words.push(said);
        }
    }
    words
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

    #[test]
    fn lists_read_as_sentences() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(list(&items, Lang::Fr), "a, b et c");
        assert_eq!(list(&items, Lang::En), "a, b and c");
        assert_eq!(quoted(&items[..1], Lang::Fr), "«\u{a0}a\u{a0}»");
    }
}
