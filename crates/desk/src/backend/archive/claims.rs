//! Claims of families, over a real archive.

use amana_model::{Claim, ClaimId, ClaimLevel, IndividualId, LevelAnswered, MissingId};
use async_trait::async_trait;

use super::ArchiveBackend;
use crate::backend::{
    BackendError, Claimed, ClaimsBackend, ClaimsRoom, NewEvidence, NewTold, Told, ToldWords,
};

#[async_trait]
impl ClaimsBackend for ArchiveBackend {
    async fn claims(&self) -> Result<ClaimsRoom, BackendError> {
        Ok(self.archive.claims().await?)
    }

    async fn claim_words(&self, room: &ClaimsRoom, claim: &Claim) -> Result<ToldWords, BackendError> {
        Ok(tokio::task::block_in_place(|| self.archive.claim_words(room, claim))?)
    }

    async fn open_claim(
        &self,
        token: &str,
        report: &MissingId,
        individual: &IndividualId,
    ) -> Claimed<ClaimId> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.open_claim(&agent, &account.id, report, individual).await?)
    }

    async fn add_evidence(&self, token: &str, claim: &ClaimId, new: NewEvidence) -> Claimed<()> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.add_evidence(&agent, &account.id, claim, &new).await?)
    }

    async fn open_evidence_file(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Claimed<Told<(String, Vec<u8>)>> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.open_evidence_file(&agent, claim, entry, reason).await?)
    }

    async fn view_evidence_file(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Claimed<Option<Vec<u8>>> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.view_evidence_file(&agent, claim, entry, reason).await?)
    }

    async fn take_back_told(&self, token: &str, claim: &ClaimId, entry: u64, reason: &str) -> Claimed<()> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.take_back_told(&agent, claim, entry, reason).await?)
    }

    async fn take_back_evidence(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
        seen: u64,
    ) -> Claimed<()> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.take_back_evidence(&agent, claim, entry, reason, seen).await?)
    }

    async fn propose_level(
        &self,
        token: &str,
        claim: &ClaimId,
        level: ClaimLevel,
        reason: &str,
        seen: u64,
    ) -> Claimed<()> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.propose_level(&agent, &account.id, claim, level, reason, seen).await?)
    }

    async fn answer_level(
        &self,
        token: &str,
        claim: &ClaimId,
        (proposal, agrees): (u64, bool),
        reason: &str,
        seen: u64,
    ) -> Claimed<()> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        let (claim, account, reason) = (claim.clone(), account.id, reason.to_owned());
        let answered = LevelAnswered { claim, proposal, account, agrees, reason };
        Ok(self.archive.answer_level(&agent, answered, seen).await?)
    }

    async fn turn_claim(&self, token: &str, claim: &ClaimId, withdrawn: bool, how: &str) -> Claimed<()> {
        Ok(self.archive.turn_claim(&self.agent_at(token).await?, claim, withdrawn, how).await?)
    }

    async fn tell_family(&self, token: &str, claim: &ClaimId, new: NewTold) -> Claimed<()> {
        Ok(self.archive.tell_family(&self.agent_at(token).await?, claim, &new).await?)
    }
}
