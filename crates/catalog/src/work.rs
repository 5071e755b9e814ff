//! Work: what waits in every queue, accession by accession, and who was given it.

use std::collections::{BTreeMap, HashMap};

use amana_model::{
    AccessionId, Act, Assignment, Digest, Fact, Habits, IndividualState, People, Queue, Unusual, UtcTime,
};
use sqlx::sqlite::SqliteConnection;

use crate::apply::{Applied, encode};
use crate::cells::{self, signed};
use crate::keying::all_waiting;
use crate::sql::work as sql;
use crate::table::{Cell, each_row};
use crate::{Catalog, CatalogError, IndividualRow};

/// Work given to a person, with the log entry that gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssignmentRow {
    /// The log entry.
    pub entry: u64,
    /// When it was given.
    pub time: UtcTime,
    /// Who gave it.
    pub agent: String,
    /// What was given to whom.
    pub assignment: Assignment,
    /// The log entry that took it back, if one did.
    pub withdrawn: Option<u64>,
}

/// What one accession has in one queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// The queue.
    pub queue: Queue,
    /// The accession. A person counts with the first of their photographs, in the order of digests; a group with the one that
    /// names it.
    pub accession: AccessionId,
    /// What waits: markings, groups or people.
    pub waiting: u64,
    /// What is done; `None` where nothing tells what ever waited.
    pub done: Option<u64>,
}

/// What one person did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DoneBy {
    /// The person's sign-in name, as events have it.
    pub agent: String,
    /// Markings keyed: in all, and lately.
    pub keyed: (u64, u64),
    /// Decisions about people: in all, and lately.
    pub decided: (u64, u64),
}

/// A candidate group that somebody may have to decide about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupPlace {
    /// Its name.
    pub name: Digest,
    /// The accession of the photograph that names it.
    pub accession: AccessionId,
    /// Its photographs, the likeliest first.
    pub photographs: Vec<Digest>,
}

impl GroupPlace {
    /// Whether people have yet to decide about a photograph of it.
    pub fn waits(&self, people: &People) -> bool {
        self.photographs.iter().any(|digest| !people.is_decided(digest))
    }
}

impl Catalog {
    /// All work ever given, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn assignments(&self) -> Result<Vec<AssignmentRow>, CatalogError> {
        let rows = sqlx::query(sql::ASSIGNMENTS).fetch_all(&self.pool).await?;
        let one = |row: &sqlx::sqlite::SqliteRow| {
            Ok(AssignmentRow {
                entry: cells::natural(row, 0)?,
                time: cells::parsed(row, 1)?,
                agent: cells::string(row, 2)?,
                assignment: cells::json(row, 3)?,
                withdrawn: cells::maybe_natural(row, 4)?,
            })
        };
        rows.iter().map(one).collect()
    }

    /// Work that is given now.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn open_assignments(&self) -> Result<Vec<Assignment>, CatalogError> {
        let all = self.assignments().await?;
        Ok(all.into_iter().filter(|row| row.withdrawn.is_none()).map(|row| row.assignment).collect())
    }

    /// Every candidate group, in the order of the log.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn group_places(&self) -> Result<Vec<GroupPlace>, CatalogError> {
        let mut groups: Vec<GroupPlace> = Vec::new();
        let mut connection = self.pool.acquire().await?;
        each_row(&mut connection, sql::CANDIDATE_PLACES, &mut |row| {
            let name = Digest(cells::hash(row, 0)?);
            if groups.last().is_none_or(|group| group.name != name) {
                groups.push(GroupPlace { name, accession: cells::parsed(row, 2)?, photographs: Vec::new() });
            }
            if let Some(group) = groups.last_mut() {
                group.photographs.push(Digest(cells::hash(row, 1)?));
            }
            Ok(())
        })
        .await?;
        Ok(groups)
    }

    /// What waits and what is done, by queue and accession; accessions without either are left out. What contradicts is told beside
    /// what numbers of the collection usually are.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn queues(&self, habits: &Habits) -> Result<Vec<QueueRow>, CatalogError> {
        let mut counts = Counts::default();
        let mut connection = self.pool.acquire().await?;
        for waiting in all_waiting(&mut connection).await? {
            counts.add(Queue::Keying, &waiting.accession, 1, 0);
        }
        for row in sqlx::query(sql::SETTLED_BY_ACCESSION).fetch_all(&mut *connection).await? {
            counts.add(Queue::Keying, &cells::parsed(&row, 0)?, 0, cells::natural(&row, 1)?);
        }
        let mut accessions = HashMap::new();
        each_row(&mut connection, sql::ACCESSIONS_OF, &mut |row| {
            accessions.insert(Digest(cells::hash(row, 0)?), cells::parsed::<AccessionId>(row, 1)?);
            Ok(())
        })
        .await?;
        drop(connection);
        let people = self.people().await?;
        for group in self.group_places().await? {
            let waits = u64::from(group.waits(&people));
            counts.add(Queue::Candidates, &group.accession, waits, 1 - waits);
        }
        for row in &self.individuals_beside(habits).await? {
            let Some(accession) = row.photographs.first().and_then(|digest| accessions.get(digest)) else {
                continue;
            };
            if contradicts(row) {
                counts.add(Queue::Contradictions, accession, 1, 0);
            }
            let waits = u64::from(!is_described(row));
            counts.add(Queue::Description, accession, waits, 1 - waits);
        }
        Ok(counts.rows())
    }

    /// What every person keyed and decided: in all, and since a time. By name.
    ///
    /// # Errors
    /// If the catalog cannot be read.
    pub async fn done_by(&self, since: UtcTime) -> Result<Vec<DoneBy>, CatalogError> {
        let mut people: BTreeMap<String, DoneBy> = BTreeMap::new();
        let rows = sqlx::query(sql::DONE_BY).bind(since.to_string()).fetch_all(&self.pool).await?;
        for row in &rows {
            let agent = cells::string(row, 0)?;
            let done = people.entry(agent.clone()).or_insert_with(|| DoneBy { agent, ..DoneBy::default() });
            let counts = (cells::natural(row, 2)?, cells::natural(row, 3)?);
            match cells::string(row, 1)?.as_str() {
                "marking-keyed" => done.keyed = counts,
                _ => done.decided = counts,
            }
        }
        Ok(people.into_values().collect())
    }

    /// Hands over the table of queues.
    ///
    /// # Errors
    /// `Sink` with what `each` returned, or if the catalog cannot be read.
    pub async fn table_of_queues(
        &self,
        habits: &Habits,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64, CatalogError> {
        let open = self.open_assignments().await?;
        let rows = self.queues(habits).await?;
        for row in &rows {
            let given = || open.iter().filter(|given| is_about(given, row));
            let to: Vec<&str> = given().map(|given| given.account.as_str()).collect();
            let due = given().filter_map(|given| given.due.as_ref()).min();
            each(&[
                Cell::Text(row.queue.word().into()),
                Cell::Text(row.accession.to_string()),
                natural(row.waiting),
                row.done.map_or(Cell::Null, natural),
                if to.is_empty() { Cell::Null } else { Cell::Text(to.join(" ")) },
                due.map_or(Cell::Null, |day| Cell::Text(day.to_string())),
            ])
            .map_err(CatalogError::Sink)?;
        }
        Ok(rows.len() as u64)
    }

    /// Hands over the table of assignments.
    ///
    /// # Errors
    /// `Sink` with what `each` returned, or if the catalog cannot be read.
    pub async fn table_of_assignments(
        &self,
        habits: &Habits,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64, CatalogError> {
        let (rows, queues) = (self.assignments().await?, self.queues(habits).await?);
        for row in &rows {
            let given = &row.assignment;
            let waiting = queues.iter().filter(|queue| is_about(given, queue)).map(|queue| queue.waiting);
            each(&[
                natural(row.entry),
                Cell::Text(row.time.to_string()),
                Cell::Text(row.agent.clone()),
                Cell::Text(given.account.to_string()),
                Cell::Text(given.queue.word().into()),
                given.accession.as_ref().map_or(Cell::Null, |id| Cell::Text(id.to_string())),
                given.due.as_ref().map_or(Cell::Null, |day| Cell::Text(day.to_string())),
                row.withdrawn.map_or(Cell::Null, natural),
                natural(waiting.sum()),
            ])
            .map_err(CatalogError::Sink)?;
        }
        Ok(rows.len() as u64)
    }
}

fn natural(number: u64) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Whether a part of a queue is among what was given.
pub fn is_about(given: &Assignment, row: &QueueRow) -> bool {
    given.queue == row.queue && given.accession.as_ref().is_none_or(|of| *of == row.accession)
}

/// Whether numbers of an individual contradict: within it, with another, with the order of examinations, or with a path.
pub fn contradicts(row: &IndividualRow) -> bool {
    matches!(row.state, IndividualState::NumbersDiffer | IndividualState::SameAsAnother)
        || row.unusual.iter().any(Unusual::contradicts)
}

/// Whether category, sex and age band are said of an individual.
pub fn is_described(row: &IndividualRow) -> bool {
    [Fact::Category, Fact::Sex, Fact::AgeBand].iter().all(|fact| row.facts.contains_key(fact))
}

/// Waiting and done, by queue and accession.
#[derive(Default)]
struct Counts(BTreeMap<(Queue, AccessionId), (u64, u64)>);

impl Counts {
    fn add(&mut self, queue: Queue, accession: &AccessionId, waiting: u64, done: u64) {
        let count = self.0.entry((queue, accession.clone())).or_default();
        count.0 += waiting;
        count.1 += done;
    }

    fn rows(self) -> Vec<QueueRow> {
        let row = |((queue, accession), (waiting, done))| QueueRow {
            queue,
            accession,
            waiting,
            done: (queue != Queue::Contradictions).then_some(done),
        };
        self.0.into_iter().map(row).collect()
    }
}

/// Applies one event about work, or hands it on.
pub(crate) async fn apply(
    connection: &mut SqliteConnection,
    entry: &Applied<'_>,
) -> Result<(), CatalogError> {
    let query = match &entry.event.act {
        Act::WorkAssigned(assignment) => sqlx::query(sql::ASSIGNED)
            .bind(signed(entry.index))
            .bind(entry.event.time.to_string())
            .bind(entry.event.agent.name.clone())
            .bind(encode(assignment)?),
        Act::WorkWithdrawn { entry: given } => {
            sqlx::query(sql::WITHDRAWN).bind(signed(*given)).bind(signed(entry.index))
        }
        _ => return crate::places::apply(connection, entry).await,
    };
    query.execute(connection).await?;
    Ok(())
}
