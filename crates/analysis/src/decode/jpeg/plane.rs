//! Where a component's samples land, and how they become planes.

use super::frame::{Component, Frame};
use crate::plane::Plane;
use crate::planes::Planes;

/// One component's samples, whole blocks.
pub(super) struct Raster {
    /// Samples a block has on a side.
    pub(super) points: usize,
    pub(super) stride: usize,
    pub(super) samples: Vec<u8>,
}

impl Raster {
    /// A grey raster for a component whose blocks have `points` samples on a side.
    pub(super) fn new(component: &Component, points: usize) -> Self {
        let (across, down) = (component.padded.0 * points, component.padded.1 * points);
        Self { points, stride: across, samples: vec![128; across * down] }
    }
}

/// Crops the rasters to the picture, at `points` samples for eight pixels of its largest component.
pub(super) fn together(frame: &Frame, rasters: &[Raster], points: usize, rgb: bool) -> Planes {
    let mut planes = frame.components.iter().zip(rasters).map(|(component, raster)| {
        let size = |side: usize, own: usize, most: usize| ((side * own).div_ceil(most) * points).div_ceil(8);
        let width = size(frame.width, component.across, frame.most_across);
        let height = size(frame.height, component.down, frame.most_down);
        let mut samples = Vec::with_capacity(width * height);
        for row in raster.samples.chunks_exact(raster.stride).take(height) {
            samples.extend_from_slice(&row[..width]);
        }
        Plane { width, height, samples }
    });
    let luma = planes.next().unwrap_or_default();
    let chroma = planes.next().zip(planes.next()).map(|(a, b)| [a, b]);
    let mut together = Planes { luma, chroma };
    if rgb {
        together.turn_rgb_into_luma();
    }
    together
}
