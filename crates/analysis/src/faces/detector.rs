//! YuNet: a network that finds faces that stand upright, each with a box and five points.
//!
//! Input: blue, green and red, 0 to 255, sides a multiple of 32. Output, for strides of 8, 16 and 32 pixels: the
//! probabilities of a class and of an object, a box and five points, each relative to its cell (Wu, Peng, Yu 2023,
//! and the post-processing that OpenCV's FaceDetectorYN applies).

use amana_model::Point;

use super::DETECTOR;
use super::canvas::Canvas;
use crate::NetworkError;
use crate::network::{Network, Numbers};

/// Sides of the network's input are multiples of this.
pub(super) const UNIT: usize = 32;
const STRIDES: [usize; 3] = [8, 16, 32];
/// Two boxes of which more than this share is in both show one face.
const SAME: f32 = 0.3;
/// So many detections are kept of one look, the best ones: what hostile pictures can cost is bounded.
const MOST: usize = 64;

/// A face as one look at one canvas found it, in the canvas's pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Detection {
    /// Left, top, width, height.
    pub(super) area: [f32; 4],
    pub(super) landmarks: [Point; 5],
    pub(super) score: f32,
}

/// The network, loaded.
#[derive(Clone)]
pub(super) struct Detector {
    network: Network,
    /// For each stride, the places among the outputs of class, object, box and points.
    places: [[usize; 4]; 3],
}

impl Detector {
    pub(super) fn load(bytes: &[u8]) -> Result<Self, NetworkError> {
        let network = Network::load(bytes, DETECTOR)?;
        let names = network.output_names();
        let mut places = [[0; 4]; 3];
        for (row, stride) in places.iter_mut().zip(STRIDES) {
            for (place, kind) in row.iter_mut().zip(["cls", "obj", "bbox", "kps"]) {
                let wanted = format!("{kind}_{stride}");
                *place = names.iter().position(|name| *name == wanted).ok_or_else(|| {
                    NetworkError::Load(DETECTOR.name, format!("there is no output {wanted}"))
                })?;
            }
        }
        Ok(Self { network, places })
    }

    /// Finds the faces that stand upright on a canvas and score at least `least`, the best first.
    pub(super) fn look(&self, canvas: Canvas, least: f32) -> Result<Vec<Detection>, NetworkError> {
        let (width, height) = (canvas.width, canvas.height);
        let shape = vec![1, 3, height, width];
        let outputs = self.network.run(Numbers { shape, values: canvas.planes.concat() })?;
        let mut found = Vec::new();
        for (places, stride) in self.places.iter().zip(STRIDES) {
            let (columns, rows) = (width / stride, height / stride);
            let [class, object, boxes, points] = places.map(|place| &outputs[place].values[..]);
            let cells = columns * rows;
            if [class.len(), object.len(), boxes.len(), points.len()] != [cells, cells, 4 * cells, 10 * cells]
            {
                return Err(NetworkError::Run(DETECTOR.name, "outputs of another size".into()));
            }
            let sides = boxes.as_chunks().0.iter().zip(points.as_chunks().0);
            for (cell, ((class, object), (area, points))) in class.iter().zip(object).zip(sides).enumerate() {
                let score = (class.clamp(0.0, 1.0) * object.clamp(0.0, 1.0)).sqrt();
                if score >= least {
                    let corner = [(cell % columns) as f32, (cell / columns) as f32];
                    found.push(detection(area, points, corner, stride as f32, score));
                }
            }
        }
        found.retain(|face| {
            face.area.iter().chain(face.landmarks.as_flattened()).all(|value| value.is_finite())
        });
        Ok(best_of_each(found))
    }
}

fn detection(area: &[f32; 4], points: &[f32; 10], [x, y]: Point, stride: f32, score: f32) -> Detection {
    let (cx, cy) = ((x + area[0]) * stride, (y + area[1]) * stride);
    let (w, h) = (area[2].exp() * stride, area[3].exp() * stride);
    let landmarks = std::array::from_fn(|i| [(points[2 * i] + x) * stride, (points[2 * i + 1] + y) * stride]);
    Detection { area: [cx - w / 2.0, cy - h / 2.0, w, h], landmarks, score }
}

/// Keeps the best of all that overlap.
fn best_of_each(mut found: Vec<Detection>) -> Vec<Detection> {
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<Detection> = Vec::new();
    for face in found {
        if kept.len() < MOST && kept.iter().all(|other| overlap(&other.area, &face.area) <= SAME) {
            kept.push(face);
        }
    }
    kept
}

/// The area in both of two upright boxes, as a share of the area in either.
pub(super) fn overlap(one: &[f32; 4], other: &[f32; 4]) -> f32 {
    let shared = |axis: usize| {
        let end = (one[axis] + one[axis + 2]).min(other[axis] + other[axis + 2]);
        (end - one[axis].max(other[axis])).max(0.0)
    };
    let both = shared(0) * shared(1);
    both / (one[2] * one[3] + other[2] * other[3] - both).max(f32::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f32, score: f32) -> Detection {
        Detection { area: [x, 0.0, 10.0, 10.0], landmarks: [[0.0; 2]; 5], score }
    }

    #[test]
    fn of_overlapping_boxes_the_best_stays() {
        let kept = best_of_each(vec![at(0.0, 0.5), at(2.0, 0.9), at(30.0, 0.4), at(9.0, 0.3)]);
        assert_eq!(kept.iter().map(|face| face.score).collect::<Vec<_>>(), [0.9, 0.4, 0.3]);
    }

    #[test]
    fn overlap_is_shared_over_all() {
        assert_eq!(overlap(&[0.0, 0.0, 10.0, 10.0], &[5.0, 0.0, 10.0, 10.0]), 50.0 / 150.0);
        assert_eq!(overlap(&[0.0, 0.0, 10.0, 10.0], &[20.0, 0.0, 10.0, 10.0]), 0.0);
        assert_eq!(overlap(&[0.0; 4], &[0.0; 4]), 0.0);
    }
}
