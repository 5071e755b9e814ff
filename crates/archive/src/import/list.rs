//! A list as read, and what it would do to an archive: nothing here touches one.

use std::collections::BTreeMap;

use amana_model::{Act, Digest, IndividualId};
pub use amana_sheet::SheetError as ListError;
use amana_sheet::{Limits, Sheet};
use sha2::{Digest as _, Sha256};

use super::ImportReport;
use super::columns::{Columns, ColumnsError, ListField};
use super::plan::{Known, ListedPerson, Plan};
use crate::error::ArchiveError;

/// The longest list that is read, in bytes.
pub const LONGEST_LIST: u64 = Limits::DEFAULT.bytes as u64;

/// A list, before anybody says what its columns mean.
#[derive(Debug, Clone)]
pub struct List {
    digest: Digest,
    sheet: Sheet,
}

impl List {
    /// Reads a CSV or XLSX.
    ///
    /// # Errors
    /// If it is empty, broken or larger than a limit.
    pub fn read(bytes: &[u8]) -> Result<Self, ListError> {
        let sheet = amana_sheet::read(bytes, &Limits::DEFAULT)?;
        Ok(Self { digest: Digest(Sha256::digest(bytes).into()), sheet })
    }

    /// SHA-256 of its file.
    pub fn digest(&self) -> Digest {
        self.digest
    }

    /// How it was read: `csv, utf-8`, `xlsx` and so on.
    pub fn read_as(&self) -> &str {
        &self.sheet.read_as
    }

    /// The headers of its columns.
    pub fn headers(&self) -> &[String] {
        &self.sheet.header
    }

    /// Headers by which a column can be told: those that one column alone has.
    pub fn telling_headers(&self) -> Vec<&String> {
        let alone = |name: &&String| self.sheet.header.iter().filter(|other| other == name).count() == 1;
        self.sheet.header.iter().filter(|name| !name.is_empty()).filter(alone).collect()
    }

    /// Its rows below the header, in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[String]> {
        self.sheet.rows.iter().map(|row| row.cells.as_slice())
    }

    /// What each column is taken for where nobody says otherwise.
    pub fn guessed(&self) -> Vec<(ListField, String)> {
        let telling = self.telling_headers();
        let guessed = Columns::<ListField>::guessed(&self.sheet.header).named(&self.sheet.header);
        guessed.into_iter().filter(|(_, header)| telling.contains(&header)).collect()
    }

    /// What it would do to an archive of which this is known. `told` names the columns; empty, they are guessed.
    ///
    /// # Errors
    /// If the columns will not do.
    pub fn plan(&self, told: &[(ListField, String)], known: &Known) -> Result<ListPlan, ColumnsError> {
        let columns = Columns::of(&self.sheet.header, told)?;
        let plan = Plan::of(&self.sheet, &columns, known);
        let header = self.sheet.header.iter().enumerate();
        let unused = header.filter(|(place, name)| !name.is_empty() && !columns.uses(*place));
        let mut counts = BTreeMap::new();
        for row in &plan.rows {
            *counts.entry(row.outcome.word()).or_default() += 1;
        }
        let named = columns.named(&self.sheet.header);
        Ok(ListPlan {
            report: ImportReport {
                list: self.digest,
                read_as: self.sheet.read_as.clone(),
                unused: unused.map(|(_, name)| name.clone()).collect(),
                columns: named.into_iter().map(|(field, header)| (field.word(), header)).collect(),
                counts,
                people: plan.people.len() as u64,
                recorded: false,
                rows: plan.rows,
            },
            people: plan.people,
        })
    }
}

/// What a list would do: the report of every row, and the people to record.
pub struct ListPlan {
    /// The report.
    pub report: ImportReport,
    /// The people that there is something to record of, in the order of the list.
    pub people: Vec<ListedPerson>,
}

impl ListPlan {
    /// The event that stands before the decisions about some of its people.
    pub fn act(&self, people: &[ListedPerson], decisions: usize) -> Act {
        Act::ListImported {
            list: self.report.list,
            rows: self.report.rows.len() as u64,
            used: people.iter().map(|person| person.rows.len() as u64).sum(),
            people: people.len() as u64,
            decisions: Some(decisions as u64),
        }
    }

    /// Tells in the report who a person of the list is, now that it is recorded.
    pub fn recorded(&mut self, person: &ListedPerson, individual: &IndividualId) {
        self.report.recorded = true;
        for place in &person.rows {
            if let Some(row) = self.report.rows.get_mut(*place) {
                row.individual = Some(individual.clone());
            }
        }
    }
}

impl From<ListError> for ArchiveError {
    fn from(error: ListError) -> Self {
        Self::mistake(error.to_string())
            .safe("nothing was recorded")
            .next("save it as CSV (UTF-8) or XLSX with one header row, and try again")
    }
}
