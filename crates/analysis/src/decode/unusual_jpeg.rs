//! The kinds of JPEG that the strict decoder leaves out (four components, 12 bits, lossless): by `jpeg-decoder`.
//!
//! Damage inside is seen only where that decoder errs; the end marker is looked for here.

use std::io::{Cursor, Read};

use jpeg_decoder::{Decoder, PixelFormat};

use super::{Decoded, Undecoded, Want, within};
use crate::damage::damage;
use crate::observe::{Limits, Size};
use crate::planes::Planes;

/// A reader that fails once the time is spent.
struct Timed<'a> {
    inner: Cursor<&'a [u8]>,
    deadline: &'a dyn Fn() -> bool,
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if (self.deadline)() {
            return Err(std::io::ErrorKind::TimedOut.into());
        }
        self.inner.read(buffer)
    }
}

pub(super) fn decode(
    bytes: &[u8],
    want: Want,
    limits: &Limits,
    deadline: &dyn Fn() -> bool,
) -> Result<Decoded, Undecoded> {
    let timed = Timed { inner: Cursor::new(bytes), deadline };
    let mut decoder = Decoder::new(std::io::BufReader::with_capacity(1 << 16, timed));
    decoder.set_max_decoding_buffer_size(usize::try_from(limits.memory).unwrap_or(usize::MAX));
    decoder.read_info().map_err(|error| failed(&error, None, deadline))?;
    let Some(info) = decoder.info() else {
        return Err(Undecoded::unreadable("bad-header", "no frame header"));
    };
    let size = Size { width: info.width.into(), height: info.height.into() };
    let pixels = u64::from(size.width) * u64::from(size.height);
    within(size, pixels * 12, limits)?;
    let points = want.points(size) as u32;
    let scaled = |side: u32| (side * points).div_ceil(8) as u16;
    let given = decoder
        .scale(scaled(size.width), scaled(size.height))
        .map_err(|e| failed(&e, Some(size), deadline))?;
    let pixels = decoder.decode().map_err(|error| failed(&error, Some(size), deadline))?;
    let planes = planes(&pixels, info.pixel_format, usize::from(given.0), usize::from(given.1));
    let ended = memchr::memmem::rfind(bytes, b"\xff\xd9").is_some();
    let damage = if ended { Vec::new() } else { vec![damage("no-end-marker", "the end marker is missing")] };
    let readable = if ended { 1.0 } else { 0.999 };
    Ok(Decoded { planes, size, damage, readable, coding: None })
}

fn failed(error: &jpeg_decoder::Error, size: Option<Size>, deadline: &dyn Fn() -> bool) -> Undecoded {
    if deadline() {
        return Undecoded::late(size);
    }
    match error {
        jpeg_decoder::Error::Unsupported(feature) => {
            Undecoded::beyond("no-decoder", &format!("a JPEG of a kind not decoded here: {feature:?}"), size)
        }
        other => {
            let mut undecoded = Undecoded::unreadable("bad-entropy-data", &other.to_string());
            undecoded.size = size;
            undecoded
        }
    }
}

fn planes(pixels: &[u8], format: PixelFormat, width: usize, height: usize) -> Planes {
    match format {
        PixelFormat::L8 => Planes::grey(width, height, pixels.to_vec()),
        PixelFormat::L16 => {
            let high = |pair: &[u8]| u16::from_ne_bytes([pair[0], pair[1]]).to_be_bytes()[0];
            Planes::grey(width, height, pixels.chunks_exact(2).map(high).collect())
        }
        PixelFormat::RGB24 => Planes::of_rgb(width, height, pixels),
        PixelFormat::CMYK32 => {
            // Adobe stores inks inverted and the decoder hands them on: 255 is no ink.
            let ink = |a: u8, k: u8| ((u16::from(a) * u16::from(k) + 127) / 255) as u8;
            let rgb: Vec<u8> = pixels
                .chunks_exact(4)
                .flat_map(|p| [ink(p[0], p[3]), ink(p[1], p[3]), ink(p[2], p[3])])
                .collect();
            Planes::of_rgb(width, height, &rgb)
        }
    }
}
