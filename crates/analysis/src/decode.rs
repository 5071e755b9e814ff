//! The seam to the decoders: hostile bytes in, planes or a clear reason out.
//!
//! JPEG has a strict decoder here; other formats go to the `image` crate. Sizes are checked before memory is taken,
//! the deadline while reading. A decoder that panics is a picture that could not be read.

mod jpeg;
mod other;
mod png_chunks;
mod unusual_jpeg;

use std::panic::{AssertUnwindSafe, catch_unwind};

use amana_model::{Condition, Damage, Format};

use crate::damage::damage;
use crate::observe::{Limits, Size};
use crate::planes::Planes;

/// Longer side of the view preview in pixels.
pub(crate) const VIEW: usize = 1024;

/// How much of the picture is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// Enough for the previews: the longer side at least 512 pixels where the picture has them.
    View,
    /// Enough for the covered form: the longer side at least 48 pixels.
    Cover,
    /// Every pixel.
    Full,
}

impl Want {
    /// How many of eight pixels on a side to decode: 1, 2, 4 or 8.
    fn points(self, size: Size) -> usize {
        let longer = size.width.max(size.height) as usize;
        let wanted = match self {
            Self::View => 512,
            Self::Cover => 48,
            Self::Full => longer,
        };
        let enough = |points: &usize| (longer * points).div_ceil(8) >= wanted.min(longer);
        [1, 2, 4].into_iter().find(enough).unwrap_or(8)
    }
}

/// A picture, whole or in part.
pub(crate) struct Decoded {
    /// At the scale asked for, as stored (orientation not applied).
    pub(crate) planes: Planes,
    /// Of the whole picture as stored.
    pub(crate) size: Size,
    /// The worst first.
    pub(crate) damage: Vec<Damage>,
    /// The share before the first fault, above 0 to 1.
    pub(crate) readable: f64,
    /// The picture's own coding without metadata, as stored, where that can serve as its view preview.
    pub(crate) coding: Option<Vec<u8>>,
}

/// Why there is no picture.
#[derive(Debug)]
pub(crate) struct Undecoded {
    pub(crate) condition: Condition,
    pub(crate) damage: Vec<Damage>,
    pub(crate) size: Option<Size>,
}

impl Undecoded {
    fn unreadable(code: &str, detail: &str) -> Self {
        Self::unreadable_all(vec![damage(code, detail)], None)
    }

    fn unreadable_all(damage: Vec<Damage>, size: Option<Size>) -> Self {
        Self { condition: Condition::Unreadable, damage, size }
    }

    fn beyond(code: &str, detail: &str, size: Option<Size>) -> Self {
        Self { condition: Condition::NotDecoded, damage: vec![damage(code, detail)], size }
    }

    fn late(size: Option<Size>) -> Self {
        Self::beyond("time-limit", "the time allowed for one picture is spent", size)
    }
}

/// Checks a picture's size and its decoder's memory against the limits, before any of it is taken.
fn within(size: Size, memory: u64, limits: &Limits) -> Result<(), Undecoded> {
    let pixels = u64::from(size.width) * u64::from(size.height);
    let detail = if pixels > limits.pixels {
        format!("{} × {} pixels, more than {} in all", size.width, size.height, limits.pixels)
    } else if memory > limits.memory {
        format!("{} × {} pixels need {memory} bytes, more than {}", size.width, size.height, limits.memory)
    } else {
        return Ok(());
    };
    Err(Undecoded::beyond("too-large", &detail, Some(size)))
}

/// Decodes a picture of a known format.
pub(crate) fn decode(
    format: Format,
    bytes: &[u8],
    want: Want,
    limits: &Limits,
    deadline: &dyn Fn() -> bool,
) -> Result<Decoded, Undecoded> {
    if deadline() {
        return Err(Undecoded::late(None));
    }
    let decoding = || match format {
        Format::Jpeg => match jpeg::decode(bytes, want, limits, deadline) {
            Ok(decoded) => Ok(decoded),
            Err(jpeg::Refused::Undecoded(undecoded)) => Err(undecoded),
            Err(jpeg::Refused::Unusual) => unusual_jpeg::decode(bytes, want, limits, deadline),
        },
        Format::Heic => {
            Err(Undecoded::beyond("no-decoder", "HEIC and AVIF pictures are not decoded here", None))
        }
        _ => other::decode(format, bytes, want, limits, deadline),
    };
    // Other people's decoders are asked to read hostile bytes: a panic of theirs stops here.
    catch_unwind(AssertUnwindSafe(decoding)).unwrap_or_else(|_| {
        Err(Undecoded::unreadable("decoder-failed", "the decoder gave up on these bytes"))
    })
}
