//! Files that are damaged, locked, or meant to do harm.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::small::{FONTS, assemble, latin, lines, page, page_with, stream};
use super::{texts, try_first};
use crate::source::pdf::lay_out;
use crate::{ExtractError, Options, extract};

fn code(bytes: &[u8]) -> &'static str {
    extract(bytes, "a.pdf", &Options::default(), None).map(|_| "read").unwrap_or_else(|e| e.code)
}

fn with_password(bytes: &[u8], password: &str) -> Result<String, ExtractError> {
    let options = Options { password: Some(password.to_owned()), ..Options::default() };
    let opened = lay_out(bytes, &options, None)?;
    Ok(opened.pages.raw.join("\n"))
}

#[test]
fn encrypted_files_open_with_their_password() {
    let open =
        [&include_bytes!("../../../../testdata/open-rc4.pdf")[..], include_bytes!("../../../../testdata/open-aes.pdf")];
    for file in open {
        assert_eq!(texts(file), ["Texte protégé"]);
    }
    for (file, password) in [
        (&include_bytes!("../../../../testdata/locked-rc4.pdf")[..], "sesame"),
        (include_bytes!("../../../../testdata/locked-aes.pdf"), "sésame"),
    ] {
        assert_eq!(code(file), "pdf-needs-password");
        assert_eq!(with_password(file, "autre").unwrap_err().code, "pdf-wrong-password");
        assert_eq!(with_password(file, password).unwrap(), "Texte protégé");
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(code(b""), "empty-file");
    assert_eq!(code(b"%PDF-1.4\n"), "pdf-truncated");
    assert_eq!(code(b"%PDF-1.4\nrien de plus\n%%EOF"), "pdf-damaged");
    let no_pages = assemble(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[]/Count 0>>".to_vec()]);
    assert_eq!(code(&no_pages), "pdf-no-pages");
    assert_eq!(code(&page("0 0 100 100 re f")), "no-text-layer");
}

#[test]
fn a_broken_cross_reference_is_rebuilt() {
    let whole = page(&lines(50.0, 200.0, &["Texte de la page"]));
    let text = String::from_utf8_lossy(&whole).replace("startxref\n", "startxref\n9");
    assert_eq!(texts(text.as_bytes()), ["Texte de la page"]);
    let cut = &whole[..whole.len() - 60];
    assert_eq!(texts(cut), ["Texte de la page"]);
    let mut late = b"lettre jointe\r\n".to_vec();
    late.extend(&whole);
    assert_eq!(texts(&late), ["Texte de la page"]);
}

#[test]
fn truncated_content_gives_what_is_left_of_it() {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    for i in 0..20 {
        encoder.write_all(lines(50.0, 290.0 - 13.0 * i as f32, &[&format!("ligne {i} du texte")]).as_bytes()).unwrap();
    }
    let whole = encoder.finish().unwrap();
    let half = &whole[..whole.len() * 2 / 3];
    let pdf = assemble(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</Font<<{FONTS}>>>>>>")
            .into_bytes(),
        stream("/Filter/FlateDecode", half),
    ]);
    let texts = texts(&pdf);
    assert!(texts.len() > 5 && texts[0] == "ligne 0 du texte", "{texts:?}");
}

#[test]
fn forms_that_multiply_are_cut_short() {
    // Twelve forms, each drawing the next ten times: 10^12 in all.
    let mut forms = Vec::new();
    for i in 0..12 {
        let next = format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {} 0 R>>>>", 6 + i);
        forms.push(stream(&next, &b"/X Do ".repeat(10)));
    }
    forms.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", b"0 0 m"));
    let pdf = page_with(
        "",
        FONTS,
        "/XObject<</X 5 0 R>>",
        &latin(&format!("/X Do {}", lines(50.0, 200.0, &["texte"]))),
        &forms,
    );
    let opened = lay_out(&pdf, &Options::default(), None).unwrap();
    assert_eq!(opened.pages.raw, ["texte"]);
    assert_eq!(opened.diagnostics[0].code, "pdf-partly-read");
}

#[test]
fn a_form_that_draws_itself_ends() {
    let form = stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>", b"/X Do /X Do");
    let pdf = page_with("", FONTS, "/XObject<</X 5 0 R>>", b"/X Do BT /F1 10 Tf 50 200 Td (texte) Tj ET", &[form]);
    assert_eq!(texts(&pdf), ["texte"]);
}

fn bomb(megabytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        encoder.write_all(&zeros).unwrap();
    }
    encoder.finish().unwrap()
}

#[test]
fn bombs_are_not_unpacked() {
    let content = stream("/Filter/FlateDecode", &bomb(400));
    let pdf = assemble(&[
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R>>".to_vec(),
        content,
    ]);
    let opened = lay_out(&pdf, &Options::default(), None).unwrap();
    assert_eq!(opened.diagnostics[0].code, "pdf-partly-read");
    let mut objects = page(&lines(50.0, 200.0, &["texte"]));
    objects.extend(b"9 0 obj\n");
    objects.extend(stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &bomb(400)));
    objects.extend(b"\nendobj\n%%EOF");
    assert_eq!(try_first(&objects).unwrap_err().code, "pdf-too-large");
}

#[test]
fn deep_nesting_is_stood() {
    for (open, close) in [("[", "]"), ("<<", ">>"), ("q ", "Q "), ("/P BMC ", "EMC "), ("(", ")")] {
        let content = format!("{}{}BT /F1 10 Tf 50 200 Td (texte) Tj ET", open.repeat(20_000), close.repeat(20_000));
        let _ = try_first(&page(&content));
    }
    let tree = format!("{}1{}", "[".repeat(50_000), "]".repeat(50_000));
    let _ = try_first(&page_with(&format!("/Annots {tree}"), FONTS, "", b"BT ET", &[]));
}

#[test]
fn odd_operands_are_stood() {
    for content in [
        "BT /F1 1e9 Tf 1e30 0 0 1e30 0 0 Tm (a) Tj ET",
        "BT /F1 10 Tf -99999999999999999999 Tz (a) Tj ET",
        "BT /F9 10 Tf (a) Tj ET",
        "Tj TJ ' \" Do Tf Tm cm re BDC EMC EMC EMC Q Q Q",
        "BT /F1 10 Tf [(a) [(b)] (c) TJ ET",
        "BT /F1 0 Tf (a) Tj ET 0 0 0 0 0 0 cm BT /F1 10 Tf (b) Tj ET",
        "BI /W 1 /H 1 ID ",
        "<</A(",
    ] {
        let _ = try_first(&page(content));
    }
}

/// Documents of the project, if a file is there the way the workspace lays it out.
fn documents() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let mut folders = vec![std::path::PathBuf::from(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        for path in entries.map(|e| e.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "pdf") && !path.to_string_lossy().contains("scan") {
                files.push(path);
            }
        }
    }
    files.sort();
    files.iter().filter_map(|f| std::fs::read(f).ok()).collect()
}

#[test]
fn files_cut_short_give_the_pages_that_are_left() {
    let mut read = 0;
    for bytes in documents() {
        for tenth in 1..10 {
            read += usize::from(lay_out(&bytes[..bytes.len() * tenth / 10], &Options::default(), None).is_ok());
        }
    }
    assert!(read > 10, "{read}");
}

#[test]
fn changed_bytes_are_stood() {
    // A generator of our own, so that a fault is the same on every machine.
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for bytes in documents() {
        for round in 0..12 {
            let mut changed = bytes.clone();
            for _ in 0..(1 << (round % 6)) {
                let at = random() % changed.len();
                changed[at] = match round % 3 {
                    0 => changed[at] ^ (1 << (random() % 8)),
                    1 => b"0123456789<>[]()/ "[random() % 18],
                    _ => random() as u8,
                };
            }
            let _ = extract(&changed, "a.pdf", &Options::default(), None);
        }
    }
}
