//! Reports over the sample: frozen from what it has in memory.

use amana_desk::backend::reporting::{Frozen, ReportPlan};
use amana_desk::backend::{
    Backend as _, BackendError, CodingBackend as _, CodingRoom, Findings, FindingsBackend as _,
    ReportsBackend,
};
use amana_model::{Act, Definition, Digest};
use async_trait::async_trait;

use super::Sample;

#[async_trait]
impl ReportsBackend for Sample {
    async fn freeze_report(&self, token: &str, plan: ReportPlan) -> Result<Option<Frozen>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        if plan.title.is_empty() || plan.suppress.is_some_and(|limit| limit < 2) {
            return Ok(None);
        }
        let (known, snapshot) = self.counting().await?;
        let all = || known.latest().into_iter().cloned();
        let chosen = |one: &Definition| plan.definitions.iter().any(|word| *word == one.definition.as_str());
        let room = self.coding().await?;
        Ok(Some(Frozen {
            format: 1,
            archive: "00".parse().expect("an identifier"),
            software: "amana 0.1.0".into(),
            time: amana_model::Clock::now(&*self.clock),
            agent: viewer.name,
            checkpoint: format!("amana/00\n{}\n{}\n\n— amana AAAA\n", snapshot.log.size, snapshot.log.root),
            definitions: all().filter(|one| plan.definitions.is_empty() || chosen(one)).collect(),
            over: all().collect(),
            coding: acts(&room, &self.findings().await?).into_iter().map(acted).collect(),
            plan,
            snapshot,
        }))
    }

    async fn record_report(
        &self,
        token: &str,
        frozen: &Frozen,
        files: Vec<Digest>,
    ) -> Result<(), BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let details = serde_json::json!({ "title": frozen.plan.title, "files": files });
        self.record(&viewer.name, "report-made", details);
        Ok(())
    }
}

/// What a room and its findings are made of, each with its entry.
fn acts(room: &CodingRoom, findings: &Findings) -> Vec<(u64, Act)> {
    let drawn = room.samples.iter().map(|one| (1, Act::SampleDrawn(one.clone())));
    let planned = room.studies.iter().map(|one| (one.entry, Act::CodingPlanned(one.study.clone())));
    let coded = room.codings.iter().map(|(entry, _, coding)| (*entry, Act::CodingSubmitted(coding.clone())));
    let decided = room.adjudications.iter().map(|(entry, one)| (*entry, Act::CodingAdjudicated(one.clone())));
    let signed = findings.all.iter().map(|one| (one.entry, Act::FindingSigned(one.signed.clone())));
    drawn.chain(planned).chain(coded).chain(decided).chain(signed).collect()
}

/// An act as it comes out of a catalog.
fn acted<T: serde::de::DeserializeOwned>((entry, act): (u64, Act)) -> T {
    let mut json = serde_json::to_value(act).expect("an act is JSON");
    json["entry"] = entry.into();
    json["time"] = "2026-11-26T10:00:00Z".into();
    json["agent"] = "sample".into();
    serde_json::from_value(json).expect("it was one")
}
