//! Segments to rows: what stands on one baseline, raised and sunk signs included.

use super::segment::Segment;

/// Segments of one baseline, left to right; the numbers are places in the page's segments.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// Baseline.
    pub(crate) y: f32,
    /// Largest type size.
    pub(crate) size: f32,
    /// Its segments by place, left to right.
    pub(crate) members: Vec<usize>,
}

/// Rows from top to bottom of the segments at `places`.
pub(crate) fn rows(places: &[usize], segments: &mut [Segment]) -> Vec<Row> {
    lift_initials(places, segments);
    let mut sorted: Vec<usize> = places.to_vec();
    sorted.sort_by(|a, b| segments[*a].y.total_cmp(&segments[*b].y).then(segments[*a].x0.total_cmp(&segments[*b].x0)));
    let mut rows: Vec<Row> = Vec::new();
    for place in sorted {
        let segment = segments[place];
        match rows.last_mut() {
            Some(row) if segment.y - row.y <= 0.2 * row.size.min(segment.size).max(4.0) => {
                if segment.size > row.size {
                    row.size = segment.size;
                    row.y = segment.y;
                }
                row.members.push(place);
            }
            _ => rows.push(Row { y: segment.y, size: segment.size, members: vec![place] }),
        }
    }
    attach_raised(&mut rows, segments);
    for row in &mut rows {
        row.members.sort_by(|a, b| segments[*a].x0.total_cmp(&segments[*b].x0));
    }
    rows
}

/// Moves a large letter that is as deep as several lines to the first of them.
fn lift_initials(places: &[usize], segments: &mut [Segment]) {
    let all = || places.iter().filter_map(|p| segments.get(*p));
    let usual = all().max_by_key(|s| s.to - s.from).map_or(0.0, |s| s.size);
    let large: Vec<usize> = places
        .iter()
        .copied()
        .filter(|p| segments.get(*p).is_some_and(|s| s.to - s.from == 1 && s.size > 1.5 * usual))
        .take(20)
        .collect();
    for place in &large {
        let Some(initial) = segments.get(*place).copied() else { continue };
        let beside = places.iter().filter_map(|p| segments.get(*p)).filter(|s| {
            s.size * 1.6 < initial.size
                && s.direction == initial.direction
                && s.to - s.from > 3
                && s.x0 > initial.x1 - 0.2 * s.size
                && s.x0 < initial.x1 + 1.5 * s.size
                && s.y > initial.y - 0.8 * initial.size
                && s.y < initial.y - 0.6 * s.size
        });
        let Some((y, size)) = beside.map(|s| (s.y, s.size)).min_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
        if let Some(segment) = segments.get_mut(*place) {
            (segment.y, segment.size, segment.initial) = (y, size, true);
        }
    }
}

/// Moves small segments that stand just above or below the baseline of a larger neighbour, and
/// beside its text, to the neighbour's row.
fn attach_raised(rows: &mut Vec<Row>, segments: &mut [Segment]) {
    for i in 0..rows.len() {
        let mut kept = Vec::with_capacity(rows[i].members.len());
        for place in std::mem::take(&mut rows[i].members) {
            let small = segments[place];
            let near = [i.checked_sub(1), Some(i + 1), i.checked_sub(2), Some(i + 2)];
            let host =
                near.into_iter().flatten().find(|j| rows.get(*j).is_some_and(|row| hosts(row, &small, segments)));
            match host {
                Some(j) => {
                    segments[place].raised = true;
                    rows[j].members.push(place);
                }
                None => kept.push(place),
            }
        }
        // What was moved here meanwhile stays.
        kept.append(&mut rows[i].members);
        rows[i].members = kept;
    }
    // Raised signs set on the row itself are marked where their size tells them.
    rows.retain(|r| !r.members.is_empty());
}

fn hosts(row: &Row, small: &Segment, segments: &[Segment]) -> bool {
    let rise = row.y - small.y;
    if small.size > 0.85 * row.size || rise > 0.7 * row.size || rise < -0.4 * row.size {
        return false;
    }
    row.members.iter().map(|p| &segments[*p]).any(|s| {
        !s.raised
            && s.size > small.size * 1.15
            && small.x0 < s.x1 + 0.6 * s.size
            && small.x1 > s.x0 - 0.6 * s.size
            && small.direction == s.direction
    })
}
