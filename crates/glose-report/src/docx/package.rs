//! The package: parts, content types and relations (ECMA-376, part 2), the same bytes each time.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::comments::Comments;
use super::xml::{self, Look};
use crate::{Logo, ReportError};

pub(crate) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub(crate) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// What goes into the package.
pub(crate) struct Parts<'a> {
    pub(crate) title: &'a str,
    pub(crate) author: &'a str,
    /// Left of the running head, and right of it.
    pub(crate) header: [&'a str; 2],
    pub(crate) footer: &'a str,
    pub(crate) program: &'a str,
    pub(crate) lang: &'a str,
    pub(crate) date: Option<&'a str>,
    /// Paragraphs and tables.
    pub(crate) body: String,
    pub(crate) comments: &'a Comments,
    pub(crate) landscape: bool,
    pub(crate) logo: Option<&'a Logo>,
}

/// Width between the margins, in twentieths of a point.
pub(crate) const fn text_width(landscape: bool) -> usize {
    if landscape { 16838 - 2 * 1134 } else { 11906 - 2 * 1134 }
}

/// The file's bytes.
pub(crate) fn package(parts: &Parts<'_>) -> Result<Vec<u8>, ReportError> {
    let logo = parts.logo.and_then(|logo| Some((logo, picture_size(&logo.bytes)?)));
    let media = logo.map(|(l, _)| if l.media_type() == Some("image/png") { "png" } else { "jpeg" });
    let picture = logo.map(|(_, size)| paragraph_of_picture(size)).unwrap_or_default();
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), content_types(media).into_bytes()),
        ("_rels/.rels".into(), package_relations().into_bytes()),
        ("docProps/core.xml".into(), core(parts).into_bytes()),
        ("docProps/app.xml".into(), app(parts).into_bytes()),
        ("word/document.xml".into(), document(parts, &picture).into_bytes()),
        ("word/_rels/document.xml.rels".into(), document_relations(media).into_bytes()),
        ("word/styles.xml".into(), styles(parts).into_bytes()),
        ("word/settings.xml".into(), settings().into_bytes()),
        ("word/comments.xml".into(), parts.comments.part().into_bytes()),
        ("word/header1.xml".into(), header(parts).into_bytes()),
        ("word/footer1.xml".into(), footer(parts).into_bytes()),
    ];
    if let (Some((logo, _)), Some(media)) = (logo, media) {
        files.push((format!("word/media/logo.{media}"), logo.bytes.clone()));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The first moment a ZIP file can name: a clock would make two runs differ.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    let fault = |e: &dyn std::fmt::Display| ReportError::Package(e.to_string());
    for (name, bytes) in files {
        zip.start_file(name, options).map_err(|e| fault(&e))?;
        zip.write_all(&bytes).map_err(|e| fault(&e))?;
    }
    Ok(zip.finish().map_err(|e| fault(&e))?.into_inner())
}

fn content_types(media: Option<&str>) -> String {
    let media = media.map(|m| format!("<Default Extension=\"{m}\" ContentType=\"image/{m}\"/>")).unwrap_or_default();
    let part =
        |name: &str, kind: &str| format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{KIND}.{kind}+xml\"/>");
    [
        DECLARATION,
        &format!("<Types xmlns=\"{PACKAGE}/content-types\">"),
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        &media,
        &part("document", "document.main"),
        &part("styles", "styles"),
        &part("settings", "settings"),
        &part("comments", "comments"),
        &part("header1", "header"),
        &part("footer1", "footer"),
        "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
        "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>",
        "</Types>",
    ]
    .concat()
}

fn package_relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    )
}

fn document_relations(media: Option<&str>) -> String {
    let mut out = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind, target) in [
        ("rId1", "styles", "styles.xml"),
        ("rId2", "settings", "settings.xml"),
        ("rId3", "comments", "comments.xml"),
        ("rId4", "header", "header1.xml"),
        ("rId5", "footer", "footer1.xml"),
    ] {
        out.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>"));
    }
    if let Some(media) = media {
        out.push_str(&format!("<Relationship Id=\"rId6\" Type=\"{OFFICE}/image\" Target=\"media/logo.{media}\"/>"));
    }
    out + "</Relationships>"
}

fn core(parts: &Parts<'_>) -> String {
    let date = parts.date.filter(|d| d.len() == 10).map_or_else(String::new, |d| {
        format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:created>", xml::text(d))
    });
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{}</dc:language>{date}</cp:coreProperties>",
        xml::text(parts.title),
        xml::text(parts.author),
        parts.lang
    )
}

fn app(parts: &Parts<'_>) -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>{}</Application></Properties>",
        xml::text(parts.program)
    )
}

fn styles(parts: &Parts<'_>) -> String {
    let source = include_str!("../../templates/docx/styles.xml");
    let lang = if parts.lang == "fr" { "fr-FR" } else { "en-GB" };
    source
        .replace("{toc}", &text_width(parts.landscape).to_string())
        .replace("w:lang w:val=\"fr-FR\"", &format!("w:lang w:val=\"{lang}\""))
}

fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"708\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

fn header(parts: &Parts<'_>) -> String {
    let [left, right] = parts.header;
    let runs = xml::run(&format!("{left}\t{right}"), Look::PLAIN);
    format!("{DECLARATION}<w:hdr xmlns:w=\"{MAIN}\">{}</w:hdr>", xml::paragraph("Header", "", &runs))
}

fn footer(parts: &Parts<'_>) -> String {
    let runs = [
        xml::run(&format!("{}\t", parts.footer), Look::PLAIN),
        xml::field("PAGE", "1"),
        xml::run(" / ", Look::PLAIN),
        xml::field("NUMPAGES", "1"),
    ]
    .concat();
    format!("{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\">{}</w:ftr>", xml::paragraph("Footer", "", &runs))
}

fn document(parts: &Parts<'_>, picture: &str) -> String {
    let (width, height, turned) =
        if parts.landscape { (16838, 11906, " w:orient=\"landscape\"") } else { (11906, 16838, "") };
    format!(
        "{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>{picture}{}<w:sectPr>\
         <w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"default\" r:id=\"rId5\"/>\
         <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/><w:pgMar w:top=\"1247\" w:right=\"1134\" w:bottom=\"1134\" \
         w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
        parts.body
    )
}

/// Width and height in pixels of a PNG or a JPEG.
fn picture_size(bytes: &[u8]) -> Option<(u32, u32)> {
    let be16 = |at: usize| Some(u32::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let be32 = |at: usize| Some(be16(at)? << 16 | be16(at + 2)?);
    let size = if bytes.starts_with(&[0x89, b'P', b'N', b'G']) {
        (be32(16)?, be32(20)?)
    } else if bytes.starts_with(&[0xff, 0xd8]) {
        let mut at = 2;
        loop {
            let marker = *bytes.get(at + 1)?;
            if *bytes.get(at)? != 0xff {
                return None;
            }
            if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
                break (be16(at + 7)?, be16(at + 5)?);
            }
            at += 2 + be16(at + 2)?.max(2) as usize;
        }
    } else {
        return None;
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// The logo, at most 5 cm by 2 cm, in a paragraph (sizes in English metric units, 360,000 a cm).
fn paragraph_of_picture((width, height): (u32, u32)) -> String {
    let scale = f64::min(1_800_000.0 / f64::from(width), 720_000.0 / f64::from(height));
    let (cx, cy) = ((f64::from(width) * scale).round(), (f64::from(height) * scale).round());
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006";
    format!(
        "<w:p><w:r><w:drawing><wp:inline xmlns:wp=\"{drawing}/wordprocessingDrawing\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/>\
         <wp:docPr id=\"1\" name=\"Logo\"/><a:graphic xmlns:a=\"{drawing}/main\"><a:graphicData uri=\"{drawing}/picture\">\
         <pic:pic xmlns:pic=\"{drawing}/picture\"><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"Logo\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"rId6\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
         <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}
