//! From a drawing to a camera's file: exposure, lens, sensor noise, JPEG.

use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor};

use super::LeakError;
use super::canvas::Canvas;
use super::chance::Chance;
use super::lanes::in_lanes;
use super::sensor::{Noise, RUN};

/// Pixels as a decoder gives them: 8 bits, red, green, blue.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgb: Vec<u8>,
}

/// How the light fell on the sensor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Light {
    gain: [f32; 3],
    vignette: f32,
    flash: (f32, f32, f32),
    noise: f32,
}

impl Light {
    /// Draws the light of one place; `noise` is the camera's.
    pub(crate) fn new(chance: &mut Chance, noise: f32) -> Self {
        let warm = chance.between(-0.07, 0.07);
        let exposure = chance.between(0.86, 1.14);
        Self {
            gain: [exposure * (1.0 + warm), exposure, exposure * (1.0 - warm)],
            vignette: chance.between(0.05, 0.35),
            flash: (chance.between(0.35, 0.65), chance.between(0.35, 0.65), chance.between(0.0, 0.3)),
            noise: noise * chance.between(0.8, 1.3),
        }
    }

    /// The same light a moment later.
    pub(crate) fn again(mut self, chance: &mut Chance) -> Self {
        let exposure = chance.between(0.96, 1.04);
        self.gain = self.gain.map(|gain| gain * exposure);
        self.flash.0 += chance.between(-0.05, 0.05);
        self
    }
}

/// Exposes the sensor.
pub(crate) fn expose(canvas: &Canvas, light: &Light, noise: &Noise, chance: &mut Chance) -> Picture {
    let (width, height) = (canvas.width, canvas.height);
    let mut rgb = vec![0; width * height * 3];
    let mut shades = vec![0.0; width];
    let mut levels = [[0; RUN]; 3];
    in_lanes(
        #[inline(always)]
        || {
            for (y, row) in rgb.chunks_exact_mut(width * 3).enumerate() {
                light.shade(y as f32 / height as f32, &mut shades);
                let mut start = 0;
                for out in row.chunks_mut(RUN * 3) {
                    let (end, run) = (start + out.len() / 3, noise.run(chance));
                    for (channel, values) in canvas.channels(y).into_iter().enumerate() {
                        let shades = shades[start..end].iter().zip(run[channel]);
                        light.levels(channel, &values[start..end], shades, &mut levels[channel]);
                    }
                    interleave(&levels, out);
                    start = end;
                }
            }
        },
    );
    Picture { width, height, rgb }
}

/// 2^23: where it is added, the last bits of a float are its nearest whole number, which no cast gives many at once.
const ANCHOR: f32 = 8_388_608.0;

impl Light {
    /// How bright each place of a row is, which lies `down` the picture (0 to 1).
    #[inline(always)]
    fn shade(&self, down: f32, shades: &mut [f32]) {
        let (flash_u, flash_v, flash) = self.flash;
        let inverse = 1.0 / shades.len() as f32;
        let (corner_y, flash_y) = ((down - 0.5) * (down - 0.5), (down - flash_v) * (down - flash_v));
        for (x, shade) in shades.iter_mut().enumerate() {
            let across = x as i32 as f32 * inverse;
            let corner = (across - 0.5) * (across - 0.5) + corner_y;
            let far = (across - flash_u) * (across - flash_u) + flash_y;
            *shade = 255.0 * (1.0 - self.vignette * corner + flash / (1.0 + 9.0 * far) - 0.5 * flash);
        }
    }

    /// Makes a channel's values the sensor's levels.
    #[inline(always)]
    fn levels<'a>(
        &self,
        channel: usize,
        values: &[f32],
        shades: impl Iterator<Item = (&'a f32, &'a i8)>,
        levels: &mut [u8; RUN],
    ) {
        let (gain, unit) = (self.gain[channel], Noise::unit(self.noise * 255.0));
        for ((level, value), (shade, noise)) in levels.iter_mut().zip(values).zip(shades) {
            let exact = value * gain * shade + f32::from(*noise) * unit;
            *level = ((exact - 0.5).clamp(0.0, 255.0) + ANCHOR).to_bits() as u8;
        }
    }
}

#[inline(always)]
fn interleave([red, green, blue]: &[[u8; RUN]; 3], out: &mut [u8]) {
    let (pixels, _) = out.as_chunks_mut::<3>();
    for (((pixel, red), green), blue) in pixels.iter_mut().zip(red).zip(green).zip(blue) {
        *pixel = [*red, *green, *blue];
    }
}

/// Codes pixels as a JPEG stream without any APPn segment.
pub(crate) fn jpeg(picture: &Picture, quality: u8, half_colour: bool) -> Result<Vec<u8>, LeakError> {
    let mut bytes = Vec::with_capacity(picture.rgb.len() / 8);
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(if half_colour { SamplingFactor::F_2_2 } else { SamplingFactor::F_2_1 });
    encoder.encode_image(picture)?;
    // The encoder begins with SOI and a JFIF segment; a camera's file has EXIF in that place.
    let jfif = 4 + usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
    bytes.drain(2..jfif);
    Ok(bytes)
}

/// Brightness and colours row by row, as the encoder wants them: JFIF's, in fixed point of 16 bits.
impl ImageBuffer for &Picture {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.width as u16
    }

    fn height(&self) -> u16 {
        self.height as u16
    }

    fn fill_buffers(&self, y: u16, [luma, blue, red, _]: &mut [Vec<u8>; 4]) {
        let row = &self.rgb[usize::from(y) * self.width * 3..][..self.width * 3];
        let (pixels, _) = row.as_chunks::<3>();
        in_lanes(
            #[inline(always)]
            || {
                for pixels in pixels.chunks(RUN) {
                    let mut values = [[0; RUN]; 3];
                    part(pixels, &mut values);
                    for (buffer, values) in [&mut *luma, &mut *blue, &mut *red].into_iter().zip(&values) {
                        buffer.extend_from_slice(&values[..pixels.len()]);
                    }
                }
            },
        );
    }
}

#[inline(always)]
fn part(pixels: &[[u8; 3]], [luma, blue, red]: &mut [[u8; RUN]; 3]) {
    for (((pixel, luma), blue), red) in pixels.iter().zip(luma).zip(blue).zip(red) {
        let [r, g, b] = pixel.map(i32::from);
        *luma = ((19_595 * r + 38_470 * g + 7_471 * b + 0x7fff) >> 16) as u8;
        *blue = ((-11_059 * r - 21_709 * g + 32_768 * b + (128 << 16) + 0x7fff) >> 16) as u8;
        *red = ((32_768 * r - 27_439 * g - 5_329 * b + (128 << 16) + 0x7fff) >> 16) as u8;
    }
}

/// Puts an APP1 segment behind the start of a JPEG stream.
pub(crate) fn with_segment(stream: &[u8], segment: &[u8]) -> Vec<u8> {
    let length = (segment.len() as u16 + 2).to_be_bytes();
    [&stream[..2], &[0xff, 0xe1], &length, segment, &stream[2..]].concat()
}

/// Puts a JFIF segment behind the start of a JPEG stream, as programs for the web do.
pub(crate) fn with_jfif(stream: &[u8]) -> Vec<u8> {
    let segment = [0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1, 1, 0, 0, 72, 0, 72, 0, 0];
    [&stream[..2], &segment, &stream[2..]].concat()
}

impl Picture {
    /// A small picture of about 160 pixels' width, each pixel the mean of four: what cameras put into their EXIF.
    pub(crate) fn thumbnail(&self) -> Self {
        let step = (self.width / 160).max(2);
        let (width, height) = (self.width / step, self.height / step);
        let mut rgb = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            for x in 0..width {
                let at = |dx: usize, dy: usize| ((y * step + dy) * self.width + x * step + dx) * 3;
                let four = [at(0, 0), at(step / 2, 0), at(0, step / 2), at(step / 2, step / 2)];
                rgb.extend((0..3).map(|channel| {
                    (four.iter().map(|place| u32::from(self.rgb[place + channel])).sum::<u32>() / 4) as u8
                }));
            }
        }
        Self { width, height, rgb }
    }

    /// Makes it smaller by averaging areas.
    pub(crate) fn resized(&self, width: usize, height: usize) -> Self {
        let columns = shares(self.width, width);
        let rows = shares(self.height, height);
        let mut narrow = vec![0.0f32; width * self.height * 3];
        for y in 0..self.height {
            let line = &self.rgb[y * self.width * 3..][..self.width * 3];
            for (x, parts) in columns.iter().enumerate() {
                for &(from, weight) in parts {
                    for channel in 0..3 {
                        narrow[(y * width + x) * 3 + channel] += weight * f32::from(line[from * 3 + channel]);
                    }
                }
            }
        }
        let mut rgb = Vec::with_capacity(width * height * 3);
        for parts in &rows {
            for place in 0..width * 3 {
                let sum: f32 =
                    parts.iter().map(|&(from, weight)| weight * narrow[from * width * 3 + place]).sum();
                rgb.push((sum + 0.5) as u8);
            }
        }
        Self { width, height, rgb }
    }

    /// Cuts out a rectangle (left, top, width, height).
    pub(crate) fn cut(&self, left: usize, top: usize, width: usize, height: usize) -> Self {
        let rows =
            (top..top + height).flat_map(|y| self.rgb[(y * self.width + left) * 3..][..width * 3].iter());
        Self { width, height, rgb: rows.copied().collect() }
    }

    /// Turns it clockwise by a quarter.
    pub(crate) fn turned(&self) -> Self {
        let (width, height) = (self.height, self.width);
        let mut rgb = Vec::with_capacity(self.rgb.len());
        for y in 0..height {
            for x in 0..width {
                let from = ((self.height - 1 - x) * self.width + y) * 3;
                rgb.extend(&self.rgb[from..from + 3]);
            }
        }
        Self { width, height, rgb }
    }

    /// Mirrors it left to right.
    pub(crate) fn mirrored(&self) -> Self {
        let pixel = |place: usize| {
            let (x, y) = (place % self.width, place / self.width);
            let from = (y * self.width + self.width - 1 - x) * 3;
            &self.rgb[from..from + 3]
        };
        let rgb = (0..self.width * self.height).flat_map(pixel).copied().collect();
        Self { width: self.width, height: self.height, rgb }
    }

    /// Shows it as its EXIF orientation says.
    pub(crate) fn upright(&self, orientation: u8) -> Self {
        match orientation {
            3 => self.turned().turned(),
            6 => self.turned(),
            8 => self.turned().turned().turned(),
            _ => self.clone(),
        }
    }
}

/// For each target pixel the source pixels under it with their weights.
fn shares(from: usize, to: usize) -> Vec<Vec<(usize, f32)>> {
    let step = from as f32 / to as f32;
    (0..to)
        .map(|place| {
            let (start, end) = (place as f32 * step, (place as f32 + 1.0) * step);
            let share =
                |pixel: usize| (end.min(pixel as f32 + 1.0) - start.max(pixel as f32)) / (end - start);
            let last = (end.ceil() as usize).min(from);
            (start as usize..last).map(|pixel| (pixel, share(pixel))).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(width: usize, height: usize) -> Picture {
        Picture { width, height, rgb: (0..width * height * 3).map(|value| value as u8).collect() }
    }

    #[test]
    fn four_turns_and_two_mirrors_change_nothing() {
        let picture = numbered(5, 3);
        assert_eq!(picture.turned().turned().turned().turned(), picture);
        assert_eq!(picture.mirrored().mirrored(), picture);
        assert_eq!(
            &picture.turned().rgb[..3],
            &picture.rgb[2 * 5 * 3..][..3],
            "left bottom goes to left top"
        );
    }

    #[test]
    fn resizing_keeps_the_mean() {
        let picture = numbered(40, 30);
        let mean = |picture: &Picture| {
            picture.rgb.iter().map(|value| f32::from(*value)).sum::<f32>() / picture.rgb.len() as f32
        };
        assert!((mean(&picture) - mean(&picture.resized(13, 7))).abs() < 1.5);
    }
}
