//! `table`: what an analyst opens elsewhere.

use std::io;

use amana_catalog::{Cell, Status, Table};
use amana_model::{AccessionId, AcquisitionReport, Act};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};
use crate::places::starting_places;

/// The longest acquisition report that is read, in bytes.
const REPORT_LIMIT: u64 = 1 << 30;

impl Archive {
    /// Gives every row of a table to `each`, in log order, and records that it left; gives the number of rows.
    ///
    /// # Errors
    /// Without keys, or if the catalog or the receiver fails.
    pub async fn table(
        &self,
        table: Table,
        each: &mut (dyn FnMut(&[Cell]) -> io::Result<()> + Send),
    ) -> Result<u64> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let rows = match table {
            Table::People => catalog.table_of_people(&self.habits().await?, each).await?,
            Table::Assignments => catalog.table_of_assignments(&self.habits().await?, each).await?,
            Table::Queues => catalog.table_of_queues(&self.habits().await?, each).await?,
            Table::Places => catalog.table_of_places(starting_places(), each).await?,
            Table::Estimates => self.table_of_estimates(each).await?,
            Table::Agreement => self.table_of_agreement(each).await?,
            Table::Counts => self.table_of_counts(each).await?,
            Table::Findings => self.table_of_findings(each).await?,
            Table::Rechecks => self.table_of_rechecks(each).await?,
            Table::Reports => self.table_of_reports(each).await?,
            Table::Links => self.table_of_links(each).await?,
            Table::Claims => self.table_of_claims(each).await?,
            Table::Viewings => self.table_of_viewings(each).await?,
            Table::Letters => self.table_of_letters(each).await?,
            Table::Publications => self.table_of_publications(each).await?,
            Table::Takedowns => self.table_of_takedowns(each).await?,
            Table::Definitions => self.table_of_definitions(each).await?,
            table => catalog.table(table, each).await?,
        };
        self.record(vec![Act::TableExported { table: table.word().to_owned(), rows }]).await?;
        Ok(rows)
    }

    /// The figures of the archive.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn status(&self) -> Result<Status> {
        self.catch_up().await?;
        Ok(self.catalog().await?.status().await?)
    }

    /// The acquisition report of a closed accession; `None` while it is open.
    ///
    /// # Errors
    /// Without keys, or if there is no such accession.
    pub async fn report(&self, accession: &AccessionId) -> Result<Option<AcquisitionReport>> {
        let row = self.catalog().await?.accession(accession).await?.ok_or_else(|| {
            ArchiveError::absent(format!("there is no accession {accession}"))
                .next("`amana status` lists them")
        })?;
        let Some(name) = row.report else { return Ok(None) };
        let bytes = self.store.read(&name, &self.keys()?.identities, REPORT_LIMIT)?;
        let report = serde_json::from_slice(&bytes)
            .map_err(|e| ArchiveError::damage("an acquisition report cannot be read").because(e))?;
        Ok(Some(report))
    }
}
