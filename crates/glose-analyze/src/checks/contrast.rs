//! A favourable clause and the one that empties it, seen together.

use glose_french::fold;
use glose_model::{FindingKind, Polarity};

use super::draft::Draft;
use crate::text::Text;

/// Words by which a sentence takes back what stands before it, folded.
const TURNS: [&str; 15] = [
    "toutefois",
    "cependant",
    "neanmoins",
    "en revanche",
    "par exception",
    "par derogation",
    "a l'exception",
    "sauf",
    "sous reserve",
    "encore faut-il",
    "cette regle ne",
    "il en va autrement",
    "il n'en va pas de meme",
    "mais",
    "hormis",
];

/// Clauses after a favourable one among which its exception is looked for.
const NEAR: usize = 2;

/// Notes, for a favourable line, the clauses that take back what it quotes.
pub(super) fn seen_together(text: &Text<'_>, draft: &mut Draft) {
    if draft.kind != FindingKind::Positive {
        return;
    }
    for i in &draft.clauses {
        for j in i + 1..=i + NEAR {
            let (Some(here), Some(next)) = (text.settings.get(*i), text.settings.get(j)) else { break };
            if here.headings != next.headings {
                break;
            }
            let Some(clause) = text.clauses.get(j) else { break };
            let against = matches!(clause.polarity, Polarity::Probleme | Polarity::AAmeliorer);
            if against && clause.concerns(&draft.concern) && turns(&clause.text) && !draft.exceptions.contains(&j) {
                draft.exceptions.push(j);
            }
        }
    }
}

/// Whether the first words of a sentence turn against what stands before.
pub(crate) fn turns(text: &str) -> bool {
    let head: String = text.chars().take(80).collect();
    let head = fold(&head).replace('’', "'");
    TURNS.iter().any(|turn| match head.find(turn) {
        Some(0) => true,
        // « Il ne peut toutefois… »: not the noun or verb that merely begins so.
        Some(at) => turn.len() > 5 && head.get(..at).is_some_and(|before| before.ends_with([' ', ','])),
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::turns;

    #[test]
    fn turns_of_phrase_are_seen_at_the_head_of_a_sentence() {
        assert!(turns("Toutefois, le bénéfice peut en être refusé."));
        assert!(turns("Cette aide ne peut cependant dépasser un mois."));
        assert!(!turns("Le sauf-conduit est délivré sans délai."));
    }
}
