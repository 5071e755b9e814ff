//! `amana work`.

use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{Archive, ArchiveError, Result};
use amana_model::{AccessionId, AccountId, Assignment, Day, Queue};
use clap::Args;
use clap::builder::PossibleValuesParser as WordsOf;
use serde::Serialize;

use crate::access::Keys;
use crate::answer::Answer;

/// Tell what work waits and who was given what, give work to a person, or take it back.
///
/// Work that is given is shown to that person first, and is never kept from others. `amana table queues` and `amana table
/// assignments` write the same out as tables.
#[derive(Args)]
pub(crate) struct Work {
    /// The archive's folder
    archive: PathBuf,
    /// Give work to the person with this sign-in name
    #[arg(long, value_name = "NAME", requires = "queue", conflicts_with = "withdraw")]
    give: Option<String>,
    /// What kind of work
    #[arg(long, requires = "give", value_parser = WordsOf::new(Queue::ALL.map(Queue::word)))]
    queue: Option<String>,
    /// Only what this accession brought
    #[arg(long, requires = "give")]
    accession: Option<AccessionId>,
    /// The day by which it should be done, as 2026-12-31
    #[arg(long, value_name = "DAY", requires = "give")]
    due: Option<Day>,
    /// Take back what this log entry gave
    #[arg(long, value_name = "ENTRY")]
    withdraw: Option<u64>,
    #[command(flatten)]
    keys: Keys,
}

/// How the work stands.
#[derive(Serialize)]
struct Told {
    queues: Vec<Waiting>,
    assignments: Vec<Given>,
}

#[derive(Serialize)]
struct Waiting {
    queue: Queue,
    accession: AccessionId,
    waiting: u64,
    done: Option<u64>,
}

#[derive(Serialize)]
struct Given {
    entry: u64,
    /// The sign-in name of the person.
    name: String,
    #[serde(flatten)]
    assignment: Assignment,
}

impl Work {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        let told = self.told(&archive).await;
        archive.close().await;
        answer.give(&told?, words)?;
        Ok(ExitCode::SUCCESS)
    }

    async fn told(&self, archive: &Archive) -> Result<Told> {
        let agent = archive.services().agent.clone();
        if let (Some(name), Some(queue)) = (&self.give, self.queue.as_deref().and_then(Queue::from_word)) {
            let known = archive.list_accounts().await?.into_iter().find(|known| known.name == *name);
            let account = known.map(|known| known.id).ok_or_else(|| {
                ArchiveError::absent(format!("nobody signs in as {name}"))
                    .safe("nothing was assigned")
                    .next("`amana account list` names everybody")
            })?;
            let (accession, due) = (self.accession.clone(), self.due.clone());
            archive.assign_work(&agent, Assignment { account, queue, accession, due }).await?;
        }
        if let Some(entry) = self.withdraw {
            archive.withdraw_work(&agent, entry).await?;
        }
        let state = archive.work().await?;
        let waiting = state.queues.into_iter().map(|row| Waiting {
            queue: row.queue,
            accession: row.accession,
            waiting: row.waiting,
            done: row.done,
        });
        let accounts = archive.list_accounts().await?;
        let name = |of: &AccountId| {
            let known = accounts.iter().find(|known| known.id == *of);
            known.map_or_else(|| of.to_string(), |known| known.name.clone())
        };
        let given = state.assignments.into_iter();
        let given = given.map(|row| Given {
            entry: row.entry,
            name: name(&row.assignment.account),
            assignment: row.assignment,
        });
        Ok(Told { queues: waiting.collect(), assignments: given.collect() })
    }
}

fn words(told: &Told) -> String {
    let waiting = |row: &Waiting| {
        let done = row.done.map_or_else(String::new, |done| format!(", done {done}"));
        format!("{} of {}: waiting {}{done}", row.queue.word(), row.accession, row.waiting)
    };
    let given = |row: &Given| {
        let Assignment { queue, accession, due, .. } = &row.assignment;
        let of = accession.as_ref().map_or_else(|| "everything".to_owned(), ToString::to_string);
        let due = due.as_ref().map_or_else(String::new, |due| format!(", by {due}"));
        format!("given in entry {}: {}, {} of {of}{due}", row.entry, row.name, queue.word())
    };
    let lines: Vec<String> =
        told.queues.iter().map(waiting).chain(told.assignments.iter().map(given)).collect();
    if lines.is_empty() { "no work waits and none is given".to_owned() } else { lines.join("\n") }
}
