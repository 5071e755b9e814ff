//! What the desk needs of an archive for experts' findings.

use amana_model::{Finding, FindingId, StudyId};
use async_trait::async_trait;

use super::{BackendError, Findings, NewFinding, NoFinding, RecordedFinding, Signature};

/// Experts' findings. Every refusal is an answer, not an error.
#[async_trait]
pub trait FindingsBackend {
    /// Everything recorded about findings.
    async fn findings(&self) -> Result<Findings, BackendError>;
    /// Names the key that a person signs findings with. Records the event.
    async fn set_expert_key(&self, token: &str, key: &str) -> Result<Result<(), NoFinding>, BackendError>;
    /// Drafts a finding; nothing is recorded.
    async fn draft_finding(
        &self,
        token: &str,
        study: &StudyId,
        new: NewFinding,
    ) -> Result<Result<Finding, NoFinding>, BackendError>;
    /// Records a finding that was drafted, signed. Records the event.
    async fn sign_finding(
        &self,
        token: &str,
        finding: Finding,
        signature: Signature,
    ) -> Result<Result<(), NoFinding>, BackendError>;
    /// A finding to hand out. Records the event.
    async fn hand_out_finding(
        &self,
        token: &str,
        finding: &FindingId,
        version: u32,
    ) -> Result<RecordedFinding, BackendError>;
}
