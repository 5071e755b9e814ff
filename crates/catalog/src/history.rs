//! Lists in log order: occurrences and events, a page at a time.

use amana_model::{AccessionId, Digest, Outcome, UtcTime};
use sqlx::sqlite::SqliteRow;

use crate::apply::Query;
use crate::cells::{self, signed};
use crate::sql::read;
use crate::{Catalog, CatalogError, EventRow, OccurrenceRow};

/// Which occurrences a list shows; `None` means all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OccurrenceFilter {
    /// Only those of this accession.
    pub accession: Option<AccessionId>,
    /// Only those with this outcome.
    pub outcome: Option<Outcome>,
}

/// What a list of events is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About<'a> {
    /// Every entry of the log, the newest first.
    Everything,
    /// What people and the archive did, files found and observations left out, the newest first.
    Acts,
    /// One original, the oldest first.
    Original(&'a Digest),
    /// One accession, its files and observations left out, the oldest first.
    Accession(&'a AccessionId),
    /// What was done of one kind, by the word of the act; the newest first.
    Kind(&'a str),
    /// What one person did of one kind since a time: sign-in name and the word of the act; the newest first.
    By(&'a str, &'a str, UtcTime),
}

impl Catalog {
    /// Occurrences in log order.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn occurrences(
        &self,
        filter: &OccurrenceFilter,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<OccurrenceRow>, CatalogError> {
        let query = match (&filter.accession, filter.outcome) {
            (None, None) => page(read::OCCURRENCES, offset, limit),
            (Some(accession), None) => {
                page(read::OCCURRENCES_OF_ACCESSION, offset, limit).bind(accession.to_string())
            }
            (None, Some(outcome)) => page(read::OCCURRENCES_OF_OUTCOME, offset, limit).bind(outcome.word()),
            (Some(accession), Some(outcome)) => page(read::OCCURRENCES_OF_BOTH, offset, limit)
                .bind(accession.to_string())
                .bind(outcome.word()),
        };
        query.fetch_all(&self.pool).await?.iter().map(occurrence).collect()
    }

    /// Every occurrence of one original, in log order.
    pub(crate) async fn occurrences_of(&self, digest: &Digest) -> Result<Vec<OccurrenceRow>, CatalogError> {
        let query = page(read::OCCURRENCES_OF_DIGEST, 0, u64::MAX).bind(digest.0.to_vec());
        query.fetch_all(&self.pool).await?.iter().map(occurrence).collect()
    }

    /// Events, in the order that [`About`] says.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn events(
        &self,
        about: About<'_>,
        offset: u64,
        limit: u64,
    ) -> Result<Vec<EventRow>, CatalogError> {
        let query = match about {
            About::Everything => page(read::EVENTS, offset, limit),
            About::Acts => page(read::EVENTS_ACTS, offset, limit),
            About::Original(digest) => page(read::EVENTS_OF_DIGEST, offset, limit).bind(digest.0.to_vec()),
            About::Accession(accession) => {
                page(read::EVENTS_OF_ACCESSION, offset, limit).bind(accession.to_string())
            }
            About::Kind(act) => page(read::EVENTS_OF_KIND, offset, limit).bind(act.to_owned()),
            About::By(agent, act, since) => page(read::EVENTS_BY, offset, limit)
                .bind(agent.to_owned())
                .bind(act.to_owned())
                .bind(since.to_string()),
        };
        query.fetch_all(&self.pool).await?.iter().map(event).collect()
    }
}

fn page(sql: &'static str, offset: u64, limit: u64) -> Query<'static> {
    sqlx::query(sql).bind(signed(limit)).bind(signed(offset))
}

fn occurrence(row: &SqliteRow) -> Result<OccurrenceRow, CatalogError> {
    Ok(OccurrenceRow {
        log_index: cells::natural(row, 0)?,
        accession: cells::parsed(row, 1)?,
        source: cells::natural(row, 2)?,
        path: cells::path(row, 3)?,
        outcome: cells::word(row, 4)?,
        digest: cells::maybe_digest(row, 5)?,
        bytes: cells::natural(row, 6)?,
        modified: cells::maybe_time(row, 7)?,
        target: if cells::is_null(row, 8)? { None } else { Some(cells::path(row, 8)?) },
        reason: cells::maybe_string(row, 9)?,
        path_date: cells::path_date(row, 10)?,
    })
}

fn event(row: &SqliteRow) -> Result<EventRow, CatalogError> {
    Ok(EventRow {
        index: cells::natural(row, 0)?,
        time: cells::parsed(row, 1)?,
        agent: cells::string(row, 2)?,
        software: cells::string(row, 3)?,
        act: cells::string(row, 4)?,
        details: cells::json(row, 5)?,
    })
}
