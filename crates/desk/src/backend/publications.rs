//! What the desk needs of an archive for publication.

use amana_model::{
    Day, Digest, FacePlace, IndividualId, Objection, PublicationDecision, PublicationId, Recipe, Takedown,
};
use async_trait::async_trait;

use super::{BackendError, Jpeg, NotPublished, PublicationRoom};

/// An answer, or why nothing was recorded.
pub type Published<T> = Result<Result<T, NotPublished>, BackendError>;

/// Publication. Every refusal is an answer, not an error; every act is an event.
#[async_trait]
pub trait PublicationsBackend {
    /// Every publication as it stands now, and the objections.
    async fn publications(&self) -> Result<PublicationRoom, BackendError>;
    /// A recipe to begin with for each face that a machine found in a photograph, the best first.
    async fn face_recipes(&self, digest: &Digest) -> Result<Vec<Recipe>, BackendError>;
    /// The recipe to begin with for a face that a person drew; `None` if it is not in the picture.
    async fn recipe_for(&self, digest: &Digest, face: FacePlace) -> Result<Option<Recipe>, BackendError>;
    /// The face as the recipe makes it. The view is recorded before this returns.
    async fn preview_face(&self, token: &str, recipe: &Recipe) -> Published<Jpeg>;
    /// Proposes that a face is published.
    async fn propose_publication(
        &self,
        token: &str,
        individual: &IndividualId,
        recipe: Recipe,
        reason: &str,
        embargo: Option<Day>,
    ) -> Published<PublicationId>;
    /// Records what she decides.
    async fn decide_publication(&self, token: &str, decision: PublicationDecision) -> Published<()>;
    /// Takes a face down.
    async fn take_down(&self, token: &str, takedown: Takedown) -> Published<()>;
    /// Records that somebody objects; gives the log entry.
    async fn object_to_publication(&self, token: &str, objection: Objection) -> Published<u64>;
    /// Records that an objection no longer stands.
    async fn withdraw_objection(&self, token: &str, entry: u64, reason: &str) -> Published<()>;
    /// The picture of a publication. The view is recorded before this returns.
    async fn publication_picture(
        &self,
        token: &str,
        publication: &PublicationId,
    ) -> Result<Jpeg, BackendError>;
    /// A proof that its picture derives from an original of the archive, as a file of its own.
    async fn prove_publication(&self, token: &str, publication: &PublicationId) -> Published<String>;
}
