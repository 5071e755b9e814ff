//! Planes made smaller: a triangle filter over the samples that each smaller sample covers.
//!
//! Written here because the common crate for it brings code for every kind of pixel, three quarters of this crate's
//! machine code, where one kind is used. Weights are 14-bit fixed point and add up exactly: a flat plane stays flat.

use pulp::Arch;

use crate::plane::swapped;

/// One, in fixed point.
const ONE: i32 = 1 << BITS;
const BITS: u32 = 14;

/// The samples along one axis that make each smaller sample: `weights` from `first` on, as many for each.
struct Taps {
    count: usize,
    first: Vec<usize>,
    weights: Vec<i32>,
}

/// The taps for each of `to` samples out of `from`.
fn taps(from: usize, to: usize) -> Taps {
    let scale = (from as f64 / to as f64).max(1.0);
    let centre = |i: usize| (i as f64 + 0.5) * from as f64 / to as f64;
    let count = ((2.0 * scale).ceil() as usize + 1).min(from);
    let first: Vec<usize> =
        (0..to).map(|i| ((centre(i) - scale).floor().max(0.0) as usize).min(from - count)).collect();
    let mut weights = Vec::with_capacity(to * count);
    for (i, first) in first.iter().enumerate() {
        let raw =
            (*first..first + count).map(|j| (1.0 - (j as f64 + 0.5 - centre(i)).abs() / scale).max(0.0));
        let sum: f64 = raw.clone().sum();
        let begin = weights.len();
        weights.extend(raw.map(|w| (w / sum * f64::from(ONE)).round() as i32));
        // Rounding may leave a few parts over or missing: the heaviest takes them.
        let over = ONE - weights[begin..].iter().sum::<i32>();
        if let Some(heaviest) = weights[begin..].iter_mut().max() {
            *heaviest += over;
        }
    }
    Taps { count, first, weights }
}

/// Makes a plane of `from` (width, height) samples one of `to`, each side no larger than before.
pub(crate) fn reduce(plane: &[u8], from: (usize, usize), to: (usize, usize)) -> Vec<u8> {
    // Whole rows are added up at once; for the other axis, columns become rows.
    let lower = fewer_rows(plane, from.0, from.1, to.1);
    if from.0 == to.0 {
        return lower;
    }
    let narrower = fewer_rows(&swapped(&lower, from.0, to.1), to.1, from.0, to.0);
    swapped(&narrower, to.1, to.0)
}

/// Makes `to` rows of the `from` rows of a plane.
fn fewer_rows(plane: &[u8], width: usize, from: usize, to: usize) -> Vec<u8> {
    if from == to {
        return plane.to_vec();
    }
    let taps = taps(from, to);
    let mut out = vec![0; width * to];
    Arch::new().dispatch(|| add_up(plane, width, &taps, &mut out));
    out
}

/// The work itself, made into machine code once for each width of lanes that processors have.
#[inline(always)]
fn add_up(plane: &[u8], width: usize, taps: &Taps, out: &mut [u8]) {
    let mut sums = vec![0i32; width];
    let each = taps.first.iter().zip(taps.weights.chunks_exact(taps.count));
    for ((first, weights), out) in each.zip(out.chunks_exact_mut(width)) {
        sums.fill(ONE / 2);
        for (row, weight) in plane[first * width..].chunks_exact(width).zip(weights) {
            if *weight != 0 {
                add(&mut sums, row, *weight as i16);
            }
        }
        for (sample, sum) in out.iter_mut().zip(&sums) {
            *sample = (sum >> BITS) as u8;
        }
    }
}

/// Adds a row's samples, weighted: products of 16-bit numbers, which every processor does eight at a time.
#[inline(always)]
fn add(sums: &mut [i32], row: &[u8], weight: i16) {
    for (sum, sample) in sums.iter_mut().zip(row) {
        *sum += i32::from(weight) * i32::from(i16::from(*sample));
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
    fn a_ramp_stays_a_ramp() {
        let ramp: Vec<u8> = (0..240).map(|x| x as u8).collect();
        let out = reduce(&ramp, (240, 1), (24, 1));
        assert!(out.windows(2).skip(1).take(21).all(|w| w[1].abs_diff(w[0]).abs_diff(10) <= 1), "{out:?}");
    }
}
