//! Reports over a real archive.

use amana_archive::ErrorKind;
use amana_model::Digest;
use async_trait::async_trait;

use super::super::reporting::{Frozen, ReportPlan};
use super::super::{BackendError, ReportsBackend};
use super::ArchiveBackend;

#[async_trait]
impl ReportsBackend for ArchiveBackend {
    async fn freeze_report(&self, token: &str, plan: ReportPlan) -> Result<Option<Frozen>, BackendError> {
        let account = self.session_of(token).await?.account;
        match self.archive.freeze_report(&self.archive.agent_of(&account), plan).await {
            Ok(frozen) => Ok(Some(frozen)),
            Err(error) if error.kind == ErrorKind::Mistake => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn record_report(
        &self,
        token: &str,
        frozen: &Frozen,
        files: Vec<Digest>,
    ) -> Result<(), BackendError> {
        let account = self.session_of(token).await?.account;
        self.archive.record_report(&self.archive.agent_of(&account), frozen, files).await?;
        Ok(())
    }
}
