//! PNG, GIF, BMP, TIFF and WebP by the `image` crate, under limits, with as much of a broken picture as was decoded.

use std::io::{BufRead, Cursor, Read, Seek, SeekFrom};

use amana_model::{Damage, Format};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader};

use super::{Decoded, Undecoded, VIEW, Want, png_chunks, within};
use crate::damage::{damage, has_zero_run};
use crate::observe::{Limits, Size};
use crate::planes::Planes;

/// A reader that fails once the time is spent.
struct Timed<'a> {
    inner: Cursor<&'a [u8]>,
    deadline: &'a dyn Fn() -> bool,
}

impl Timed<'_> {
    fn in_time(&self) -> std::io::Result<()> {
        if (self.deadline)() { Err(std::io::ErrorKind::TimedOut.into()) } else { Ok(()) }
    }
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.in_time()?;
        self.inner.read(buffer)
    }
}

impl BufRead for Timed<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.in_time()?;
        // Small pieces, so that the time is looked at between them.
        let rest = self.inner.fill_buf()?;
        Ok(&rest[..rest.len().min(1 << 16)])
    }

    fn consume(&mut self, amount: usize) {
        self.inner.consume(amount);
    }
}

impl Seek for Timed<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.inner.seek(to)
    }
}

pub(super) fn decode(
    format: Format,
    bytes: &[u8],
    want: Want,
    limits: &Limits,
    deadline: &dyn Fn() -> bool,
) -> Result<Decoded, Undecoded> {
    let known = match format {
        Format::Png => ImageFormat::Png,
        Format::Gif => ImageFormat::Gif,
        Format::Bmp => ImageFormat::Bmp,
        Format::Tiff => ImageFormat::Tiff,
        Format::Webp => ImageFormat::WebP,
        _ => return Err(Undecoded::beyond("no-decoder", "no decoder for this format", None)),
    };
    let mut reader = ImageReader::with_format(Timed { inner: Cursor::new(bytes), deadline }, known);
    let mut allowed = image::Limits::no_limits();
    allowed.max_alloc = Some(limits.memory);
    reader.limits(allowed);
    let frame_damage = frame_damage(format, bytes);
    let failed = |error: &ImageError, size| failed(error, size, &frame_damage, deadline);
    let decoder = reader.into_decoder().map_err(|error| failed(&error, None))?;
    let (width, height) = decoder.dimensions();
    let size = Size { width, height };
    let colour = decoder.color_type();
    let total = decoder.total_bytes();
    let pixels = u64::from(width) * u64::from(height);
    within(size, total.saturating_add(pixels.saturating_mul(3)), limits)?;
    if pixels == 0 {
        return Err(Undecoded::unreadable("bad-header", "a picture of no pixels"));
    }
    let row = (total / u64::from(height)) as usize;
    let mut buffer = unwritten(total as usize);
    let outcome = decoder.read_image(&mut buffer);
    let mut damage = frame_damage.clone();
    let mut readable = 1.0;
    if let Err(error) = outcome {
        let undecoded = failed(&error, Some(size));
        let rows = written_rows(&buffer, row);
        if rows == 0 || undecoded.condition == amana_model::Condition::NotDecoded {
            return Err(undecoded);
        }
        buffer[rows * row..].fill(128);
        readable = (rows as f64 / f64::from(height)).min(0.999);
        damage = undecoded.damage;
    }
    if deadline() {
        return Err(Undecoded::late(Some(size)));
    }
    let picture = of_buffer(colour, size, buffer)
        .ok_or_else(|| Undecoded::beyond("no-decoder", "samples of a kind not handled here", Some(size)))?;
    Ok(Decoded { planes: planes(picture, want), size, damage, readable, coding: None })
}

/// A buffer whose every stretch can be told from decoded rows.
fn unwritten(length: usize) -> Vec<u8> {
    let mut buffer = vec![0; length];
    for (i, piece) in buffer.chunks_mut(8).enumerate() {
        piece.copy_from_slice(&mark(i)[..piece.len()]);
    }
    buffer
}

fn mark(i: usize) -> [u8; 8] {
    ((i as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5bd1_e995_a0b3_77c1).to_le_bytes()
}

/// How many rows from the top are there: those above the last that still hold the marks to their end.
fn written_rows(buffer: &[u8], row: usize) -> usize {
    let untouched = buffer
        .chunks(8)
        .enumerate()
        .rev()
        .take_while(|(i, piece)| **piece == mark(*i)[..piece.len()])
        .count();
    let written = buffer.len() - (untouched * 8).min(buffer.len());
    written.checked_div(row).unwrap_or(0)
}

/// What the file's frame tells without decoding: a broken or missing end, bytes behind it.
fn frame_damage(format: Format, bytes: &[u8]) -> Vec<Damage> {
    let mut found = match format {
        Format::Png => png_chunks::check(bytes),
        Format::Webp => {
            let claimed = bytes
                .get(4..8)
                .and_then(|b| b.first_chunk())
                .map_or(0, |b| u64::from(u32::from_le_bytes(*b)) + 8);
            let here = bytes.len() as u64;
            match here.cmp(&claimed) {
                std::cmp::Ordering::Less => {
                    vec![damage("truncated", format!("{here} of {claimed} bytes are here"))]
                }
                // One byte fills an odd size.
                _ if here > claimed + 1 => vec![damage("trailing-data", format!("{} bytes", here - claimed))],
                _ => Vec::new(),
            }
        }
        // Many writers leave further bytes behind a GIF's trailer; only its absence is a sign.
        Format::Gif
            if memchr::memrchr(0x3b, bytes.get(bytes.len().saturating_sub(64)..).unwrap_or(bytes))
                .is_none() =>
        {
            vec![damage("no-end-marker", "the trailer is missing")]
        }
        _ => Vec::new(),
    };
    if found.iter().any(|d| !crate::damage::is_harmless(&d.code)) && has_zero_run(bytes) {
        found.insert(0, damage("zero-filled", "stretches of the file are filled with zeros"));
    }
    found
}

fn failed(
    error: &ImageError,
    size: Option<Size>,
    frame: &[Damage],
    deadline: &dyn Fn() -> bool,
) -> Undecoded {
    if deadline() {
        return Undecoded::late(size);
    }
    match error {
        ImageError::Limits(_) => Undecoded::beyond("too-large", &error.to_string(), size),
        ImageError::Unsupported(_) => Undecoded::beyond("no-decoder", &error.to_string(), size),
        _ => {
            let mut all = frame.to_vec();
            all.push(damage("bad-data", error.to_string()));
            Undecoded::unreadable_all(all, size)
        }
    }
}

fn of_buffer(colour: image::ColorType, size: Size, buffer: Vec<u8>) -> Option<DynamicImage> {
    use image::ColorType::{L8, L16, La8, La16, Rgb8, Rgb16, Rgba8, Rgba16};
    let (w, h) = (size.width, size.height);
    let wide = |buffer: &[u8]| {
        buffer.chunks_exact(2).map(|b| u16::from_ne_bytes([b[0], b[1]])).collect::<Vec<u16>>()
    };
    Some(match colour {
        L8 => image::GrayImage::from_raw(w, h, buffer)?.into(),
        La8 => image::GrayAlphaImage::from_raw(w, h, buffer)?.into(),
        Rgb8 => image::RgbImage::from_raw(w, h, buffer)?.into(),
        Rgba8 => image::RgbaImage::from_raw(w, h, buffer)?.into(),
        L16 => DynamicImage::ImageLuma16(image::ImageBuffer::from_raw(w, h, wide(&buffer))?),
        La16 => DynamicImage::ImageLumaA16(image::ImageBuffer::from_raw(w, h, wide(&buffer))?),
        Rgb16 => DynamicImage::ImageRgb16(image::ImageBuffer::from_raw(w, h, wide(&buffer))?),
        Rgba16 => DynamicImage::ImageRgba16(image::ImageBuffer::from_raw(w, h, wide(&buffer))?),
        _ => return None,
    })
}

fn planes(picture: DynamicImage, want: Want) -> Planes {
    let grey = matches!(picture.color(), image::ColorType::L8 | image::ColorType::L16);
    if grey {
        let (width, height) = (picture.width() as usize, picture.height() as usize);
        let planes = Planes::grey(width, height, picture.into_luma8().into_raw());
        return if want == Want::Full { planes } else { planes.reduced(VIEW) };
    }
    let rgb = picture.into_rgb8();
    let planes = Planes::of_rgb(rgb.width() as usize, rgb.height() as usize, &rgb);
    drop(rgb);
    if want == Want::Full { planes } else { planes.reduced(VIEW) }
}
