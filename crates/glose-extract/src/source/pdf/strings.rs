//! Text strings of a PDF: bookmarks, `/ActualText` (ISO 32000-1, 7.9.2.2).

/// The characters of a text string: UTF-16 or UTF-8 with its mark, else PDFDocEncoding.
pub(super) fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| doc_encoding(*b)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    // An escape introduces the code of a language, which ends with another.
    let text = String::from_utf16_lossy(&units);
    let mut out = String::with_capacity(text.len());
    let mut language = false;
    for c in text.chars() {
        if c == '\u{1b}' {
            language = !language;
        } else if !language {
            out.push(c);
        }
    }
    out
}

/// ISO 32000-1, annex D.3: Latin-1 but for three rows.
fn doc_encoding(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    match byte {
        0x18..=0x1f => LOW.get(usize::from(byte - 0x18)).copied().unwrap_or(' '),
        0x80..=0xa0 => HIGH.get(usize::from(byte - 0x80)).copied().unwrap_or(' '),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn three_encodings() {
        assert_eq!(text(b"\xfe\xff\0\xc9\0t\x20\x19"), "Ét’");
        assert_eq!(text(b"\xef\xbb\xbf\xc3\x89"), "É");
        assert_eq!(text(b"\xc9t\x90\x9c"), "Ét’œ");
    }
}
