//! Findings in the sample: drafted from what is settled there, signed with real keys, everything in memory.

use amana_archive::{sign_text, verified};
use amana_desk::backend::{
    Backend as _, BackendError, CodingBackend as _, Findings, FindingsBackend, NewFinding, NoFinding,
    NoSignature, RecordedFinding, Right, Signature,
};
use amana_model::{Finding, FindingId, SignedFinding, StudyId};
use async_trait::async_trait;

use super::Sample;

#[async_trait]
impl FindingsBackend for Sample {
    async fn findings(&self) -> Result<Findings, BackendError> {
        Ok(self.found.lock().unwrap().clone())
    }

    async fn set_expert_key(&self, token: &str, key: &str) -> Result<Result<(), NoFinding>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        if !viewer.may(Right::Code) || key.splitn(3, '+').count() != 3 {
            return Ok(Err(NoFinding::BadKey));
        }
        let mut found = self.found.lock().unwrap();
        if found.owner_of(key.trim()).is_some() {
            return Ok(Err(NoFinding::KeyTaken));
        }
        found.keys.entry(viewer.account).or_default().push((50_000, key.trim().to_owned()));
        drop(found);
        self.record(&viewer.name, "expert-key-set", serde_json::json!({}));
        Ok(Ok(()))
    }

    async fn draft_finding(
        &self,
        token: &str,
        study: &StudyId,
        new: NewFinding,
    ) -> Result<Result<Finding, NoFinding>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let room = self.coding().await?;
        let planned = room.study(study).filter(|planned| room.may_find(&planned.study, &viewer.account));
        let Some(planned) = planned else { return Ok(Err(NoFinding::NotCoded)) };
        let Some(basis) = room.basis(&planned.study, &new.individuals) else {
            return Ok(Err(NoFinding::NotInStudy));
        };
        if basis.open > 0 {
            return Ok(Err(NoFinding::Open(basis.open)));
        }
        let found = self.found.lock().unwrap();
        let last = new.supersedes.as_ref().and_then(|id| found.versions(id).last());
        let finding = Finding {
            finding: last.map_or_else(
                || format!("f{:08}", found.all.len()).parse().unwrap(),
                |last| last.signed.finding.finding.clone(),
            ),
            version: last.map_or(1, |last| last.signed.finding.version + 1),
            archive: "00".parse().unwrap(),
            supersedes: last.map(|last| last.entry),
            study: study.clone(),
            codebook: planned.study.codebook,
            people: basis.settled.len() as u64,
            settled: basis.digest(),
            individuals: new.individuals,
            log_size: 40_000,
            root: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".into(),
            expert: new.expert,
            qualifications: new.qualifications,
            statement: new.statement.replace("\r\n", "\n"),
            alleged: new.alleged,
            limits: new.limits.replace("\r\n", "\n"),
            day: self.clock.now().to_string()[..10].to_owned(),
        };
        Ok(finding.check().map(|()| finding).map_err(NoFinding::from))
    }

    async fn sign_finding(
        &self,
        token: &str,
        finding: Finding,
        signature: Signature,
    ) -> Result<Result<(), NoFinding>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let mut found = self.found.lock().unwrap();
        let Some(key) = found.key_of(&viewer.account).map(str::to_owned) else {
            return Ok(Err(NoFinding::NoKey));
        };
        let text = finding.text();
        let note = match signature {
            Signature::Here { file, passphrase } => match sign_text(&text, &file, passphrase) {
                Ok(note) => note.into_bytes(),
                Err(refused) => return Ok(Err(refused.into())),
            },
            Signature::Brought(note) => note,
        };
        match verified(&note, &key) {
            Err(refused) => return Ok(Err(refused.into())),
            Ok(signed) if signed != text => return Ok(Err(NoSignature::OtherText.into())),
            Ok(_) => {}
        }
        let whole = String::from_utf8(note).unwrap();
        let signature = whole.trim_end().rsplit('\n').next().unwrap().to_owned();
        let entry = 50_001 + found.all.len() as u64;
        let (time, agent) = (self.clock.now(), viewer.name.clone());
        found.all.push(RecordedFinding {
            entry,
            time,
            agent,
            signed: SignedFinding { finding, key, signature },
        });
        drop(found);
        self.record(&viewer.name, "finding-signed", serde_json::json!({}));
        Ok(Ok(()))
    }

    async fn hand_out_finding(
        &self,
        token: &str,
        finding: &FindingId,
        version: u32,
    ) -> Result<RecordedFinding, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        self.record(&viewer.name, "finding-handed-out", serde_json::json!({"finding": finding}));
        let found = self.found.lock().unwrap();
        let one = found.versions(finding).find(|one| one.signed.finding.version == version).cloned();
        one.ok_or(BackendError::NotFound)
    }
}
