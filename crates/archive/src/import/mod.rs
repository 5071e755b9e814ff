//! Taking over a list of people made elsewhere: what every row would do, and doing it.
//!
//! A list only adds: photographs that nobody decided about yet, and facts that nobody said yet. What people decided here
//! stands, what they took out or undid included, and its rows say so. Every person of a list is recorded whole or not at all, so that the same list read again
//! goes on where it was stopped, and says of the rest that it is so already.

mod columns;
mod names;
mod plan;

use std::collections::BTreeMap;

use amana_model::{Act, Agent, Digest, IndividualId};
use amana_sheet::{Limits, Sheet};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use self::columns::Columns;
pub use self::columns::ListField;
use self::names::Names;
use self::plan::{Decided, Plan};
use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// The longest list that is read, in bytes.
pub const LONGEST_LIST: u64 = Limits::DEFAULT.bytes as u64;

/// People recorded in one go.
const AT_ONCE: usize = 200;

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowOutcome {
    /// Its photograph is put to a person.
    Joined,
    /// Its photograph is put to that person already.
    Already,
    /// No photograph here has this name.
    NotFound,
    /// Several photographs have this name.
    Ambiguous,
    /// People put its photograph elsewhere, or took it out.
    Decided,
    /// Something in it cannot be used.
    Refused,
}

impl RowOutcome {
    /// Every outcome.
    pub const ALL: [Self; 6] =
        [Self::Joined, Self::Already, Self::NotFound, Self::Ambiguous, Self::Decided, Self::Refused];

    /// The word used in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Joined => "joined",
            Self::Already => "already",
            Self::NotFound => "not-found",
            Self::Ambiguous => "ambiguous",
            Self::Decided => "decided",
            Self::Refused => "refused",
        }
    }
}

/// One row of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowReport {
    /// The row's number in the list.
    pub line: u32,
    /// What it says of the file.
    pub file: String,
    /// What becomes of it.
    pub outcome: RowOutcome,
    /// Its photograph, where one was found.
    pub sha256: Option<Digest>,
    /// The individual; of new ones only once they are recorded.
    pub individual: Option<IndividualId>,
    /// Why, where the outcome alone does not tell.
    pub reason: Option<String>,
}

/// What a list does, or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// SHA-256 of the list's file.
    pub list: Digest,
    /// How it was read.
    pub read_as: String,
    /// What each column was taken for.
    pub columns: BTreeMap<&'static str, String>,
    /// Headers of columns that are not used.
    pub unused: Vec<String>,
    /// Rows by outcome, those of none left out.
    pub counts: BTreeMap<&'static str, u64>,
    /// People that are new, or get photographs or facts.
    pub people: u64,
    /// Whether it was recorded, or only tried.
    pub recorded: bool,
    /// Every row.
    pub rows: Vec<RowReport>,
}

impl Archive {
    /// Reads a list and tells what it does; does it, as `agent`, if `record` says so.
    ///
    /// `told` names the columns; empty, they are guessed from their headers.
    ///
    /// # Errors
    /// If the list or its columns will not do; without keys, or if catalog or log fail. People recorded before stay.
    pub async fn import_list(
        &self,
        agent: &Agent,
        bytes: &[u8],
        told: &[(ListField, String)],
        record: bool,
    ) -> Result<ImportReport> {
        let sheet = amana_sheet::read(bytes, &Limits::DEFAULT).map_err(|e| {
            ArchiveError::mistake(e.to_string())
                .safe("nothing was recorded")
                .next("save it as CSV (UTF-8) or XLSX with one header row, and try again")
        })?;
        let columns = Columns::of(&sheet.header, told)?;
        let list = Digest(Sha256::digest(bytes).into());
        // One at a time: what is decided must be decided on all that was decided before.
        let _alone = self.deciding.lock().await;
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let decisions = catalog.decisions(0).await?;
        let mut names = Names::default();
        catalog.each_named(&mut |path, digest| names.add(&path, digest)).await?;
        let mut plan = Plan::of(&sheet, &columns, &names, &Decided::of(&decisions));
        let count = plan.people.len() as u64;
        if record && count > 0 {
            let act =
                Act::ListImported { list, rows: sheet.rows.len() as u64, used: plan.used(), people: count };
            let mut acts = vec![act];
            let mut planned = std::mem::take(&mut plan.people).into_iter().peekable();
            let mut in_batch = 0;
            while let Some(person) = planned.next() {
                let individual = person.individual.clone().unwrap_or_else(|| self.new_individual());
                acts.extend(person.decisions(&individual).into_iter().map(Act::PeopleDecided));
                plan.recorded(&person, &individual);
                in_batch += 1;
                if in_batch == AT_ONCE || planned.peek().is_none() {
                    self.record_as(agent, std::mem::take(&mut acts)).await?;
                    in_batch = 0;
                }
            }
        }
        Ok(report(list, &sheet, &columns, plan.rows, count, record && count > 0))
    }
}

fn report(
    list: Digest,
    sheet: &Sheet,
    columns: &Columns,
    rows: Vec<RowReport>,
    people: u64,
    recorded: bool,
) -> ImportReport {
    let named = columns.named(&sheet.header);
    let unused =
        sheet.header.iter().enumerate().filter(|(place, name)| !name.is_empty() && !columns.uses(*place));
    let mut counts = BTreeMap::new();
    for row in &rows {
        *counts.entry(row.outcome.word()).or_default() += 1;
    }
    ImportReport {
        list,
        read_as: sheet.read_as.clone(),
        unused: unused.map(|(_, name)| name.clone()).collect(),
        columns: named.into_iter().map(|(field, header)| (field.word(), header)).collect(),
        counts,
        people,
        recorded,
        rows,
    }
}
