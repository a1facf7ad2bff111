use glose_model::messages::{self, Lang};

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A quote is not in the source's own text on the page it names.
    #[error("quote not found on page {page:?} (clause {clause}): {quote}")]
    QuoteNotFound {
        /// The clause that holds the quote.
        clause: String,
        /// The page it names.
        page: Option<u32>,
        /// The words that were not found.
        quote: String,
    },
    /// A template has a fault, or asks for something that is not there.
    #[error("template {name}, line {line:?}: {detail}")]
    Template {
        /// Name of the template.
        name: String,
        /// 1-based line, where known.
        line: Option<usize>,
        /// What the engine says.
        detail: String,
    },
    /// The format cannot be made from this source.
    #[error("{message}")]
    Unsupported {
        /// Key of the message.
        code: &'static str,
        /// The message, in the language of the options.
        message: String,
    },
    /// The source's PDF cannot be annotated.
    #[error("the PDF cannot be annotated: {0}")]
    Pdf(String),
    /// The package could not be put together.
    #[error("the file could not be put together: {0}")]
    Package(String),
}

impl ReportError {
    /// Key of the message in `messages.toml`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::QuoteNotFound { .. } => "quote-not-found",
            Self::Template { .. } => "template-fault",
            Self::Unsupported { code, .. } => code,
            Self::Pdf(_) => "pdf-not-annotated",
            Self::Package(_) => "report-not-written",
        }
    }

    /// The message for the user.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::QuoteNotFound { clause, page, quote } => {
                let page = page.map_or_else(|| "–".to_owned(), |p| p.to_string());
                messages::text(lang, self.code(), &[("clause", clause), ("page", &page), ("quote", quote)])
            }
            Self::Template { name, line, detail } => {
                let line = line.map_or_else(|| "?".to_owned(), |l| l.to_string());
                messages::text(lang, self.code(), &[("name", name), ("line", &line), ("detail", detail)])
            }
            Self::Unsupported { message, .. } => message.clone(),
            Self::Pdf(detail) | Self::Package(detail) => messages::text(lang, self.code(), &[("detail", detail)]),
        }
    }
}
