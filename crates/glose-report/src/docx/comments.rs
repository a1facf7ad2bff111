//! Native comments on the words of a text.

use super::xml::{self, Look};
use crate::segments::Segment;

/// The comments of a document, in the order they were made; their index is their `w:id`.
pub(crate) struct Comments {
    author: String,
    initials: String,
    date: Option<String>,
    bodies: Vec<String>,
}

impl Comments {
    /// Comments by `author`, at midnight of the ISO date where there is one.
    pub(crate) fn new(author: &str, date: Option<&str>) -> Self {
        let initials = author.split_whitespace().filter_map(|w| w.chars().next()).take(3).collect();
        Self { author: author.to_owned(), initials, date: date.and_then(date_time), bodies: Vec::new() }
    }

    /// A comment whose paragraphs are `lines`, the first in bold; its number.
    pub(crate) fn add(&mut self, lines: &[String]) -> usize {
        let body = lines
            .iter()
            .enumerate()
            .map(|(i, line)| {
                let look = if i == 0 { Look::BOLD } else { Look::PLAIN };
                xml::paragraph("CommentText", "", &xml::run(line, look))
            })
            .collect();
        self.bodies.push(body);
        self.bodies.len() - 1
    }

    /// The attributes that every comment and revision carries.
    pub(crate) fn signature(&self) -> String {
        let date = self.date.as_ref().map(|d| format!(" w:date=\"{d}\"")).unwrap_or_default();
        format!("w:author=\"{}\"{date}", xml::text(&self.author))
    }

    /// `word/comments.xml`.
    pub(crate) fn part(&self) -> String {
        let mut out = format!("{}<w:comments xmlns:w=\"{}\">", super::package::DECLARATION, super::package::MAIN);
        for (id, body) in self.bodies.iter().enumerate() {
            let initials = xml::text(&self.initials);
            out.push_str(&format!(
                "<w:comment w:id=\"{id}\" {} w:initials=\"{initials}\">{body}</w:comment>",
                self.signature()
            ));
        }
        out.push_str("</w:comments>");
        out
    }
}

/// `2015-05-22` as an `xsd:dateTime`; `None` for anything else.
fn date_time(iso: &str) -> Option<String> {
    let shape = iso.len() == 10
        && iso.char_indices().all(|(i, c)| if matches!(i, 4 | 7) { c == '-' } else { c.is_ascii_digit() });
    shape.then(|| format!("{iso}T00:00:00Z"))
}

/// Where the marked words of a quote begin and end: `None` when none is marked.
pub(crate) fn marked(segments: &[Segment]) -> Option<(usize, usize)> {
    let (mut at, mut range) = (0, None);
    for segment in segments {
        let end = at + segment.text.chars().count();
        if segment.is("t") {
            range = Some((range.map_or(at, |r: (usize, usize)| r.0), end));
        }
        at = end;
    }
    range
}

/// A comment on characters `start..end`.
pub(crate) struct Anchor {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) comment: usize,
}

/// The runs of `segments`, looks given by `look`, with the comments of `anchors` around their words.
pub(crate) fn commented(segments: &[Segment], anchors: &[Anchor], look: &dyn Fn(&Segment) -> Look) -> String {
    let mut out = String::new();
    let mut at = 0;
    let end = |out: &mut String, anchor: &Anchor| {
        out.push_str(&format!(
            "<w:commentRangeEnd w:id=\"{0}\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>\
             <w:commentReference w:id=\"{0}\"/></w:r>",
            anchor.comment
        ));
    };
    let total: usize = segments.iter().map(|s| s.text.chars().count()).sum();
    for segment in segments {
        let mut word = String::new();
        for c in segment.text.chars() {
            for anchor in anchors.iter().filter(|a| a.start == at) {
                out.push_str(&xml::run(&std::mem::take(&mut word), look(segment)));
                out.push_str(&format!("<w:commentRangeStart w:id=\"{}\"/>", anchor.comment));
            }
            word.push(c);
            at += 1;
            for anchor in anchors.iter().filter(|a| a.end == at || (at == total && a.end > at)) {
                out.push_str(&xml::run(&std::mem::take(&mut word), look(segment)));
                end(&mut out, anchor);
            }
        }
        out.push_str(&xml::run(&word, look(segment)));
        if let Some((mark, _)) = &segment.note {
            out.push_str(&xml::run(mark, Look::CALL));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_stands_around_its_words() {
        let segments = [Segment { text: "les préfets pourront".into(), ..Segment::default() }];
        let anchors = [Anchor { start: 4, end: 11, comment: 0 }];
        let xml = commented(&segments, &anchors, &|_| Look::PLAIN);
        let order: Vec<usize> = ["les ", "RangeStart", "préfets", "RangeEnd", "commentReference", " pourront"]
            .iter()
            .filter_map(|p| xml.find(p))
            .collect();
        assert!(order.len() == 6 && order.is_sorted(), "{xml}");
    }

    #[test]
    fn dates_are_whole_or_left_out() {
        assert_eq!(date_time("2015-05-22").as_deref(), Some("2015-05-22T00:00:00Z"));
        assert_eq!(date_time("mai 2015"), None);
    }
}
