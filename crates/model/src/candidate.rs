//! Candidates for *one person's photographs*, as the catalog keeps and the pages show them: a machine's suggestion, with the
//! reason for every photograph.

use serde::{Deserialize, Serialize};

use crate::Digest;

/// Why a photograph is thought to show the same person as another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// The same numbers were read on both: as on a card, `?` for what one of them does not tell.
    SameNumbers {
        /// The numbers that both have.
        numbers: String,
    },
    /// Taken so many seconds after the other on one camera's clock; before it, if negative.
    SecondsAfter {
        /// Seconds.
        seconds: i64,
    },
    /// So many steps after the other in one camera's counter; before it, if negative.
    NextInSequence {
        /// Steps.
        steps: i64,
    },
    /// The faces are alike.
    AlikeFace,
    /// It shows the same picture.
    CopyOf,
    /// It lies in the same folder.
    SameFolder,
}

/// One photograph's place in a candidate group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CandidateRow {
    /// The group's name: its earliest photograph in the log.
    pub group: Digest,
    /// The photograph.
    pub digest: Digest,
    /// Its place in the group, 0 for the earliest.
    pub rank: u32,
    /// How probable it is that it shows the person that the others show, 0 to 1.
    pub probability: f32,
    /// The photograph of the group that it hangs on; `None` for the first.
    pub hangs_on: Option<Digest>,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The machine's hint at its category: `detainee`, `soldier`, `civilian`, `scene`, `document`, `other`.
    pub category: Option<String>,
}
