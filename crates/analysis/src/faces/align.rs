//! A face set upright at the size that the embedder was trained on.

use amana_model::Point;

use super::canvas::{Canvas, cut};
use super::turn::Turn;
use crate::planes::Planes;

/// Side of the aligned face in pixels.
pub(super) const SIDE: usize = 112;

/// Where the five points lie in it: the places that SFace was trained with (those of OpenCV's FaceRecognizerSF).
pub(super) const TEMPLATE: [Point; 5] =
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]];

/// Where the five points of a face land best, as a map from the aligned face to the picture.
pub(super) fn back(landmarks: &[Point; 5]) -> Option<Turn> {
    Turn::between(&TEMPLATE, landmarks)
}

/// Cuts the face out of the picture, upright.
pub(super) fn aligned(planes: &Planes, landmarks: &[Point; 5]) -> Option<Canvas> {
    // The points are of pixels' middles for the networks, which count them from 0.
    let mut back = back(landmarks)?;
    let middle = back.apply([-0.5, -0.5]);
    back.shift = [middle[0] + 0.5, middle[1] + 0.5];
    Some(cut(planes, SIDE, SIDE, &back))
}
