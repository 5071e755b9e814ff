//! Convex figures: hull, area, the part that two share, the four-sided figure around one.
//!
//! Points go clockwise as seen (x to the right, y down), so areas are positive.

use amana_model::Point;

/// Twice the area of the triangle of three points, positive if they go clockwise as seen.
pub(crate) fn cross(a: Point, b: Point, c: Point) -> f32 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

/// The distance between two points.
pub(crate) fn distance(a: Point, b: Point) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// The area, by the shoelace formula; negative if the points go counter-clockwise.
pub(crate) fn area(points: &[Point]) -> f32 {
    let next = points.iter().cycle().skip(1);
    points.iter().zip(next).map(|(a, b)| a[0] * b[1] - a[1] * b[0]).sum::<f32>() / 2.0
}

/// The convex hull (Andrew's monotone chain, 1979), without points on its sides.
pub(crate) fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let mut chain = half(points.iter());
    chain.extend(half(points.iter().rev()));
    chain
}

fn half<'p>(points: impl Iterator<Item = &'p Point>) -> Vec<Point> {
    let mut chain: Vec<Point> = Vec::new();
    for point in points {
        while let [.., a, b] = chain[..]
            && cross(a, b, *point) <= 0.0
        {
            chain.pop();
        }
        chain.push(*point);
    }
    chain.pop();
    chain
}

/// A four-sided figure around a hull: again and again the side is left out whose neighbours, made longer, add the
/// least area.
///
/// `None` for a hull of fewer than four corners.
pub(crate) fn four_sided(hull: &[Point]) -> Option<[Point; 4]> {
    let mut points = hull.to_vec();
    while points.len() > 4 {
        let n = points.len();
        let cheapest = (0..n)
            .filter_map(|i| {
                let [a, b, c, d] = [n - 1, 0, 1, 2].map(|step| points[(i + step) % n]);
                let corner = meeting(a, b, d, c)?;
                // Beyond b as seen from a: otherwise the two neighbours part.
                let beyond = (corner[0] - b[0]) * (b[0] - a[0]) + (corner[1] - b[1]) * (b[1] - a[1]) >= 0.0;
                beyond.then(|| (i, corner, cross(b, corner, c).abs()))
            })
            .min_by(|a, b| a.2.total_cmp(&b.2));
        let (i, corner, _) = cheapest?;
        points[i] = corner;
        points.remove((i + 1) % n);
    }
    points.try_into().ok()
}

/// Where the line through `a` and `b` meets the one through `c` and `d`; `None` if they are parallel.
pub(crate) fn meeting(a: Point, b: Point, c: Point, d: Point) -> Option<Point> {
    let (abx, aby, cdx, cdy) = (b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]);
    let across = abx * cdy - aby * cdx;
    let t = ((c[0] - a[0]) * cdy - (c[1] - a[1]) * cdx) / across;
    (across.abs() > 1e-6 && t.is_finite()).then(|| [a[0] + t * abx, a[1] + t * aby])
}

/// The shared area over the area of both together, 0 to 1, of two convex figures that go clockwise.
pub(crate) fn overlap(a: &[Point; 4], b: &[Point; 4]) -> f32 {
    let shared = area(&shared(a, b)).max(0.0);
    let union = area(a) + area(b) - shared;
    if union > 0.0 { shared / union } else { 0.0 }
}

/// What two convex figures share (Sutherland and Hodgman, 1974).
pub(crate) fn shared(a: &[Point], b: &[Point]) -> Vec<Point> {
    let mut points = a.to_vec();
    for (i, from) in b.iter().enumerate() {
        let to = b[(i + 1) % b.len()];
        let mut kept = Vec::with_capacity(points.len() + 1);
        for (j, point) in points.iter().enumerate() {
            let next = points[(j + 1) % points.len()];
            let (here, there) = (cross(*from, to, *point) >= 0.0, cross(*from, to, next) >= 0.0);
            if here {
                kept.push(*point);
            }
            if here != there {
                kept.extend(meeting(*point, next, *from, to));
            }
        }
        points = kept;
    }
    points
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_cut_corner_is_put_back() {
        let cut = [[2.0, 0.0], [40.0, 0.0], [40.0, 18.0], [38.0, 20.0], [0.0, 20.0], [0.0, 2.0]];
        let around = four_sided(&hull(cut.to_vec())).unwrap();
        assert!((area(&around) - 800.0).abs() < 0.1, "{around:?}");
        assert!(four_sided(&[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]).is_none());
    }

    #[test]
    fn halves_overlap_by_a_third() {
        let one = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]];
        let other = one.map(|[x, y]| [x + 5.0, y]);
        assert!((overlap(&one, &other) - 1.0 / 3.0).abs() < 1e-5);
        assert!((overlap(&one, &one) - 1.0).abs() < 1e-5);
        assert!(overlap(&one, &one.map(|[x, y]| [x + 50.0, y])).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn a_hull_holds_every_point(points in proptest::collection::vec(proptest::array::uniform2(0.0f32..100.0), 3..60)) {
            let around = hull(points.clone());
            prop_assert!(area(&around) >= 0.0);
            for point in points {
                for (i, from) in around.iter().enumerate() {
                    prop_assert!(cross(*from, around[(i + 1) % around.len()], point) >= -0.05);
                }
            }
        }
    }
}
