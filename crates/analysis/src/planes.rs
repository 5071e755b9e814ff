//! A decoded picture as planes of luma and chroma, and what the previews need: turning, reducing, encoding.
//!
//! JPEG keeps pictures so, chroma mostly at half the size, and previews are JPEG again: no conversion to RGB and back
//! on the way, and no chroma enlarged only to be halved again.

use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor};

use crate::plane::Plane;

/// Luma, 0 to 255, with Cb and Cr around 128; without chroma a grey picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Planes {
    pub(crate) luma: Plane,
    /// Cb and Cr over the same area: of one size, never larger than the luma, mostly half as wide and high.
    pub(crate) chroma: Option<[Plane; 2]>,
}

impl Planes {
    /// A grey picture of `width × height` samples, row by row.
    pub(crate) fn grey(width: usize, height: usize, samples: Vec<u8>) -> Self {
        Self { luma: Plane { width, height, samples }, chroma: None }
    }

    /// Makes planes of RGB pixels, row by row.
    pub(crate) fn of_rgb(width: usize, height: usize, pixels: &[u8]) -> Self {
        let size = width * height;
        let mut planes = [(); 3].map(|()| Vec::with_capacity(size));
        for pixel in pixels.chunks_exact(3) {
            let (y, cb, cr) = jpeg_encoder::rgb_to_ycbcr(pixel[0], pixel[1], pixel[2]);
            for (plane, sample) in planes.iter_mut().zip([y, cb, cr]) {
                plane.push(sample);
            }
        }
        let [luma, cb, cr] = planes.map(|samples| Plane { width, height, samples });
        Self { luma, chroma: Some([cb, cr]) }
    }

    /// Reads the three planes as red, green and blue and makes them luma and chroma.
    pub(crate) fn turn_rgb_into_luma(&mut self) {
        let Some(chroma) = &mut self.chroma else { return };
        let [green, blue] = chroma;
        for plane in [&mut *green, &mut *blue] {
            *plane = plane.enlarged(self.luma.width, self.luma.height);
        }
        for ((r, g), b) in self.luma.samples.iter_mut().zip(&mut green.samples).zip(&mut blue.samples) {
            (*r, *g, *b) = jpeg_encoder::rgb_to_ycbcr(*r, *g, *b);
        }
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.luma.width, self.luma.height)
    }

    /// Applies an EXIF orientation (1 to 8; Exif 2.32, tag 0x0112).
    pub(crate) fn oriented(self, orientation: u8) -> Self {
        let chroma = self.chroma.map(|both| both.map(|plane| plane.oriented(orientation)));
        Self { luma: self.luma.oriented(orientation), chroma }
    }

    /// Reduces the picture until its longer side is at most `longest`.
    pub(crate) fn reduced(&self, longest: usize) -> Self {
        let (width, height) = self.luma.fitting(longest);
        self.with_luma(self.luma.reduced(width, height))
    }

    /// The picture at the size of a luma that was reduced already.
    pub(crate) fn with_luma(&self, luma: Plane) -> Self {
        let (width, height) = halves(luma.width, luma.height);
        let chroma = self.chroma.as_ref().map(|both| each(both, |plane| plane.reduced(width, height)));
        Self { luma, chroma }
    }

    /// Encodes the picture as a JPEG without any metadata, chroma at half the size; `None` if it is empty or larger
    /// than a JPEG can be.
    pub(crate) fn encoded(&self, quality: u8) -> Option<Vec<u8>> {
        let (width, height) = (u16::try_from(self.luma.width).ok()?, u16::try_from(self.luma.height).ok()?);
        if width == 0 || height == 0 {
            return None;
        }
        let halves = halves(self.luma.width, self.luma.height);
        let chroma = self.chroma.as_ref().map(|both| each(both, |plane| plane.reduced(halves.0, halves.1)));
        let mut out = Vec::with_capacity(self.luma.samples.len() / 4 + 1024);
        let mut encoder = Encoder::new(&mut out, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.encode_image(Buffer { luma: &self.luma, chroma, width, height }).ok()?;
        Some(out)
    }
}

/// Half of each side, rounded up.
fn halves(width: usize, height: usize) -> (usize, usize) {
    (width.div_ceil(2), height.div_ceil(2))
}

fn each(both: &[Plane; 2], f: impl Fn(&Plane) -> Plane) -> [Plane; 2] {
    [f(&both[0]), f(&both[1])]
}

/// What the encoder asks for: rows of whole pixels. It takes the mean of each four chroma samples, so four equal
/// ones come out as they went in.
struct Buffer<'p> {
    luma: &'p Plane,
    chroma: Option<[Plane; 2]>,
    width: u16,
    height: u16,
}

impl ImageBuffer for Buffer<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        if self.chroma.is_some() { JpegColorType::Ycbcr } else { JpegColorType::Luma }
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let (y, width) = (usize::from(y), self.luma.width);
        buffers[0].extend_from_slice(self.luma.row(y));
        for (buffer, plane) in buffers[1..].iter_mut().zip(self.chroma.iter().flatten()) {
            let end = buffer.len() + width;
            let row = plane.row((y / 2).min(plane.height - 1));
            buffer.extend(row.iter().flat_map(|sample| [*sample; 2]));
            let last = row.last().copied().unwrap_or_default();
            buffer.resize(end, last);
        }
    }
}

#[cfg(test)]
mod tests {
    use amana_model::Format;

    use super::*;
    use crate::decode::{self, Want};
    use crate::observe::Limits;

    #[test]
    fn chroma_of_any_size_comes_out_in_its_place() {
        // Red on the left, blue on the right, at each way of keeping chroma that a JPEG has.
        for (across, down) in [(1, 1), (2, 1), (1, 2), (2, 2), (4, 1)] {
            let (width, height) = (70_usize, 53_usize);
            let (w, h) = (width.div_ceil(across), height.div_ceil(down));
            let plane = |left: u8, right: u8| Plane {
                width: w,
                height: h,
                samples: (0..w * h).map(|i| if i % w < w / 2 { left } else { right }).collect(),
            };
            let luma = Plane { width, height, samples: vec![100; width * height] };
            let planes = Planes { luma, chroma: Some([plane(100, 200), plane(210, 90)]) };
            let encoded = planes.encoded(95).unwrap();
            let decoded =
                decode::decode(Format::Jpeg, &encoded, Want::Full, &Limits::default(), &|| false).unwrap();
            let [cb, cr] = decoded.planes.chroma.unwrap();
            for (plane, left, right) in [(cb, 100_u8, 200_u8), (cr, 210, 90)] {
                let row = plane.row(plane.height / 2);
                assert!(row[3].abs_diff(left) < 6, "{across}×{down}: {row:?}");
                assert!(row[row.len() - 3].abs_diff(right) < 6, "{across}×{down}: {row:?}");
            }
        }
    }
}
