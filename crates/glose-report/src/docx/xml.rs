//! WordprocessingML, piece by piece: text, runs, paragraphs, tables (ECMA-376, part 1, section 17).

use quick_xml::escape::escape;

/// Text that XML 1.0 can hold, escaped.
pub(crate) fn text(text: &str) -> String {
    let clean: String = text
        .chars()
        .filter(|c| matches!(c, '\t' | '\n' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}') || *c > '\u{ffff}')
        .collect();
    escape(clean.as_str()).into_owned()
}

/// How a run looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    pub(crate) bold: bool,
    pub(crate) italic: bool,
    pub(crate) underline: bool,
    pub(crate) struck: bool,
    /// Six hexadecimal digits.
    pub(crate) colour: Option<&'static str>,
    /// Shade behind the words, six hexadecimal digits.
    pub(crate) shade: Option<&'static str>,
    /// Half points; none for the paragraph's own size.
    pub(crate) size: Option<u8>,
    pub(crate) raised: bool,
}

impl Look {
    pub(crate) const PLAIN: Self = Self {
        bold: false,
        italic: false,
        underline: false,
        struck: false,
        colour: None,
        shade: None,
        size: None,
        raised: false,
    };
    pub(crate) const BOLD: Self = Self { bold: true, ..Self::PLAIN };
    pub(crate) const SOFT: Self = Self { colour: Some("595959"), ..Self::PLAIN };
    pub(crate) const ASIDE: Self = Self { italic: true, ..Self::SOFT };
    /// A call to a note.
    pub(crate) const CALL: Self = Self { raised: true, ..Self::PLAIN };
    /// The words that triggered a point.
    pub(crate) const TRIGGER: Self = Self { underline: true, shade: Some("FFF2B3"), ..Self::PLAIN };

    fn properties(self) -> String {
        let mut out = String::new();
        out.push_str(if self.bold { "<w:b/>" } else { "" });
        out.push_str(if self.italic { "<w:i/>" } else { "" });
        out.push_str(if self.struck { "<w:strike/>" } else { "" });
        if let Some(colour) = self.colour {
            out.push_str(&format!("<w:color w:val=\"{colour}\"/>"));
        }
        if let Some(size) = self.size {
            out.push_str(&format!("<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>"));
        }
        out.push_str(if self.underline { "<w:u w:val=\"single\"/>" } else { "" });
        if let Some(shade) = self.shade {
            out.push_str(&format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{shade}\"/>"));
        }
        out.push_str(if self.raised { "<w:vertAlign w:val=\"superscript\"/>" } else { "" });
        if out.is_empty() { out } else { format!("<w:rPr>{out}</w:rPr>") }
    }
}

/// A run of text.
pub(crate) fn run(words: &str, look: Look) -> String {
    body(words, look, "w:t")
}

/// A run of deleted text, for use inside `w:del`.
pub(crate) fn deleted_run(words: &str, look: Look) -> String {
    body(words, look, "w:delText")
}

fn body(words: &str, look: Look, element: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = words
        .split('\t')
        .map(|part| {
            if part.is_empty() {
                String::new()
            } else {
                format!("<{element} xml:space=\"preserve\">{}</{element}>", text(part))
            }
        })
        .collect();
    format!("<w:r>{}{}</w:r>", look.properties(), parts.join("<w:tab/>"))
}

/// A paragraph in `style`; `properties` are further children of `w:pPr` that come after the style.
pub(crate) fn paragraph(style: &str, properties: &str, runs: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!("<w:pStyle w:val=\"{style}\"/>") };
    let properties = if style.is_empty() && properties.is_empty() {
        String::new()
    } else {
        format!("<w:pPr>{style}{properties}</w:pPr>")
    };
    format!("<w:p>{properties}{runs}</w:p>")
}

/// An empty paragraph with a rule under it.
pub(crate) fn ruled_line() -> String {
    paragraph("", "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"7F7F7F\"/></w:pBdr>", "")
}

/// Runs that lead to the bookmark `anchor`.
pub(crate) fn link(anchor: &str, runs: &str) -> String {
    format!("<w:hyperlink w:anchor=\"{anchor}\" w:history=\"1\">{runs}</w:hyperlink>")
}

/// A field that the reader of the file fills in, with what it shows until then.
pub(crate) fn field(instruction: &str, shown: &str) -> String {
    format!(
        "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> {} </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
        text(instruction),
        run(shown, Look::PLAIN)
    )
}

/// A cell `width` twentieths of a point wide over `span` columns; `content` is whole paragraphs.
pub(crate) fn cell(width: usize, span: usize, shade: &str, content: &str) -> String {
    let span = if span > 1 { format!("<w:gridSpan w:val=\"{span}\"/>") } else { String::new() };
    let shade = if shade.is_empty() {
        String::new()
    } else {
        format!("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"{shade}\"/>")
    };
    let content = if content.is_empty() { "<w:p/>" } else { content };
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{span}{shade}</w:tcPr>{content}</w:tc>")
}

/// A row; a header row is repeated on each page.
pub(crate) fn row(header: bool, whole: bool, cells: &str) -> String {
    let whole = if whole { "<w:cantSplit/>" } else { "" };
    let header = if header { "<w:tblHeader/>" } else { "" };
    let properties =
        if whole.is_empty() && header.is_empty() { String::new() } else { format!("<w:trPr>{whole}{header}</w:trPr>") };
    format!("<w:tr>{properties}{cells}</w:tr>")
}

/// A ruled table of columns `widths`, in twentieths of a point.
pub(crate) fn table(widths: &[usize], rows: &str) -> String {
    styled_table("TableGrid", widths, rows)
}

/// A table without rules.
pub(crate) fn open_table(widths: &[usize], rows: &str) -> String {
    styled_table("TableNormal", widths, rows)
}

fn styled_table(style: &str, widths: &[usize], rows: &str) -> String {
    let columns: String = widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0020\"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>",
        widths.iter().sum::<usize>()
    )
}

/// A header row in bold, repeated on each page.
pub(crate) fn header_row(widths: &[usize], shade: &str, labels: &[String]) -> String {
    let head = |(label, width): (&String, &usize)| {
        cell(*width, 1, shade, &paragraph("TableText", "<w:keepNext/>", &run(label, Look::BOLD)))
    };
    row(true, true, &labels.iter().zip(widths).map(head).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_that_xml_cannot_hold_is_left_out() {
        assert_eq!(text("a\u{0}<b>\u{1f}&\u{fffe}"), "a&lt;b&gt;&amp;");
    }

    #[test]
    fn a_tab_is_an_element() {
        assert_eq!(
            run("a\tb", Look::PLAIN),
            "<w:r><w:t xml:space=\"preserve\">a</w:t><w:tab/><w:t xml:space=\"preserve\">b</w:t></w:r>"
        );
    }
}
