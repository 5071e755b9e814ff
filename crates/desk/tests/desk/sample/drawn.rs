//! Drawn pictures for the sample archive: a plain figure on a floor with a card beside it, or a document. Nothing in
//! them is a photograph.

use jpeg_encoder::{ColorType, Encoder};

/// A drawn picture of a size, as a JPEG.
pub(super) fn picture(seed: u64, width: u16, height: u16) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(usize::from(width) * usize::from(height) * 3);
    for y in 0..height {
        for x in 0..width {
            pixels.extend(colour(seed, f32::from(x) / f32::from(height), f32::from(y) / f32::from(height)));
        }
    }
    encode(&pixels, width, height, ColorType::Rgb)
}

/// The crop of a marking: a white card with bars where numbers would stand.
pub(super) fn card(seed: u64) -> Vec<u8> {
    let (width, height) = (480u16, 320u16);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let row = y / 90;
            let inside =
                (x > 60) && (x < 240 + (seed >> (row * 7) & 127) as u16) && (20..70).contains(&(y % 90));
            let ink = inside && row < 3 && (x / 9 + (seed >> (x / 36 % 48)) as u16).is_multiple_of(3);
            let shade = 1.0 - f32::from(x + y) / 6000.0;
            pixels.extend(if ink { [52, 52, 58] } else { lit([240, 238, 230], shade) });
        }
    }
    encode(&pixels, width, height, ColorType::Rgb)
}

/// The covered form: sixteen by twelve greys with little contrast.
pub(super) fn cover(seed: u64) -> Vec<u8> {
    let mut greys = Vec::new();
    for y in 0..12u16 {
        for x in 0..16u16 {
            let [r, g, b] = colour(seed, (f32::from(x) + 0.5) / 12.0, (f32::from(y) + 0.5) / 12.0);
            let luma = (u32::from(r) * 3 + u32::from(g) * 6 + u32::from(b)) / 10;
            greys.push(((luma + 256) / 3) as u8 + 20);
        }
    }
    encode(&greys, 16, 12, ColorType::Luma)
}

fn encode(pixels: &[u8], width: u16, height: u16, kind: ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 82).encode(pixels, width, height, kind).expect("a buffer of the right size");
    bytes
}

/// The colour at a point; both coordinates are in heights of the picture.
fn colour(seed: u64, x: f32, y: f32) -> [u8; 3] {
    let pick = |shift: u32, of: u64| (seed >> shift) % of;
    let tint = [[176, 172, 160], [150, 160, 158], [188, 178, 158], [140, 146, 156], [170, 160, 150]];
    let floor = tint[pick(3, 5) as usize];
    let shade = 1.0 - 0.28 * y - 0.05 * ((x * 11.0).sin() * (y * 13.0).cos()).abs();
    if pick(9, 11) == 0 {
        return document(x, y, shade);
    }
    let cx = 0.56 + pick(13, 9) as f32 * 0.025;
    let (dx, dy) = (x - cx, y - 0.30);
    if dx * dx + dy * dy < 0.014 {
        return lit([206, 186, 168], shade + 0.08);
    }
    if (x - cx).abs() < 0.17 - 0.03 * (y - 0.45) && (0.43..0.98).contains(&y) {
        let cloth = [[86, 98, 112], [112, 96, 84], [92, 104, 88]][pick(17, 3) as usize];
        return lit(cloth, shade + 0.04 * (y * 40.0).sin());
    }
    let card = (0.92..1.24).contains(&x) && (0.60..0.80).contains(&y);
    if card {
        let ink =
            (0.64..0.76).contains(&y) && ((x * 60.0) as u64 ^ pick(21, 64)).is_multiple_of(3) && x < 1.2;
        return if ink { [48, 48, 52] } else { lit([238, 236, 228], shade + 0.15) };
    }
    lit(floor, shade)
}

fn document(x: f32, y: f32, shade: f32) -> [u8; 3] {
    let page = (0.3..1.05).contains(&x) && (0.08..0.94).contains(&y);
    let line =
        ((y * 34.0) as u32).is_multiple_of(2) && (0.38..0.97).contains(&x) && (0.18..0.84).contains(&y);
    match (page, line) {
        (true, true) => [120, 120, 122],
        (true, false) => lit([240, 238, 230], shade + 0.12),
        _ => lit([112, 100, 88], shade),
    }
}

fn lit(colour: [u8; 3], shade: f32) -> [u8; 3] {
    colour.map(|channel| (f32::from(channel) * shade).clamp(0.0, 255.0) as u8)
}
