//! The French of many registers, as text tables that a lawyer can extend: `tests/cases/*.txt` at the
//! root of the repository. Every case must hold, but for one in a hundred of those whose
//! weights are learnt (`cargo xtask learn`); the score is printed where one does not.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use glose_french::{Context, ReferenceContext, Words, durations, force, references, sentences};

/// The lines of a table: what is expected, and the sentence.
fn table(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).map(|l| l.split_once('\t').unwrap_or((l, "")))
}

fn check(name: &str, wrong: &[String], total: usize) {
    check_but(name, wrong, total, 0);
}

/// At most `allowed` cases may fail: weights are a compromise between all that they were learnt from.
fn check_but(name: &str, wrong: &[String], total: usize, allowed: usize) {
    println!("{name}: {} of {total}", total - wrong.len());
    assert!(wrong.len() <= allowed, "{name}: {} of {total} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn force_of_many_registers() {
    let (mut wrong, mut total) = (Vec::new(), 0);
    for (want, text) in table(include_str!("../../../tests/cases/force.txt")) {
        let got = force(&Words::new(text), &Context::default());
        let have = format!("{:?}", got.modality).to_lowercase();
        total += 1;
        if want != have {
            let cue = got.cues.first().map_or("", |c| c.rule.as_str());
            wrong.push(format!("{want}\t{have} [{} {cue}]\t{text}", got.verb.map_or("-", |v| v.slice(text))));
        }
    }
    check_but("force", &wrong, total, total / 100);
}

#[test]
fn durations_of_many_registers() {
    let (mut wrong, mut total) = (Vec::new(), 0);
    for (want, text) in table(include_str!("../../../tests/cases/durations.txt")) {
        let got: Vec<String> = durations(&Words::new(text)).into_iter().map(|d| d.iso).collect();
        let have = if got.is_empty() { "-".to_owned() } else { got.join(" ") };
        total += 1;
        if want != have {
            wrong.push(format!("{want}\t{have}\t{text}"));
        }
    }
    check("durations", &wrong, total);
}

#[test]
fn references_of_many_registers() {
    let (mut wrong, mut total) = (Vec::new(), 0);
    let mut context = ReferenceContext::default();
    for (want, text) in table(include_str!("../../../tests/cases/references.txt")) {
        if want.starts_with("---") {
            context = ReferenceContext::default();
            continue;
        }
        let got: Vec<String> = references(&Words::new(text), &mut context).into_iter().map(|r| r.form).collect();
        let have = if got.is_empty() { "-".to_owned() } else { got.join(";") };
        total += 1;
        if want != have {
            wrong.push(format!("{want}\t{have}\t{text}"));
        }
    }
    check("references", &wrong, total);
}

#[test]
fn sentences_of_many_registers() {
    let (mut wrong, mut total) = (Vec::new(), 0);
    for line in
        include_str!("../../../tests/cases/sentences.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        let want: Vec<&str> = line.split(" | ").collect();
        let text = want.join(" ");
        let have: Vec<&str> = sentences(&text).into_iter().map(|s| s.slice(&text)).collect();
        total += 1;
        if want != have {
            wrong.push(format!("{want:?}\n  {have:?}"));
        }
    }
    check("sentences", &wrong, total);
}
