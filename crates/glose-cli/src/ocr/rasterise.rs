//! One page of a PDF to a grey image, in a child process of this program.

use std::io::{Read as _, Write as _};
use std::process::{Command, ExitCode};
use std::sync::Arc;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

use super::child::{self, Failure};
use super::image::Grey;

/// Most pixels of an image: an A3 page at 400 dots an inch.
const PIXELS: f32 = 32e6;

/// The image of `page` (1-based) at `dpi`, or less for a huge page, and its pixels a point.
///
/// # Errors
/// When the child fails or takes longer than `timeout`.
pub(crate) fn page(
    pdf: &[u8],
    password: Option<&str>,
    page: u32,
    dpi: u32,
    timeout: Duration,
) -> Result<(Grey, f32), Failure> {
    let this = std::env::current_exe().map_err(|_| Failure::Failed)?;
    let mut command = Command::new(this);
    command.args(["rasterise", &page.to_string(), &dpi.to_string()]);
    // Arguments are seen by every user of the machine: the password goes through the pipe.
    let password = password.unwrap_or_default().as_bytes();
    let length = (password.len() as u64).to_le_bytes();
    let answer = child::run(command, &[&length, password, pdf], timeout)?;
    let (scale, image) = answer.split_first_chunk::<4>().ok_or(Failure::Failed)?;
    Ok((Grey::from_pgm(image).ok_or(Failure::Failed)?, f32::from_le_bytes(*scale)))
}

/// The child: password and PDF on standard input, pixels a point and graymap on standard output.
pub(crate) fn child(page: u32, dpi: u32) -> ExitCode {
    match draw(page, dpi) {
        Some(answer) if std::io::stdout().lock().write_all(&answer).is_ok() => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn draw(page: u32, dpi: u32) -> Option<Vec<u8>> {
    let mut input = Vec::new();
    std::io::stdin().lock().read_to_end(&mut input).ok()?;
    let (length, rest) = input.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (password, pdf) = rest.split_at_checked(length)?;
    let data = Arc::new(pdf.to_vec());
    let pdf = Pdf::new_with_password(data, std::str::from_utf8(password).ok()?).ok()?;
    let page = pdf.pages().get(usize::try_from(page.checked_sub(1)?).ok()?)?;
    let (width, height) = page.render_dimensions();
    let wanted = dpi as f32 / 72.0;
    let scale = wanted.min((PIXELS / (width * height).max(1.0)).sqrt());
    let look = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let settings = InterpreterSettings::default();
    let pixmap = hayro::render(page, &cache, &settings, &RenderSettings::default(), &look);
    // Rec. 601 luma, in 1/256.
    let grey = |p: [u8; 3]| ((77 * u32::from(p[0]) + 150 * u32::from(p[1]) + 29 * u32::from(p[2])) >> 8) as u8;
    let pixels = pixmap.data().iter().map(|p| grey([p.r, p.g, p.b])).collect();
    let image = Grey { width: pixmap.width().into(), height: pixmap.height().into(), pixels };
    let mut answer = scale.to_le_bytes().to_vec();
    answer.extend(image.to_pgm());
    Some(answer)
}
