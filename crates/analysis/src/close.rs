//! The close analysis: faces and markings of one original, with whatever models are at hand.

use amana_model::{CloseObservation, Digest};

use crate::faces::{self, DETECTOR, EMBEDDER, FaceModels};
use crate::{Limits, Picture, Size};

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

/// The engines of this version: each works where its models are at hand.
#[derive(Clone, Default)]
pub struct CloseAnalysis {
    faces: Option<FaceModels>,
}

impl CloseAnalysis {
    /// With the models for faces, or without.
    pub fn new(faces: Option<FaceModels>) -> Self {
        Self { faces }
    }
}

impl CloseLook for CloseAnalysis {
    fn models(&self) -> Vec<String> {
        let detector = self.faces.as_ref().map(|_| DETECTOR.name);
        let embedder = self.faces.as_ref().filter(|faces| faces.describes()).map(|_| EMBEDDER.name);
        [detector, embedder].into_iter().flatten().map(str::to_owned).collect()
    }

    fn look(&self, digest: Digest, bytes: &[u8], limits: &Limits, deadline: &dyn Fn() -> bool) -> CloseSeen {
        let Ok(picture) = Picture::open(bytes, limits, deadline) else { return CloseSeen::nothing(digest) };
        let mut seen = CloseSeen::nothing(digest);
        seen.observation.size = Some(picture.size());
        // A network that gives up on one picture has found nothing there; it is not asked again and again.
        if let Some(models) = &self.faces {
            seen.observation.faces = faces::find(&picture, models).unwrap_or_default();
        }
        seen
    }
}
