//! What layout makes of what was read: lines, columns, tables, what stands aside.

use super::small::{lines, page};
use super::{first, only, texts};
use crate::layout::{LineEnd, RuleKind};

const PROSE: [&str; 7] = [
    "Les services veillent a la",
    "remise du document et en",
    "expliquent la portee dans la",
    "langue que la personne lit",
    "le mieux. Un interprete est",
    "requis sans delai des que",
    "cela parait necessaire.",
];

#[test]
fn columns_are_read_one_after_the_other() {
    let pdf = page(&format!("{}{}", lines(10.0, 200.0, &PROSE), lines(215.0, 200.0, &PROSE[..6])));
    let want: Vec<&str> = PROSE.iter().chain(&PROSE[..6]).copied().collect();
    assert_eq!(texts(&pdf), want);
}

#[test]
fn columns_drawn_line_by_line_are_columns_still() {
    let mut content = String::new();
    for i in 0..7 {
        content += &lines(10.0, 200.0 - 12.0 * i as f32, &PROSE[i..=i]);
        content += &lines(215.0, 200.0 - 12.0 * i as f32, &PROSE[i..=i]);
    }
    let of = first(&page(&content));
    assert_eq!(of.lines[1].text, PROSE[1]);
    assert_eq!((of.lines[0].region, of.lines[13].region), (0, 1));
    assert_eq!(of.lines[13].margins[0].round(), 215.0);
}

#[test]
fn three_columns_are_no_stretched_line() {
    let set = |x: f32| {
        let column = PROSE.iter().enumerate();
        column.map(|(i, t)| format!("BT /F1 6 Tf {x} {} Td ({t}) Tj ET\n", 200.0 - 8.0 * i as f32)).collect::<String>()
    };
    let want: Vec<&str> = PROSE.iter().chain(&PROSE).chain(&PROSE).copied().collect();
    assert_eq!(texts(&page(&(set(10.0) + &set(135.0) + &set(260.0)))), want);
}

#[test]
fn a_list_drawn_last_stays_in_its_column() {
    let list = lines(10.0, 110.0, &["- un document ;", "- une photographie ;"]);
    let content = lines(10.0, 200.0, &PROSE) + &lines(215.0, 200.0, &PROSE) + &list;
    let got = texts(&page(&content));
    assert_eq!(got[7..9], ["- un document ;", "- une photographie ;"]);
    assert_eq!(got[9..], PROSE);
}

#[test]
fn a_title_over_columns_and_a_note_under_them_stay_where_they_are() {
    let title = "BT /F2 10 Tf 60 250 Td (Un titre qui passe par-dessus les deux colonnes) Tj ET\n";
    let note = "BT /F1 10 Tf 10 40 Td (Une note au pied de la page, large comme les deux colonnes.) Tj ET\n";
    let pdf = page(&format!("{title}{}{}{note}", lines(10.0, 200.0, &PROSE), lines(215.0, 200.0, &PROSE)));
    let texts = texts(&pdf);
    assert!(texts[0].starts_with("Un titre") && texts[15].starts_with("Une note"));
    assert_eq!(texts[8], PROSE[0]);
}

#[test]
fn hanging_bullets_and_labels_are_one_line() {
    let pdf = page(
        "BT /F1 10 Tf 50 200 Td (-) Tj 20 0 Td (une piece d'identite ;) Tj ET BT /F1 10 Tf 70 188 Td (ou son duplicata) Tj ET \
         BT /F1 10 Tf 50 176 Td (-) Tj 20 0 Td (une photographie ;) Tj ET",
    );
    assert_eq!(texts(&pdf), ["- une piece d'identite ;", "ou son duplicata", "- une photographie ;"]);
}

#[test]
fn a_ruled_table_is_read_cell_by_cell() {
    let rules = "10 210 m 390 210 l 10 180 m 390 180 l 10 140 m 390 140 l 10 140 m 10 210 l 200 140 m 200 210 l 390 140 m 390 210 l S\n";
    let cells = format!(
        "{}{}{}{}",
        lines(15.0, 195.0, &["Situation"]),
        lines(205.0, 195.0, &["Document remis"]),
        lines(15.0, 168.0, &["Demande en cours", "d'examen"]),
        lines(205.0, 168.0, &["Recepisse de trois", "mois"])
    );
    let of = first(&page(&format!("{rules}{cells}")));
    let got: Vec<(u16, u16, &str)> =
        of.lines.iter().map(|l| (l.cell.unwrap().row, l.cell.unwrap().column, l.text.as_str())).collect();
    assert_eq!(
        got,
        [
            (0, 0, "Situation"),
            (0, 1, "Document remis"),
            (1, 0, "Demande en cours"),
            (1, 0, "d'examen"),
            (1, 1, "Recepisse de trois"),
            (1, 1, "mois")
        ]
    );
    assert!(of.lines[0].cell.unwrap().ruled);
    assert_eq!(of.rules.iter().filter(|r| r.kind == RuleKind::Vertical).count(), 3);
}

#[test]
fn a_table_without_rules_is_read_cell_by_cell() {
    let mut content = String::new();
    for (i, row) in
        [["Ancien", "Objet", "Nouveau"], ["L. 316-1", "Carte", "L. 425-1"], ["R. 316-1", "Information", "R. 425-1"]]
            .iter()
            .enumerate()
    {
        for (j, cell) in row.iter().enumerate() {
            content += &lines(20.0 + 120.0 * j as f32, 200.0 - 20.0 * i as f32, &[cell]);
        }
    }
    let of = first(&page(&content));
    let cells: Vec<(u16, u16)> = of.lines.iter().map(|l| l.cell.map(|c| (c.row, c.column)).unwrap()).collect();
    assert_eq!(cells, [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (2, 2)]);
}

#[test]
fn numbers_of_lines_stand_aside() {
    let mut content = lines(50.0, 200.0, &PROSE);
    for i in 0..7 {
        content += &format!("BT /F1 7 Tf 20 {} Td ({}) Tj ET\n", 200.0 - 12.0 * i as f32, i + 1);
    }
    let of = first(&page(&content));
    let (aside, text): (Vec<_>, Vec<_>) = of.lines.iter().partition(|l| l.aside);
    assert_eq!(text.iter().map(|l| l.text.as_str()).collect::<Vec<_>>(), PROSE);
    assert_eq!(aside.len(), 7);
    // Numbers of paragraphs count no lines.
    let mut content = lines(50.0, 200.0, &PROSE);
    for i in 0..5 {
        content += &format!("BT /F1 7 Tf 20 {} Td ({}) Tj ET\n", 200.0 - 12.0 * (i + i / 2) as f32, i + 1);
    }
    assert!(first(&page(&content)).lines.iter().all(|l| !l.aside));
}

#[test]
fn cells_set_to_the_middle_of_their_row_are_cells() {
    let rows: [[&[&str]; 3]; 3] = [
        [&["Piece absente"], &["Ce qui en", "tient lieu"], &["Autorite"]],
        [&["acte de", "naissance"], &["acte de", "notoriete ou", "jugement"], &["tribunal"]],
        [&["passeport"], &["attestation", "nominative"], &["prefecture"]],
    ];
    let mut content = String::new();
    for (i, row) in rows.iter().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            let middle = 230.0 - 45.0 * i as f32 + 6.0 * cell.len() as f32;
            content += &lines(20.0 + 110.0 * j as f32, middle, cell);
        }
    }
    let of = first(&page(&content));
    let cell = |i: usize, j: usize| {
        let own = of.lines.iter().filter(|l| l.cell.is_some_and(|c| (c.row, c.column) == (i as u16, j as u16)));
        own.map(|l| l.text.as_str()).collect::<Vec<_>>()
    };
    for (i, row) in rows.iter().enumerate() {
        for (j, want) in row.iter().enumerate() {
            assert_eq!(cell(i, j), *want, "{:?}", of.lines);
        }
    }
}

#[test]
fn cells_set_close_are_apart() {
    let mut content = String::new();
    for (i, row) in [
        ["Reseau", "seduction puis prosti-", "tution de jeunes", "adresse"],
        ["Site", "gestion a distance,", "de profils", "photos"],
    ]
    .iter()
    .enumerate()
    {
        let top = 200.0 - 30.0 * i as f32;
        content += &lines(20.0, top, &row[..1]);
        content += &lines(100.0, top, &row[1..3]);
        content += &lines(100.0 + 6.0 * 22.0 + 7.0, top, &row[3..]);
    }
    let of = first(&page(
        &(content
            + &lines(20.0, 140.0, &["Plateau"])
            + &lines(100.0, 140.0, &["coups"])
            + &lines(239.0, 140.0, &["cartes"])),
    ));
    let cells: Vec<(u16, u16, &str)> =
        of.lines.iter().filter_map(|l| l.cell.map(|c| (c.row, c.column, l.text.as_str()))).collect();
    assert_eq!(
        cells[..4],
        [(0, 0, "Reseau"), (0, 1, "seduction puis prosti-"), (0, 1, "tution de jeunes"), (0, 2, "adresse")]
    );
}

#[test]
fn a_table_begins_where_something_stands_beside_something() {
    let mut content = lines(300.0, 280.0, &["Le directeur"]) + &lines(20.0, 250.0, &["Annexe", "A lire avec le texte"]);
    for (i, row) in [["Prestation", "Document"], ["Aide", "Carte"], ["Secours", "Attestation"]].iter().enumerate() {
        for (j, cell) in row.iter().enumerate() {
            content += &lines(20.0 + 240.0 * j as f32, 210.0 - 20.0 * i as f32, &[cell]);
        }
    }
    let of = first(&page(&content));
    let cells: Vec<bool> = of.lines.iter().map(|l| l.cell.is_some()).collect();
    assert_eq!(cells, [false, false, false, true, true, true, true, true, true], "{:?}", of.lines);
}

#[test]
fn a_table_of_contents_is_lines() {
    let mut content = String::new();
    for (i, title) in ["Cadre juridique", "Identification", "Admission au sejour", "Suivi"].iter().enumerate() {
        content += &lines(20.0, 200.0 - 14.0 * i as f32, &[title]);
        content += &lines(370.0, 200.0 - 14.0 * i as f32, &[["2", "3", "5", "9"][i]]);
    }
    let of = first(&page(&content));
    assert_eq!(of.lines.len(), 4);
    assert!(
        of.lines.iter().all(|l| l.cell.is_none() && l.text.ends_with(|c: char| c.is_ascii_digit())),
        "{:?}",
        of.lines
    );
}

#[test]
fn letters_set_wide_are_words() {
    let pdf = page("BT /F1 10 Tf 3 Tc 50 200 Td [(INSTRUCTION)-900(DU)-900(MINISTRE)] TJ ET");
    assert_eq!(only(&pdf).text, "INSTRUCTION DU MINISTRE");
}

#[test]
fn letters_set_wide_by_place_alone_are_words() {
    let pdf = page("BT /F1 10 Tf 2 Tc 50 200 Td [(service)-500(fait)-500(foi)] TJ ET");
    assert_eq!(only(&pdf).text, "service fait foi");
}

#[test]
fn a_large_initial_belongs_to_the_first_line_beside_it() {
    let initial = "BT /F2 36 Tf 20 176 Td (L) Tj ET\n";
    let pdf = page(&format!(
        "{initial}{}{}",
        lines(44.0, 200.0, &["es services veillent", "a la remise"]),
        lines(20.0, 164.0, &["du document en main propre"])
    ));
    assert_eq!(texts(&pdf), ["Les services veillent", "a la remise", "du document en main propre"]);
}

#[test]
fn stretched_lines_stay_whole() {
    let mut content =
        String::from("BT /F1 10 Tf 20 200 Td [(Dans)-1200(cette)-1200(ligne)-1200(les)-1200(mots)] TJ ET\n");
    content += &lines(20.0, 188.0, &["et la suivante est comme les autres lignes"]);
    let of = first(&page(&content));
    assert_eq!(of.lines[0].text, "Dans cette ligne les mots");
    assert_eq!(of.lines.len(), 2);
}

#[test]
fn calls_are_raised_and_stay_on_their_line() {
    let pdf = page("BT /F1 10 Tf 50 200 Td (retenu) Tj /F1 6 Tf 4 Ts (3) Tj 0 Ts /F1 10 Tf ( contre lui) Tj ET");
    let line = only(&pdf);
    assert_eq!(line.text, "retenu3 contre lui");
    let raised: Vec<(usize, usize)> = line.runs.iter().filter(|r| r.raised).map(|r| (r.start, r.end)).collect();
    assert_eq!(raised, [(6, 7)]);
}

#[test]
fn a_stamp_stands_aside() {
    let pdf =
        page("BT /F1 10 Tf 50 200 Td (le texte de la page) Tj ET BT /F1 10 Tf .8 .6 -.6 .8 100 100 Tm (COPIE) Tj ET");
    let of = first(&pdf);
    let aside: Vec<(&str, bool)> = of.lines.iter().map(|l| (l.text.as_str(), l.aside)).collect();
    assert_eq!(aside, [("le texte de la page", false), ("COPIE", true)]);
}

#[test]
fn a_page_set_sideways_is_read() {
    let pdf = page("BT /F1 10 Tf 0 1 -1 0 100 50 Tm (premier) Tj ET BT /F1 10 Tf 0 1 -1 0 112 50 Tm (second) Tj ET");
    let of = first(&pdf);
    let got: Vec<(&str, bool)> = of.lines.iter().map(|l| (l.text.as_str(), l.aside)).collect();
    assert_eq!(got, [("premier", false), ("second", false)]);
    let [x0, y0, x1, y1] = of.lines[0].bbox;
    assert!(x0 < 100.0 && x1 > 100.0 && y0 < 220.0 && y1 > 249.0, "{:?}", of.lines[0].bbox);
}

#[test]
fn line_ends_are_told() {
    let end = |text: &str| only(&page(&format!("BT /F1 10 Tf 50 200 Td ({text}) Tj ET"))).end;
    assert_eq!(end("carac-"), LineEnd::HardHyphen);
    assert_eq!(end("carac\u{ad}"), LineEnd::SoftHyphen);
    assert_eq!(end("une incise -"), LineEnd::Whole);
}
