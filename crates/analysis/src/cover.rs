//! The covered form of a picture: what a browser gets before anybody chose to look.

use std::time::Duration;

use amana_model::Format;

use crate::decode::{self, Want};
use crate::observe::Limits;
use crate::planes::Planes;

/// Longer side in pixels.
const LONGEST: usize = 24;

/// A preview is small; anything larger is not one.
const LIMITS: Limits = Limits { pixels: 4_000_000, memory: 64 << 20, time: Duration::from_secs(2) };

/// Makes the covered form of a preview: a grey, blurred JPEG of at most 24 pixels on the longer side.
///
/// Nothing recognisable is left: a sample stands for at least six pixels of the preview on each side, and is mixed
/// with its neighbours. A preview that cannot be decoded gives a plain grey picture.
pub fn cover(preview_jpeg: &[u8]) -> Vec<u8> {
    let decoded = decode::decode(Format::Jpeg, preview_jpeg, Want::Cover, &LIMITS, &|| false).ok();
    let planes = decoded.map(|d| (d.planes, d.size.width.max(d.size.height) as usize));
    let covered = planes.map_or_else(plain, |(planes, longer)| covered(&planes, longer));
    covered.encoded(70).unwrap_or_default()
}

fn plain() -> Planes {
    Planes::grey(LONGEST, LONGEST, vec![128; LONGEST * LONGEST])
}

fn covered(planes: &Planes, longer: usize) -> Planes {
    let longest = LONGEST.min(longer / 6).max(1);
    let (width, height) = planes.luma.fitting(longest);
    let small = planes.luma.reduced(width, height);
    Planes::grey(width, height, blurred(&small.samples, width, height))
}

/// The mean of each sample and its eight neighbours.
fn blurred(luma: &[u8], width: usize, height: usize) -> Vec<u8> {
    let near = |at: usize, end: usize| at.saturating_sub(1)..(at + 2).min(end);
    let mean = |x: usize, y: usize| {
        let cells = near(y, height).flat_map(|y| near(x, width).map(move |x| (x, y)));
        let (sum, count) =
            cells.fold((0, 0), |(sum, count), (x, y)| (sum + u32::from(luma[y * width + x]), count + 1));
        (sum / count) as u8
    };
    (0..height).flat_map(|y| (0..width).map(move |x| (x, y))).map(|(x, y)| mean(x, y)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plane::Plane;

    /// A picture of stripes, five pixels wide, coloured.
    fn stripes(width: usize, height: usize) -> Vec<u8> {
        let y =
            (0..width * height).map(|i| if (i % width / 5).is_multiple_of(2) { 20 } else { 230 }).collect();
        let flat = |value| Plane { width, height, samples: vec![value; width * height] };
        let luma = Plane { width, height, samples: y };
        Planes { luma, chroma: Some([flat(60), flat(200)]) }.encoded(90).unwrap()
    }

    #[test]
    fn nothing_recognisable_is_left() {
        for (width, height) in [(256, 192), (100, 256), (16, 16), (3, 3)] {
            let covered = cover(&stripes(width, height));
            let decoded = decode::decode(Format::Jpeg, &covered, Want::Full, &LIMITS, &|| false).unwrap();
            assert!(decoded.planes.chroma.is_none(), "grey");
            assert!(decoded.size.width.max(decoded.size.height) <= 24);
            assert!(covered.len() < 1000);
            let (least, most) =
                (decoded.planes.luma.samples.iter().min(), decoded.planes.luma.samples.iter().max());
            assert!(most.unwrap() - least.unwrap() < 110, "stripes of 210 steps are washed out");
        }
    }

    #[test]
    fn what_is_no_preview_is_plain_grey() {
        let covered = cover(b"not a picture");
        let decoded = decode::decode(Format::Jpeg, &covered, Want::Full, &LIMITS, &|| false).unwrap();
        assert!(decoded.planes.luma.samples.iter().all(|v| v.abs_diff(128) < 2));
    }
}
