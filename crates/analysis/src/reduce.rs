//! Planes made smaller: a triangle filter over the samples that each smaller sample covers.
//!
//! Written here because the common crate for it brings code for every kind of pixel, three quarters of this crate's
//! machine code, where one kind is used. Weights are eight-bit fixed point and add up exactly, so that a flat plane
//! stays flat and every sum fits sixteen bits, which processors add many at a time.

use std::borrow::Cow;

use pulp::{Arch, NullaryFnOnce};

use crate::plane::swapped;

/// One, in fixed point.
const ONE: i32 = 1 << BITS;
const BITS: u32 = 8;

/// Rows of which each smaller one would need more than this many are first brought together by their mean: so
/// many weights would be too small for eight bits.
const MOST_TAPS: usize = 17;

/// The samples along one axis that make each smaller sample: `weights` from `first` on, as many for each.
struct Taps {
    count: usize,
    first: Vec<usize>,
    weights: Vec<u16>,
}

/// The taps for each of `to` samples out of `from`.
fn taps(from: usize, to: usize) -> Taps {
    let scale = (from as f64 / to as f64).max(1.0);
    let centre = |i: usize| (i as f64 + 0.5) * from as f64 / to as f64;
    let count = count(from, to);
    let first: Vec<usize> =
        (0..to).map(|i| ((centre(i) - scale).floor().max(0.0) as usize).min(from - count)).collect();
    let mut weights = Vec::with_capacity(to * count);
    for (i, first) in first.iter().enumerate() {
        let raw =
            (*first..first + count).map(|j| (1.0 - (j as f64 + 0.5 - centre(i)).abs() / scale).max(0.0));
        let sum: f64 = raw.clone().sum();
        let mut fixed: Vec<i32> = raw.map(|w| (w / sum * f64::from(ONE)).round() as i32).collect();
        // Rounding may leave a few parts over or missing: the heaviest takes them.
        let over = ONE - fixed.iter().sum::<i32>();
        if let Some(heaviest) = fixed.iter_mut().max() {
            *heaviest += over;
        }
        weights.extend(fixed.into_iter().map(|weight| weight as u16));
    }
    Taps { count, first, weights }
}

/// How many samples make a smaller one.
fn count(from: usize, to: usize) -> usize {
    let scale = (from as f64 / to as f64).max(1.0);
    ((2.0 * scale).ceil() as usize + 1).min(from)
}

/// Makes a plane of `from` (width, height) samples one of `to`, each side no larger than before.
pub(crate) fn reduce(plane: &[u8], from: (usize, usize), to: (usize, usize)) -> Vec<u8> {
    // Whole rows are added up at once; for the other axis, columns become rows.
    let lower = fewer_rows(plane, from.0, from.1, to.1);
    if from.0 == to.0 {
        return lower.into_owned();
    }
    let sideways = swapped(&lower, from.0, to.1);
    let narrower = fewer_rows(&sideways, to.1, from.0, to.0);
    swapped(&narrower, to.1, to.0)
}

/// Makes `to` rows of the `from` rows of a plane.
fn fewer_rows(plane: &[u8], width: usize, from: usize, to: usize) -> Cow<'_, [u8]> {
    if from == to || width == 0 {
        return plane.into();
    }
    if count(from, to) > MOST_TAPS {
        let each = (from / to / 4).max(2);
        let means = means_of_rows(plane, width, each);
        return fewer_rows(&means, width, from.div_ceil(each), to).into_owned().into();
    }
    let taps = taps(from, to);
    let mut out = vec![0; width * to];
    Arch::new().dispatch(Adding { plane, width, taps: &taps, out: &mut out });
    out.into()
}

/// The mean of each `each` rows, and of what is left at the end.
fn means_of_rows(plane: &[u8], width: usize, each: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(plane.len() / each + width);
    let mut sums = vec![0_u32; width];
    for rows in plane.chunks(width * each) {
        let count = (rows.len() / width) as u32;
        sums.fill(count / 2);
        for row in rows.chunks_exact(width) {
            for (sum, sample) in sums.iter_mut().zip(row) {
                *sum += u32::from(*sample);
            }
        }
        out.extend(sums.iter().map(|sum| (sum / count) as u8));
    }
    out
}

/// The work itself, made into machine code once for each width of lanes that processors have.
struct Adding<'p> {
    plane: &'p [u8],
    width: usize,
    taps: &'p Taps,
    out: &'p mut [u8],
}

impl NullaryFnOnce for Adding<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let Self { plane, width, taps, out } = self;
        let mut sums = vec![0_u16; width];
        let each = taps.first.iter().zip(taps.weights.chunks_exact(taps.count));
        for ((first, weights), out) in each.zip(out.chunks_exact_mut(width)) {
            sums.fill(1 << (BITS - 1));
            for (row, weight) in plane[first * width..].chunks_exact(width).zip(weights) {
                if *weight != 0 {
                    for (sum, sample) in sums.iter_mut().zip(row) {
                        *sum += weight * u16::from(*sample);
                    }
                }
            }
            for (sample, sum) in out.iter_mut().zip(&sums) {
                *sample = (sum >> BITS) as u8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn flat_stays_flat_and_means_stay(width in 1usize..90, height in 1usize..90, to in (1usize..90, 1usize..90), value: u8) {
            let to = (to.0.min(width), to.1.min(height));
            let flat = reduce(&vec![value; width * height], (width, height), to);
            prop_assert_eq!(flat, vec![value; to.0 * to.1]);
        }

        #[test]
        fn a_reduced_plane_keeps_its_range(samples in proptest::collection::vec(any::<u8>(), 64 * 48), w in 1usize..64, h in 1usize..48) {
            let out = reduce(&samples, (64, 48), (w, h));
            prop_assert_eq!(out.len(), w * h);
            let (least, most) = (samples.iter().min().unwrap(), samples.iter().max().unwrap());
            prop_assert!(out.iter().all(|v| (least.saturating_sub(1)..=most.saturating_add(1)).contains(v)));
        }
    }

    #[test]
    fn lanes_change_nothing() {
        let (width, height, to) = (77, 90, 31);
        let plane: Vec<u8> = (0..width * height).map(|i| (i * 37 % 251) as u8).collect();
        let (taps, mut plain, mut wide) = (taps(height, to), vec![0; width * to], vec![0; width * to]);
        Adding { plane: &plane, width, taps: &taps, out: &mut plain }.call();
        Arch::new().dispatch(Adding { plane: &plane, width, taps: &taps, out: &mut wide });
        assert_eq!(plain, wide);
    }

    #[test]
    fn a_long_way_down_keeps_means_and_places() {
        // Dark above, bright below, the border at a third: it stays there.
        let plane: Vec<u8> = (0..3 * 6000).map(|i| if i / 3 < 2000 { 20 } else { 220 }).collect();
        let out = reduce(&plane, (3, 6000), (1, 60));
        assert!(out[..19].iter().all(|v| *v == 20) && out[21..].iter().all(|v| *v == 220), "{out:?}");
    }

    #[test]
    fn a_ramp_stays_a_ramp() {
        let ramp: Vec<u8> = (0..240).map(|x| x as u8).collect();
        let out = reduce(&ramp, (240, 1), (24, 1));
        assert!(out.windows(2).skip(1).take(21).all(|w| w[1].abs_diff(w[0]).abs_diff(10) <= 1), "{out:?}");
    }
}
