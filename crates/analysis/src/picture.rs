//! One picture, decoded once for everything that looks closely: orientation applied, every pixel.

use amana_model::Condition;

use crate::decode::{self, Want};
use crate::full::FullPictureError;
use crate::planes::Planes;
use crate::{Limits, format_of, metadata};

/// A decoded picture as shown.
pub struct Picture {
    pub(crate) planes: Planes,
}

impl Picture {
    /// Decodes the whole picture and applies its orientation; `deadline` says `true` once the time is spent.
    ///
    /// # Errors
    /// If the bytes are no picture, one beyond the limits, or one of which nothing can be read.
    pub fn open(
        bytes: &[u8],
        limits: &Limits,
        deadline: &dyn Fn() -> bool,
    ) -> Result<Self, FullPictureError> {
        let format = format_of(bytes);
        if !format.is_picture() {
            return Err(FullPictureError::NotAPicture);
        }
        let decoded = decode::decode(format, bytes, Want::Full, limits, deadline).map_err(|undecoded| {
            let detail = undecoded.damage.into_iter().next().map(|d| d.detail).unwrap_or_default();
            match undecoded.condition {
                Condition::NotDecoded => FullPictureError::TooLarge(detail),
                _ => FullPictureError::Unreadable(detail),
            }
        })?;
        let orientation = metadata::read(bytes).orientation.unwrap_or(1);
        Ok(Self { planes: decoded.planes.oriented(orientation) })
    }

    /// Makes a picture of RGB pixels, row by row; `None` if their number does not fit the size or there are none.
    pub fn of_rgb(width: usize, height: usize, pixels: &[u8]) -> Option<Self> {
        let fits = width.checked_mul(height)?.checked_mul(3)? == pixels.len() && !pixels.is_empty();
        fits.then(|| Self { planes: Planes::of_rgb(width, height, pixels) })
    }

    /// Width and height in pixels.
    pub fn size(&self) -> (u32, u32) {
        let (width, height) = self.planes.size();
        (width as u32, height as u32)
    }
}
