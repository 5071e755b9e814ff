//! Time and memory of grouping many pictures: `cargo bench -p amana-linkage -- [PICTURES]` (10,000 unless told).
//!
//! Signatures are drawn from smooth noise; every fifth is a copy (noisy, some cropped and turned) of an earlier one. The figure to
//! hold against it is the time of a PDQ pass with decoding of the previews, which `xtask bench` measures.

use std::time::Instant;

use amana_linkage::copies::{Picture, group};
use amana_model::PdqHash;

const SIDE: usize = 64;

fn main() {
    let asked = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let count: u32 = asked.unwrap_or(10_000);
    let mut chance = 0x9e37_79b9_7f4a_7c15;
    let mut signatures: Vec<Vec<u8>> = Vec::new();
    for place in 0..count as usize {
        let copied = place % 5 == 4;
        let signature = if copied { copy(&signatures[place - 3], &mut chance) } else { drawn(&mut chance) };
        signatures.push(signature);
    }
    let pictures: Vec<Picture> = (0..count).map(picture).collect();
    let before = resident();
    let start = Instant::now();
    let groups = group(&pictures, &signatures);
    let took = start.elapsed();
    println!(
        "{count} pictures: {:.2} s, {:.0} µs a picture, {} groups of {} copies made, {} MB resident (before: {before} MB)",
        took.as_secs_f64(),
        took.as_secs_f64() * 1e6 / f64::from(count),
        groups.len(),
        count / 5,
        resident()
    );
}

fn next(chance: &mut u64) -> u64 {
    *chance ^= *chance << 13;
    *chance ^= *chance >> 7;
    *chance ^= *chance << 17;
    *chance
}

/// Smooth noise of four sizes.
fn drawn(chance: &mut u64) -> Vec<u8> {
    let mut points = vec![128.0_f32; SIDE * SIDE];
    for (cells, height) in [(3, 50.0), (6, 35.0), (12, 25.0), (24, 15.0)] {
        let lattice: Vec<f32> = (0..(cells + 1) * (cells + 1))
            .map(|_| (next(chance) >> 40) as f32 / (1 << 24) as f32 - 0.5)
            .collect();
        for (place, value) in points.iter_mut().enumerate() {
            let at = |k: usize| (k as f32 + 0.5) / SIDE as f32 * cells as f32;
            let (x, y) = (at(place % SIDE), at(place / SIDE));
            let (i, j) = (x as usize, y as usize);
            let (fx, fy) = (x.fract(), y.fract());
            let corner = |di: usize, dj: usize| lattice[(j + dj) * (cells + 1) + i + di];
            let upper = corner(0, 0) * (1.0 - fx) + corner(1, 0) * fx;
            let lower = corner(0, 1) * (1.0 - fx) + corner(1, 1) * fx;
            *value += height * (upper * (1.0 - fy) + lower * fy);
        }
    }
    points.into_iter().map(|v| v.clamp(0.0, 255.0) as u8).collect()
}

/// The same with a little noise, mirrored, or with up to three lines cut off at the left.
fn copy(signature: &[u8], chance: &mut u64) -> Vec<u8> {
    let (mirrored, cut) = (next(chance).is_multiple_of(2), (next(chance) % 4) as usize);
    let source = |place: usize| {
        let (x, y) = (place % SIDE, place / SIDE);
        let x = (cut as f32 + (x as f32 + 0.5) * (SIDE - cut) as f32 / SIDE as f32 - 0.5).max(0.0);
        let (before, part) = ((x as usize).min(SIDE - 2), x.fract());
        let at = |x: usize| f32::from(signature[y * SIDE + if mirrored { SIDE - 1 - x } else { x }]);
        at(before) * (1.0 - part) + at(before + 1) * part
    };
    (0..SIDE * SIDE)
        .map(|place| (source(place) + (next(chance) % 3) as f32 - 1.0).clamp(0.0, 255.0) as u8)
        .collect()
}

fn picture(id: u32) -> Picture {
    Picture {
        id,
        hashes: [PdqHash([0; 32]); 8],
        width: 4000,
        height: 3000,
        bytes: 1,
        damaged: false,
        has_exif: false,
        taken_at: None,
    }
}

/// Resident memory in megabytes, where the system tells it.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes =
        line.and_then(|line| line.split_whitespace().nth(1)).and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}
