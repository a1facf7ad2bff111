//! What an annotated PDF holds, told by other programs than ours: `qpdf` for its objects, `pdftotext`
//! for the words and where they stand on the page as displayed.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::ran;

/// A corner or a vector on a page as displayed, origin at the top left, in points.
pub type Point = (f64, f64);

/// A highlight: the clause it is on, its page, and its boxes as four corners, the words' own upper left
/// first, then upper right, lower left, lower right.
#[derive(Clone, Debug)]
pub struct Highlight {
    /// `c12`.
    pub clause: String,
    /// 1-based.
    pub page: usize,
    /// One a line.
    pub boxes: Vec<[Point; 4]>,
}

/// The objects of a file as `qpdf` tells them.
#[derive(Debug)]
pub struct Objects {
    objects: BTreeMap<String, Value>,
    pages: Vec<String>,
}

impl Objects {
    /// Reads `file`, opened with `password`.
    ///
    /// # Panics
    /// When qpdf does not read it, or is not installed.
    #[must_use]
    pub fn read(file: &Path, password: &str) -> Self {
        let mut qpdf = Command::new("qpdf");
        let password = format!("--password={password}");
        let ran = ran(qpdf.args(["--json=2", "--json-key=qpdf", "--json-key=pages", &password]).arg(file));
        assert!(ran.code == 0, "qpdf {}: {}", file.display(), ran.err);
        let said: Value = serde_json::from_str(&ran.out).expect("JSON");
        let objects = said["qpdf"][1].as_object().expect("objects").clone().into_iter().collect();
        let pages = said["pages"].as_array().expect("pages").iter().map(|p| text(&p["object"]).to_owned()).collect();
        Self { objects, pages }
    }

    /// The dictionary or value behind a reference; other values as they are.
    fn get<'v>(&'v self, value: &'v Value) -> &'v Value {
        let name = value.as_str().filter(|r| r.ends_with(" R")).map(|r| format!("obj:{r}"));
        match name.and_then(|n| self.objects.get(&n)) {
            Some(object) if object["stream"].is_object() => &object["stream"]["dict"],
            Some(object) => &object["value"],
            None => value,
        }
    }

    /// The value of `key` on the page or the nearest node above.
    fn inherited(&self, page: &Value, key: &str) -> Value {
        let mut node = page;
        for _ in 0..64 {
            if let Some(value) = node.get(key) {
                return self.get(value).clone();
            }
            match node.get("/Parent") {
                Some(parent) => node = self.get(parent),
                None => break,
            }
        }
        Value::Null
    }

    fn page(&self, index: usize) -> &Value {
        &self.objects[&format!("obj:{}", self.pages[index])]["value"]
    }

    /// Every annotation with its page, 1-based.
    #[must_use]
    pub fn annotations(&self) -> Vec<(usize, &Value)> {
        let listed = |i: usize| self.get(&self.page(i)["/Annots"]).as_array().map(Vec::as_slice).unwrap_or_default();
        (0..self.pages.len()).flat_map(|i| listed(i).iter().map(move |a| (i + 1, self.get(a)))).collect()
    }

    /// The highlights of the report, as displayed.
    #[must_use]
    pub fn highlights(&self) -> Vec<Highlight> {
        let mut out = Vec::new();
        for (page, annotation) in self.annotations() {
            let name = annotation["/NM"].as_str().unwrap_or_default();
            let clause = name.strip_prefix("u:glose-").and_then(|n| n.split('-').next());
            if let (Some(clause), "/Highlight") = (clause, text(&annotation["/Subtype"])) {
                let corners = numbers(&annotation["/QuadPoints"]);
                let shown = |xy: &[f64]| self.displayed(page - 1, xy[0], xy[1]);
                let quad = |eight: &[f64]| {
                    let mut corners = eight.chunks(2).map(shown);
                    std::array::from_fn(|_| corners.next().expect("four corners"))
                };
                let boxes = corners.chunks_exact(8).map(quad).collect();
                assert!(annotation["/AP"]["/N"].is_string(), "{name} draws nothing itself");
                assert_eq!(annotation["/F"], 4, "{name} is not shown or not printed");
                assert!(!text(&annotation["/Contents"]).is_empty(), "{name} says nothing");
                out.push(Highlight { clause: clause.to_owned(), page, boxes });
            }
        }
        out
    }

    /// A point of the user space of a page, as displayed (ISO 32000-1, 7.7.3.3: cropped, then turned
    /// clockwise).
    fn displayed(&self, page: usize, x: f64, y: f64) -> Point {
        let page = self.page(page);
        let sorted = |v: &Value| {
            let n = numbers(v);
            (n.len() == 4).then(|| [n[0].min(n[2]), n[1].min(n[3]), n[0].max(n[2]), n[1].max(n[3])])
        };
        let media = sorted(&self.inherited(page, "/MediaBox")).expect("a page has a size");
        let crop = sorted(&self.inherited(page, "/CropBox")).unwrap_or(media);
        let [left, bottom, right, top] =
            [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        let turned = self.inherited(page, "/Rotate").as_i64().unwrap_or(0).rem_euclid(360);
        match turned {
            90 => (y - bottom, x - left),
            180 => (right - x, y - bottom),
            270 => (top - y, right - x),
            _ => (x - left, top - y),
        }
    }

    /// The interactive form, its fields and signatures by reference; null without one.
    #[must_use]
    pub fn form(&self) -> &Value {
        let root = self.get(&self.objects["trailer"]["value"]["/Root"]);
        self.get(&root["/AcroForm"])
    }

    /// The titles of the bookmarks, in order.
    #[must_use]
    pub fn bookmarks(&self) -> Vec<String> {
        let root = self.get(&self.objects["trailer"]["value"]["/Root"]);
        let mut out = Vec::new();
        self.walk(self.get(&root["/Outlines"]), &mut out);
        out
    }

    fn walk(&self, node: &Value, out: &mut Vec<String>) {
        let mut next = node.get("/First");
        while let Some(item) = next.map(|n| self.get(n)) {
            assert!(out.len() < 10_000, "the bookmarks go in a circle");
            out.push(text(&item["/Title"]).trim_start_matches("u:").to_owned());
            self.walk(item, out);
            next = item.get("/Next");
        }
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

/// A page as a viewer draws it, at two pixels a point.
#[derive(Debug)]
pub struct Drawn {
    width: usize,
    pixels: Vec<u8>,
}

impl Drawn {
    /// Draws page `page` (1-based) of `file`.
    ///
    /// # Panics
    /// When pdftoppm does not draw it, or is not installed.
    #[must_use]
    pub fn new(file: &Path, page: usize) -> Self {
        let page = page.to_string();
        let mut poppler = Command::new("pdftoppm");
        let made = poppler.args(["-r", "144", "-f", &page, "-l", &page]).arg(file).output().expect("pdftoppm");
        // « P6, width and height, 255 », each on its line, then three bytes a pixel.
        let mut lines = made.stdout.splitn(4, |b| *b == b'\n');
        let size = lines.nth(1).and_then(|l| std::str::from_utf8(l).ok()?.split_once(' ')).expect("a size");
        let pixels = lines.nth(1).expect("pixels").to_vec();
        Self { width: size.0.parse().expect("a width"), pixels }
    }

    /// The shares of the pixels of a box that are dark, and that are coloured.
    #[must_use]
    pub fn within(&self, corners: &[Point; 4]) -> (f64, f64) {
        let edge = |pick: fn(f64, f64) -> f64, of: fn(&Point) -> f64| {
            corners.iter().map(of).reduce(pick).map_or(0, |at| (at * 2.0) as usize)
        };
        let (left, right) = (edge(f64::min, |p| p.0), edge(f64::max, |p| p.0));
        let (top, bottom) = (edge(f64::min, |p| p.1), edge(f64::max, |p| p.1));
        let (mut dark, mut coloured, mut all) = (0, 0, 0);
        for (x, y) in (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y))) {
            let at = (y * self.width + x) * 3;
            let Some(pixel) = self.pixels.get(at..at + 3) else { continue };
            let (least, most) = (pixel.iter().min().unwrap_or(&0), pixel.iter().max().unwrap_or(&0));
            all += 1;
            dark += usize::from(*most < 110);
            coloured += usize::from(*most > 180 && most - least > 20);
        }
        let share = |n: usize| n as f64 / all.max(1) as f64;
        (share(dark), share(coloured))
    }
}

/// A word and its box as displayed.
type Word = (String, [f64; 4]);

/// The words of each page.
///
/// # Panics
/// When pdftotext does not read the file, or is not installed.
#[must_use]
pub fn words(file: &Path, password: &str) -> Vec<Vec<Word>> {
    let mut poppler = Command::new("pdftotext");
    let ran = ran(poppler.args(["-bbox", "-cropbox", "-upw", password]).arg(file).arg("-"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let number = |line: &str, name: &str| {
        let rest = line.split_once(&format!("{name}=\"")).map(|(_, rest)| rest)?;
        rest.split('"').next()?.parse::<f64>().ok()
    };
    let word = |line: &str| {
        let place = [number(line, "xMin")?, number(line, "yMin")?, number(line, "xMax")?, number(line, "yMax")?];
        let said = line.split_once('>')?.1.split("</word>").next()?;
        Some((said.replace("&amp;", "&").replace("&apos;", "'").replace("&quot;", "\""), place))
    };
    ran.out.split("<page ").skip(1).map(|page| page.lines().filter_map(word).collect()).collect()
}

/// The words under the boxes of a highlight, in the order of the boxes; a word cut at the end of a line
/// is whole again.
#[must_use]
pub fn under(highlight: &Highlight, words: &[Vec<Word>]) -> String {
    let mut out = String::new();
    let page = words.get(highlight.page - 1).map(Vec::as_slice).unwrap_or_default();
    for [a, b, c, d] in &highlight.boxes {
        let edge = |pick: fn(f64, f64) -> f64, of: fn(&Point) -> f64| [a, b, c, d].map(of).into_iter().reduce(pick);
        let (left, right) = (edge(f64::min, |p| p.0), edge(f64::max, |p| p.0));
        let (top, bottom) = (edge(f64::min, |p| p.1), edge(f64::max, |p| p.1));
        let along = |p: Point| (p.0 - a.0) * (b.0 - a.0) + (p.1 - a.1) * (b.1 - a.1);
        let middle = |w: &Word| ((w.1[0] + w.1[2]) / 2.0, (w.1[1] + w.1[3]) / 2.0);
        let inside = |w: &&Word| {
            let (x, y) = middle(w);
            Some(x) >= left && Some(x) <= right && Some(y) >= top && Some(y) <= bottom
        };
        let mut found: Vec<&Word> = page.iter().filter(inside).collect();
        found.sort_by(|v, w| along(middle(v)).total_cmp(&along(middle(w))));
        for (said, _) in found {
            out.push_str(said);
            out.push(' ');
        }
        let line = out.trim_end();
        if let Some(cut) = line.strip_suffix(['-', '\u{ad}', '\u{2010}']) {
            out.truncate(cut.len());
        }
    }
    out
}
