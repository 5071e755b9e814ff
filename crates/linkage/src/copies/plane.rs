//! The signature as numbers: 64×64 luma points, and the same picture at half and quarter size.

/// Side of a signature in points.
pub(super) const SIDE: usize = 64;
/// Side of the half-size picture.
pub(super) const HALF: usize = SIDE / 2;
/// Side of the quarter-size picture.
pub(super) const QUARTER: usize = SIDE / 4;

/// A picture at half size, row by row.
pub(super) type Half = [f32; HALF * HALF];
/// A picture at quarter size, row by row, as kept for every photograph while candidates are sifted.
pub(super) type Quarter = [u8; QUARTER * QUARTER];

/// Halves a square picture: each point is the mean of four.
pub(super) fn halved(square: &[f32], side: usize) -> Vec<f32> {
    let rows = square.chunks_exact(2 * side);
    rows.flat_map(|pair| {
        let (upper, lower) = pair.split_at(side);
        let columns = upper.chunks_exact(2).zip(lower.chunks_exact(2));
        columns.map(|(a, b)| (a[0] + a[1] + b[0] + b[1]) * 0.25)
    })
    .collect()
}

/// The half-size and quarter-size pictures of a signature; `None` if it is not a signature.
pub(super) fn reduced(signature: &[u8]) -> Option<(Half, Quarter)> {
    if signature.len() != SIDE * SIDE {
        return None;
    }
    let full: Vec<f32> = signature.iter().map(|v| f32::from(*v)).collect();
    let half: Half = halved(&full, SIDE).try_into().ok()?;
    let mut quarter = [0; QUARTER * QUARTER];
    for (small, value) in quarter.iter_mut().zip(halved(&half, HALF)) {
        *small = value.round() as u8;
    }
    Some((half, quarter))
}
