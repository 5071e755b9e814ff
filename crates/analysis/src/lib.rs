//! Image bytes in, observations out.
//!
//! [`observe`] is the main function: the bytes of one original give an [`Observation`](amana_model::Observation)
//! and two previews. Everything here is pure: no files, no network, no clock but the deadline that the caller
//! passes. Every byte is hostile: damage, bombs and lies are results, never errors or panics.

mod bystanders;
mod close;
pub mod cover;
mod damage;
mod decode;
pub mod derivative;
pub mod faces;
mod format;
mod full;
pub mod fuzzing;
pub mod markings;
mod measure;
mod metadata;
mod names;
mod network;
mod observe;
pub mod part;
mod path_date;
pub mod pdq;
mod picture;
mod plane;
mod planes;
mod reduce;

pub use bystanders::blur_bystanders;
pub use close::{CloseAnalysis, CloseLook, CloseSeen};
pub use format::format_of;
pub use full::{FullPictureError, full_picture};
pub use network::{NetworkError, Pinned};
pub use observe::{Limits, Seen, Size, observe};
pub use path_date::path_date;
pub use picture::Picture;

/// The name and version of this analysis, as observations and events carry it.
pub const ANALYSER: &str = "first-analysis 1";

/// The name and version of the close analysis: faces and markings.
pub const CLOSE_ANALYSER: &str = "close-analysis 1";

/// Decodes for the previews and throws the pixels away: what benches compare the rest with.
#[doc(hidden)]
pub fn decode_only(bytes: &[u8]) -> bool {
    decode::decode(format_of(bytes), bytes, decode::Want::View, &Limits::default(), &|| false).is_ok()
}
