//! Taking over a list of people made elsewhere: what every row would do, and doing it.
//!
//! A list only adds: photographs that nobody decided about yet, and facts that nobody said yet. What people decided here
//! stands, what they took out or undid included, and its rows say so; but a list that was taken back whole is as if it had never come. Every person of a list is recorded whole or not at all, so that the same list read again
//! goes on where it was stopped, and says of the rest that it is so already.

mod columns;
mod list;
mod names;
mod plan;
mod reason;
mod taken_over;

use std::collections::BTreeMap;

use amana_model::{Act, Agent, Digest, IndividualId};
use serde::Serialize;

pub(crate) use self::columns::{Columns, Field, quoted, value};
pub use self::columns::{ColumnsError, ListField};
pub use self::list::{LONGEST_LIST, List, ListError, ListPlan};
pub use self::plan::{Known, ListedPerson};
pub use self::reason::RowReason;
pub use self::taken_over::{ListBack, ListTakenOver};
use crate::archive::Archive;
use crate::error::Result;

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
    /// Why, where the outcome alone does not tell; and what else is to be looked at.
    pub reasons: Vec<RowReason>,
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
    /// Tells what a list does; does it, as `agent`, if `record` says so.
    ///
    /// `told` names the columns; empty, they are guessed from their headers.
    ///
    /// # Errors
    /// If the columns will not do; without keys, or if catalog or log fail. People recorded before stay.
    pub async fn import_list(
        &self,
        agent: &Agent,
        list: &List,
        told: &[(ListField, String)],
        record: bool,
    ) -> Result<ImportReport> {
        // One at a time: what is decided must be decided on all that was decided before.
        let _alone = self.deciding.lock().await;
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let decisions = catalog.decisions(0).await?;
        let settled = catalog.settled_numbers(None).await?;
        let mut places = Vec::new();
        catalog.each_named(&mut |path, digest| places.push((path, digest))).await?;
        let mut plan =
            tokio::task::block_in_place(|| list.plan(told, &Known::of(places, &decisions, &settled)))?;
        if record && !plan.people.is_empty() {
            self.record_list(agent, &mut plan).await?;
        }
        Ok(plan.report)
    }

    async fn record_list(&self, agent: &Agent, plan: &mut ListPlan) -> Result<()> {
        let people = std::mem::take(&mut plan.people);
        for some in people.chunks(AT_ONCE) {
            let mut decisions = Vec::new();
            for person in some {
                let individual = person.individual.clone().unwrap_or_else(|| self.new_individual());
                decisions.extend(person.decisions(&individual));
                plan.recorded(person, &individual);
            }
            // Recorded at once, so that nothing stands between the event and the decisions that it counts.
            let act = plan.act(some, decisions.len());
            let decisions = decisions.into_iter().map(Act::PeopleDecided);
            self.record_as(agent, [act].into_iter().chain(decisions).collect()).await?;
        }
        Ok(())
    }
}
