//! Any text as a grid: faults with their places, or a grid that reads and analyses a short text.
#![no_main]

use glose_extract::{Options, extract};
use glose_grid::Grid;
use glose_model::messages::Lang;

const TEXT: &str = "1. Accueil\n\nLe préfet délivre un récépissé de trois mois à la victime mineure, sauf refus motivé.\n";

libfuzzer_sys::fuzz_target!(|text: &str| {
    match Grid::parse(text, Lang::Fr) {
        Ok(grid) => {
            grid.warnings.iter().for_each(|fault| drop(fault.shown(text, "fuzz.toml", Lang::Fr, false)));
            if let Ok(read) = extract(TEXT.as_bytes(), "texte.txt", &Options::default(), None) {
                let _ = glose_analyze::analyze(&read.document, &grid, Lang::Fr);
            }
        }
        Err(faults) => faults.iter().for_each(|fault| drop(fault.shown(text, "fuzz.toml", Lang::Fr, false))),
    }
});
