//! Which character each glyph of a TrueType or OpenType font stands for, read backwards from its
//! `cmap` table: for files that give codes of glyphs and no map to Unicode.

use rustc_hash::FxHashMap;

/// Characters by glyph; `None` when the font has no Unicode `cmap`.
pub(super) fn glyph_characters(font: &[u8]) -> Option<FxHashMap<u16, char>> {
    let base = if font.get(..4)? == b"ttcf" { u32_at(font, 12)? as usize } else { 0 };
    let tables = u16_at(font, base + 4)?;
    let cmap = (0..usize::from(tables)).find_map(|i| {
        let record = base + 12 + i * 16;
        (font.get(record..record + 4)? == b"cmap").then(|| u32_at(font, record + 8))?
    })? as usize;
    let count = u16_at(font, cmap + 2)?;
    let mut best: Option<(u8, usize)> = None;
    for i in 0..usize::from(count).min(64) {
        let record = cmap + 4 + i * 8;
        let (platform, encoding) = (u16_at(font, record)?, u16_at(font, record + 2)?);
        let rank = match (platform, encoding) {
            (3, 10) => 4,
            (0, _) => 3,
            (3, 1) => 2,
            _ => continue,
        };
        let offset = cmap + u32_at(font, record + 4)? as usize;
        if best.is_none_or(|(r, _)| rank > r) {
            best = Some((rank, offset));
        }
    }
    let (_, table) = best?;
    let mut out = FxHashMap::default();
    let mut add = |glyph: u16, code: u32| {
        // Of several characters of one glyph the first is the usual one, except a no-break space.
        if glyph != 0
            && let Some(c) = char::from_u32(code)
        {
            out.entry(glyph).or_insert(c);
        }
    };
    match u16_at(font, table)? {
        4 => format_4(font, table, &mut add)?,
        12 => format_12(font, table, &mut add)?,
        _ => return None,
    }
    (!out.is_empty()).then_some(out)
}

fn format_4(font: &[u8], table: usize, add: &mut impl FnMut(u16, u32)) -> Option<()> {
    let segments = usize::from(u16_at(font, table + 6)? / 2);
    let ends = table + 14;
    let starts = ends + segments * 2 + 2;
    let deltas = starts + segments * 2;
    let offsets = deltas + segments * 2;
    for i in 0..segments {
        let (start, end) = (u16_at(font, starts + i * 2)?, u16_at(font, ends + i * 2)?);
        let (delta, offset) = (u16_at(font, deltas + i * 2)?, u16_at(font, offsets + i * 2)?);
        if end < start || end == 0xffff && start == 0xffff {
            continue;
        }
        for code in start..=end {
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                let at = offsets + i * 2 + usize::from(offset) + usize::from(code - start) * 2;
                match u16_at(font, at) {
                    Some(0) | None => 0,
                    Some(glyph) => glyph.wrapping_add(delta),
                }
            };
            add(glyph, u32::from(code));
        }
    }
    Some(())
}

fn format_12(font: &[u8], table: usize, add: &mut impl FnMut(u16, u32)) -> Option<()> {
    let groups = u32_at(font, table + 12)?.min(20_000) as usize;
    let mut left = 200_000_u32;
    for i in 0..groups {
        let group = table + 16 + i * 12;
        let (start, end, glyph) = (u32_at(font, group)?, u32_at(font, group + 4)?, u32_at(font, group + 8)?);
        let length = end.checked_sub(start).map_or(0, |n| n.saturating_add(1)).min(left);
        left -= length;
        for n in 0..length {
            if let Ok(glyph) = u16::try_from(glyph.saturating_add(n)) {
                add(glyph, start.saturating_add(n));
            }
        }
    }
    Some(())
}

fn u16_at(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes([*data.get(at)?, *data.get(at.checked_add(1)?)?]))
}

fn u32_at(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16_at(data, at)?) << 16 | u32::from(u16_at(data, at.checked_add(2)?)?))
}
