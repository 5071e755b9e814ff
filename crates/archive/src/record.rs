//! Writing events: into the log first, then into the catalog, where there is one.

use amana_custody::merkle::leaf_hash;
use amana_model::{Act, Agent, Event, FileRecord, MAX_EVENT_BYTES};
use amana_store::Staged;

use crate::archive::{Archive, EntrySeal, append_error, log_error};
use crate::error::{ArchiveError, Result};
use crate::journal::{Entry, Journal, Mark, SourceKey};

impl Archive {
    /// Records acts of the agent the archive was opened for; gives the index of the first. Durable on return.
    ///
    /// # Errors
    /// If the log cannot take them.
    pub async fn record(&self, acts: Vec<Act>) -> Result<u64> {
        self.record_as(&self.services.agent.clone(), acts).await
    }

    /// Records acts of `agent`: somebody at the desk.
    ///
    /// # Errors
    /// If the log cannot take them.
    pub async fn record_as(&self, agent: &Agent, acts: Vec<Act>) -> Result<u64> {
        let events: Vec<Event> =
            acts.into_iter().map(|act| Event { agent: agent.clone(), ..self.event(act) }).collect();
        let first = self.append(&events)?;
        if self.has_keys() {
            self.catch_up().await?;
        }
        Ok(first)
    }

    /// Appends events to the log alone.
    pub(crate) fn append(&self, events: &[Event]) -> Result<u64> {
        let entries = events.iter().map(encode).collect::<Result<Vec<_>>>()?;
        let appended = self.log.append(&entries, &EntrySeal(&self.recipients)).map_err(log_error)?;
        Ok(appended.first)
    }
}

/// Writes one batch: journal, names, sync, log. The one order of writes of every intake and analysis.
pub(crate) fn write_batch(
    archive: &Archive,
    journal: &mut Journal,
    acts: Vec<Act>,
    staged: &[&Staged],
    files: Vec<(&SourceKey, &FileRecord)>,
    mark: Mark,
) -> Result<u64> {
    let events: Vec<Event> = acts.into_iter().map(|act| archive.event(act)).collect();
    let entries = events.iter().map(encode).collect::<Result<Vec<_>>>()?;
    let Some(leaf) = entries.first().map(|entry| leaf_hash(entry)) else { return Ok(0) };
    let build = |first| {
        let objects = staged.iter().map(|staged| staged.sealed).collect();
        let count = entries.len() as u64;
        journal.write(&Entry { first, leaf, count, objects, files, mark }, &archive.services)?;
        for staged in staged {
            archive.store.publish(staged)?;
        }
        if !staged.is_empty() {
            archive.store.sync()?;
        }
        Ok(entries)
    };
    let appended = archive.log.append_with(build, &EntrySeal(&archive.recipients)).map_err(append_error)?;
    Ok(appended.first)
}

/// Encodes an event as a leaf, within the length a log entry may have.
pub(crate) fn encode(event: &Event) -> Result<Vec<u8>> {
    let bytes = event.encode()?;
    if bytes.len() > MAX_EVENT_BYTES {
        return Err(ArchiveError::mistake(format!(
            "an event of {} bytes is longer than the log's {MAX_EVENT_BYTES}",
            bytes.len()
        )));
    }
    Ok(bytes)
}
