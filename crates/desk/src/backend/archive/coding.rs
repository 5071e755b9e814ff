//! Coding at the desk over a real archive.

use amana_archive::access::Right;
use amana_archive::{ArchiveError, ErrorKind};
use amana_model::{Answer, Drawing, IndividualId, SampleId, StudyId};
use async_trait::async_trait;

use super::ArchiveBackend;
use crate::backend::{
    BackendError, CodeSheet, Coded, CodingBackend, CodingRoom, Plan, SampleFault, SamplePlan, SubmittedCoding,
};

fn coded(recorded: Result<u64, ArchiveError>) -> Result<Coded, BackendError> {
    match recorded {
        Ok(_) => Ok(Coded::Recorded),
        Err(error) if error.kind == ErrorKind::Mistake => Ok(Coded::Refused),
        Err(error) => Err(error.into()),
    }
}

#[async_trait]
impl CodingBackend for ArchiveBackend {
    async fn coding(&self) -> Result<CodingRoom, BackendError> {
        Ok(self.archive.coding().await?)
    }

    async fn plan_coding(&self, token: &str, plan: Plan) -> Result<Option<StudyId>, BackendError> {
        let account = self.session_of(token).await?.account;
        match self.archive.plan_coding(&self.archive.agent_of(&account), plan).await {
            Ok(study) => Ok(Some(study)),
            Err(error) if error.kind == ErrorKind::Mistake => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    async fn code_sheet(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<CodeSheet>, BackendError> {
        let account = self.session_of(token).await?.account;
        let third = account.role.may(Right::Adjudicate);
        Ok(self.archive.code_sheet(&account.id, third, study, individual).await?)
    }

    async fn keep_coding_draft(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        text: &str,
    ) -> Result<bool, BackendError> {
        let account = self.session_of(token).await?.account.id;
        Ok(self.archive.keep_coding_draft(&account, study, individual, text).await?)
    }

    async fn coding_draft(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<String>, BackendError> {
        let account = self.session_of(token).await?.account.id;
        Ok(self.archive.coding_draft(&account, study, individual).await?)
    }

    async fn submit_coding(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        submitted: SubmittedCoding,
    ) -> Result<Coded, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        coded(self.archive.submit_coding(&agent, &account.id, study, individual, submitted).await)
    }

    async fn adjudicate(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        answers: Vec<Answer>,
        reason: &str,
    ) -> Result<Coded, BackendError> {
        let account = self.session_of(token).await?.account;
        if !account.role.may(Right::Adjudicate) {
            return Ok(Coded::Refused);
        }
        let agent = self.archive.agent_of(&account);
        coded(self.archive.adjudicate(&agent, &account.id, study, individual, answers, reason).await)
    }

    async fn draw_sample(
        &self,
        token: &str,
        plan: SamplePlan,
        record: bool,
    ) -> Result<Result<Drawing, SampleFault>, BackendError> {
        let account = self.session_of(token).await?.account;
        Ok(self.archive.try_sample(&self.archive.agent_of(&account), &plan, record).await?)
    }

    async fn redraw_sample(&self, sample: &SampleId) -> Result<Option<bool>, BackendError> {
        let (_, same) = self.archive.redraw_sample(sample).await?;
        Ok(same)
    }
}
