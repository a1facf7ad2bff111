//! A text cut where marks begin and end, so that a template can print each run in its own way.

use serde::Serialize;

use crate::typography;

/// A run of characters under the same marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Segment {
    /// The characters, with the no-break spaces of French typography.
    pub(crate) text: String,
    /// Names of the marks over the run, separated by spaces; empty for none.
    pub(crate) class: String,
    /// A call to a note after the run: mark and block of the note.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<(String, String)>,
}

impl Segment {
    /// Whether the run stands under the mark `name`.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.class.split(' ').any(|c| c == name)
    }
}

/// A mark: characters `start..end` and its name.
pub(crate) type Mark = (usize, usize, &'static str);

/// A call to a note: the character before which it stood, the note's mark and block.
pub(crate) type Call = (usize, String, String);

/// What stands between two cells of a row of a table that is printed as one line.
const BETWEEN_CELLS: &str = " | ";

/// A text printed as one line: the cells of a row stand apart.
pub(crate) fn in_line(text: &str) -> String {
    text.replace('\t', BETWEEN_CELLS)
}

/// `text` cut into runs, to be printed as one line. Marks may overlap or reach outside.
pub(crate) fn segments(text: &str, marks: &[Mark]) -> Vec<Segment> {
    let mut runs = annotated(text, marks, Vec::new());
    runs.iter_mut().filter(|r| r.text.contains('\t')).for_each(|r| r.text = in_line(&r.text));
    runs
}

/// `text` cut into runs, with its calls to notes.
pub(crate) fn annotated(text: &str, marks: &[Mark], calls: Vec<Call>) -> Vec<Segment> {
    let chars: Vec<char> = typography::nbsp(text).chars().collect();
    let at = calls.iter().map(|c| c.0);
    let mut cuts: Vec<usize> = marks.iter().flat_map(|m| [m.0, m.1]).chain(at).filter(|c| *c < chars.len()).collect();
    cuts.extend([0, chars.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut out: Vec<Segment> = Vec::new();
    let mut calls = calls.into_iter().peekable();
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let mut names: Vec<&str> = Vec::new();
        for (start, end, name) in marks {
            if start <= from && to <= end && !names.contains(name) {
                names.push(name);
            }
        }
        let text: String = chars.get(*from..*to).unwrap_or_default().iter().collect();
        let class = names.join(" ");
        match out.last_mut() {
            Some(last) if last.class == class && last.note.is_none() => last.text.push_str(&text),
            _ => out.push(Segment { text, class, note: None }),
        }
        if let Some((_, mark, block)) = calls.next_if(|c| c.0 <= *to)
            && let Some(last) = out.last_mut()
        {
            last.note = Some((mark, block));
        }
    }
    out
}

/// Runs cut again at tabs: the cells of a table row.
pub(crate) fn cells(segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    let mut out = vec![Vec::new()];
    for Segment { text, class, note } in segments {
        for (i, part) in text.split('\t').enumerate() {
            if i > 0 {
                out.push(Vec::new());
            }
            if let (Some(cell), false) = (out.last_mut(), part.is_empty()) {
                cell.push(Segment { text: part.to_owned(), class: class.clone(), note: None });
            }
        }
        if let Some(last) = out.last_mut().and_then(|cell| cell.last_mut()) {
            last.note = note;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, marks: &[Mark]) -> Vec<(String, String)> {
        segments(text, marks).into_iter().map(|s| (s.text, s.class)).collect()
    }

    #[test]
    fn overlapping_marks_are_cut_apart() {
        let runs = shown("les préfets pourront", &[(4, 11, "t"), (8, 20, "f")]);
        let runs: Vec<(&str, &str)> = runs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(runs, [("les ", ""), ("préf", "t"), ("ets", "t f"), (" pourront", "f")]);
    }

    #[test]
    fn marks_outside_the_text_do_no_harm() {
        assert_eq!(shown("été", &[(7, 9, "t"), (2, 1, "t")]).iter().map(|s| s.0.as_str()).collect::<String>(), "été");
        assert!(shown("", &[(0, 1, "t")]).is_empty());
    }

    #[test]
    fn a_call_stands_where_it_stood() {
        let call = |at| (at, "3".to_owned(), "b9".to_owned());
        let runs = annotated("Ac.Sé. Le reste", &[], vec![call(5)]);
        assert_eq!(runs.iter().map(|s| s.text.as_str()).collect::<Vec<_>>(), ["Ac.Sé", ". Le reste"]);
        assert_eq!(runs[0].note, Some(("3".to_owned(), "b9".to_owned())));
        assert_eq!(annotated("fin", &[], vec![call(3)])[0].note, Some(("3".to_owned(), "b9".to_owned())));
    }
}
