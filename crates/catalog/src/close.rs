//! What the close analysis saw, into rows and back; and what it still owes.
//!
//! For each original one look counts: that of the newest analyser, among those the one with most models at hand, among
//! those the last in the log. So a laptop without models never takes away what another has seen.

use amana_model::{
    AccessionId, CloseObservation, Digest, Embedding, Face, Marking, ObservationPart, Reading, SealedName,
};
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::apply::{Query, encode, insert, next_generation};
use crate::cells::{self, signed};
use crate::observe::{is_added, part_added, version};
use crate::open::BEGIN;
use crate::sql::close as sql;
use crate::{Catalog, CatalogError};

/// An original that the close analysis has still to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The original.
    pub digest: Digest,
    /// The sealed object that holds it.
    pub sealed: SealedName,
    /// The accession that brought it.
    pub accession: AccessionId,
}

/// What counts as the better look: version of the analyser, number of models, place in the log.
type Rank = (i64, i64, i64);

impl Catalog {
    /// Adds the rows of one part of the close analysis, named by the event at `index`; once a part.
    ///
    /// # Errors
    /// If the catalog cannot be written; nothing of the part is there then.
    pub async fn add_close(
        &self,
        index: u64,
        part: &ObservationPart,
        rows: &[CloseObservation],
    ) -> Result<(), CatalogError> {
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        if is_added(&mut transaction, part).await? {
            return Ok(());
        }
        let rank = (version(&part.analyser), part.models.len() as i64, signed(index));
        let models = part.models.join(", ");
        for row in rows {
            if self::rank(&mut transaction, &row.digest).await?.is_none_or(|known| known < rank) {
                forget(&mut transaction, &row.digest).await?;
                add(&mut transaction, row, rank, &models).await?;
            }
        }
        part_added(part).execute(&mut *transaction).await?;
        next_generation(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Photographs that no close analysis by this analyser with as many models has looked at, or one with as many
    /// others; in log order.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn owed(&self, analyser: &str, models: &[String]) -> Result<Vec<Owed>, CatalogError> {
        let rows = sqlx::query(sql::OWED)
            .bind(version(analyser))
            .bind(models.len() as i64)
            .bind(models.join(", "))
            .fetch_all(&self.pool)
            .await?;
        let owed = |row: &SqliteRow| {
            Ok(Owed {
                digest: Digest(cells::hash(row, 0)?),
                sealed: SealedName(cells::hash(row, 1)?),
                accession: cells::parsed(row, 2)?,
            })
        };
        rows.iter().map(owed).collect()
    }

    /// Every face that can be compared: photograph, number of the face in it, description; in log order.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn comparable_faces(&self) -> Result<Vec<(Digest, u32, Embedding)>, CatalogError> {
        let mut faces = Vec::new();
        let mut connection = self.pool.acquire().await?;
        crate::table::each_row(&mut connection, sql::COMPARABLE, &mut |row| {
            let embedding = Embedding::from_bytes(cells::bytes(row, 2)?);
            let embedding = embedding.ok_or_else(|| cells::broken(2, "embedding"))?;
            faces.push((Digest(cells::hash(row, 0)?), cells::natural(row, 1)?, embedding));
            Ok(())
        })
        .await?;
        Ok(faces)
    }

    /// What the close analysis saw in one original, and the models it had; `None` if it has not looked yet.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn close_look(
        &self,
        digest: &Digest,
    ) -> Result<Option<(CloseObservation, Vec<String>)>, CatalogError> {
        let key = digest.0.to_vec();
        let mut connection = self.pool.acquire().await?;
        let look = sqlx::query(sql::CLOSE_LOOK).bind(&key).fetch_optional(&mut *connection).await?;
        let Some(look) = look else { return Ok(None) };
        let index = cells::integer(&look, 4)?;
        let faces = sqlx::query(sql::FACES_OF).bind(&key).fetch_all(&mut *connection).await?;
        let markings =
            sqlx::query(sql::MARKINGS_OF).bind(&key).bind(index).fetch_all(&mut *connection).await?;
        let readings =
            sqlx::query(sql::READINGS_OF).bind(&key).bind(index).fetch_all(&mut *connection).await?;
        let mut markings = markings.iter().map(marking).collect::<Result<Vec<_>, _>>()?;
        for row in &readings {
            let place: usize = cells::natural(row, 0)?;
            markings.get_mut(place).ok_or_else(|| cells::broken(0, "marking"))?.readings.push(reading(row)?);
        }
        let seen = CloseObservation {
            digest: *digest,
            size: cells::maybe_natural(&look, 0)?.zip(cells::maybe_natural(&look, 1)?),
            faces: faces.iter().map(face).collect::<Result<_, _>>()?,
            markings,
            crops: cells::maybe_hash(&look, 2)?.map(SealedName),
        };
        let models = cells::string(&look, 3)?;
        let models = models.split(", ").filter(|model| !model.is_empty()).map(str::to_owned).collect();
        Ok(Some((seen, models)))
    }
}

async fn rank(connection: &mut SqliteConnection, digest: &Digest) -> Result<Option<Rank>, CatalogError> {
    let row = sqlx::query(sql::CLOSE_OF).bind(digest.0.to_vec()).fetch_optional(connection).await?;
    row.map(|row| Ok((cells::integer(&row, 0)?, cells::integer(&row, 1)?, cells::integer(&row, 2)?)))
        .transpose()
}

async fn forget(connection: &mut SqliteConnection, digest: &Digest) -> Result<(), CatalogError> {
    for statement in [sql::FORGET_CLOSE, sql::FORGET_FACES] {
        sqlx::query(statement).bind(digest.0.to_vec()).execute(&mut *connection).await?;
    }
    Ok(())
}

async fn add(
    connection: &mut SqliteConnection,
    row: &CloseObservation,
    (version, engines, index): Rank,
    models: &str,
) -> Result<(), CatalogError> {
    let digest = &row.digest;
    insert(connection, &sql::CLOSE_LOOKS, &[row], |query, row| {
        query
            .bind(row.digest.0.to_vec())
            .bind(version)
            .bind(engines)
            .bind(index)
            .bind(models.to_owned())
            .bind(row.size.map(|size| size.0))
            .bind(row.size.map(|size| size.1))
            .bind(row.crops.map(|pack| pack.0.to_vec()))
    })
    .await?;
    let faces = numbered(&row.faces, |face| Ok((encode(&face.corners)?, encode(&face.landmarks)?)))?;
    insert(connection, &sql::FACES, &faces, |query, face| bind_face(query, digest, face)).await?;
    let markings = numbered(&row.markings, |marking| {
        Ok((encode(&marking.corners)?, marking.crop.as_ref().map(encode).transpose()?))
    })?;
    let crops = row.crops.map(|pack| pack.0.to_vec());
    insert(connection, &sql::MARKINGS, &markings, |query, marking| {
        bind_marking(query.bind(digest.0.to_vec()).bind(index), marking).bind(crops.clone())
    })
    .await?;
    let readings: Vec<(i64, i64, &Reading)> = (0..)
        .zip(&row.markings)
        .flat_map(|(place, marking)| {
            (0..).zip(&marking.readings).map(move |(number, reading)| (place, number, reading))
        })
        .collect();
    insert(connection, &sql::READINGS, &readings, |query, reading| {
        bind_reading(query.bind(digest.0.to_vec()).bind(index), reading)
    })
    .await
}

/// Things with their numbers and what is made of them beforehand, so that binding cannot fail.
type Numbered<'a, T, M> = Vec<(i64, &'a T, M)>;

fn numbered<T, M>(
    things: &[T],
    made: impl Fn(&T) -> Result<M, CatalogError>,
) -> Result<Numbered<'_, T, M>, CatalogError> {
    (0..).zip(things).map(|(number, thing)| Ok((number, thing, made(thing)?))).collect()
}

fn bind_face<'q>(
    query: Query<'q>,
    digest: &Digest,
    (number, face, (corners, landmarks)): &(i64, &Face, (String, String)),
) -> Query<'q> {
    query
        .bind(digest.0.to_vec())
        .bind(*number)
        .bind(corners.clone())
        .bind(landmarks.clone())
        .bind(f64::from(face.corners[0][0] + face.corners[2][0]) / 2.0)
        .bind(f64::from(face.corners[0][1] + face.corners[2][1]) / 2.0)
        .bind(f64::from(face.roll))
        .bind(f64::from(face.score))
        .bind(f64::from(face.quality))
        .bind(face.embedding.as_ref().map(|embedding| embedding.to_bytes().to_vec()))
}

fn bind_marking<'q>(
    query: Query<'q>,
    (number, marking, (corners, crop)): &(i64, &Marking, (String, Option<String>)),
) -> Query<'q> {
    query
        .bind(*number)
        .bind(corners.clone())
        .bind(marking.found_by.word())
        .bind(f64::from(marking.score))
        .bind(crop.clone())
}

fn bind_reading<'q>(query: Query<'q>, (marking, number, reading): &(i64, i64, &Reading)) -> Query<'q> {
    query
        .bind(*marking)
        .bind(*number)
        .bind(reading.line)
        .bind(reading.field.word())
        .bind(reading.engine.clone())
        .bind(reading.raw.clone())
        .bind(reading.number.clone())
        .bind(reading.script.map(|script| script.word()))
        .bind(f64::from(reading.probability))
}

/// A 32-bit real out of a column that cannot be empty.
fn real(row: &SqliteRow, column: usize) -> Result<f32, CatalogError> {
    cells::real(row, column)?.map(|value| value as f32).ok_or_else(|| cells::broken(column, "number"))
}

fn face(row: &SqliteRow) -> Result<Face, CatalogError> {
    let embedding = match cells::is_null(row, 5)? {
        true => None,
        false => {
            Some(Embedding::from_bytes(cells::bytes(row, 5)?).ok_or_else(|| cells::broken(5, "embedding"))?)
        }
    };
    Ok(Face {
        corners: cells::json(row, 0)?,
        landmarks: cells::json(row, 1)?,
        roll: real(row, 2)?,
        score: real(row, 3)?,
        quality: real(row, 4)?,
        embedding,
    })
}

fn marking(row: &SqliteRow) -> Result<Marking, CatalogError> {
    Ok(Marking {
        corners: cells::json(row, 0)?,
        found_by: cells::word(row, 1)?,
        score: real(row, 2)?,
        crop: cells::maybe_json(row, 3)?,
        readings: Vec::new(),
    })
}

/// A reading, from its second column on.
pub(crate) fn reading(row: &SqliteRow) -> Result<Reading, CatalogError> {
    Ok(Reading {
        line: cells::natural(row, 1)?,
        field: cells::word(row, 2)?,
        engine: cells::string(row, 3)?,
        raw: cells::string(row, 4)?,
        number: cells::maybe_string(row, 5)?,
        script: cells::maybe_word(row, 6)?,
        probability: real(row, 7)?,
    })
}
