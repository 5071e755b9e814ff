//! Markings: anything with a number on it, found, set upright and read. Pixels in, crops and readings out.
//!
//! A bright four-sided patch is looked for at low resolution, set on its edges, cut out upright (the crop is kept as
//! evidence) and its lines read by a small network that knows the digits of both scripts. A reading is a hint with a
//! calibrated probability; nothing here decides, and nothing is corrected by the grammar.

mod find;
mod ground;
mod homography;
mod patches;
mod polygon;
mod refine;
mod score;
mod straighten;

use amana_model::Point;

use crate::Picture;

/// For benches: the patches of a picture, the surest first, with their scores.
#[doc(hidden)]
pub fn patches_only(picture: &Picture) -> Vec<([Point; 4], f32)> {
    find::candidates(&picture.planes).into_iter().map(|one| (one.corners, one.score)).collect()
}

/// The shared area over the area of both together, of two convex four-sided figures that go clockwise.
pub fn overlap(a: &[Point; 4], b: &[Point; 4]) -> f32 {
    polygon::overlap(a, b)
}
