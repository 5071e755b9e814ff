//! Publication over a real archive.

use amana_model::{
    Day, Digest, FacePlace, IndividualId, Objection, PublicationDecision, PublicationId, Recipe, Takedown,
};
use async_trait::async_trait;

use super::super::publications::Published;
use super::super::{BackendError, Jpeg, PublicationRoom, PublicationsBackend};
use super::ArchiveBackend;

#[async_trait]
impl PublicationsBackend for ArchiveBackend {
    async fn publications(&self) -> Result<PublicationRoom, BackendError> {
        Ok(self.archive.publications().await?)
    }

    async fn face_recipes(&self, digest: &Digest) -> Result<Vec<Recipe>, BackendError> {
        let recipes = self.archive.face_recipes(digest).await?;
        Ok(self.archive.as_policy_begins(recipes).await?)
    }

    async fn recipe_for(&self, digest: &Digest, face: FacePlace) -> Result<Option<Recipe>, BackendError> {
        let recipe = self.archive.recipe_for(digest, face).await?;
        Ok(self.archive.as_policy_begins(recipe.into_iter().collect()).await?.pop())
    }

    async fn preview_face(&self, token: &str, recipe: &Recipe) -> Published<Jpeg> {
        let session = self.session_of(token).await?;
        let (agent, account) = (self.archive.agent_of(&session.account), &session.account.id);
        Ok(self.archive.preview_face(&agent, account, recipe).await?)
    }

    async fn propose_publication(
        &self,
        token: &str,
        individual: &IndividualId,
        recipe: Recipe,
        reason: &str,
        embargo: Option<Day>,
    ) -> Published<PublicationId> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.propose_publication(&agent, individual, recipe, reason, embargo).await?)
    }

    async fn decide_publication(&self, token: &str, decision: PublicationDecision) -> Published<()> {
        Ok(self.archive.decide_publication(&self.agent_at(token).await?, decision).await?)
    }

    async fn take_down(&self, token: &str, takedown: Takedown) -> Published<()> {
        Ok(self.archive.take_down(&self.agent_at(token).await?, takedown).await?)
    }

    async fn object_to_publication(&self, token: &str, objection: Objection) -> Published<u64> {
        Ok(self.archive.object_to_publication(&self.agent_at(token).await?, objection).await?)
    }

    async fn withdraw_objection(&self, token: &str, entry: u64, reason: &str) -> Published<()> {
        Ok(self.archive.withdraw_objection(&self.agent_at(token).await?, entry, reason).await?)
    }

    async fn publication_picture(
        &self,
        token: &str,
        publication: &PublicationId,
    ) -> Result<Jpeg, BackendError> {
        let session = self.session_of(token).await?;
        let (agent, account) = (self.archive.agent_of(&session.account), &session.account.id);
        let jpeg = self.archive.publication_picture(&agent, account, publication).await?;
        jpeg.ok_or(BackendError::NotFound)
    }

    async fn prove_publication(&self, token: &str, publication: &PublicationId) -> Published<String> {
        Ok(self.archive.prove_publication(&self.agent_at(token).await?, publication).await?)
    }
}
