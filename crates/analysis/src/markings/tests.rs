//! Writing on skin, drawn: found and read at every turn, and nothing found where nothing is written.

use amana_model::{Finder, Point};

use super::{Grammar, Reader, find};
use crate::Picture;

const SIDE: usize = 700;

/// A square picture of skin, lit from one side and a little rough, in red, green, blue.
struct Skin(Vec<[f32; 3]>);

impl Skin {
    fn new() -> Self {
        let mut state = 7_u32;
        let sample = |i: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let rough = (state >> 24) as f32 / 255.0 * 8.0 - 4.0;
            let light = 0.85 + 0.25 * (i % SIDE) as f32 / SIDE as f32 + rough / 160.0;
            [182.0 * light, 134.0 * light, 104.0 * light]
        };
        Self((0..SIDE * SIDE).map(sample).collect())
    }

    /// Darkens what lies within half a pen of a line.
    fn stroke(&mut self, from: Point, to: Point, pen: f32, strength: f32) {
        let reach = pen / 2.0 + 1.0;
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let span = |a: f32, b: f32| {
            let low = (a.min(b) - reach).clamp(0.0, SIDE as f32) as usize;
            low..(a.max(b) + reach).clamp(0.0, SIDE as f32) as usize
        };
        for y in span(from[1], to[1]) {
            for x in span(from[0], to[0]) {
                let (u, v) = (x as f32 + 0.5 - from[0], y as f32 + 0.5 - from[1]);
                let t = ((u * dx + v * dy) / (dx * dx + dy * dy).max(1e-6)).clamp(0.0, 1.0);
                let far = (u - t * dx).hypot(v - t * dy);
                let cover = (pen / 2.0 + 0.5 - far).clamp(0.0, 1.0) * strength;
                for (sample, ink) in self.0[y * SIDE + x].iter_mut().zip([58.0, 46.0, 62.0]) {
                    *sample += (ink - *sample) * cover;
                }
            }
        }
    }

    /// Writes rows of digits around the middle, turned by an angle, digits as high as `size`.
    fn written(rows: &[&str], size: f32, degrees: f32) -> Self {
        let mut skin = Self::new();
        let (sine, cosine) = degrees.to_radians().sin_cos();
        let longest = rows.iter().map(|row| row.len()).max().unwrap_or_default() as f32;
        for (line, row) in rows.iter().enumerate() {
            for (at, sign) in row.chars().enumerate() {
                let place = |[u, v]: Point| {
                    let x = size * (0.62 * u + 0.75 * (at as f32 - longest / 2.0));
                    let y = size * (v + 1.35 * (line as f32 - rows.len() as f32 / 2.0));
                    let middle = SIDE as f32 / 2.0;
                    [middle + x * cosine - y * sine, middle + x * sine + y * cosine]
                };
                for pair in digit(sign).windows(2) {
                    skin.stroke(place(pair[0]), place(pair[1]), size * 0.11, 0.85);
                }
            }
        }
        skin
    }

    /// What is found on it as writing: the numbers of each.
    fn read(&self) -> Vec<Vec<String>> {
        let pixels: Vec<u8> = self.0.iter().flatten().map(|value| value.clamp(0.0, 255.0) as u8).collect();
        let picture = Picture::of_rgb(SIDE, SIDE, &pixels).unwrap();
        let found = find(&picture, &reader(), &|| false);
        let writing = found.into_iter().filter(|one| one.marking.found_by == Finder::Writing);
        writing
            .map(|one| one.marking.readings.into_iter().filter_map(|reading| reading.number).collect())
            .collect()
    }
}

fn reader() -> Reader {
    let sheet = include_str!("../../models/digits.json");
    Reader::load(include_bytes!("../../models/digits.onnx"), sheet, Grammar::standard()).unwrap()
}

/// A digit as a line in a square of side 1.
fn digit(sign: char) -> &'static [Point] {
    match sign {
        '2' => &[[0.2, 0.25], [0.4, 0.03], [0.7, 0.1], [0.72, 0.35], [0.2, 0.97], [0.8, 0.97]],
        '3' => &[[0.2, 0.08], [0.6, 0.03], [0.72, 0.25], [0.42, 0.46], [0.75, 0.7], [0.6, 0.95], [0.2, 0.92]],
        '4' => &[[0.62, 0.97], [0.6, 0.03], [0.15, 0.65], [0.85, 0.65]],
        '5' => &[[0.76, 0.04], [0.3, 0.04], [0.26, 0.45], [0.6, 0.4], [0.78, 0.65], [0.6, 0.95], [0.2, 0.92]],
        _ => &[[0.15, 0.05], [0.82, 0.05], [0.55, 0.45], [0.4, 0.97]],
    }
}

#[test]
fn a_number_on_skin_is_read_at_every_turn() {
    for degrees in [0.0, 23.0, 68.0, 90.0, 151.0, 197.0, 270.0, 328.0] {
        let found = Skin::written(&["2743", "542"], 44.0, degrees).read();
        assert_eq!(found, [["2743", "542"]], "turned by {degrees}");
    }
}

#[test]
fn small_and_large_writing_is_read() {
    for size in [24.0, 60.0, 105.0] {
        let found = Skin::written(&["2743"], size, 12.0).read();
        assert_eq!(found, [["2743"]], "digits {size} pixels high");
    }
}

#[test]
fn a_number_that_hangs_over_the_frame_is_not_read() {
    let mut skin = Skin::written(&["2743"], 60.0, 0.0);
    // The frame now cuts the last digit.
    for row in skin.0.chunks_mut(SIDE) {
        row.rotate_right(280);
    }
    assert!(skin.read().is_empty());
}

#[test]
fn a_face_is_no_number() {
    let mut skin = Skin::new();
    for side in [-1.0, 1.0] {
        let at = |u: f32, v: f32| [350.0 + side * u, v];
        for k in 0..8 {
            let t = k as f32;
            skin.stroke(at(40.0 + 10.0 * t, 262.0 - 3.0 * t), at(54.0 + 10.0 * t, 252.0 - 2.0 * t), 5.0, 0.8);
        }
        for (from, to) in [([48.0, 300.0], [80.0, 290.0]), ([80.0, 290.0], [112.0, 302.0])] {
            skin.stroke(at(from[0], from[1]), at(to[0], to[1]), 6.0, 0.8);
        }
        skin.stroke(at(12.0, 400.0), at(22.0, 404.0), 10.0, 0.7);
    }
    skin.stroke([300.0, 470.0], [400.0, 470.0], 7.0, 0.7);
    assert!(skin.read().is_empty());
}

#[test]
fn hair_is_no_number() {
    let mut skin = Skin::new();
    let mut state = 11_u32;
    let mut chance = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32
    };
    for _ in 0..600 {
        let (x, y) = (150.0 + 400.0 * chance(), 150.0 + 400.0 * chance());
        let (across, down) = (24.0 * chance() - 12.0, 14.0 + 30.0 * chance());
        let width = 1.0 + 2.0 * chance();
        skin.stroke([x, y], [x + across, y + down], width, 0.9);
    }
    assert!(skin.read().is_empty());
}

#[test]
fn folded_cloth_is_no_number() {
    let mut skin = Skin::new();
    for (i, sample) in skin.0.iter_mut().enumerate() {
        let (x, y) = ((i % SIDE) as f32, (i / SIDE) as f32);
        let fold = (0.05 * x + 0.02 * y + 2.0 * (0.011 * y).sin()).sin().powi(9).max(0.0)
            * (0.5 + 0.5 * (0.04 * y + 0.01 * x).sin());
        *sample = [90.0, 104.0, 128.0].map(|value| value * (1.0 - 0.6 * fold));
    }
    assert!(skin.read().is_empty());
}

#[test]
fn a_reader_without_its_network_finds_no_writing() {
    let skin = Skin::written(&["2743", "542"], 44.0, 0.0);
    let pixels: Vec<u8> = skin.0.iter().flatten().map(|value| *value as u8).collect();
    let picture = Picture::of_rgb(SIDE, SIDE, &pixels).unwrap();
    let found = find(&picture, &Reader::blind(Grammar::standard()), &|| false);
    assert!(found.iter().all(|one| one.marking.found_by != Finder::Writing));
}
