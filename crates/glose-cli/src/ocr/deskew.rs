//! Scans that lie crooked: the angle by which the rows of letters are sharpest, and turning by it.
//!
//! Source of the method: W. Postl, “Detection of linear oblique structures and skew scan in
//! digitized documents”, ICPR 1986 (the variance of the projection profile).

use super::image::Grey;

/// Angles tried, in degrees either way.
const LARGEST: f32 = 4.0;
/// Step of the angles tried, in degrees.
const STEP: f32 = 0.1;
/// Below this, in degrees, tesseract reads as well without turning.
const SMALLEST: f32 = 0.3;
/// Every nth pixel is looked at, both ways.
const COARSE: usize = 4;
/// Darker than this is ink.
const INK: u8 = 128;

/// The angle of the text in degrees, positive when its lines sink to the right; 0 where it is
/// straight enough or where there is too little text to tell.
pub(crate) fn angle(image: &Grey) -> f32 {
    let mut ink: Vec<(f32, f32)> = Vec::new();
    for y in (0..image.height).step_by(COARSE) {
        for x in (0..image.width).step_by(COARSE) {
            if image.at(x as i64, y as i64) < INK {
                ink.push((x as f32, y as f32));
            }
        }
    }
    if ink.len() < 500 {
        return 0.0;
    }
    let steps = (LARGEST / STEP) as i32;
    let straight = sharpness(&ink, image.height, 0.0);
    let best = (-steps..=steps)
        .map(|step| step as f32 * STEP)
        .map(|angle| (sharpness(&ink, image.height, angle), angle))
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.abs().total_cmp(&a.1.abs())));
    match best {
        Some((value, angle)) if angle.abs() >= SMALLEST && value > straight * 1.05 => angle,
        _ => 0.0,
    }
}

/// Sum of squares of the ink in each row, rows sinking by `angle` degrees.
fn sharpness(ink: &[(f32, f32)], height: usize, angle: f32) -> f32 {
    let slope = angle.to_radians().tan();
    let mut rows = vec![0u32; height * 2 / COARSE + 2];
    for (x, y) in ink {
        let row = (y - x * slope + height as f32 / 2.0) / COARSE as f32;
        if let Some(count) = rows.get_mut(row as usize) {
            *count += 1;
        }
    }
    rows.iter().map(|n| (*n as f32) * (*n as f32)).sum()
}

/// The image turned by `-angle` degrees about its centre, so that its lines run level.
pub(crate) fn turned(image: &Grey, angle: f32) -> Grey {
    let (sin, cos) = angle.to_radians().sin_cos();
    let (cx, cy) = (image.width as f32 / 2.0, image.height as f32 / 2.0);
    let mut pixels = Vec::with_capacity(image.pixels.len());
    for y in 0..image.height {
        for x in 0..image.width {
            let (dx, dy) = (x as f32 - cx, y as f32 - cy);
            let (sx, sy) = (cx + dx * cos - dy * sin, cy + dx * sin + dy * cos);
            let (fx, fy) = (sx - sx.floor(), sy - sy.floor());
            let (ix, iy) = (sx.floor() as i64, sy.floor() as i64);
            let value = |ox, oy| f32::from(image.at(ix + ox, iy + oy));
            let top = value(0, 0) * (1.0 - fx) + value(1, 0) * fx;
            let bottom = value(0, 1) * (1.0 - fx) + value(1, 1) * fx;
            pixels.push((top * (1.0 - fy) + bottom * fy) as u8);
        }
    }
    Grey { width: image.width, height: image.height, pixels }
}

/// A box of the turned image, as the level box of the same size about the same point of the
/// image before turning.
pub(crate) fn back([x0, y0, x1, y1]: [f32; 4], angle: f32, (cx, cy): (f32, f32)) -> [f32; 4] {
    let (sin, cos) = angle.to_radians().sin_cos();
    let (dx, dy) = ((x0 + x1) / 2.0 - cx, (y0 + y1) / 2.0 - cy);
    let (mx, my) = (cx + dx * cos - dy * sin, cy + dx * sin + dy * cos);
    let (w, h) = ((x1 - x0) / 2.0, (y1 - y0) / 2.0);
    [mx - w, my - h, mx + w, my + h]
}

#[cfg(test)]
mod tests {
    use super::{angle, back, turned};
    use crate::ocr::image::Grey;

    /// Lines of « text »: dashes that sink by `degrees` to the right.
    fn page(degrees: f32) -> Grey {
        let (width, height) = (800, 1000);
        let mut image = Grey { width, height, pixels: vec![255; width * height] };
        for line in (100..900).step_by(40) {
            for x in 50..750 {
                let y = line as f32 + (x as f32 - 400.0) * degrees.to_radians().tan();
                for dy in 0..8 {
                    if x % 12 < 8 {
                        image.pixels[(y as usize + dy) * width + x] = 0;
                    }
                }
            }
        }
        image
    }

    #[test]
    fn a_crooked_page_is_turned_straight() {
        for degrees in [-2.0, 1.0, 3.0] {
            let found = angle(&page(degrees));
            assert!((found - degrees).abs() <= 0.21, "{degrees}: {found}");
            assert!(angle(&turned(&page(degrees), found)).abs() <= 0.31);
        }
    }

    #[test]
    fn a_straight_page_and_an_empty_one_are_left_alone() {
        assert_eq!(angle(&page(0.0)), 0.0);
        assert_eq!(angle(&Grey { width: 10, height: 10, pixels: vec![255; 100] }), 0.0);
    }

    #[test]
    fn a_box_goes_back_to_where_its_word_stood() {
        let there = back([90.0, 40.0, 110.0, 60.0], 2.0, (400.0, 500.0));
        let (sin, cos) = 2f32.to_radians().sin_cos();
        let (x, y) = (400.0 - 300.0 * cos + 450.0 * sin, 500.0 - 300.0 * sin - 450.0 * cos);
        assert!(((there[0] + there[2]) / 2.0 - x).abs() < 0.01 && ((there[1] + there[3]) / 2.0 - y).abs() < 0.01);
    }
}
