//! The text interpreter: runs the operators of a page that say which glyph stands where, which
//! rules are drawn, and what is marked as hidden, artifact or part of the structure.

mod marked;

use std::borrow::Cow;

use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};
use hayro_syntax::page::Resources as PageResources;
use rustc_hash::FxHashMap;

use super::decode::{self, Budget};
use super::font::{Font, Strings};
use super::layers::Layers;
use super::lexer::{Lexer, Operand};
use super::matrix::Matrix;
use super::ruling::{Paint, Path};
use super::tags::Marks;
use crate::layout::{ARTIFACT, BOLD, FontLook, Glyph, GlyphPage, HIDDEN, Picture, SLANTED, Text};
use marked::Marked;

/// How deep forms may hold forms.
const MAX_FORM_DEPTH: usize = 12;
/// Depth of `q`, and of marked content.
const MAX_STACK: usize = 512;
/// Glyphs kept of a page.
const MAX_GLYPHS: usize = 200_000;
/// Forms drawn on one page.
const MAX_FORMS: u32 = 2_000;
/// Operators run for one page.
const MAX_OPERATORS: u64 = 3_000_000;

/// What the pages of a document share.
pub(super) struct Shared<'a> {
    pub(super) budget: Budget,
    pub(super) layers: Layers,
    pub(super) marks: Marks,
    pub(super) strings: Strings,
    pub(super) looks: Vec<FontLook>,
    fonts: Vec<Font>,
    by_id: FxHashMap<ObjectIdentifier, u16>,
    by_data: FxHashMap<&'a [u8], u16>,
}

impl<'a> Shared<'a> {
    pub(super) fn new(budget: Budget, layers: Layers, marks: Marks) -> Self {
        Self {
            budget,
            layers,
            marks,
            strings: Strings::default(),
            looks: Vec::new(),
            fonts: Vec::new(),
            by_id: FxHashMap::default(),
            by_data: FxHashMap::default(),
        }
    }

    fn font(&mut self, fonts: &Dict<'a>, name: &[u8]) -> Option<u16> {
        let id = fonts.get_ref(name).map(ObjectIdentifier::from);
        if let Some(at) = id.and_then(|id| self.by_id.get(&id)) {
            return Some(*at);
        }
        let dict = fonts.get::<Dict<'a>>(name)?;
        if id.is_none()
            && let Some(at) = self.by_data.get(dict.data())
        {
            return Some(*at);
        }
        let at = u16::try_from(self.fonts.len()).ok()?;
        let font = Font::read(&dict, &self.budget, &mut self.strings);
        let style = font.style;
        self.looks.push(FontLook {
            bold: style.bold,
            italic: style.italic,
            mono: style.mono,
            small_caps: style.small_caps,
        });
        self.fonts.push(font);
        match id {
            Some(id) => drop(self.by_id.insert(id, at)),
            None => drop(self.by_data.insert(dict.data(), at)),
        }
        Some(at)
    }
}

/// The graphics state, as far as text and rules need it.
#[derive(Clone, Copy, Debug)]
struct State {
    ctm: Matrix,
    font: Option<u16>,
    size: f32,
    char_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    mode: u8,
    pen: f32,
    white_fill: bool,
    white_stroke: bool,
}

/// The strings of one operator: where they are drawn, and how.
struct Pen {
    /// Along the baseline from the origin, in the units of the text.
    shift: f32,
    visible: bool,
    /// Type size, points.
    size: f32,
    /// Where the first glyph stands, points.
    origin: (f32, f32),
    /// One unit of the text along its baseline, points.
    along: (f32, f32),
    /// Points of an em along the baseline.
    extent: f32,
    direction: u8,
    unit: [f32; 2],
    flags: u8,
}

/// Resources of a page or a form, with the fonts already looked up.
struct Resources<'a> {
    fonts: Dict<'a>,
    x_objects: Dict<'a>,
    properties: Dict<'a>,
    found: Vec<(Box<[u8]>, Option<u16>)>,
}

impl<'a> Resources<'a> {
    fn new(dict: &Dict<'a>) -> Self {
        let get = |key: &str| dict.get::<Dict<'a>>(key).unwrap_or_default();
        Self { fonts: get("Font"), x_objects: get("XObject"), properties: get("Properties"), found: Vec::new() }
    }

    fn shared(&self) -> Self {
        Self {
            fonts: self.fonts.clone(),
            x_objects: self.x_objects.clone(),
            properties: self.properties.clone(),
            found: Vec::new(),
        }
    }
}

/// Runs the content of one page.
pub(super) struct Interpreter<'a, 's> {
    shared: &'s mut Shared<'a>,
    page: GlyphPage,
    page_id: Option<ObjectIdentifier>,
    state: State,
    stack: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Path,
    marked: Vec<Marked>,
    mark: Marked,
    /// Levels of marked content that were not kept because the stack was full.
    beyond: usize,
    forms: u32,
    operators: u64,
    depth: usize,
}

impl<'a, 's> Interpreter<'a, 's> {
    /// An interpreter that puts what it finds on `page`; `ctm` leads to the page as displayed.
    pub(super) fn new(
        shared: &'s mut Shared<'a>,
        page: GlyphPage,
        page_id: Option<ObjectIdentifier>,
        ctm: Matrix,
    ) -> Self {
        let state = State {
            ctm,
            font: None,
            size: 0.0,
            char_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            pen: 1.0,
            white_fill: false,
            white_stroke: false,
        };
        Self {
            shared,
            page,
            page_id,
            state,
            stack: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
            marked: Vec::new(),
            mark: Marked::default(),
            beyond: 0,
            forms: 0,
            operators: 0,
            depth: 0,
        }
    }

    /// Runs the content of the page and gives what stands on it.
    pub(super) fn run(mut self, content: &[u8], resources: &PageResources<'a>) -> GlyphPage {
        let resources = Resources {
            fonts: resources.fonts.clone(),
            x_objects: resources.x_objects.clone(),
            properties: resources.properties.clone(),
            found: Vec::new(),
        };
        self.content(content, resources);
        self.page
    }

    fn content(&mut self, content: &[u8], mut resources: Resources<'a>) {
        let mut lexer = Lexer::new(content);
        let (levels, saved) = (self.marked.len(), self.stack.len());
        while let Some(operator) = lexer.operator() {
            self.operators += 1;
            let left = self.shared.budget.operators.get();
            if left == 0 || self.operators > MAX_OPERATORS || self.page.glyphs.len() > MAX_GLYPHS {
                self.shared.budget.met.set(true);
                break;
            }
            self.shared.budget.operators.set(left - 1);
            self.operator(operator, &lexer, &mut resources);
        }
        // What a form leaves open ends with it.
        while self.marked.len() > levels {
            self.end_marked();
        }
        self.stack.truncate(saved);
    }

    fn operator(&mut self, operator: &[u8], lexer: &Lexer<'_>, resources: &mut Resources<'a>) {
        match operator {
            b"Tj" => self.show_last(lexer),
            b"TJ" => self.show_array(lexer),
            b"Td" => self.move_line(lexer.number_back(1), lexer.number_back(0)),
            b"TD" => {
                self.state.leading = -lexer.number_back(0);
                self.move_line(lexer.number_back(1), lexer.number_back(0));
            }
            b"Tm" => {
                let matrix = Matrix::new(lexer.numbers());
                if matrix.is_finite() {
                    (self.line, self.text) = (matrix, matrix);
                }
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            b"Tf" => {
                self.state.size = lexer.number_back(0);
                self.state.font = name_back(lexer, 1).and_then(|name| self.font(name, resources));
            }
            b"Tc" => self.state.char_space = lexer.number_back(0),
            b"Tw" => self.state.word_space = lexer.number_back(0),
            b"Tz" => self.state.stretch = lexer.number_back(0) / 100.0,
            b"TL" => self.state.leading = lexer.number_back(0),
            b"Ts" => self.state.rise = lexer.number_back(0),
            b"Tr" => self.state.mode = lexer.number_back(0).clamp(0.0, 7.0) as u8,
            b"BT" => (self.line, self.text) = (Matrix::IDENTITY, Matrix::IDENTITY),
            b"'" => {
                self.move_line(0.0, -self.state.leading);
                self.show_last(lexer);
            }
            b"\"" => {
                self.state.word_space = lexer.number_back(2);
                self.state.char_space = lexer.number_back(1);
                self.move_line(0.0, -self.state.leading);
                self.show_last(lexer);
            }
            b"q" => {
                if self.stack.len() < MAX_STACK {
                    self.stack.push(self.state);
                }
            }
            b"Q" => {
                if let Some(state) = self.stack.pop() {
                    self.state = state;
                }
            }
            b"cm" => {
                let ctm = Matrix::new(lexer.numbers()).then(self.state.ctm);
                if ctm.is_finite() {
                    self.state.ctm = ctm;
                }
            }
            b"Do" => {
                if let Some(name) = name_back(lexer, 0) {
                    self.draw(name, resources);
                }
            }
            b"BDC" => self.begin_marked(lexer, resources),
            b"BMC" => {
                let artifact = name_back(lexer, 0) == Some(b"Artifact");
                self.push_marked(Marked {
                    artifact: artifact || self.mark.artifact,
                    actual: None,
                    ..self.mark.clone()
                });
            }
            b"EMC" => self.end_marked(),
            _ => self.graphics(operator, lexer),
        }
    }

    /// Paths and colours.
    fn graphics(&mut self, operator: &[u8], lexer: &Lexer<'_>) {
        let ctm = self.state.ctm;
        match operator {
            b"m" => self.path.move_to(lexer.number_back(1), lexer.number_back(0), ctm),
            b"l" => self.path.line_to(lexer.number_back(1), lexer.number_back(0), ctm),
            b"c" | b"v" | b"y" => self.path.curve_to(lexer.number_back(1), lexer.number_back(0), ctm),
            b"re" => self.path.rectangle(lexer.numbers(), ctm),
            b"h" => self.path.close(),
            b"n" => self.path.clear(),
            b"f" | b"F" | b"f*" => self.paint(true, false),
            b"S" => self.paint(false, true),
            b"s" => {
                self.path.close();
                self.paint(false, true);
            }
            b"B" | b"B*" => self.paint(true, true),
            b"b" | b"b*" => {
                self.path.close();
                self.paint(true, true);
            }
            b"w" => self.state.pen = lexer.number_back(0),
            b"g" => self.state.white_fill = lexer.number_back(0) > 0.98,
            b"G" => self.state.white_stroke = lexer.number_back(0) > 0.98,
            b"rg" => self.state.white_fill = lexer.numbers::<3>().iter().all(|v| *v > 0.98),
            b"RG" => self.state.white_stroke = lexer.numbers::<3>().iter().all(|v| *v > 0.98),
            b"k" => self.state.white_fill = lexer.numbers::<4>().iter().all(|v| *v < 0.02),
            b"K" => self.state.white_stroke = lexer.numbers::<4>().iter().all(|v| *v < 0.02),
            b"sc" | b"scn" => self.state.white_fill = white(lexer),
            b"SC" | b"SCN" => self.state.white_stroke = white(lexer),
            _ => {}
        }
    }

    fn paint(&mut self, fill: bool, stroke: bool) {
        let state = &self.state;
        let paint = Paint {
            fill: fill && !state.white_fill,
            stroke: stroke && !state.white_stroke,
            pen: state.pen * state.ctm.scale(),
        };
        if self.mark.hidden {
            self.path.clear();
        } else {
            self.path.paint(paint, &mut self.page.rules);
        }
    }

    fn font(&mut self, name: &[u8], resources: &mut Resources<'a>) -> Option<u16> {
        if let Some((_, font)) = resources.found.iter().find(|(n, _)| **n == *name) {
            return *font;
        }
        let font = self.shared.font(&resources.fonts, &unescaped(name));
        resources.found.push((name.into(), font));
        font
    }

    fn move_line(&mut self, x: f32, y: f32) {
        let line = Matrix { e: x, f: y, ..Matrix::IDENTITY }.then(self.line);
        if line.is_finite() {
            (self.line, self.text) = (line, line);
        }
    }

    fn show_last(&mut self, lexer: &Lexer<'_>) {
        let mut pen = self.pen();
        if let Some(bytes) = lexer.operands.last().and_then(|o| lexer.bytes(*o)) {
            self.show(&mut pen, bytes);
        }
        self.lift(&pen);
    }

    fn show_array(&mut self, lexer: &Lexer<'_>) {
        let from = lexer.operands.iter().position(|o| *o == Operand::Open).map_or(0, |i| i + 1);
        let mut pen = self.pen();
        for operand in lexer.operands.iter().skip(from) {
            match operand {
                Operand::Number(n) => pen.shift -= n * 0.001 * self.state.size * self.state.stretch,
                other => {
                    if let Some(bytes) = lexer.bytes(*other) {
                        self.show(&mut pen, bytes);
                    }
                }
            }
        }
        self.lift(&pen);
    }

    /// What the strings of one operator have in common.
    fn pen(&mut self) -> Pen {
        let state = &self.state;
        let place = self.text.then(state.ctm);
        let across = (place.c * place.c + place.d * place.d).sqrt();
        let along = (place.a * place.a + place.b * place.b).sqrt();
        let size = state.size.abs() * across;
        let forward = if state.size * state.stretch < 0.0 { -1.0 } else { 1.0 };
        let visible = size.is_finite() && size > 0.05 && along > 0.0 && size < 4000.0;
        // Upright text is nearly all there is; for the rest the frame turns with the baseline.
        let upright = place.b.abs() <= 0.02 * along && place.a * forward > 0.0;
        let mut flags = 0;
        if state.mode == 3 {
            flags |= HIDDEN;
        }
        if state.mode == 2 && !state.white_stroke {
            flags |= BOLD;
        }
        if self.mark.artifact {
            flags |= ARTIFACT;
        }
        if upright && place.c.abs() > 0.15 * across {
            flags |= SLANTED;
        }
        let origin = (place.e + state.rise * place.c, place.f + state.rise * place.d);
        let extent = state.size.abs() * state.stretch.abs() * along;
        let (direction, unit) = if upright || !visible {
            (0, [1.0, 0.0])
        } else {
            let unit = [place.a * forward / along, place.b * forward / along];
            direction_of(&mut self.page.directions, unit)
        };
        Pen { shift: 0.0, visible, size, origin, along: (place.a, place.b), extent, direction, unit, flags }
    }

    /// Puts the glyphs of a string on the page.
    fn show(&mut self, pen: &mut Pen, bytes: &[u8]) {
        let state = &self.state;
        let Some(index) = state.font else { return };
        let Some(font) = self.shared.fonts.get_mut(usize::from(index)) else { return };
        let visible = pen.visible && !self.mark.hidden;
        let composite = font.is_composite();
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|r| !r.is_empty()) {
            let (coded, length) = font.next(rest, &mut self.shared.strings);
            if visible && coded.text != Text::NONE {
                let (x, y) = (pen.origin.0 + pen.shift * pen.along.0, pen.origin.1 + pen.shift * pen.along.1);
                let extent = coded.width * pen.extent;
                let [dx, dy] = pen.unit;
                let (u, v) = if pen.direction == 0 { (x, y) } else { (x * dx + y * dy, y * dx - x * dy) };
                // What stands beside the page, as printers' marks and notes do, is not shown.
                let shown =
                    x > -extent - 1.0 && x < self.page.width + 1.0 && y > -1.0 && y < self.page.height + pen.size;
                if shown && u.is_finite() && v.is_finite() && extent.is_finite() {
                    self.page.glyphs.push(Glyph {
                        x0: u,
                        x1: u + extent,
                        y: v,
                        size: pen.size,
                        text: coded.text,
                        element: self.mark.element,
                        font: index,
                        direction: pen.direction,
                        flags: pen.flags,
                    });
                }
            }
            let word = if !composite && rest.first() == Some(&b' ') { state.word_space } else { 0.0 };
            pen.shift += coded.width * state.size * state.stretch + (state.char_space + word) * state.stretch;
            at += length.max(1);
        }
    }

    /// Leaves the pen where the strings ended.
    fn lift(&mut self, pen: &Pen) {
        self.text.e += pen.shift * self.text.a;
        self.text.f += pen.shift * self.text.b;
        if !self.text.is_finite() {
            self.text = Matrix::IDENTITY;
        }
    }

    fn draw(&mut self, name: &[u8], resources: &Resources<'a>) {
        let Some(stream) = resources.x_objects.get::<Stream<'a>>(unescaped(name)) else { return };
        let dict = stream.dict();
        if self.mark.hidden || self.shared.layers.hides(dict, "OC") {
            return;
        }
        if dict.get::<Name<'_>>("Subtype").is_some_and(|s| s.as_str() == "Image") {
            self.image(dict);
            return;
        }
        let forms = self.shared.budget.forms.get();
        if self.depth >= MAX_FORM_DEPTH || self.forms >= MAX_FORMS || forms == 0 {
            self.shared.budget.met.set(true);
            return;
        }
        self.forms += 1;
        self.shared.budget.forms.set(forms - 1);
        let Some(content) = decode::decode(&stream, &self.shared.budget) else { return };
        let (state, text, line, page_id) = (self.state, self.text, self.line, self.page_id.take());
        if let Some(matrix) = dict.get::<[f32; 6]>("Matrix").map(Matrix::new) {
            let ctm = matrix.then(state.ctm);
            if ctm.is_finite() {
                self.state.ctm = ctm;
            }
        }
        self.depth += 1;
        // A form without resources of its own uses those of what draws it.
        let own = match dict.get::<Dict<'a>>("Resources") {
            Some(own) => Resources::new(&own),
            None => resources.shared(),
        };
        self.content(&content, own);
        self.depth -= 1;
        (self.state, self.text, self.line, self.page_id) = (state, text, line, page_id);
    }

    /// A picture fills the unit square.
    fn image(&mut self, dict: &Dict<'_>) {
        let ctm = self.state.ctm;
        let corners = [ctm.apply(0.0, 0.0), ctm.apply(1.0, 0.0), ctm.apply(0.0, 1.0), ctm.apply(1.0, 1.0)];
        let mut bbox = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        for (x, y) in corners {
            bbox = [bbox[0].min(x), bbox[1].min(y), bbox[2].max(x), bbox[3].max(y)];
        }
        let dots =
            |key: &str, x: f32, y: f32| dict.get::<f32>(key).unwrap_or(0.0) * 72.0 / (x * x + y * y).sqrt().max(0.01);
        let dots = dots("Width", ctm.a, ctm.b).min(dots("Height", ctm.c, ctm.d));
        if bbox.iter().all(|v| v.is_finite()) && self.page.pictures.len() < 1000 {
            self.page.pictures.push(Picture { bbox, dots });
        }
    }
}

/// A name with its `#xx` read.
fn unescaped(name: &[u8]) -> Cow<'_, [u8]> {
    match name.contains(&b'#').then(|| Name::new_escaped(name)).flatten() {
        Some(escaped) => Cow::Owned(escaped.as_ref().to_vec()),
        None => Cow::Borrowed(name),
    }
}

/// The name at the `n`th place from the end.
fn name_back<'l>(lexer: &Lexer<'l>, n: usize) -> Option<&'l [u8]> {
    match lexer.operands.len().checked_sub(n + 1).and_then(|i| lexer.operands.get(i)) {
        Some(Operand::Name(name)) => Some(name),
        _ => None,
    }
}

/// Whether a colour of an unknown space is white: all ones in grey and RGB, all zeros in CMYK.
fn white(lexer: &Lexer<'_>) -> bool {
    let values = lexer.operands.iter().filter_map(|o| match o {
        Operand::Number(n) => Some(*n),
        _ => None,
    });
    match values.clone().count() {
        1 | 3 => values.into_iter().all(|v| v > 0.98),
        4 => values.into_iter().all(|v| v < 0.02),
        _ => false,
    }
}

/// The number of a direction of text, to the nearest degree.
fn direction_of(directions: &mut Vec<[f32; 2]>, unit: [f32; 2]) -> (u8, [f32; 2]) {
    let near = directions.iter().position(|d| d[0] * unit[0] + d[1] * unit[1] > 0.999);
    let at = match near {
        Some(at) => at,
        None if directions.len() < 64 => {
            directions.push(unit);
            directions.len() - 1
        }
        None => directions.len() - 1,
    };
    let unit = directions.get(at).copied().unwrap_or([1.0, 0.0]);
    (u8::try_from(at).unwrap_or(1), unit)
}
