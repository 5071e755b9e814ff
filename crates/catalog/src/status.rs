//! The figures of the archive and of its accessions.

use amana_model::{AccessionCounts, AccessionId, Outcome, SealedName, Source};
use sqlx::sqlite::SqliteRow;

use crate::sql::{close, read};
use crate::{AccessionRow, Catalog, CatalogError, Status, cells};

impl Catalog {
    /// The figures of `amana status` and of the first page.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn status(&self) -> Result<Status, CatalogError> {
        let mut transaction = self.pool.begin().await?;
        let accessions = sqlx::query(read::STATUS_ACCESSIONS).fetch_one(&mut *transaction).await?;
        let originals = sqlx::query(read::STATUS_ORIGINALS).fetch_one(&mut *transaction).await?;
        let copies = sqlx::query(read::STATUS_COPIES).fetch_one(&mut *transaction).await?;
        let unseen = sqlx::query(read::STATUS_UNSEEN).fetch_one(&mut *transaction).await?;
        let close = sqlx::query(close::STATUS_CLOSE).fetch_one(&mut *transaction).await?;
        let mut status = Status {
            accessions: cells::natural(&accessions, 0)?,
            originals: cells::natural(&originals, 0)?,
            original_bytes: cells::natural(&originals, 1)?,
            copy_groups: cells::natural(&copies, 0)?,
            copies: cells::natural(&copies, 1)?,
            looked_closely: cells::natural(&close, 0)?,
            faces: cells::natural(&close, 1)?,
            markings: cells::natural(&close, 2)?,
            log_entries: crate::apply::applied(&mut transaction).await?,
            ..Status::default()
        };
        status.accessions_open = status.accessions.saturating_sub(cells::natural(&accessions, 1)?);
        for row in sqlx::query(read::STATUS_OUTCOMES).fetch_all(&mut *transaction).await? {
            status.outcomes.insert(cells::string(&row, 0)?, cells::natural(&row, 1)?);
        }
        status.occurrences = status.outcomes.values().sum();
        for row in sqlx::query(read::STATUS_CONDITIONS).fetch_all(&mut *transaction).await? {
            status.conditions.insert(cells::string(&row, 0)?, cells::natural(&row, 1)?);
        }
        // What nobody has looked at yet is a photograph that is not decoded; what is no picture is no photograph.
        let unseen: u64 = cells::natural(&unseen, 0)?;
        if unseen > 0 {
            *status.conditions.entry("not-decoded".to_owned()).or_default() += unseen;
        }
        status.conditions.remove("not-a-picture");
        status.photographs = status.conditions.values().sum();
        Ok(status)
    }

    /// Every accession, in log order.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn accessions(&self) -> Result<Vec<AccessionRow>, CatalogError> {
        let mut list = Vec::new();
        for row in sqlx::query(read::ACCESSIONS).fetch_all(&self.pool).await? {
            list.push(self.accession_of(&row).await?);
        }
        Ok(list)
    }

    /// One accession; `None` if there is none of this name.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn accession(&self, id: &AccessionId) -> Result<Option<AccessionRow>, CatalogError> {
        match sqlx::query(read::ACCESSION).bind(id.as_str()).fetch_optional(&self.pool).await? {
            Some(row) => self.accession_of(&row).await.map(Some),
            None => Ok(None),
        }
    }

    async fn accession_of(&self, row: &SqliteRow) -> Result<AccessionRow, CatalogError> {
        let id: AccessionId = cells::parsed(row, 0)?;
        let counts = match cells::maybe_json(row, 6)? {
            Some(counts) => counts,
            None => self.counts_so_far(&id).await?,
        };
        Ok(AccessionRow {
            id,
            agent: cells::string(row, 1)?,
            sources: cells::json::<Vec<Source>>(row, 2)?,
            note: cells::maybe_string(row, 3)?,
            opened: cells::parsed(row, 4)?,
            closed: cells::maybe_time(row, 5)?,
            counts,
            root_digest: cells::maybe_digest(row, 7)?,
            report: cells::maybe_hash(row, 8)?.map(SealedName),
        })
    }

    /// The counts of an accession under way; folders are only known at its end.
    async fn counts_so_far(&self, id: &AccessionId) -> Result<AccessionCounts, CatalogError> {
        let mut counts = AccessionCounts::default();
        for row in sqlx::query(read::TALLIES).bind(id.as_str()).fetch_all(&self.pool).await? {
            tally(&mut counts, &row)?;
        }
        for row in sqlx::query(read::CONDITIONS_OF).bind(id.as_str()).fetch_all(&self.pool).await? {
            counts.conditions.insert(cells::string(&row, 0)?, cells::natural(&row, 1)?);
        }
        Ok(counts)
    }
}

fn tally(counts: &mut AccessionCounts, row: &SqliteRow) -> Result<(), CatalogError> {
    let outcome: Outcome = cells::word(row, 0)?;
    let (files, bytes): (u64, u64) = (cells::natural(row, 3)?, cells::natural(row, 4)?);
    counts.found += files;
    *counts.outcomes.entry(outcome).or_default() += files;
    if cells::integer(row, 2)? != 0 {
        counts.in_containers += files;
    }
    if matches!(outcome, Outcome::Kept | Outcome::Known) {
        *counts.formats.entry(cells::string(row, 1)?).or_default() += files;
        counts.bytes_read += bytes;
    }
    if outcome == Outcome::Kept {
        counts.bytes_kept += bytes;
    }
    Ok(())
}
