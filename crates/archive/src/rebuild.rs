//! The catalog from the log: caught up after every act, or made anew. One path for both.

use std::ops::Range;

use amana_analysis::part::PartError;
use amana_catalog::Applied;
use amana_model::{Act, CloseObservation, Event, Observation, ObservationPart};

use crate::archive::{Archive, EntryUnseal, log_error};
use crate::error::{ArchiveError, Result};

/// Events applied in one transaction.
const CHUNK: usize = 4096;
/// What the close analyser's name begins with, whatever its version.
const CLOSE: &str = "close-analysis ";
/// The longest observation part that is read: bytes of plain Parquet.
const PART_LIMIT: u64 = 1 << 30;

impl Archive {
    /// Applies to the catalog what the log has and the catalog has not; gives the log's size.
    ///
    /// # Errors
    /// Without keys, or if log, store or catalog fail.
    pub async fn catch_up(&self) -> Result<u64> {
        let catalog = self.catalog().await?;
        // In this order: others append and apply meanwhile, and the log is never shorter than what was applied before.
        let mut next = catalog.applied().await?;
        let size = self.log.checkpoint().map_err(log_error)?.size();
        if next > size {
            return Err(ArchiveError::damage(format!(
                "the catalog knows {next} events, the log only {size}: the log was put back to an older state"
            ))
            .next("run `amana verify`; if an older copy was put back on purpose, run `amana rebuild`"));
        }
        while next < size {
            let end = size.min(next + CHUNK as u64);
            self.apply(&self.events(next..end)?).await?;
            next = end;
        }
        Ok(size)
    }

    /// Reads events from the log.
    pub(crate) fn events(&self, range: Range<u64>) -> Result<Vec<(u64, Event)>> {
        let unseal = EntryUnseal(&self.keys()?.identities);
        let mut events = Vec::new();
        for batch in self.log.read(range, &unseal).map_err(log_error)? {
            let batch = batch.map_err(log_error)?;
            for (index, entry) in (batch.first..).zip(&batch.entries) {
                events.push((index, Event::decode(entry)?));
            }
        }
        Ok(events)
    }

    async fn apply(&self, events: &[(u64, Event)]) -> Result<()> {
        let catalog = self.catalog().await?;
        let applied: Vec<Applied<'_>> = events
            .iter()
            .map(|(index, event)| Applied { index: *index, event, path_date: path_date(&event.act) })
            .collect();
        // Observations first: they are idempotent per part, and an event once applied is not read again.
        for (index, event) in events {
            let Act::ObservationsAdded(part) = &event.act else { continue };
            if part.analyser.starts_with(CLOSE) {
                catalog.add_close(*index, part, &self.close_observations(part)?).await?;
            } else {
                catalog.add_observations(part, &self.observations(part)?).await?;
            }
        }
        catalog.apply(&applied).await?;
        Ok(())
    }

    /// Reads one part of the first analysis.
    pub(crate) fn observations(&self, part: &ObservationPart) -> Result<Vec<Observation>> {
        self.read_part(part, amana_analysis::part::read_part)
    }

    /// Reads one part of the close analysis.
    fn close_observations(&self, part: &ObservationPart) -> Result<Vec<CloseObservation>> {
        self.read_part(part, amana_analysis::part::read_close_part)
    }

    fn read_part<T>(
        &self,
        part: &ObservationPart,
        read: fn(&[u8]) -> std::result::Result<Vec<T>, PartError>,
    ) -> Result<Vec<T>> {
        let bytes = self.store.read(&part.part, &self.keys()?.identities, PART_LIMIT)?;
        let unreadable = || ArchiveError::damage("a part of observations cannot be read");
        let rows = read(&bytes).map_err(|e| unreadable().because(e))?;
        if rows.len() != part.rows as usize {
            return Err(unreadable().because("it does not have the rows that its event tells"));
        }
        Ok(rows)
    }

    /// Throws the catalog away and makes it anew from the log and the observations; gives the log's size.
    ///
    /// To be asked of an archive whose catalog was not used yet; no other process may have it open.
    ///
    /// # Errors
    /// If the catalog was used already; without keys, or if log, store or catalog fail.
    pub async fn rebuild(&self) -> Result<u64> {
        self.keys()?;
        if self.catalog_is_open() {
            return Err(ArchiveError::mistake("the catalog is in use here and cannot be thrown away")
                .safe("nothing was changed")
                .next("close the archive, open it again, and rebuild first"));
        }
        self.remove_catalog()?;
        let size = self.catch_up().await?;
        self.regroup_copies().await?;
        self.regroup_people().await?;
        Ok(size)
    }
}

fn path_date(act: &Act) -> Option<amana_model::PathDate> {
    match act {
        Act::FileFound(record) => amana_analysis::path_date(&record.at),
        _ => None,
    }
}
