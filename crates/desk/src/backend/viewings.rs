//! What the desk needs of an archive for guided viewings.
//!
//! The desk trusts it for this: [`ViewingsBackend::show_next`], [`ViewingsBackend::show_anew`] and [`ViewingsBackend::widen_view`] have durably recorded
//! what is shown *before* they return, and [`ViewingsBackend::viewed_face`] gives nothing that this account did not bring before the family by the log.

use amana_model::{ClaimId, NotClaimed, NotViewed, Viewing, ViewingId, ViewingStep, ViewingTurn, Viewings};
use async_trait::async_trait;

use super::{BackendError, Jpeg, MissingRoom, NewAnswer, NewPlan, NewViewing, ToldWords};

/// An answer, or why nothing was recorded.
pub type Viewed<T> = Result<Result<T, NotViewed>, BackendError>;

/// Guided viewings. Every refusal is an answer, not an error; every act is an event.
#[async_trait]
pub trait ViewingsBackend {
    /// Every viewing as it stands.
    async fn viewings(&self) -> Result<Viewings, BackendError>;
    /// The words of one viewing, opened.
    async fn viewing_words(
        &self,
        missing: &MissingRoom,
        viewing: &Viewing,
    ) -> Result<ToldWords, BackendError>;
    /// Says whom a family can turn to.
    async fn set_support_contacts(&self, token: &str, contacts: &str) -> Viewed<()>;
    /// Begins a viewing with a description.
    async fn begin_viewing(&self, token: &str, new: NewViewing) -> Viewed<ViewingId>;
    /// Plans which faces are shown.
    async fn plan_viewing(&self, token: &str, viewing: &ViewingId, new: NewPlan) -> Viewed<()>;
    /// Brings the next faces before the family.
    async fn show_next(&self, token: &str, viewing: &ViewingId) -> Viewed<()>;
    /// Shows what is before the family anew, where it would look otherwise or somebody else showed it.
    async fn show_anew(&self, token: &str, viewing: &ViewingId) -> Viewed<()>;
    /// A planned face as the family will see it, for the worker; recorded as a view before it is handed over.
    async fn planned_face(&self, token: &str, viewing: &ViewingId, place: u32) -> Viewed<Jpeg>;
    /// Shows more of a face, one step further.
    async fn widen_view(
        &self,
        token: &str,
        viewing: &ViewingId,
        more: (u32, ViewingStep),
        reason: &str,
    ) -> Viewed<()>;
    /// The picture that this account brought before the family at a place.
    async fn viewed_face(&self, token: &str, viewing: &ViewingId, place: u32) -> Viewed<Jpeg>;
    /// Records what the family says of faces, and by what they know them.
    async fn answer_viewing(&self, token: &str, viewing: &ViewingId, answers: Vec<NewAnswer>) -> Viewed<()>;
    /// Pauses, resumes, stops or ends a viewing.
    async fn turn_viewing(&self, token: &str, viewing: &ViewingId, turn: ViewingTurn) -> Viewed<()>;
    /// Makes of what a family said of a face a claim with its evidence.
    async fn claim_from_viewing(
        &self,
        token: &str,
        viewing: &ViewingId,
        place: u32,
    ) -> Result<Result<ClaimId, NotClaimed>, BackendError>;
}
