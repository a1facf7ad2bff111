use glose_model::Severity;
use glose_model::messages::{self, Lang};

/// Where a fault stands in the file of a grid: bytes, and line and column (1-based, characters).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the file.
    pub bytes: std::ops::Range<usize>,
    /// 1-based.
    pub line: usize,
    /// 1-based, in characters.
    pub column: usize,
}

/// What is wrong, or doubtful, in the file of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridFault {
    /// Key of the message.
    pub code: String,
    /// An error keeps the grid from being used; a warning does not.
    pub severity: Severity,
    /// In words.
    pub message: String,
    /// What to do about it, in words.
    pub hint: Option<String>,
    /// Where.
    pub place: Option<Place>,
}

impl GridFault {
    /// The fault `code` in `lang`; its hint is the message `code-hint`, where there is one.
    pub(crate) fn new(lang: Lang, severity: Severity, code: &str, args: &[(&str, &str)]) -> Self {
        let hint_code = format!("{code}-hint");
        let hint = messages::known(&hint_code).then(|| messages::text(lang, &hint_code, args));
        Self { code: code.to_owned(), severity, message: messages::text(lang, code, args), hint, place: None }
    }

    /// The same fault at these bytes of `source`.
    pub(crate) fn at(mut self, source: &str, bytes: std::ops::Range<usize>) -> Self {
        let before = source.get(..bytes.start).unwrap_or(source);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
        self.place = Some(Place { bytes, line, column });
        self
    }
}
