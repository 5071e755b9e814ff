//! Experts' findings over a real archive.

use amana_model::{Finding, FindingId, StudyId};
use async_trait::async_trait;

use super::super::{
    BackendError, Findings, FindingsBackend, NewFinding, NoFinding, RecordedFinding, Signature,
};
use super::ArchiveBackend;

#[async_trait]
impl FindingsBackend for ArchiveBackend {
    async fn findings(&self) -> Result<Findings, BackendError> {
        Ok(self.archive.findings().await?)
    }

    async fn set_expert_key(&self, token: &str, key: &str) -> Result<Result<(), NoFinding>, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.set_expert_key(&agent, &account.id, key).await?.map(drop))
    }

    async fn draft_finding(
        &self,
        token: &str,
        study: &StudyId,
        new: NewFinding,
    ) -> Result<Result<Finding, NoFinding>, BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.draft_finding(&account.id, study, new).await?)
    }

    async fn sign_finding(
        &self,
        token: &str,
        finding: Finding,
        signature: Signature,
    ) -> Result<Result<(), NoFinding>, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.sign_finding(&agent, &account.id, finding, signature).await?.map(drop))
    }

    async fn hand_out_finding(
        &self,
        token: &str,
        finding: &FindingId,
        version: u32,
    ) -> Result<RecordedFinding, BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.hand_out_finding(&self.archive.agent_of(&account), finding, Some(version)).await?)
    }
}
