//! What the desk needs of an archive for claims of families on people.

use amana_model::{Claim, ClaimId, ClaimLevel, IndividualId, MissingId, NotClaimed};
use async_trait::async_trait;

use super::{BackendError, ClaimsRoom, NewEvidence, NewTold, Told, ToldWords};

/// An answer, or why nothing was recorded.
pub type Claimed<T> = Result<Result<T, NotClaimed>, BackendError>;

/// Claims. Every refusal is an answer, not an error; every act is an event.
#[async_trait]
pub trait ClaimsBackend {
    /// Every claim as it stands.
    async fn claims(&self) -> Result<ClaimsRoom, BackendError>;
    /// The words of one claim, opened.
    async fn claim_words(&self, room: &ClaimsRoom, claim: &Claim) -> Result<ToldWords, BackendError>;
    /// Opens a claim of a report on a person.
    async fn open_claim(
        &self,
        token: &str,
        report: &MissingId,
        individual: &IndividualId,
    ) -> Claimed<ClaimId>;
    /// Adds evidence.
    async fn add_evidence(&self, token: &str, claim: &ClaimId, new: NewEvidence) -> Claimed<()>;
    /// Opens the file that came with evidence, for a reason: its name and its bytes. The event comes before the answer.
    async fn open_evidence_file(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Claimed<Told<(String, Vec<u8>)>>;
    /// Opens it as a picture, drawn anew as a JPEG; `None` if it is none that can be shown. The event comes before the picture.
    async fn view_evidence_file(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Claimed<Option<Vec<u8>>>;
    /// Takes back what a family was told, for a reason. Both stay.
    async fn take_back_told(&self, token: &str, claim: &ClaimId, entry: u64, reason: &str) -> Claimed<()>;
    /// Takes evidence back, over what was seen.
    async fn take_back_evidence(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
        seen: u64,
    ) -> Claimed<()>;
    /// Proposes a level, over what was seen.
    async fn propose_level(
        &self,
        token: &str,
        claim: &ClaimId,
        level: ClaimLevel,
        reason: &str,
        seen: u64,
    ) -> Claimed<()>;
    /// Agrees with the level that a log entry proposed, or does not, over what was seen.
    async fn answer_level(
        &self,
        token: &str,
        claim: &ClaimId,
        answer: (u64, bool),
        reason: &str,
        seen: u64,
    ) -> Claimed<()>;
    /// Records that the family withdraws its claim, or takes it up again.
    async fn turn_claim(&self, token: &str, claim: &ClaimId, withdrawn: bool, how: &str) -> Claimed<()>;
    /// Records what the family was told.
    async fn tell_family(&self, token: &str, claim: &ClaimId, new: NewTold) -> Claimed<()>;
}
