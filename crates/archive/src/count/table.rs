//! The tables of counts and of definitions.

use amana_catalog::Cell;
use amana_model::{BranchIs, Conditions, Conflicts, Definition};

use super::{Count, count};
use crate::archive::Archive;
use crate::error::Result;

/// Takes a row.
type Each<'a> = &'a mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send);

impl Archive {
    /// Hands over what every definition, in its newest version, counts now; gives the number of rows.
    pub(crate) async fn table_of_counts(&self, each: Each<'_>) -> Result<u64> {
        let definitions = self.definitions().await?;
        let snapshot = self.snapshot().await?;
        let latest = definitions.latest();
        for definition in &latest {
            each(&counted(&tokio::task::block_in_place(|| count(definition, &snapshot))))?;
        }
        Ok(latest.len() as u64)
    }

    /// Hands over every version of every definition; gives their number.
    pub(crate) async fn table_of_definitions(&self, each: Each<'_>) -> Result<u64> {
        let definitions = self.definitions().await?;
        let all = definitions.all();
        for (definition, entry) in &all {
            each(&described(definition, *entry))?;
        }
        Ok(all.len() as u64)
    }
}

fn integer(number: u64) -> Cell {
    Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn counted(count: &Count) -> Vec<Cell> {
    vec![
        Cell::Text(count.definition.definition.to_string()),
        integer(count.definition.version.into()),
        Cell::Text(count.definition.counts.word().into()),
        integer(count.number),
        integer(count.denominator),
        integer(count.missing_in_all()),
        integer(count.log.size),
        Cell::Text(count.log.root.clone()),
        Cell::Text(count.citation.to_string()),
    ]
}

fn described(definition: &Definition, entry: Option<u64>) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let beside = |one: &amana_model::Published| format!("{}: {} ({})", one.figure, one.number, one.source);
    let compares: Vec<String> = definition.compares.iter().map(beside).collect();
    let conflicts = match definition.conflicts {
        Conflicts::First => "first",
        Conflicts::Missing => "missing",
    };
    vec![
        Cell::Text(definition.citation().to_string()),
        text(definition.definition.as_str()),
        integer(definition.version.into()),
        text(definition.counts.word()),
        Cell::Text(conditions(&definition.conditions)),
        text(conflicts),
        definition.over.as_ref().map_or(Cell::Null, |over| text(over.as_str())),
        text(&definition.title.en),
        text(&definition.title.ar),
        text(&definition.says.en),
        text(&definition.says.ar),
        Cell::Text(compares.join("; ")),
        entry.map_or(Cell::Null, integer),
    ]
}

/// Conditions in a line: `category is detainee; branch is 215 or not-said`; empty: none.
pub fn conditions(asks: &Conditions) -> String {
    let mut parts = Vec::new();
    let mut one_of = |what: &str, words: Vec<String>| {
        if !words.is_empty() {
            parts.push(format!("{what} is {}", words.join(" or ")));
        }
    };
    one_of("category", asks.category.iter().map(|one| one.word().to_owned()).collect());
    one_of("branch", asks.branch.iter().cloned().map(|one: BranchIs| one.into()).collect());
    for asked in asks.coded() {
        one_of(&format!("coded {}", asked.entry), asked.words.to_vec());
    }
    one_of("state", asks.state.iter().map(|one| one.word().to_owned()).collect());
    one_of("file", asks.file.iter().map(|one| one.word().to_owned()).collect());
    let put = |put: bool| if put { "put to a person" } else { "put to nobody" };
    parts.extend(asks.put.map(|is| put(is).to_owned()));
    parts.extend(asks.from.as_ref().map(|from| format!("from {from}")));
    parts.extend(asks.to.as_ref().map(|to| format!("to {to}")));
    parts.join("; ")
}
