//! What `glose compare` costs on 250, 500, 1,000 and 2,000 clauses against as many, two in five of them
//! reworded, one in ten gone, one in twenty new.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::root;

/// Clauses of each text.
const SIZES: [usize; 4] = [250, 500, 1000, 2000];

/// Prints processor time (user and system, reading and analysis of both texts included) and peak memory.
pub(crate) fn run(glose: &str) -> Result<()> {
    let clauses = clauses()?;
    println!("\nglose compare, clauses against clauses (reading and analysis included)");
    println!("{:>8} {:>10} {:>14} {:>8}", "clauses", "CPU s", "CPU ms/clause", "MB");
    for size in SIZES {
        let (old, new) = texts(&clauses, size);
        let (a, b) = (written(&format!("old-{size}.md"), &old)?, written(&format!("new-{size}.md"), &new)?);
        let out = Command::new("/usr/bin/time")
            .args(["-f", "%U %S %M", glose, "compare", "--quiet", "--format", "json"])
            .args([&a, &b])
            .stdout(Stdio::null())
            .output()?;
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        let figures: Vec<f64> =
            said.lines().last().unwrap_or_default().split(' ').filter_map(|x| x.parse().ok()).collect();
        let [user, system, kilobytes] = figures.as_slice() else { anyhow::bail!("GNU time said: {said}") };
        let cpu = user + system;
        println!("{size:>8} {cpu:>10.2} {:>14.2} {:>8.0}", cpu * 1000.0 / size as f64, kilobytes / 1024.0);
    }
    Ok(())
}

/// The clauses of the annotated texts of `corpus/`, in the order of their names: `12 ¶ [labels] words`.
fn clauses() -> Result<Vec<String>> {
    let folder = root().join("corpus/annotated");
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    let mut out = Vec::new();
    for file in files.iter().filter(|f| f.to_string_lossy().ends_with(".labels.txt")) {
        let text = fs::read_to_string(file)?;
        let words = text.lines().filter(|l| l.starts_with(|c: char| c.is_ascii_digit()));
        out.extend(
            words.filter_map(|l| l.split_once("] ")).map(|(_, w)| w.split(" // ").next().unwrap_or(w).to_owned()),
        );
    }
    Ok(out)
}

/// A text of `size` clauses and its successor; the same on every run.
fn texts(clauses: &[String], size: usize) -> (Vec<String>, Vec<String>) {
    const WORDS: [&str; 6] = ["peut", "doit", "service", "préfet", "délai", "toujours"];
    let mut seed = 3u64;
    let mut chance = move |one_in: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % one_in
    };
    let old: Vec<String> = clauses.iter().take(size).cloned().collect();
    let mut new = Vec::new();
    for clause in &old {
        let fate = chance(20);
        if fate < 2 {
            continue;
        }
        if fate == 19 {
            new.push(format!("Une phrase nouvelle, numéro {}.", chance(1000)));
        }
        let reworded = fate < 10;
        let word = |w: &str, chance: &mut dyn FnMut(u64) -> u64| {
            if reworded && chance(7) == 0 { WORDS[(chance(6)) as usize % WORDS.len()].to_owned() } else { w.to_owned() }
        };
        let words: Vec<String> = clause.split(' ').map(|w| word(w, &mut chance)).collect();
        new.push(words.join(" "));
    }
    (old, new)
}

fn written(name: &str, clauses: &[String]) -> Result<String> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let path = folder.join(name);
    fs::write(&path, clauses.join("\n\n")).with_context(|| path.display().to_string())?;
    Ok(path.display().to_string())
}
