//! Groups photographs that are the same picture: encoded again, resized, cropped a little, marked, turned, mirrored.
//!
//! Two photographs of one burst are *not* the same picture, however alike. [`group`] is the main function. It works
//! on what the analysis kept of each photograph, its PDQ hashes and its signature (64×64 luma points):
//!
//! 1. *find*: short codes of the coarsest structure, looked up in tables, give pairs worth a look (`finder`);
//! 2. *verify*: one signature is laid over the other by least squares (`align`), and the pair is a copy only if the
//!    second lies inside the first, is neither turned by some degrees nor sheared, and agrees in nearly every
//!    part (`judge`);
//!    Damaged pictures are compared by what is left of them (`remnants`);
//! 3. *gather*: pairs become groups, the surest first; each member must agree with the group's best version
//!    itself, so no chain of likenesses can grow (`gather`).
//!
//! Trusts the caller for signatures made by one analyser version from previews with orientation applied. A picture with
//! next to nothing in it (black, blank) is never grouped: it would be like every other of its kind.

mod align;
mod finder;
mod gather;
mod judge;
mod likeness;
mod plane;
mod remnants;
mod spectrum;
mod turning;
mod verify;

use std::borrow::Cow;

use amana_model::PdqHash;

pub use gather::{CopyGroup, Member, Relation};
pub use turning::Turning;

/// What is known of one photograph (one digest; its bytes may lie in many places).
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The caller's number for it.
    pub id: u32,
    /// PDQ hashes in the eight turnings.
    pub hashes: [PdqHash; 8],
    /// Width in pixels, orientation applied.
    pub width: u32,
    /// Height in pixels, orientation applied.
    pub height: u32,
    /// Length of the original in bytes.
    pub bytes: u64,
    /// Signs of damage were found.
    pub damaged: bool,
    /// A camera's EXIF is there.
    pub has_exif: bool,
    /// When the camera says it was taken, as text in the model's form; photographs with different claims need more evidence.
    pub taken_at: Option<String>,
}

/// Where the signatures come from: memory, a file, a table.
pub trait Signatures: Sync {
    /// The 4,096 bytes of the picture at this place of the list, or `None` if it has none.
    fn signature(&self, place: usize) -> Option<Cow<'_, [u8]>>;
}

impl<T: AsRef<[u8]> + Sync> Signatures for [T] {
    fn signature(&self, place: usize) -> Option<Cow<'_, [u8]>> {
        self.get(place).map(|bytes| Cow::Borrowed(bytes.as_ref()))
    }
}

impl<T: AsRef<[u8]> + Sync> Signatures for Vec<T> {
    fn signature(&self, place: usize) -> Option<Cow<'_, [u8]>> {
        self.as_slice().signature(place)
    }
}

/// Groups copies of the same picture; pictures without a copy are in no group.
///
/// `signatures` are at the same places as `pictures`. Groups come in the order of their best versions' ids.
pub fn group(pictures: &[Picture], signatures: &dyn Signatures) -> Vec<CopyGroup> {
    let pairs = verify::pairs(pictures, signatures);
    gather::groups(pictures, signatures, pairs)
}
