//! How sharp and how bright a picture is, from the luma of its rendering.

use pulp::Arch;

/// Variance of the Laplacian (four neighbours); larger is sharper. Zero below 3 × 3 samples.
pub(crate) fn sharpness(luma: &[u8], width: usize, height: usize) -> f64 {
    if width < 3 || height < 3 {
        return 0.0;
    }
    let (mut sum, mut squares) = (0i64, 0i64);
    for y in 1..height - 1 {
        let row = |y: usize| &luma[y * width..(y + 1) * width];
        let (above, here, below) = (row(y - 1), row(y), row(y + 1));
        let (row_sum, row_squares) = Arch::new().dispatch(
            #[inline(always)]
            || row_sums(above, here, below),
        );
        sum += i64::from(row_sum);
        squares += i64::from(row_squares);
    }
    let count = ((width - 2) * (height - 2)) as f64;
    let mean = sum as f64 / count;
    squares as f64 / count - mean * mean
}

/// The sum of a row's Laplacians and of their squares. A row has at most 512 samples, so 32 bits hold both.
#[inline(always)]
fn row_sums(above: &[u8], here: &[u8], below: &[u8]) -> (i32, u32) {
    let (mut sum, mut squares) = (0_i32, 0_u32);
    let sides = here.iter().zip(&here[2..]);
    let others = above[1..].iter().zip(&below[1..]).zip(&here[1..]);
    for ((left, right), ((up, down), centre)) in sides.zip(others) {
        let near = i32::from(*left) + i32::from(*right) + i32::from(*up) + i32::from(*down);
        let value = near - 4 * i32::from(*centre);
        sum += value;
        squares += (value * value) as u32;
    }
    (sum, squares)
}

/// Mean luma, 0 to 255.
pub(crate) fn brightness(luma: &[u8]) -> f64 {
    let sum: u64 = luma.iter().map(|v| u64::from(*v)).sum();
    sum as f64 / luma.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_sharp_and_planes_are_not() {
        let checks: Vec<u8> = (0..64).map(|i| if (i + i / 8) % 2 == 0 { 0 } else { 255 }).collect();
        let ramp: Vec<u8> = (0..64).map(|i| (i % 8 * 10) as u8).collect();
        assert!(sharpness(&checks, 8, 8) > 100_000.0);
        assert!(sharpness(&ramp, 8, 8).abs() < 1e-9);
        assert!((brightness(&checks) - 127.5).abs() < 1e-9);
    }
}
