//! The close analysis: faces and markings of one original, with whatever models are at hand.

use amana_model::{CloseObservation, Digest};

use crate::faces::{self, DETECTOR, EMBEDDER, FaceModels};
use crate::markings::{self, Grammar, Reader};
use crate::{Limits, NetworkError, Picture, Size};

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

/// The reader of numbers that this program carries (docs/MODELS.md).
const DIGITS: &[u8] = include_bytes!("../models/digits.onnx");
const DIGITS_SHEET: &str = include_str!("../models/digits.json");

/// The engines of this version: the reader of numbers is part of the program, faces need models.
#[derive(Clone)]
pub struct CloseAnalysis {
    reader: Reader,
    faces: Option<FaceModels>,
}

impl CloseAnalysis {
    /// With the models for faces, or without.
    ///
    /// # Errors
    /// If the runtime cannot load the reader that the program carries.
    pub fn new(faces: Option<FaceModels>) -> Result<Self, NetworkError> {
        Ok(Self { reader: Reader::load(DIGITS, DIGITS_SHEET, Grammar::standard())?, faces })
    }
}

impl CloseLook for CloseAnalysis {
    fn models(&self) -> Vec<String> {
        let reader = self.reader.engine();
        let detector = self.faces.as_ref().map(|_| DETECTOR.name);
        let embedder = self.faces.as_ref().filter(|faces| faces.describes()).map(|_| EMBEDDER.name);
        [reader, detector, embedder].into_iter().flatten().map(str::to_owned).collect()
    }

    fn look(&self, digest: Digest, bytes: &[u8], limits: &Limits, deadline: &dyn Fn() -> bool) -> CloseSeen {
        let Ok(picture) = Picture::open(bytes, limits, deadline) else { return CloseSeen::nothing(digest) };
        let mut seen = CloseSeen::nothing(digest);
        seen.observation.size = Some(picture.size());
        for found in markings::find(&picture, &self.reader, deadline) {
            seen.observation.markings.push(found.marking);
            seen.crops.push((found.crop, found.size));
        }
        // A network that gives up on one picture has found nothing there; it is not asked again and again.
        if let Some(models) = self.faces.as_ref().filter(|_| !deadline()) {
            seen.observation.faces = faces::find(&picture, models).unwrap_or_default();
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_that_the_program_carries_is_the_one_its_sheet_names() {
        use sha2::Digest as _;
        let sheet: serde_json::Value = serde_json::from_str(DIGITS_SHEET).unwrap();
        let found = data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(DIGITS));
        assert_eq!(sheet["sha256"], found.as_str());
        let close = CloseAnalysis::new(None).unwrap();
        assert_eq!(close.models(), [sheet["engine"].as_str().unwrap()]);
    }

    #[test]
    fn what_is_no_picture_shows_nothing() {
        let close = CloseAnalysis::new(None).unwrap();
        let digest = Digest([3; 32]);
        for bytes in [&b""[..], b"<html>", &[0xff, 0xd8, 0xff], &[0; 100]] {
            let seen = close.look(digest, bytes, &Limits::default(), &|| false);
            assert_eq!(seen, CloseSeen::nothing(digest));
        }
    }
}
