//! Reports about missing people over a real archive.

use amana_model::{ConsentChange, Contact, MissingId, MissingPerson, ReportsComparison};
use async_trait::async_trait;

use super::super::missing::Reported;
use super::super::{BackendError, Erasure, MissingBackend, MissingRoom, NewReport, Told};
use super::ArchiveBackend;

impl ArchiveBackend {
    pub(super) async fn agent_at(&self, token: &str) -> Result<amana_model::Agent, BackendError> {
        Ok(self.archive.agent_of(&self.session_of(token).await?.account))
    }
}

#[async_trait]
impl MissingBackend for ArchiveBackend {
    async fn missing(&self) -> Result<MissingRoom, BackendError> {
        Ok(self.archive.missing().await?)
    }

    async fn report_missing(&self, token: &str, new: NewReport) -> Reported<MissingId> {
        Ok(self.archive.report_missing(&self.agent_at(token).await?, &new).await?)
    }

    async fn amend_missing(
        &self,
        token: &str,
        report: &MissingId,
        seen: u32,
        person: MissingPerson,
    ) -> Reported<u32> {
        Ok(self.archive.amend_missing(&self.agent_at(token).await?, report, seen, &person).await?)
    }

    async fn seal_contact(&self, token: &str, report: &MissingId, contact: Contact) -> Reported<()> {
        Ok(self.archive.seal_contact(&self.agent_at(token).await?, report, &contact).await?)
    }

    async fn read_contact(&self, token: &str, report: &MissingId, purpose: &str) -> Reported<Told<Contact>> {
        Ok(self.archive.read_contact(&self.agent_at(token).await?, report, purpose).await?)
    }

    async fn change_consent(&self, token: &str, change: ConsentChange, given: bool) -> Reported<()> {
        Ok(self.archive.change_consent(&self.agent_at(token).await?, change, given).await?)
    }

    async fn compare_reports(&self, token: &str, comparison: ReportsComparison) -> Reported<()> {
        Ok(self.archive.compare_reports(&self.agent_at(token).await?, comparison).await?)
    }

    async fn erase_missing(
        &self,
        token: &str,
        report: &MissingId,
        what: Erasure,
        order: &str,
    ) -> Reported<u64> {
        Ok(self.archive.erase_missing(&self.agent_at(token).await?, report, what, order).await?)
    }
}
