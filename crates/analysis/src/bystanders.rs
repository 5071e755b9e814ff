//! Blurs regions of a picture beyond recovery: what is left of each is sixteen means, drawn out softly.
//!
//! The pixels are replaced before the picture is encoded, so nothing of them is in the bytes that are handed on.

use amana_model::{Format, Region};

use crate::decode::{self, Want};
use crate::observe::Limits;
use crate::plane::Plane;

/// What a region is reduced to on each side, in samples.
const CELLS: usize = 4;
/// The edge around a region that goes with it, as a share of its longer side: faces are marked tightly.
const EDGE: f32 = 0.08;
/// JPEG quality of the picture that is written anew.
const QUALITY: u8 = 90;

/// A picture with these regions blurred, as a clean JPEG without metadata.
///
/// `jpeg` is a rendering as shown (a preview, or the whole picture without an orientation to apply); regions are in pixels of a
/// rendering of the size `of`. `None` if it cannot be decoded or encoded: then nothing must be shown.
pub fn blur_bystanders(jpeg: &[u8], regions: &[Region], of: (u32, u32)) -> Option<Vec<u8>> {
    let decoded = decode::decode(Format::Jpeg, jpeg, Want::Full, &Limits::default(), &|| false).ok()?;
    let mut planes = decoded.planes;
    for region in regions {
        let region = with_edge(*region, of);
        blur(&mut planes.luma, &region, of);
        for chroma in planes.chroma.iter_mut().flatten() {
            blur(chroma, &region, of);
        }
    }
    planes.encoded(QUALITY)
}

fn with_edge(region: Region, (width, height): (u32, u32)) -> Region {
    let edge = (region.width.max(region.height) as f32 * EDGE).ceil() as u32;
    let (left, top) = (region.left.saturating_sub(edge), region.top.saturating_sub(edge));
    let end = |start: u32, length: u32, limit: u32| {
        start.saturating_add(length).saturating_add(edge).min(limit).saturating_sub(1)
    };
    Region {
        left,
        top,
        width: (end(region.left, region.width, width) + 1).saturating_sub(left),
        height: (end(region.top, region.height, height) + 1).saturating_sub(top),
    }
}

fn blur(plane: &mut Plane, region: &Region, of: (u32, u32)) {
    let place = region.scaled(of, (plane.width as u32, plane.height as u32));
    let (left, top) = (place.left as usize, place.top as usize);
    let (width, height) = (place.width as usize, place.height as usize);
    if width == 0 || height == 0 {
        return;
    }
    let inside: Vec<u8> =
        (top..top + height).flat_map(|y| plane.row(y)[left..left + width].to_vec()).collect();
    let cells = Plane { width, height, samples: inside }.reduced(CELLS, CELLS);
    for y in 0..height {
        for x in 0..width {
            plane.samples[(top + y) * plane.width + left + x] = between(&cells, (x, width), (y, height));
        }
    }
}

/// The value at a place of a plane drawn out to a larger one: bilinear between the middles of its samples.
fn between(cells: &Plane, (x, width): (usize, usize), (y, height): (usize, usize)) -> u8 {
    let along = |at: usize, length: usize, cells: usize| {
        let place = ((at as f32 + 0.5) * cells as f32 / length as f32 - 0.5).clamp(0.0, (cells - 1) as f32);
        let low = place as usize;
        (low, (low + 1).min(cells - 1), place - low as f32)
    };
    let (left, right, across) = along(x, width, cells.width);
    let (upper, lower, down) = along(y, height, cells.height);
    let value = |x: usize, y: usize| f32::from(cells.samples[y * cells.width + x]);
    let row = |y: usize| value(left, y) * (1.0 - across) + value(right, y) * across;
    (row(upper) * (1.0 - down) + row(lower) * down).round() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::planes::Planes;

    /// A fine pattern of dark and light over the whole picture.
    fn pattern(width: usize, height: usize) -> Vec<u8> {
        let cell = |i: usize| (i % width / 3 + i / width / 3).is_multiple_of(2);
        let luma = (0..width * height).map(|i| if cell(i) { 30 } else { 220 }).collect();
        let flat = |value| Plane { width, height, samples: vec![value; width * height] };
        let luma = Plane { width, height, samples: luma };
        Planes { luma, chroma: Some([flat(90), flat(170)]) }.encoded(95).unwrap()
    }

    fn spread(plane: &Plane, region: &Region) -> u8 {
        let rows = region.top..region.top + region.height;
        let columns = region.left as usize..(region.left + region.width) as usize;
        let inside: Vec<u8> = rows.flat_map(|y| plane.row(y as usize)[columns.clone()].to_vec()).collect();
        inside.iter().max().unwrap() - inside.iter().min().unwrap()
    }

    fn decoded(jpeg: &[u8]) -> Plane {
        let limits = Limits::default();
        decode::decode(Format::Jpeg, jpeg, Want::Full, &limits, &|| false).unwrap().planes.luma
    }

    #[test]
    fn inside_nothing_is_left_and_outside_nothing_changes() {
        let picture = pattern(320, 240);
        let region = Region { left: 100, top: 60, width: 80, height: 90 };
        let blurred = decoded(&blur_bystanders(&picture, &[region], (320, 240)).unwrap());
        let before = decoded(&picture);
        assert!(spread(&before, &region) > 150 && spread(&blurred, &region) < 40);
        let far = Region { left: 200, top: 160, width: 100, height: 70 };
        assert!(spread(&blurred, &far) > 150, "the rest stays as it was");
        let apart = |x: usize, y: usize| before.row(y)[x].abs_diff(blurred.row(y)[x]);
        assert!((200..300).all(|x| apart(x, 200) < 30));
    }

    #[test]
    fn a_smaller_rendering_is_blurred_at_the_same_place() {
        let blurred = blur_bystanders(
            &pattern(160, 120),
            &[Region { left: 1000, top: 600, width: 800, height: 900 }],
            (3200, 2400),
        );
        let region = Region { left: 50, top: 30, width: 40, height: 45 };
        assert!(spread(&decoded(&blurred.unwrap()), &region) < 60);
    }

    #[test]
    fn regions_at_the_edges_and_of_one_pixel_are_blurred() {
        for region in [
            Region { left: 0, top: 0, width: 320, height: 240 },
            Region { left: 319, top: 239, width: 1, height: 1 },
            Region { left: 0, top: 100, width: 1, height: 1 },
        ] {
            assert!(blur_bystanders(&pattern(320, 240), &[region], (320, 240)).is_some(), "{region:?}");
        }
    }

    #[test]
    fn what_is_no_picture_is_not_shown() {
        let region = Region { left: 0, top: 0, width: 1, height: 1 };
        assert_eq!(blur_bystanders(b"not a picture", &[region], (10, 10)), None);
        let picture = pattern(64, 64);
        assert_eq!(blur_bystanders(&picture[..40], &[region], (64, 64)), None);
    }
}
