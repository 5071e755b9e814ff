//! What the desk needs of an archive for reports.

use amana_model::Digest;
use async_trait::async_trait;

use super::BackendError;
use super::reporting::{Frozen, ReportPlan};

/// Reports. What one is made of is read at one size of the log; that it leaves is recorded before it does.
#[async_trait]
pub trait ReportsBackend {
    /// Reads everything that a report is made of; nothing is recorded. The inner `None`: the title or the choice will not do.
    async fn freeze_report(&self, token: &str, plan: ReportPlan) -> Result<Option<Frozen>, BackendError>;
    /// Records that a report leaves the archive, and its files by their digests. Records the event.
    async fn record_report(
        &self,
        token: &str,
        frozen: &Frozen,
        files: Vec<Digest>,
    ) -> Result<(), BackendError>;
}
