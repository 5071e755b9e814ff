//! Tests of PDQ against the vectors of its reference programs, and its properties.

use std::path::PathBuf;

use amana_model::PdqHash;
use fast_image_resize as resize;

use super::{PdqError, hash};

fn vectors_folder() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/perceptual"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no PDQ vectors at {}", folder.display());
    None
}

/// The rendering the vectors were made from: RGB, at most 512 pixels a side, bicubic.
fn rendering(path: &std::path::Path) -> (Vec<f32>, usize, usize) {
    let bytes = std::fs::read(path).unwrap();
    let (rgb, width, height) = if path.extension().unwrap() == "png" {
        let picture = image::load_from_memory(&bytes).unwrap().to_rgb8();
        let (width, height) = picture.dimensions();
        (picture.into_raw(), width, height)
    } else {
        let mut decoder = jpeg_decoder::Decoder::new(&bytes[..]);
        let rgb = decoder.decode().unwrap();
        let info = decoder.info().unwrap();
        assert_eq!(info.pixel_format, jpeg_decoder::PixelFormat::RGB24);
        (rgb, info.width.into(), info.height.into())
    };
    let scale = (512.0 / f64::from(width.max(height))).min(1.0);
    let side = |s: u32| (f64::from(s) * scale).round() as u32;
    let from = resize::images::Image::from_vec_u8(width, height, rgb, resize::PixelType::U8x3).unwrap();
    let mut small = resize::images::Image::new(side(width), side(height), resize::PixelType::U8x3);
    let options = resize::ResizeOptions::new()
        .resize_alg(resize::ResizeAlg::Convolution(resize::FilterType::CatmullRom));
    resize::Resizer::new().resize(&from, &mut small, &options).unwrap();
    let luma = small.buffer().chunks_exact(3);
    let luma = luma.map(|p| 0.299 * f32::from(p[0]) + 0.587 * f32::from(p[1]) + 0.114 * f32::from(p[2]));
    (luma.collect(), side(width) as usize, side(height) as usize)
}

#[test]
fn agrees_with_the_official_vectors() {
    let Some(folder) = vectors_folder() else { return };
    let text = std::fs::read_to_string(folder.join("pdq_official_vectors.json")).unwrap();
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut exact = 0;
    let list = list["vectors"].as_array().unwrap();
    for vector in list {
        let path = vector["path"].as_str().unwrap();
        let (luma, width, height) = rendering(&folder.join(path));
        let result = hash(&luma, width, height).unwrap();
        let expected: PdqHash = vector["pdq"].as_str().unwrap().parse().unwrap();
        let distance = result.hashes[0].distance(&expected);
        assert!(distance <= 2, "{path}: {} is {distance} bits away", result.hashes[0]);
        exact += usize::from(distance == 0);
    }
    assert!(list.len() >= 10 && exact * 2 > list.len(), "{exact} of {} are exact", list.len());
}

#[test]
fn the_eight_hashes_are_those_of_the_turned_files() {
    let Some(folder) = vectors_folder() else { return };
    let of = |name: &str| {
        let (luma, width, height) = rendering(&folder.join("pdq/dih").join(format!("bridge-{name}.jpg")));
        hash(&luma, width, height).unwrap().hashes
    };
    let original = of("1-original");
    let files = [
        "2-rotate-90",
        "3-rotate-180",
        "4-rotate-270",
        "5-flipx",
        "6-flipy",
        "7-flip-plus-1",
        "8-flip-minus-1",
    ];
    for (turning, name) in (1..).zip(files) {
        let distance = original[turning].distance(&of(name)[0]);
        // Not zero: the 64 points are not quite symmetrical in a side whose length 64 does not divide.
        assert!(distance <= 24, "{name}: {distance}");
    }
}

/// A picture without symmetry: forty waves of all directions, each with up to eight periods a side.
fn scene(x: f32, y: f32) -> f32 {
    let part = |k: u32, salt: u32| (k * 7919 + salt * 104_729) % 1009;
    let wave = |k: u32| {
        let (across, down) = (part(k, 1) as f32 / 63.0 - 8.0, part(k, 2) as f32 / 63.0 - 8.0);
        (std::f32::consts::TAU * (across * x + down * y) + part(k, 3) as f32).sin()
    };
    128.0 + 14.0 * (1..41).map(wave).sum::<f32>()
}

fn drawn(width: usize, height: usize, at: impl Fn(f32, f32) -> (f32, f32)) -> Vec<f32> {
    let centre = |i: usize, n: usize| (i as f32 + 0.5) / n as f32;
    let points = (0..width * height).map(|i| at(centre(i % width, width), centre(i / width, height)));
    points.map(|(x, y)| scene(x, y)).collect()
}

#[test]
fn each_turning_means_what_its_documentation_says() {
    // Sides that 64 divides into an odd number of pixels: only there the points lie symmetrically.
    let (width, height) = (320, 576);
    let original = hash(&drawn(width, height, |x, y| (x, y)), width, height).unwrap();
    // Where a point of the turned picture lies in the original.
    type Turned = fn(f32, f32) -> (f32, f32);
    let turnings: [Turned; 8] = [
        |x, y| (x, y),
        |x, y| (1.0 - y, x),
        |x, y| (1.0 - x, 1.0 - y),
        |x, y| (y, 1.0 - x),
        |x, y| (x, 1.0 - y),
        |x, y| (1.0 - x, y),
        |x, y| (y, x),
        |x, y| (1.0 - y, 1.0 - x),
    ];
    for (turning, at) in turnings.into_iter().enumerate() {
        let (w, h) = if matches!(turning, 1 | 3 | 6 | 7) { (height, width) } else { (width, height) };
        let turned = hash(&drawn(w, h, at), w, h).unwrap();
        let distance = original.hashes[turning].distance(&turned.hashes[0]);
        assert!(distance <= 4, "turning {turning}: {distance}");
        for other in (0..8).filter(|o| *o != turning) {
            assert!(
                original.hashes[other].distance(&turned.hashes[0]) > 60,
                "turnings {turning} and {other}"
            );
        }
    }
}

#[test]
fn a_plane_of_whole_numbers_hashes_like_one_of_fractions() {
    let luma: Vec<u8> = drawn(512, 384, |x, y| (x, y)).into_iter().map(|v| v as u8).collect();
    let same: Vec<f32> = luma.iter().map(|v| f32::from(*v)).collect();
    assert_eq!(hash(&luma, 512, 384), hash(&same, 512, 384));
    assert_eq!(hash(&luma, 512, 384).unwrap().signature.len(), 4096);
}

#[test]
fn blank_tiny_and_false_planes_do_not_panic() {
    for (width, height) in [(5, 5), (6, 4000), (64, 64)] {
        assert_eq!(hash(&vec![0_u8; width * height], width, height).unwrap().quality, 0);
    }
    assert_eq!(hash(&[0_u8; 16], 4, 4), Err(PdqError::TooSmall));
    assert_eq!(hash(&[0_u8; 16], 5, 5), Err(PdqError::Shape));
    assert_eq!(hash(&[0_u8; 16], usize::MAX, 2), Err(PdqError::Shape));
    let nothing = vec![f32::NAN; 64 * 64];
    assert_eq!(hash(&nothing, 64, 64).unwrap().quality, 0);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn any_plane_gives_balanced_bits_or_low_quality(
        width in 5_usize..90, height in 5_usize..90, seed in proptest::num::u64::ANY,
    ) {
        let mut state = seed | 1;
        let luma: Vec<u8> = (0..width * height)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                state as u8
            })
            .collect();
        let result = hash(&luma, width, height).unwrap();
        for hash in result.hashes {
            let ones: u32 = hash.0.iter().map(|b| b.count_ones()).sum();
            proptest::prop_assert!(ones <= 128);
            proptest::prop_assert!(ones >= 100 || result.quality < 100);
        }
    }
}
