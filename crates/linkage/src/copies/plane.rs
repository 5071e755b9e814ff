//! The signature as numbers: 64×64 luma points, and the same picture at half and quarter size.

/// Side of a signature in points.
pub(super) const SIDE: usize = 64;
/// Side of the half-size picture.
pub(super) const HALF: usize = SIDE / 2;
/// Side of the quarter-size picture.
pub(super) const QUARTER: usize = SIDE / 4;

/// A picture at half size, row by row.
pub(super) type Half = [f32; HALF * HALF];
/// A picture at quarter size, row by row.
pub(super) type Quarter = [u8; QUARTER * QUARTER];

/// A signature at half size, each point the mean of four; `None` if it is not a signature.
pub(super) fn half(signature: &[u8]) -> Option<Half> {
    if signature.len() != SIDE * SIDE {
        return None;
    }
    let mut out = [0.0; HALF * HALF];
    for (line, rows) in out.chunks_exact_mut(HALF).zip(signature.chunks_exact(2 * SIDE)) {
        let (upper, lower) = rows.split_at(SIDE);
        for ((point, a), b) in line.iter_mut().zip(upper.as_chunks::<2>().0).zip(lower.as_chunks::<2>().0) {
            *point = f32::from(a.iter().chain(b).map(|v| u16::from(*v)).sum::<u16>()) * 0.25;
        }
    }
    Some(out)
}

/// A half-size picture at quarter size.
pub(super) fn quarter(half: &Half) -> Quarter {
    let mut out = [0; QUARTER * QUARTER];
    for (line, rows) in out.chunks_exact_mut(QUARTER).zip(half.chunks_exact(2 * HALF)) {
        let (upper, lower) = rows.split_at(HALF);
        for ((point, a), b) in line.iter_mut().zip(upper.as_chunks::<2>().0).zip(lower.as_chunks::<2>().0) {
            *point = ((a[0] + a[1] + b[0] + b[1]) * 0.25).round() as u8;
        }
    }
    out
}
