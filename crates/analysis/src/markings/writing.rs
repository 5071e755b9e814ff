//! Rows of writing that stand on no ground of their own: on skin, at any angle.
//!
//! Strokes of like size and darkness that stand near each other are one writing. What it says is for the reader; most of
//! what is found here (brows and eyes, seams, cracks) is none, and is dropped where nothing like a number is read.

use amana_model::Point;

use super::polygon::overlap;
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
/// What is left around the writing, as a share of a digit's height.
const MARGIN: f32 = 0.4;
/// Two writings that share more than this are one.
const SAME: f32 = 0.3;

/// Where writing may be, corners in pixels of the picture, clockwise; the likeliest first.
pub(crate) fn writings(planes: &Planes) -> Vec<[Point; 4]> {
    let mut found: Vec<(f32, [Point; 4])> = Vec::new();
    let (mut small, (width, height)) = (planes.luma.clone(), planes.size());
    for low in LOW {
        let (w, h) = small.fitting(low);
        small = small.reduced(w, h);
        let scale = [width as f32 / w.max(1) as f32, height as f32 / h.max(1) as f32];
        let scaled = |corners: [Point; 4]| corners.map(|[x, y]| [x * scale[0], y * scale[1]]);
        found.extend(of_plane(&small).into_iter().map(|(weight, corners)| (weight, scaled(corners))));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<[Point; 4]> = Vec::new();
    for (_, corners) in found {
        if kept.len() < MOST && kept.iter().all(|other| overlap(other, &corners) < SAME) {
            kept.push(corners);
        }
    }
    kept
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
    let weight = strokes.iter().map(|stroke| 1.0 - stroke.tone).sum();
    let angle = direction(&strokes, height);
    // A dot at the end of a number counts: without it another number is read.
    for _ in 0..2 {
        let near = Slanted::around(&strokes, angle)?.wider(0.5 * height);
        strokes = specks
            .iter()
            .filter(|speck| speck.size <= 1.6 * height && near.holds(speck.middle))
            .collect();
    }
    Some((weight, Slanted::around(&strokes, angle)?.wider(MARGIN * height).corners()))
}
