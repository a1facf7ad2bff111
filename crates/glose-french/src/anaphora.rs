//! Whether a sentence leans on the one before it.

use crate::{Span, WordKind, Words};

/// How a sentence leans on what comes before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnaphoraKind {
    /// Its subject is a pronoun: « Elle est remise… ».
    Pronoun,
    /// It begins with a demonstrative or « ledit »: « Ce délai… », « Ces structures… ».
    Demonstrative,
    /// It begins with a link: « À ce titre, », « Dans ce cas, », « Il en est de même… ».
    Link,
    /// A possessive whose owner stands before: « Son montant… », « Leur situation… ».
    Possessive,
}

/// The words by which a sentence leans on what comes before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anaphora {
    /// How.
    pub kind: AnaphoraKind,
    /// The words.
    pub span: Span,
    /// The token of the noun it takes up (« délai », « structures »); `None` for a pronoun.
    pub head: Option<usize>,
}

/// Links that open a sentence and take up what stands before, folded.
const LINKS: [&str; 26] = [
    "a ce titre",
    "a cet effet",
    "a cette fin",
    "a defaut",
    "a cet egard",
    "dans ce cas",
    "dans ces cas",
    "dans cette hypothese",
    "dans ce cadre",
    "dans ces conditions",
    "dans cette attente",
    "dans l' intervalle",
    "en ce cas",
    "de meme",
    "il en est de meme",
    "il en va de meme",
    "en pareil cas",
    "pour ce faire",
    "a l' issue de ce",
    "a l' issue de cette",
    "pendant ce",
    "pendant cette",
    "durant ce",
    "durant cette",
    "passe ce",
    "au terme de ce",
];

/// How the sentence leans on what comes before it; `None` where it stands by itself.
#[must_use]
pub fn anaphora(words: &Words<'_>) -> Option<Anaphora> {
    let made = |kind, to: usize, head| Some(Anaphora { kind, span: words.span(0, to), head });
    for link in LINKS {
        let n = link.split(' ').count();
        if link.split(' ').enumerate().all(|(k, w)| words.folded(k) == w) {
            let demonstrative = matches!(words.folded(n - 1), "ce" | "cette");
            return made(AnaphoraKind::Link, n + usize::from(demonstrative), demonstrative.then_some(n));
        }
    }
    match words.folded(0) {
        // « Il convient », « Il y a » have no owner before them.
        "il" if impersonal(words.folded(1), words.folded(2)) => None,
        "il" | "elle" | "ils" | "elles" | "celui" | "celle" | "ceux" | "celles" | "cela" | "ceci" => {
            let to = 1 + usize::from(words.folded(1) == "ci" || words.folded(1) == "la");
            made(AnaphoraKind::Pronoun, to, None)
        }
        "ce" | "cet" | "cette" | "ces" if words.kind(1) == WordKind::Word => {
            let head = if matches!(words.folded(1), "dernier" | "derniere" | "derniers" | "dernieres" | "meme") {
                2
            } else {
                1
            };
            made(AnaphoraKind::Demonstrative, head + 1, Some(head))
        }
        "ledit" | "ladite" | "lesdits" | "lesdites" => made(AnaphoraKind::Demonstrative, 2, Some(1)),
        "son" | "sa" | "ses" | "leur" | "leurs" => made(AnaphoraKind::Possessive, 2, Some(1)),
        "l'" if matches!(words.folded(1), "un" | "une") => made(AnaphoraKind::Pronoun, 2, None),
        _ => None,
    }
}

/// Whether « il » followed by these words is impersonal.
fn impersonal(verb: &str, next: &str) -> bool {
    matches!(
        verb,
        "convient"
            | "conviendra"
            | "convenait"
            | "importe"
            | "importera"
            | "faut"
            | "faudra"
            | "s'"
            | "y"
            | "appartient"
            | "appartiendra"
            | "incombe"
            | "incombera"
            | "revient"
            | "reviendra"
            | "arrive"
            | "existe"
            | "semble"
            | "suffit"
            | "resulte"
            | "ressort"
            | "apparait"
            | "vous"
            | "va"
    ) || (verb == "n'" && matches!(next, "y" | "appartient" | "est"))
        || (verb == "ne" && matches!(next, "faut" | "convient" | "suffit" | "saurait"))
        || (matches!(verb, "est" | "sera" | "serait")
            && matches!(
                next,
                "fait"
                    | "procede"
                    | "rappele"
                    | "recommande"
                    | "demande"
                    | "souhaitable"
                    | "possible"
                    | "interdit"
                    | "exclu"
                    | "necessaire"
                    | "loisible"
                    | "tenu"
                    | "utile"
                    | "preferable"
                    | "opportun"
                    | "essentiel"
                    | "indispensable"
                    | "important"
                    | "precise"
                    | "institue"
                    | "cree"
                    | "mis"
                    | "impossible"
            ))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn sees_what_leans_on_the_sentence_before() {
        for (text, kind, head) in [
            ("Ce délai court à compter de la remise.", AnaphoraKind::Demonstrative, Some("délai")),
            ("Elle est remise en mains propres.", AnaphoraKind::Pronoun, None),
            ("Pendant cette période, aucune mesure n’est prise.", AnaphoraKind::Link, Some("période")),
            ("À ce titre, la victime est informée.", AnaphoraKind::Link, None),
            ("Leur situation est examinée.", AnaphoraKind::Possessive, Some("situation")),
        ] {
            let words = Words::new(text);
            let a = anaphora(&words).unwrap();
            assert_eq!((a.kind, a.head.map(|h| words.lower(h))), (kind, head), "{text}");
        }
        for text in ["Il convient de saisir le préfet.", "La victime est informée.", "Il y a lieu de surseoir."] {
            assert!(anaphora(&Words::new(text)).is_none(), "{text}");
        }
    }
}
