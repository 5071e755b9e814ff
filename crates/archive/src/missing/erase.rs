//! Erasing what was said: its key is destroyed, the proof stays whole.

use amana_model::{Act, Agent, MissingId, SealedName};

use super::{Erasure, NotReported};
use crate::archive::Archive;
use crate::error::Result;

/// The longest order, in characters.
const LONGEST_ORDER: usize = 1000;

impl Archive {
    /// Destroys the keys of what was said; gives how many statements nobody can read any more.
    ///
    /// The event comes first: a kill in between leaves keys that the next call, or the next start, destroys. A copy of the archive
    /// made before keeps its keys: it must be erased there too.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn erase_missing(
        &self,
        agent: &Agent,
        report: &MissingId,
        what: Erasure,
        order: &str,
    ) -> Result<std::result::Result<u64, NotReported>> {
        let order = order.trim();
        if order.is_empty() || order.chars().count() > LONGEST_ORDER {
            return Ok(Err(NotReported::Why));
        }
        let _alone = self.reporting.lock().await;
        let room = self.missing().await?;
        let Some(known) = room.get(report) else { return Ok(Err(NotReported::Absent)) };
        let sealed = known.statements(what).into_iter();
        let left: Vec<SealedName> = sealed.filter(|one| self.statement_key(one).exists()).collect();
        if left.is_empty() {
            return Ok(Err(NotReported::Already));
        }
        let act =
            Act::StatementsErased { report: report.clone(), sealed: left.clone(), order: order.to_owned() };
        self.record_as(agent, vec![act]).await?;
        self.destroy_keys(&left)?;
        Ok(Ok(left.len() as u64))
    }

    /// Destroys keys of statements that the log says are erased.
    pub(crate) fn destroy_keys(&self, erased: &[SealedName]) -> Result<()> {
        let mut destroyed = false;
        for sealed in erased {
            let path = self.statement_key(sealed);
            if path.exists() {
                self.disk.remove(&path)?;
                destroyed = true;
            }
        }
        if destroyed {
            self.disk.sync_dir(&self.layout.statements())?;
        }
        Ok(())
    }
}
