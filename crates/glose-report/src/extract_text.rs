//! What a document says, as plain text and as Markdown.

use glose_model::{Block, BlockKind, Document};

use crate::templates::markdown_escaped;

/// The blocks in reading order, a block a line, blocks apart by an empty line where prose has one.
#[must_use]
pub fn extract_text(document: &Document) -> String {
    with_starts(document.blocks.iter()).0
}

/// The same of some blocks, with the character at which each begins.
pub(crate) fn with_starts<'b>(blocks: impl Iterator<Item = &'b Block>) -> (String, Vec<usize>) {
    let (mut out, mut starts) = (String::new(), Vec::new());
    let mut count = 0;
    let mut before: Option<&Block> = None;
    for block in blocks {
        if let Some(before) = before {
            let apart = if close(before, block) { "\n" } else { "\n\n" };
            out.push_str(apart);
            count += apart.len();
        }
        starts.push(count);
        out.push_str(&block.text);
        count += block.text.chars().count();
        before = Some(block);
    }
    out.push('\n');
    (out, starts)
}

/// Whether two blocks follow without an empty line.
fn close(before: &Block, block: &Block) -> bool {
    use BlockKind::{Addressees, Attachment, Letterhead, ListItem, Signature, TableHeader, TableRow, Visa};
    let list =
        |k| matches!(k, ListItem | TableRow | TableHeader | Visa | Attachment | Letterhead | Addressees | Signature);
    let row = |k| matches!(k, TableRow | TableHeader);
    (list(before.kind) && before.kind == block.kind) || (row(before.kind) && row(block.kind))
}

/// The blocks in Markdown: headings, lists, tables and notes as the original has them.
#[must_use]
pub fn extract_markdown(document: &Document) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        let row = matches!(block.kind, BlockKind::TableRow | BlockKind::TableHeader);
        let after_row = before.is_some_and(|b| matches!(b.kind, BlockKind::TableRow | BlockKind::TableHeader));
        let tight = before
            .is_some_and(|b| b.kind == BlockKind::ListItem && block.kind == BlockKind::ListItem || row && after_row);
        if before.is_some() {
            out.push_str(if tight { "\n" } else { "\n\n" });
        }
        let text = with_calls(document, block);
        match block.kind {
            BlockKind::Title => out.push_str(&format!("# {text}")),
            BlockKind::Heading => {
                let depth = usize::from(block.level.unwrap_or(1)).clamp(1, 5) + 1;
                out.push_str(&format!("{} {text}", "#".repeat(depth)));
            }
            BlockKind::ListItem => {
                let depth = usize::from(block.level.unwrap_or(1)).saturating_sub(1).min(8);
                out.push_str(&format!("{}- {text}", "  ".repeat(depth)));
            }
            BlockKind::TableHeader | BlockKind::TableRow => {
                let cells: Vec<String> = if block.cells.is_empty() {
                    block.text.split('\t').map(markdown_escaped).collect()
                } else {
                    block.cells.iter().map(|c| markdown_escaped(c)).collect()
                };
                out.push_str(&format!("| {} |", cells.join(" | ")));
                if !after_row {
                    out.push_str(&format!("\n|{}", " --- |".repeat(cells.len())));
                }
            }
            BlockKind::Footnote => {
                let mark = block.number.as_deref().unwrap_or_default();
                let body = block.text.strip_prefix(mark).map_or(block.text.as_str(), str::trim_start);
                let label = if mark.is_empty() { block.id.as_str() } else { mark };
                out.push_str(&format!("[^{label}]: {}", markdown_escaped(body)));
            }
            BlockKind::Box => out.push_str(&format!("> {text}")),
            BlockKind::Label => out.push_str(&format!("**{text}**")),
            _ => out.push_str(&text),
        }
        before = Some(block);
    }
    out.push('\n');
    out
}

/// The block's text, escaped, with its note calls as `[^1]`.
fn with_calls(document: &Document, block: &Block) -> String {
    if block.calls.is_empty() {
        return markdown_escaped(&block.text);
    }
    let chars: Vec<char> = block.text.chars().collect();
    let (mut out, mut at) = (String::new(), 0);
    let part = |from: usize, to: usize| chars.get(from..to).unwrap_or_default().iter().collect::<String>();
    for call in &block.calls {
        let to = call.at.min(chars.len());
        if to >= at {
            let text = part(at, to);
            out.push_str(&if at == 0 { markdown_escaped(&text) } else { markdown_escaped(&text).replace("\\-", "-") });
            at = to;
        }
        let mark = document.block(&call.note).and_then(|n| n.number.clone()).unwrap_or_else(|| call.note.clone());
        out.push_str(&format!("[^{mark}]"));
    }
    out.push_str(&markdown_escaped(&part(at, chars.len())));
    out
}
