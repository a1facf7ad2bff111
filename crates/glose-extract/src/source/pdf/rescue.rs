//! Files whose end is lost: the catalogue and the tree of pages stand there, the pages themselves
//! before it. They are gathered from the bytes and put under a new tree.

use super::decode;

/// Pages gathered of a file.
const MAX_PAGES: usize = 20_000;

/// The file with a catalogue and a tree for the pages that are in it; `None` when there are none.
/// `max` bounds what is decoded of its object streams.
pub(super) fn gathered(bytes: &[u8], max: usize) -> Option<Vec<u8>> {
    let mut pages: Vec<u32> = Vec::new();
    let mut highest = 0;
    let mut left = max;
    for at in memchr::memmem::find_iter(bytes, b" obj") {
        let Some(number) = object_number(bytes.get(..at).unwrap_or_default()) else { continue };
        highest = highest.max(number);
        let body = bytes.get(at + 4..).unwrap_or_default();
        let head = body.get(..body.len().min(8192)).unwrap_or_default();
        let head = match ["endobj", "stream"].iter().filter_map(|end| memchr::memmem::find(head, end.as_bytes())).min()
        {
            Some(end) => head.get(..end).unwrap_or_default(),
            None => head,
        };
        if is_type(head, b"Page") {
            pages.push(number);
        } else if is_type(head, b"ObjStm") {
            pages_in_stream(body, head, &mut left, &mut pages, &mut highest);
        }
    }
    pages.dedup();
    if pages.is_empty() || pages.len() > MAX_PAGES {
        return None;
    }
    let (catalog, tree) = (highest.checked_add(1)?, highest.checked_add(2)?);
    let mut out = Vec::with_capacity(bytes.len() + pages.len() * 12 + 256);
    out.extend_from_slice(bytes);
    // What is cut off inside a stream ends here.
    out.extend_from_slice(b"\nendstream\nendobj\n");
    out.extend(format!("{catalog} 0 obj\n<</Type/Catalog/Pages {tree} 0 R>>\nendobj\n").bytes());
    out.extend(format!("{tree} 0 obj\n<</Type/Pages/Count {}/Kids[", pages.len()).bytes());
    for page in &pages {
        out.extend(format!("{page} 0 R ").bytes());
    }
    out.extend(format!("]>>\nendobj\ntrailer\n<</Size {}/Root {catalog} 0 R>>\n", tree.saturating_add(1)).bytes());
    Some(out)
}

/// Pages among the objects of an object stream (ISO 32000-1, 7.5.7).
fn pages_in_stream(body: &[u8], head: &[u8], left: &mut usize, pages: &mut Vec<u32>, highest: &mut u32) {
    let Some(begin) = memchr::memmem::find(body, b"stream").map(|i| i + 6) else { return };
    let data = match body.get(begin..).unwrap_or_default() {
        [b'\r', b'\n', data @ ..] | [b'\n', data @ ..] => data,
        data => data,
    };
    let (Some(count), Some(first)) = (number_after(head, b"/N"), number_after(head, b"/First")) else { return };
    let decoded = if memchr::memmem::find(head, b"FlateDecode").is_some() {
        decode::inflate_up_to(data, *left)
    } else {
        data.get(..data.len().min(*left)).unwrap_or_default().to_vec()
    };
    *left = left.saturating_sub(decoded.len());
    let Some(index) = decoded.get(..first as usize) else { return };
    let numbers: Vec<u32> = std::str::from_utf8(index)
        .unwrap_or_default()
        .split_ascii_whitespace()
        .take(2 * count as usize)
        .filter_map(|n| n.parse().ok())
        .collect();
    for (i, pair) in numbers.chunks_exact(2).enumerate() {
        let [number, offset] = pair else { continue };
        *highest = (*highest).max(*number);
        let from = first.saturating_add(*offset) as usize;
        let to = numbers.get(2 * i + 3).map_or(decoded.len(), |next| first.saturating_add(*next) as usize);
        if decoded.get(from..to.min(decoded.len())).is_some_and(|object| is_type(object, b"Page")) {
            pages.push(*number);
        }
    }
}

/// Whether a dictionary says that it is of a type.
fn is_type(dict: &[u8], name: &[u8]) -> bool {
    memchr::memmem::find_iter(dict, b"/Type").any(|at| {
        let rest = dict.get(at + 5..).unwrap_or_default();
        let skip = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let Some([b'/', value @ ..]) = rest.get(skip..) else { return false };
        value.starts_with(name) && value.get(name.len()).is_none_or(|b| !b.is_ascii_alphanumeric())
    })
}

/// The number of the object whose generation ends the bytes: « 12 0 ».
fn object_number(before: &[u8]) -> Option<u32> {
    let digits = |bytes: &[u8]| bytes.iter().rev().take_while(|b| b.is_ascii_digit()).count();
    let generation = digits(before);
    let rest = before.get(..before.len() - generation)?;
    let space = rest.iter().rev().take_while(|b| b.is_ascii_whitespace()).count();
    let rest = rest.get(..rest.len() - space)?;
    let number = rest.get(rest.len() - digits(rest)..)?;
    if generation == 0 || space == 0 || number.is_empty() || number.len() > 8 {
        return None;
    }
    std::str::from_utf8(number).ok()?.parse().ok()
}

/// The number after a key.
fn number_after(dict: &[u8], key: &[u8]) -> Option<u32> {
    memchr::memmem::find_iter(dict, key).find_map(|at| {
        let rest = dict.get(at + key.len()..)?;
        let skip = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
        let rest = rest.get(skip..)?;
        let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        std::str::from_utf8(rest.get(..digits)?).ok()?.parse().ok()
    })
}
