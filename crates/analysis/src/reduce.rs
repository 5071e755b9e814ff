//! Planes made smaller: a triangle filter over the samples that each smaller sample covers.
//!
//! Written here because the common crate for it brings code for every kind of pixel, three quarters of this crate's
//! machine code, where one kind is used. Weights are 14-bit fixed point and add up exactly: a flat plane stays flat.

/// One, in fixed point.
const ONE: u32 = 1 << 14;

/// The samples along one axis that make one smaller sample, and their weights.
struct Taps {
    first: usize,
    weights: Vec<u32>,
}

/// The taps for each of `to` samples out of `from`.
fn taps(from: usize, to: usize) -> Vec<Taps> {
    let scale = (from as f64 / to as f64).max(1.0);
    (0..to)
        .map(|i| {
            let centre = (i as f64 + 0.5) * from as f64 / to as f64;
            let first = (centre - scale).floor().max(0.0) as usize;
            let last = ((centre + scale).ceil() as usize).clamp(first + 1, from);
            let raw: Vec<f64> =
                (first..last).map(|j| (1.0 - (j as f64 + 0.5 - centre).abs() / scale).max(0.0)).collect();
            let sum: f64 = raw.iter().sum();
            let mut weights: Vec<u32> =
                raw.iter().map(|w| (w / sum * f64::from(ONE)).round() as u32).collect();
            // Rounding may leave a few parts over or missing: the middle takes them.
            let middle = weights.len() / 2;
            let others: u32 = weights.iter().sum::<u32>() - weights[middle];
            weights[middle] = ONE.saturating_sub(others);
            Taps { first, weights }
        })
        .collect()
}

/// Makes a plane of `from` (width, height) samples one of `to`, each side no larger than before.
pub(crate) fn reduce(plane: &[u8], from: (usize, usize), to: (usize, usize)) -> Vec<u8> {
    let (across, down) = (taps(from.0, to.0), taps(from.1, to.1));
    let mut out = Vec::with_capacity(to.0 * to.1);
    let mut sums = vec![0u32; from.0];
    let mut row = vec![0u8; from.0];
    for rows in &down {
        sums.fill(ONE / 2);
        for (source, weight) in plane[rows.first * from.0..].chunks_exact(from.0).zip(&rows.weights) {
            for (sum, sample) in sums.iter_mut().zip(source) {
                *sum += weight * u32::from(*sample);
            }
        }
        for (sample, sum) in row.iter_mut().zip(&sums) {
            *sample = (sum / ONE) as u8;
        }
        out.extend(across.iter().map(|columns| {
            let covered = row[columns.first..].iter().zip(&columns.weights);
            ((covered.map(|(sample, weight)| weight * u32::from(*sample)).sum::<u32>() + ONE / 2) >> 14) as u8
        }));
    }
    out
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
