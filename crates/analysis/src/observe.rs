//! One original's bytes to one observation: the order in which everything is looked at.

use std::time::Duration;

use amana_model::{Condition, Digest, Observation};

use crate::format_of;

/// What one picture may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Pixels of the whole picture.
    pub pixels: u64,
    /// Bytes of memory for the decoded picture.
    pub memory: u64,
    /// Time for everything about one picture; the caller's deadline enforces it, this says it in words.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { pixels: 250_000_000, memory: 768 << 20, time: Duration::from_secs(20) }
    }
}

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// What was seen in one original, and its previews.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The observation; `previews` is `None`, for only the caller knows where it will put them.
    pub observation: Observation,
    /// The grid preview (JPEG, longer side at most 256 pixels) and its size.
    pub grid: Option<(Vec<u8>, Size)>,
    /// The view preview (JPEG, longer side at most 1024 pixels) and its size.
    pub view: Option<(Vec<u8>, Size)>,
}

/// Looks at one original. `name` is its file name as found; `deadline` says `true` once the time is spent.
///
/// Never fails: whatever is wrong with the bytes is in the observation.
pub fn observe(digest: Digest, bytes: &[u8], _name: &[u8], _limits: &Limits, _deadline: &dyn Fn() -> bool) -> Seen {
    let observation = Observation {
        digest,
        bytes: bytes.len() as u64,
        format: format_of(&bytes[..bytes.len().min(4096)]),
        condition: Condition::NotAPicture,
        damage: Vec::new(),
        readable: None,
        width: None,
        height: None,
        orientation: None,
        taken_at: None,
        offset: None,
        camera: None,
        serial: None,
        position: None,
        exif: Vec::new(),
        pdq: None,
        quality: None,
        signature: None,
        sharpness: None,
        brightness: None,
        previews: None,
    };
    Seen { observation, grid: None, view: None }
}
