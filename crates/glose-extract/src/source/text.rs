//! Plain text: characters in whatever encoding, lines that may be wrapped.

use std::collections::BTreeSet;

use super::paragraph::{Look, Paragraph};
use crate::Reading;
use crate::structure::bullets;
use crate::structure::flow::{Flow, Hint, Piece, Style};
use crate::structure::numbering::{self, Close};

/// Width of a character of a typewriter in points, for indents.
const CHARACTER: f32 = 6.0;
/// Lines longer than this are not wrapped by hand.
const LONGEST_WRAPPED: usize = 110;

/// The text of `bytes`: UTF-8, UTF-16 with its mark, else Windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> String {
    if let Some((encoding, skip)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(skip..).unwrap_or_default()).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// One line.
struct Line<'t> {
    text: &'t str,
    indent: usize,
    length: usize,
}

/// Reads a text.
pub(crate) fn read(bytes: &[u8]) -> Reading {
    let text = decode(bytes).replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n");
    let lines: Vec<Line<'_>> = text.split('\n').map(line).collect();
    let width = wrap_width(&lines);
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|w| w.len() > 3).collect();
    let mut flow = Flow::default();
    let mut group: Vec<&Line<'_>> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let next = lines.get(at + 1);
        if line.text.is_empty() {
            close(&mut group, &words, &mut flow.pieces);
        } else if is_page_number(line.text) {
            flow.pieces.push(Piece { hint: Hint::Furniture, ..Piece::text(line.text) });
        } else if let Some(level) = underlined(line, next) {
            close(&mut group, &words, &mut flow.pieces);
            flow.pieces.push(Piece { hint: Hint::Heading(level), ..Piece::text(line.text) });
            at += 1;
        } else if is_rule(line.text) {
            close(&mut group, &words, &mut flow.pieces);
        } else if let Some(cells) = cells(line.text, at, &lines) {
            close(&mut group, &words, &mut flow.pieces);
            flow.pieces.push(Piece::row(cells, false));
        } else {
            if group.last().is_some_and(|before| begins(before, line, width)) {
                close(&mut group, &words, &mut flow.pieces);
            }
            group.push(line);
        }
        at += 1;
    }
    close(&mut group, &words, &mut flow.pieces);
    Reading { flow, raw_pages: vec![text], ..Reading::default() }
}

fn line(raw: &str) -> Line<'_> {
    let text = raw.trim();
    let indent = raw.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    Line { text, indent, length: text.chars().count() }
}

/// Where the lines of the text are cut; `None` where each line is a paragraph.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut lengths: Vec<usize> = lines.iter().filter(|l| !l.text.is_empty()).map(|l| l.length + l.indent).collect();
    lengths.sort_unstable();
    let high = *lengths.get(lengths.len() * 19 / 20)?;
    let full = lengths.iter().filter(|l| **l * 10 >= high * 8).count();
    // A wrapped text has many lines near its width, and none far beyond.
    ((30..=LONGEST_WRAPPED).contains(&high) && full * 4 >= lengths.len()).then_some(high)
}

/// Whether `line` begins a paragraph although no blank line stands above it.
fn begins(before: &Line<'_>, line: &Line<'_>, width: Option<usize>) -> bool {
    let Some(width) = width else {
        // Even so, a line that opens low goes on with one that ends in no mark.
        let low = line.text.chars().next().is_some_and(char::is_lowercase);
        return !(low && before.text.ends_with(char::is_alphanumeric) && !bullets::opens_item(line.text));
    };
    let opens = bullets::bullet(line.text).is_some()
        || numbering::parse(line.text).is_some_and(|n| n.close != Close::Space && !n.is_weak());
    if opens && (before.length * 10 < width * 8 || before.text.ends_with([':', ';', '.', ','])) {
        return true;
    }
    let low = line.text.chars().next().is_some_and(|c| c.is_lowercase());
    let first: usize = line.text.split(' ').next().map_or(0, |w| w.chars().count());
    // The next word would have fitted on the line above: it was broken on purpose.
    let room = before.length + before.indent + 1 + first + 2 < width;
    room && !low || (line.indent > before.indent + 1 && before.text.ends_with(['.', ':', ';']))
}

/// « Page 3 sur 12 », « - 3 - », alone on a line.
fn is_page_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let core = lower.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | ' '));
    let paged = core.starts_with("page ");
    let rest = core.strip_prefix("page ").unwrap_or(core);
    let framed = core.len() < lower.len() && core.chars().all(|c| c.is_ascii_digit());
    let numbers: Vec<&str> = rest.split(['/', ' ']).filter(|w| !w.is_empty() && *w != "sur" && *w != "de").collect();
    let counted = numbers.len() == 2 && rest.contains(['/', 's']);
    !core.is_empty()
        && text.len() < 24
        && numbers.iter().all(|n| n.bytes().all(|b| b.is_ascii_digit()))
        && (paged || framed || counted)
}

/// Level of a heading that the next line underlines.
fn underlined(line: &Line<'_>, next: Option<&Line<'_>>) -> Option<u8> {
    let next = next?;
    if line.length > 110 || next.length < 3 || next.length + 4 < line.length || bullets::bullet(line.text).is_some() {
        return None;
    }
    if next.text.chars().all(|c| c == '=') {
        return Some(1);
    }
    next.text.chars().all(|c| matches!(c, '-' | '~')).then_some(2)
}

fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '–' | '—' | '+' | '─'))
}

/// The cells of a line set with tabs or bars, when its neighbours are set so too.
fn cells(text: &str, at: usize, lines: &[Line<'_>]) -> Option<Vec<String>> {
    let sign = ['\t', '|', ';'].into_iter().take(2).find(|s| text.trim_matches(['|', ' ']).contains(*s))?;
    let count = |t: &str| t.trim_matches(['|', ' ']).matches(sign).count();
    let mine = count(text);
    let like =
        |i: Option<usize>| i.and_then(|i| lines.get(i)).is_some_and(|l| !l.text.is_empty() && count(l.text) == mine);
    let skip = |i: usize| lines.get(i).is_some_and(|l| is_rule(&l.text.replace(['|', ' ', ':'], "")));
    let below = if skip(at + 1) { at + 2 } else { at + 1 };
    let above = at.checked_sub(1).map(|i| if skip(i) { i.saturating_sub(1) } else { i });
    if !(like(Some(below)) || like(above)) {
        return None;
    }
    Some(
        text.trim_matches(['|', ' ']).split(sign).map(|c| c.split_whitespace().collect::<Vec<_>>().join(" ")).collect(),
    )
}

/// Writes the paragraph of a group of lines.
fn close(group: &mut Vec<&Line<'_>>, words: &BTreeSet<&str>, out: &mut Vec<Piece>) {
    let mut paragraph = Paragraph::default();
    for (i, line) in group.iter().enumerate() {
        let next = group.get(i + 1);
        let mut text = line.text.to_owned();
        let mut glue = " ";
        if let Some(next) = next
            && let Some(stem) = line.text.strip_suffix(['-', '\u{ad}'])
            && stem.ends_with(char::is_alphabetic)
        {
            let last = stem.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            let first = next.text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
            glue = "";
            // The word stands elsewhere without a hyphen.
            if line.text.ends_with('\u{ad}') || words.contains(format!("{last}{first}").as_str()) {
                text = stem.to_owned();
            }
        }
        paragraph.push(&text, Look::default());
        paragraph.push(glue, Look::default());
    }
    if let Some(first) = group.first() {
        #[expect(clippy::cast_precision_loss, reason = "an indent is small")]
        let indent = first.indent as f32 * CHARACTER;
        let piece = paragraph.finish(Style { indent, ..Style::default() });
        if !piece.text.is_empty() {
            out.push(piece);
        }
    }
    group.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        read(text.as_bytes()).flow.pieces.into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn encodings() {
        assert_eq!(decode("été".as_bytes()), "été");
        assert_eq!(decode(b"\xe9t\xe9 \x93oui\x94 \x9cuvre"), "été “oui” œuvre");
        assert_eq!(decode(b"\xff\xfe\xe9\0t\0"), "ét");
        assert_eq!(decode(b"\xef\xbb\xbf\xc3\xa9"), "é");
    }

    #[test]
    fn wrapped_lines_are_joined_and_items_kept_apart() {
        let text = "La présente instruction précise les conditions dans lesquelles les\n\
                    étrangers victimes peuvent être admis au séjour sur le territoire. La\n\
                    demande comporte :\n\
                    - un passeport en cours de validité ou la preuve de sa confiscation par\n\
                    un tiers ;\n\
                    - trois photographies.\n\
                    \n\
                    Page 2 sur 8\n\
                    II. Suite de ce qui a été dit au titre premier\n";
        assert_eq!(
            texts(text),
            [
                "La présente instruction précise les conditions dans lesquelles les étrangers victimes peuvent être admis au séjour sur le territoire. La demande comporte :",
                "- un passeport en cours de validité ou la preuve de sa confiscation par un tiers ;",
                "- trois photographies.",
                "Page 2 sur 8",
                "II. Suite de ce qui a été dit au titre premier",
            ]
        );
    }

    #[test]
    fn long_lines_are_paragraphs() {
        let long = format!("{}mot.", "Mot ".repeat(60));
        assert_eq!(texts(&format!("{long}\n{long}\nFin.")).len(), 3);
    }

    #[test]
    fn rows() {
        assert_eq!(texts("Pièce\tDurée\nCarte\tun an\n"), ["Pièce\tDurée", "Carte\tun an"]);
    }
}
