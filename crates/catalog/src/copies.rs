//! What linkage needs of every photograph, and the groups it gives back.

use std::collections::HashMap;

use amana_model::{Condition, CopyRow, Digest, PdqHash};
use sqlx::sqlite::SqliteRow;

use crate::apply::{Query, insert, meta, next_generation};
use crate::open::BEGIN;
use crate::sql::{read, write};
use crate::{Catalog, CatalogError, cells, observe};

/// What linkage compares photographs by.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyInput {
    /// Log index of its first occurrence: earlier is smaller.
    pub id: u64,
    /// The photograph.
    pub digest: Digest,
    /// PDQ hashes in the eight turnings, the first as shown.
    pub hashes: [PdqHash; 8],
    /// PDQ's quality, 0 to 100.
    pub quality: u8,
    /// The luma signature, if one was made.
    pub signature: Option<Vec<u8>>,
    /// Width in pixels with orientation applied; 0 if unknown.
    pub width: u32,
    /// Height in pixels with orientation applied; 0 if unknown.
    pub height: u32,
    /// Whether it is anything but `ready`.
    pub damaged: bool,
    /// Whether it has any metadata field.
    pub has_exif: bool,
    /// Its length in bytes.
    pub bytes: u64,
    /// EXIF time as claimed.
    pub taken_at: Option<String>,
}

impl Catalog {
    /// Hands on every photograph that has hashes, in log order, one at a time: together they take much memory.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn each_copy_input(&self, see: &mut (dyn FnMut(CopyInput) + Send)) -> Result<(), CatalogError> {
        let mut connection = self.pool.acquire().await?;
        crate::table::each_row(&mut connection, read::COPY_INPUTS, &mut |row| {
            see(input(row)?);
            Ok(())
        })
        .await
    }

    /// Replaces all groups of copies by these.
    ///
    /// # Errors
    /// If the catalog cannot be written; the old groups stay then.
    pub async fn replace_copies(&self, rows: &[CopyRow]) -> Result<(), CatalogError> {
        let mut transaction = self.pool.begin_with(BEGIN).await?;
        sqlx::query(write::CLEAR_COPIES).execute(&mut *transaction).await?;
        insert(&mut transaction, &write::COPIES, rows, bind).await?;
        let generation = next_generation(&mut transaction).await?;
        sqlx::query(write::SET_COPIES).bind(generation).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Every row of every group, best versions in log order, each group by rank.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn copies(&self) -> Result<Vec<CopyRow>, CatalogError> {
        let rows = sqlx::query(read::COPIES).fetch_all(&self.pool).await?;
        rows.iter().map(crate::look::copy).collect()
    }

    /// The number of the last change of the groups, and the groups if that is not `known`.
    pub(crate) async fn copies_since(
        connection: &mut sqlx::sqlite::SqliteConnection,
        known: i64,
    ) -> Result<(i64, Option<HashMap<Digest, (Digest, u32)>>), CatalogError> {
        let changed = meta(connection, "copies").await?;
        if changed == known {
            return Ok((changed, None));
        }
        let rows = sqlx::query(read::GRID_COPIES).fetch_all(connection).await?;
        let groups = rows
            .iter()
            .map(|row| {
                Ok((Digest(cells::hash(row, 0)?), (Digest(cells::hash(row, 1)?), cells::natural(row, 2)?)))
            })
            .collect::<Result<_, CatalogError>>()?;
        Ok((changed, Some(groups)))
    }
}

fn bind<'q>(query: Query<'q>, row: &CopyRow) -> Query<'q> {
    query
        .bind(row.digest.0.to_vec())
        .bind(row.group.0.to_vec())
        .bind(row.rank)
        .bind(row.relation.clone())
        .bind(row.turning.clone())
        .bind(row.distance)
}

fn input(row: &SqliteRow) -> Result<CopyInput, CatalogError> {
    let orientation: Option<u8> = cells::maybe_natural(row, 7)?;
    let stored = (cells::maybe_natural(row, 5)?.unwrap_or(0), cells::maybe_natural(row, 6)?.unwrap_or(0));
    let (width, height) = as_shown(stored, orientation);
    let condition: Condition = cells::word(row, 8)?;
    Ok(CopyInput {
        id: cells::natural(row, 0)?,
        digest: Digest(cells::hash(row, 1)?),
        hashes: observe::pdq(row, 2)?.ok_or_else(|| cells::broken(2, "eight hashes"))?,
        quality: cells::maybe_natural(row, 3)?.unwrap_or(0),
        signature: if cells::is_null(row, 4)? { None } else { Some(cells::bytes(row, 4)?.to_vec()) },
        width,
        height,
        damaged: condition != Condition::Ready,
        has_exif: cells::integer(row, 9)? != 0,
        bytes: cells::natural(row, 10)?,
        taken_at: cells::maybe_string(row, 11)?,
    })
}

/// Stored sides with orientation applied: 5 to 8 swap them.
pub(crate) fn as_shown<T>((width, height): (T, T), orientation: Option<u8>) -> (T, T) {
    if orientation.is_some_and(|turn| (5..=8).contains(&turn)) { (height, width) } else { (width, height) }
}
