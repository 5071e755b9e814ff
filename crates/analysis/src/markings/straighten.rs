//! A four-sided part of a picture made an upright rectangle.

use amana_model::Point;

use super::homography::Homography;
use super::polygon::distance;
use crate::plane::Plane;
use crate::planes::Planes;

/// The longer side of a crop in pixels.
const LONGEST: f32 = 512.0;
/// The shorter side that a crop has at least.
const SHORTEST: f32 = 8.0;
/// The most samples averaged for one pixel, each way.
const MOST_SAMPLES: usize = 4;

/// Cuts out the part between four corners (clockwise from the left top) upright, the longer side at most 512 pixels.
pub(crate) fn straighten(planes: &Planes, corners: &[Point; 4]) -> Option<Planes> {
    let [top, right, bottom, left] = [0, 1, 2, 3].map(|i| distance(corners[i], corners[(i + 1) % 4]));
    let (width, height) = ((top + bottom) / 2.0, (left + right) / 2.0);
    let scale = (LONGEST / width.max(height)).min(1.0);
    if !(width.min(height) * scale).is_finite() || width.min(height) < SHORTEST {
        return None;
    }
    let size = [(width * scale).round().max(2.0) as usize, (height * scale).round().max(2.0) as usize];
    let luma = sampled(&planes.luma, corners, size, scale)?;
    let chroma = match &planes.chroma {
        None => None,
        Some([cb, cr]) => {
            let (w, h) = planes.size();
            let shares = [cb.width as f32 / w as f32, cb.height as f32 / h as f32];
            let corners = corners.map(|[x, y]| [x * shares[0], y * shares[1]]);
            let half = size.map(|side| side.div_ceil(2));
            let scale = 2.0 * scale.max(0.5);
            Some([sampled(cb, &corners, half, scale)?, sampled(cr, &corners, half, scale)?])
        }
    };
    Some(Planes { luma, chroma })
}

/// Samples a plane through the map, the mean of several places for each pixel where the crop is smaller.
fn sampled(plane: &Plane, corners: &[Point; 4], [width, height]: [usize; 2], scale: f32) -> Option<Plane> {
    let map = Homography::onto(corners, width as f64, height as f64)?;
    let each = ((1.0 / scale).round() as usize).clamp(1, MOST_SAMPLES);
    let mut samples = Vec::with_capacity(width * height);
    for y in 0..height {
        for x in 0..width {
            let mut sum = 0.0;
            for k in 0..each * each {
                let within = |cell: usize, k: usize| cell as f64 + (k as f64 + 0.5) / each as f64;
                let (u, v) = map.apply(within(x, k % each), within(y, k / each));
                sum += between(plane, u as f32, v as f32);
            }
            samples.push((sum / (each * each) as f32).round() as u8);
        }
    }
    Some(Plane { width, height, samples })
}

/// The value at a place between four samples; beyond the frame the nearest of its edge.
pub(crate) fn between(plane: &Plane, x: f32, y: f32) -> f32 {
    let x = (x - 0.5).clamp(0.0, (plane.width - 1) as f32);
    let y = (y - 0.5).clamp(0.0, (plane.height - 1) as f32);
    let (left, top) = (x as usize, y as usize);
    let (right, bottom) = ((left + 1).min(plane.width - 1), (top + 1).min(plane.height - 1));
    let (u, v) = (x - left as f32, y - top as f32);
    let at = |x: usize, y: usize| f32::from(plane.samples[y * plane.width + x]);
    let upper = at(left, top) + u * (at(right, top) - at(left, top));
    let lower = at(left, bottom) + u * (at(right, bottom) - at(left, bottom));
    upper + v * (lower - upper)
}
