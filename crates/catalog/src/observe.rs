//! Observations into rows: once a part, the newest analyser's row wins for each original.

use amana_model::{Digest, ExifField, Observation, ObservationPart, PdqHash, Position};
use sqlx::sqlite::SqliteRow;

use crate::apply::{Query, encode, insert, next_generation};
use crate::cells::{self, signed};
use crate::open::BEGIN;
use crate::sql::{read, write};
use crate::{Catalog, CatalogError};

/// What the rows of one part share.
struct Origin<'a> {
    part: &'a ObservationPart,
    version: i64,
    generation: i64,
}

/// One row with its JSON made, so that binding cannot fail.
struct Seen<'a> {
    row: &'a Observation,
    damage: String,
    previews: Option<String>,
    exif: String,
}

impl Catalog {
    /// Adds the rows of one part; a part that is already there is skipped.
    ///
    /// # Errors
    /// If the catalog cannot be written; nothing of the part is there then.
    pub async fn add_observations(
        &self,
        part: &ObservationPart,
        rows: &[Observation],
    ) -> Result<(), CatalogError> {
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        if is_added(&mut transaction, part).await? {
            return Ok(());
        }
        let generation = next_generation(&mut transaction).await?;
        let origin = Origin { part, version: version(&part.analyser), generation };
        for stretch in rows.chunks(1024) {
            let seen = stretch.iter().map(Seen::new).collect::<Result<Vec<_>, _>>()?;
            insert(&mut transaction, &write::OBSERVATIONS, &seen, |query, seen| narrow(query, seen, &origin))
                .await?;
            insert(&mut transaction, &write::LOOKS, &seen, |query, seen| wide(query, seen, &origin)).await?;
            insert(&mut transaction, &write::FIELDS, &seen, |query, seen| fields(query, seen, &origin))
                .await?;
        }
        part_added(part).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

pub(crate) async fn is_added(
    connection: &mut sqlx::sqlite::SqliteConnection,
    part: &ObservationPart,
) -> Result<bool, CatalogError> {
    let row = sqlx::query(read::PART).bind(part.part.0.to_vec()).fetch_optional(connection).await?;
    row.map_or(Ok(false), |row| Ok(cells::integer(&row, 0)? == 1))
}

pub(crate) fn part_added(part: &ObservationPart) -> Query<'static> {
    sqlx::query(write::PART_ADDED)
        .bind(part.part.0.to_vec())
        .bind(part.accession.to_string())
        .bind(part.analyser.clone())
        .bind(part.previews.map(|pack| pack.0.to_vec()))
        .bind(part.rows)
}

/// The number at the end of `first-analysis 1`; 0 where there is none.
pub(crate) fn version(analyser: &str) -> i64 {
    analyser.rsplit(' ').next().and_then(|word| word.parse().ok()).unwrap_or(0)
}

impl<'a> Seen<'a> {
    fn new(row: &'a Observation) -> Result<Self, CatalogError> {
        Ok(Self {
            row,
            damage: encode(&row.damage)?,
            previews: row.previews.as_ref().map(encode).transpose()?,
            exif: encode(&row.exif)?,
        })
    }
}

fn narrow<'q>(query: Query<'q>, seen: &Seen<'_>, origin: &Origin<'_>) -> Query<'q> {
    let row = seen.row;
    query
        .bind(row.digest.0.to_vec())
        .bind(origin.version)
        .bind(origin.part.part.0.to_vec())
        .bind(origin.part.accession.to_string())
        .bind(origin.generation)
        .bind(signed(row.bytes))
        .bind(row.format.word())
        .bind(row.condition.word())
        .bind(seen.damage.clone())
        .bind(row.readable)
        .bind(row.width)
        .bind(row.height)
        .bind(row.orientation)
        .bind(row.taken_at.clone())
        .bind(row.offset.clone())
        .bind(row.camera.clone())
        .bind(row.serial.clone())
        .bind(row.position.map(|position| position.latitude))
        .bind(row.position.map(|position| position.longitude))
        .bind(row.quality)
        .bind(row.sharpness)
        .bind(row.brightness)
        .bind(i64::from(!row.exif.is_empty()))
        .bind(seen.previews.clone())
}

fn wide<'q>(query: Query<'q>, seen: &Seen<'_>, origin: &Origin<'_>) -> Query<'q> {
    query
        .bind(seen.row.digest.0.to_vec())
        .bind(origin.version)
        .bind(origin.part.part.0.to_vec())
        .bind(seen.row.pdq.map(|hashes| hashes.map(|hash| hash.0).concat()))
        .bind(seen.row.signature.clone())
}

fn fields<'q>(query: Query<'q>, seen: &Seen<'_>, origin: &Origin<'_>) -> Query<'q> {
    query
        .bind(seen.row.digest.0.to_vec())
        .bind(origin.version)
        .bind(origin.part.part.0.to_vec())
        .bind(seen.exif.clone())
}

/// Eight hashes out of their 256 bytes.
pub(crate) fn pdq(row: &SqliteRow, column: usize) -> Result<Option<[PdqHash; 8]>, CatalogError> {
    if cells::is_null(row, column)? {
        return Ok(None);
    }
    let (hashes, rest) = cells::bytes(row, column)?.as_chunks::<32>();
    let hashes: &[[u8; 32]; 8] = hashes.try_into().map_err(|_| cells::broken(column, "eight hashes"))?;
    if rest.is_empty() { Ok(Some(hashes.map(PdqHash))) } else { Err(cells::broken(column, "eight hashes")) }
}

/// An observation out of the columns of `read::OBSERVATION`.
pub(crate) fn observation(digest: Digest, row: &SqliteRow) -> Result<Observation, CatalogError> {
    let position = match (cells::real(row, 12)?, cells::real(row, 13)?) {
        (Some(latitude), Some(longitude)) => Some(Position { latitude, longitude }),
        _ => None,
    };
    Ok(Observation {
        digest,
        bytes: cells::natural(row, 0)?,
        format: cells::word(row, 1)?,
        condition: cells::word(row, 2)?,
        damage: cells::json(row, 3)?,
        readable: cells::real(row, 4)?,
        width: cells::maybe_natural(row, 5)?,
        height: cells::maybe_natural(row, 6)?,
        orientation: cells::maybe_natural(row, 7)?,
        taken_at: cells::maybe_string(row, 8)?,
        offset: cells::maybe_string(row, 9)?,
        camera: cells::maybe_string(row, 10)?,
        serial: cells::maybe_string(row, 11)?,
        position,
        exif: cells::json::<Vec<ExifField>>(row, 14)?,
        pdq: pdq(row, 15)?,
        quality: cells::maybe_natural(row, 16)?,
        signature: if cells::is_null(row, 17)? { None } else { Some(cells::bytes(row, 17)?.to_vec()) },
        sharpness: cells::real(row, 18)?,
        brightness: cells::real(row, 19)?,
        previews: cells::maybe_json(row, 20)?,
    })
}
