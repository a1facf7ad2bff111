//! The table that `tesseract … tsv` prints.

use glose_extract::ocr::OcrWord;

/// The words of the table: boxes in pixels, confidence 0 to 1, lines numbered in order.
///
/// Columns: level, page, block, paragraph, line, word, left, top, width, height, confidence, text;
/// words have level 5.
pub(crate) fn words(table: &str) -> Vec<OcrWord> {
    let mut words = Vec::new();
    let (mut line, mut place) = (0, None);
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.splitn(12, '\t').collect();
        let [level, _, block, paragraph, of, _, left, top, width, height, confidence, text] = cells[..] else {
            continue;
        };
        if level != "5" || text.trim().is_empty() {
            continue;
        }
        let number = |cell: &str| cell.parse::<f32>().unwrap_or(0.0);
        let here = Some((block.to_owned(), paragraph.to_owned(), of.to_owned()));
        if place.is_some() && place != here {
            line += 1;
        }
        place = here;
        let (x, y) = (number(left), number(top));
        words.push(OcrWord {
            text: text.trim().to_owned(),
            bbox: [x, y, x + number(width), y + number(height)],
            confidence: (number(confidence) / 100.0).clamp(0.0, 1.0),
            stroke: 0.0,
            line,
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_come_with_box_confidence_and_line() {
        let table = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
                     4\t1\t1\t1\t1\t0\t10\t10\t100\t20\t-1\t\n\
                     5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t96.5\tdélai\n\
                     5\t1\t1\t1\t2\t1\t10\t40\t40\t20\t31\tde\n";
        let read = words(table);
        assert_eq!(read.len(), 2);
        assert_eq!((read[0].text.as_str(), read[0].line, read[0].bbox), ("délai", 0, [10.0, 10.0, 50.0, 30.0]));
        assert_eq!((read[1].line, read[1].confidence), (1, 0.31));
    }
}
