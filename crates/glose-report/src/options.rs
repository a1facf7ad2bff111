use std::collections::BTreeMap;

use glose_model::messages::Lang;

/// How a report is to be made.
#[derive(Clone, Debug, Default)]
pub struct ReportOptions {
    /// Language of the report; quotes stay in theirs.
    pub lang: Lang,
    /// Title instead of the default one.
    pub title: Option<String>,
    /// Who signs the report, as it is to be printed; also the author of comments.
    pub authors: Option<String>,
    /// A picture for the head of the report.
    pub logo: Option<Logo>,
    /// ISO 8601 date of comments and revisions; the circular's own otherwise.
    pub date: Option<String>,
    /// Which form the word-processor report takes.
    pub form: Form,
    /// Password that opens an encrypted source.
    pub password: Option<String>,
    /// Templates that replace the built-in ones, by name (`report.html`, `style.css`, `words.toml`…).
    pub templates: BTreeMap<String, String>,
}

impl ReportOptions {
    /// The default report in `lang`.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, ..Self::default() }
    }
}

/// The forms of the word-processor report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The annex: a row a point.
    #[default]
    Annexe,
    /// The whole text, with comments in its margin.
    Marge,
}

/// A picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logo {
    /// The file's bytes.
    pub bytes: Vec<u8>,
}

impl Logo {
    /// The media type, told from the first bytes; `None` for anything but PNG, JPEG and SVG.
    #[must_use]
    pub fn media_type(&self) -> Option<&'static str> {
        let head = self.bytes.get(..256).unwrap_or(&self.bytes);
        match head {
            [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
            [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
            _ if String::from_utf8_lossy(head).contains("<svg") => Some("image/svg+xml"),
            _ => None,
        }
    }

    /// The picture as a `data:` address; `None` when its type is not known.
    #[must_use]
    pub fn data_uri(&self) -> Option<String> {
        Some(format!("data:{};base64,{}", self.media_type()?, base64(&self.bytes)))
    }
}

/// Base 64 with the alphabet and padding of RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0u32, |w, b| w << 8 | u32::from(*b)) << (8 * (3 - chunk.len()));
        for i in 0..4 {
            let index = (word >> (18 - 6 * i) & 63) as usize;
            let letter = if i > chunk.len() { b'=' } else { ALPHABET.get(index).copied().unwrap_or(b'=') };
            out.push(char::from(letter));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_follows_the_vectors_of_rfc_4648() {
        for (plain, coded) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
