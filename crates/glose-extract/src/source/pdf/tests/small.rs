//! Small PDFs made in the tests, byte by byte.

/// A PDF of some objects; the first is the catalogue.
pub(super) fn assemble(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (i, object) in objects.iter().enumerate() {
        offsets.push(out.len());
        out.extend(format!("{} 0 obj\n", i + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let xref = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        out.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer<</Size {}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF\n", objects.len() + 1).bytes());
    out
}

/// A stream object with entries of its dictionary.
pub(super) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

/// Courier (every letter .6 em), its bold, and Symbol.
pub(super) const FONTS: &str = "/F1<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>\
    /F2<</Type/Font/Subtype/Type1/BaseFont/Courier-Bold/Encoding/WinAnsiEncoding>>\
    /F3<</Type/Font/Subtype/Type1/BaseFont/Symbol>>";

/// A page of 400 by 300 points with `content`, in the fonts above.
pub(super) fn page(content: &str) -> Vec<u8> {
    page_with("", FONTS, "", &latin(content), &[])
}

/// As many pages as there are contents.
pub(super) fn pages(contents: &[String]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", 3 + 2 * i)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), contents.len()).into_bytes(),
    ];
    for (i, content) in contents.iter().enumerate() {
        let page = format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents {} 0 R/Resources<</Font<<{FONTS}>>>>>>",
            4 + 2 * i
        );
        objects.push(page.into_bytes());
        objects.push(stream("", &latin(content)));
    }
    assemble(&objects)
}

/// The same with entries of the page, fonts, resources, raw content, and objects from number 5 on.
pub(super) fn page_with(entries: &str, fonts: &str, resources: &str, content: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
    page_in("/Type/Catalog/Pages 2 0 R", entries, fonts, resources, content, more)
}

/// The same with the entries of the catalogue.
pub(super) fn page_in(
    catalog: &str,
    entries: &str,
    fonts: &str,
    resources: &str,
    content: &[u8],
    more: &[Vec<u8>],
) -> Vec<u8> {
    let mut objects = vec![
        format!("<<{catalog}>>").into_bytes(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]{entries}/Contents 4 0 R\
             /Resources<</Font<<{fonts}>>{resources}>>>>"
        )
        .into_bytes(),
        stream("", content),
    ];
    objects.extend_from_slice(more);
    assemble(&objects)
}

/// Text in Latin-1, as WinAnsi strings have it.
pub(super) fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// Lines of text at one left edge, 10 points, 12 apart.
pub(super) fn lines(x: f32, top: f32, lines: &[&str]) -> String {
    let mut out = String::new();
    for (i, line) in lines.iter().enumerate() {
        out.push_str(&format!("BT /F1 10 Tf {x} {} Td ({line}) Tj ET\n", top - 12.0 * i as f32));
    }
    out
}
