//! Log entries into rows: one transaction, each entry once, none left out.

use amana_model::{Act, Event, PathDate, UtcTime};
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Row as _, Sqlite};

use crate::batch::{Batch, EventCells, OccurrenceCells, OriginalCells};
use crate::cells::{self, precision_rank, signed};
use crate::open::BEGIN;
use crate::sql::{Insert, ROWS, read, write};
use crate::{Catalog, CatalogError};

/// Entries merged and written together inside the one transaction; bounds the memory beside the caller's slice.
const STRETCH: usize = 4096;

pub(crate) type Query<'q> = sqlx::query::Query<'q, Sqlite, SqliteArguments>;

/// One log entry with its place, and what its path tells of a date (for `file-found`).
#[derive(Debug, Clone)]
pub struct Applied<'a> {
    /// Its index in the custody log.
    pub index: u64,
    /// The event.
    pub event: &'a Event,
    /// The date read out of the path, if the event is a `file-found` whose path tells one.
    pub path_date: Option<PathDate>,
}

impl Catalog {
    /// How many log entries are applied: the index of the next.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn applied(&self) -> Result<u64, CatalogError> {
        let mut connection = self.pool.acquire().await?;
        applied(&mut connection).await
    }

    /// Applies log entries in one transaction; those already applied are skipped.
    ///
    /// # Errors
    /// `Gap` if an entry is missing before one of the batch; nothing is applied then.
    pub async fn apply(&self, batch: &[Applied<'_>]) -> Result<(), CatalogError> {
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        let first = applied(&mut transaction).await?;
        let mut next = first;
        for entry in batch.iter().filter(|entry| entry.index >= first) {
            if entry.index != next {
                return Err(CatalogError::Gap { expected: next, found: entry.index });
            }
            next += 1;
        }
        if next == first {
            return Ok(());
        }
        let fresh: Vec<&Applied<'_>> = batch.iter().filter(|entry| entry.index >= first).collect();
        for stretch in fresh.chunks(STRETCH) {
            write_stretch(&mut transaction, stretch).await?;
        }
        sqlx::query(write::SET_APPLIED).bind(signed(next)).execute(&mut *transaction).await?;
        next_generation(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

pub(crate) async fn applied(connection: &mut SqliteConnection) -> Result<u64, CatalogError> {
    meta(connection, "applied")
        .await
        .and_then(|number| u64::try_from(number).map_err(|_| cells::broken(0, "index")))
}

/// One of the catalog's own numbers.
pub(crate) async fn meta(connection: &mut SqliteConnection, name: &'static str) -> Result<i64, CatalogError> {
    let row = sqlx::query(read::META).bind(name).fetch_one(connection).await?;
    cells::integer(&row, 0)
}

/// Raises the number that tells readers in other processes that something changed.
pub(crate) async fn next_generation(connection: &mut SqliteConnection) -> Result<i64, CatalogError> {
    let row = sqlx::query(write::NEXT_GENERATION).fetch_one(connection).await?;
    Ok(row.try_get(0)?)
}

/// Inserts rows, [`ROWS`] at a time.
pub(crate) async fn insert<T>(
    connection: &mut SqliteConnection,
    statement: &'static Insert,
    rows: &[T],
    bind: impl for<'q> Fn(Query<'q>, &T) -> Query<'q>,
) -> Result<(), CatalogError> {
    let (many, rest) = rows.as_chunks::<ROWS>();
    for chunk in many {
        let query = chunk.iter().fold(sqlx::query(statement.many.as_str()), &bind);
        query.execute(&mut *connection).await?;
    }
    for row in rest {
        bind(sqlx::query(statement.one.as_str()), row).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn write_stretch(
    connection: &mut SqliteConnection,
    entries: &[&Applied<'_>],
) -> Result<(), CatalogError> {
    let mut batch = Batch::default();
    for entry in entries {
        batch.add(entry).map_err(|error| CatalogError::Broken(error.to_string()))?;
    }
    let mut folders = Vec::with_capacity(batch.folders.len());
    for (path, files) in &batch.folders {
        let row = sqlx::query(write::FOLDER).bind(path).bind(files).fetch_one(&mut *connection).await?;
        folders.push(cells::integer(&row, 0)?);
    }
    insert(connection, &write::EVENTS, &batch.events, event).await?;
    insert(connection, &write::OCCURRENCES, &batch.occurrences, |query, cells| {
        occurrence(query, cells, folders[cells.folder])
    })
    .await?;
    let (told, again): (Vec<_>, Vec<_>) =
        batch.originals.iter().partition(|original| original.sealed.is_some());
    insert(connection, &write::ORIGINALS, &told, |query, original| self::original(query, original)).await?;
    for original in again {
        seen_again(original).execute(&mut *connection).await?;
    }
    for ((accession, outcome, format, inside), (files, bytes)) in &batch.tallies {
        let query =
            sqlx::query(write::TALLY).bind(accession).bind(*outcome).bind(*format).bind(i64::from(*inside));
        query.bind(files).bind(signed(*bytes)).execute(&mut *connection).await?;
    }
    for entry in entries {
        landmark(connection, entry).await?;
    }
    Ok(())
}

fn event<'q>(query: Query<'q>, cells: &EventCells<'_>) -> Query<'q> {
    let EventCells { index, event, details } = cells;
    query
        .bind(signed(*index))
        .bind(event.time.to_string())
        .bind(event.agent.name.clone())
        .bind(event.agent.software.clone())
        .bind(event.act.word())
        .bind(event.act.digest().map(|digest| digest.0.to_vec()))
        .bind(event.act.accession().map(ToString::to_string))
        .bind(details.clone())
}

fn occurrence<'q>(query: Query<'q>, cells: &OccurrenceCells<'_>, folder: i64) -> Query<'q> {
    let record = cells.record;
    query
        .bind(signed(cells.index))
        .bind(record.accession.to_string())
        .bind(record.source)
        .bind(folder)
        .bind(cells.name.clone())
        .bind(cells.path.clone())
        .bind(record.outcome.word())
        .bind(record.digest.map(|digest| digest.0.to_vec()))
        .bind(signed(record.bytes))
        .bind(record.format.map(amana_model::Format::word))
        .bind(record.modified.map(|time| time.to_string()))
        .bind(record.target.as_ref().map(|target| target.0.clone()))
        .bind(record.reason.clone())
        .bind(cells.date.map(|date| date.date.clone()))
        .bind(cells.date.map(precision_word))
        .bind(cells.date.map(|date| date.from.clone()))
}

fn precision_word(date: &PathDate) -> &'static str {
    match date.precision {
        amana_model::PathDatePrecision::Year => "year",
        amana_model::PathDatePrecision::Month => "month",
        amana_model::PathDatePrecision::Day => "day",
    }
}

fn original<'q>(query: Query<'q>, cells: &OriginalCells) -> Query<'q> {
    query
        .bind(signed(cells.index))
        .bind(cells.digest.0.to_vec())
        .bind(cells.sealed.map(|sealed| sealed.0.to_vec()))
        .bind(signed(cells.bytes))
        .bind(cells.format.word())
        .bind(i64::from(claims_picture(cells.format)))
        .bind(cells.occurrences)
        .bind(cells.path.clone())
        .bind(cells.name.clone())
        .bind(cells.date.as_ref().map(|date| date.date.clone()))
        .bind(precision_rank(cells.date.as_ref()))
        .bind(cells.date.as_ref().map(|date| date.from.clone()))
}

fn seen_again(cells: &OriginalCells) -> Query<'static> {
    sqlx::query(write::SEEN_AGAIN)
        .bind(cells.digest.0.to_vec())
        .bind(cells.occurrences)
        .bind(cells.date.as_ref().map(|date| date.date.clone()))
        .bind(precision_rank(cells.date.as_ref()))
        .bind(cells.date.as_ref().map(|date| date.from.clone()))
}

/// Whether an original counts as a photograph before anybody has looked at it.
pub(crate) fn claims_picture(format: amana_model::Format) -> bool {
    format.is_picture() || format == amana_model::Format::Heic
}

/// The few entries that have a row of their own kind.
async fn landmark(connection: &mut SqliteConnection, entry: &Applied<'_>) -> Result<(), CatalogError> {
    let query = match &entry.event.act {
        Act::AccessionOpened { accession, sources, note, .. } => sqlx::query(write::OPEN_ACCESSION)
            .bind(accession.to_string())
            .bind(signed(entry.index))
            .bind(entry.event.agent.name.clone())
            .bind(encode(sources)?)
            .bind(note.clone())
            .bind(entry.event.time.to_string()),
        Act::AccessionClosed { accession, counts, root_digest, report } => {
            closed(accession.as_str(), entry.event.time, encode(counts)?)
                .bind(root_digest.0.to_vec())
                .bind(report.0.to_vec())
        }
        Act::ObservationsAdded(part) => sqlx::query(write::PART_TOLD)
            .bind(part.part.0.to_vec())
            .bind(signed(entry.index))
            .bind(part.accession.to_string())
            .bind(part.analyser.clone())
            .bind(part.previews.map(|pack| pack.0.to_vec()))
            .bind(part.rows),
        _ => return crate::exposure::apply(connection, entry).await,
    };
    query.execute(connection).await?;
    Ok(())
}

fn closed(accession: &str, time: UtcTime, counts: String) -> Query<'static> {
    sqlx::query(write::CLOSE_ACCESSION).bind(accession.to_owned()).bind(time.to_string()).bind(counts)
}

pub(crate) fn encode<T: serde::Serialize>(value: &T) -> Result<String, CatalogError> {
    serde_json::to_string(value).map_err(|error| CatalogError::Broken(error.to_string()))
}
