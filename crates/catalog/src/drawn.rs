//! Markings that people drew: beside those of the looks, and kept whatever look counts.

use amana_model::{Digest, DrawnMarking, Finder, Point};

use crate::apply::{Query, encode};
use crate::cells::{self, signed};
use crate::sql::keying as sql;
use crate::{Catalog, CatalogError};

impl Catalog {
    /// The corners of the markings that people drew on a photograph, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn drawn_markings(&self, digest: &Digest) -> Result<Vec<[Point; 4]>, CatalogError> {
        let rows = sqlx::query(sql::DRAWN_OF).bind(digest.0.to_vec()).fetch_all(&self.pool).await?;
        rows.iter().map(|row| cells::json(row, 0)).collect()
    }
}

/// Puts one among the markings, under the log entry that drew it.
pub(crate) fn drawn(entry: u64, marking: &DrawnMarking) -> Result<Query<'static>, CatalogError> {
    Ok(sqlx::query(sql::DRAWN)
        .bind(marking.digest.0.to_vec())
        .bind(signed(entry))
        .bind(encode(&DrawnMarking::corners(&marking.region))?)
        .bind(Finder::Person.word())
        .bind(encode(&marking.crop)?)
        .bind(marking.crops.0.to_vec()))
}
