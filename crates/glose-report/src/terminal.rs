//! What the program prints in a terminal: signs first, colour only where it is asked for.

use glose_model::{Analysis, Comparison, Document, GridHead, Ledger, Polarity};

use crate::annex;
use crate::context::Context;
use crate::named::key;
use crate::words::Words;
use crate::{ReportError, ReportOptions, Verified, changes, ledger, segments, templates, typography};

/// How a text for the terminal is to look.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    /// Whether escape sequences for colour may be written.
    pub colour: bool,
    /// Columns; lines of a table are cut there. 0 for no limit.
    pub width: usize,
}

#[derive(Clone, Copy)]
enum Ink {
    Bold,
    Soft,
    Good,
    Bad,
    Better,
    Silent,
}

impl Terminal {
    fn ink(self, ink: Ink, text: &str) -> String {
        if !self.colour {
            return text.to_owned();
        }
        let code = match ink {
            Ink::Bold => "1",
            Ink::Soft => "2",
            Ink::Good => "32",
            Ink::Bad => "31",
            Ink::Better => "33",
            Ink::Silent => "35",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    fn tone(self, name: &str, text: &str) -> String {
        match name {
            "positif" => self.ink(Ink::Good, &format!("✚ {text}")),
            "probleme" => self.ink(Ink::Bad, &format!("▲ {text}")),
            "a-ameliorer" => self.ink(Ink::Better, &format!("◆ {text}")),
            "silence" => self.ink(Ink::Silent, &format!("○ {text}")),
            _ => format!("· {text}"),
        }
    }

    /// `text` in lines that fit, each after `indent` spaces.
    fn wrapped(self, text: &str, indent: usize) -> String {
        let room = if self.width == 0 { usize::MAX } else { self.width.saturating_sub(indent).max(20) };
        let (mut out, mut line) = (String::new(), 0);
        for word in text.split([' ', '\n', '\t']).filter(|w| !w.is_empty()) {
            let length = word.chars().count();
            if line > 0 && line + 1 + length <= room {
                out.push(' ');
                line += 1;
            } else {
                out.push_str(if out.is_empty() { "" } else { "\n" });
                out.push_str(&" ".repeat(indent));
                line = 0;
            }
            out.push_str(word);
            line += length;
        }
        out.push('\n');
        out
    }
}

/// The summary that follows a report: counts, and the points to read first.
///
/// # Errors
/// When the words table of `options` has a fault.
pub fn terminal_summary(
    subject: &Verified<'_>,
    options: &ReportOptions,
    terminal: Terminal,
) -> Result<String, ReportError> {
    let words = templates::words(options)?;
    let annex = annex::annex(subject, &words, options);
    let mut out = terminal.ink(Ink::Bold, &typography::capitalised(&annex.head.cite));
    out.push('\n');
    let count = |key: &str, name: &str| words.count(key, annex.counts.get(name).copied().unwrap_or(0));
    out.push_str(&format!("{}, {}\n", count("n-clauses-read", "clauses"), count("n-tagged", "tagged")));
    for notice in &annex.notices {
        out.push_str(&terminal.wrapped(notice, 0));
    }
    if annex.counts.get("points").copied().unwrap_or(0) == 0 {
        out.push_str(&format!("{}\n", words.get("nothing")));
        return Ok(out);
    }
    for section in &annex.sections {
        out.push_str(&format!(
            "  {}\n",
            terminal.tone(section.id, &format!("{:>3}  {}", section.points.len(), section.title))
        ));
    }
    if !annex.worst.is_empty() {
        out.push_str(&format!("\n{}\n", terminal.ink(Ink::Bold, &words.get("worst"))));
    }
    for worst in &annex.worst {
        let place = if worst.place.is_empty() { String::new() } else { format!(" ({})", worst.place) };
        let title = format!("{} – {}", worst.concern, worst.kind);
        out.push_str(&format!("  {}{}\n", terminal.tone(&worst.polarity, &title), terminal.ink(Ink::Soft, &place)));
        out.push_str(&terminal.wrapped(&worst.why, 4));
    }
    Ok(out)
}

/// A line a clause: page, section, judgement, force, concerns, words. With `concern`, only the
/// clauses that carry it.
///
/// # Errors
/// When the words table of `options` has a fault.
pub fn terminal_clauses(
    document: &Document,
    analysis: &Analysis,
    concern: Option<&str>,
    options: &ReportOptions,
    terminal: Terminal,
) -> Result<String, ReportError> {
    let words = templates::words(options)?;
    let context = Context::new(document, analysis, &words);
    let mut rows = Vec::new();
    for clause in analysis.clauses.iter().filter(|c| concern.is_none_or(|id| c.concerns(id))) {
        let polarity = key(&clause.polarity);
        let labels: Vec<String> = clause.concerns.iter().map(|t| context.concern(&t.id).label).collect();
        let sign = if clause.polarity == Polarity::Neutre { " ".to_owned() } else { polarity };
        rows.push(vec![
            clause.id.clone(),
            clause.page.map(|p| format!("{} {p}", words.get("page-short"))).unwrap_or_default(),
            clause.section.clone(),
            sign,
            words.get(&format!("modality-{}", key(&clause.modality))),
            labels.join(", "),
            segments::in_line(&clause.text).replace('\n', " "),
        ]);
    }
    Ok(table(&rows, Some(3), &[0, 4, 8, 1, 14, 36, 0], terminal))
}

/// Rows in columns; `caps` are the widest a column may be (0: as wide as it needs), the last
/// column takes what is left. Column `sign` holds the name of a tone and shows its sign.
fn table(rows: &[Vec<String>], sign: Option<usize>, caps: &[usize], terminal: Terminal) -> String {
    let last = caps.len().saturating_sub(1);
    let mut widths = vec![0usize; caps.len()];
    for row in rows {
        for (i, (cell, width)) in row.iter().zip(&mut widths).enumerate() {
            let cap = caps.get(i).copied().filter(|c| *c > 0).unwrap_or(usize::MAX);
            let needed = if sign == Some(i) { 1 } else { cell.chars().count() };
            *width = (*width).max(needed.min(cap));
        }
    }
    let used: usize = widths.iter().take(last).map(|w| w + 2).sum();
    if let Some(width) = widths.get_mut(last).filter(|_| terminal.width > 0) {
        *width = terminal.width.saturating_sub(used).max(24);
    }
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (i, (cell, width)) in row.iter().zip(&widths).enumerate() {
            if sign == Some(i) {
                let tone = terminal.tone(cell, "");
                line.push_str(&if cell.trim().is_empty() { " ".to_owned() } else { tone.replace(' ', "") });
            } else {
                line.push_str(&cut(cell, *width));
                if i < last {
                    line.push_str(&" ".repeat(width.saturating_sub(cell.chars().count())));
                }
            }
            if i < last {
                line.push_str("  ");
            }
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// At most `width` characters, the last of them « … » when some were left out.
fn cut(text: &str, width: usize) -> String {
    if width == 0 || text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// What changed between two texts: counts, then advances, setbacks and what to watch, then the
/// pairs that changed.
///
/// # Errors
/// When the words table of `options` has a fault.
pub fn terminal_comparison(
    comparison: &Comparison,
    grid: &GridHead,
    options: &ReportOptions,
    terminal: Terminal,
) -> Result<String, ReportError> {
    let words = templates::words(options)?;
    let view = changes::changes(comparison, grid, &[], &words, options);
    let mut out = format!("{}\n", terminal.ink(Ink::Bold, &typography::capitalised(&view.title)));
    for notice in &view.notices {
        out.push_str(&terminal.wrapped(notice, 0));
    }
    if view.identical {
        out.push_str(&format!("{}\n", words.get("compare-identical")));
        return Ok(out);
    }
    let counts: Vec<String> = view.counts.iter().map(|(label, n)| format!("{n} {label}")).collect();
    out.push_str(&format!("{}\n", counts.join(", ")));
    if comparison.diagnostics.iter().any(|d| d.code == "unrelated") {
        return Ok(out);
    }
    for section in view.summary.iter().filter(|s| !s.lines.is_empty()) {
        out.push_str(&format!("\n{}\n", terminal.tone(section.tone, &section.title)));
        for line in &section.lines {
            out.push_str(&terminal.wrapped(&format!("– {}", line.text), 2));
        }
    }
    out.push('\n');
    for row in view.groups.iter().filter(|g| g.kind == "changed").flat_map(|g| &g.rows) {
        let mut labels = vec![row.relation_label.clone()];
        labels.extend(row.effects.iter().map(|e| e.label.clone()));
        out.push_str(&format!("{}\n", terminal.tone(row.tone, &labels.join(" · "))));
        for (sign, side) in [("- ", &row.old), ("+ ", &row.new)] {
            let Some(side) = side else { continue };
            let mut text = String::new();
            for segment in &side.segments {
                text.push_str(&match segment.class.split(' ').next() {
                    Some("del") if terminal.colour => terminal.ink(Ink::Bad, &segment.text),
                    Some("ins") if terminal.colour => terminal.ink(Ink::Good, &segment.text),
                    Some("del") => format!("[-{}-]", segment.text),
                    Some("ins") => format!("{{+{}+}}", segment.text),
                    _ => segment.text.clone(),
                });
            }
            out.push_str(&format!("  {sign}{text} {}\n", terminal.ink(Ink::Soft, &format!("({})", side.place))));
        }
    }
    Ok(out)
}

/// Each concern in each text, a line a concern.
///
/// # Errors
/// When the words table of `options` has a fault.
pub fn terminal_ledger(
    whole: &Ledger,
    grid: &GridHead,
    options: &ReportOptions,
    terminal: Terminal,
) -> Result<String, ReportError> {
    let words: Words = templates::words(options)?;
    let view = ledger::ledger(whole, grid, &[], &[], &words, options);
    let mut rows = vec![vec![words.get("forces-concern")]];
    if let Some(head) = rows.first_mut() {
        head.extend(view.texts.iter().map(|t| t.short.clone()));
    }
    for row in &view.rows {
        let mut line = vec![row.concern.label.clone()];
        line.extend(row.cells.iter().map(|c| {
            let sign = terminal_sign(c.tone);
            if c.quotes.is_empty() {
                format!("{sign} {}", c.label)
            } else {
                format!("{sign} {} ({})", c.label, c.quotes.len())
            }
        }));
        rows.push(line);
    }
    let caps = vec![0; view.texts.len() + 1];
    Ok(table(&rows, None, &caps, Terminal { width: 0, ..terminal }))
}

fn terminal_sign(tone: &str) -> &'static str {
    match tone {
        "positif" => "✚",
        "probleme" => "▲",
        "a-ameliorer" => "◆",
        "silence" => "○",
        _ => "·",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_the_last_is_cut() {
        let rows = vec![
            vec!["c1".into(), "probleme".into(), "un texte bien long".into()],
            vec!["c10".into(), " ".into(), "court".into()],
        ];
        let plain = Terminal { colour: false, width: 0 };
        assert_eq!(table(&rows, Some(1), &[0, 1, 0], plain), "c1   ▲  un texte bien long\nc10     court\n");
        assert_eq!(cut("un texte bien long", 9), "un texte…");
    }

    #[test]
    fn lines_fit() {
        let terminal = Terminal { colour: false, width: 24 };
        let lines = terminal.wrapped("la victime est informée de ses droits", 2);
        assert_eq!(lines, "  la victime est\n  informée de ses droits\n");
    }
}
