//! A text cut where marks begin and end, so that a template can print each run in its own way.

use serde::Serialize;

use crate::typography;

/// A run of characters under the same marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Segment {
    /// The characters, with the no-break spaces of French typography.
    pub(crate) text: String,
    /// Names of the marks over the run, separated by spaces; empty for none.
    pub(crate) class: String,
}

/// A mark: characters `start..end` and its name.
pub(crate) type Mark = (usize, usize, &'static str);

/// `text` cut into runs. Marks may overlap or reach outside.
pub(crate) fn segments(text: &str, marks: &[Mark]) -> Vec<Segment> {
    let chars: Vec<char> = typography::nbsp(text).chars().collect();
    let mut cuts: Vec<usize> = marks.iter().flat_map(|m| [m.0, m.1]).filter(|c| *c < chars.len()).collect();
    cuts.extend([0, chars.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    let mut out: Vec<Segment> = Vec::new();
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
            Some(last) if last.class == class => last.text.push_str(&text),
            _ => out.push(Segment { text, class }),
        }
    }
    out
}

/// Runs cut again at tabs: the cells of a table row.
pub(crate) fn cells(segments: Vec<Segment>) -> Vec<Vec<Segment>> {
    let mut out = vec![Vec::new()];
    for segment in segments {
        for (i, part) in segment.text.split('\t').enumerate() {
            if i > 0 {
                out.push(Vec::new());
            }
            if let (Some(cell), false) = (out.last_mut(), part.is_empty()) {
                cell.push(Segment { text: part.to_owned(), class: segment.class.clone() });
            }
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
}
