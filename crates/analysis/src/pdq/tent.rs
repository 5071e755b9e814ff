//! Brings a plane of any size to 64×64 points with PDQ's blur ("Jarosz filter": two box passes a direction, a tent).
//!
//! The reference blurs every pixel and then keeps 64×64 of them. Both box passes are linear and the directions do
//! not touch each other, so here only the kept points are computed, from their weights: columns first (whole rows
//! at a time, which vectorises), then rows. The result is the same but for the last bits of the floating point.
//!
//! PDQ's points lie up to a pixel beside the middle of their block and its blur is narrow, which is part of the format. For
//! laying one picture over another ([`even`]) the tent is twice as wide and exactly centred.

use pulp::{Arch, NullaryFnOnce};

use super::SIDE;

/// The blurred picture, row by row.
pub(super) type Points = [[f32; SIDE]; SIDE];

/// The weights with which consecutive samples, from `first` on, make one point.
pub(super) struct Tap {
    first: usize,
    weights: Vec<f32>,
}

/// Blurs and decimates a plane of `width × height` samples; `taps` gives the weights along a side.
#[inline(never)]
pub(super) fn to_64<S: Copy + Into<f32>>(
    luma: &[S],
    width: usize,
    height: usize,
    taps: fn(usize) -> Vec<Tap>,
) -> Box<Points> {
    let (across, down) = (taps(width), taps(height));
    let mut points = Box::new([[0.0; SIDE]; SIDE]);
    Arch::new().dispatch(Adding { luma, width, across: &across, down: &down, points: &mut points });
    points
}

/// The work itself, made into machine code once for each width of lanes that processors have.
struct Adding<'p, S> {
    luma: &'p [S],
    width: usize,
    across: &'p [Tap],
    down: &'p [Tap],
    points: &'p mut Points,
}

impl<S: Copy + Into<f32>> NullaryFnOnce for Adding<'_, S> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { luma, width, across, down, points } = self;
        let mut row = vec![0.0_f32; width];
        for (out, tap) in points.iter_mut().zip(down) {
            row.fill(0.0);
            for (line, weight) in luma[tap.first * width..].chunks_exact(width).zip(&tap.weights) {
                for (sum, sample) in row.iter_mut().zip(line) {
                    *sum += weight * (*sample).into();
                }
            }
            for (point, tap) in out.iter_mut().zip(across) {
                *point = row[tap.first..].iter().zip(&tap.weights).map(|(v, w)| v * w).sum();
            }
        }
    }
}

/// The weights for the signature: a centred tent two blocks wide.
pub(super) fn even(length: usize) -> Vec<Tap> {
    let block = length as f32 / SIDE as f32;
    let reach = block.max(1.0);
    (0..SIDE)
        .map(|point| {
            let centre = (point as f32 + 0.5) * block - 0.5;
            let first = (centre - reach).ceil().max(0.0) as usize;
            let last = ((centre + reach).floor() as usize).min(length - 1);
            let mut weights: Vec<f32> =
                (first..=last).map(|k| (1.0 - (k as f32 - centre).abs() / reach).max(0.0)).collect();
            let sum: f32 = weights.iter().sum();
            weights.iter_mut().for_each(|w| *w /= sum);
            Tap { first, weights }
        })
        .collect()
}

/// The weights of PDQ's 64 points along a side of `length` samples: the box filter of the box filter.
pub(super) fn jarosz(length: usize) -> Vec<Tap> {
    let window = length.div_ceil(2 * SIDE);
    (0..SIDE)
        .map(|point| {
            // The centre of the point's block: (point + ½) · length / 64.
            let (low, high) = reach((2 * point + 1) * length / (2 * SIDE), window, length);
            let first = reach(low, window, length).0;
            let mut weights = vec![0.0; reach(high, window, length).1 - first + 1];
            for inner in low..=high {
                let (from, to) = reach(inner, window, length);
                let weight = 1.0 / ((high - low + 1) * (to - from + 1)) as f32;
                weights[from - first..=to - first].iter_mut().for_each(|w| *w += weight);
            }
            Tap { first, weights }
        })
        .collect()
}

/// First and last sample that a box of `window` samples around `at` covers, cut at both ends.
fn reach(at: usize, window: usize, length: usize) -> (usize, usize) {
    let half = window / 2 + 1;
    ((at + half).saturating_sub(window), (at + half - 1).min(length - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The reference's way: blur everything, twice a direction.
    fn blur_then_pick(luma: &[f32], width: usize, height: usize) -> Vec<f32> {
        let pass = |from: &[f32], length: usize, at: &dyn Fn(usize) -> usize| -> Vec<f32> {
            let window = length.div_ceil(128);
            (0..length)
                .map(|i| {
                    let (a, b) = reach(i, window, length);
                    (a..=b).map(|k| from[at(k)]).sum::<f32>() / (b - a + 1) as f32
                })
                .collect()
        };
        let mut plane = luma.to_vec();
        for _ in 0..2 {
            let rows: Vec<_> = (0..height).flat_map(|y| pass(&plane, width, &|x| y * width + x)).collect();
            plane = rows.clone();
            for x in 0..width {
                for (y, v) in pass(&rows, height, &|y| y * width + x).into_iter().enumerate() {
                    plane[y * width + x] = v;
                }
            }
        }
        let pick = |i: usize, n: usize| ((i as f64 + 0.5) * n as f64 / 64.0) as usize;
        (0..4096).map(|i| plane[pick(i / 64, height) * width + pick(i % 64, width)]).collect()
    }

    #[test]
    fn equals_blurring_everything() {
        for (width, height) in [(5, 7), (64, 64), (129, 200), (512, 384), (37, 511)] {
            let luma: Vec<f32> =
                (0..width * height).map(|i| ((i * 7919 + i * i % 251) % 256) as f32).collect();
            let points = to_64(&luma, width, height, jarosz);
            for (ours, theirs) in points.as_flattened().iter().zip(blur_then_pick(&luma, width, height)) {
                assert!((ours - theirs).abs() < 2e-3, "{width}x{height}: {ours} {theirs}");
            }
        }
    }

    #[test]
    fn lanes_change_nothing() {
        let (width, height) = (300, 200);
        let luma: Vec<u8> = (0..width * height).map(|i| (i * 7919 % 253) as u8).collect();
        let (across, down) = (jarosz(width), jarosz(height));
        let mut plain = [[0.0; SIDE]; SIDE];
        Adding { luma: &luma, width, across: &across, down: &down, points: &mut plain }.call();
        assert_eq!(plain, *to_64(&luma, width, height, jarosz));
    }

    #[test]
    fn weights_of_each_point_add_up_to_one() {
        for length in [5, 63, 64, 65, 127, 128, 129, 512, 640, 4000, 65_500] {
            for tap in jarosz(length).into_iter().chain(even(length)) {
                assert!((tap.weights.iter().sum::<f32>() - 1.0).abs() < 1e-4);
                assert!(tap.first + tap.weights.len() <= length);
            }
        }
    }
}
