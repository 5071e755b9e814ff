//! Rechecks in the sample: of the markings that wait there, everything in memory.

use amana_desk::backend::{
    Backend as _, BackendError, NotRechecked, RecheckSaid, RecheckTask, Rechecks, RechecksBackend,
};
use amana_model::{Digest, Recheck, RecheckId, RecheckOf, RecheckVerdict, Rechecked};
use async_trait::async_trait;

use super::Sample;

#[async_trait]
impl RechecksBackend for Sample {
    async fn rechecks(&self) -> Result<Rechecks, BackendError> {
        Ok(self.rechecked.lock().unwrap().clone())
    }

    async fn draw_recheck(
        &self,
        token: &str,
        of: RecheckOf,
        size: usize,
        seed: &str,
    ) -> Result<Result<RecheckId, String>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let mut rechecked = self.rechecked.lock().unwrap();
        if size > 3 {
            return Ok(Err("there are 3 of them".into()));
        }
        let id: RecheckId = format!("r{:08}", rechecked.all.len()).parse().unwrap();
        let recheck = Recheck {
            recheck: id.clone(),
            of,
            seed: seed.to_owned(),
            units: 3,
            frame: Digest([3; 32]),
            log_size: 40_000,
            root: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=".into(),
            drawn: (1..=size as u64).collect(),
        };
        rechecked.all.push((60_000, recheck));
        drop(rechecked);
        self.record(&viewer.name, "recheck-drawn", serde_json::json!({}));
        Ok(Ok(id))
    }

    async fn next_to_recheck(
        &self,
        _token: &str,
        recheck: &RecheckId,
    ) -> Result<Option<RecheckTask>, BackendError> {
        let rechecked = self.rechecked.lock().unwrap().clone();
        let known = rechecked.get(recheck).ok_or(BackendError::NotFound)?;
        let open = known.drawn.iter().find(|unit| rechecked.told_of(recheck, **unit).is_none());
        let Some(unit) = open.copied().filter(|_| known.of == RecheckOf::Groups) else { return Ok(None) };
        let row = self.individuals().await?.into_iter().next().ok_or(BackendError::NotFound)?;
        let sheet = self.individual(&row.individual).await?.ok_or(BackendError::NotFound)?;
        Ok(Some(RecheckTask::Group { unit, individual: row.individual, photographs: sheet.photographs }))
    }

    async fn tell_recheck(
        &self,
        token: &str,
        recheck: &RecheckId,
        unit: u64,
        said: RecheckSaid,
    ) -> Result<Result<(), NotRechecked>, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let verdict = match said {
            RecheckSaid::Verdict(verdict) => verdict,
            RecheckSaid::Keyed(_) => RecheckVerdict::Right,
        };
        let (recheck, account) = (recheck.clone(), viewer.account);
        let mut rechecked = self.rechecked.lock().unwrap();
        let told = Rechecked { recheck: recheck.clone(), unit, account, verdict, keyed: None };
        rechecked.told.insert((recheck, unit), told);
        drop(rechecked);
        self.record(&viewer.name, "recheck-told", serde_json::json!({}));
        Ok(Ok(()))
    }
}
