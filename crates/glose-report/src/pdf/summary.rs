//! A note in the corner of the first page: what no words of the text can carry (silences, the reach),
//! and what made the annotations.

use lopdf::{IncrementalDocument, Object, ObjectId, Stream};

use super::highlight::Signature;
use super::page::Page;
use super::{dictionary, name, text_string};
use crate::annex::Annex;
use crate::docx::{colon, comment_lines};
use crate::words::Words;

/// Side of the sign, and its distance from both edges, in points.
const SIDE: f32 = 16.0;
const EDGE: f32 = 12.0;

/// What the note says.
pub(crate) fn text(annex: &Annex, words: &Words) -> String {
    let counts: Vec<(&str, String)> =
        annex.sections.iter().map(|s| (s.id, words.count(&format!("n-{}", s.id), s.points.len()))).collect();
    let counts: Vec<(&str, &str)> = counts.iter().map(|(id, count)| (*id, count.as_str())).collect();
    let mut parts = if annex.off_topic { annex.notices.clone() } else { vec![words.fill("pdf-summary", &counts)] };
    for point in annex.sections.iter().filter(|s| s.id == "silence").flat_map(|s| &s.points) {
        let mut lines = comment_lines(point, words);
        if !point.searched.is_empty() {
            lines.push(format!("{}{}{}", words.get("searched"), colon(words), point.searched.join(" ; ")));
        }
        parts.push(format!("{} {}. {}", words.get("point"), point.number, lines.join("\n")));
    }
    if !annex.reach.is_empty() {
        let reach = annex.reach.iter().map(|r| format!("{}{}{}", r.title, colon(words), r.why));
        parts.push(format!("{}\n{}", words.get("reach"), reach.collect::<Vec<_>>().join("\n")));
    }
    let made = &annex.colophon;
    let line = |key: &str, value: &str| format!("{}{}{value}", words.get(key), colon(words));
    let mut lines = vec![
        words.get("colophon-draft"),
        line("colophon-source", &format!("{} (SHA-256 {})", made.source, made.source_sha256)),
        line("colophon-grid", &format!("{} (SHA-256 {})", made.grid, made.grid_sha256)),
        line("colophon-program", &made.program),
    ];
    lines.extend(made.ocr.as_ref().map(|ocr| line("colophon-ocr", ocr)));
    let options: Vec<String> = made.options.iter().map(|(k, v)| format!("{k} = {v}")).collect();
    if !options.is_empty() {
        lines.push(line("colophon-options", &options.join(", ")));
    }
    parts.push(lines.join("\n"));
    parts.join("\n\n")
}

/// Adds the note in the upper right corner of the page as displayed; its number.
pub(crate) fn annotation(
    update: &mut IncrementalDocument,
    page_id: ObjectId,
    page: &Page,
    name_of_note: &str,
    text: &str,
    signature: &Signature<'_>,
) -> lopdf::Result<ObjectId> {
    // Places in the sign, from its upper left corner as displayed.
    let left = page.width() - EDGE - SIDE;
    let at = |x: f32, y: f32| page.user(left + x, EDGE + y);
    let (a, b) = (at(0.0, 0.0), at(SIDE, SIDE));
    let rectangle = [a.0.min(b.0), a.1.min(b.1), a.0.max(b.0), a.1.max(b.1)];
    let rectangle = Object::Array(rectangle.map(Object::Real).to_vec());
    // A sheet with three lines of writing.
    let path = |points: &[(f32, f32)]| {
        let steps = points.iter().map(|(x, y)| at(*x, *y)).enumerate();
        steps.map(|(i, (x, y))| format!("{x:.2} {y:.2} {} ", if i == 0 { "m" } else { "l" })).collect::<String>()
    };
    let mut drawing = "0.94 0.93 0.97 rg 0.25 0.20 0.42 RG 0.8 w\n".to_owned();
    drawing.push_str(&format!("{}h B\n", path(&[(0.5, 0.5), (15.5, 0.5), (15.5, 15.5), (0.5, 15.5)])));
    for (y, end) in [(4.5, 12.5), (8.0, 12.5), (11.5, 9.5)] {
        drawing.push_str(&format!("{}S\n", path(&[(3.5, y), (end, y)])));
    }
    let form = Stream::new(
        dictionary(vec![("Type", name("XObject")), ("Subtype", name("Form")), ("BBox", rectangle.clone())]),
        drawing.into_bytes(),
    );
    let form = update.new_document.try_add_object(form)?;
    let mut note = dictionary(vec![
        ("Type", name("Annot")),
        ("Subtype", name("Text")),
        ("Name", name("Note")),
        ("Rect", rectangle),
        ("C", Object::Array([0.25, 0.20, 0.42].map(Object::Real).to_vec())),
        ("F", Object::Integer(4)),
        ("NM", text_string(name_of_note)),
        ("T", text_string(signature.author)),
        ("Contents", text_string(text)),
        ("P", Object::Reference(page_id)),
        ("AP", dictionary(vec![("N", Object::Reference(form))]).into()),
    ]);
    signature.date(&mut note);
    update.new_document.try_add_object(note)
}
