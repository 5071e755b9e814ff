//! Inverse cosine transforms at 1/8, 1/4, 1/2 and full size.
//!
//! A smaller picture comes from the lowest N×N frequencies of each block by an N-point transform: the same picture
//! as one decoded whole and then averaged, for a fraction of the work.

/// Coefficients of a block, dequantised, row by row from the lowest frequency.
pub(super) type Block = [f32; 64];

/// How many coefficients in zigzag order an N-point transform can use, for N = 1, 2, 4, 8.
pub(super) fn needed(points: usize) -> usize {
    match points {
        1 => 1,
        2 => 5,
        4 => 25,
        _ => 64,
    }
}

/// Writes `points` × `points` samples at the start of `out`, whose rows are `stride` apart.
#[inline(always)]
pub(super) fn inverse(points: usize, block: &Block, out: &mut [u8], stride: usize) {
    match points {
        1 => flat(1, block[0], out, stride),
        2 => inverse_2(block, out, stride),
        4 => inverse_n::<4>(block, out, stride, quarter),
        _ => inverse_n::<8>(block, out, stride, eighth),
    }
}

/// The nearest sample: the sum leaves the whole part in the lowest bits of the float, which compilers do in lanes.
#[inline(always)]
fn sample(value: f32) -> u8 {
    const WHOLE: f32 = 12_582_912.0; // 1.5 × 2²³
    let value = value + 128.0;
    let value = if value > 0.0 { value } else { 0.0 };
    let value = if value < 255.0 { value } else { 255.0 };
    (value + WHOLE).to_bits() as u8
}

/// A block of which only the mean is not zero.
#[inline(always)]
pub(super) fn flat(points: usize, mean: f32, out: &mut [u8], stride: usize) {
    let value = sample(mean * 0.125);
    for row in out.chunks_mut(stride).take(points) {
        row[..points].fill(value);
    }
}

#[inline(always)]
fn inverse_2(block: &Block, out: &mut [u8], stride: usize) {
    let (sum, difference) = (block[0] + block[8], block[0] - block[8]);
    let (sum_1, difference_1) = (block[1] + block[9], block[1] - block[9]);
    let top = [sample((sum + sum_1) * 0.125), sample((sum - sum_1) * 0.125)];
    let bottom = [sample((difference + difference_1) * 0.125), sample((difference - difference_1) * 0.125)];
    out[..2].copy_from_slice(&top);
    out[stride..stride + 2].copy_from_slice(&bottom);
}

type Rows<const N: usize> = [[f32; N]; N];

#[inline(always)]
fn inverse_n<const N: usize>(block: &Block, out: &mut [u8], stride: usize, pass: fn(&Rows<N>) -> Rows<N>) {
    let mut rows: Rows<N> = [[0.0; N]; N];
    for (row, from) in rows.iter_mut().zip(block.chunks_exact(8)) {
        row.copy_from_slice(&from[..N]);
    }
    let done = transposed(&pass(&transposed(&pass(&rows))));
    for (row, to) in done.iter().zip(out.chunks_mut(stride)) {
        for (value, pixel) in row.iter().zip(&mut to[..N]) {
            *pixel = sample(*value);
        }
    }
}

#[inline(always)]
fn transposed<const N: usize>(rows: &Rows<N>) -> Rows<N> {
    let mut out = [[0.0; N]; N];
    for y in 0..N {
        for x in 0..N {
            out[y][x] = rows[x][y];
        }
    }
    out
}

const HALF_SQRT: f32 = 0.353_553_4;

/// One pass of the 4-point transform over all columns at once, with half of the scale √(4/8).
#[inline(always)]
fn quarter(x: &Rows<4>) -> Rows<4> {
    const C1: f32 = 0.461_939_76; // cos(π/8) / 2
    const C3: f32 = 0.191_341_71; // cos(3π/8) / 2
    let mut out = [[0.0; 4]; 4];
    for i in 0..4 {
        let even = (x[0][i] + x[2][i]) * HALF_SQRT;
        let even_2 = (x[0][i] - x[2][i]) * HALF_SQRT;
        let odd = x[1][i] * C1 + x[3][i] * C3;
        let odd_2 = x[1][i] * C3 - x[3][i] * C1;
        out[0][i] = even + odd;
        out[1][i] = even_2 + odd_2;
        out[2][i] = even_2 - odd_2;
        out[3][i] = even - odd;
    }
    out
}

/// One pass of the 8-point transform (T.81, A.3.3) over all columns at once, even and odd parts apart.
#[inline(always)]
fn eighth(x: &Rows<8>) -> Rows<8> {
    // cos(kπ/16) / 2
    const C1: f32 = 0.490_392_64;
    const C2: f32 = 0.461_939_76;
    const C3: f32 = 0.415_734_8;
    const C5: f32 = 0.277_785_12;
    const C6: f32 = 0.191_341_71;
    const C7: f32 = 0.097_545_16;
    let mut out = [[0.0; 8]; 8];
    for i in 0..8 {
        let sum = (x[0][i] + x[4][i]) * HALF_SQRT;
        let difference = (x[0][i] - x[4][i]) * HALF_SQRT;
        let cross = x[2][i] * C2 + x[6][i] * C6;
        let cross_2 = x[2][i] * C6 - x[6][i] * C2;
        let even = [sum + cross, difference + cross_2, difference - cross_2, sum - cross];
        let (a, b, c, d) = (x[1][i], x[3][i], x[5][i], x[7][i]);
        let odd = [
            a * C1 + b * C3 + c * C5 + d * C7,
            a * C3 - b * C7 - c * C1 - d * C5,
            a * C5 - b * C1 + c * C7 + d * C3,
            a * C7 - b * C5 + c * C3 - d * C1,
        ];
        for k in 0..4 {
            out[k][i] = even[k] + odd[k];
            out[7 - k][i] = even[k] - odd[k];
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, T.81 A.3.3, on the lowest `n` × `n` frequencies.
    fn by_definition(n: usize, block: &Block) -> Vec<u8> {
        let scale = |k: usize| if k == 0 { (1.0 / n as f64).sqrt() } else { (2.0 / n as f64).sqrt() };
        let angle = |i: usize, k: usize| {
            ((2 * i + 1) as f64 * k as f64 * std::f64::consts::PI / (2 * n) as f64).cos()
        };
        let mut out = Vec::new();
        for (y, x) in (0..n).flat_map(|y| (0..n).map(move |x| (y, x))) {
            let mut sum = 0.0;
            for (v, u) in (0..n).flat_map(|v| (0..n).map(move |u| (v, u))) {
                sum += scale(u) * scale(v) * f64::from(block[v * 8 + u]) * angle(x, u) * angle(y, v);
            }
            out.push((sum * n as f64 / 8.0 + 128.5).clamp(0.0, 255.0) as u8);
        }
        out
    }

    #[test]
    fn every_size_follows_the_definition() {
        let mut block = [0.0; 64];
        let mut state = 12345u32;
        for value in &mut block {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            *value = ((state >> 16) % 80) as f32 - 40.0;
        }
        for n in [1, 2, 4, 8] {
            let mut out = vec![0; 64];
            inverse(n, &block, &mut out, n);
            for (a, b) in out.iter().zip(by_definition(n, &block)) {
                assert!(a.abs_diff(b) <= 1, "{n} points: {a} against {b}");
            }
        }
    }
}
