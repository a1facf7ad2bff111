//! `glose extract` beside `pdftotext` and `mutool`: processor time, wall time and memory as
//! ratios of one run, and the words against independent texts of the same sources. Then each format
//! of a report of fifty pages beside the reading and the analysis of it.

use crate::words::{Agreement, agreement};
use crate::{bench_compare, cargo, packages, root};
use anyhow::{Context as _, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// French documents that Debian ships both as PDF and as text of the same source:
/// package, PDF, text (either may be gzipped).
const DEBIAN: &[(&str, &str, &str)] = &[
    ("debian-faq-fr", "usr/share/doc/debian/FAQ/debian-faq.fr.pdf", "usr/share/doc/debian/FAQ/debian-faq.fr.txt"),
    (
        "debian-reference-fr",
        "usr/share/debian-reference/debian-reference.fr.pdf",
        "usr/share/debian-reference/debian-reference.fr.txt",
    ),
    (
        "developers-reference-fr",
        "usr/share/developers-reference/fr/developers-reference.pdf",
        "usr/share/developers-reference/fr/developers-reference.txt",
    ),
    (
        "installation-guide-amd64",
        "usr/share/doc/installation-guide-amd64/fr/install.fr.pdf",
        "usr/share/doc/installation-guide-amd64/fr/install.fr.txt",
    ),
];

/// Times that each program reads each set; the programs take turns.
const ROUNDS: usize = 5;

struct Peer {
    name: &'static str,
    command: Vec<String>,
}

/// Processor seconds (children, user and system) and wall seconds.
#[derive(Clone, Copy, Default)]
struct Cost {
    cpu: f64,
    wall: f64,
}

/// Prints the figures.
pub(crate) fn run() -> Result<()> {
    packages::install(packages::FOR_BENCH)?;
    crate::run(&cargo(), &["build", "--release", "--locked", "-p", "glose-cli"])?;
    let glose = root().join("target/release/glose").display().to_string();
    let words = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    let peers = [
        Peer { name: "glose extract", command: words(&[&glose, "extract", "--format", "text"]) },
        Peer { name: "mutool draw", command: words(&["mutool", "draw", "-q", "-F", "txt"]) },
        Peer { name: "pdftotext", command: words(&["pdftotext", "FILE", "-"]) },
    ];
    let debian = debian_documents()?;
    let corpus = corpus_documents()?;
    speed("corpus", &corpus, &peers)?;
    let pdfs: Vec<PathBuf> = debian.iter().map(|(pdf, _)| pdf.clone()).collect();
    speed("Debian documents", &pdfs, &peers)?;
    fidelity(&debian, &peers)?;
    whole_job(&glose, &corpus)?;
    bench_compare::run(&glose)?;
    reports(&corpus)
}

/// What each format takes on a circular of fifty pages, made of the corpus.
fn reports(corpus: &[PathBuf]) -> Result<()> {
    let mut parts: Vec<String> = Vec::new();
    let mut count = 0;
    for file in corpus.iter().cycle().take(4 * corpus.len()) {
        if count >= 50 {
            break;
        }
        count += pages(std::slice::from_ref(file))?;
        parts.push(file.display().to_string());
    }
    let long = root().join("target/bench/fifty-pages.pdf").display().to_string();
    let mut words: Vec<&str> = vec!["--empty", "--pages"];
    words.extend(parts.iter().map(String::as_str));
    words.extend(["--", &long]);
    crate::run("qpdf", &words)?;
    crate::run(&cargo(), &["bench", "--quiet", "--locked", "-p", "glose-tests", "--bench", "reports", "--", &long])
}

fn command(peer: &Peer, file: &Path) -> Command {
    let mut words = peer.command.clone();
    match words.iter_mut().find(|w| *w == "FILE") {
        Some(place) => *place = file.display().to_string(),
        None => words.push(file.display().to_string()),
    }
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).stdin(Stdio::null()).stderr(Stdio::null());
    command
}

/// Processor seconds of the children waited for so far (Linux, `proc(5)`: fields 16 and 17 of
/// `/proc/self/stat`, in hundredths of a second).
fn children_cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after.split_whitespace().skip(13).take(2).filter_map(|f| f.parse::<u64>().ok()).sum();
    ticks as f64 / 100.0
}

fn measure(peer: &Peer, files: &[PathBuf], times: usize) -> Result<Cost> {
    let (cpu, wall) = (children_cpu(), Instant::now());
    for _ in 0..times {
        for file in files {
            command(peer, file).stdout(Stdio::null()).status().with_context(|| peer.name)?;
        }
    }
    Ok(Cost { cpu: children_cpu() - cpu, wall: wall.elapsed().as_secs_f64() })
}

/// Peak resident memory in megabytes, the largest over the files (GNU time).
fn peak_memory(peer: &Peer, files: &[PathBuf]) -> Result<f64> {
    let mut peak: f64 = 0.0;
    for file in files {
        let inner = command(peer, file);
        let out = Command::new("/usr/bin/time")
            .args(["-f", "%M"])
            .arg(inner.get_program())
            .args(inner.get_args())
            .stdout(Stdio::null())
            .output()?;
        let said = String::from_utf8_lossy(&out.stderr);
        let kilobytes: f64 = said.lines().last().and_then(|l| l.trim().parse().ok()).unwrap_or(0.0);
        peak = peak.max(kilobytes / 1024.0);
    }
    Ok(peak)
}

fn pages(files: &[PathBuf]) -> Result<usize> {
    let mut sum = 0;
    for file in files {
        let out = Command::new("pdfinfo").arg(file).output()?;
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        let count = said.lines().find_map(|l| l.strip_prefix("Pages:"));
        sum += count.and_then(|c| c.trim().parse::<usize>().ok()).unwrap_or(0);
    }
    Ok(sum)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

fn speed(title: &str, files: &[PathBuf], peers: &[Peer]) -> Result<()> {
    let pages = pages(files)?.max(1);
    // Hundredths of a second are coarse: small sets are read several times a round.
    let times = (600 / pages).max(1);
    let mut costs = vec![Vec::new(); peers.len()];
    for round in 0..=ROUNDS {
        for (peer, costs) in peers.iter().zip(&mut costs) {
            let cost = measure(peer, files, times)?;
            if round > 0 {
                costs.push(cost);
            }
        }
    }
    println!("\n{title}: {} files, {pages} pages, {ROUNDS} rounds; medians", files.len());
    println!(
        "{:16} {:>12} {:>12} {:>10} {:>10} {:>8}",
        "", "CPU ms/page", "wall ms/page", "CPU ratio", "wall ratio", "MB"
    );
    let per_page = |seconds: f64| seconds * 1000.0 / (pages * times) as f64;
    for (peer, own) in peers.iter().zip(&costs) {
        let cpu = median(own.iter().map(|c| per_page(c.cpu)).collect());
        let wall = median(own.iter().map(|c| per_page(c.wall)).collect());
        // Round by round, so that a machine that slows down slows both.
        let ratio = |pick: fn(&Cost) -> f64| {
            median(costs[0].iter().zip(own).map(|(glose, peer)| pick(glose) / pick(peer).max(1e-9)).collect())
        };
        println!(
            "{:16} {cpu:>12.3} {wall:>12.3} {:>10.2} {:>10.2} {:>8.1}",
            peer.name,
            ratio(|c| c.cpu),
            ratio(|c| c.wall),
            peak_memory(peer, files)?
        );
    }
    println!("ratio: glose over the program of the line; below 1, glose is faster");
    Ok(())
}

fn fidelity(documents: &[(PathBuf, String)], peers: &[Peer]) -> Result<()> {
    println!("\nWords against an independent text of the same source (mean of {} documents)", documents.len());
    println!("{:16} {:>8} {:>8} {:>9}", "", "words F1", "order F1", "accented");
    for peer in peers {
        let mut all: Vec<Agreement> = Vec::new();
        for (pdf, text) in documents {
            let out = command(peer, pdf).output()?;
            all.push(agreement(text, &String::from_utf8_lossy(&out.stdout)));
        }
        let mean = |pick: fn(&Agreement) -> f64| all.iter().map(pick).sum::<f64>() / all.len().max(1) as f64;
        println!(
            "{:16} {:>8.4} {:>8.4} {:>9.4}",
            peer.name,
            mean(|a| a.words),
            mean(|a| a.order),
            mean(|a| a.accented)
        );
    }
    Ok(())
}

/// The main job on an eight-page circular, against `pdftotext` alone on the same file.
fn whole_job(glose: &str, corpus: &[PathBuf]) -> Result<()> {
    let Some(file) = corpus.iter().find(|p| p.ends_with("instruction-2015.pdf")) else { return Ok(()) };
    let out = std::env::temp_dir().join("glose-bench.html").display().to_string();
    let job = ["report", "--quiet", "--force", "-o", &out];
    let peers = [
        Peer { name: "glose report", command: [&[glose], &job[..]].concat().iter().map(|s| (*s).to_owned()).collect() },
        Peer { name: "glose --version", command: vec![glose.to_owned(), "--version".to_owned()] },
        Peer { name: "pdftotext", command: vec!["pdftotext".to_owned(), "FILE".to_owned(), "-".to_owned()] },
    ];
    speed("The main job on one circular", std::slice::from_ref(file), &peers)?;
    fs::remove_file(out).ok();
    Ok(())
}

fn corpus_documents() -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = fs::read_dir(root().join("corpus/development"))?
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "pdf") && !p.display().to_string().ends_with("-scan.pdf"))
        .collect();
    files.sort();
    Ok(files)
}

/// Fetches the packages once, into `target/bench`; nothing is installed.
fn debian_documents() -> Result<Vec<(PathBuf, String)>> {
    let folder = root().join("target/bench");
    fs::create_dir_all(&folder)?;
    let mut out = Vec::new();
    for (package, pdf, text) in DEBIAN {
        let tree = folder.join(package);
        if !tree.is_dir() {
            let ok = Command::new("apt-get").args(["download", "-q", package]).current_dir(&folder).status()?.success();
            anyhow::ensure!(ok, "apt-get download {package}");
            let prefix = format!("{package}_");
            let deb = fs::read_dir(&folder)?
                .filter_map(|e| Some(e.ok()?.path()))
                .find(|p| p.file_name().is_some_and(|n| n.to_string_lossy().starts_with(&prefix)))
                .with_context(|| format!("no archive of {package}"))?;
            crate::run("dpkg", &["-x", &deb.display().to_string(), &tree.display().to_string()])?;
        }
        let pdf = unpacked(&tree.join(pdf))?;
        let text = unpacked(&tree.join(text))?;
        out.push((pdf, String::from_utf8_lossy(&fs::read(text)?).into_owned()));
    }
    Ok(out)
}

/// `path`, or what `path.gz` holds, unpacked beside it.
fn unpacked(path: &Path) -> Result<PathBuf> {
    let packed = PathBuf::from(format!("{}.gz", path.display()));
    if !path.exists() && packed.exists() {
        crate::run("gunzip", &["-k", &packed.display().to_string()])?;
    }
    Ok(path.to_owned())
}
