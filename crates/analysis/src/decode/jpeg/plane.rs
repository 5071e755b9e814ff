//! Where a component's samples land, and how components of different size come together.

use super::frame::{Component, Frame};
use crate::planes::Planes;

/// One component's samples, whole blocks.
pub(super) struct Raster {
    /// Samples a block has on a side.
    pub(super) points: usize,
    pub(super) stride: usize,
    pub(super) samples: Vec<u8>,
}

impl Raster {
    /// A grey raster for a component when luma blocks have `points` samples on a side.
    pub(super) fn new(frame: &Frame, component: &Component, points: usize) -> Self {
        let most = (frame.most_across / component.across).min(frame.most_down / component.down);
        // A component of half the size is decoded at twice the scale: nothing is left to enlarge.
        let points = (points * if most >= 2 { 2 } else { 1 }).min(8);
        let (across, down) = (component.padded.0 * points, component.padded.1 * points);
        Self { points, stride: across, samples: vec![128; across * down] }
    }
}

/// Brings the rasters to one size and crops them to the picture.
pub(super) fn together(frame: &Frame, rasters: &[Raster], points: usize, rgb: bool) -> Planes {
    let (width, height) = ((frame.width * points).div_ceil(8), (frame.height * points).div_ceil(8));
    let mut planes = frame.components.iter().zip(rasters).map(|(component, raster)| {
        let enlarge = |most: usize, own: usize| (most / own * points / raster.points).max(1);
        let factors =
            (enlarge(frame.most_across, component.across), enlarge(frame.most_down, component.down));
        spread(raster, factors, width, height)
    });
    let y = planes.next().unwrap_or_default();
    let chroma = planes.next().zip(planes.next()).map(|(a, b)| [a, b]);
    let mut together = Planes { width, height, y, chroma };
    if rgb {
        together.turn_rgb_into_luma();
    }
    together
}

/// Crops a raster to `width` × `height`, enlarging it by whole factors, halves smoothly.
fn spread(raster: &Raster, (across, down): (usize, usize), width: usize, height: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(width * height);
    let mut mixed = vec![0; raster.stride];
    for y in 0..height {
        let row = raster.samples.chunks_exact(raster.stride);
        let rows = row.len();
        let at = |y: usize| &raster.samples[y.min(rows - 1) * raster.stride..][..raster.stride];
        let near = y / down;
        let line: &[u8] = if down == 2 {
            let far = if y % 2 == 0 { near.saturating_sub(1) } else { near + 1 };
            mix(at(near), at(far), &mut mixed);
            &mixed
        } else {
            at(near)
        };
        match across {
            1 => out.extend_from_slice(&line[..width]),
            2 => doubled(line, width, &mut out),
            n => out.extend((0..width).map(|x| line[x / n])),
        }
    }
    out
}

/// A row of twice the samples, cut to `width`: three parts of the nearer sample, one of the farther.
fn doubled(line: &[u8], width: usize, out: &mut Vec<u8>) {
    let mixed = |near: u8, far: u8| ((3 * u16::from(near) + u16::from(far) + 2) / 4) as u8;
    let begin = out.len();
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return };
    out.resize(begin + 2 * line.len(), 0);
    let row = &mut out[begin..];
    row[0] = *first;
    for (pair, two) in row[1..].chunks_exact_mut(2).zip(line.windows(2)) {
        pair[0] = mixed(two[0], two[1]);
        pair[1] = mixed(two[1], two[0]);
    }
    row[2 * line.len() - 1] = *last;
    out.resize(begin + width, *last);
}

/// Three parts of the nearer row, one of the farther: the triangle filter of common decoders.
fn mix(near: &[u8], far: &[u8], out: &mut [u8]) {
    for ((out, near), far) in out.iter_mut().zip(near).zip(far) {
        *out = ((3 * u16::from(*near) + u16::from(*far) + 2) / 4) as u8;
    }
}
