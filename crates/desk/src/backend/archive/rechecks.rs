//! Rechecks over a real archive.

use amana_archive::ErrorKind;
use amana_model::{RecheckId, RecheckOf};
use async_trait::async_trait;

use super::super::{BackendError, NotRechecked, RecheckSaid, RecheckTask, Rechecks, RechecksBackend};
use super::ArchiveBackend;

#[async_trait]
impl RechecksBackend for ArchiveBackend {
    async fn rechecks(&self) -> Result<Rechecks, BackendError> {
        Ok(self.archive.rechecks().await?)
    }

    async fn draw_recheck(
        &self,
        token: &str,
        of: RecheckOf,
        size: usize,
        seed: &str,
    ) -> Result<Result<RecheckId, String>, BackendError> {
        let agent = self.archive.agent_of(&self.session_of(token).await?.account);
        match self.archive.draw_recheck(&agent, of, size, Some(seed.to_owned())).await {
            Ok(recheck) => Ok(Ok(recheck.recheck)),
            Err(error) if error.kind == ErrorKind::Mistake => Ok(Err(error.what)),
            Err(error) => Err(error.into()),
        }
    }

    async fn next_to_recheck(
        &self,
        token: &str,
        recheck: &RecheckId,
    ) -> Result<Option<RecheckTask>, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.next_to_recheck(&agent, &account.id, recheck).await?)
    }

    async fn tell_recheck(
        &self,
        token: &str,
        recheck: &RecheckId,
        unit: u64,
        said: RecheckSaid,
    ) -> Result<Result<(), NotRechecked>, BackendError> {
        let account = self.session_of(token).await?.account;
        let agent = self.archive.agent_of(&account);
        Ok(self.archive.tell_recheck(&agent, &account.id, (recheck, unit), said).await?.map(drop))
    }
}
