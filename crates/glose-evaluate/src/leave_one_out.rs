//! Figures of a grid or table on texts that it was not made from.

use crate::gold::Gold;
use crate::{Evaluation, Figures};

/// Leaves each text out in turn: `learn` makes something from the others, `judge` adds what it says
/// of the one left out to the evaluation. Returns the figures over all texts, each judged unseen.
pub fn leave_one_out<M>(
    golds: &[Gold],
    mut learn: impl FnMut(&[&Gold]) -> M,
    mut judge: impl FnMut(&M, &Gold, &mut Evaluation),
) -> Figures {
    let mut evaluation = Evaluation::default();
    for (left, gold) in golds.iter().enumerate() {
        let others: Vec<&Gold> = golds.iter().enumerate().filter(|(i, _)| *i != left).map(|(_, g)| g).collect();
        let made = learn(&others);
        judge(&made, gold, &mut evaluation);
    }
    evaluation.figures()
}
