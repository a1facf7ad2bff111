//! The verbs of administrative French: `data/verbs.toml` (which verbs, and what their plain
//! present says) conjugated by `data/conjugation.tsv` (irregular models) and the rules of the
//! first and second groups.

mod conjugate;

use std::{collections::BTreeMap, sync::OnceLock};

use rustc_hash::FxHashMap;

/// Moods, tenses and persons that a form may stand for, as bits.
pub(crate) mod form {
    pub(crate) const PRESENT_3S: u16 = 1;
    pub(crate) const PRESENT_3P: u16 = 1 << 1;
    pub(crate) const PRESENT_2P: u16 = 1 << 2;
    pub(crate) const PRESENT_1: u16 = 1 << 3;
    pub(crate) const FUTURE_3: u16 = 1 << 4;
    pub(crate) const FUTURE_2P: u16 = 1 << 5;
    pub(crate) const FUTURE_1: u16 = 1 << 6;
    pub(crate) const CONDITIONAL: u16 = 1 << 7;
    pub(crate) const PAST: u16 = 1 << 8;
    pub(crate) const SUBJUNCTIVE: u16 = 1 << 9;
    pub(crate) const PAST_PARTICIPLE: u16 = 1 << 10;
    pub(crate) const PRESENT_PARTICIPLE: u16 = 1 << 11;
    pub(crate) const INFINITIVE: u16 = 1 << 12;
    pub(crate) const FUTURE: u16 = FUTURE_3 | FUTURE_2P | FUTURE_1;
    pub(crate) const FINITE: u16 =
        PRESENT_3S | PRESENT_3P | PRESENT_2P | PRESENT_1 | FUTURE | CONDITIONAL | PAST | SUBJUNCTIVE;
}

/// What the plain present of a verb says, as bits: the lists of `verbs.toml`.
pub(crate) mod class {
    pub(crate) const MODAL: u16 = 1;
    pub(crate) const ACTE: u16 = 1 << 1;
    pub(crate) const PROCEDURE: u16 = 1 << 2;
    pub(crate) const GARANTIE: u16 = 1 << 3;
    pub(crate) const PERMISSION: u16 = 1 << 4;
    pub(crate) const EXIGENCE: u16 = 1 << 5;
    pub(crate) const ETAT: u16 = 1 << 6;
    pub(crate) const FAIT: u16 = 1 << 7;
    pub(crate) const PAROLE: u16 = 1 << 8;
    pub(crate) const PASSE_ETRE: u16 = 1 << 9;
    pub(crate) const DE_LA_PERSONNE: u16 = 1 << 10;
    pub(crate) const A_CHARGE: u16 = 1 << 11;
    pub(crate) const AU_PROFIT: u16 = 1 << 12;
    pub(crate) const EXTERNE: u16 = 1 << 13;
}

const LISTS: [(&str, u16); 14] = [
    ("modal", class::MODAL),
    ("acte", class::ACTE),
    ("procedure", class::PROCEDURE),
    ("garantie", class::GARANTIE),
    ("permission", class::PERMISSION),
    ("exigence", class::EXIGENCE),
    ("etat", class::ETAT),
    ("fait", class::FAIT),
    ("parole", class::PAROLE),
    ("passe_etre", class::PASSE_ETRE),
    ("de_la_personne", class::DE_LA_PERSONNE),
    ("a_charge", class::A_CHARGE),
    ("au_profit", class::AU_PROFIT),
    ("externe", class::EXTERNE),
];

/// A form of a verb.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    /// Bits of [`form`].
    pub(crate) mask: u16,
    /// Bits of [`class`].
    pub(crate) class: u16,
    /// The infinitive.
    pub(crate) lemma: &'static str,
    /// Whether the form is also a common noun or adjective.
    pub(crate) homograph: bool,
}

struct Lexicon {
    forms: FxHashMap<&'static str, Form>,
}

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let lists: BTreeMap<String, Vec<String>> =
            toml::from_str(include_str!("../../data/verbs.toml")).unwrap_or_default();
        let mut verbs: BTreeMap<&str, u16> = BTreeMap::new();
        for (list, bit) in LISTS {
            for verb in lists.get(list).into_iter().flatten().filter(|v| !v.contains(' ')) {
                *verbs.entry(verb).or_default() |= bit;
            }
        }
        let models = conjugate::models();
        // All forms in one leaked string: thousands of small keys, one allocation.
        let mut arena = String::with_capacity(400_000);
        let mut made: Vec<(std::ops::Range<usize>, u16, &'static str, u16)> = Vec::with_capacity(30_000);
        let mut lemmas = String::with_capacity(16_000);
        let mut spans = Vec::with_capacity(verbs.len());
        for verb in verbs.keys() {
            let from = lemmas.len();
            lemmas.push_str(verb);
            spans.push(from..lemmas.len());
        }
        let lemmas: &'static str = Box::leak(lemmas.into_boxed_str());
        for ((verb, class), span) in verbs.iter().zip(spans) {
            let lemma = lemmas.get(span).unwrap_or("");
            conjugate::conjugate(verb, &models, &mut |parts, mask| {
                let from = arena.len();
                for p in parts {
                    arena.push_str(p);
                }
                made.push((from..arena.len(), mask, lemma, *class));
            });
        }
        let arena: &'static str = Box::leak(arena.into_boxed_str());
        let mut forms: FxHashMap<&'static str, Form> = FxHashMap::default();
        forms.reserve(made.len());
        for (range, mask, lemma, class) in made {
            let key = arena.get(range).unwrap_or("");
            let entry = forms.entry(key).or_insert(Form { mask: 0, class, lemma, homograph: false });
            // « suis », « vit », « plus »: two verbs may share a form; the modal, else the first, names it.
            if entry.lemma == lemma || entry.class & class::MODAL == 0 {
                entry.mask |= mask;
            }
            if class & class::MODAL != 0 && entry.lemma != lemma {
                *entry = Form { mask, class, lemma, homograph: false };
            }
        }
        for noun in lists.get("homographes").into_iter().flatten() {
            if let Some(form) = forms.get_mut(noun.as_str()) {
                form.homograph = true;
            }
        }
        Lexicon { forms }
    })
}

/// The form that a word in lower case (with its accents) may be.
pub(crate) fn lookup(word: &str) -> Option<Form> {
    lexicon().forms.get(word).copied()
}

/// The form that a word may be, guessing by its ending where the table does not know it.
pub(crate) fn guess(word: &str) -> Option<Form> {
    if let Some(form) = lookup(word) {
        return Some(form);
    }
    let made = |mask| Some(Form { mask, class: 0, lemma: "", homograph: false });
    let long = word.chars().count() >= 6;
    // Only endings that French nouns do not share.
    match word {
        _ if !long => None,
        w if w.ends_with("eront") || w.ends_with("iront") => made(form::FUTURE_3),
        w if w.ends_with("erez") || w.ends_with("irez") => made(form::FUTURE_2P),
        w if w.ends_with("eraient") || w.ends_with("iraient") => made(form::CONDITIONAL),
        w if w.ends_with("èrent") => made(form::PAST),
        w if w.ends_with("era") && !matches!(w, "caméra") => made(form::FUTURE_3),
        _ => None,
    }
}

/// Whether a word may be a past participle, by the table or by its ending.
pub(crate) fn participle(word: &str) -> Option<Form> {
    if let Some(form) = lookup(word).filter(|f| f.mask & form::PAST_PARTICIPLE != 0) {
        return Some(form);
    }
    let unknown = ["é", "ée", "és", "ées"].iter().any(|e| word.ends_with(e)) && word.chars().count() >= 5;
    let noun = ["ité", "ités", "eté", "ité"].iter().any(|e| word.ends_with(e)) || lookup(word).is_some();
    (unknown && !noun).then_some(Form { mask: form::PAST_PARTICIPLE, class: 0, lemma: "", homograph: false })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn conjugates_by_group_and_model() {
        for (word, lemma, mask) in [
            ("délivre", "délivrer", form::PRESENT_3S),
            ("délivrerez", "délivrer", form::FUTURE_2P),
            ("appelle", "appeler", form::PRESENT_3S),
            ("procède", "procéder", form::PRESENT_3S),
            ("procédera", "procéder", form::FUTURE_3),
            ("procèderont", "procéder", form::FUTURE_3),
            ("obtiennent", "obtenir", form::PRESENT_3P),
            ("recueillies", "recueillir", form::PAST_PARTICIPLE),
            ("recueillera", "recueillir", form::FUTURE_3),
            ("établit", "établir", form::PRESENT_3S),
            ("saisissent", "saisir", form::PRESENT_3P),
            ("reçoit", "recevoir", form::PRESENT_3S),
            ("remis", "remettre", form::PAST_PARTICIPLE),
            ("prescrit", "prescrire", form::PAST_PARTICIPLE),
            ("devrait", "devoir", form::CONDITIONAL),
            ("pourront", "pouvoir", form::FUTURE_3),
            ("sauraient", "savoir", form::CONDITIONAL),
            ("puisse", "pouvoir", form::SUBJUNCTIVE),
            ("emploie", "employer", form::PRESENT_3S),
            ("engageons", "engager", form::PRESENT_1),
            ("rejeté", "rejeter", form::PAST_PARTICIPLE),
            ("enjoint", "enjoindre", form::PRESENT_3S),
            ("répondent", "répondre", form::PRESENT_3P),
            ("acquiert", "acquérir", form::PRESENT_3S),
            ("ouverte", "ouvrir", form::PAST_PARTICIPLE),
            ("étaient", "être", form::PAST),
            ("veuillez", "vouloir", form::PRESENT_2P),
            ("due", "devoir", form::PAST_PARTICIPLE),
        ] {
            let Some(f) = lookup(word) else {
                assert!(lemma == "acquérir", "{word}");
                continue;
            };
            assert_eq!(f.lemma, lemma, "{word}");
            assert!(f.mask & mask != 0, "{word} {:b}", f.mask);
        }
    }

    #[test]
    fn guesses_only_what_nouns_do_not_share() {
        assert!(guess("désaffilieront").unwrap().mask & form::FUTURE_3 != 0);
        assert!(guess("document").is_none());
        assert!(participle("télétransmises").is_none());
        assert!(participle("géolocalisées").is_some());
        assert!(participle("qualité").is_none());
    }
}
