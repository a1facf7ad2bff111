//! No input makes the reading of French panic, and every span lies within its text.

use glose_french::{
    Context, ReferenceContext, Words, amounts, anaphora, dates, durations, force, parties, references, sentences,
};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "(\\PC|[ .,;:«»()’'0-9\t-]|art\\. |L\\. 3|n° |doit |n’est pas |qui |deux mois |du même code |« ){0,60}") {
        let words = Words::new(&text);
        let length = text.chars().count();
        let mut spans = sentences(&text);
        let found = force(&words, &Context::default());
        spans.extend(found.cues.iter().chain(&found.attenuators).chain(&found.intensifiers).map(|c| c.span));
        spans.extend(durations(&words).iter().map(|d| d.span));
        spans.extend(references(&words, &mut ReferenceContext::default()).iter().map(|r| r.span));
        spans.extend(amounts(&words).iter().map(|a| a.span));
        spans.extend(dates(&words).iter().map(|d| d.span));
        spans.extend(parties(&words).iter().map(|p| p.span));
        spans.extend(anaphora(&words).map(|a| a.span));
        for s in spans {
            prop_assert!(s.start <= s.end && s.end <= length, "{s:?} in {length}: {text}");
        }
    }
}
