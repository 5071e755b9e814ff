//! What the desk needs of an archive for coding: samples, studies, codings, and what a third decides.

use amana_model::{Answer, Drawing, IndividualId, SampleId, StudyId};
use async_trait::async_trait;

use super::{BackendError, CodeSheet, Coded, CodingRoom, Plan, SampleFault, SamplePlan, SubmittedCoding};

/// The part of [`Backend`](super::Backend) that coding needs.
#[async_trait]
pub trait CodingBackend: Send + Sync + 'static {
    /// Everything recorded about coding.
    async fn coding(&self) -> Result<CodingRoom, BackendError>;
    /// Plans a study; nothing if the plan will not do. Records the event.
    async fn plan_coding(&self, token: &str, plan: Plan) -> Result<Option<StudyId>, BackendError>;
    /// What a coder, or whoever may decide where coders differ, has before her; nothing of others before all have coded.
    async fn code_sheet(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<CodeSheet>, BackendError>;
    /// Keeps what a coder has typed and not submitted, hers alone; `false` if it is too long to be kept.
    async fn keep_coding_draft(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        text: &str,
    ) -> Result<bool, BackendError>;
    /// What she has typed and not submitted.
    async fn coding_draft(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<String>, BackendError>;
    /// Records what a coder saw of a person.
    async fn submit_coding(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        submitted: SubmittedCoding,
    ) -> Result<Coded, BackendError>;
    /// Records what a third decides where coders differ.
    async fn adjudicate(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        answers: Vec<Answer>,
        reason: &str,
    ) -> Result<Coded, BackendError>;

    /// Draws a sample and records it, or only shows it; the answer may be why it cannot be drawn so. Recording is an event.
    async fn draw_sample(
        &self,
        token: &str,
        plan: SamplePlan,
        record: bool,
    ) -> Result<Result<Drawing, SampleFault>, BackendError>;
    /// Draws a recorded sample again from the people as they stand now: whether it came out the same, nothing if the frame has
    /// changed.
    async fn redraw_sample(&self, sample: &SampleId) -> Result<Option<bool>, BackendError>;
}
