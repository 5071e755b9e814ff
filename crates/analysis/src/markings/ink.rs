//! Ink by local thresholding: what is clearly darker than the mean of a square around it.

use crate::plane::Plane;

/// Ink is darker than this share of the mean around it, in hundredths.
const DARKER: u64 = 80;

/// 255 where there is ink; `radius` is half the side of the square, which is cut at the edges of the plane. Sums of columns go down with
/// the row, and sums of them along, so that the time is that of the samples alone.
pub(crate) fn ink(plane: &Plane, radius: usize) -> Plane {
    let (width, height) = (plane.width, plane.height);
    let mut columns = vec![0_u64; width];
    let mut samples = Vec::with_capacity(width * height);
    let reach = radius + 1;
    for y in 0..height.min(radius) {
        columns.iter_mut().zip(plane.row(y)).for_each(|(sum, sample)| *sum += u64::from(*sample));
    }
    for y in 0..height {
        if y + radius < height {
            columns
                .iter_mut()
                .zip(plane.row(y + radius))
                .for_each(|(sum, sample)| *sum += u64::from(*sample));
        }
        if y >= reach {
            columns.iter_mut().zip(plane.row(y - reach)).for_each(|(sum, sample)| *sum -= u64::from(*sample));
        }
        let rows = (y + reach).min(height) - y.saturating_sub(radius);
        let mut sum: u64 = columns[..width.min(radius)].iter().sum();
        for (x, sample) in plane.row(y).iter().enumerate() {
            if x + radius < width {
                sum += columns[x + radius];
            }
            if x >= reach {
                sum -= columns[x - reach];
            }
            let count = (rows * ((x + reach).min(width) - x.saturating_sub(radius))) as u64;
            samples.push(if u64::from(*sample) * count * 100 < DARKER * sum { 255 } else { 0 });
        }
    }
    Plane { width, height, samples }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ink_is_what_is_darker_than_the_mean_around_it(
            (width, height) in (1usize..12, 1usize..12), radius in 0usize..9, seed in any::<u64>()
        ) {
            let sample = |at: usize| (seed.rotate_left(at as u32 % 64) ^ at as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56;
            let samples: Vec<u8> = (0..width * height).map(|at| sample(at) as u8).collect();
            let plane = Plane { width, height, samples };
            let found = ink(&plane, radius);
            for y in 0..height {
                for x in 0..width {
                    let rows = y.saturating_sub(radius)..(y + radius + 1).min(height);
                    let columns = x.saturating_sub(radius)..(x + radius + 1).min(width);
                    let count = (rows.len() * columns.len()) as u64;
                    let sum: u64 = rows.flat_map(|y| plane.row(y)[columns.clone()].iter().map(|s| u64::from(*s))).sum();
                    let dark = u64::from(plane.row(y)[x]) * count * 5 < sum * 4;
                    prop_assert_eq!(found.row(y)[x] == 255, dark, "{} {}", x, y);
                }
            }
        }
    }
}
