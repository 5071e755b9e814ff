//! How surely a patch is a marking: its form, how it stands out from what is around it, the ink on it.

use amana_model::Point;

use super::homography::Homography;
use super::patches::Patch;
use super::polygon::{area, overlap};
use crate::plane::Plane;

/// Samples across the patch, each way.
const GRID: usize = 28;
/// The most patches kept for one picture.
const MOST: usize = 6;
/// Two patches that share more than this are one.
const SAME: f32 = 0.45;

/// A patch with its score, 0 to 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scored {
    pub(crate) corners: [Point; 4],
    pub(crate) score: f32,
}

/// Scores patches of a plane, keeps the best of each place and orders them, the best first.
pub(crate) fn best(patches: &[Patch], plane: &Plane) -> Vec<Scored> {
    let mut scored: Vec<Scored> = patches.iter().filter_map(|patch| scored(patch, plane)).collect();
    scored.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<Scored> = Vec::new();
    for one in scored {
        if kept.len() < MOST && kept.iter().all(|other| overlap(&one.corners, &other.corners) < SAME) {
            kept.push(one);
        }
    }
    kept
}

fn scored(patch: &Patch, plane: &Plane) -> Option<Scored> {
    let map = Homography::onto(&patch.corners, 1.0, 1.0)?;
    let mut inner = Vec::with_capacity(GRID * GRID);
    for i in 0..GRID * GRID {
        let at = |k: usize| 0.08 + 0.84 * (k as f64 + 0.5) / GRID as f64;
        inner.extend(sample(plane, map.apply(at(i % GRID), at(i / GRID))));
    }
    inner.sort_unstable();
    // The ground is what most of the patch is; ink is much darker.
    let ground = f32::from(*inner.get(inner.len() * 7 / 10)?);
    let dark = inner.iter().filter(|value| f32::from(**value) < 0.72 * ground).count() as f32;
    let ink = dark / inner.len() as f32;
    let even = inner.iter().filter(|value| f32::from(**value) > 0.84 * ground).count() as f32;
    let even = even / inner.len() as f32;
    let stands_out = contrast(&map, patch, plane);
    let form =
        ((patch.rectangular - 0.75) / 0.2).clamp(0.0, 1.0) * ((patch.filled - 0.75) / 0.2).clamp(0.0, 1.0);
    let written = (ink / 0.04).min(1.0) * ((0.6 - ink) / 0.2).clamp(0.0, 1.0);
    let calm = ((even - 0.35) / 0.25).clamp(0.0, 1.0);
    let factors = [0.3 + 0.7 * form, 0.1 + 0.9 * stands_out, 0.15 + 0.85 * written, 0.3 + 0.7 * calm];
    Some(Scored { corners: patch.corners, score: factors.into_iter().product() })
}

/// How much brighter the patch is than what lies just outside, side by side, 0 to 1; the worst of four sides weighs
/// half. Sides along the frame of the picture say nothing.
fn contrast(map: &Homography, patch: &Patch, plane: &Plane) -> f32 {
    let side = area(&patch.corners).sqrt().max(1.0);
    let step = f64::from(2.5 / side).clamp(0.01, 0.2);
    let mut sides = Vec::with_capacity(4);
    for turn in 0..4 {
        let mut steps: Vec<f32> = Vec::with_capacity(GRID);
        for k in 0..GRID {
            let along = 0.05 + 0.9 * (k as f64 + 0.5) / GRID as f64;
            let place = |across: f64| match turn {
                0 => map.apply(along, across),
                1 => map.apply(1.0 - across, along),
                2 => map.apply(along, 1.0 - across),
                _ => map.apply(across, along),
            };
            if let (Some(inner), Some(outer)) = (sample(plane, place(step)), sample(plane, place(-step))) {
                steps.push(f32::from(inner) - f32::from(outer));
            }
        }
        if steps.len() > GRID / 2 {
            steps.sort_by(f32::total_cmp);
            sides.push((steps[steps.len() * 2 / 5] / 40.0).clamp(0.0, 1.0));
        }
    }
    let least = sides.iter().copied().fold(1.0, f32::min);
    let mean = sides.iter().sum::<f32>() / sides.len().max(1) as f32;
    (least + mean) / 2.0
}

fn sample(plane: &Plane, (x, y): (f64, f64)) -> Option<u8> {
    let inside = x >= 0.0 && y >= 0.0 && (x as usize) < plane.width && (y as usize) < plane.height;
    inside.then(|| plane.samples[y as usize * plane.width + x as usize])
}
