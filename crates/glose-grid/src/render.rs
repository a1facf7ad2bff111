//! A fault as a reader sees it: the line, a caret under the words, what to do.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use glose_model::Severity;
use glose_model::messages::{self, Lang};

use crate::GridFault;

impl GridFault {
    /// The fault with the line of `source` (called `name`) that it stands on, and its hint.
    #[must_use]
    pub fn shown(&self, source: &str, name: &str, lang: Lang, colour: bool) -> String {
        let word = |code: &str| messages::text(lang, code, &[]);
        let (label, advice) = match self.severity {
            Severity::Error => (word("grid-says-error"), word("grid-says-hint")),
            _ => (word("grid-says-warning"), word("grid-says-hint")),
        };
        let level = if self.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
        // Control characters would move the caret, or the cursor.
        let message = self.message.replace(|c: char| c.is_control() && c != '\n', " ");
        let title = level.with_name(label.as_str()).primary_title(message.as_str());
        let mut group = match &self.place {
            Some(place) => {
                let end = place.bytes.end.max(place.bytes.start).min(source.len());
                let start = place.bytes.start.min(end);
                let span =
                    if source.is_char_boundary(start) && source.is_char_boundary(end) { start..end } else { 0..0 };
                let snippet = Snippet::source(source).path(name).annotation(AnnotationKind::Primary.span(span));
                title.element(snippet)
            }
            None => title.element(annotate_snippets::Origin::path(name)),
        };
        if let Some(hint) = &self.hint {
            group = group.element(Level::HELP.with_name(advice.as_str()).message(hint.as_str()));
        }
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use glose_model::messages::Lang;

    use crate::Grid;

    #[test]
    fn a_fault_shows_its_line_and_a_caret_under_its_words() {
        let source = "[grid]\nid = 'x'\nversion = '1'\nlabel = { fr = 'X', en = 'X' }\nowners = { fr = 'Y', en = 'Y' }\n\
                      [[concern]]\nid = 'a'\nlabel = { fr = 'A', en = 'A' }\nstrong = ['plainte', '/déla[i/']\n";
        let faults = Grid::parse(source, Lang::Fr).unwrap_err();
        let shown = faults.first().unwrap().shown(source, "grille.toml", Lang::Fr, false);
        assert!(shown.contains("grille.toml:9:"), "{shown}");
        assert!(shown.contains("strong = ['plainte', '/déla[i/']"), "{shown}");
        let column = |c: char| shown.lines().find_map(|l| l.find(c).map(|at| l[..at].chars().count()));
        let line = shown.lines().find(|l| l.contains("strong")).unwrap();
        let bracket = line[..line.find("[i").unwrap()].chars().count();
        assert_eq!(column('^'), Some(bracket), "{shown}");
    }
}
