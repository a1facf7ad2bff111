//! Hostile and damaged files: no panic, no hang, memory bounded.
#![allow(clippy::unwrap_used, reason = "tests")]

use flate2::Compression;
use flate2::write::ZlibEncoder;
use glose_extract::Options;
use glose_tests::pdf::{one_page, pdf, printed, stream};
use glose_tests::{corpus, program, ran, root};
use std::fs;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::Command;

/// A generator that gives the same numbers everywhere (Marsaglia's xorshift64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).unwrap()
    }
}

/// Reads `bytes` as `name`; fails, saying how to make them again, when that panics.
#[track_caller]
fn survives(bytes: &[u8], name: &str, made: &str) {
    let options = Options::default();
    let read = catch_unwind(AssertUnwindSafe(|| glose_extract::extract(bytes, name, &options, None).is_ok()));
    assert!(read.is_ok(), "{name}, {made}: a panic");
}

/// One of the ways in which files go wrong.
fn mutated(whole: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let length = bytes.len();
    match dice.below(6) {
        0 => {
            for _ in 0..=dice.below(8) {
                let at = dice.below(length);
                bytes[at] ^= 1 << dice.below(8);
            }
        }
        1 => {
            for _ in 0..=dice.below(200) {
                let at = dice.below(length);
                bytes[at] = u8::try_from(dice.below(256)).unwrap();
            }
        }
        2 => {
            let (at, size) = (dice.below(length), dice.below(400));
            bytes.drain(at..(at + size).min(length));
        }
        3 => {
            let (from, to, size) = (dice.below(length), dice.below(length), dice.below(400));
            let part = bytes[from..(from + size).min(length)].to_vec();
            bytes.splice(to..to, part);
        }
        // Digits become others: lengths, offsets, object numbers, coordinates.
        4 => {
            for _ in 0..=dice.below(20) {
                let start = dice.below(length);
                if let Some(at) = bytes[start..].iter().position(u8::is_ascii_digit) {
                    bytes[start + at] = b"0123456789"[dice.below(10)];
                }
            }
        }
        // One name of the format in the place of another.
        _ => {
            let names: [&[u8]; 10] =
                [b"/Kids", b"/Type", b"/Font", b"/Page", b"/Root", b"/Size", b"obj", b"<<", b">>", b"endstream"];
            let (old, new) = (names[dice.below(10)], names[dice.below(10)]);
            let start = dice.below(length);
            if let Some(at) = bytes[start..].windows(old.len()).position(|w| w == old) {
                bytes.splice(start + at..start + at + old.len(), new.iter().copied());
            }
        }
    }
    bytes
}

/// `count` mutations of the file `name` of the corpus, then the file cut at every tenth.
fn batter(name: &str, count: usize) {
    let whole = fs::read(corpus(name)).unwrap();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15 ^ whole.len() as u64);
    for i in 0..count {
        survives(&mutated(&whole, &mut dice), name, &format!("mutation {i}"));
    }
    for tenth in 1..10 {
        survives(&whole[..whole.len() * tenth / 10], name, &format!("cut at {tenth} tenths"));
    }
}

// One test a file, so that they run beside each other: 3,060 mutations and 153 cuts in all.
macro_rules! battered {
    ($($test:ident: $name:literal, $count:literal;)*) => { $(
        #[test]
        fn $test() {
            batter($name, $count);
        }
    )* };
}

battered! {
    exception: "small/note-exception-2018.pdf", 700;
    renvois: "small/note-renvois-2022.pdf", 700;
    chasse: "development/circulaire-chasse-2019.pdf", 120;
    mineurs: "development/circulaire-mineurs-2017.pdf", 60;
    penale_2013: "development/circulaire-penale-2013.pdf", 60;
    penale_2019: "development/circulaire-penale-2019.pdf", 60;
    directive: "development/directive-transposition.pdf", 120;
    instruction_2015: "development/instruction-2015.pdf", 60;
    instruction_2021: "development/instruction-2021.pdf", 60;
    police: "development/note-police-2014.pdf", 60;
    scan: "development/instruction-2015-scan.pdf", 60;
    penale_2019_docx: "development/circulaire-penale-2019.docx", 250;
    instruction_2015_docx: "development/instruction-2015.docx", 250;
    instruction_2021_docx: "development/instruction-2021.docx", 250;
    police_docx: "development/note-police-2014.docx", 250;
}

/// Runs `glose extract` on `bytes` with little memory to spare; its status must be its own.
#[track_caller]
fn bounded(name: &str, bytes: &[u8]) -> glose_tests::Ran {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let limited =
        format!("ulimit -v 2000000; exec timeout 60 {} extract --ocr never '{}'", program().display(), path.display());
    let ran = ran(Command::new("sh").args(["-c", &limited]).current_dir(root()));
    assert!(matches!(ran.code, 0 | 3), "{name}: {} {}", ran.code, ran.err);
    assert!(!ran.err.contains("failli"), "{name}: {}", ran.err);
    ran
}

fn zlib(data: impl Fn(&mut ZlibEncoder<Vec<u8>>)) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    data(&mut encoder);
    encoder.finish().unwrap()
}

/// 2.8 kB of forms that draw each other ten times, twelve deep: 10^12 forms if all were drawn.
#[test]
fn forms_nested_twelve_deep_and_used_ten_times_each_end() {
    let mut objects = one_page("/XObject << /X 6 0 R >>");
    objects.push(stream("", format!("{} /X Do", printed("avant")).as_bytes()));
    for depth in 0..12 {
        let next = 7 + depth;
        let own = if depth < 11 { "/X Do ".repeat(10) } else { printed("fond") };
        let entries = format!(
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 4 0 R >> /XObject << /X {next} 0 R >> >>"
        );
        objects.push(stream(&entries, own.as_bytes()));
    }
    assert!(bounded("formes.pdf", &pdf(&objects)).out.contains("avant"));
}

#[test]
fn a_form_that_draws_itself_ends() {
    let mut objects = one_page("/XObject << /X 6 0 R >>");
    objects.push(stream("", format!("{} /X Do", printed("avant")).as_bytes()));
    let entries = "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>";
    objects.push(stream(entries, b"/X Do /X Do"));
    assert!(bounded("soi.pdf", &pdf(&objects)).out.contains("avant"));
}

#[test]
fn page_trees_that_lead_back_to_themselves_end() {
    for kids in ["2 0 R", "3 0 R 2 0 R", "3 0 R 3 0 R 1 0 R 2 0 R"] {
        let mut objects = one_page("");
        objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count 3 /Parent 2 0 R >>").into_bytes();
        objects.push(stream("", printed("page").as_bytes()));
        bounded("cycle.pdf", &pdf(&objects));
    }
}

#[test]
fn a_page_that_swells_to_a_gigabyte_is_refused_or_cut() {
    let block = vec![b' '; 1 << 20];
    let data = zlib(|out| (0..1024).for_each(|_| out.write_all(&block).unwrap()));
    assert!(data.len() < 2 << 20);
    let mut objects = one_page("");
    objects.push(stream("/Filter /FlateDecode", &data));
    bounded("bombe.pdf", &pdf(&objects));
}

#[test]
fn a_page_that_swells_twice_is_refused_or_cut() {
    let block = vec![b' '; 1 << 20];
    let once = zlib(|out| (0..1024).for_each(|_| out.write_all(&block).unwrap()));
    let twice = zlib(|out| out.write_all(&once).unwrap());
    let mut objects = one_page("");
    objects.push(stream("/Filter [/FlateDecode /FlateDecode]", &twice));
    bounded("bombe2.pdf", &pdf(&objects));
}

#[test]
fn a_page_of_millions_of_letters_is_cut_with_a_warning() {
    let line = b"BT /F1 12 Tf 72 770 Td (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) Tj ET\n";
    let data = zlib(|out| (0..200_000).for_each(|_| out.write_all(line).unwrap()));
    let mut objects = one_page("");
    objects.push(stream("/Filter /FlateDecode", &data));
    let ran = bounded("lettres.pdf", &pdf(&objects));
    assert!(!ran.err.is_empty(), "nothing was said of what was left out");
}

#[test]
fn brackets_ten_thousand_deep_end() {
    let mut objects = one_page("");
    let deep = format!("{}{} {}", "[".repeat(20_000), "]".repeat(20_000), printed("page"));
    objects.push(stream("", deep.as_bytes()));
    bounded("crochets.pdf", &pdf(&objects));
    let mut objects = one_page("");
    objects[0] =
        format!("<< /Type /Catalog /Pages 2 0 R /X {}{} >>", "[".repeat(20_000), "]".repeat(20_000)).into_bytes();
    objects.push(stream("", printed("page").as_bytes()));
    bounded("tableau.pdf", &pdf(&objects));
    let html = format!("{}texte", "<div>".repeat(50_000));
    bounded("profond.html", html.as_bytes());
    let markdown = format!("{} texte", ">".repeat(20_000));
    bounded("profond.md", markdown.as_bytes());
}
