//! One photograph: everything known about it, or where its picture lies.

use std::collections::HashMap;

use amana_model::{CopyRow, Digest, PathDate, SealedName};
use sqlx::sqlite::SqliteRow;

use crate::sql::read;
use crate::{Catalog, CatalogError, Photograph, PictureSource, cells, observe};

impl Catalog {
    /// Everything about one original; `None` if the archive does not have it.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn photograph(&self, digest: &Digest) -> Result<Option<Photograph>, CatalogError> {
        let key = digest.0.to_vec();
        let Some(row) = sqlx::query(read::ORIGINAL).bind(&key).fetch_optional(&self.pool).await? else {
            return Ok(None);
        };
        let seen = sqlx::query(read::OBSERVATION).bind(&key).fetch_optional(&self.pool).await?;
        let copies = sqlx::query(read::GROUP_OF).bind(&key).fetch_all(&self.pool).await?;
        Ok(Some(Photograph {
            digest: *digest,
            sealed: SealedName(cells::hash(&row, 0)?),
            bytes: cells::natural(&row, 1)?,
            format: cells::maybe_word(&row, 2)?,
            folder_date: folder_date(&row)?,
            observation: seen.as_ref().map(|seen| observe::observation(*digest, seen)).transpose()?,
            occurrences: self.occurrences_of(digest).await?,
            copies: copies.iter().map(copy).collect::<Result<_, _>>()?,
        }))
    }

    /// What is needed to show one picture; `None` if the archive does not have it.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn picture_source(&self, digest: &Digest) -> Result<Option<PictureSource>, CatalogError> {
        let row = sqlx::query(read::SOURCE).bind(digest.0.to_vec()).fetch_optional(&self.pool).await?;
        row.map(|row| {
            Ok(PictureSource {
                sealed: SealedName(cells::hash(&row, 0)?),
                format: cells::word(&row, 1)?,
                orientation: cells::maybe_natural(&row, 2)?,
                previews: cells::maybe_json(&row, 3)?,
            })
        })
        .transpose()
    }

    /// The originals whose digest begins with these hexadecimal digits: at most 16, in order; none for other text.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn resolve_prefix(&self, prefix: &str) -> Result<Vec<Digest>, CatalogError> {
        let Some((low, high)) = range(prefix) else { return Ok(Vec::new()) };
        let query = sqlx::query(read::PREFIX).bind(low.to_vec()).bind(high.to_vec());
        query.fetch_all(&self.pool).await?.iter().map(|row| Ok(Digest(cells::hash(row, 0)?))).collect()
    }

    /// Every original with the sealed object that holds it.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn known_objects(&self) -> Result<HashMap<Digest, SealedName>, CatalogError> {
        let rows = sqlx::query(read::ORIGINALS).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok((Digest(cells::hash(row, 0)?), SealedName(cells::hash(row, 1)?)))).collect()
    }
}

fn folder_date(row: &SqliteRow) -> Result<Option<PathDate>, CatalogError> {
    let Some(precision) = cells::precision_of(cells::integer(row, 4)?) else { return Ok(None) };
    Ok(Some(PathDate { date: cells::string(row, 3)?, precision, from: cells::string(row, 5)? }))
}

pub(crate) fn copy(row: &SqliteRow) -> Result<CopyRow, CatalogError> {
    Ok(CopyRow {
        group: Digest(cells::hash(row, 0)?),
        digest: Digest(cells::hash(row, 1)?),
        rank: cells::natural(row, 2)?,
        relation: cells::string(row, 3)?,
        turning: cells::string(row, 4)?,
        distance: cells::natural(row, 5)?,
    })
}

/// The lowest and the highest digest with this prefix; `None` if it is not 1 to 64 hexadecimal digits.
fn range(prefix: &str) -> Option<([u8; 32], [u8; 32])> {
    if prefix.is_empty() || prefix.len() > 64 {
        return None;
    }
    let (mut low, mut high) = ([0; 32], [0xff; 32]);
    for (place, letter) in prefix.chars().enumerate() {
        let digit = u8::try_from(letter.to_digit(16)?).ok()?;
        let shift = if place % 2 == 0 { 4 } else { 0 };
        low[place / 2] |= digit << shift;
        high[place / 2] &= !(0xf << shift) | digit << shift;
    }
    Some((low, high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_a_range() {
        let (low, high) = range("aB3").unwrap();
        assert_eq!((low[0], low[1], low[2]), (0xab, 0x30, 0));
        assert_eq!((high[0], high[1], high[2]), (0xab, 0x3f, 0xff));
        for bad in ["", "xyz", "ab ", "é", &"0".repeat(65)] {
            assert!(range(bad).is_none(), "{bad:?}");
        }
    }
}
