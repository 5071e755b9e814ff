//! Bright four-sided patches at low resolution: each level of brightness cuts the picture into connected pieces, and a
//! piece whose hull is nearly four-sided and filled may be a card.
//!
//! No one threshold parts white paper from every floor, so many are tried; the score says later which cut was best.
//! Time is bounded by the number of samples, of levels and of candidates kept.

use amana_model::Point;

use super::polygon::{area, distance, four_sided, hull};
use crate::plane::Plane;

/// The lowest level and the step between levels, of 255.
const LOWEST: usize = 56;
const STEP: usize = 14;
/// The least area of a piece in samples, and the largest share of the picture.
const LEAST_AREA: usize = 110;
const LARGEST_SHARE: f32 = 0.9;
/// The most pieces looked at for one level, the largest first.
const MOST_PIECES: usize = 40;
/// The least width of a patch in samples.
const LEAST_SIDE: f32 = 7.0;
/// How much of the four-sided figure the hull must cover, and of the hull the piece with its holes filled.
const LEAST_RECTANGULAR: f32 = 0.78;
const LEAST_FILLED: f32 = 0.80;

/// A piece that may be a card, in samples of the low resolution.
#[derive(Debug, Clone)]
pub(crate) struct Patch {
    pub(crate) corners: [Point; 4],
    /// The hull's area over the figure's, 0 to 1.
    pub(crate) rectangular: f32,
    /// The piece's area with holes filled over the hull's, 0 to 1.
    pub(crate) filled: f32,
}

/// Finds the patches of one plane, in no order; the same one often at several levels.
pub(crate) fn patches(plane: &Plane) -> Vec<Patch> {
    let levels = (LOWEST..255).step_by(STEP).map(|level| level as u8);
    levels
        .flat_map(|level| pieces(plane, level, LEAST_AREA, MOST_PIECES))
        .filter_map(|piece| patch(&piece, plane))
        .collect()
}

/// A stretch of samples at or above the level: row, first and one after the last.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) y: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
}

/// For each connected piece, the ends of each row it has, the largest pieces first.
pub(crate) fn pieces(plane: &Plane, level: u8, least: usize, most: usize) -> Vec<Vec<Run>> {
    let runs = runs(plane, level);
    let parents = joined(&runs);
    let mut areas = vec![0_usize; runs.len()];
    for (i, run) in runs.iter().enumerate() {
        areas[root(&parents, i)] += run.to - run.from;
    }
    let mut largest: Vec<usize> = (0..runs.len()).filter(|i| areas[*i] >= least).collect();
    largest.sort_by_key(|i| std::cmp::Reverse(areas[*i]));
    largest.truncate(most);
    let mut places = vec![usize::MAX; runs.len()];
    largest.iter().enumerate().for_each(|(place, i)| places[*i] = place);
    let mut pieces: Vec<Vec<Run>> = vec![Vec::new(); largest.len()];
    for (i, run) in runs.iter().enumerate() {
        let Some(rows) = pieces.get_mut(places[root(&parents, i)]) else { continue };
        match rows.last_mut() {
            Some(row) if row.y == run.y => row.to = run.to,
            _ => rows.push(*run),
        }
    }
    pieces
}

fn runs(plane: &Plane, level: u8) -> Vec<Run> {
    let mut runs = Vec::new();
    for y in 0..plane.height {
        let row = plane.row(y);
        let mut x = 0;
        while let Some(start) = row[x..].iter().position(|sample| *sample >= level) {
            let from = x + start;
            let length = row[from..].iter().position(|sample| *sample < level);
            x = length.map_or(row.len(), |length| from + length);
            runs.push(Run { y, from, to: x });
        }
    }
    runs
}

/// Joins runs that touch in neighbouring rows (four neighbours), as a forest of parents.
fn joined(runs: &[Run]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..runs.len()).collect();
    let mut above = 0;
    for (i, run) in runs.iter().enumerate() {
        while runs[above].y + 1 < run.y || (runs[above].y + 1 == run.y && runs[above].to <= run.from) {
            above += 1;
        }
        let touching = runs[above..].iter().take_while(|other| other.y + 1 == run.y && other.from < run.to);
        for j in above..above + touching.count() {
            let (one, other) = (find(&mut parents, i), find(&mut parents, j));
            parents[one.max(other)] = one.min(other);
        }
    }
    parents
}

/// The first of a tree, the way to it made shorter.
fn find(parents: &mut [usize], mut i: usize) -> usize {
    while parents[i] != i {
        parents[i] = parents[parents[i]];
        i = parents[i];
    }
    i
}

fn root(parents: &[usize], mut i: usize) -> usize {
    while parents[i] != i {
        i = parents[i];
    }
    i
}

fn patch(rows: &[Run], plane: &Plane) -> Option<Patch> {
    let filled: usize = rows.iter().map(|row| row.to - row.from).sum();
    let (first, last) = (rows.first()?, rows.last()?);
    let mut points: Vec<Point> = Vec::with_capacity(2 * rows.len() + 4);
    for row in rows {
        let y = row.y as f32 + 0.5;
        points.extend([[row.from as f32, y], [row.to as f32, y]]);
    }
    for (row, y) in [(first, first.y as f32), (last, last.y as f32 + 1.0)] {
        points.extend([[row.from as f32 + 0.5, y], [row.to as f32 - 0.5, y]]);
    }
    let hull = hull(points);
    let inside = area(&hull);
    let filled = (filled as f32 / inside).min(1.0);
    let whole = (plane.width * plane.height) as f32;
    if inside > LARGEST_SHARE * whole || filled < LEAST_FILLED {
        return None;
    }
    let corners = four_sided(&hull)?;
    let rectangular = inside / area(&corners);
    let sides = [0, 1, 2, 3].map(|i| distance(corners[i], corners[(i + 1) % 4]));
    let wide =
        sides.iter().all(|side| *side >= LEAST_SIDE) && even(sides[0], sides[2]) && even(sides[1], sides[3]);
    (wide && rectangular >= LEAST_RECTANGULAR).then_some(Patch { corners, rectangular, filled })
}

/// Whether two sides that face each other can be those of a card seen aslant.
fn even(a: f32, b: f32) -> bool {
    a < 1.8 * b && b < 1.8 * a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markings::polygon::overlap;

    #[test]
    fn a_turned_card_is_found_and_nothing_in_one_colour() {
        let corners = [[60.0, 30.0], [130.0, 50.0], [118.0, 92.0], [48.0, 72.0]];
        let inside = |x: f32, y: f32| {
            (0..4).all(|i| super::super::polygon::cross(corners[i], corners[(i + 1) % 4], [x, y]) >= 0.0)
        };
        let sample = |i: usize| if inside((i % 200) as f32 + 0.5, (i / 200) as f32 + 0.5) { 230 } else { 90 };
        let plane = Plane { width: 200, height: 150, samples: (0..30_000).map(sample).collect() };
        assert!(patches(&plane).iter().any(|patch| overlap(&patch.corners, &corners) > 0.9));
        for value in [0, 255] {
            assert!(patches(&Plane { width: 200, height: 150, samples: vec![value; 30_000] }).is_empty());
        }
        assert!(patches(&Plane { width: 1, height: 1, samples: vec![255] }).is_empty());
        assert!(patches(&Plane::default()).is_empty());
    }

    #[test]
    fn noise_is_worked_through() {
        let samples = (0..40_000_u64).map(|i| (i.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8).collect();
        assert!(patches(&Plane { width: 200, height: 200, samples }).len() < 20);
    }
}
