//! Word-processor files as their readers see them: parts of the package, paragraphs with changes
//! accepted or refused, and the validators that `cargo xtask ci` installs.

use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use crate::{ran, root};

/// The part `name` of a package.
///
/// # Panics
/// When it is no package, or has no such part.
#[must_use]
pub fn part(file: &Path, name: &str) -> String {
    let bytes = std::fs::read(file).expect("the file is there");
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    package.by_name(name).expect("the part is there").read_to_string(&mut text).expect("UTF-8");
    text
}

/// Which side of the tracked changes is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changes {
    /// All accepted: the new text.
    Accepted,
    /// All refused: the old one.
    Refused,
}

/// The text of each paragraph of `word/document.xml`. A paragraph whose end is not there on this
/// side runs on into the next.
#[must_use]
pub fn paragraphs(xml: &str, changes: Changes) -> Vec<String> {
    // Word processors may save as a move what came to them as a deletion and an insertion.
    let without = match changes {
        Changes::Accepted => ["w:del", "w:moveFrom"],
        Changes::Refused => ["w:ins", "w:moveTo"],
    };
    let mut out = Vec::new();
    let mut open = String::new();
    for paragraph in xml.split("</w:p>") {
        // What stands before the paragraph (a table's properties) is no part of it.
        let start = paragraph.rfind("<w:p>").or_else(|| paragraph.rfind("<w:p "));
        let Some(paragraph) = start.map(|at| &paragraph[at..]) else { continue };
        let properties = paragraph.split_once("</w:pPr>").map_or("", |(head, _)| head);
        let mark = properties.split_once("<w:rPr>").map_or("", |(_, mark)| mark);
        open.push_str(&runs(paragraph, &without));
        if !without.iter().any(|gone| mark.contains(&format!("<{gone} "))) {
            out.push(std::mem::take(&mut open));
        }
    }
    out
}

/// The words of runs that do not stand inside one of the elements `without`.
fn runs(paragraph: &str, without: &[&str]) -> String {
    let mut out = String::new();
    let (mut outside, mut inside) = (0, false);
    for piece in paragraph.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap_or((piece, ""));
        let name = tag.split([' ', '/']).find(|n| !n.is_empty()).unwrap_or_default();
        if without.contains(&name) && !tag.ends_with('/') {
            outside = if tag.starts_with('/') { outside - 1 } else { outside + 1 };
        } else if name == "w:t" || name == "w:delText" {
            inside = !tag.starts_with('/') && outside == 0;
        } else if tag == "w:tab/" && outside == 0 {
            out.push('\t');
        }
        if inside {
            out.push_str(words);
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

/// Fails unless both validators find nothing: the schema with its constraints, and the references
/// inside the package.
///
/// # Panics
/// When one finds something or is not installed.
#[track_caller]
pub fn valid(file: &Path) {
    let tool = |name: &str| root().join("target/office/bin").join(name);
    for (name, words) in [
        ("openxml-audit", &["--policy", "strict"][..]),
        ("ooxml-integrity", &["check", "--no-config", "--fail-on", "info"]),
    ] {
        let tool = tool(name);
        assert!(tool.exists(), "{} is not there: `cargo xtask ci` installs it", tool.display());
        let ran = ran(Command::new(tool).args(words).arg(file));
        assert_eq!(ran.code, 0, "{name} on {}: {}{}", file.display(), ran.out, ran.err);
    }
}

/// The file as LibreOffice saves it in another format (`docx`, `txt:Text`), in `folder`.
///
/// # Panics
/// When LibreOffice does not make it or is not installed.
#[must_use]
pub fn saved_by_libreoffice(file: &Path, format: &str, folder: &Path) -> std::path::PathBuf {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let out = folder.join("libreoffice");
    let mut soffice = Command::new("soffice");
    soffice.arg(profile).args(["--headless", "--convert-to", format, "--outdir"]).arg(&out).arg(file);
    let ran = ran(&mut soffice);
    let extension = format.split(':').next().unwrap_or(format);
    let made = out.join(file.file_stem().expect("a name")).with_extension(extension);
    assert!(made.exists(), "LibreOffice made no {format} of {}: {}{}", file.display(), ran.out, ran.err);
    made
}
