//! How well a face can be compared: a number that sorts, of no meaning by itself.
//!
//! The product of four parts, each 0 to 1:
//! - *size*: the distance between the eyes in pixels of the picture over that in the aligned face (35.2), at most 1;
//! - *sharpness*: `v / (v + 60)` for the variance `v` of the aligned face's Laplacian;
//! - *score* of the detector;
//! - *symmetry*: 1 less the difference of the nose's distances from the two eyes, as a share of their sum.

use super::align::TEMPLATE;
use super::canvas::Canvas;
use crate::measure;
use amana_model::Point;

/// The variance of the Laplacian at which a face counts as half sharp.
const HALF_SHARP: f64 = 60.0;

/// The quality of a face, 0 to 1.
pub(super) fn quality(landmarks: &[Point; 5], aligned: &Canvas, score: f32) -> f32 {
    let [right, left, nose, ..] = *landmarks;
    let size = (distance(right, left) / distance(TEMPLATE[0], TEMPLATE[1])).min(1.0);
    let quality = size * sharpness(aligned) * score * symmetry(right, left, nose);
    if quality.is_finite() { quality.clamp(0.0, 1.0) } else { 0.0 }
}

fn sharpness(face: &Canvas) -> f32 {
    // Green is near enough to luma.
    let green: Vec<u8> = face.planes[1].iter().map(|value| value.round() as u8).collect();
    let variance = measure::sharpness(&green, face.width, face.height);
    (variance / (variance + HALF_SHARP)) as f32
}

fn symmetry(right: Point, left: Point, nose: Point) -> f32 {
    let (one, other) = (distance(right, nose), distance(left, nose));
    1.0 - (one - other).abs() / (one + other).max(f32::MIN_POSITIVE)
}

fn distance(a: Point, b: Point) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face(value: impl Fn(usize) -> f32) -> Canvas {
        Canvas { width: 112, height: 112, planes: [(); 3].map(|()| (0..112 * 112).map(&value).collect()) }
    }

    #[test]
    fn each_part_counts() {
        let sharp = face(|i| if (i + i / 112) % 2 == 0 { 30.0 } else { 200.0 });
        let soft = face(|i| (i % 112) as f32);
        let best = quality(&TEMPLATE, &sharp, 0.9);
        assert!(best > 0.85 && best <= 0.9, "{best}");
        assert!(quality(&TEMPLATE, &soft, 0.9) < 0.1);
        assert!(quality(&TEMPLATE.map(|point| point.map(|v| v / 4.0)), &sharp, 0.9) < best / 3.5);
        let mut aside = TEMPLATE;
        aside[2] = [70.0, 71.0];
        assert!(quality(&aside, &sharp, 0.9) < best * 0.9);
        assert_eq!(quality(&[[f32::NAN; 2]; 5], &sharp, 0.9), 0.0);
    }
}
