//! What an observation costs beside decoding: the strict decoder, `jpeg-decoder` and the whole of `observe`.
//!
//! `cargo bench -p amana-analysis [FILE…]`: without files, a synthetic 12-megapixel photograph. Figures are
//! those of one thread, the best of many rounds; nothing here fails on a slow machine.

use std::time::{Duration, Instant};

use amana_analysis::{Limits, observe};
use amana_model::Digest;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--")).collect();
    let pictures: Vec<(String, Vec<u8>)> = if files.is_empty() {
        vec![("synthetic 4000 × 3000".into(), synthetic(4000, 3000))]
    } else {
        files.into_iter().filter_map(|f| std::fs::read(&f).ok().map(|bytes| (f, bytes))).collect()
    };
    for (name, bytes) in &pictures {
        let peer = best(|| {
            let mut decoder = jpeg_decoder::Decoder::new(&bytes[..]);
            if decoder.read_info().is_ok() {
                let info = decoder.info().map_or((512, 512), |i| (i.width, i.height));
                let longer = info.0.max(info.1);
                let points =
                    [1u32, 2, 4, 8].into_iter().find(|p| u32::from(longer) * p / 8 >= 512).unwrap_or(8);
                let side = |s: u16| (u32::from(s) * points).div_ceil(8) as u16;
                let _ = decoder.scale(side(info.0), side(info.1)).and_then(|_| decoder.decode());
            }
        });
        let decode = best(|| assert!(amana_analysis::decode_only(bytes)));
        let whole = best(|| drop(observe(Digest([0; 32]), bytes, b"a.jpg", &Limits::default(), &|| false)));
        let beside = whole.saturating_sub(decode);
        println!(
            "{name}: {} bytes; jpeg-decoder {:.1} ms, our decoder {:.1} ms, observe {:.1} ms (beside decoding {:.1} ms, {:.0} % of jpeg-decoder's rate)",
            bytes.len(),
            ms(peer),
            ms(decode),
            ms(whole),
            ms(beside),
            100.0 * peer.as_secs_f64() / whole.as_secs_f64(),
        );
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The best of many rounds by the wall clock: other work on the machine can only make a round longer.
fn best(mut work: impl FnMut()) -> Duration {
    let start = Instant::now();
    let mut best = Duration::MAX;
    let mut rounds = 0;
    while rounds < 12 || start.elapsed() < Duration::from_millis(500) {
        let begin = Instant::now();
        work();
        best = best.min(begin.elapsed());
        rounds += 1;
    }
    best
}

/// Shapes, texture and sensor noise: a file of a size that cameras write.
fn synthetic(width: usize, height: usize) -> Vec<u8> {
    let mut state = 1u32;
    let mut noise = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state & 7) as i32 - 4
    };
    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let wave = ((x as f32 / 37.0).sin() * (y as f32 / 53.0).cos() * 60.0) as i32;
            let shape = if (x / 400 + y / 300) % 2 == 0 { 40 } else { -40 };
            let grey = 128 + wave + shape + noise();
            pixels.extend([grey + 12, grey, grey - 20].map(|v| v.clamp(0, 255) as u8));
        }
    }
    let mut out = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 93);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    let encoded = encoder.encode(&pixels, width as u16, height as u16, jpeg_encoder::ColorType::Rgb);
    assert!(encoded.is_ok(), "the synthetic picture encodes");
    out
}
