//! How heavy the strokes of a word are: bold headings are told by it on scans.

use super::image::Grey;

/// Darker than this is ink.
const INK: u8 = 128;

/// Thickness of the strokes in a box, in pixels: twice the ink over its outline (a long thin
/// stroke of width w has w of ink and 2 of outline for each unit of its length). 0 without ink.
pub(super) fn of(image: &Grey, [x0, y0, x1, y1]: [f32; 4]) -> f32 {
    let (mut ink, mut edges) = (0_u32, 0_u32);
    for y in y0 as i64..y1 as i64 {
        for x in x0 as i64..x1 as i64 {
            if image.at(x, y) >= INK {
                continue;
            }
            ink += 1;
            edges +=
                [(1, 0), (-1, 0), (0, 1), (0, -1)].iter().filter(|(dx, dy)| image.at(x + dx, y + dy) >= INK).count()
                    as u32;
        }
    }
    if edges == 0 { 0.0 } else { 2.0 * ink as f32 / edges as f32 }
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::ocr::image::Grey;

    #[test]
    fn a_thick_stroke_weighs_more_than_a_thin_one() {
        let stroke = |thick: usize| {
            let pixels = (0..40 * 40).map(|i| if (10..10 + thick).contains(&(i % 40)) { 0 } else { 255 }).collect();
            of(&Grey { width: 40, height: 40, pixels }, [0.0, 0.0, 40.0, 40.0])
        };
        assert!(stroke(6) > 1.5 * stroke(3));
    }
}
