//! Forms of French verbs: regular endings by group, irregular models by table.

use super::form;

/// An irregular model: the ending of the infinitive, and what replaces it.
pub(super) struct Model {
    ending: &'static str,
    present_3s: &'static str,
    present_3p: &'static str,
    plural: &'static str,
    future: &'static str,
    participle: &'static str,
    subjunctive: &'static str,
}

/// The models of `data/conjugation.tsv`, longest ending first.
pub(super) fn models() -> Vec<Model> {
    let mut out: Vec<Model> = include_str!("../../data/conjugation.tsv")
        .lines()
        .filter(|l| !l.starts_with('#'))
        .filter_map(|l| {
            let mut c = l.split('\t');
            Some(Model {
                ending: c.next()?,
                present_3s: c.next()?,
                present_3p: c.next()?,
                plural: c.next()?,
                future: c.next()?,
                participle: c.next()?,
                subjunctive: c.next()?,
            })
        })
        .collect();
    out.sort_by_key(|m| std::cmp::Reverse(m.ending.len()));
    out
}

/// Calls `emit` with the parts of each form and what it may be.
pub(super) fn conjugate(verb: &str, models: &[Model], emit: &mut dyn FnMut(&[&str], u16)) {
    emit(&[verb], form::INFINITIVE);
    // A short ending such as « dire » must not catch « diriger », nor « voir » catch « pouvoir »: the table
    // lists whole verbs for those, and the longest ending wins.
    if let Some((root, m)) = models.iter().find_map(|m| Some((verb.strip_suffix(m.ending)?, m))) {
        irregular(root, m, emit);
    } else if let Some(root) = verb.strip_suffix("er") {
        first_group(root, emit);
    } else if let Some(root) = verb.strip_suffix("ir") {
        second_group(root, emit);
    }
    match verb {
        "être" => {
            emit(&["suis"], form::PRESENT_1);
            emit(&["sommes"], form::PRESENT_1);
            emit(&["êtes"], form::PRESENT_2P);
            emit(&["soient"], form::SUBJUNCTIVE);
            emit(&["soyez"], form::PRESENT_2P);
            emit(&["fut"], form::PAST);
            emit(&["furent"], form::PAST);
            emit(&["fût"], form::PAST);
        }
        "avoir" => {
            emit(&["ai"], form::PRESENT_1);
            emit(&["aient"], form::SUBJUNCTIVE);
            emit(&["ayant"], form::PRESENT_PARTICIPLE);
            emit(&["ayez"], form::PRESENT_2P);
            emit(&["eut"], form::PAST);
            emit(&["eurent"], form::PAST);
        }
        "faire" => emit(&["faites"], form::PRESENT_2P),
        "dire" => emit(&["dites"], form::PRESENT_2P),
        "savoir" => emit(&["sachant"], form::PRESENT_PARTICIPLE),
        "vouloir" => {
            emit(&["veuillez"], form::PRESENT_2P);
            emit(&["veux"], form::PRESENT_1);
        }
        "devoir" => {
            for f in ["due", "dus", "dues"] {
                emit(&[f], form::PAST_PARTICIPLE);
            }
        }
        "interdire" => emit(&["interdisez"], form::PRESENT_2P),
        "pouvoir" => emit(&["peux"], form::PRESENT_1),
        _ => {}
    }
}

fn imperfect(stem: &str, extra: &str, emit: &mut dyn FnMut(&[&str], u16)) {
    // « relations », « mentions », « visa » are nouns far more often than verbs: those persons are left out.
    for e in ["ait", "aient"] {
        emit(&[stem, extra, e], form::PAST);
    }
}

fn future(stem: &str, emit: &mut dyn FnMut(&[&str], u16)) {
    for (e, m) in [
        ("a", form::FUTURE_3),
        ("ont", form::FUTURE_3),
        ("ez", form::FUTURE_2P),
        ("ai", form::FUTURE_1),
        ("ons", form::FUTURE_1),
        ("ait", form::CONDITIONAL),
        ("aient", form::CONDITIONAL),
        ("ais", form::CONDITIONAL),
        ("iez", form::CONDITIONAL),
        ("ions", form::CONDITIONAL),
    ] {
        emit(&[stem, e], m);
    }
}

fn participles(root: &str, participle: &str, emit: &mut dyn FnMut(&[&str], u16)) {
    emit(&[root, participle], form::PAST_PARTICIPLE);
    // « dû » loses its accent, « remis » has its s already.
    for e in ["e", "es"] {
        emit(&[root, participle, e], form::PAST_PARTICIPLE);
    }
    if !participle.ends_with('s') {
        emit(&[root, participle, "s"], form::PAST_PARTICIPLE);
    }
}

fn irregular(root: &str, m: &Model, emit: &mut dyn FnMut(&[&str], u16)) {
    emit(&[root, m.present_3s], form::PRESENT_3S);
    // « je tiens », « je mets », « je dois »: the third person with s in place of t.
    if let Some(base) = m.present_3s.strip_suffix('t') {
        emit(&[root, base, "s"], form::PRESENT_1);
    } else {
        emit(&[root, m.present_3s, "s"], form::PRESENT_1);
    }
    emit(&[root, m.present_3p], form::PRESENT_3P | form::SUBJUNCTIVE);
    emit(&[root, m.plural, "ons"], form::PRESENT_1);
    emit(&[root, m.plural, "ez"], form::PRESENT_2P);
    emit(&[root, m.plural, "ant"], form::PRESENT_PARTICIPLE);
    imperfect(root, m.plural, emit);
    let stem = [root, m.future].concat();
    future(&stem, emit);
    participles(root, m.participle, emit);
    emit(&[root, m.subjunctive], form::SUBJUNCTIVE);
    if m.subjunctive.ends_with('e') {
        emit(&[root, m.subjunctive, "nt"], form::SUBJUNCTIVE);
    }
    // The past simple that statutes still use: « prit », « fit », « tint », « reçut ».
    if let Some(base) = m.participle.strip_suffix('u') {
        emit(&[root, base, "urent"], form::PAST);
    }
}

fn second_group(root: &str, emit: &mut dyn FnMut(&[&str], u16)) {
    emit(&[root, "it"], form::PRESENT_3S);
    emit(&[root, "is"], form::PRESENT_1);
    emit(&[root, "issent"], form::PRESENT_3P | form::SUBJUNCTIVE);
    emit(&[root, "isse"], form::SUBJUNCTIVE);
    emit(&[root, "issez"], form::PRESENT_2P);
    emit(&[root, "issons"], form::PRESENT_1);
    emit(&[root, "issant"], form::PRESENT_PARTICIPLE);
    emit(&[root, "irent"], form::PAST);
    imperfect(root, "iss", emit);
    future(&[root, "ir"].concat(), emit);
    participles(root, "i", emit);
}

fn first_group(root: &str, emit: &mut dyn FnMut(&[&str], u16)) {
    let soft = if root.ends_with('g') { "e" } else { "" };
    let cedilla = root.strip_suffix('c').map(|r| format!("{r}ç"));
    let before_a = cedilla.as_deref().unwrap_or(root);
    for closed in closed_stems(root) {
        emit(&[&closed, "e"], form::PRESENT_3S | form::PRESENT_1 | form::SUBJUNCTIVE);
        emit(&[&closed, "ent"], form::PRESENT_3P | form::SUBJUNCTIVE);
        future(&[&closed, "er"].concat(), emit);
    }
    // « procédera » beside « procèdera » (1990).
    future(&[root, "er"].concat(), emit);
    emit(&[root, "ez"], form::PRESENT_2P);
    emit(&[before_a, soft, "ons"], form::PRESENT_1);
    emit(&[before_a, soft, "ant"], form::PRESENT_PARTICIPLE);
    emit(&[root, "èrent"], form::PAST);
    imperfect(&[before_a, soft].concat(), "", emit);
    participles(root, "é", emit);
}

/// The stems before a silent e: « mène », « appelle », « procède », « emploie », « paye » and « paie ».
fn closed_stems(root: &str) -> Vec<String> {
    let chars: Vec<char> = root.chars().collect();
    let n = chars.len();
    let last = chars.last().copied().unwrap_or(' ');
    let before = n.checked_sub(2).and_then(|i| chars.get(i)).copied().unwrap_or(' ');
    let head: String = chars.iter().take(n.saturating_sub(2)).collect();
    let stop: String = chars.iter().take(n.saturating_sub(1)).collect();
    if last == 'y' && matches!(before, 'o' | 'u') {
        return vec![format!("{stop}i")];
    }
    if last == 'y' && before == 'a' {
        return vec![format!("{stop}i"), root.to_owned()];
    }
    let consonant = |c: char| c.is_alphabetic() && !"aeiouyéèêàâîôû".contains(c);
    // « régler », « intégrer »: the vowel stands before two consonants.
    if n >= 3 && consonant(last) && consonant(before) && chars.get(n - 3) == Some(&'é') {
        let h: String = chars.iter().take(n - 3).collect();
        return vec![format!("{h}è{before}{last}")];
    }
    if consonant(last) && before == 'é' {
        return vec![format!("{head}è{last}")];
    }
    if consonant(last) && before == 'e' {
        return match last {
            'l' if !root.ends_with("gel") && !root.ends_with("cel") && !root.ends_with("pel") => {
                vec![format!("{head}ell"), format!("{head}èl")]
            }
            'l' if root.ends_with("pel") => vec![format!("{head}ell")],
            't' if !root.ends_with("chet") => vec![format!("{head}ett"), format!("{head}èt")],
            _ => vec![format!("{head}è{last}")],
        };
    }
    vec![root.to_owned()]
}
