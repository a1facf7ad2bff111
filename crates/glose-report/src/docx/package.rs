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
    /// Paragraphs and tables, with the breaks of their sections but the last.
    pub(crate) body: String,
    pub(crate) comments: &'a Comments,
    /// How the sections lie, the last of them last.
    pub(crate) layouts: &'a [Layout],
    pub(crate) logo: Option<&'a Logo>,
}

/// How the pages of a section lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    pub(crate) landscape: bool,
}

impl Layout {
    pub(crate) const PORTRAIT: Self = Self { landscape: false };
    pub(crate) const LANDSCAPE: Self = Self { landscape: true };

    /// Width between the margins, in twentieths of a point.
    pub(crate) const fn width(self) -> usize {
        if self.landscape { 16838 - 2 * 1134 } else { 11906 - 2 * 1134 }
    }

    fn properties(self) -> String {
        let (width, height, turned) =
            if self.landscape { (16838, 11906, " w:orient=\"landscape\"") } else { (11906, 16838, "") };
        let (header, footer) = if self.landscape { ("rId6", "rId7") } else { ("rId4", "rId5") };
        format!(
            "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"{header}\"/><w:footerReference w:type=\"default\" \
             r:id=\"{footer}\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
             <w:pgMar w:top=\"1247\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
             w:gutter=\"0\"/></w:sectPr>"
        )
    }

    /// The end of a section that lies so, in a paragraph that takes next to no room.
    pub(crate) fn end(self) -> String {
        let thin = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>";
        xml::paragraph("", &format!("{thin}{}", self.properties()), "")
    }
}

/// A part beside the document: its relation, kind, file and text.
type Part = (&'static str, &'static str, &'static str, String);

fn beside(parts: &Parts<'_>) -> Vec<Part> {
    let mut out: Vec<Part> = vec![
        ("rId1", "styles", "styles", styles(parts)),
        ("rId2", "settings", "settings", settings()),
        ("rId3", "comments", "comments", parts.comments.part()),
        ("rId8", "numbering", "numbering", numbering()),
        ("rId9", "fontTable", "fontTable", include_str!("../../templates/docx/fonts.xml").to_owned()),
        ("rId10", "theme", "theme/theme1", include_str!("../../templates/docx/theme.xml").to_owned()),
    ];
    let lying = [
        (Layout::PORTRAIT, [("rId4", "header1"), ("rId5", "footer1")]),
        (Layout::LANDSCAPE, [("rId6", "header2"), ("rId7", "footer2")]),
    ];
    for (layout, [head, foot]) in lying.into_iter().filter(|(layout, _)| parts.layouts.contains(layout)) {
        out.push((head.0, "header", head.1, header(parts, layout)));
        out.push((foot.0, "footer", foot.1, footer(parts, layout)));
    }
    out
}

/// The file's bytes.
pub(crate) fn package(parts: &Parts<'_>) -> Result<Vec<u8>, ReportError> {
    let logo = parts.logo.and_then(|logo| Some((logo, picture_size(&logo.bytes)?)));
    let media = logo.map(|(l, _)| if l.media_type() == Some("image/png") { "png" } else { "jpeg" });
    let picture = logo.map(|(_, size)| paragraph_of_picture(size)).unwrap_or_default();
    let beside = beside(parts);
    let mut files: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), content_types(&beside, media).into_bytes()),
        ("_rels/.rels".into(), package_relations().into_bytes()),
        ("docProps/core.xml".into(), core(parts).into_bytes()),
        ("docProps/app.xml".into(), app(parts).into_bytes()),
        ("word/document.xml".into(), document(parts, &picture).into_bytes()),
        ("word/_rels/document.xml.rels".into(), document_relations(&beside, media).into_bytes()),
    ];
    files.extend(beside.into_iter().map(|(_, _, file, text)| (format!("word/{file}.xml"), text.into_bytes())));
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

fn content_types(beside: &[Part], media: Option<&str>) -> String {
    let media = media.map(|m| format!("<Default Extension=\"{m}\" ContentType=\"image/{m}\"/>")).unwrap_or_default();
    let part = |name: &str, kind: &str| {
        let kind = if kind == "theme" {
            "application/vnd.openxmlformats-officedocument.theme".to_owned()
        } else {
            format!("{KIND}.{kind}")
        };
        format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{kind}+xml\"/>")
    };
    let parts: String = beside.iter().map(|(_, kind, file, _)| part(file, kind)).collect();
    [
        DECLARATION,
        &format!("<Types xmlns=\"{PACKAGE}/content-types\">"),
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
        &media,
        &part("document", "document.main"),
        &parts,
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

fn document_relations(beside: &[Part], media: Option<&str>) -> String {
    let mut out = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind, file, _) in beside {
        out.push_str(&format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{file}.xml\"/>"));
    }
    if let Some(media) = media {
        out.push_str(&format!("<Relationship Id=\"rId20\" Type=\"{OFFICE}/image\" Target=\"media/logo.{media}\"/>"));
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
        .replace("{width}", &Layout::PORTRAIT.width().to_string())
        .replace("{toc}", &parts.layouts.first().map_or(0, |l| l.width()).to_string())
        .replace("w:lang w:val=\"fr-FR\"", &format!("w:lang w:val=\"{lang}\""))
}

fn settings() -> String {
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"708\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    )
}

/// Lists of four depths, each item after an en dash.
fn numbering() -> String {
    let level = |depth: usize| {
        format!(
            "<w:lvl w:ilvl=\"{depth}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"–\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" w:hanging=\"284\"/></w:pPr></w:lvl>",
            397 * (depth + 1)
        )
    };
    let levels: String = (0..4).map(level).collect();
    format!(
        "{DECLARATION}<w:numbering xmlns:w=\"{MAIN}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType \
         w:val=\"hybridMultilevel\"/>{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    )
}

/// The tab that the running head and foot end at; the style's own is that of an upright page.
fn edge(layout: Layout) -> String {
    let width = Layout::PORTRAIT.width();
    if layout.landscape {
        format!(
            "<w:tabs><w:tab w:val=\"clear\" w:pos=\"{width}\"/><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs>",
            layout.width()
        )
    } else {
        String::new()
    }
}

fn header(parts: &Parts<'_>, layout: Layout) -> String {
    let [left, right] = parts.header;
    let runs = xml::run(&format!("{left}\t{right}"), Look::PLAIN);
    format!("{DECLARATION}<w:hdr xmlns:w=\"{MAIN}\">{}</w:hdr>", xml::paragraph("Header", &edge(layout), &runs))
}

fn footer(parts: &Parts<'_>, layout: Layout) -> String {
    let runs = [
        xml::run(&format!("{}\t", parts.footer), Look::PLAIN),
        xml::field("PAGE", "1"),
        xml::run(" / ", Look::PLAIN),
        xml::field("NUMPAGES", "1"),
    ]
    .concat();
    format!("{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\">{}</w:ftr>", xml::paragraph("Footer", &edge(layout), &runs))
}

fn document(parts: &Parts<'_>, picture: &str) -> String {
    format!(
        "{DECLARATION}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><w:body>{picture}{}{}</w:body></w:document>",
        parts.body,
        parts.layouts.last().map_or_else(String::new, |l| l.properties())
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
         <pic:blipFill><a:blip r:embed=\"rId20\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
         <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}
