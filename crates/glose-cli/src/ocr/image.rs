//! A grey image, and the portable graymap (`P5`) that carries it through a pipe.

/// A grey image: one byte a pixel, 0 black, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grey {
    /// Pixels.
    pub(crate) width: usize,
    /// Pixels.
    pub(crate) height: usize,
    /// `width × height` bytes.
    pub(crate) pixels: Vec<u8>,
}

impl Grey {
    /// The portable graymap of the image (netpbm, `pgm(5)`).
    pub(crate) fn to_pgm(&self) -> Vec<u8> {
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend(&self.pixels);
        out
    }

    /// The image of a graymap as `to_pgm` writes it; `None` for anything else.
    pub(crate) fn from_pgm(bytes: &[u8]) -> Option<Self> {
        let mut lines = bytes.splitn(4, |b| *b == b'\n');
        let (magic, size, depth, pixels) = (lines.next()?, lines.next()?, lines.next()?, lines.next()?);
        let (width, height) = std::str::from_utf8(size).ok()?.split_once(' ')?;
        let (width, height): (usize, usize) = (width.parse().ok()?, height.parse().ok()?);
        let whole = magic == b"P5" && depth == b"255" && width.checked_mul(height)? == pixels.len();
        whole.then(|| Self { width, height, pixels: pixels.to_vec() })
    }

    /// The pixel at a column and row; white outside.
    pub(crate) fn at(&self, x: i64, y: i64) -> u8 {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return 255 };
        if x >= self.width {
            return 255;
        }
        self.pixels.get(y * self.width + x).copied().unwrap_or(255)
    }
}

#[cfg(test)]
mod tests {
    use super::Grey;

    #[test]
    fn an_image_goes_through_a_pipe_unchanged() {
        let image = Grey { width: 3, height: 2, pixels: vec![0, 10, 200, 10, 255, 7] };
        assert_eq!(Grey::from_pgm(&image.to_pgm()), Some(image));
        assert_eq!(Grey::from_pgm(b"P5\n3 2\n255\nab"), None);
    }
}
