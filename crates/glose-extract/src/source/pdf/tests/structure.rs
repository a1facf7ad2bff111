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

#[test]
fn banners_of_bulletins_and_titles_said_again_are_furniture() {
    let banner = small(120.0, 285.0, "Bulletin officiel n° 7") + &lines(20.0, 240.0, &PROSE);
    assert_eq!(of_kind(&page(&banner), &BlockKind::Furniture), ["Bulletin officiel n° 7"]);
    let contents = [
        bold(20.0, 240.0, 12.0, "1. Le premier accueil") + &lines(20.0, 220.0, &PROSE),
        small(20.0, 285.0, "1. Le premier accueil") + &lines(20.0, 240.0, &PROSE),
    ];
    assert_eq!(of_kind(&pages(&contents), &BlockKind::Furniture), ["1. Le premier accueil"]);
}

#[test]
fn the_article_of_a_code_begins_no_paragraph() {
    let text = ["La peine que prevoit, dans tous les cas, l'article", "L. 114-17 du code est encourue.", "Fin."];
    let got = of_kind(&page(&lines(20.0, 240.0, &text)), &BlockKind::Paragraph);
    assert_eq!(got[0], "La peine que prevoit, dans tous les cas, l'article L. 114-17 du code est encourue.");
}

#[test]
fn a_sentence_goes_on_below_what_stands_beside_it() {
    // The text runs round a frame at its right, and takes its full width again below.
    let rules = "260 250 m 380 250 l 380 190 l 260 190 l h S\n";
    let beside = [
        "Les services veillent a la remise du",
        "document et expliquent sa portee dans",
        "la langue que lit la personne ; on la",
    ];
    let below = ["lui traduit sans delai ni frais aussitot qu'elle en a fait la"];
    let content = format!(
        "{}{rules}{}{}{}",
        lines(20.0, 240.0, &beside),
        small(265.0, 235.0, "A retenir : un correspondant"),
        small(265.0, 225.0, "est nomme partout."),
        lines(20.0, 180.0, &[below[0], "demande."])
    );
    let got = of_kind(&page(&content), &BlockKind::Paragraph);
    let whole = format!("{} {} demande.", beside.join(" "), below[0]);
    assert!(got.contains(&whole), "{got:?}");
}

#[test]
fn a_note_on_the_page_after_its_call_is_tied_to_it() {
    // The figure that calls stands on the line, as large as the text.
    let text = ["Le juge entend la victime dans un delai de quinzaine1. Il", "en dresse le constat."];
    let note = "20 40 m 120 40 l S\n".to_owned() + &small(20.0, 28.0, "1 Article 706-3 du code.");
    let pdf = pages(&[lines(20.0, 240.0, &text), lines(20.0, 240.0, &PROSE) + &note]);
    let read = extract(&pdf, "a.pdf", &Options::default(), None).unwrap().document;
    assert!(read.blocks[0].text.contains("quinzaine. Il en"), "{}", read.blocks[0].text);
    assert_eq!(read.blocks[0].calls.len(), 1);
}

#[test]
fn a_foot_of_the_page_is_no_row_of_the_table_above_it() {
    let table = |rows: &[[&str; 3]], top: f32| {
        let cells = rows.iter().enumerate().flat_map(|(i, row)| {
            row.iter().enumerate().map(move |(j, c)| lines(20.0 + 120.0 * j as f32, top - 20.0 * i as f32, &[c]))
        });
        cells.collect::<String>()
    };
    let rows = [["Region", "Places", "Total"], ["Nord", "45", "50"], ["Ouest", "12", "20"], ["Est", "30", "31"]];
    let foot = |n: usize| lines(20.0, 30.0, &["SSAA2026417J"]) + &lines(300.0, 30.0, &[&format!("{n}/2")]);
    let pdf = pages(&[table(&rows, 110.0) + &foot(1), table(&rows, 110.0) + &foot(2)]);
    let furniture = of_kind(&pdf, &BlockKind::Furniture).concat();
    assert!(furniture.matches("SSAA2026417J").count() == 2 && furniture.contains("2/2"), "{furniture}");
}

#[test]
fn a_call_behind_a_figure_is_told_by_its_look() {
    let call =
        "BT /F1 10 Tf 20 240 Td (Bilan arrete en janvier 2016) Tj /F2 10 Tf (1) Tj /F1 10 Tf ( par le chef.) Tj ET\n";
    let note = "20 40 m 120 40 l S\n".to_owned() + &small(20.0, 28.0, "1Liste des referents.");
    let pdf = page(&(call.to_owned() + &lines(20.0, 200.0, &PROSE) + &note));
    assert_eq!(of_kind(&pdf, &BlockKind::Footnote), ["1 Liste des referents."]);
    assert_eq!(of_kind(&pdf, &BlockKind::Paragraph)[0], "Bilan arrete en janvier 2016 par le chef.");
}

#[test]
fn titles_of_annexes_at_one_place_are_no_running_head() {
    let mut contents: Vec<String> = (0..9).map(|_| lines(20.0, 240.0, &PROSE)).collect();
    for (at, n) in [(2, 3), (5, 8)] {
        contents[at] = bold(20.0, 275.0, 10.0, &format!("ANNEXE {n} : PENSION")) + &contents[at];
    }
    let pdf = pages(&contents);
    assert_eq!(of_kind(&pdf, &BlockKind::Heading), ["ANNEXE 3 : PENSION", "ANNEXE 8 : PENSION"]);
    // Chapters in bold at the foot, odd and even.
    let feet: Vec<String> = (0..8)
        .map(|i| {
            lines(20.0, 240.0, &PROSE) + &bold(20.0, 20.0, 10.0, &format!("{} Chapitre {}. Les paquets", i, i / 4))
        })
        .collect();
    assert_eq!(of_kind(&pages(&feet), &BlockKind::Furniture).len(), 8);
    let everywhere: Vec<String> =
        (0..6).map(|_| bold(20.0, 275.0, 10.0, "PENSIONS") + &lines(20.0, 240.0, &PROSE)).collect();
    assert_eq!(of_kind(&pages(&everywhere), &BlockKind::Furniture).len(), 6);
}

#[test]
fn headings_that_look_alike_stand_side_by_side() {
    let content = bold(20.0, 270.0, 12.0, "Introduction")
        + &lines(20.0, 250.0, &PROSE)
        + &bold(20.0, 180.0, 12.0, "2. Rappel des volets")
        + &lines(20.0, 160.0, &PROSE);
    let read = extract(&page(&content), "a.pdf", &Options::default(), None).unwrap().document;
    let levels: Vec<Option<u8>> =
        read.blocks.iter().filter(|b| b.kind == BlockKind::Heading).map(|b| b.level).collect();
    assert_eq!(levels, [Some(1), Some(1)]);
}
