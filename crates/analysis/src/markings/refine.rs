//! Corners found at low resolution, set on the real edges: along each side the steepest fall of brightness is looked
//! for at full resolution and a line laid through.

use amana_model::Point;

use super::polygon::{area, distance, meeting, overlap};
use super::straighten::between;
use crate::plane::Plane;

/// Places along a side.
const PLACES: usize = 24;
/// Steps to each side of the edge.
const STEPS: i32 = 8;

/// Sets corners on the edges within `reach` pixels; gives back the old ones where that leads astray.
pub(crate) fn refined(luma: &Plane, corners: &[Point; 4], reach: f32) -> [Point; 4] {
    let sides = [0, 1, 2, 3].map(|i| side(luma, corners[i], corners[(i + 1) % 4], reach));
    let mut refined = *corners;
    for i in 0..4 {
        let (before, after) = (sides[(i + 3) % 4], sides[i]);
        let Some(corner) = meeting(before.0, before.1, after.0, after.1) else { return *corners };
        refined[i] = corner;
    }
    let near = refined.iter().zip(corners).all(|(new, old)| distance(*new, *old) <= 3.0 * reach);
    if near && area(&refined) > 0.0 && overlap(&refined, corners) > 0.7 { refined } else { *corners }
}

/// The line of the edge near the side from `a` to `b` (the inside to its right as seen); the side itself if too few
/// places show an edge.
fn side(luma: &Plane, a: Point, b: Point, reach: f32) -> (Point, Point) {
    let length = distance(a, b).max(1.0);
    let along = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    let inward = [-along[1], along[0]];
    let mut places: Vec<(f32, f32)> = Vec::with_capacity(PLACES);
    for k in 0..PLACES {
        let t = length * (0.06 + 0.88 * (k as f32 + 0.5) / PLACES as f32);
        let step = reach / STEPS as f32;
        let value = |s: i32| {
            let s = s as f32 * step;
            between(luma, a[0] + along[0] * t + inward[0] * s, a[1] + along[1] * t + inward[1] * s)
        };
        let steepest = (-STEPS..=STEPS)
            .map(|s| (s, value(s + 1) + value(s + 2) - value(s - 1) - value(s - 2)))
            .max_by(|one, other| one.1.total_cmp(&other.1));
        if let Some((s, rise)) = steepest
            && rise > 24.0
        {
            places.push((t, s as f32 * step));
        }
    }
    let Some((offset, slope)) = line(&places, reach) else { return (a, b) };
    let at = |t: f32| {
        let s = offset + slope * t;
        [a[0] + along[0] * t + inward[0] * s, a[1] + along[1] * t + inward[1] * s]
    };
    (at(0.0), at(length))
}

/// The middle line through the places: the median of the slopes of all pairs (Theil and Sen), robust up to 29 % of
/// strays.
fn line(places: &[(f32, f32)], reach: f32) -> Option<(f32, f32)> {
    if places.len() < PLACES / 2 {
        return None;
    }
    let pairs = places.iter().enumerate().flat_map(|(i, a)| places[..i].iter().map(move |b| (a, b)));
    let slope = median(pairs.map(|(a, b)| (a.1 - b.1) / (a.0 - b.0)).collect())?;
    let offset = median(places.iter().map(|(t, s)| s - slope * t).collect())?;
    (offset.abs() <= 2.0 * reach).then_some((offset, slope))
}

fn median(mut values: Vec<f32>) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}
