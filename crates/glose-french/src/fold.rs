//! Letters brought to one form: case, accents, ligatures, apostrophes.

use std::borrow::Cow;

/// `text` in lower case, without accents, œ as oe, æ as ae, curly apostrophes straight, no-break
/// spaces plain, soft hyphens dropped.
#[must_use]
pub fn fold(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_folded(&mut out, c);
    }
    Cow::Owned(out)
}

pub(crate) fn push_folded(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' | ' ' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'À' | 'Â' | 'Ä' | 'Á' | 'Ã' | 'Å' => out.push('a'),
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => out.push('e'),
        'î' | 'ï' | 'í' | 'ì' | 'Î' | 'Ï' | 'Í' | 'Ì' => out.push('i'),
        'ô' | 'ö' | 'ó' | 'ò' | 'õ' | 'Ô' | 'Ö' | 'Ó' | 'Ò' | 'Õ' => out.push('o'),
        'ù' | 'û' | 'ü' | 'ú' | 'Ù' | 'Û' | 'Ü' | 'Ú' => out.push('u'),
        'ÿ' | 'Ÿ' => out.push('y'),
        'ç' | 'Ç' => out.push('c'),
        'ñ' | 'Ñ' => out.push('n'),
        'œ' | 'Œ' => out.push_str("oe"),
        'æ' | 'Æ' => out.push_str("ae"),
        '’' | 'ʼ' | '‘' | '\'' => out.push('\''),
        '\u{a0}' | '\u{202f}' => out.push(' '),
        '‐' | '‑' => out.push('-'),
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{300}'..='\u{36f}' => {}
        'ﬁ' => out.push_str("fi"),
        'ﬂ' => out.push_str("fl"),
        'ﬀ' => out.push_str("ff"),
        'ﬃ' => out.push_str("ffi"),
        'ﬄ' => out.push_str("ffl"),
        'º' => out.push('°'),
        _ => out.extend(c.to_lowercase()),
    }
}

pub(crate) fn push_lower(out: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' | 'é' | 'è' | 'à' | 'ê' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        'œ'
        | 'Œ'
        | 'æ'
        | 'Æ'
        | '’'
        | 'ʼ'
        | '‘'
        | '\''
        | '\u{a0}'
        | '\u{202f}'
        | '‐'
        | '‑'
        | '\u{ad}'
        | '\u{200b}'..='\u{200d}'
        | '\u{feff}'
        | 'ﬁ'
        | 'ﬂ'
        | 'ﬀ'
        | 'ﬃ'
        | 'ﬄ'
        | 'º' => push_folded(out, c),
        // A combining accent after its letter: the few pairs of French.
        '\u{300}'..='\u{36f}' => {
            if let Some(base) = out.pop() {
                out.push(composed(base, c));
            }
        }
        _ => out.extend(c.to_lowercase()),
    }
}

fn composed(base: char, accent: char) -> char {
    unicode_normalization::char::compose(base, accent).unwrap_or(base)
}
