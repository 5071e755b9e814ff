//! Image bytes in, observations out.
//!
//! [`observe`] is the main function: the bytes of one original give an [`Observation`](amana_model::Observation)
//! and two previews. Everything here is pure: no files, no network, no clock but the deadline that the caller
//! passes. Every byte is hostile: damage, bombs and lies are results, never errors or panics.

pub mod cover;
mod format;
mod full;
mod observe;
pub mod part;
mod path_date;
pub mod pdq;

pub use format::format_of;
pub use full::{FullPictureError, full_picture};
pub use observe::{Limits, Seen, Size, observe};
pub use path_date::path_date;

/// The name and version of this analysis, as observations and events carry it.
pub const ANALYSER: &str = "first-analysis 1";
