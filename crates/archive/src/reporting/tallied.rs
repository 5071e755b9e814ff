//! What is settled in a study, as numbers without names, with small ones hidden where that is asked for.

use amana_model::{IndividualId, Study};
use serde::Serialize;

use super::ReportPlan;
use crate::coding::{CodingRoom, EntryTally};
use crate::count::{Shown, Suppressed};

/// An entry: how many people are answered how.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedEntry {
    /// The entry.
    pub entry: String,
    /// Each word it can be answered with, with how many people it is settled of; *not assessable* last.
    pub answers: Vec<(String, Shown)>,
    /// People of whom nothing is settled.
    pub open: Shown,
    /// Where on the body.
    pub regions: Vec<ReportedRegion>,
}

/// A region of the body: of how many people a sign is settled there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedRegion {
    /// The region.
    pub region: String,
    /// Of how many it is settled that it is present.
    pub present: Shown,
    /// Of how many that it is equivocal.
    pub equivocal: Shown,
}

/// An entry against branches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedCross {
    /// The entry.
    pub entry: String,
    /// The words of the columns; one more, the last, is what is open.
    pub answers: Vec<String>,
    /// The rows; last those of whom no branch is settled.
    pub rows: Vec<ReportedCrossRow>,
    /// The sums of the columns.
    pub columns: Vec<Shown>,
    /// The sum of all.
    pub total: Shown,
}

/// A row of an entry against branches.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportedCrossRow {
    /// The branch; `None`: none is settled.
    pub branch: Option<String>,
    /// How many people in each column.
    pub cells: Vec<Shown>,
    /// How many in the row.
    pub total: Shown,
}

/// Every entry of a study. Where small numbers are hidden, an entry that is put against branches is told there alone: its totals here
/// could give away what is hidden there.
pub(super) fn entries(plan: &ReportPlan, room: &CodingRoom, study: &Study) -> Vec<ReportedEntry> {
    let twice = |tally: &EntryTally| plan.suppress.is_some() && plan.crossed.contains(&tally.entry);
    let tallies = room.tally(study).into_iter().filter(|tally| !twice(tally));
    tallies.map(|tally| entry(plan.suppress.unwrap_or(0), &tally)).collect()
}

fn entry(limit: u64, tally: &EntryTally) -> ReportedEntry {
    let mut cells: Vec<u64> = tally.answers.iter().map(|(_, people)| people.len() as u64).collect();
    cells.push(tally.open.len() as u64);
    let mut shown = Suppressed::of(&cells, limit).cells;
    let open = shown.pop().unwrap_or(Shown::Withheld);
    let words = tally.answers.iter().map(|(word, _)| word.clone());
    // Regions are no parts of one whole: a person may have a sign in several. Each is hidden by itself.
    let alone = |people: usize| match people as u64 {
        few if (1..limit).contains(&few) => Shown::Below(limit),
        number => Shown::Number(number),
    };
    let region = |told: &crate::coding::RegionTally| ReportedRegion {
        region: told.region.clone(),
        present: alone(told.present.len()),
        equivocal: alone(told.equivocal.len()),
    };
    ReportedEntry {
        entry: tally.entry.clone(),
        answers: words.zip(shown).collect(),
        open,
        regions: tally.regions.iter().map(region).collect(),
    }
}

pub(super) fn crossed(
    plan: &ReportPlan,
    room: &CodingRoom,
    study: &Study,
    branch_of: &dyn Fn(&IndividualId) -> Option<String>,
) -> Vec<ReportedCross> {
    let one = |entry: &String| {
        let table = room.crossed(study, entry, branch_of)?;
        let shown = table.small_hidden(plan.suppress.unwrap_or(0));
        let rows = table.rows.iter().zip(shown.cells).zip(shown.rows);
        let row = |((row, cells), total): ((&crate::coding::CrossedRow, _), _)| ReportedCrossRow {
            branch: row.label.clone(),
            cells,
            total,
        };
        Some(ReportedCross {
            entry: table.entry.clone(),
            answers: table.answers.clone(),
            rows: rows.map(row).collect(),
            columns: shown.columns,
            total: shown.total,
        })
    };
    plan.crossed.iter().filter_map(one).collect()
}
