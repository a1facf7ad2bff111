//! How the clauses of a group relate: split and merged come first, then moved, then reworded, then
//! unchanged.

use glose_model::Relation;

use crate::groups::Group;
use crate::section::Subjects;
use crate::side::Side;

/// The relation of `group`. A section renumbered is not a move, a change of typography is none.
pub(crate) fn relation(group: &Group, old: &Side<'_>, new: &Side<'_>, subjects: &Subjects) -> Relation {
    match (group.old.as_slice(), group.new.as_slice()) {
        ([], _) => Relation::Added,
        (_, []) => Relation::Removed,
        ([a], [b]) => {
            let (Some(x), Some(y)) = (old.prepared.get(*a), new.prepared.get(*b)) else { return Relation::Reworded };
            if !subjects.same(x.section, y.section) {
                Relation::Moved
            } else if x.key == y.key {
                Relation::Unchanged
            } else {
                Relation::Reworded
            }
        }
        ([_], _) => Relation::Split,
        _ => Relation::Merged,
    }
}
