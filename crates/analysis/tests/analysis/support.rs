//! Pictures and a source of chance for the tests of this crate: everything drawn, nothing real.

use std::path::{Path, PathBuf};

use amana_analysis::{Limits, Seen, observe};
use amana_model::Digest;

/// A small xorshift generator: tests repeat exactly.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}

/// How a test picture is encoded.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kind {
    pub(crate) progressive: bool,
    pub(crate) restart: u16,
    pub(crate) halved: bool,
    pub(crate) optimised: bool,
    pub(crate) quality: u8,
}

pub(crate) const PLAIN: Kind =
    Kind { progressive: false, restart: 0, halved: true, optimised: false, quality: 90 };

/// RGB pixels with shapes, gradients and noise.
pub(crate) fn pixels(seed: u64, width: usize, height: usize) -> Vec<u8> {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9) | 1);
    let (fx, fy) = (20.0 + chance.below(60) as f32, 20.0 + chance.below(60) as f32);
    let (bx, by) = (30 + chance.below(200), 30 + chance.below(200));
    let mut out = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let wave = ((x as f32 / fx).sin() * (y as f32 / fy).cos() * 60.0) as i32;
            let shape = if (x / bx + y / by).is_multiple_of(2) { 35 } else { -35 };
            let grey = 120 + wave + shape + (x * 20 / width) as i32 + (chance.next() % 13) as i32 - 6;
            out.extend([grey + 15, grey, grey - 25].map(|v| v.clamp(0, 255) as u8));
        }
    }
    out
}

pub(crate) fn jpeg_of(pixels: &[u8], width: usize, height: usize, kind: Kind) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, kind.quality);
    encoder.set_progressive(kind.progressive);
    if kind.restart > 0 {
        encoder.set_restart_interval(kind.restart);
    }
    encoder.set_optimized_huffman_tables(kind.optimised);
    let factor =
        jpeg_encoder::SamplingFactor::from_factors(1 + u8::from(kind.halved), 1 + u8::from(kind.halved))
            .unwrap();
    encoder.set_sampling_factor(factor);
    encoder.encode(pixels, width as u16, height as u16, jpeg_encoder::ColorType::Rgb).unwrap();
    out
}

pub(crate) fn jpeg(seed: u64, width: usize, height: usize, kind: Kind) -> Vec<u8> {
    jpeg_of(&pixels(seed, width, height), width, height, kind)
}

pub(crate) fn png(seed: u64, width: usize, height: usize) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    let picture =
        image::RgbImage::from_raw(width as u32, height as u32, pixels(seed, width, height)).unwrap();
    picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

/// Where the first scan's entropy-coded data starts.
pub(crate) fn entropy_start(jpeg: &[u8]) -> usize {
    let mut at = 2;
    loop {
        let length = usize::from(jpeg[at + 2]) << 8 | usize::from(jpeg[at + 3]);
        if jpeg[at + 1] == 0xda {
            return at + 2 + length;
        }
        at += 2 + length;
    }
}

pub(crate) fn look(bytes: &[u8], name: &str) -> Seen {
    observe(Digest([7; 32]), bytes, name.as_bytes(), &Limits::default(), &|| false)
}

pub(crate) fn codes(seen: &Seen) -> Vec<&str> {
    seen.observation.damage.iter().map(|d| d.code.as_str()).collect()
}

/// The handed-out test data, or nothing (with a visible message) where it is absent.
pub(crate) fn shared(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")).join(folder);
    let mut found = Vec::new();
    gather(&root, &mut found);
    if found.is_empty() {
        eprintln!("SKIPPED: no test data at shared/data/{folder}");
    }
    found.sort();
    found
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { gather(&path, found) } else { found.push(path) }
    }
}

pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The luma of an encoded picture.
pub(crate) fn grey(encoded: &[u8]) -> image::GrayImage {
    let mut decoder = jpeg_decoder::Decoder::new(encoded);
    let pixels = decoder.decode().unwrap();
    let info = decoder.info().unwrap();
    let (w, h) = (info.width.into(), info.height.into());
    match info.pixel_format {
        jpeg_decoder::PixelFormat::L8 => image::GrayImage::from_raw(w, h, pixels).unwrap(),
        _ => image::DynamicImage::from(image::RgbImage::from_raw(w, h, pixels).unwrap()).into_luma8(),
    }
}

/// Mean absolute difference of two pictures of one size.
pub(crate) fn difference(a: &image::GrayImage, b: &image::GrayImage) -> f64 {
    assert_eq!(a.dimensions(), b.dimensions());
    let sum: u64 = a.as_raw().iter().zip(b.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / a.as_raw().len() as f64
}
