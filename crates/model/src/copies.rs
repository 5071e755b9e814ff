//! Candidates for *the same picture*, as the catalog keeps and the tables show them.

use serde::{Deserialize, Serialize};

use crate::Digest;

/// One photograph's place in a group of copies of one picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CopyRow {
    /// The group: the digest of its best version, in short form a stable name.
    pub group: Digest,
    /// The photograph.
    pub digest: Digest,
    /// Its place in the group, 0 for the best version.
    pub rank: u32,
    /// How it relates to the best version: `best`, `reencoded`, `resized`, `cropped`, `altered`, …
    pub relation: String,
    /// How it is turned against the best version: `none`, `rotated-90`, `mirrored`, …
    pub turning: String,
    /// Perceptual distance to the best version in bits (PDQ, 0 to 256).
    pub distance: u32,
}
