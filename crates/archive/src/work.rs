//! Work: given to people, taken back, and how it stands. What is done at it are events of its own.

use std::collections::BTreeMap;

use amana_accounts::{Right, Role};
use amana_catalog::{AssignmentRow, DoneBy, QueueRow, Waiting};
use amana_model::{Act, Agent, Assignment, Queue, Scope, UtcTime};

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// What counts as lately, in seconds.
const LATELY: i64 = 7 * 86_400;

/// How the work of an archive stands.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkState {
    /// What waits and what is done, by queue and accession.
    pub queues: Vec<QueueRow>,
    /// What is given now: what is due first, first; what has no day last; in the order in which it was given.
    pub assignments: Vec<AssignmentRow>,
    /// Of keying that was given: the log entry, and how many markings wait for that person, none that she keyed or that only a third may key.
    pub to_key: BTreeMap<u64, u64>,
    /// What people did: in all, and lately.
    pub done_by: Vec<DoneBy>,
    /// Since when is lately: seven days ago.
    pub lately: UtcTime,
}

/// Whether somebody of this role can do the work of a queue.
pub fn can_do(role: Role, queue: Queue) -> bool {
    role.may(match queue {
        Queue::Keying => Right::Key,
        Queue::Candidates | Queue::Contradictions | Queue::Description => Right::Decide,
    })
}

impl Archive {
    /// Gives work to a person; gives the log entry that says so.
    ///
    /// # Errors
    /// If she cannot do it, has it already, or there is no such account or accession; without keys, or if the log fails.
    pub async fn assign_work(&self, agent: &Agent, assignment: Assignment) -> Result<u64> {
        let refused = |what: String| Err(ArchiveError::mistake(what).safe("nothing was assigned"));
        let accounts = self.list_accounts().await?;
        let account = accounts.iter().find(|account| account.id == assignment.account);
        let Some(account) = account.filter(|account| account.disabled.is_none()) else {
            return refused(format!("there is no account {} in use", assignment.account));
        };
        if !can_do(account.role, assignment.queue) {
            return refused(format!("the role {} does no work of this queue", account.role));
        }
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        if let Some(accession) = &assignment.accession
            && catalog.accession(accession).await?.is_none()
        {
            return refused(format!("there is no accession {accession}"));
        }
        if let Some(known) =
            catalog.open_assignments().await?.iter().find(|known| known.is_same_work(&assignment))
        {
            let by = known.due.as_ref().map(|day| format!(", by {day}")).unwrap_or_default();
            return refused(format!("she has this work already{by}"));
        }
        let today = self.services.clock.now().to_string();
        if let Some(due) = assignment.due.as_ref().filter(|due| Some(due.as_str()) < today.get(..10)) {
            return refused(format!("{due} is over"));
        }
        self.record_as(agent, vec![Act::WorkAssigned(assignment)]).await
    }

    /// Takes back work that a log entry gave; does nothing where it was taken back already.
    ///
    /// # Errors
    /// If that entry gave no work; without keys, or if the log fails.
    pub async fn withdraw_work(&self, agent: &Agent, entry: u64) -> Result<()> {
        self.catch_up().await?;
        let rows = self.catalog().await?.assignments().await?;
        match rows.iter().find(|row| row.entry == entry) {
            None => Err(ArchiveError::absent(format!("entry {entry} gave no work to anybody"))),
            Some(row) if row.withdrawn.is_some() => Ok(()),
            Some(_) => self.record_as(agent, vec![Act::WorkWithdrawn { entry }]).await.map(|_| ()),
        }
    }

    /// How the work stands.
    ///
    /// # Errors
    /// Without keys, or if the catalog fails.
    pub async fn work(&self) -> Result<WorkState> {
        self.catch_up().await?;
        let catalog = self.catalog().await?;
        let lately = self.services.clock.now().unix_seconds() - LATELY;
        let lately = UtcTime::from_unix(lately, 0).unwrap_or(UtcTime::EPOCH);
        let mut assignments = catalog.assignments().await?;
        assignments.retain(|row| row.withdrawn.is_none());
        assignments.sort_by_key(|row| row.assignment.turn());
        let accounts = self.list_accounts().await?;
        let mut to_key = BTreeMap::new();
        for row in assignments.iter().filter(|row| row.assignment.queue == Queue::Keying) {
            let account = accounts.iter().find(|account| account.id == row.assignment.account);
            let third = account.is_some_and(|account| account.role.may(Right::Settle));
            let scope = Scope { only: row.assignment.accession.clone(), without: Vec::new() };
            let skip = |waiting: &Waiting| !scope.takes(&waiting.accession);
            let hers = catalog.keying_queue(&row.assignment.account, third, usize::MAX, &skip).await?;
            to_key.insert(row.entry, hers.len() as u64);
        }
        Ok(WorkState {
            queues: catalog.queues(&self.habits().await?).await?,
            assignments,
            to_key,
            done_by: catalog.done_by(lately).await?,
            lately,
        })
    }
}
