//! The law itself as plain text: dated versions of a chapter of a code, laid side by side.

use glose_tests::json::{list, parsed, text};
use glose_tests::{glose, root};
use serde_json::Value;

/// The pairs that comparing two versions of `corpus/small/chapitre-*.txt` gives: relation, effects, words of
/// both sides.
fn changes(old: &str, new: &str) -> Vec<(String, Vec<String>, String, String)> {
    let file = |name: &str| root().join("corpus/small").join(format!("chapitre-{name}.txt")).display().to_string();
    let ran = glose(&["compare", "--format", "json", &file(old), &file(new)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let found = parsed(ran.out.trim());
    let words = |side: &str, ids: &[Value]| -> String {
        let clauses = list(&found[side], "clauses");
        let of = |id: &Value| clauses.iter().find(|c| c["id"] == *id).map(|c| text(c, "text").to_owned());
        ids.iter().filter_map(of).collect::<Vec<_>>().join(" / ")
    };
    let one = |p: &Value| {
        let effects = list(p, "effects").iter().filter_map(|e| e.as_str().map(str::to_owned)).collect();
        (text(p, "relation").to_owned(), effects, words("old", list(p, "old")), words("new", list(p, "new")))
    };
    list(&found, "pairs").iter().map(one).collect()
}

#[test]
fn a_faculty_made_a_duty_is_strengthened_and_the_other_articles_stay() {
    let all = changes("2006", "2016");
    let changed: Vec<_> = all.iter().filter(|c| c.0 != "unchanged").collect();
    let [(relation, effects, old, new), added @ ..] = changed.as_slice() else { panic!("nothing changed") };
    assert_eq!((relation.as_str(), effects.as_slice()), ("reworded", ["strengthened".to_owned()].as_slice()));
    assert!(old.contains("peut être délivrée") && new.contains("est délivrée"), "{old} → {new}");
    assert!(!added.is_empty() && added.iter().all(|c| c.0 == "added"), "{added:?}");
    assert!(added.iter().any(|c| c.3.contains("parcours de sortie de la prostitution")));
}

#[test]
fn an_article_that_is_the_same_in_all_versions_is_unchanged_in_all() {
    for (old, new) in [("2006", "2016"), ("2016", "2021")] {
        let all = changes(old, new);
        let resident = all.iter().find(|c| c.2.contains("carte de résident")).expect("the clause on resident cards");
        assert_eq!((resident.0.as_str(), resident.1.len()), ("unchanged", 0), "{old} → {new}");
    }
}

#[test]
fn renumbered_articles_are_reference_updated_and_nothing_else() {
    for (relation, effects, old, new) in changes("2016", "2021") {
        let quiet = effects.iter().all(|e| e == "reference-updated");
        assert!(
            quiet && matches!(relation.as_str(), "unchanged" | "reworded"),
            "{relation} {effects:?}: {old} → {new}"
        );
        let cites = ["L. 316-1", "L. 316-1-1"].iter().any(|n| old.ends_with(n) || old.contains(&format!("{n} du")));
        assert!(!cites || effects.len() == 1, "{effects:?}: {old} → {new}");
    }
}
