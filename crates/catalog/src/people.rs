//! Decisions about people as they were made, candidates as linkage made them, and what is known of the photographs of both.

use std::collections::BTreeMap;

use amana_model::{
    Act, CandidateRow, Decision, Digest, Embedding, Keyed, MarkingRef, Numbers, PathBytes, Reading, UtcTime,
};
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use crate::apply::{Applied, Query, encode, insert, next_generation};
use crate::batch::split;
use crate::cells::{self, signed};
use crate::open::BEGIN;
use crate::sql::people as sql;
use crate::table::each_row;
use crate::{Catalog, CatalogError};

/// A decision with its entry in the log.
#[derive(Debug, Clone, PartialEq)]
pub struct DecisionRow {
    /// The log entry.
    pub entry: u64,
    /// When it was made.
    pub time: UtcTime,
    /// Who made it.
    pub agent: String,
    /// What was decided.
    pub decision: Decision,
}

/// Numbers settled on one marking.
#[derive(Debug, Clone, PartialEq)]
pub struct SettledNumbers {
    /// The marking.
    pub marking: MarkingRef,
    /// Why it counts as settled: a word.
    pub basis: String,
    /// The numbers.
    pub numbers: Numbers,
}

/// A few words about a photograph, for a strip.
#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    /// The photograph.
    pub digest: Digest,
    /// The first path at which it was found.
    pub path: PathBytes,
    /// EXIF time as claimed.
    pub taken_at: Option<String>,
    /// What its folders tell.
    pub folder_date: Option<String>,
    /// Whether it has a picture to show.
    pub previews: bool,
    /// Width and height as shown.
    pub size: Option<(u32, u32)>,
}

/// What linkage groups people by, of one photograph.
#[derive(Debug, Clone, PartialEq)]
pub struct PersonInput {
    /// Log index of its first occurrence.
    pub id: u64,
    /// The photograph.
    pub digest: Digest,
    /// EXIF time as claimed.
    pub taken_at: Option<String>,
    /// Make and model of the camera.
    pub camera: Option<String>,
    /// Its serial number.
    pub serial: Option<String>,
    /// The best version of its group of copies, if it is in one.
    pub copies: Option<Digest>,
    /// Every path at which it was found, with the date that the folders tell.
    pub paths: Vec<(PathBytes, Option<String>)>,
    /// Faces that can be compared, with their quality.
    pub faces: Vec<(Embedding, f32)>,
    /// Markings found.
    pub markings: usize,
    /// What engines read on them.
    pub readings: Vec<Reading>,
}

impl Catalog {
    /// Decisions from a log entry on, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn decisions(&self, from: u64) -> Result<Vec<(u64, Decision)>, CatalogError> {
        let rows = sqlx::query(sql::DECISIONS).bind(signed(from)).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((cells::natural(row, 0)?, cells::json(row, 1)?))).collect()
    }

    /// Every decision with who made it and when.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn decision_rows(&self) -> Result<Vec<DecisionRow>, CatalogError> {
        let rows = sqlx::query(sql::DECISION_ROWS).fetch_all(&self.pool).await?;
        let one = |row: &SqliteRow| {
            Ok(DecisionRow {
                entry: cells::natural(row, 0)?,
                time: cells::parsed(row, 1)?,
                agent: cells::string(row, 2)?,
                decision: cells::json(row, 3)?,
            })
        };
        rows.iter().map(one).collect()
    }

    /// Numbers settled, of all photographs or of one, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn settled_numbers(&self, of: Option<&Digest>) -> Result<Vec<SettledNumbers>, CatalogError> {
        let query = match of {
            Some(digest) => sqlx::query(sql::SETTLED_NUMBERS_OF).bind(digest.0.to_vec()),
            None => sqlx::query(sql::SETTLED_NUMBERS),
        };
        let mut settled = Vec::new();
        for row in &query.fetch_all(&self.pool).await? {
            let Keyed::Numbers(numbers) = cells::json(row, 4)? else { continue };
            settled.push(SettledNumbers {
                marking: MarkingRef {
                    digest: Digest(cells::hash(row, 0)?),
                    look: cells::natural(row, 1)?,
                    marking: cells::natural(row, 2)?,
                },
                basis: cells::string(row, 3)?,
                numbers,
            });
        }
        Ok(settled)
    }

    /// When each photograph was taken: EXIF's claim, and the date of its folders.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn moments(&self) -> Result<BTreeMap<Digest, (Option<String>, Option<String>)>, CatalogError> {
        let mut moments = BTreeMap::new();
        let mut connection = self.pool.acquire().await?;
        each_row(&mut connection, sql::MOMENTS, &mut |row| {
            let claims = (cells::maybe_string(row, 1)?, cells::maybe_string(row, 2)?);
            moments.insert(Digest(cells::hash(row, 0)?), claims);
            Ok(())
        })
        .await?;
        Ok(moments)
    }

    /// The folder in which each original was first found, as pages show it and empty at the top of a deposit; in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn first_folders(&self) -> Result<Vec<(Digest, String)>, CatalogError> {
        let mut folders = Vec::new();
        let mut connection = self.pool.acquire().await?;
        each_row(&mut connection, sql::FIRST_FOUND, &mut |row| {
            folders.push((Digest(cells::hash(row, 0)?), split(cells::bytes(row, 1)?).0));
            Ok(())
        })
        .await?;
        Ok(folders)
    }

    /// A few words about each of these photographs, in their order; those that are not there are left out.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn briefs(&self, digests: &[Digest]) -> Result<Vec<Brief>, CatalogError> {
        let mut briefs = Vec::with_capacity(digests.len());
        let mut connection = self.pool.acquire().await?;
        for digest in digests {
            let row =
                sqlx::query(sql::BRIEF).bind(digest.0.to_vec()).fetch_optional(&mut *connection).await?;
            briefs.extend(row.map(|row| brief(*digest, &row)).transpose()?);
        }
        Ok(briefs)
    }

    /// Hands over every place where an original was found: its path in the deposit, and its digest.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn each_named(
        &self,
        see: &mut (dyn FnMut(PathBytes, Digest) + Send),
    ) -> Result<(), CatalogError> {
        let mut connection = self.pool.acquire().await?;
        each_row(&mut connection, sql::PEOPLE_PATHS, &mut |row| {
            see(cells::path(row, 1)?, Digest(cells::hash(row, 0)?));
            Ok(())
        })
        .await
    }

    /// Replaces all candidates by these.
    ///
    /// # Errors
    /// If the catalog cannot be written; the old ones stay then.
    pub async fn replace_candidates(&self, rows: &[CandidateRow]) -> Result<(), CatalogError> {
        let reasons = rows
            .iter()
            .map(|row| Ok((row, encode(&row.reasons)?)))
            .collect::<Result<Vec<_>, CatalogError>>()?;
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        sqlx::query(sql::CLEAR_CANDIDATES).execute(&mut *transaction).await?;
        insert(&mut transaction, &sql::CANDIDATES, &reasons, bind).await?;
        next_generation(&mut transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The names of all candidate groups, in log order.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn candidate_names(&self) -> Result<Vec<Digest>, CatalogError> {
        let rows = sqlx::query(sql::CANDIDATE_NAMES).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(Digest(cells::hash(row, 0)?))).collect()
    }

    /// One candidate group; empty if there is none of this name.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn candidate(&self, name: &Digest) -> Result<Vec<CandidateRow>, CatalogError> {
        let rows = sqlx::query(sql::CANDIDATE).bind(name.0.to_vec()).fetch_all(&self.pool).await?;
        rows.iter().map(candidate).collect()
    }

    /// The name of the candidate group that a photograph is in, if it is in one.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn candidate_of(&self, digest: &Digest) -> Result<Option<Digest>, CatalogError> {
        let row = sqlx::query(sql::CANDIDATE_OF).bind(digest.0.to_vec()).fetch_optional(&self.pool).await?;
        row.map(|row| Ok(Digest(cells::hash(&row, 0)?))).transpose()
    }

    /// What linkage groups people by, of every photograph, in log order.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn person_inputs(&self) -> Result<Vec<PersonInput>, CatalogError> {
        let mut connection = self.pool.acquire().await?;
        let (mut inputs, mut at) = (Vec::new(), BTreeMap::new());
        each_row(&mut connection, sql::PEOPLE_INPUTS, &mut |row| {
            let digest = Digest(cells::hash(row, 1)?);
            at.insert(digest, inputs.len());
            inputs.push(PersonInput {
                id: cells::natural(row, 0)?,
                digest,
                taken_at: cells::maybe_string(row, 2)?,
                camera: cells::maybe_string(row, 3)?,
                serial: cells::maybe_string(row, 4)?,
                copies: cells::maybe_digest(row, 5)?,
                paths: Vec::new(),
                faces: Vec::new(),
                markings: 0,
                readings: Vec::new(),
            });
            Ok(())
        })
        .await?;
        each_row(&mut connection, sql::PEOPLE_PATHS, &mut |row| {
            if let Some(place) = at.get(&Digest(cells::hash(row, 0)?)) {
                inputs[*place].paths.push((cells::path(row, 1)?, cells::maybe_string(row, 2)?));
            }
            Ok(())
        })
        .await?;
        each_row(&mut connection, sql::PEOPLE_FACES, &mut |row| {
            if let Some(place) = at.get(&Digest(cells::hash(row, 0)?)) {
                let embedding = Embedding::from_bytes(cells::bytes(row, 2)?);
                let embedding = embedding.ok_or_else(|| cells::broken(2, "embedding"))?;
                inputs[*place].faces.push((embedding, cells::real(row, 1)?.unwrap_or(0.0) as f32));
            }
            Ok(())
        })
        .await?;
        each_row(&mut connection, sql::PEOPLE_MARKINGS, &mut |row| {
            if let Some(place) = at.get(&Digest(cells::hash(row, 0)?)) {
                inputs[*place].markings = cells::natural(row, 1)?;
            }
            Ok(())
        })
        .await?;
        each_row(&mut connection, sql::PEOPLE_READINGS, &mut |row| {
            if let Some(place) = at.get(&Digest(cells::hash(row, 0)?)) {
                inputs[*place].readings.push(crate::close::reading(row)?);
            }
            Ok(())
        })
        .await?;
        Ok(inputs)
    }
}

/// Applies one decision, or hands the event on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let Act::PeopleDecided(decision) = &entry.event.act else {
        return crate::work::apply(connection, entry).await;
    };
    let query = sqlx::query(sql::DECIDED)
        .bind(signed(entry.index))
        .bind(entry.event.time.to_string())
        .bind(entry.event.agent.name.clone())
        .bind(encode(decision)?);
    query.execute(connection).await?;
    Ok(())
}

fn bind<'q>(query: Query<'q>, (row, reasons): &(&CandidateRow, String)) -> Query<'q> {
    query
        .bind(row.digest.0.to_vec())
        .bind(row.group.0.to_vec())
        .bind(row.rank)
        .bind(f64::from(row.probability))
        .bind(row.hangs_on.map(|digest| digest.0.to_vec()))
        .bind(reasons.clone())
        .bind(row.category.clone())
}

pub(crate) fn candidate(row: &SqliteRow) -> Result<CandidateRow, CatalogError> {
    Ok(CandidateRow {
        group: Digest(cells::hash(row, 0)?),
        digest: Digest(cells::hash(row, 1)?),
        rank: cells::natural(row, 2)?,
        probability: cells::real(row, 3)?.unwrap_or(0.0) as f32,
        hangs_on: cells::maybe_digest(row, 4)?,
        reasons: cells::json(row, 5)?,
        category: cells::maybe_string(row, 6)?,
    })
}

fn brief(digest: Digest, row: &SqliteRow) -> Result<Brief, CatalogError> {
    let stored = cells::maybe_natural::<u32>(row, 4)?.zip(cells::maybe_natural::<u32>(row, 5)?);
    let orientation: Option<u8> = cells::maybe_natural(row, 6)?;
    Ok(Brief {
        digest,
        path: cells::path(row, 0)?,
        taken_at: cells::maybe_string(row, 1)?,
        folder_date: cells::maybe_string(row, 2)?,
        previews: cells::integer(row, 3)? != 0,
        size: stored.map(|size| crate::copies::as_shown(size, orientation)),
    })
}
