//! Any bytes as a PDF: an error or a document, never a panic.
#![no_main]

use glose_extract::{Options, extract};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // Small limits, so that a slow unit is a fault of the reader and not of the limits.
    let options = Options { max_pages: 50, max_decoded: 32 << 20, ..Options::default() };
    let _ = extract(bytes, "fuzz.pdf", &options, None);
});
