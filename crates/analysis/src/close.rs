//! The close analysis: faces and markings of one original, with whatever models are at hand.

use amana_model::{CloseObservation, Digest};

use crate::{Limits, Size};

/// Looks closely at originals: a seam, so that whoever runs it need not know the models.
pub trait CloseLook: Send + Sync {
    /// The engines and models at hand, each with its version; every observation is told with them.
    fn models(&self) -> Vec<String>;

    /// Looks at one original. Never fails: what cannot be decoded has no size and shows nothing.
    fn look(&self, digest: Digest, bytes: &[u8], limits: &Limits, deadline: &dyn Fn() -> bool) -> CloseSeen;
}

/// What was seen in one original, and the crops of its markings.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseSeen {
    /// The observation; its markings' `crop` is `None`, for only the caller knows where it will put them.
    pub observation: CloseObservation,
    /// One crop a marking (JPEG) with its size, in the order of the markings.
    pub crops: Vec<(Vec<u8>, Size)>,
}

impl CloseSeen {
    /// Nothing seen: a picture that could not be decoded.
    pub fn nothing(digest: Digest) -> Self {
        let observation =
            CloseObservation { digest, size: None, faces: Vec::new(), markings: Vec::new(), crops: None };
        Self { observation, crops: Vec::new() }
    }
}
