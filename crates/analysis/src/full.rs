//! The whole picture at full size, clean: for looking closely.

use crate::{Limits, Picture};

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
    let encoded = Picture::open(bytes, limits, &|| false)?.planes.encoded(QUALITY);
    encoded.ok_or_else(|| FullPictureError::TooLarge("a side longer than a JPEG can have".into()))
}
