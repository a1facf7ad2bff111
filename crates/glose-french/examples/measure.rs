//! Measures the force, the durations and the references of labelled clauses, without extraction:
//! `cargo run --release -p glose-french --example measure -- corpus/*.gold.json [--errors]`.
//! The stem of a list item is approximated: the clause before it that ends in « : ».

#![allow(clippy::print_stdout)]

use std::{collections::BTreeMap, time::Instant};

use glose_french::{Context, Force, Place, ReferenceContext, TextKind, Words, durations, force, references, sentences};
use serde_json::Value;

fn strings(v: &Value) -> Vec<String> {
    v.as_array().into_iter().flatten().filter_map(|s| s.as_str().map(str::to_owned)).collect()
}

fn name(v: &impl serde::Serialize) -> String {
    serde_json::to_value(v).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let errors = args.iter().any(|a| a == "--errors");
    let (mut right_all, mut total_all) = (0, 0);
    let mut texts: Vec<String> = Vec::new();
    let mut confusion: BTreeMap<(String, String), usize> = BTreeMap::new();
    for path in args.iter().filter(|a| a.ends_with(".json")) {
        let Some(gold) = std::fs::read_to_string(path).ok().and_then(|t| serde_json::from_str::<Value>(&t).ok()) else {
            continue;
        };
        let norm = gold["meta"]["kind"].is_null();
        let (mut right, mut total) = (0, 0);
        let (mut duration, mut reference) = ([0usize; 3], [0usize; 3]);
        let (mut cut_right, mut cut_wrong) = (0, 0);
        for block in gold["text"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let spans = sentences(block);
            let quotes: Vec<&str> = gold["clauses"]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|c| c["quote"].as_str())
                .filter(|q| block.contains(q))
                .collect();
            if quotes.is_empty() {
                continue;
            }
            for s in spans {
                let piece = s.slice(block);
                if quotes.contains(&piece) || quotes.iter().any(|q| piece.ends_with(q) && piece.len() < q.len() + 6) {
                    cut_right += 1;
                } else {
                    cut_wrong += 1;
                    if errors {
                        println!("SENTENCE {piece}");
                    }
                }
            }
        }
        println!("{:40} sentences {cut_right} right, {cut_wrong} wrong", "");
        let mut stem: Option<Force> = None;
        let mut previous: Option<Force> = None;
        let mut known = ReferenceContext::default();
        for clause in gold["clauses"].as_array().into_iter().flatten() {
            let quote = clause["quote"].as_str().unwrap_or("");
            texts.push(quote.to_owned());
            let words = Words::new(quote);
            let small = quote.chars().next().is_some_and(char::is_lowercase);
            let row = quote.contains('\t');
            if !small && !row && !quote.trim_end().ends_with(';') {
                stem = None;
            }
            let place = if row {
                Place::TableRow
            } else if stem.is_some() {
                Place::ListItem
            } else {
                Place::Body
            };
            let context = Context {
                stem: stem.as_ref(),
                place,
                text: if norm { TextKind::Norm } else { TextKind::Instruction },
                previous: previous.as_ref(),
            };
            let got = force(&words, &context);
            let got_durations: Vec<String> = durations(&words).into_iter().map(|d| d.iso).collect();
            let got_references: Vec<String> = references(&words, &mut known).into_iter().map(|r| r.form).collect();
            let want = clause["modality"].as_str().unwrap_or("").to_owned();
            let have = name(&got.modality);
            total += 1;
            right += usize::from(want == have);
            if want != have && errors {
                let cue = got.cues.first().map_or(String::new(), |c| format!("{}={}", c.rule, c.span.slice(quote)));
                let verb = got.verb.map_or("-", |v| v.slice(quote));
                println!("FORCE {want:13} {have:13} [{verb}|{cue}] {quote}");
            }
            *confusion.entry((want, have)).or_default() += 1;
            count("DURATION", &strings(&clause["durations"]), &got_durations, &mut duration, errors, quote);
            count("REFERENCE", &strings(&clause["references"]), &got_references, &mut reference, errors, quote);
            if quote.trim_end().ends_with(':') {
                stem = Some(got.clone());
            }
            previous = Some(got);
        }
        right_all += right;
        total_all += total;
        let file = path.rsplit('/').next().unwrap_or("");
        println!(
            "{file:40} force {right}/{total} {:.3}  durations {}  references {}",
            f64::from(right as u32) / f64::from((total as u32).max(1)),
            figures(duration),
            figures(reference)
        );
    }
    println!("force {:.4} of {total_all}", f64::from(right_all as u32) / f64::from(total_all as u32));
    speed(&texts);
    for ((want, have), n) in confusion {
        if want != have {
            println!("  {want} -> {have}: {n}");
        }
    }
}

/// Prints the best of seven passes over all clauses, by part.
fn speed(texts: &[String]) {
    let best = |work: &mut dyn FnMut()| {
        let mut least = f64::MAX;
        for _ in 0..7 {
            let started = Instant::now();
            work();
            least = least.min(started.elapsed().as_secs_f64());
        }
        least * 1e6 / texts.len() as f64
    };
    let words: Vec<Words<'_>> = texts.iter().map(|t| Words::new(t)).collect();
    let cut = best(&mut || texts.iter().for_each(|t| drop(std::hint::black_box(Words::new(t)))));
    let forces = best(&mut || words.iter().for_each(|w| drop(std::hint::black_box(force(w, &Context::default())))));
    let lasting = best(&mut || words.iter().for_each(|w| drop(std::hint::black_box(durations(w)))));
    let cited = best(&mut || {
        let mut known = ReferenceContext::default();
        words.iter().for_each(|w| drop(std::hint::black_box(references(w, &mut known))));
    });
    let split = best(&mut || texts.iter().for_each(|t| drop(std::hint::black_box(sentences(t)))));
    println!(
        "µs a clause: words {cut:.2}, force {forces:.2}, durations {lasting:.2}, references {cited:.2}, sentences {split:.2}"
    );
}

fn count(what: &str, want: &[String], have: &[String], sums: &mut [usize; 3], errors: bool, quote: &str) {
    let missed: Vec<_> = want.iter().filter(|w| !have.contains(w)).collect();
    let extra: Vec<_> = have.iter().filter(|h| !want.contains(h)).collect();
    let unique = |l: &[String]| l.iter().collect::<std::collections::BTreeSet<_>>().len();
    sums[0] += unique(want) - missed.iter().collect::<std::collections::BTreeSet<_>>().len();
    sums[1] += extra.iter().collect::<std::collections::BTreeSet<_>>().len();
    sums[2] += missed.len();
    if errors && (!missed.is_empty() || !extra.is_empty()) {
        println!("{what} missed {missed:?} extra {extra:?} | {quote}");
    }
}

fn figures(s: [usize; 3]) -> String {
    let share = |a: usize, b: usize| if a + b == 0 { 1.0 } else { a as f64 / (a + b) as f64 };
    format!("R {:.3} P {:.3} ({}+{})", share(s[0], s[2]), share(s[0], s[1]), s[2], s[1])
}
