//! PDQ, Meta's perceptual hash: 256 bits that stay nearly the same when a picture is encoded again or resized.
//!
//! The algorithm is the one of the paper "The TMK+PDQF video-hashing algorithm and the PDQ image-hashing
//! algorithm" (Meta, 2019) and of its reference programs: blur with a tent filter, take 64×64 points, a cosine
//! transform, its 16×16 lowest frequencies without the constant ones, each compared with their median. The port is
//! our own. The main type is [`PdqResult`].
//!
//! Trusts its caller for a luma plane with orientation applied and `width × height` samples. Hash the same
//! rendering always (here: the luma of the preview): two renderings of one picture differ by some bits.

mod cosine;
mod tent;
#[cfg(test)]
mod vectors;

use amana_model::PdqHash;

/// Side of the square to which every picture is brought before the transform, in points.
pub const SIDE: usize = 64;

/// A picture less than this many pixels wide or high is not hashed (as in the reference programs).
const SMALLEST: usize = 5;

/// What one PDQ pass gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdqResult {
    /// The hash of the picture as it is, and of the picture turned counter-clockwise by 90°, 180° and 270°, then
    /// mirrored top to bottom, left to right, along the falling diagonal (transposed) and along the rising one.
    pub hashes: [PdqHash; 8],
    /// PDQ's measure of how much there is to see, 0 (blank) to 100; below 50 the hash says little.
    pub quality: u8,
    /// The picture at 64×64 luma points row by row, evenly blurred: the signature by which copies are verified.
    pub signature: Vec<u8>,
}

/// A plane that cannot be hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PdqError {
    /// The plane does not hold exactly `width × height` samples.
    #[error("the luma plane does not hold width times height samples")]
    Shape,
    /// Less than five pixels wide or high.
    #[error("the picture is less than five pixels wide or high")]
    TooSmall,
}

/// Hashes a luma plane (`u8` or `f32` samples, 0 to 255, row by row) in its eight turnings.
pub fn hash<S: Copy + Into<f32>>(luma: &[S], width: usize, height: usize) -> Result<PdqResult, PdqError> {
    if width.checked_mul(height) != Some(luma.len()) {
        return Err(PdqError::Shape);
    }
    if width < SMALLEST || height < SMALLEST {
        return Err(PdqError::TooSmall);
    }
    let points = tent::to_64(luma, width, height, tent::jarosz);
    let even = tent::to_64(luma, width, height, tent::even);
    let spectrum = cosine::lowest_16(&points);
    let mut hashes = [PdqHash([0; 32]); 8];
    for (turning, hash) in hashes.iter_mut().enumerate() {
        *hash = bits(&cosine::turned(&spectrum, turning));
    }
    Ok(PdqResult {
        hashes,
        quality: quality(&points),
        signature: even.as_flattened().iter().map(|v| v.round().clamp(0.0, 255.0) as u8).collect(),
    })
}

/// One bit a frequency: set where it is above the median, the first frequency in the last bit.
#[inline(never)]
fn bits(spectrum: &cosine::Spectrum) -> PdqHash {
    let mut sorted = [0.0; 256];
    sorted.copy_from_slice(spectrum.as_flattened());
    // The reference takes the lower of the two middle values (Torben's method on an even count).
    let (_, &mut median, _) = sorted.select_nth_unstable_by(127, f32::total_cmp);
    let mut hash = [0; 32];
    for (k, value) in spectrum.as_flattened().iter().enumerate() {
        hash[31 - k / 8] |= u8::from(*value > median) << (k % 8);
    }
    PdqHash(hash)
}

/// PDQ's quality: the sum of the steps between neighbouring points that count, each in percent of full scale.
#[inline(never)]
fn quality(points: &tent::Points) -> u8 {
    let step = |a: f32, b: f32| (((a - b) * 100.0 / 255.0) as i32).unsigned_abs();
    let down: u32 = points.windows(2).flat_map(|w| w[0].iter().zip(&w[1])).map(|(a, b)| step(*a, *b)).sum();
    let along: u32 = points.iter().flat_map(|row| row.windows(2)).map(|w| step(w[0], w[1])).sum();
    ((down + along) / 90).min(100) as u8
}
