//! Pictures of any size and any pixels: markings are looked for and cut out, and lines of writing, without a panic. No network runs.
//!
//! The first bytes are the picture's width, height and grounds; each seven that follow paint a bar of some shade, size, place and slope.

#![no_main]

use amana_analysis::markings::{Grammar, Reader, find, strips_only, writings_only};
use amana_analysis::{Limits, Picture};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let [width, height, ground, grain, bars @ ..] = bytes else { return };
    let (width, height) = (usize::from(*width) * 3 + 1, usize::from(*height) * 3 + 1);
    let picture = painted(width, height, *ground, *grain, bars);

    for found in find(&picture, &Reader::blind(Grammar::standard()), &|| false) {
        let marking = &found.marking;
        assert!((0.0..=1.0).contains(&marking.score), "score {}", marking.score);
        assert!(marking.corners.iter().flatten().all(|place| place.is_finite()), "{:?}", marking.corners);
        let crop = Picture::open(&found.crop, &Limits::default(), &|| false).expect("a crop is a picture");
        assert_eq!(crop.size(), (found.size.width, found.size.height));
        strips(&crop);
    }
    for corners in writings_only(&picture) {
        assert!(corners.iter().flatten().all(|place| place.is_finite()), "{corners:?}");
    }
    if width.max(height) <= 512 {
        strips(&picture);
    }
});

fn strips(crop: &Picture) {
    for (width, values) in strips_only(crop) {
        assert!(width % 4 == 0 && values.len() % width == 0);
        assert!(values.iter().all(|value| (-0.5..=1.5).contains(value)));
    }
}

fn painted(width: usize, height: usize, ground: u8, grain: u8, bars: &[u8]) -> Picture {
    let mut pixels = Vec::with_capacity(width * height * 3);
    let mut noise = 1_u32;
    for _ in 0..width * height {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let shade = ground.saturating_add((noise >> 24) as u8 & grain);
        pixels.extend([shade, shade, shade.saturating_sub(grain / 2)]);
    }
    for bar in bars.chunks_exact(7).take(200) {
        let [x, y, wide, high, slope, shade, tint] = [0, 1, 2, 3, 4, 5, 6].map(|i| usize::from(bar[i]));
        let (left, top) = (x * width / 256, y * height / 256);
        for down in 0..high {
            for across in 0..wide {
                let shift = (down * slope) / 128;
                let (px, py) = (left + across + shift, top + down + across * slope / 256);
                if px < width && py < height {
                    let at = (py * width + px) * 3;
                    pixels[at..at + 3].copy_from_slice(&[
                        shade as u8,
                        shade as u8,
                        (shade as u8) ^ (tint as u8 & 31),
                    ]);
                }
            }
        }
    }
    Picture::of_rgb(width, height, &pixels).expect("as many pixels as the size says")
}
