//! Short codes of a picture's coarsest structure, whole and through windows, for finding candidates.
//!
//! A code has one bit for each of the 44 lowest frequencies of a cosine transform: its sign. Signs do not care for
//! brightness and contrast. A crop moves and stretches everything, which no hash of the whole picture survives; so
//! a picture is also coded through sixteen windows, of which one has each edge within 2.5 % of any crop of up to
//! 10 % a side. The code of the right window equals the code of the crop but for bits that were near zero anyway.

use std::sync::LazyLock;

use super::plane::{HALF, Half};
use super::turning::Turning;

/// Highest sum of the two frequencies (in half periods a side).
const HIGHEST: usize = 8;
/// Number of frequencies, and of bits in a code.
pub(super) const BITS: usize = 44;
/// Number of overlapping groups of bits by which codes are looked up.
pub(super) const BANDS: usize = 3;
/// Bits of a code that are taken the other way as well when a group is looked up: those nearest to zero.
pub(super) const DOUBTFUL: usize = 5;

/// A stretch of one side, as fractions.
pub(super) type Span = (f32, f32);
/// The stretches used on each side; the first is the whole.
pub(super) const SPANS: [Span; 5] =
    [(0.0, 1.0), (0.025, 0.975), (0.025, 0.925), (0.075, 0.975), (0.075, 0.925)];
/// The windows as pairs of places in [`SPANS`] (across, down); the first is the whole picture.
pub(super) const WINDOWS: [(usize, usize); 17] = windows();

const fn windows() -> [(usize, usize); 17] {
    let mut list = [(0, 0); 17];
    let mut at = 1;
    while at < 17 {
        list[at] = (1 + (at - 1) % 4, 1 + (at - 1) / 4);
        at += 1;
    }
    list
}

/// The signs of the 44 frequencies.
pub(super) type Code = u64;

/// A code to look for: where, by each of its bands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) bands: [Band; BANDS],
}

/// Where a code is looked up by one of its bands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Band {
    /// The bits of the band, side by side, the last one lowest.
    pub(super) address: u32,
    /// The other bits of the code, likewise.
    pub(super) rest: u32,
    /// Places in the address, from the lowest, of the bits nearest to zero.
    pub(super) doubtful: [u8; DOUBTFUL],
}

/// The bits of a band, side by side, the last one lowest.
pub(super) fn address(band: usize, code: Code) -> u32 {
    BAND_BITS[band].iter().fold(0, |value, bit| value << 1 | (code >> bit & 1) as u32)
}

/// The bits that are not in a band, side by side.
pub(super) fn rest(band: usize, code: Code) -> u32 {
    REST_BITS[band].iter().fold(0, |value, bit| value << 1 | (code >> bit & 1) as u32)
}

/// The frequencies (vertical, horizontal), the lowest first.
static FREQUENCIES: LazyLock<Vec<(usize, usize)>> = LazyLock::new(|| {
    let all = (0..=HIGHEST).flat_map(|i| (0..=HIGHEST - i).map(move |j| (i, j)));
    let mut list: Vec<_> = all.filter(|f| *f != (0, 0)).collect();
    list.sort_by_key(|(i, j)| (i * i + j * j, *i));
    list
});

/// The places in the code that make each band: low frequencies are in two bands, the others in one.
pub(super) static BAND_BITS: LazyLock<[Vec<u8>; BANDS]> = LazyLock::new(|| {
    std::array::from_fn(|band| {
        (0..BITS as u8)
            .filter(|bit| if *bit < 16 { usize::from(bit % 3) != band } else { usize::from(bit % 3) == band })
            .collect()
    })
});

/// The places in the code that are not in each band: fewer than 32.
static REST_BITS: LazyLock<[Vec<u8>; BANDS]> = LazyLock::new(|| {
    std::array::from_fn(|band| (0..BITS as u8).filter(|bit| !BAND_BITS[band].contains(bit)).collect())
});

/// For each span and point: the integral of each cosine over the part of the point inside the span.
static COSINES: LazyLock<Vec<[[f32; HIGHEST + 1]; HALF]>> = LazyLock::new(|| {
    let integral = |k: usize, t: f64| {
        let w = std::f64::consts::PI * k as f64;
        if k == 0 { t } else { (w * t).sin() / w }
    };
    let of_span = |span: &Span| {
        let (low, high) = (f64::from(span.0), f64::from(span.1));
        let at = |edge: usize| (edge as f64 / HALF as f64).clamp(low, high);
        let mut cosines = [[0.0; HIGHEST + 1]; HALF];
        for (point, row) in cosines.iter_mut().enumerate() {
            let (from, to) = ((at(point) - low) / (high - low), (at(point + 1) - low) / (high - low));
            for (k, value) in row.iter_mut().enumerate() {
                *value = (integral(k, to) - integral(k, from)) as f32;
            }
        }
        cosines
    };
    SPANS.iter().map(of_span).collect()
});

/// A cosine transform's lowest coefficients, `[vertical][horizontal]`.
type Spectrum = [[f32; HIGHEST + 1]; HIGHEST + 1];

/// The codes of a picture: whole in its eight turnings, and as queries through each of the [`WINDOWS`].
pub(super) fn codes(picture: &Half) -> ([Code; 8], [Query; 17]) {
    // Across first, once for each span; then down, once for each window.
    let across: Vec<_> = COSINES.iter().map(|cosines| transform_rows(picture, cosines)).collect();
    let whole = transform_columns(&across[0], &COSINES[0]);
    let mut turned = [0; 8];
    for (code, turning) in turned.iter_mut().zip(Turning::ALL) {
        *code = signs(&turn(&whole, turning));
    }
    let mut queries = [Query::default(); 17];
    for (found, (x, y)) in queries.iter_mut().zip(WINDOWS) {
        *found = query(&transform_columns(&across[x], &COSINES[y]));
    }
    (turned, queries)
}

#[inline(never)]
fn transform_rows(picture: &Half, cosines: &[[f32; HIGHEST + 1]; HALF]) -> [[f32; HIGHEST + 1]; HALF] {
    let mut out = [[0.0; HIGHEST + 1]; HALF];
    for (sums, row) in out.iter_mut().zip(picture.chunks_exact(HALF)) {
        for (value, cosines) in row.iter().zip(cosines) {
            for (sum, cosine) in sums.iter_mut().zip(cosines) {
                *sum += value * cosine;
            }
        }
    }
    out
}

#[inline(never)]
fn transform_columns(rows: &[[f32; HIGHEST + 1]; HALF], cosines: &[[f32; HIGHEST + 1]; HALF]) -> Spectrum {
    let mut out = [[0.0; HIGHEST + 1]; HIGHEST + 1];
    for (row, cosines) in rows.iter().zip(cosines) {
        for (sums, cosine) in out.iter_mut().zip(cosines) {
            for (sum, value) in sums.iter_mut().zip(row) {
                *sum += value * cosine;
            }
        }
    }
    out
}

/// The spectrum of the turned picture: mirroring changes the sign of odd frequencies.
#[inline(never)]
fn turn(spectrum: &Spectrum, turning: Turning) -> Spectrum {
    let (vertical, horizontal) = turning.mirrors();
    let mut out = [[0.0; HIGHEST + 1]; HIGHEST + 1];
    for (i, row) in out.iter_mut().enumerate() {
        for (j, value) in row.iter_mut().enumerate() {
            let from = if turning.exchanges_sides() { spectrum[j][i] } else { spectrum[i][j] };
            *value = if (vertical && i % 2 == 1) != (horizontal && j % 2 == 1) { -from } else { from };
        }
    }
    out
}

#[inline(never)]
fn signs(spectrum: &Spectrum) -> Code {
    let bits = FREQUENCIES.iter().enumerate();
    bits.fold(0, |code, (bit, (i, j))| code | u64::from(spectrum[*i][*j] > 0.0) << bit)
}

#[inline(never)]
fn query(spectrum: &Spectrum) -> Query {
    // Natural pictures have coefficients falling about as 1/f; what a small shift changes grows with f.
    let margin = |bit: &u8| {
        let (i, j) = FREQUENCIES[usize::from(*bit)];
        spectrum[i][j].abs() * ((i * i + j * j) as f32).powf(0.25)
    };
    let margins: [f32; BITS] = std::array::from_fn(|bit| margin(&(bit as u8)));
    let code = signs(spectrum);
    let bands = std::array::from_fn(|band| {
        let bits = &BAND_BITS[band];
        let mut places: Vec<u8> = (0..bits.len() as u8).collect();
        let margin = |place: &u8| margins[usize::from(bits[bits.len() - 1 - usize::from(*place)])];
        places.select_nth_unstable_by(DOUBTFUL - 1, |a, b| margin(a).total_cmp(&margin(b)));
        let mut doubtful = [0; DOUBTFUL];
        doubtful.copy_from_slice(&places[..DOUBTFUL]);
        Band { address: address(band, code), rest: rest(band, code), doubtful }
    });
    Query { bands }
}
