//! Streams taken out of their filters under a budget: a few kilobytes can be made to swell to
//! gigabytes, and `hayro-syntax` has no limit of its own.

use std::borrow::Cow;
use std::cell::Cell;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::dict::keys::{DECODE_PARMS, PREDICTOR};
use hayro_syntax::object::{Dict, Object, Stream};

/// Deflate grows no more than this (zlib's own figure).
const DEFLATE_RATIO: usize = 1032;
/// LZW codes of nine bits or more stand for at most 4,093 bytes.
const LZW_RATIO: usize = 3640;
/// A run of 128 bytes from two.
const RUN_LENGTH_RATIO: usize = 64;

/// What a document may still use. Shared by everything that reads it.
#[derive(Debug)]
pub(super) struct Budget {
    /// Largest size of one decoded stream.
    pub(super) stream: usize,
    /// Bytes that may still be decoded.
    pub(super) decoded: Cell<usize>,
    /// Operators that may still be run.
    pub(super) operators: Cell<u64>,
    /// Forms that may still be drawn.
    pub(super) forms: Cell<u32>,
    /// Whether something was left out because a limit was met.
    pub(super) met: Cell<bool>,
}

impl Budget {
    /// A budget of `decoded` bytes and `operators` operators.
    pub(super) fn new(decoded: usize, operators: u64) -> Self {
        Self {
            stream: decoded / 4,
            decoded: Cell::new(decoded),
            operators: Cell::new(operators),
            forms: Cell::new(100_000),
            met: Cell::new(false),
        }
    }

    fn spend(&self, bytes: usize) {
        self.decoded.set(self.decoded.get().saturating_sub(bytes));
    }

    fn room(&self) -> usize {
        self.stream.min(self.decoded.get())
    }
}

/// The bytes of a stream; of a damaged one what comes before the damage. `None` for pictures and
/// for what would not fit in the budget.
pub(super) fn decode<'a>(stream: &Stream<'a>, budget: &Budget) -> Option<Cow<'a, [u8]>> {
    let filters = stream.filters();
    let raw = stream.raw_data();
    if filters.is_empty() {
        return Some(raw);
    }
    if let [Filter::FlateDecode] = filters.as_slice()
        && !has_predictor(stream.dict())
    {
        return inflate(&raw, budget).map(Cow::Owned);
    }
    let mut bound = raw.len();
    for filter in &filters {
        let ratio = match filter {
            Filter::FlateDecode => DEFLATE_RATIO,
            Filter::LzwDecode => LZW_RATIO,
            Filter::RunLengthDecode => RUN_LENGTH_RATIO,
            Filter::AsciiHexDecode | Filter::Crypt => 1,
            // `z` stands for four zero bytes.
            Filter::Ascii85Decode => 4,
            Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode => return None,
        };
        bound = bound.saturating_mul(ratio);
    }
    // The bound is far above what real streams reach; the sizes that are really met are counted
    // one filter after the other where it says too much.
    if bound > budget.room() && !measured(&raw, &filters, budget) {
        budget.met.set(true);
        return None;
    }
    let bytes = stream.decoded_data().ok()?;
    budget.spend(bytes.len());
    Some(bytes)
}

/// Whether a stream that starts with deflate stays within the budget; other filters are taken at
/// their bound.
fn measured(raw: &[u8], filters: &[Filter], budget: &Budget) -> bool {
    match filters {
        [Filter::FlateDecode] => inflated_length(raw, budget.room()) <= budget.room(),
        [Filter::Ascii85Decode | Filter::AsciiHexDecode | Filter::RunLengthDecode] => {
            raw.len() <= budget.room() / RUN_LENGTH_RATIO
        }
        _ => {
            raw.len() <= 1 << 18 && filters.len() <= 2 && !matches!(filters, [Filter::FlateDecode, Filter::FlateDecode])
        }
    }
}

fn has_predictor(dict: &Dict<'_>) -> bool {
    match dict.get::<Object<'_>>(DECODE_PARMS).or_else(|| dict.get::<Object<'_>>("DP")) {
        Some(Object::Dict(parameters)) => parameters.get::<i32>(PREDICTOR).is_some_and(|p| p > 1),
        Some(Object::Array(_)) => true,
        _ => false,
    }
}

/// Deflated bytes, with the zlib header or without.
fn inflate(raw: &[u8], budget: &Budget) -> Option<Vec<u8>> {
    let room = budget.room();
    let limit = room.saturating_add(1);
    let (mut out, whole) = unpack(raw, true, limit);
    if !whole && out.is_empty() {
        // The header may be missing or wrong, the data behind it whole.
        out = unpack(raw, false, limit).0;
        if out.is_empty() {
            out = unpack(raw.get(2..).unwrap_or_default(), false, limit).0;
        }
    }
    if out.len() > room {
        budget.met.set(true);
        return None;
    }
    budget.spend(out.len());
    Some(out)
}

/// Deflated bytes as far as they can be read and no more than about `limit`, and whether that is all
/// of them. `header`: with the two bytes of zlib before them.
fn unpack(raw: &[u8], header: bool, limit: usize) -> (Vec<u8>, bool) {
    let mut state = Decompress::new(header);
    let mut out = Vec::with_capacity(raw.len().saturating_mul(4).min(limit).clamp(256, 1 << 20));
    loop {
        let (read, written) = (state.total_in(), out.len());
        let rest = usize::try_from(read).ok().and_then(|at| raw.get(at..)).unwrap_or_default();
        let status = state.decompress_vec(rest, &mut out, FlushDecompress::None);
        let stuck = state.total_in() == read && out.len() == written;
        match status {
            Ok(Status::StreamEnd) => return (out, true),
            Ok(_) if out.len() > limit => return (out, false),
            Ok(_) if out.len() == out.capacity() => out.reserve(out.len().max(1 << 12)),
            Ok(_) if !stuck => {}
            _ => return (out, false),
        }
    }
}

/// How much deflated bytes come to, counted up to just over `limit`.
pub(super) fn inflated_length(raw: &[u8], limit: usize) -> usize {
    let mut decoder = ZlibDecoder::new(raw).take((limit as u64).saturating_add(1));
    let mut buffer = [0_u8; 1 << 14];
    let mut total = 0;
    loop {
        match decoder.read(&mut buffer) {
            Ok(0) | Err(_) => return total,
            Ok(n) => total += n,
        }
    }
}

/// Deflated bytes, as far as they can be read, and no more than `limit`.
pub(super) fn inflate_up_to(raw: &[u8], limit: usize) -> Vec<u8> {
    let mut out = unpack(raw, true, limit).0;
    out.truncate(limit);
    out
}
