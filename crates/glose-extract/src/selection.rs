//! Some pages of a document: it is read whole, because its structure shows only over all pages.

use std::collections::BTreeSet;

use glose_model::Document;

/// Keeps the blocks that stand, in part at least, on one of `pages`, and what is said of these
/// pages; whether any is left.
pub(crate) fn keep(document: &mut Document, pages: &BTreeSet<u32>) -> bool {
    document.pages_info.retain(|info| pages.contains(&info.page));
    document.blocks.retain(|block| {
        let stands = block.spans.iter().any(|span| pages.contains(&span.page));
        stands || (block.spans.is_empty() && block.page.is_some_and(|page| pages.contains(&page)))
    });
    let kept: BTreeSet<String> = document.blocks.iter().map(|block| block.id.clone()).collect();
    for block in &mut document.blocks {
        block.calls.retain(|call| kept.contains(&call.note));
        block.parent = block.parent.take().filter(|parent| kept.contains(parent));
    }
    !document.pages_info.is_empty()
}
