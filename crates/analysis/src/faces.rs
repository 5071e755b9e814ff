//! Faces: found at every turn, set upright, described. Pixels and two models in, `Face`s out.
//!
//! Bodies lie sideways, and a face seen upside down is described *wrongly without a sign*: so every face is looked at
//! once more upright before it is described. Main function: [`find`]. What comes out ranks pictures for people to
//! look at; it decides nothing. Without the models there are no faces, and the caller says so.

mod align;
mod canvas;
mod detector;
mod embedder;
mod find;
mod quality;
#[cfg(test)]
mod reference;
mod turn;

pub use find::find;

use self::detector::Detector;
use self::embedder::Embedder;
use crate::{NetworkError, Pinned};

/// The detector: YuNet of March 2023, folded to fp32 by `cargo xtask models` (docs/MODELS.md).
pub const DETECTOR: Pinned = Pinned {
    name: "yunet 2023mar",
    file: "yunet_2023mar_fp32.onnx",
    sha256: "bc299a3f9b8be745ea670975cbbca7a85ae1d42011e89def795ac13c9ab62149",
};

/// The embedder: SFace of December 2021, folded likewise.
pub const EMBEDDER: Pinned = Pinned {
    name: "sface 2021dec",
    file: "sface_2021dec_fp32.onnx",
    sha256: "7822b1559f050480b0454c95eff554f19bbb7308a18f0648ffa32eea4c01660f",
};

/// The two models, loaded; cheap to clone.
#[derive(Clone)]
pub struct FaceModels {
    detector: Detector,
    embedder: Option<Embedder>,
}

impl FaceModels {
    /// Loads the detector, and the embedder where there is one: without it faces have no embedding.
    ///
    /// # Errors
    /// If a file is not the pinned one or cannot be loaded.
    pub fn load(detector: &[u8], embedder: Option<&[u8]>) -> Result<Self, NetworkError> {
        let embedder = embedder.map(Embedder::load).transpose()?;
        Ok(Self { detector: Detector::load(detector)?, embedder })
    }

    /// Whether faces are described, so that they can be compared.
    pub fn describes(&self) -> bool {
        self.embedder.is_some()
    }
}
