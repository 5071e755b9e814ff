//! What is settled: everywhere, and on one original with where, whatever look saw it.

use amana_model::{AccountId, Basis, Digest, Keyed, MarkingRef, Point, Reading};

use crate::keying::same_place;
use crate::sql::keying as sql;
use crate::{Catalog, CatalogError, cells};

/// Something settled at a place of one original.
#[derive(Debug, Clone, PartialEq)]
pub struct SettledPlace {
    /// The corners of the marking, in pixels as shown.
    pub corners: [Point; 4],
    /// Why it counts as settled.
    pub basis: Basis,
    /// What stands there.
    pub keyed: Keyed,
}

impl SettledPlace {
    /// Whether a marking with these corners is taken for the same.
    pub fn is_at(&self, corners: &[Point; 4]) -> bool {
        same_place(&self.corners, corners)
    }
}

/// What settled a marking.
#[derive(Debug, Clone, PartialEq)]
pub struct Settlement {
    /// The log entry.
    pub entry: u64,
    /// The marking.
    pub marking: MarkingRef,
    /// Why it counts as settled.
    pub basis: Basis,
    /// What stands there.
    pub keyed: Keyed,
}

/// Who keyed a settled marking, and what engines read on it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ToldAt {
    /// Each keying, in the order of the log.
    pub keyed: Vec<(AccountId, Keyed)>,
    /// What engines read.
    pub readings: Vec<Reading>,
}

impl Catalog {
    /// Who keyed a marking and what engines read on it: nothing at all while it is not settled, since whoever keys it must not have
    /// seen either.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn told_at(&self, marking: &MarkingRef) -> Result<ToldAt, CatalogError> {
        let about = |text| {
            let query = sqlx::query(text).bind(marking.digest.0.to_vec());
            query.bind(cells::signed(marking.look)).bind(i64::from(marking.marking)).fetch_all(&self.pool)
        };
        if about(sql::IS_SETTLED).await?.is_empty() {
            return Ok(ToldAt::default());
        }
        let keyed = about(sql::KEYINGS_OF).await?;
        let one = |row| Ok((cells::parsed(row, 0)?, cells::json(row, 1)?));
        let readings = about(sql::READ_ON).await?;
        Ok(ToldAt {
            keyed: keyed.iter().map(one).collect::<Result<_, CatalogError>>()?,
            readings: readings.iter().map(crate::close::reading).collect::<Result<_, _>>()?,
        })
    }

    /// Everything settled, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn settlements(&self) -> Result<Vec<Settlement>, CatalogError> {
        let rows = sqlx::query(sql::SETTLEMENTS).fetch_all(&self.pool).await?;
        let one = |row| {
            Ok(Settlement {
                entry: cells::natural(row, 0)?,
                marking: MarkingRef {
                    digest: Digest(cells::hash(row, 1)?),
                    look: cells::natural(row, 2)?,
                    marking: cells::natural(row, 3)?,
                },
                basis: cells::word(row, 4)?,
                keyed: cells::json(row, 5)?,
            })
        };
        rows.iter().map(one).collect()
    }

    /// Everything settled on one original, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn settled_places(&self, digest: &Digest) -> Result<Vec<SettledPlace>, CatalogError> {
        let rows = sqlx::query(sql::SETTLED_PLACES).bind(digest.0.to_vec()).fetch_all(&self.pool).await?;
        let place = |row| {
            Ok(SettledPlace {
                corners: cells::json(row, 0)?,
                basis: cells::word(row, 1)?,
                keyed: cells::json(row, 2)?,
            })
        };
        rows.iter().map(place).collect()
    }
}
