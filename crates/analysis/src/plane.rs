//! One plane of samples: turned, made smaller.

use std::mem;

use crate::reduce::reduce;

/// `width × height` samples row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Plane {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) samples: Vec<u8>,
}

impl Plane {
    /// One row of samples.
    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.samples[y * self.width..][..self.width]
    }

    /// Applies an EXIF orientation (1 to 8; Exif 2.32, tag 0x0112).
    pub(crate) fn oriented(self, orientation: u8) -> Self {
        // Each of the eight is made of three steps.
        let (flipped, upside_down, exchanged) = match orientation {
            2 => (true, false, false),
            3 => (true, true, false),
            4 => (false, true, false),
            5 => (false, false, true),
            6 => (false, true, true),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => return self,
        };
        let mut turned = self;
        if flipped && upside_down {
            turned.samples.reverse();
        } else if flipped {
            turned.samples.chunks_exact_mut(turned.width.max(1)).for_each(<[u8]>::reverse);
        } else if upside_down {
            let rows = turned.samples.chunks_exact(turned.width.max(1)).rev();
            turned.samples = rows.flatten().copied().collect();
        }
        if exchanged {
            turned.samples = swapped(&turned.samples, turned.width, turned.height);
            mem::swap(&mut turned.width, &mut turned.height);
        }
        turned
    }

    /// The size whose longer side is at most `longest`, never larger than the plane.
    pub(crate) fn fitting(&self, longest: usize) -> (usize, usize) {
        let longer = self.width.max(self.height);
        if longer <= longest {
            return (self.width, self.height);
        }
        let fit = |side: usize| ((side * longest + longer / 2) / longer).max(1);
        (fit(self.width), fit(self.height))
    }

    /// The plane with each side at most as long as asked for.
    pub(crate) fn reduced(&self, width: usize, height: usize) -> Self {
        let (width, height) = (self.width.min(width), self.height.min(height));
        Self { width, height, samples: reduce(&self.samples, (self.width, self.height), (width, height)) }
    }

    /// The plane at a larger size, each sample taken from the nearest.
    pub(crate) fn enlarged(&self, width: usize, height: usize) -> Self {
        let rows = (0..height).map(|y| self.row(y * self.height / height));
        let samples = rows.flat_map(|row| (0..width).map(|x| row[x * self.width / width])).collect();
        Self { width, height, samples }
    }
}

/// Columns become rows.
pub(crate) fn swapped(plane: &[u8], width: usize, height: usize) -> Vec<u8> {
    let mut out = vec![0; plane.len()];
    for top in (0..height).step_by(TILE) {
        for left in (0..width).step_by(TILE) {
            if top + TILE <= height && left + TILE <= width {
                swap_tile(&plane[top * width + left..], width, &mut out[left * height + top..], height);
            } else {
                for y in top..(top + TILE).min(height) {
                    for x in left..(left + TILE).min(width) {
                        out[x * height + y] = plane[y * width + x];
                    }
                }
            }
        }
    }
    out
}

/// Side of the square that is exchanged at once: a row of it fits a register.
const TILE: usize = 8;

/// Exchanges rows and columns of the square at the start of `from`, each step a quarter, a half, the whole of it
/// (Warren, Hacker's Delight, 7-3).
fn swap_tile(from: &[u8], stride: usize, to: &mut [u8], to_stride: usize) {
    let mut rows = [0_u64; TILE];
    for (row, line) in rows.iter_mut().zip(from.chunks(stride)) {
        *row = line.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
    }
    for (apart, mask) in
        [(4, 0x0000_0000_ffff_ffff_u64), (2, 0x0000_ffff_0000_ffff), (1, 0x00ff_00ff_00ff_00ff)]
    {
        let bits = 8 * apart;
        for i in 0..TILE / 2 {
            let upper = i / apart * 2 * apart + i % apart;
            let (one, other) = (rows[upper], rows[upper + apart]);
            let exchanged = (one >> bits ^ other) & mask;
            rows[upper] = one ^ exchanged << bits;
            rows[upper + apart] = other ^ exchanged;
        }
    }
    for (row, line) in rows.iter().zip(to.chunks_mut(to_stride)) {
        line[..TILE].copy_from_slice(&row.to_le_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientations_follow_the_standard() {
        // A picture of 3 × 2: 1 2 3 / 4 5 6, as stored; what each orientation shows.
        let stored = Plane { width: 3, height: 2, samples: vec![1, 2, 3, 4, 5, 6] };
        let shown: [(u8, usize, [u8; 6]); 8] = [
            (1, 3, [1, 2, 3, 4, 5, 6]),
            (2, 3, [3, 2, 1, 6, 5, 4]),
            (3, 3, [6, 5, 4, 3, 2, 1]),
            (4, 3, [4, 5, 6, 1, 2, 3]),
            (5, 2, [1, 4, 2, 5, 3, 6]),
            (6, 2, [4, 1, 5, 2, 6, 3]),
            (7, 2, [6, 3, 5, 2, 4, 1]),
            (8, 2, [3, 6, 2, 5, 1, 4]),
        ];
        for (orientation, width, samples) in shown {
            let turned = stored.clone().oriented(orientation);
            assert_eq!(
                (turned.width, &turned.samples[..]),
                (width, &samples[..]),
                "orientation {orientation}"
            );
        }
    }

    #[test]
    fn columns_become_rows() {
        for (width, height) in [(8, 8), (16, 24), (19, 9), (3, 30), (1, 1)] {
            let plane: Vec<u8> = (0..width * height).map(|i| (i * 37 % 251) as u8).collect();
            let turned = swapped(&plane, width, height);
            for (i, sample) in plane.iter().enumerate() {
                assert_eq!(turned[i % width * height + i / width], *sample, "{width}×{height}");
            }
        }
    }

    #[test]
    fn never_enlarged_and_never_empty() {
        let thin = Plane { width: 4000, height: 2, samples: vec![9; 8000] };
        let (width, height) = thin.fitting(256);
        let small = thin.reduced(width, height);
        assert_eq!((small.width, small.height, small.samples.len()), (256, 1, 256));
        assert_eq!(small.fitting(1024), (256, 1));
        assert_eq!(small.reduced(1024, 1024), small);
    }
}
