//! What counts are made of in the sample: its photographs, and whom people decided on.

use amana_desk::backend::count::{CountedPerson, LogHead, Snapshot, starting_definitions};
use amana_desk::look::{CountedContent, CountedPath, IndividualRow};
use amana_model::{Definitions, Fact, Outcome};

use super::made::MadeRow;

pub(crate) fn definitions() -> Definitions {
    Definitions::of(starting_definitions(), [])
}

pub(crate) fn snapshot(rows: &[MadeRow], people: &[IndividualRow], entries: u64) -> Snapshot {
    let content = |row: &MadeRow| CountedContent {
        digest: row.row.digest,
        copy_of: None,
        picture: row.row.condition != amana_model::Condition::NotAPicture,
        file: Some(row.row.condition),
        folder_date: row.row.folder_date.clone(),
        taken_at: row.row.taken_at.clone(),
    };
    let path = |(entry, row): (u64, &MadeRow)| CountedPath {
        entry,
        digest: Some(row.row.digest),
        outcome: Outcome::Kept,
    };
    let person = |row: &IndividualRow| CountedPerson {
        individual: row.individual.clone(),
        category: row.facts.get(&Fact::Category).cloned(),
        sex: row.facts.get(&Fact::Sex).cloned(),
        age_band: row.facts.get(&Fact::AgeBand).cloned(),
        state: row.state,
        photographs: row.photographs.clone(),
    };
    let branch = |row: &IndividualRow| Some((*row.photographs.first()?, row.numbers.branch.clone()?));
    Snapshot {
        log: LogHead { size: entries, root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".into() },
        contents: rows.iter().map(content).collect(),
        paths: (0..).zip(rows).map(path).collect(),
        people: people.iter().map(person).collect(),
        branches: people.iter().filter_map(branch).collect(),
    }
}
