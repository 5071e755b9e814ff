//! How sharp and how bright a picture is, from the luma of its rendering.

/// Variance of the Laplacian (four neighbours); larger is sharper. Zero below 3 × 3 samples.
pub(crate) fn sharpness(luma: &[u8], width: usize, height: usize) -> f64 {
    if width < 3 || height < 3 {
        return 0.0;
    }
    let (mut sum, mut squares) = (0i64, 0i64);
    for y in 1..height - 1 {
        let row = |y: usize| &luma[y * width..(y + 1) * width];
        let (above, here, below) = (row(y - 1), row(y), row(y + 1));
        let (mut row_sum, mut row_squares) = (0i32, 0i64);
        for ((up, down), three) in above[1..].iter().zip(&below[1..]).zip(here.windows(3)) {
            let value = i32::from(three[0]) + i32::from(three[2]) + i32::from(*up) + i32::from(*down)
                - 4 * i32::from(three[1]);
            row_sum += value;
            row_squares += i64::from(value * value);
        }
        sum += i64::from(row_sum);
        squares += row_squares;
    }
    let count = ((width - 2) * (height - 2)) as f64;
    let mean = sum as f64 / count;
    squares as f64 / count - mean * mean
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
