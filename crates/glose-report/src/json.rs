use serde::Serialize;

use crate::{Format, ReportError, ReportOptions, Verified};

/// `glose.analysis/1`, as `analyze` prints it.
pub(crate) struct Json;

impl Format for Json {
    fn write(&self, subject: &Verified<'_>, _: &ReportOptions) -> Result<Vec<u8>, ReportError> {
        bytes(subject.subject.analysis)
    }
}

/// Compact JSON and a line end.
pub(crate) fn bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, ReportError> {
    let mut out = serde_json::to_vec(value).map_err(|e| ReportError::Package(e.to_string()))?;
    out.push(b'\n');
    Ok(out)
}
