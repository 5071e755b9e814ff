//! The whole picture at full size, clean: for looking closely.

use amana_model::Condition;

use crate::decode::{self, Want};
use crate::{Limits, format_of, metadata};

/// JPEG quality of a full picture.
const QUALITY: u8 = 90;

/// Why there is no full picture.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FullPictureError {
    /// Not a picture that this version decodes.
    #[error("not a picture that can be decoded here")]
    NotAPicture,
    /// Beyond the limits of pixels or memory.
    #[error("the picture is beyond the limits: {0}")]
    TooLarge(String),
    /// Nothing of it can be read.
    #[error("the picture cannot be read: {0}")]
    Unreadable(String),
}

/// Decodes the whole picture and encodes it as a clean JPEG: orientation applied, no metadata.
///
/// # Errors
/// If the bytes are no picture, one beyond the limits, or one of which nothing can be read.
pub fn full_picture(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, FullPictureError> {
    let format = format_of(bytes);
    if !format.is_picture() {
        return Err(FullPictureError::NotAPicture);
    }
    let decoded = decode::decode(format, bytes, Want::Full, limits, &|| false).map_err(|undecoded| {
        let detail = undecoded.damage.into_iter().next().map(|d| d.detail).unwrap_or_default();
        match undecoded.condition {
            Condition::NotDecoded => FullPictureError::TooLarge(detail),
            _ => FullPictureError::Unreadable(detail),
        }
    })?;
    let orientation = metadata::read(bytes).orientation.unwrap_or(1);
    let encoded = decoded.planes.oriented(orientation).encoded(QUALITY);
    encoded.ok_or_else(|| FullPictureError::TooLarge("a side longer than a JPEG can have".into()))
}
