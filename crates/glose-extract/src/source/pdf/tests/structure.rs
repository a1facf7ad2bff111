//! What structure makes of whole pages: headings, furniture, paragraphs that something interrupts.

use glose_model::BlockKind;

use super::small::{lines, page, pages};
use crate::{Options, extract};

/// Kinds and texts of the blocks of a PDF.
fn blocks(pdf: &[u8]) -> Vec<(BlockKind, String)> {
    let read = extract(pdf, "a.pdf", &Options::default(), None).unwrap();
    read.document.blocks.into_iter().map(|b| (b.kind, b.text)).collect()
}

/// The texts of the blocks of one kind.
fn of_kind(pdf: &[u8], kind: &BlockKind) -> Vec<String> {
    blocks(pdf).into_iter().filter(|(k, _)| k == kind).map(|(_, text)| text).collect()
}

/// A line in bold at a place and a size.
fn bold(x: f32, y: f32, size: f32, text: &str) -> String {
    format!("BT /F2 {size} Tf {x} {y} Td ({text}) Tj ET\n")
}

/// A line in small type.
fn small(x: f32, y: f32, text: &str) -> String {
    format!("BT /F1 7 Tf {x} {y} Td ({text}) Tj ET\n")
}

const PROSE: [&str; 4] = [
    "Les services de la direction veillent a la remise",
    "du document et en expliquent la portee a chacun,",
    "dans la langue que la personne lit le mieux, et un",
    "interprete est requis sans delai.",
];

#[test]
fn a_title_under_its_number_is_one_heading() {
    let content = bold(20.0, 260.0, 12.0, "FICHE 1")
        + &bold(20.0, 244.0, 12.0, "LA PLACE DU PLAIDEUR")
        + &lines(20.0, 220.0, &PROSE)
        + &bold(20.0, 150.0, 12.0, "FICHE 2")
        + &bold(20.0, 134.0, 12.0, "LES DELAIS")
        + &lines(20.0, 110.0, &PROSE);
    let headings = of_kind(&page(&content), &BlockKind::Heading);
    assert_eq!(headings, ["FICHE 1 LA PLACE DU PLAIDEUR", "FICHE 2 LES DELAIS"]);
}

#[test]
fn running_heads_that_name_sections_are_furniture() {
    let names = ["Le repérage", "Le dépôt de plainte", "La réparation"];
    let contents = names.map(|name| small(20.0, 280.0, name) + &lines(20.0, 240.0, &PROSE));
    assert_eq!(of_kind(&pages(&contents), &BlockKind::Furniture), names);
}
