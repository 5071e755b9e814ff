//! A decoded picture as planes of luma and chroma, and what the previews need: turning, reducing, encoding.
//!
//! JPEG keeps pictures so, and previews are JPEG again: no conversion to RGB and back on the way.

use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor};

use crate::reduce::reduce;

/// Planes of equal size, `width × height` samples row by row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Planes {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Luma, 0 to 255.
    pub(crate) y: Vec<u8>,
    /// Cb and Cr around 128; `None` for a grey picture.
    pub(crate) chroma: Option<[Vec<u8>; 2]>,
}

impl Planes {
    /// Makes planes of RGB pixels.
    pub(crate) fn of_rgb(width: usize, height: usize, pixels: &[u8]) -> Self {
        let size = width * height;
        let (mut y, mut cb, mut cr) =
            (Vec::with_capacity(size), Vec::with_capacity(size), Vec::with_capacity(size));
        for pixel in pixels.chunks_exact(3) {
            let (a, b, c) = jpeg_encoder::rgb_to_ycbcr(pixel[0], pixel[1], pixel[2]);
            y.push(a);
            cb.push(b);
            cr.push(c);
        }
        Self { width, height, y, chroma: Some([cb, cr]) }
    }

    /// Reads the three planes as red, green and blue and makes them luma and chroma.
    pub(crate) fn turn_rgb_into_luma(&mut self) {
        let Some([cb, cr]) = &mut self.chroma else { return };
        for ((r, g), b) in self.y.iter_mut().zip(cb).zip(cr) {
            (*r, *g, *b) = jpeg_encoder::rgb_to_ycbcr(*r, *g, *b);
        }
    }

    /// Does the same to each plane.
    fn each(&self, width: usize, height: usize, mut f: impl FnMut(&[u8]) -> Vec<u8>) -> Self {
        let y = f(&self.y);
        let chroma = self.chroma.as_ref().map(|[cb, cr]| [f(cb), f(cr)]);
        Self { width, height, y, chroma }
    }

    /// Applies an EXIF orientation (1 to 8; Exif 2.32, tag 0x0112).
    pub(crate) fn oriented(self, orientation: u8) -> Self {
        let (w, h) = (self.width, self.height);
        let flipped =
            |plane: &[u8]| plane.chunks_exact(w).flat_map(|row| row.iter().rev().copied()).collect();
        let upside_down = |plane: &[u8]| plane.chunks_exact(w).rev().flatten().copied().collect();
        let half_turn = |plane: &[u8]| plane.iter().rev().copied().collect();
        match orientation {
            2 => self.each(w, h, flipped),
            3 => self.each(w, h, half_turn),
            4 => self.each(w, h, upside_down),
            5 => self.each(h, w, |plane| swapped(plane, w, h)),
            6 => self.each(h, w, |plane| {
                swapped(&plane.chunks_exact(w).rev().flatten().copied().collect::<Vec<_>>(), w, h)
            }),
            7 => self.each(h, w, |plane| swapped(&plane.iter().rev().copied().collect::<Vec<_>>(), w, h)),
            8 => self.each(h, w, |plane| {
                swapped(
                    &plane.chunks_exact(w).flat_map(|row| row.iter().rev().copied()).collect::<Vec<_>>(),
                    w,
                    h,
                )
            }),
            _ => self,
        }
    }

    /// The size whose longer side is at most `longest`, never larger than the picture.
    pub(crate) fn fitting(&self, longest: usize) -> (usize, usize) {
        fitting(self.width, self.height, longest)
    }

    /// Reduces the picture until its longer side is at most `longest`.
    pub(crate) fn reduced(&self, longest: usize) -> Self {
        let (width, height) = self.fitting(longest);
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        self.each(width, height, |plane| reduce(plane, (self.width, self.height), (width, height)))
    }

    /// The luma alone, reduced until its longer side is at most `longest`, with its width and height.
    pub(crate) fn luma_reduced(&self, longest: usize) -> (std::borrow::Cow<'_, [u8]>, usize, usize) {
        let (width, height) = self.fitting(longest);
        if (width, height) == (self.width, self.height) {
            return (self.y.as_slice().into(), width, height);
        }
        (reduce(&self.y, (self.width, self.height), (width, height)).into(), width, height)
    }

    /// Encodes the picture as a JPEG without any metadata; `None` if it is empty or larger than a JPEG can be.
    pub(crate) fn encoded(&self, quality: u8) -> Option<Vec<u8>> {
        let (width, height) = (u16::try_from(self.width).ok()?, u16::try_from(self.height).ok()?);
        if width == 0 || height == 0 {
            return None;
        }
        let mut out = Vec::with_capacity(self.width * self.height / 4 + 1024);
        let mut encoder = Encoder::new(&mut out, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.encode_image(Buffer { planes: self, width, height }).ok()?;
        Some(out)
    }
}

/// Columns become rows, in tiles that fit the processor's registers.
pub(crate) fn swapped(plane: &[u8], width: usize, height: usize) -> Vec<u8> {
    const TILE: usize = 8;
    let mut out = vec![0; plane.len()];
    for top in (0..height).step_by(TILE) {
        for left in (0..width).step_by(TILE) {
            if top + TILE <= height && left + TILE <= width {
                let mut tile = [[0u8; TILE]; TILE];
                for (y, row) in tile.iter_mut().enumerate() {
                    row.copy_from_slice(&plane[(top + y) * width + left..][..TILE]);
                }
                for x in 0..TILE {
                    let column: [u8; TILE] = tile.map(|row| row[x]);
                    out[(left + x) * height + top..][..TILE].copy_from_slice(&column);
                }
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

fn fitting(width: usize, height: usize, longest: usize) -> (usize, usize) {
    let longer = width.max(height);
    if longer <= longest {
        return (width, height);
    }
    let fit = |side: usize| ((side * longest + longer / 2) / longer).max(1);
    (fit(width), fit(height))
}

struct Buffer<'p> {
    planes: &'p Planes,
    width: u16,
    height: u16,
}

impl ImageBuffer for Buffer<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        if self.planes.chroma.is_some() { JpegColorType::Ycbcr } else { JpegColorType::Luma }
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let row = usize::from(y) * self.planes.width..(usize::from(y) + 1) * self.planes.width;
        buffers[0].extend_from_slice(&self.planes.y[row.clone()]);
        if let Some(chroma) = &self.planes.chroma {
            for (buffer, plane) in buffers[1..].iter_mut().zip(chroma) {
                buffer.extend_from_slice(&plane[row.clone()]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn orientations_follow_the_standard() {
        // A picture of 3 × 2: 1 2 3 / 4 5 6, as stored; what each orientation shows.
        let stored = Planes { width: 3, height: 2, y: vec![1, 2, 3, 4, 5, 6], chroma: None };
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
            assert_eq!((turned.width, &turned.y[..]), (width, &samples[..]), "orientation {orientation}");
        }
    }

    #[test]
    fn never_enlarged_and_never_empty() {
        let thin = Planes { width: 4000, height: 2, y: vec![9; 8000], chroma: None };
        let small = thin.reduced(256);
        assert_eq!((small.width, small.height, small.y.len()), (256, 1, 256));
        assert_eq!(small.reduced(1024), small);
    }
}
