//! The difference of two sides word by word, as a person would mark it: Myers on folded words,
//! punctuation apart, with lone small words between two changes taken into them.

use glose_model::{DiffKind, DiffOp};
use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::words::{Word, WordKind};

/// Words of grammar between two changes, up to so many, belong to the change.
const ISLAND: usize = 2;

/// A run of words, by index in each side's words (marks not counted).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// What happened to it.
    pub(crate) op: DiffKind,
    /// Words of the old side.
    pub(crate) old: std::ops::Range<usize>,
    /// Words of the new side.
    pub(crate) new: std::ops::Range<usize>,
}

/// The runs that lead from `old` to `new` (words without marks).
pub(crate) fn runs(old: &[&Word], new: &[&Word]) -> Vec<Run> {
    let forms = |words: &[&Word]| -> Vec<String> { words.iter().map(|w| w.form.clone()).collect() };
    let ops = capture_diff_slices(Algorithm::Myers, &forms(old), &forms(new));
    let mut out: Vec<Run> = Vec::new();
    for (i, op) in ops.iter().enumerate() {
        let last = i + 1 == ops.len();
        let equal =
            op.tag() == DiffTag::Equal && (i == 0 || last || !is_island(old.get(op.old_range()).unwrap_or_default()));
        let run = Run {
            op: if equal { DiffKind::Equal } else { DiffKind::Replace },
            old: op.old_range(),
            new: op.new_range(),
        };
        match out.last_mut().filter(|r| r.op == run.op) {
            Some(previous) => {
                previous.old.end = run.old.end;
                previous.new.end = run.new.end;
            }
            None => out.push(run),
        }
    }
    for run in &mut out {
        if run.op != DiffKind::Equal {
            run.op = match (run.old.is_empty(), run.new.is_empty()) {
                (true, _) => DiffKind::Insert,
                (_, true) => DiffKind::Delete,
                _ => DiffKind::Replace,
            };
        }
    }
    out
}

fn is_island(words: &[&Word]) -> bool {
    words.len() <= ISLAND && words.iter().all(|w| w.kind == WordKind::Function)
}

/// The runs as spans of characters that cover both sides whole: what stands between words goes
/// with the equal run beside it.
pub(crate) fn spans(runs: &[Run], old: (&[&Word], usize), new: (&[&Word], usize)) -> Vec<DiffOp> {
    let mut out: Vec<DiffOp> = Vec::new();
    let (mut at_old, mut at_new) = (0, 0);
    for (i, run) in runs.iter().enumerate() {
        let next = runs.get(i + 1);
        let edge =
            |words: &[&Word], range: &std::ops::Range<usize>, next: Option<usize>, from: usize, len: usize| -> usize {
                if run.op == DiffKind::Equal {
                    // Up to the first word of the change that follows, or to the end.
                    return next.map_or(len, |n| words.get(n).map_or(len, |w| w.span.start)).max(from);
                }
                range
                    .end
                    .checked_sub(1)
                    .filter(|_| !range.is_empty())
                    .and_then(|l| words.get(l))
                    .map_or(from, |w| w.span.end)
                    .max(from)
            };
        // An insertion leaves no word on the old side to stop at: stop where the text resumes.
        let stop = |r: Option<&Run>, old_side: bool| r.map(|r| if old_side { r.old.start } else { r.new.start });
        let end_old = edge(old.0, &run.old, stop(next, true), at_old, old.1);
        let end_new = edge(new.0, &run.new, stop(next, false), at_new, new.1);
        out.push(DiffOp { op: run.op, old: [at_old, end_old], new: [at_new, end_new] });
        (at_old, at_new) = (end_old, end_new);
    }
    if at_old < old.1 || at_new < new.1 {
        out.push(DiffOp { op: DiffKind::Equal, old: [at_old, old.1], new: [at_new, new.1] });
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::words::words;

    fn marked(old: &str, new: &str) -> String {
        let (a, b) = (words(old), words(new));
        let (a, b): (Vec<&Word>, Vec<&Word>) =
            (a.iter().filter(|w| w.counts()).collect(), b.iter().filter(|w| w.counts()).collect());
        let cut = |t: &str, [s, e]: [usize; 2]| t.chars().skip(s).take(e - s).collect::<String>();
        let ops = spans(&runs(&a, &b), (&a, old.chars().count()), (&b, new.chars().count()));
        assert_eq!(ops.iter().map(|o| cut(old, o.old)).collect::<String>(), old);
        assert_eq!(ops.iter().map(|o| cut(new, o.new)).collect::<String>(), new);
        ops.iter()
            .map(|o| match o.op {
                DiffKind::Equal => cut(new, o.new),
                _ => format!("[-{}-]{{+{}+}}", cut(old, o.old), cut(new, o.new)),
            })
            .collect()
    }

    #[test]
    fn changes_are_marked_as_a_person_would() {
        assert_eq!(
            marked("La carte peut être délivrée.", "La carte est délivrée."),
            "La carte [-peut être-]{+est+} délivrée."
        );
        assert_eq!(marked("L’avis est rendu.", "L'avis est rendu !"), "L'avis est rendu !");
        assert_eq!(marked("Il est conservé.", "Il est conservé cinq ans."), "Il est conservé [--]{+cinq ans+}.");
        assert_eq!(
            marked("dans un délai de deux mois", "dans les quinze jours"),
            "dans [-un délai de deux mois-]{+les quinze jours+}"
        );
        assert_eq!(marked("", "Tout est neuf."), "[--]{+Tout est neuf+}.");
    }
}
