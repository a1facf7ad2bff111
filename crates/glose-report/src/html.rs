use minijinja::Value;
use minijinja::value::Serde;

use crate::{Format, ReportError, ReportOptions, Verified, annex, templates};

/// The annex as one self-contained page.
pub(crate) struct Html;

impl Format for Html {
    fn write(&self, subject: &Verified<'_>, options: &ReportOptions) -> Result<Vec<u8>, ReportError> {
        let words = templates::words(options)?;
        let annex = annex::annex(subject, &words, options);
        templates::render("report.html", &Value::from(Serde(&annex)), &words, options)
    }
}
