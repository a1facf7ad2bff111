//! Many documents: in parallel, their results in the order given, memory bounded by a window.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;

use crate::outputs::Output;
use crate::status::Status;

/// A bar on standard error, when it is a terminal and there is more than one document.
pub(crate) fn bar(documents: usize, quiet: bool) -> ProgressBar {
    if documents < 2 || quiet {
        return ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    }
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}");
    let bar = ProgressBar::new(documents as u64);
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// Applies `work` to each item on the machine's processors and hands the results to `done` in
/// the order of the items; at most four results a processor are held at once.
pub(crate) fn in_order<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync, mut done: impl FnMut(&T, R)) {
    let window = rayon::current_num_threads() * 4;
    for group in items.chunks(window.max(1)) {
        let results: Vec<R> = group.par_iter().map(&work).collect();
        for (item, result) in group.iter().zip(results) {
            done(item, result);
        }
    }
}

/// What `work` gives for each item, written to `output` in order, with a bar. Nothing is written
/// when no item gave anything.
pub(crate) fn into<T: Sync>(
    output: &Output,
    items: &[T],
    status: &Status,
    work: impl Fn(&T) -> Option<Vec<u8>> + Sync,
) {
    let bar = bar(items.len(), status.quiet());
    let mut sink = None;
    in_order(items, work, |_, bytes| {
        bar.inc(1);
        let Some(bytes) = bytes else { return };
        if let Some(sink) = sink.get_or_insert_with(|| output.open(status)) {
            sink.push(&bytes);
        }
    });
    bar.finish_and_clear();
    if let Some(Some(sink)) = sink {
        sink.finish();
    }
}
