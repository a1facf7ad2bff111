use minijinja::Value;
use minijinja::value::Serde;

use crate::{Format, ReportError, ReportOptions, Verified, annex, templates};

/// The annex in Markdown (CommonMark, with tables).
pub(crate) struct Markdown;

impl Format for Markdown {
    fn write(&self, subject: &Verified<'_>, options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
        let words = templates::words(options)?;
        let annex = annex::annex(subject, &words, options);
        templates::render("report.md", &Value::from(Serde(&annex)), &words, options)
    }
}
