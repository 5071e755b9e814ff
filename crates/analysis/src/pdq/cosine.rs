//! The cosine transform of 64×64 points, only its frequencies 1 to 16 each way, and how they change under turnings.
//!
//! Plain loops, and never inlined: arrays of this size built by closures cost the compiler minutes.

use std::sync::LazyLock;

use super::{SIDE, tent::Points};

/// Coefficients: row = vertical frequency − 1, column = horizontal frequency − 1.
pub(super) type Spectrum = [[f32; 16]; 16];

/// `√(2/64) · cos(π/128 · (frequency) · (2·point + 1))`, one row a point.
static BASIS: LazyLock<[[f32; 16]; SIDE]> = LazyLock::new(|| {
    let mut basis = [[0.0; 16]; SIDE];
    for (point, row) in basis.iter_mut().enumerate() {
        for (k, value) in row.iter_mut().enumerate() {
            let angle = std::f64::consts::PI / 128.0 * ((k + 1) * (2 * point + 1)) as f64;
            *value = ((2.0_f64 / 64.0).sqrt() * angle.cos()) as f32;
        }
    }
    basis
});

/// Transforms the points: vertically first, whole rows at a time, then horizontally.
#[inline(never)]
pub(super) fn lowest_16(points: &Points) -> Spectrum {
    let basis = &*BASIS;
    let mut half = [[0.0_f32; SIDE]; 16];
    for (row, cosines) in points.iter().zip(basis) {
        for (sums, cosine) in half.iter_mut().zip(cosines) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += cosine * value;
            }
        }
    }
    let mut spectrum = [[0.0_f32; 16]; 16];
    for (out, sums) in spectrum.iter_mut().zip(&half) {
        for (value, cosines) in sums.iter().zip(basis) {
            for (coefficient, cosine) in out.iter_mut().zip(cosines) {
                *coefficient += value * cosine;
            }
        }
    }
    spectrum
}

/// The spectrum of the picture in one of its eight turnings (order as in `PdqResult::hashes`).
///
/// Mirroring an axis changes the sign of its odd frequencies (which stand at even places here); a quarter turn
/// also exchanges the axes.
#[inline(never)]
pub(super) fn turned(spectrum: &Spectrum, turning: usize) -> Spectrum {
    let transposed = matches!(turning, 1 | 3 | 6 | 7);
    // Which of (vertical, horizontal) is mirrored, after the exchange of axes.
    let (vertical, horizontal) = match turning {
        1 | 4 => (true, false),
        2 | 7 => (true, true),
        3 | 5 => (false, true),
        _ => (false, false),
    };
    let mut out = [[0.0; 16]; 16];
    for (i, row) in out.iter_mut().enumerate() {
        for (j, value) in row.iter_mut().enumerate() {
            let sign = (vertical && i % 2 == 0) != (horizontal && j % 2 == 0);
            let from = if transposed { spectrum[j][i] } else { spectrum[i][j] };
            *value = if sign { -from } else { from };
        }
    }
    out
}
