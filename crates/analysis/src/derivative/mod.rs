//! Derivatives: an original and a [`Recipe`] in, the clean JPEG of one face out.
//!
//! Main function: [`make`]. What is covered is replaced by one flat grey in the picture itself, before anything is cut, turned or
//! made smaller: not one sample of it is read afterwards, so the result is the same whatever was there. Everything is
//! counted in whole numbers, so that the same recipe on the same original gives the same bytes. No metadata is written.
//! It trusts neither the original (see the decoders) nor the recipe.

mod covering;
mod cutting;
mod line;
mod mark;

use amana_model::{Recipe, RecipeFault};

pub use self::mark::mark_of;
use crate::full::FullPictureError;
use crate::{Limits, Picture};

/// Why a derivative was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DerivativeError {
    /// The recipe will not do.
    #[error(transparent)]
    Recipe(#[from] RecipeFault),
    /// The original is no picture that can be read.
    #[error(transparent)]
    Picture(#[from] FullPictureError),
    /// The recipe is for a picture of another size.
    #[error("the recipe is for a picture of another size: this one has {0} × {1} pixels as shown")]
    OtherSize(u32, u32),
    /// The line below the face does not fit.
    #[error("the line does not fit below a face this narrow: make it shorter, or the face larger")]
    LineTooLong,
    /// Too small for a hidden identifier that comes back.
    #[error("the face is too small or too plain to carry a hidden identifier: make it larger")]
    NoRoomForMark,
}

/// Width and height of a derivative, the strip below the face included.
pub fn size_of(jpeg: &[u8]) -> Option<(u32, u32)> {
    let mut decoder = jpeg_decoder::Decoder::new(jpeg);
    decoder.read_info().ok()?;
    decoder.info().map(|info| (info.width.into(), info.height.into()))
}

/// Makes a derivative of an original's bytes.
///
/// # Errors
/// If the recipe will not do, does not fit the original, or the original cannot be decoded.
pub fn make(original: &[u8], recipe: &Recipe, limits: &Limits) -> Result<Vec<u8>, DerivativeError> {
    recipe.check()?;
    let Picture { mut planes } = Picture::open(original, limits, &|| false)?;
    let (width, height) = planes.size();
    if (width, height) != (recipe.size.0 as usize, recipe.size.1 as usize) {
        return Err(DerivativeError::OtherSize(width as u32, height as u32));
    }
    if recipe.grey {
        planes.chroma = None;
    }
    for cover in &recipe.covers {
        covering::cover(&mut planes, cover, recipe.size);
    }
    let mut made = cutting::cut(&planes, recipe);
    if let Some(text) = &recipe.line {
        line::add_below(&mut made, text)?;
    }
    match &recipe.mark {
        Some(publication) => mark::encoded_with(made, publication, recipe.quality),
        // A side of a derivative is 1,600 pixels at most.
        None => made.encoded(recipe.quality).ok_or(DerivativeError::Recipe(RecipeFault::Longest)),
    }
}
