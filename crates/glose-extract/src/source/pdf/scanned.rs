//! Pages that are pictures: which of them are to be read by OCR, and what was read as glyphs.

use glose_french::plausibility;
use glose_model::TextLayer;

use crate::layout::{BOLD, Glyph, GlyphPage, Picture, Text};
use crate::ocr::{DOUBTFUL, OcrMode, OcrPage, OcrWord};
use crate::structure::numbering::roman;

/// Share of a page that pictures cover when the page is one.
const PICTURE: f32 = 0.5;
/// The same where nothing else is on it: more than a letterhead or a seal.
const PART: f32 = 0.15;
/// Scans have at least this many dots an inch; what screens show has 72 or 96.
const COARSE: f32 = 98.0;
/// Height of a small letter and of a tall one over the type size: usual text faces.
const SMALL: f32 = 0.46;
const TALL: f32 = 0.70;
/// Depth of a descender over the type size.
const DEEP: f32 = 0.21;
/// Strokes this much thicker than most of the page's are bold.
const HEAVY: f32 = 1.28;

/// Whether the picture of a page is to be read, given the text `raw` that the file has for it.
pub(super) fn wanted(mode: OcrMode, page: &GlyphPage, raw: &str) -> bool {
    match mode {
        OcrMode::Never => false,
        OcrMode::Always => true,
        OcrMode::Auto if raw.trim().is_empty() => covered(page) > PART,
        OcrMode::Auto => plausibility(raw).is_garbage() || (raw.chars().count() < 40 && covered(page) > PICTURE),
    }
}

/// Whether what was read is better French than what the file has.
pub(super) fn better(mode: OcrMode, raw: &str, read: &OcrPage) -> bool {
    if mode == OcrMode::Always || raw.trim().is_empty() {
        return !read.words.is_empty();
    }
    let text: Vec<&str> = read.words.iter().map(|w| w.text.as_str()).collect();
    let (old, new) = (plausibility(raw), plausibility(&text.join(" ")));
    new.words > 2 * old.words || new.score() > old.score() + 0.1
}

/// Whether its pictures have too few dots for text that can be read: a cover, a drawing.
pub(super) fn is_coarse(page: &GlyphPage) -> bool {
    page.pictures.iter().all(|p| p.dots < COARSE)
}

fn covered(page: &GlyphPage) -> f32 {
    let area = |p: &Picture| ((p.bbox[2] - p.bbox[0]) * (p.bbox[3] - p.bbox[1])).abs();
    page.pictures.iter().map(area).sum::<f32>() / (page.width * page.height).max(1.0)
}

/// The page with the words that were read in place of its own text.
pub(super) fn page(own: &GlyphPage, read: &OcrPage) -> GlyphPage {
    let mut page = GlyphPage::new(own.number, own.width, own.height, own.rotation);
    page.text_layer = TextLayer::Ocr;
    page.rules.clone_from(&own.rules);
    let height = |w: &OcrWord| w.bbox[3] - w.bbox[1];
    let usual = median(read.words.iter().map(height).collect()).unwrap_or(0.0);
    // A doubtful word much taller than the others is a picture: a coat of arms, a flag.
    let drawn = |w: &OcrWord| w.confidence < DOUBTFUL && height(w) > 2.5 * usual;
    let words: Vec<OcrWord> = read.words.iter().filter(|w| !is_speck(&w.text) && !drawn(w)).cloned().collect();
    let lines: Vec<(&[OcrWord], f32, f32)> = words
        .chunk_by(|a, b| a.line == b.line)
        .map(|line| {
            let (size, y) = setting(line);
            (line, size, y)
        })
        .collect();
    let weights = lines.iter().flat_map(|(line, size, _)| line.iter().map(move |w| w.stroke / size));
    let heavy = median(weights.filter(|w| *w > 0.0).collect()).unwrap_or(1.0) * HEAVY;
    for (line, size, y) in lines {
        let mut words = line.iter().peekable();
        let mut first = true;
        while let Some(word) = words.next() {
            let next = words.peek().filter(|_| std::mem::take(&mut first)).map(|w| w.text.as_str());
            push(word, &mended(&word.text, next), size, y, word.stroke / size > heavy, &mut page.glyphs);
        }
    }
    page
}

/// Rules, edges of frames and dirt are read as signs that French does not print by themselves.
fn is_speck(text: &str) -> bool {
    text.chars().all(|c| !c.is_alphanumeric() && !"-–—•·«»:;!?.,…/()[]°%€&=+*§“”\"→□■▪".contains(c))
}

/// What recognition makes of figures that look like letters: « ler » for « 1er », and at the start
/// of a heading « IL. » for « II. », « L. » for « I. ». `next` is the word behind, when the word
/// stands first in its line: « L. 316-1 » is an article.
fn mended(text: &str, next: Option<&str>) -> String {
    match text {
        "ler" => return "1er".to_owned(),
        "lère" | "lere" => return "1ère".to_owned(),
        _ => {}
    }
    let core = text.trim_end_matches(['.', ')']);
    let titled = core.len() < text.len() && next.is_some_and(|n| n.starts_with(char::is_uppercase));
    if titled && core.contains(['l', 'L', '|']) {
        let numeral = core.replace(['l', 'L', '|'], "I");
        if numeral.len() == core.len() && roman(&numeral).is_some_and(|n| n < 40) {
            return text.replace(core, &numeral);
        }
    }
    text.to_owned()
}

/// Type size and baseline of a line: what its boxes say, given which letters are tall or deep.
fn setting(line: &[OcrWord]) -> (f32, f32) {
    let mut sizes = Vec::new();
    let mut baselines = Vec::new();
    for word in line.iter().filter(|w| w.text.chars().any(char::is_alphanumeric)) {
        let height = word.bbox[3] - word.bbox[1];
        let tall = word.text.chars().any(is_tall);
        let deep = word.text.chars().any(|c| "gjpqyçQ,;()".contains(c));
        let whole = if tall { TALL } else { SMALL } + if deep { DEEP } else { 0.0 };
        let size = height / whole;
        sizes.push(size);
        baselines.push(word.bbox[3] - if deep { DEEP * size } else { 0.0 });
    }
    let bottom = line.iter().map(|w| w.bbox[3]).fold(f32::MIN, f32::max);
    (median(sizes).unwrap_or(10.0).clamp(4.0, 72.0), median(baselines).unwrap_or(bottom))
}

fn is_tall(c: char) -> bool {
    c.is_uppercase() || c.is_ascii_digit() || "bdfhkltßéèêëàâîïôûùçœ/()«»'’".contains(c) && c != 'ç'
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

/// The characters of a word share its width evenly; a space follows.
fn push(word: &OcrWord, text: &str, size: f32, y: f32, bold: bool, glyphs: &mut Vec<Glyph>) {
    let [x0, _, x1, _] = word.bbox;
    let count = text.chars().count().max(1);
    let step = (x1 - x0) / count as f32;
    let glyph = |i: usize, text: Text| Glyph {
        x0: x0 + step * i as f32,
        x1: x0 + step * (i + 1) as f32,
        y,
        size,
        text,
        element: 0,
        font: 0,
        direction: 0,
        flags: if bold { BOLD } else { 0 },
    };
    glyphs.extend(text.chars().enumerate().map(|(i, c)| glyph(i, Text::char(c))));
    let mut space = glyph(count, Text::SPACE);
    space.x1 = space.x0 + 0.2 * size;
    glyphs.push(space);
}

#[cfg(test)]
mod tests {
    use super::{is_speck, mended};

    #[test]
    fn figures_read_as_letters_are_mended() {
        for (text, next, want) in [
            ("ler", None, "1er"),
            ("IL.", Some("Identification"), "II."),
            ("VL.", Some("Pilotage"), "VI."),
            ("L.", Some("Cadre"), "I."),
            ("L.", Some("316-1"), "L."),
            ("Il", Some("Est"), "Il"),
            ("Il.", None, "Il."),
            ("M.", Some("Durand"), "M."),
        ] {
            assert_eq!(mended(text, next), want, "{text}");
        }
    }

    #[test]
    fn specks_are_told_from_marks() {
        assert!(is_speck("|") && is_speck("~_") && is_speck("\\"));
        assert!(!is_speck("»") && !is_speck("–") && !is_speck("a|"));
    }
}
