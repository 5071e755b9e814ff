//! Coding of the sample as the desk sees it.

use amana_desk::backend::{
    Backend, BackendError, CodeSheet, Coded, CodingBackend, CodingRoom, Plan, Right, SampleFault, SamplePlan,
    SubmittedCoding,
};
use amana_model::{Answer, Drawing, IndividualId, SampleId, StudyId};
use async_trait::async_trait;

use super::Sample;

#[async_trait]
impl CodingBackend for Sample {
    async fn coding(&self) -> Result<CodingRoom, BackendError> {
        Ok(self.coded.lock().unwrap().room())
    }

    async fn plan_coding(&self, token: &str, plan: Plan) -> Result<Option<StudyId>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let planned = self.coded.lock().unwrap().plan(&viewer.name, self.clock.now(), plan);
        if let Some(study) = &planned {
            self.record(&viewer.name, "coding-planned", serde_json::json!({"study": study}));
        }
        Ok(planned)
    }

    async fn code_sheet(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<CodeSheet>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let third = viewer.may(Right::Adjudicate);
        Ok(self.coded.lock().unwrap().sheet(&viewer.account, third, study, individual))
    }

    async fn keep_coding_draft(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        text: &str,
    ) -> Result<bool, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        self.coded.lock().unwrap().keep(&viewer.account, study, individual, text);
        Ok(true)
    }

    async fn coding_draft(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Result<Option<String>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        Ok(self.coded.lock().unwrap().draft(&viewer.account, study, individual))
    }

    async fn submit_coding(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        submitted: SubmittedCoding,
    ) -> Result<Coded, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let mut codings = self.coded.lock().unwrap();
        let sheet = codings.sheet(&viewer.account, false, study, individual).ok_or(BackendError::NotFound)?;
        let coded = codings.submit(&viewer.account, self.clock.now(), sheet, submitted);
        drop(codings);
        self.record(&viewer.name, "coding-submitted", serde_json::json!({"study": study}));
        Ok(coded)
    }

    async fn adjudicate(
        &self,
        token: &str,
        study: &StudyId,
        individual: &IndividualId,
        answers: Vec<Answer>,
        reason: &str,
    ) -> Result<Coded, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let mut codings = self.coded.lock().unwrap();
        let sheet = codings.sheet(&viewer.account, true, study, individual).ok_or(BackendError::NotFound)?;
        let coded = codings.decide(&viewer.account, sheet, answers, reason);
        drop(codings);
        self.record(&viewer.name, "coding-adjudicated", serde_json::json!({"study": study}));
        Ok(coded)
    }

    async fn draw_sample(
        &self,
        token: &str,
        plan: SamplePlan,
        record: bool,
    ) -> Result<Result<Drawing, SampleFault>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let entries = self.events.lock().unwrap().len() as u64;
        let drawn = self.coded.lock().unwrap().draw(&viewer.name, (self.clock.now(), entries), plan, record);
        if record && let Ok(drawing) = &drawn {
            self.record(&viewer.name, "sample-drawn", serde_json::json!({"sample": drawing.sample}));
        }
        Ok(drawn)
    }

    async fn redraw_sample(&self, sample: &SampleId) -> Result<Option<bool>, BackendError> {
        self.coded.lock().unwrap().redraw(sample).ok_or(BackendError::NotFound)
    }
}
