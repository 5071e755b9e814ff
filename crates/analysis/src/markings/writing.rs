//! Rows of writing that stand on no ground of their own: on skin, at any angle.
//!
//! Strokes of like size and darkness that stand near each other are one writing. What it says is for the reader; most of
//! what is found here (brows and eyes, seams, cracks) is none, and is dropped where nothing like a number is read.

use amana_model::Point;

use super::polygon::{cross, overlap};
use super::slope::{Slanted, direction};
use super::specks::{Speck, specks};
use crate::plane::Plane;
use crate::planes::Planes;

/// The longer sides of the pictures in which writing is looked for: small writing in the first, large in the second.
const LOW: [usize; 2] = [1024, 320];
/// The most writings of one picture.
const MOST: usize = 3;
/// Strokes of a writing: how much larger one is than another, how far apart they stand as a share of the larger, and how
/// much lighter one is, at most.
const LIKE_SIZE: f32 = 2.2;
const APART: f32 = 1.9;
const LIKE_TONE: f32 = 1.5;
/// The fewest and most strokes of a writing.
const FEWEST: usize = 3;
const MOST_STROKES: usize = 32;
/// How dark strokes are beside the ground around them: each tells by what it lacks to the ground, together and in the middle.
const LEAST_WEIGHT: f32 = 0.95;
const LIGHTEST: f32 = 0.68;
/// What is left around the writing, as a share of a digit's height.
const MARGIN: f32 = 0.4;
/// Two writings that share more than this are one.
const SAME: f32 = 0.3;

/// Where writing may be outside the places `taken`, corners in pixels of the picture, clockwise; the likeliest first.
///
/// What hangs over the frame is left out: a number cut off is another number.
pub(crate) fn writings(planes: &Planes, taken: &[[Point; 4]]) -> Vec<[Point; 4]> {
    let mut found: Vec<(f32, [Point; 4])> = Vec::new();
    let (width, height) = planes.size();
    let mut small = None;
    for low in LOW {
        let larger = small.as_ref().unwrap_or(&planes.luma);
        let (w, h) = larger.fitting(low);
        let plane = larger.reduced(w, h);
        let scale = [width as f32 / w.max(1) as f32, height as f32 / h.max(1) as f32];
        let scaled = |corners: [Point; 4]| corners.map(|[x, y]| [x * scale[0], y * scale[1]]);
        found.extend(of_plane(&plane).into_iter().map(|(weight, corners)| (weight, scaled(corners))));
        small = Some(plane);
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<[Point; 4]> = Vec::new();
    let free = |corners: &[Point; 4]| {
        let middle = [0, 1].map(|axis| corners.iter().map(|corner| corner[axis]).sum::<f32>() / 4.0);
        !taken.iter().any(|other| holds(other, middle))
    };
    let whole = |corners: &[Point; 4]| {
        corners.iter().all(|[x, y]| (0.0..width as f32).contains(x) && (0.0..height as f32).contains(y))
    };
    for (_, corners) in found.into_iter().filter(|(_, corners)| whole(corners) && free(corners)) {
        if kept.len() < MOST && kept.iter().all(|other| overlap(other, &corners) < SAME) {
            kept.push(corners);
        }
    }
    kept
}

fn holds(corners: &[Point; 4], point: Point) -> bool {
    (0..4).all(|i| cross(corners[i], corners[(i + 1) % 4], point) >= 0.0)
}

/// The writings of one plane with their weights.
fn of_plane(plane: &Plane) -> Vec<(f32, [Point; 4])> {
    let specks = specks(plane);
    let strokes: Vec<&Speck> = specks.iter().filter(|speck| speck.stroke).collect();
    gathered(&strokes).into_iter().filter_map(|strokes| writing(strokes, &specks)).collect()
}

/// Strokes gathered into writings.
fn gathered<'s>(strokes: &[&'s Speck]) -> Vec<Vec<&'s Speck>> {
    let mut left: Vec<&Speck> = strokes.to_vec();
    let mut all = Vec::new();
    while let Some(first) = left.pop() {
        let mut group = vec![first];
        let mut at = 0;
        while at < group.len() {
            let one = group[at];
            let (near, rest): (Vec<&Speck>, Vec<&Speck>) = left.iter().partition(|other| belong(one, other));
            group.extend(near);
            left = rest;
            at += 1;
        }
        all.push(group);
    }
    all
}

fn belong(one: &Speck, other: &Speck) -> bool {
    let (large, small) = (one.size.max(other.size), one.size.min(other.size));
    let apart = (one.middle[0] - other.middle[0]).hypot(one.middle[1] - other.middle[1]);
    let (light, dark) = (one.tone.max(other.tone), one.tone.min(other.tone));
    large <= LIKE_SIZE * small && apart <= APART * large && light <= LIKE_TONE * dark
}

/// The box of a writing, dots and broken strokes in and beside it taken in.
fn writing<'s>(mut strokes: Vec<&'s Speck>, specks: &'s [Speck]) -> Option<(f32, [Point; 4])> {
    if !(FEWEST..=MOST_STROKES).contains(&strokes.len()) {
        return None;
    }
    let mut sizes: Vec<f32> = strokes.iter().map(|stroke| stroke.size).collect();
    sizes.sort_by(f32::total_cmp);
    let height = sizes[sizes.len() / 2];
    let weight: f32 = strokes.iter().map(|stroke| 1.0 - stroke.tone).sum();
    let mut tones: Vec<f32> = strokes.iter().map(|stroke| stroke.tone).collect();
    tones.sort_by(f32::total_cmp);
    if weight < LEAST_WEIGHT || tones[tones.len() / 2] > LIGHTEST {
        return None;
    }
    let angle = direction(&strokes, height);
    // A dot at the end of a number counts: without it another number is read.
    for _ in 0..2 {
        let near = Slanted::around(&strokes, angle)?.wider(0.5 * height);
        strokes =
            specks.iter().filter(|speck| speck.size <= 1.6 * height && near.holds(speck.middle)).collect();
    }
    Some((weight, Slanted::around(&strokes, angle)?.wider(MARGIN * height).corners()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Marks of one size on a light ground: left, top.
    fn plane(marks: &[(usize, usize)]) -> Plane {
        let mut samples = vec![150_u8; 300 * 200];
        for (left, top) in marks {
            for y in *top..top + 24 {
                samples[y * 300 + left..][..5].fill(50);
            }
        }
        Plane { width: 300, height: 200, samples }
    }

    #[test]
    fn strokes_that_stand_together_are_one_writing() {
        let row = [(100, 80), (118, 80), (136, 80), (154, 80)];
        let found = of_plane(&plane(&row));
        let [(_, corners)] = found[..] else { panic!("{found:?}") };
        let around = [[90.4, 70.4], [168.6, 70.4], [168.6, 113.6], [90.4, 113.6]];
        assert!(overlap(&corners, &around) > 0.9, "{corners:?}");
        assert!(of_plane(&plane(&row[..2])).is_empty(), "two strokes are no writing");
        assert!(of_plane(&plane(&[(40, 40), (140, 80), (240, 120)])).is_empty(), "far apart");
    }

    #[test]
    fn what_is_taken_or_cut_by_the_frame_is_left_out() {
        let picture = |marks: &[(usize, usize)]| Planes { luma: plane(marks), chroma: None };
        let middle = picture(&[(100, 80), (118, 80), (136, 80), (154, 80)]);
        assert_eq!(writings(&middle, &[]).len(), 1);
        let card = [[60.0, 50.0], [200.0, 50.0], [200.0, 150.0], [60.0, 150.0]];
        assert!(writings(&middle, &[card]).is_empty());
        assert!(writings(&picture(&[(1, 80), (19, 80), (37, 80), (55, 80)]), &[]).is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn any_picture_is_worked_through(width in 1usize..1400, height in 1usize..160, seed: u64, coarse in 1usize..9) {
            let sample = |i: usize| {
                let (x, y) = (i % width / coarse, i / width / coarse);
                ((seed ^ (x * 7919 + y) as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8
            };
            let luma = Plane { width, height, samples: (0..width * height).map(sample).collect() };
            let found = writings(&Planes { luma, chroma: None }, &[]);
            prop_assert!(found.len() <= MOST);
            prop_assert!(found.iter().flatten().flatten().all(|value| value.is_finite()));
        }
    }
}
