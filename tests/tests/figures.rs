//! Floors on the figures over the labelled corpus, a little below what was measured: a change that
//! costs more than a hair is seen.
//!
//! A figure that rises for good raises its floor.

use glose_tests::json::parsed;
use glose_tests::{glose, root};

/// Name of a figure, and what it must not fall below.
const FLOORS: &[(&str, f64)] = &[];

#[test]
fn figures_on_the_corpus_do_not_fall() {
    let folder = root().join("corpus/development").display().to_string();
    let ran = glose(&["evaluate", &folder, "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let figures = &parsed(ran.out.trim())["figures"];
    let mut low = Vec::new();
    for (name, floor) in FLOORS {
        match figures[*name].as_f64() {
            Some(value) if value >= *floor => {}
            found => low.push(format!("{name}: {found:?}, below {floor}")),
        }
    }
    assert!(low.is_empty(), "{}", low.join("\n"));
}
