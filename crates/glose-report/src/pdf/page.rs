//! From the page as displayed (origin at its top left, rotated and cropped) to user space.

use glose_model::{Rect, Runs};
use lopdf::{Document, Object, ObjectId};

/// The part of a page that is shown, and how it is turned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Page {
    /// Left, bottom, right, top, in user space.
    shown: [f32; 4],
    /// Degrees clockwise: 0, 90, 180 or 270.
    turned: i64,
}

/// A4, for a page that names no size.
const A4: [f32; 4] = [0.0, 0.0, 595.0, 842.0];

impl Page {
    /// What the page `id` and the nodes above it say.
    pub(crate) fn of(document: &Document, id: ObjectId) -> Self {
        let media = inherited(document, id, b"MediaBox").and_then(|o| rectangle(document, &o)).unwrap_or(A4);
        let crop = inherited(document, id, b"CropBox").and_then(|o| rectangle(document, &o)).unwrap_or(media);
        // The crop box counts only inside the media box (14.11.2.1).
        let shown = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
        let shown = if shown[0] < shown[2] && shown[1] < shown[3] { shown } else { media };
        let turned = inherited(document, id, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        Self { shown, turned }
    }

    /// How wide the page is as displayed.
    pub(crate) fn width(&self) -> f32 {
        let [left, bottom, right, top] = self.shown;
        if matches!(self.turned, 90 | 270) { top - bottom } else { right - left }
    }

    /// A point of the page as displayed, in user space.
    pub(crate) fn user(&self, x: f32, y: f32) -> (f32, f32) {
        let [left, bottom, right, top] = self.shown;
        match self.turned {
            90 => (left + y, bottom + x),
            180 => (right - x, bottom + y),
            270 => (right - y, top - x),
            _ => (left + x, top - y),
        }
    }

    /// The corners of a box, in the order that viewers expect of quad points: upper left, upper
    /// right, lower left, lower right of the words as they are read.
    pub(crate) fn corners(&self, [x0, y0, x1, y1]: Rect, runs: Runs) -> [(f32, f32); 4] {
        let corners = match runs {
            Runs::Right => [(x0, y0), (x1, y0), (x0, y1), (x1, y1)],
            Runs::Down => [(x1, y0), (x1, y1), (x0, y0), (x0, y1)],
            Runs::Left => [(x1, y1), (x0, y1), (x1, y0), (x0, y0)],
            Runs::Up => [(x0, y1), (x0, y0), (x1, y1), (x1, y0)],
        };
        corners.map(|(x, y)| self.user(x, y))
    }
}

/// The value of `key` on the page or the nearest node above it that has one.
fn inherited(document: &Document, id: ObjectId, key: &[u8]) -> Option<Object> {
    let mut node = document.get_dictionary(id).ok()?;
    // A page tree deeper than this is a circle.
    for _ in 0..64 {
        if let Ok(value) = node.get(key) {
            return document.dereference(value).ok().map(|(_, v)| v.clone());
        }
        node = node.get(b"Parent").and_then(Object::as_reference).and_then(|id| document.get_dictionary(id)).ok()?;
    }
    None
}

fn rectangle(document: &Document, object: &Object) -> Option<[f32; 4]> {
    let numbers: Vec<f32> =
        object.as_array().ok()?.iter().filter_map(|o| document.dereference(o).ok()?.1.as_float().ok()).collect();
    let &[a, b, c, d] = numbers.as_slice() else { return None };
    Some([a.min(c), b.min(d), a.max(c), b.max(d)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_page_is_turned_back() {
        let shown = [10.0, 20.0, 110.0, 220.0];
        let page = |turned| Page { shown, turned };
        // The top left of the page as displayed is another corner of the user space each time.
        assert_eq!(page(0).user(0.0, 0.0), (10.0, 220.0));
        assert_eq!(page(90).user(0.0, 0.0), (10.0, 20.0));
        assert_eq!(page(180).user(0.0, 0.0), (110.0, 20.0));
        assert_eq!(page(270).user(0.0, 0.0), (110.0, 220.0));
        // Going right along a line of text.
        assert_eq!(page(90).user(5.0, 0.0), (10.0, 25.0));
        assert_eq!(page(270).user(5.0, 0.0), (110.0, 215.0));
    }

    #[test]
    fn corners_begin_at_the_upper_left_of_the_words() {
        let page = Page { shown: [0.0, 0.0, 100.0, 100.0], turned: 0 };
        let line = [10.0, 20.0, 30.0, 80.0];
        // Read with the head turned: the first corner is where the words begin, on their upper side.
        assert_eq!(page.corners(line, Runs::Right)[..2], [(10.0, 80.0), (30.0, 80.0)]);
        assert_eq!(page.corners(line, Runs::Down)[..2], [(30.0, 80.0), (30.0, 20.0)]);
        assert_eq!(page.corners(line, Runs::Left)[..2], [(30.0, 20.0), (10.0, 20.0)]);
        assert_eq!(page.corners(line, Runs::Up)[..2], [(10.0, 20.0), (10.0, 80.0)]);
    }
}
