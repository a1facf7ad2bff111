//! The images of pages, read: a child process of this program rasterises (it can be killed), and
//! `tesseract` recognises. Images go through pipes; none ever lies on the disk.

mod child;
mod deskew;
mod image;
pub(crate) mod rasterise;
mod tsv;
mod weight;

use std::process::Command;
use std::sync::OnceLock;
use std::time::Duration;

use glose_extract::ocr::{Ocr, OcrPage};
use glose_model::messages::{self, Lang};
use rayon::prelude::*;

use image::Grey;

/// Dots an inch of the images given to tesseract: its own advice.
const DPI: u32 = 300;

/// Reads pages with `tesseract`.
#[derive(Debug)]
pub(crate) struct Tesseract {
    lang: Lang,
    language: String,
    timeout: Duration,
    /// What keeps it from being used, once looked for.
    fault: OnceLock<Option<String>>,
}

impl Tesseract {
    /// Reads in tesseract's `language` (`fra`, `fra+eng`), each page within `timeout`.
    pub(crate) fn new(lang: Lang, language: &str, timeout: Duration) -> Self {
        Self { lang, language: language.to_owned(), timeout, fault: OnceLock::new() }
    }

    /// Why tesseract cannot be used here, in words; looked for once.
    fn fault(&self) -> Option<&str> {
        let look = || {
            let Ok(listed) = Command::new("tesseract").arg("--list-langs").output() else {
                return Some(messages::text(self.lang, "ocr-missing", &[]));
            };
            let known = String::from_utf8_lossy(&listed.stdout).into_owned();
            let missing = self.language.split('+').find(|l| !known.lines().any(|k| k.trim() == *l))?;
            Some(messages::text(self.lang, "ocr-no-language", &[("language", missing)]))
        };
        self.fault.get_or_init(look).as_deref()
    }

    fn page(&self, pdf: &[u8], password: Option<&str>, page: u32) -> Result<OcrPage, String> {
        let number = page.to_string();
        let say = |code: &str| messages::text(self.lang, code, &[("page", &number)]);
        let told = |failure: child::Failure| match failure {
            child::Failure::TooLong => say("ocr-too-long"),
            child::Failure::Failed => say("ocr-failed"),
        };
        let (image, scale) = rasterise::page(pdf, password, page, DPI, self.timeout).map_err(told)?;
        let angle = deskew::angle(&image);
        let straight = if angle == 0.0 { image } else { deskew::turned(&image, angle) };
        let table = self.recognise(&straight).map_err(told)?;
        let centre = (straight.width as f32 / 2.0, straight.height as f32 / 2.0);
        let mut words = tsv::words(&table);
        for word in &mut words {
            word.stroke = weight::of(&straight, word.bbox) / scale;
            word.bbox = deskew::back(word.bbox, angle, centre).map(|v| v / scale);
        }
        Ok(OcrPage { words })
    }

    fn recognise(&self, image: &Grey) -> Result<String, child::Failure> {
        let mut command = Command::new("tesseract");
        let dpi = DPI.to_string();
        // Its own threads make a page ten times slower on two processors.
        command.env("OMP_THREAD_LIMIT", "1").args(["stdin", "stdout", "-l", &self.language, "--dpi", &dpi, "tsv"]);
        let out = child::run(command, &[&image.to_pgm()], self.timeout)?;
        Ok(String::from_utf8_lossy(&out).into_owned())
    }
}

impl Ocr for Tesseract {
    fn read(&self, pdf: &[u8], password: Option<&str>, pages: &[u32]) -> Vec<Result<OcrPage, String>> {
        if let Some(fault) = self.fault() {
            return pages.iter().map(|_| Err(fault.to_owned())).collect();
        }
        pages.par_iter().map(|page| self.page(pdf, password, *page)).collect()
    }
}
