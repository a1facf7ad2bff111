//! Any bytes as a Word document: an error or a document, never a panic.
#![no_main]

use glose_extract::{Options, extract};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = extract(bytes, "fuzz.docx", &Options::default(), None);
});
