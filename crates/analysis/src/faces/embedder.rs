//! SFace: a network that turns an aligned face into a direction in 128 dimensions.
//!
//! Input: 112 × 112 pixels, red, green and blue, 0 to 255. Directions of one person's pictures are near each other
//! more often than not; that ranks, and proves nothing.

use amana_model::Embedding;

use super::EMBEDDER;
use super::canvas::Canvas;
use crate::NetworkError;
use crate::network::{Network, Numbers};

/// The network, loaded.
#[derive(Clone)]
pub(super) struct Embedder(Network);

impl Embedder {
    pub(super) fn load(bytes: &[u8]) -> Result<Self, NetworkError> {
        Network::load(bytes, EMBEDDER).map(Self)
    }

    /// The face's direction as the network gives it, 128 components of any length.
    pub(super) fn components(&self, face: &Canvas) -> Result<[f32; 128], NetworkError> {
        let [blue, green, red] = &face.planes;
        let shape = vec![1, 3, face.height, face.width];
        let values = [&red[..], green, blue].concat();
        let outputs = self.0.run(Numbers { shape, values })?;
        let components = outputs.first().and_then(|output| output.values.as_array());
        components.copied().ok_or_else(|| NetworkError::Run(EMBEDDER.name, "not 128 components".into()))
    }

    /// The face's embedding; `None` for a direction that means nothing (all alike, or not finite).
    pub(super) fn embedding(&self, face: &Canvas) -> Result<Option<Embedding>, NetworkError> {
        Ok(Embedding::of(&self.components(face)?))
    }
}
