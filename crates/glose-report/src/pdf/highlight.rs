//! A highlight with its note and its own drawing, because viewers differ when they have to draw.

use glose_model::{Rect, Runs};
use lopdf::{Dictionary, IncrementalDocument, Object, ObjectId, Stream};

use super::page::Page;
use super::{dictionary, name, text_string};

/// What is said of the words under some boxes of a page.
pub(crate) struct Note {
    /// Unlike any other's of the report.
    pub(crate) name: String,
    pub(crate) polarity: &'static str,
    pub(crate) text: String,
    /// Numbers of the points.
    pub(crate) points: Vec<usize>,
    /// As displayed, one a line, with the way the line runs.
    pub(crate) boxes: Vec<(Rect, Runs)>,
}

/// Who says it, and when (ISO 8601 date).
pub(crate) struct Signature<'a> {
    pub(crate) author: &'a str,
    pub(crate) date: Option<&'a str>,
}

impl Signature<'_> {
    /// Dates an annotation (7.9.4).
    pub(crate) fn date(&self, annotation: &mut Dictionary) {
        if let Some(date) = self.date.filter(|d| d.len() == 10 && d.is_ascii()) {
            annotation.set("M", Object::string_literal(format!("D:{}", date.replace('-', ""))));
        }
    }
}

/// The tint of the words and the ink of the line under them, red, green, blue.
fn colours(polarity: &str) -> ([f32; 3], [f32; 3]) {
    match polarity {
        "positif" => ([0.76, 0.93, 0.80], [0.11, 0.42, 0.25]),
        "a-ameliorer" => ([1.0, 0.90, 0.62], [0.52, 0.33, 0.0]),
        _ => ([1.0, 0.80, 0.78], [0.64, 0.13, 0.13]),
    }
}

/// Adds the highlight to the update; the page's own list is not touched. Its number.
pub(crate) fn annotation(
    update: &mut IncrementalDocument,
    page_id: ObjectId,
    page: &Page,
    note: &Note,
    name_of_note: &str,
    signature: &Signature<'_>,
) -> lopdf::Result<ObjectId> {
    let (tint, ink) = colours(note.polarity);
    let corners: Vec<[(f32, f32); 4]> = note.boxes.iter().map(|(b, runs)| page.corners(*b, *runs)).collect();
    let all = || corners.iter().flatten();
    let edge = |pick: fn(f32, f32) -> f32, of: fn(&(f32, f32)) -> f32, from: f32| all().map(of).fold(from, pick);
    // A little room for the line under the words.
    let rect = [
        edge(f32::min, |c| c.0, f32::MAX) - 2.0,
        edge(f32::min, |c| c.1, f32::MAX) - 2.0,
        edge(f32::max, |c| c.0, f32::MIN) + 2.0,
        edge(f32::max, |c| c.1, f32::MIN) + 2.0,
    ];
    let rectangle = Object::Array(rect.iter().map(|n| Object::Real(*n)).collect());
    let drawing = drawing(&corners, note.polarity, tint, ink);
    let multiply = dictionary(vec![("Type", name("ExtGState")), ("BM", name("Multiply"))]);
    let resources = dictionary(vec![("ExtGState", dictionary(vec![("M", multiply.into())]).into())]);
    let form = Stream::new(
        dictionary(vec![
            ("Type", name("XObject")),
            ("Subtype", name("Form")),
            ("BBox", rectangle.clone()),
            ("Resources", resources.into()),
        ]),
        drawing.into_bytes(),
    );
    let form = update.new_document.try_add_object(form)?;
    let quads = corners.iter().flatten().flat_map(|(x, y)| [Object::Real(*x), Object::Real(*y)]).collect();
    let mut annotation = dictionary(vec![
        ("Type", name("Annot")),
        ("Subtype", name("Highlight")),
        ("Rect", rectangle),
        ("QuadPoints", Object::Array(quads)),
        ("C", Object::Array(tint.iter().map(|n| Object::Real(*n)).collect())),
        ("F", Object::Integer(4)),
        ("NM", text_string(name_of_note)),
        ("T", text_string(signature.author)),
        ("Contents", text_string(&note.text)),
        ("P", Object::Reference(page_id)),
        ("AP", dictionary(vec![("N", Object::Reference(form))]).into()),
    ]);
    signature.date(&mut annotation);
    update.new_document.try_add_object(annotation)
}

/// The tint over each box, and under it a line that says without colour what the tint says:
/// plain for a positive point, doubled for a problem, dashed for what could be better.
fn drawing(corners: &[[(f32, f32); 4]], polarity: &str, tint: [f32; 3], ink: [f32; 3]) -> String {
    let colour = |c: [f32; 3]| format!("{} {} {}", c[0], c[1], c[2]);
    let mut out = format!("/M gs {} rg {} RG 0.7 w\n", colour(tint), colour(ink));
    if polarity == "a-ameliorer" {
        out.push_str("[3 2] 0 d\n");
    }
    for [a, b, c, d] in corners {
        out.push_str(&format!(
            "{:.2} {:.2} m {:.2} {:.2} l {:.2} {:.2} l {:.2} {:.2} l h f\n",
            a.0, a.1, b.0, b.1, d.0, d.1, c.0, c.1
        ));
        // Away from the words: from the upper corner to the lower one, and a step further.
        let height = ((c.0 - a.0).powi(2) + (c.1 - a.1).powi(2)).sqrt().max(0.01);
        let step = ((c.0 - a.0) / height, (c.1 - a.1) / height);
        let lines: &[f32] = if polarity == "probleme" { &[-0.2, 1.2] } else { &[0.2] };
        for away in lines {
            let (dx, dy) = (step.0 * away, step.1 * away);
            out.push_str(&format!("{:.2} {:.2} m {:.2} {:.2} l S\n", c.0 + dx, c.1 + dy, d.0 + dx, d.1 + dy));
        }
    }
    out
}
