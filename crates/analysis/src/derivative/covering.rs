//! Covering that destroys: the samples of a region, and of an edge around it, are replaced by one flat grey.
//!
//! A JPEG keeps squares of eight samples together: what stands in a region leaves traces in the whole of each square that it touches. So
//! the edge is as wide as such a square, in each plane by itself.

use amana_model::Cover;

use crate::plane::Plane;
use crate::planes::Planes;

/// What stands in place of what is covered: the same in luma, Cb and Cr, so a middle grey.
pub(super) const FLAT: u8 = 128;
/// The edge around a region, in samples of the plane.
const EDGE: i64 = 8;
/// Parts of a sample that places are counted in.
const PARTS: i64 = 256;

/// Covers a region in every plane.
pub(super) fn cover(planes: &mut Planes, cover: &Cover, size: (u32, u32)) {
    cover_plane(&mut planes.luma, cover, size);
    for chroma in planes.chroma.iter_mut().flatten() {
        cover_plane(chroma, cover, size);
    }
}

fn cover_plane(plane: &mut Plane, cover: &Cover, (width, height): (u32, u32)) {
    let along = |value: i32, of: u32, to: usize| i64::from(value) * PARTS * to as i64 / i64::from(of.max(1));
    let corners: Vec<[i64; 2]> = cover
        .corners
        .iter()
        .map(|corner| [along(corner[0], width, plane.width), along(corner[1], height, plane.height)])
        .collect();
    let (across, stride) = (plane.width as i64, plane.width);
    for (y, row) in plane.samples.chunks_exact_mut(stride.max(1)).enumerate() {
        for (from, to) in spans(&corners, y as i64) {
            // Whole samples that the span touches.
            let first = from.div_euclid(PARTS).clamp(0, across) as usize;
            let last = (to.div_euclid(PARTS) + 1).clamp(0, across) as usize;
            row[first..last.max(first)].fill(FLAT);
        }
    }
}

/// What of a row is covered: where a line through its middle is inside, and all that is as near to an edge as [`EDGE`].
fn spans(corners: &[[i64; 2]], row: i64) -> Vec<(i64, i64)> {
    let (middle, edge) = (row * PARTS + PARTS / 2, (EDGE + 1) * PARTS);
    let (top, bottom) = (middle - edge, middle + edge);
    let (mut spans, mut crossings) = (Vec::new(), Vec::new());
    for (at, from) in corners.iter().enumerate() {
        let to = &corners[(at + 1) % corners.len()];
        let (upper, lower) = if from[1] <= to[1] { (from, to) } else { (to, from) };
        if lower[1] < top || upper[1] > bottom {
            continue;
        }
        // Where the edge is between two heights, from left to right.
        let height = (lower[1] - upper[1]).max(1);
        let x = |y: i64| upper[0] + (lower[0] - upper[0]) * (y.clamp(upper[1], lower[1]) - upper[1]) / height;
        let ends = match lower[1] == upper[1] {
            true => [upper[0], lower[0]],
            false => [x(top), x(bottom)],
        };
        spans.push((ends[0].min(ends[1]) - edge, ends[0].max(ends[1]) + edge));
        if (upper[1]..lower[1]).contains(&middle) {
            crossings.push((x(middle), if from[1] <= to[1] { 1 } else { -1 }));
        }
    }
    crossings.sort_unstable();
    // Inside is whatever the outline goes round at all, so that a region drawn across itself has no hole.
    let (mut turns, mut start) = (0, 0);
    for (x, turn) in crossings {
        if turns == 0 {
            start = x;
        }
        turns += turn;
        if turns == 0 {
            spans.push((start, x));
        }
    }
    spans
}

#[cfg(test)]
mod tests {
    use amana_model::Covered;
    use proptest::prelude::*;

    use super::*;

    fn covered(corners: Vec<[i32; 2]>, width: usize, height: usize) -> Plane {
        let mut planes = Planes::grey(width, height, vec![7; width * height]);
        cover(&mut planes, &Cover { what: Covered::Wound, corners }, (width as u32, height as u32));
        planes.luma
    }

    #[test]
    fn a_region_drawn_across_itself_has_no_hole() {
        // A star of five points in one stroke: its middle is gone round twice.
        let star = vec![[100, 10], [160, 190], [10, 75], [190, 75], [40, 190]];
        let plane = covered(star, 200, 200);
        assert!((60..140).all(|x| plane.row(100)[x] == FLAT) && plane.row(190)[100] == 7);
    }

    proptest! {
        /// Every sample in a triangle, and every sample as near as the edge, is replaced.
        #[test]
        fn nothing_of_a_triangle_is_left(corners in proptest::array::uniform3(proptest::array::uniform2(-20i32..140))) {
            let plane = covered(corners.to_vec(), 120, 100);
            let side = |a: [i32; 2], b: [i32; 2], x: f64, y: f64| {
                f64::from(b[0] - a[0]) * (y - f64::from(a[1])) - f64::from(b[1] - a[1]) * (x - f64::from(a[0]))
            };
            for y in 0..100_usize {
                for x in 0..120_usize {
                    let (px, py) = (x as f64 + 0.5, y as f64 + 0.5);
                    let sides = [0, 1, 2].map(|i| side(corners[i], corners[(i + 1) % 3], px, py));
                    let flat = corners.iter().all(|c| c[0] == corners[0][0]) || corners.iter().all(|c| c[1] == corners[0][1]);
                    let inside = sides.iter().all(|s| *s >= 0.0) || sides.iter().all(|s| *s <= 0.0);
                    let near = corners.iter().any(|c| (f64::from(c[0]) - px).hypot(f64::from(c[1]) - py) <= 8.0);
                    if (inside && !flat && sides.iter().any(|s| s.abs() > 1.0)) || near {
                        prop_assert_eq!(plane.row(y)[x], FLAT, "{},{} of {:?}", x, y, corners);
                    }
                }
            }
        }
    }
}
