//! Compares two gold-labelled texts, so that the comparison can be scored apart from what reads
//! and tags: `score.py --bin target/release/examples/gold --what compare corpus`.
//!
//! usage: `gold compare OLD NEW [--format json]`; for each NAME.ext, NAME.gold.json beside it is read.
#![allow(clippy::print_stdout, clippy::print_stderr)]

#[path = "gold/labels.rs"]
mod labels;

use glose_grid::Grid;
use glose_model::messages::Lang;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let names: Vec<String> = std::env::args().skip(2).take(2).collect();
    let [old, new] = names.as_slice() else { return Err("usage: gold compare OLD NEW".into()) };
    let read = |name: &str| -> Result<_, Box<dyn std::error::Error>> {
        let path = std::path::Path::new(name).with_extension("gold.json");
        Ok(labels::analysis(name, &std::fs::read_to_string(path)?)?)
    };
    let comparison = glose_compare::compare(&read(old)?, &read(new)?, &Grid::default_grid(Lang::Fr), Lang::Fr);
    println!("{}", serde_json::to_string(&comparison)?);
    Ok(())
}
