//! What the interpreter reads: characters, fonts, marks, forms, places.

use super::small::{FONTS, latin, page, page_in, page_with, stream};
use super::{first, only, texts};
use crate::layout::LineEnd;
use crate::{Options, source::pdf::lay_out};

#[test]
fn spaces_are_read_from_white() {
    let pdf = page("BT /F1 10 Tf 50 200 Td [(un)-400(mot)-600(et)20(c.)] TJ ET");
    assert_eq!(only(&pdf).text, "un mot etc.");
}

#[test]
fn every_character_has_its_place() {
    let line = only(&page("BT /F1 10 Tf 50 200 Td (ab c) Tj ET"));
    assert_eq!(line.stops, [50.0, 56.0, 62.0, 68.0, 74.0]);
    assert_eq!(line.baseline, 100.0);
    assert!((line.bbox[1] - 92.2).abs() < 0.1 && (line.bbox[3] - 102.2).abs() < 0.1);
}

#[test]
fn operators_move_the_pen() {
    let pdf = page("BT /F1 10 Tf 14 TL 50 200 Td (a) Tj T* (b) Tj (c) ' 1 2 (d e) \" 0 -14 TD (f) Tj ET");
    assert_eq!(texts(&pdf), ["a", "b", "c", "d e", "f"]);
}

#[test]
fn rotation_and_crop_box_count() {
    let turned = page_with("/Rotate 90", FONTS, "", b"BT /F1 10 Tf 0 1 -1 0 100 50 Tm (abc) Tj ET", &[]);
    let of = first(&turned);
    assert_eq!((of.width, of.height, of.rotation), (300.0, 400.0, 90));
    assert_eq!((of.lines[0].text.as_str(), of.lines[0].aside), ("abc", false));
    assert_eq!((of.lines[0].stops[0], of.lines[0].baseline), (50.0, 100.0));
    let cropped =
        page_with("/CropBox[40 50 400 300]", FONTS, "", b"BT /F1 10 Tf 50 200 Td (abc) Tj 0 -190 Td (off) Tj ET", &[]);
    let line = only(&cropped);
    assert_eq!((line.stops[0], line.baseline), (10.0, 100.0));
}

#[test]
fn text_in_no_colour_is_read() {
    let pdf = page("BT /F1 10 Tf 50 200 Td (vu) Tj 3 Tr 12 0 Td (scan) Tj ET");
    assert_eq!(lay_out(&pdf, &Options::default(), None).unwrap().pages.raw, ["vuscan"]);
}

#[test]
fn bold_by_font_by_stroke_and_by_drawing_twice() {
    assert!(only(&page("BT /F2 10 Tf 50 200 Td (gras) Tj ET")).bold);
    assert!(only(&page("BT /F1 10 Tf 2 Tr 50 200 Td (gras) Tj ET")).bold);
    let twice = only(&page("BT /F1 10 Tf 50 200 Td (gras ici) Tj 0.3 0 Td (gras ici) Tj ET"));
    assert_eq!((twice.text.as_str(), twice.bold), ("gras ici", true));
    let each = only(&page("BT /F1 10 Tf 50 200 Td [(g)590(g)10(r)590(r)10(a)590(a)10(s)590(s)] TJ ET"));
    assert_eq!((each.text.as_str(), each.bold), ("gras", true));
}

#[test]
fn symbols_are_bullets() {
    let pdf = page("BT /F3 10 Tf 50 200 Td (\\267) Tj /F1 10 Tf 12 0 Td (point) Tj ET");
    assert_eq!(only(&pdf).text, "• point");
}

#[test]
fn names_of_glyphs_are_read() {
    let font = "/F1<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 1/LastChar 7/Widths[600 600 600 600 600 600 600]\
        /Encoding<</Differences[1/f_i/eacute/uni0153/a.sc/Bsmall/g1/quoteright]>>>>";
    let pdf = page_with("", font, "", b"BT /F1 10 Tf 50 200 Td (\x01\x02\x03\x04\x05\x07) Tj ET", &[]);
    assert_eq!(only(&pdf).text, "fiéœab’");
}

#[test]
fn ligatures_and_composite_fonts_go_by_their_map() {
    let map = b"1 begincodespacerange <0000><ffff> endcodespacerange\n\
        3 beginbfchar <0001><fb01> <0002><00660066006c> <0003><00e9> endbfchar\n1 beginbfrange <0010><0012><0041> endbfrange";
    let font = "/F1<</Type/Font/Subtype/Type0/BaseFont/AAAAAA+X/Encoding/Identity-H/ToUnicode 5 0 R\
        /DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
        /DW 500/W[1[700 800] 16 18 600]>>]>>";
    let content = b"BT /F1 10 Tf 50 200 Td <000100020003001000110012> Tj ET";
    let line = only(&page_with("", font, "", content, &[stream("", map)]));
    assert_eq!(line.text, "fifflé\u{41}BC");
    assert_eq!(*line.stops.last().unwrap(), 50.0 + 7.0 + 8.0 + 5.0 + 18.0);
}

#[test]
fn a_type_3_font_is_read() {
    let font = "/F1<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 5 0 R/b 5 0 R>>\
        /Encoding<</Differences[97/a/b]>>/FirstChar 97/LastChar 98/Widths[6 6]>>";
    let line = only(&page_with("", font, "", b"BT /F1 10 Tf 50 200 Td (ab) Tj ET", &[stream("", b"6 0 d0")]));
    assert_eq!((line.text.as_str(), line.stops[1]), ("ab", 56.0));
}

#[test]
fn accents_go_on_their_letters() {
    // TeX draws the accent first and moves back; other programs draw it after.
    assert_eq!(only(&page("BT /F1 10 Tf 50 200 Td [(d)(\u{b4})600(ej)(a)600(`)] TJ ET")).text, "déjà");
    assert_eq!(only(&page("BT /F1 10 Tf 50 200 Td (x ^ y `z`) Tj ET")).text, "x ^ y `z`");
}

#[test]
fn actual_text_replaces_what_is_drawn() {
    let pdf = page("BT /F1 10 Tf 50 200 Td (carac) Tj /Span<</ActualText<FEFF00AD>>>BDC (-) Tj EMC ET");
    let line = only(&pdf);
    assert_eq!((line.text.as_str(), line.end), ("carac", LineEnd::SoftHyphen));
}

#[test]
fn artifacts_are_flagged() {
    let pdf = page("/Artifact BMC BT /F1 10 Tf 50 280 Td (Page 1) Tj ET EMC BT /F1 10 Tf 50 200 Td (texte) Tj ET");
    let flags: Vec<bool> = first(&pdf).lines.iter().map(|l| l.artifact).collect();
    assert_eq!(flags, [true, false]);
}

#[test]
fn layers_that_are_off_are_not_read() {
    let catalog = "/Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[5 0 R 6 0 R]/D<</OFF[6 0 R]>>>>";
    let content = b"/OC/A BDC BT /F1 10 Tf 50 200 Td (vu) Tj ET EMC /OC/B BDC BT /F1 10 Tf 90 200 Td (cache) Tj ET EMC";
    let layers = [b"<</Type/OCG/Name(A)>>".to_vec(), b"<</Type/OCG/Name(B)>>".to_vec()];
    let pdf = page_in(catalog, "", FONTS, "/Properties<</A 5 0 R/B 6 0 R>>", content, &layers);
    assert_eq!(texts(&pdf), ["vu"]);
}

#[test]
fn forms_are_drawn_where_their_matrix_puts_them() {
    let form = stream(
        "/Type/XObject/Subtype/Form/BBox[0 0 99 99]/Matrix[1 0 0 1 30 0]",
        b"BT /F1 10 Tf 20 0 Td (forme) Tj ET",
    );
    let pdf = page_with("", FONTS, "/XObject<</X 5 0 R>>", b"q 1 0 0 1 0 200 cm /X Do Q /X Do", &[form]);
    let of = first(&pdf);
    let places: Vec<(f32, f32)> = of.lines.iter().map(|l| (l.stops[0], l.baseline)).collect();
    assert_eq!(places, [(50.0, 100.0), (50.0, 300.0)]);
}

#[test]
fn tags_and_bookmarks_are_read() {
    let catalog = "/Type/Catalog/Pages 2 0 R/StructTreeRoot 5 0 R/MarkInfo<</Marked true>>/Outlines 8 0 R";
    let more = [
        b"<</Type/StructTreeRoot/K 6 0 R/RoleMap<</Titre/H1>>>>".to_vec(),
        b"<</Type/StructElem/S/Document/K[7 0 R]>>".to_vec(),
        b"<</Type/StructElem/S/Titre/P 6 0 R/Pg 3 0 R/K 0>>".to_vec(),
        b"<</Type/Outlines/First 9 0 R/Last 9 0 R/Count 1>>".to_vec(),
        latin("<</Title(I. D\\351lai)/Parent 8 0 R/Dest[3 0 R/XYZ 0 210 0]>>"),
    ];
    let pdf = page_in(catalog, "", FONTS, "", b"/Titre<</MCID 0>>BDC BT /F1 10 Tf 50 200 Td (Titre) Tj ET EMC", &more);
    let laid = lay_out(&pdf, &Options::default(), None).unwrap().pages.laid;
    let element = laid.pages[0].lines[0].runs[0].element.unwrap() as usize;
    assert_eq!(laid.elements[element].role, "H1");
    assert_eq!((laid.bookmarks[0].title.as_str(), laid.bookmarks[0].page), ("I. Délai", Some(1)));
}

#[test]
fn raw_text_keeps_the_order_of_the_file() {
    let pdf = page("BT /F1 10 Tf 50 100 Td (second) Tj ET BT /F1 10 Tf 50 200 Td (premier) Tj 60 0 Td (mot) Tj ET");
    let opened = lay_out(&pdf, &Options::default(), None).unwrap();
    assert_eq!(opened.pages.raw, ["second\npremier mot"]);
    assert_eq!(texts(&pdf), ["premier mot", "second"]);
}
