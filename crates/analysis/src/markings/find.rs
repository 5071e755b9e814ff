//! Where markings may be in a picture, the surest first.

use amana_model::Point;

use super::ground::whiteness;
use super::patches::patches;
use super::refine::refined;
use super::score::{Scored, best};
use crate::planes::Planes;

/// The longer side of the picture in which patches are looked for.
const LOW: usize = 512;

/// The patches of a picture with their scores, corners in its own pixels, clockwise.
pub(crate) fn candidates(planes: &Planes) -> Vec<Scored> {
    let small = planes.reduced(LOW);
    let white = whiteness(&small);
    let mut found = best(&patches(&small.luma), &small.luma);
    if let Some(white) = &white {
        found.extend(best(&patches(white), white));
    }
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<Scored> = Vec::new();
    for one in found {
        if kept.iter().all(|other| super::polygon::overlap(&one.corners, &other.corners) < 0.45) {
            kept.push(one);
        }
    }
    let ((width, height), (low_width, low_height)) = (planes.size(), small.size());
    let scale = [width as f32 / low_width.max(1) as f32, height as f32 / low_height.max(1) as f32];
    for one in &mut kept {
        let corners: [Point; 4] = one.corners.map(|[x, y]| [x * scale[0], y * scale[1]]);
        one.corners = refined(&planes.luma, &corners, 1.6 * scale[0].max(scale[1]));
    }
    kept
}
