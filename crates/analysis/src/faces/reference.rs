//! Our detector and embedder against OpenCV's, on a picture drawn by formulas (`tests/faces/reference.py`).
//!
//! Needs `models/` (`cargo xtask models`); without them the tests say so and pass.

use std::path::Path;

use serde_json::Value;

use super::align::{SIDE as ALIGNED, aligned};
use super::canvas::Canvas;
use super::{DETECTOR, EMBEDDER, FaceModels, find};
use crate::{Limits, Picture};

const SIDE: usize = 320;
/// Middle across, middle down, half width, half height, blue, green, red; later ones lie over earlier ones.
const SHAPES: [[f64; 7]; 13] = [
    [0.0, -18.0, 78.0, 100.0, 40.0, 45.0, 50.0],
    [0.0, 0.0, 66.0, 90.0, 120.0, 150.0, 205.0],
    [-27.0, -32.0, 17.0, 4.0, 45.0, 50.0, 60.0],
    [27.0, -32.0, 17.0, 4.0, 45.0, 50.0, 60.0],
    [-27.0, -16.0, 13.0, 7.0, 225.0, 228.0, 230.0],
    [27.0, -16.0, 13.0, 7.0, 225.0, 228.0, 230.0],
    [-27.0, -16.0, 6.0, 6.0, 35.0, 40.0, 45.0],
    [27.0, -16.0, 6.0, 6.0, 35.0, 40.0, 45.0],
    [0.0, 8.0, 6.0, 26.0, 140.0, 172.0, 228.0],
    [-8.0, 24.0, 4.0, 3.0, 70.0, 85.0, 120.0],
    [8.0, 24.0, 4.0, 3.0, 70.0, 85.0, 120.0],
    [0.0, 48.0, 24.0, 8.0, 90.0, 85.0, 165.0],
    [0.0, 47.0, 22.0, 2.0, 45.0, 45.0, 85.0],
];
/// Middle of each face, and its size.
const FACES: [[f64; 3]; 2] = [[100.0, 150.0, 0.9], [250.0, 90.0, 0.45]];

/// The picture: blue, green, red of each pixel.
fn drawn() -> Vec<[u8; 3]> {
    let pixel = |i: usize| {
        let (x, y) = ((i % SIDE) as f64, (i / SIDE) as f64);
        let mut colour = [(100 + (7 * (i % SIDE) + 13 * (i / SIDE)) % 17) as f64; 3];
        for [cx, cy, size] in FACES {
            for [ax, ay, rx, ry, shape @ ..] in SHAPES {
                let u = (x - (cx + ax * size)) / (rx * size);
                let v = (y - (cy + ay * size)) / (ry * size);
                let distance = u * u + v * v;
                if distance < 1.0 {
                    colour = shape.map(|value| value * (1.0 - 0.25 * distance));
                }
            }
        }
        colour.map(|value| value.floor() as u8)
    };
    (0..SIDE * SIDE).map(pixel).collect()
}

fn canvas(pixels: &[[u8; 3]], left: usize, top: usize, side: usize) -> Canvas {
    let rows = |y: usize| &pixels[(top + y) * SIDE + left..][..side];
    let plane = |i: usize| (0..side).flat_map(rows).map(|pixel| f32::from(pixel[i])).collect();
    Canvas { width: side, height: side, planes: [0, 1, 2].map(plane) }
}

fn picture(pixels: &[[u8; 3]]) -> Picture {
    let rgb: Vec<u8> = pixels.iter().flat_map(|[b, g, r]| [*r, *g, *b]).collect();
    Picture::of_rgb(SIDE, SIDE, &rgb).unwrap()
}

fn models() -> Option<FaceModels> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../models");
    let read = |file: &str| std::fs::read(folder.join(file)).ok();
    let Some((detector, embedder)) = read(DETECTOR.file).zip(read(EMBEDDER.file)) else {
        eprintln!("skipped: models/ lacks the face models; `cargo xtask models` fetches them");
        return None;
    };
    Some(FaceModels::load(&detector, Some(&embedder)).unwrap())
}

fn reference() -> Value {
    serde_json::from_str(include_str!("../../tests/faces/reference.json")).unwrap()
}

fn numbers(row: &Value) -> Vec<f32> {
    row.as_array().unwrap().iter().map(|value| value.as_f64().unwrap() as f32).collect()
}

fn cosine(a: &[f32], b: &[f32]) -> f32 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(x, y)| x * y).sum::<f32>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt()
}

#[test]
fn the_same_bytes_are_drawn() {
    let sum: u64 = drawn().as_flattened().iter().map(|value| u64::from(*value)).sum();
    assert_eq!(reference()["pixels"].as_u64(), Some(sum));
}

#[test]
fn the_detector_agrees() {
    let Some(models) = models() else { return };
    let found = models.detector.look(canvas(&drawn(), 0, 0, SIDE), 0.3).unwrap();
    let expected: Vec<Vec<f32>> = reference()["detections"].as_array().unwrap().iter().map(numbers).collect();
    assert_eq!(found.len(), expected.len());
    for (face, row) in found.iter().zip(expected) {
        let ours = face.area.iter().chain(face.landmarks.as_flattened());
        for (ours, theirs) in ours.zip(&row) {
            assert!((ours - theirs).abs() < 1e-2, "{ours} for {theirs}");
        }
        assert!((face.score - row[14]).abs() < 1e-4, "{} for {}", face.score, row[14]);
    }
}

#[test]
fn the_embedder_agrees() {
    let Some(models) = models() else { return };
    let (pixels, reference) = (drawn(), reference());
    let embedder = models.embedder.unwrap();
    let ours = embedder.components(&canvas(&pixels, 44, 94, ALIGNED)).unwrap();
    for (ours, theirs) in ours.iter().zip(numbers(&reference["square"])) {
        assert!((ours - theirs).abs() < 1e-3, "{ours} for {theirs}");
    }
    // With our own alignment, which takes the mean of several samples where the face is large.
    for (i, theirs) in reference["aligned"].as_array().unwrap().iter().enumerate() {
        let row = numbers(&reference["detections"][i]);
        let landmarks = std::array::from_fn(|p| [row[4 + 2 * p], row[5 + 2 * p]]);
        let face = aligned(&picture(&pixels).planes, &landmarks).unwrap();
        let likeness = cosine(&embedder.components(&face).unwrap(), &numbers(theirs));
        assert!(likeness > 0.95, "face {i}: {likeness}");
    }
}

#[test]
fn faces_are_found_at_every_turn_and_described_alike() {
    let Some(models) = models() else { return };
    let upright = find(&picture(&drawn()), &models).unwrap();
    assert_eq!(upright.len(), FACES.len());
    for degrees in (0..360).step_by(15) {
        let found = find(&picture(&turned(&drawn(), degrees as f64)), &models).unwrap();
        assert_eq!(found.len(), FACES.len(), "at {degrees}°");
        let best = found.iter().max_by(|a, b| a.between_eyes().total_cmp(&b.between_eyes())).unwrap();
        let first = upright.iter().max_by(|a, b| a.between_eyes().total_cmp(&b.between_eyes())).unwrap();
        let off = super::turn::wrapped(best.roll - first.roll - degrees as f32).abs();
        assert!(off < 12.0, "at {degrees}° the roll is {}", best.roll);
        let likeness = best.embedding.as_ref().unwrap().cosine(first.embedding.as_ref().unwrap());
        assert!(likeness > 0.8, "at {degrees}° the cosine is {likeness}");
    }
}

/// The picture turned clockwise about its middle, the nearest pixel taken.
fn turned(pixels: &[[u8; 3]], degrees: f64) -> Vec<[u8; 3]> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let middle = (SIDE as f64 - 1.0) / 2.0;
    let from = |i: usize| {
        let (x, y) = ((i % SIDE) as f64 - middle, (i / SIDE) as f64 - middle);
        let (sx, sy) = (cos * x + sin * y + middle, cos * y - sin * x + middle);
        let place = |v: f64| (v.round() as i64).clamp(0, SIDE as i64 - 1) as usize;
        pixels[place(sy) * SIDE + place(sx)]
    };
    (0..SIDE * SIDE).map(from).collect()
}

#[test]
fn odd_pictures_are_looked_at() {
    let Some(models) = models() else { return };
    for (width, height) in [(1, 1), (1, 3000), (3000, 2), (33, 31)] {
        for value in [0, 255] {
            let picture = Picture::of_rgb(width, height, &vec![value; width * height * 3]).unwrap();
            assert_eq!(find(&picture, &models).unwrap(), [], "{width} × {height}");
        }
    }
    assert!(Picture::of_rgb(2, 2, &[0; 11]).is_none());
    assert!(Picture::open(b"no picture", &Limits::default(), &|| false).is_err());
}

#[test]
fn a_detector_alone_finds_but_does_not_describe() {
    let Some(models) = models() else { return };
    let bare = FaceModels { embedder: None, ..models };
    let found = find(&picture(&drawn()), &bare).unwrap();
    assert!(!bare.describes() && !found.is_empty() && found.iter().all(|face| face.embedding.is_none()));
}
