//! Guided viewings, over a real archive.

use amana_model::{ClaimId, NotClaimed, Viewing, ViewingId, ViewingStep, ViewingTurn, Viewings};
use async_trait::async_trait;

use super::ArchiveBackend;
use crate::backend::{
    BackendError, Jpeg, MissingRoom, NewAnswer, NewPlan, NewViewing, ToldWords, Viewed, ViewingsBackend,
};

#[async_trait]
impl ViewingsBackend for ArchiveBackend {
    async fn viewings(&self) -> Result<Viewings, BackendError> {
        Ok(self.archive.viewings().await?)
    }

    async fn viewing_words(
        &self,
        missing: &MissingRoom,
        viewing: &Viewing,
    ) -> Result<ToldWords, BackendError> {
        Ok(tokio::task::block_in_place(|| self.archive.viewing_words(missing, viewing))?)
    }

    async fn set_support_contacts(&self, token: &str, contacts: &str) -> Viewed<()> {
        Ok(self.archive.set_support_contacts(&self.agent_at(token).await?, contacts).await?)
    }

    async fn begin_viewing(&self, token: &str, new: NewViewing) -> Viewed<ViewingId> {
        Ok(self.archive.begin_viewing(&self.agent_at(token).await?, &new).await?)
    }

    async fn plan_viewing(&self, token: &str, viewing: &ViewingId, new: NewPlan) -> Viewed<()> {
        Ok(self.archive.plan_viewing(&self.agent_at(token).await?, viewing, &new).await?)
    }

    async fn show_next(&self, token: &str, viewing: &ViewingId) -> Viewed<()> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.show_next(&agent, &account.id, viewing).await?)
    }

    async fn show_anew(&self, token: &str, viewing: &ViewingId) -> Viewed<()> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.show_anew(&agent, &account.id, viewing).await?)
    }

    async fn planned_face(&self, token: &str, viewing: &ViewingId, place: u32) -> Viewed<Jpeg> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.planned_face(&agent, &account.id, viewing, place).await?)
    }

    async fn widen_view(
        &self,
        token: &str,
        viewing: &ViewingId,
        more: (u32, ViewingStep),
        reason: &str,
    ) -> Viewed<()> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.widen_view(&agent, &account.id, viewing, more, reason).await?)
    }

    async fn viewed_face(&self, token: &str, viewing: &ViewingId, place: u32) -> Viewed<Jpeg> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.viewed_face(&account.id, viewing, place).await?)
    }

    async fn answer_viewing(&self, token: &str, viewing: &ViewingId, answers: Vec<NewAnswer>) -> Viewed<()> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.answer_viewing(&agent, viewing, &answers).await?)
    }

    async fn turn_viewing(&self, token: &str, viewing: &ViewingId, turn: ViewingTurn) -> Viewed<()> {
        Ok(self.archive.turn_viewing(&self.agent_at(token).await?, viewing, turn).await?)
    }

    async fn claim_from_viewing(
        &self,
        token: &str,
        viewing: &ViewingId,
        place: u32,
    ) -> Result<Result<ClaimId, NotClaimed>, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.claim_from_viewing(&agent, &account.id, viewing, place).await?)
    }
}
