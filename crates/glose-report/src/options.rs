use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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
        Some(format!("data:{};base64,{}", self.media_type()?, STANDARD.encode(&self.bytes)))
    }
}
